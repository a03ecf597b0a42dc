package io.closewait.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.tcp.TcpState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests what is read of the network namespace, and that nothing of it has to be there. */
class NetworkReaderTest {
  private static final int TIME_WAIT = 6;

  @TempDir Path root;
  private FakeProc proc;
  private NetworkReader reader;

  @BeforeEach
  void makeProc() throws IOException {
    proc = new FakeProc(Files.createDirectory(root.resolve("self")));
    reader = new NetworkReader(proc.root());
  }

  private Network look() throws IOException {
    return look(0);
  }

  private Network look(int minute) throws IOException {
    reader.look(minute * 60_000L, new Tables(proc.root(), descriptor -> 0));
    return reader.network();
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  void keepsTheRowsWithoutAnOwner() throws IOException {
    proc.row(0, TIME_WAIT, 0).row(77, FakeProc.ESTABLISHED, 0);
    assertThat(look().ownerless())
        .singleElement()
        .satisfies(row -> assertThat(row.state()).isEqualTo(TcpState.TIME_WAIT));
  }

  @Test
  void countsTheOverflowsOfTheLastHour() throws IOException {
    String names = "TcpExt: SyncookiesSent ListenOverflows ListenDrops\n";
    write("self/net/netstat", names + "TcpExt: 9 100 200\nIpExt: InOctets\nIpExt: 1\n");
    assertThat(look().listenOverflows()).hasValue(0);
    write("self/net/netstat", names + "TcpExt: 9 103 207\nIpExt: InOctets\nIpExt: 1\n");
    assertThat(look().listenOverflows()).hasValue(3);
    assertThat(look(30).listenDrops()).hasValue(7);
    assertThat(look(31).listenOverflows()).as("half an hour later").hasValue(3);
    write("self/net/netstat", names + "TcpExt: 9 104 208\nIpExt: InOctets\nIpExt: 1\n");
    assertThat(look(40).listenOverflows()).hasValue(4);
    assertThat(look(62).listenOverflows()).as("an hour later").hasValue(1);
    assertThat(look(93).listenDrops()).hasValue(0);
  }

  @Test
  void readsTheLimits() throws IOException {
    write("sys/net/ipv4/tcp_syn_retries", "6\n");
    write("sys/net/ipv4/tcp_syn_linear_timeouts", "4\n");
    write("sys/net/ipv4/ip_local_port_range", "32768\t60999\n");
    write("sys/net/core/somaxconn", "4096\n");
    Network.Limits limits = look().limits();
    assertThat(limits.connectSeconds()).hasValue(131);
    assertThat(limits.ephemeralPorts()).hasValue(28_232);
    assertThat(limits.backlog()).hasValue(4096);
  }

  @Test
  void whatIsNotThereIsNotKnown() throws IOException {
    Network network = look();
    assertThat(network.listenOverflows()).isEmpty();
    assertThat(network.limits().connectSeconds()).isEmpty();
    assertThat(network.limits().ephemeralPorts()).isEmpty();
    assertThat(network.limits().backlog()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"6, 0, 127", "6, 4, 131", "0, 0, 1", "1, 0, 3"})
  void knowsHowLongTheKernelTriesToConnect(int retries, int linear, int seconds) {
    assertThat(NetworkReader.connectSeconds(OptionalInt.of(retries), OptionalInt.of(linear)))
        .hasValue(seconds);
  }
}
