package io.closewait.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketInodesTest {
  private final SocketInodes inodes = new SocketInodes();

  @Test
  void saysWhatTheLinkSays() throws Exception {
    try (ServerSocketChannel server = ServerSocketChannel.open().bind(null);
        SocketChannel client = SocketChannel.open(server.getLocalAddress())) {
      for (Object channel : new Object[] {server, client}) {
        int descriptor = number(channel);
        assertThat("socket:[" + inodes.of(descriptor) + "]").isEqualTo(link(descriptor));
      }
    }
  }

  @Test
  void knowsOnlySockets(@TempDir Path folder) throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve("file").toFile(), "rw")) {
      assertThat(inodes.of(JdkAccess.number(file.getFD()))).isZero();
    }
    assertThat(inodes.of(-1)).isZero();
    assertThat(inodes.of(Integer.MAX_VALUE)).isZero();
  }

  private static int number(Object channel) {
    return JdkAccess.number(SelectorAccess.descriptor(channel));
  }

  private static String link(int descriptor) throws IOException {
    return Files.readSymbolicLink(Paths.get("/proc/self/fd/" + descriptor)).toString();
  }
}
