package io.closewait.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptorTableTest {
  @TempDir Path root;

  @Test
  void tellsSocketsFromTheRest() throws IOException {
    Path fd =
        new FakeProc(root)
            .descriptor(0, "anon_inode:[eventpoll]")
            .descriptor(3, "pipe:[99]")
            .socket(4, 4242)
            .socket(17, 4243)
            .socket(18, 4243)
            .root()
            .resolve("fd");
    DescriptorTable table = DescriptorTable.read(fd);
    assertThat(table.size()).isEqualTo(5);
    assertThat(table.sockets())
        .containsOnlyKeys(4, 17, 18)
        .containsEntry(4, 4242L)
        .containsEntry(18, 4243L);
    assertThat(table.kinds())
        .containsOnly(
            entry(DescriptorKind.SOCKET, 3),
            entry(DescriptorKind.PIPE, 1),
            entry(DescriptorKind.OTHER, 1));
    assertThat(table.inodes()).containsExactlyInAnyOrder(4242L, 4243L);
  }

  @Test
  void readsNoLinkOfASocketWhoseInodeIsKnown() throws IOException {
    Path fd =
        new FakeProc(root)
            .descriptor(3, "pipe:[99]")
            .descriptor(4, "a link that nobody reads")
            .socket(5, 4243)
            .root()
            .resolve("fd");
    DescriptorTable table = DescriptorTable.read(fd, descriptor -> descriptor == 4 ? 4242 : 0);
    assertThat(table.sockets()).containsOnly(entry(4, 4242L), entry(5, 4243L));
    assertThat(table.kinds())
        .containsOnly(entry(DescriptorKind.SOCKET, 2), entry(DescriptorKind.PIPE, 1));
    assertThat(table.size()).isEqualTo(3);
  }

  @Test
  void asksForOneDescriptor() throws IOException {
    Path fd =
        new FakeProc(root)
            .descriptor(3, "anon_inode:[eventpoll]")
            .socket(4, 4242)
            .root()
            .resolve("fd");
    assertThat(DescriptorTable.socketInode(fd, 4)).hasValue(4242);
    assertThat(DescriptorTable.socketInode(fd, 3)).isEmpty();
    assertThat(DescriptorTable.socketInode(fd, 5)).isEmpty();
  }

  @Test
  void leavesOutTheDescriptorsThatItReadsThrough() throws IOException {
    Path fd = Paths.get("/proc/self/fd");
    assertThat(DescriptorTable.read(fd).size()).isPositive();
    int before = DescriptorTable.read(fd).size();
    try (InputStream one = Files.newInputStream(Paths.get("/dev/null"))) {
      assertThat(one).isNotNull();
      assertThat(DescriptorTable.read(fd).size()).isEqualTo(before + 1);
    }
    try (DirectoryStream<Path> list = Files.newDirectoryStream(fd)) {
      int links = 0;
      for (Path link : list) {
        links += Files.isDirectory(link) && Files.isSameFile(link, fd) ? 0 : 1;
      }
      assertThat(links).isEqualTo(before);
    }
  }

  @Test
  void failsForAProcessThatIsNotThere() {
    assertThatThrownBy(() -> DescriptorTable.read(root.resolve("absent")))
        .isInstanceOf(IOException.class);
  }
}
