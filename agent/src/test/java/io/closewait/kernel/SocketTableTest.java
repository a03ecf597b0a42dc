package io.closewait.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.closewait.tcp.TcpState;
import java.io.IOException;
import java.net.Inet4Address;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketTableTest {
  @TempDir Path root;

  private static Path captured() throws Exception {
    return Paths.get(SocketTableTest.class.getResource("captured/tcp").toURI()).getParent();
  }

  private static String text(SocketRow row) {
    return row.local()
        + " "
        + row.remote()
        + " "
        + row.state()
        + " inode="
        + row.inode()
        + " receive="
        + row.receiveQueue()
        + " send="
        + row.sendQueue()
        + " uid="
        + row.uid();
  }

  @Test
  void parsesTheTablesOfARealKernel() throws Exception {
    SocketTable table = SocketTable.read(captured());
    List<String> parsed = new ArrayList<>();
    for (SocketRow row : table.rows()) {
      parsed.add(text(row));
    }
    assertThat(parsed)
        .containsExactlyElementsOf(Files.readAllLines(captured().resolve("expected.txt")));
    assertThat(table.skipped()).isZero();
  }

  @Test
  void findsARowByItsInode() throws Exception {
    SocketTable table = SocketTable.read(captured());
    SocketRow mapped = table.row(32092);
    assertThat(mapped.local().address()).isInstanceOf(Inet4Address.class);
    assertThat(mapped.local()).hasToString("127.0.0.2:18082");
    assertThat(table.row(0)).isNull();
    assertThat(table.row(1)).isNull();
  }

  @Test
  void keepsARowOnceThatTheKernelWroteTwice() throws Exception {
    FakeProc proc =
        new FakeProc(root).row(71, 8, 1).row(72, 1, 0).row(71, 8, 1).row(0, 6, 0).row(0, 6, 0);
    SocketTable table = SocketTable.read(proc.root().resolve("net"));
    assertThat(table.rows())
        .extracting(SocketRow::inode, SocketRow::state)
        .containsExactly(
            tuple(71L, TcpState.CLOSE_WAIT),
            tuple(72L, TcpState.ESTABLISHED),
            tuple(0L, TcpState.TIME_WAIT),
            tuple(0L, TcpState.TIME_WAIT));
  }

  @Test
  void skipsAndCountsWhatIsNoRow() throws Exception {
    String good =
        "   0: 0100007F:46A3 00000000:0000 0A 00000000:00000001 00:00000000 00000000  1000"
            + "        0 30609 2 0";
    FakeProc proc =
        new FakeProc(root)
            .line(good.replace("46A3", "46G3"))
            .line(good.replace("0100007F:", "0100007:"))
            .line(good.replace(" 0A ", " 0F "))
            .line(good.replace("30609 2 0", "30609"))
            .line(good.replace("30609", "3x609"))
            .line(good.replace("00000000:00000001", "00000000 00000001"))
            .line("")
            .line("\u0000\u00ff: \u00e9")
            .line("x".repeat(100_000))
            .line(good);
    SocketTable table = SocketTable.read(proc.root().resolve("net"));
    assertThat(table.rows()).hasSize(1);
    assertThat(text(table.rows().get(0)))
        .isEqualTo("127.0.0.1:18083 0.0.0.0:0 LISTEN inode=30609 receive=1 send=0 uid=1000");
    assertThat(table.skipped()).isGreaterThanOrEqualTo(9);
  }

  @Test
  void understandsEveryPrefixOfATable() throws Exception {
    byte[] whole = Files.readAllBytes(captured().resolve("tcp6"));
    Files.createDirectory(root.resolve("net"));
    int before = 0;
    for (int length = 0; length <= whole.length; length += 7) {
      Files.write(root.resolve("net/tcp"), Arrays.copyOf(whole, length));
      int rows = SocketTable.read(root.resolve("net")).rows().size();
      assertThat(rows).isBetween(before, before + 1);
      before = rows;
    }
  }

  @Test
  void findsRowsAcrossTheEdgesOfItsBuffer() throws Exception {
    FakeProc proc = new FakeProc(root);
    StringBuilder table = new StringBuilder("header\n");
    for (int inode = 1; inode <= 1000; inode++) {
      table
          .append(inode)
          .append(": 0100007F:46A3 0100007F:D2D2 08 00000000:00000026 00:00000000 00000000 0 0 ")
          .append(inode)
          .append(" 1 0\n");
    }
    Files.writeString(proc.root().resolve("net/tcp"), table);
    SocketTable read = SocketTable.read(proc.root().resolve("net"));
    assertThat(read.skipped()).isZero();
    assertThat(read.rows()).hasSize(1000);
    assertThat(read.row(1000).receiveQueue()).isEqualTo(38);
  }

  @Test
  void doesWithoutIpv6() throws IOException {
    SocketTable table = SocketTable.read(new FakeProc(root).row(7, 1, 0).root().resolve("net"));
    assertThat(table.rows()).hasSize(1);
  }

  @Test
  void namesTheFileThatCannotBeReadAndTheReason() {
    assertThatThrownBy(() -> SocketTable.read(root.resolve("absent")))
        .isInstanceOfSatisfying(
            FileSystemException.class,
            e -> {
              assertThat(e.getFile()).isEqualTo(root.resolve("absent/tcp").toString());
              assertThat(e.getReason()).isEqualTo("No such file or directory");
            });
  }
}
