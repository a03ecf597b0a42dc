package io.closewait.kernel;

import static io.closewait.kernel.FakeProc.CLOSE_WAIT;
import static io.closewait.kernel.FakeProc.ESTABLISHED;
import static io.closewait.kernel.FakeProc.LISTEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.closewait.bridge.Bridge;
import io.closewait.tcp.TcpState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplerTest {
  private static final int FIN_WAIT_1 = 4;
  private static final int FIN_WAIT_2 = 5;
  private static final int CLOSED = 7;

  @TempDir Path root;
  private final FakeTracked tracked = new FakeTracked();
  private final FakeProbe probe = new FakeProbe();
  private FakeProc proc;

  @BeforeEach
  void makeProc() {
    proc = new FakeProc(root);
  }

  private Sampler sampler(Mode mode) {
    return new Sampler(mode, probe, proc.root(), tracked);
  }

  private Sampler withoutProbe(Mode mode) {
    return new Sampler(mode, null, proc.root(), tracked);
  }

  @Test
  void observesWhatIsNotEstablished() {
    tracked.set(4, 100).set(5, 101).set(6, 102);
    probe.set(4, ESTABLISHED).set(5, CLOSE_WAIT).set(6, LISTEN);
    KernelSample sample = sampler(Mode.AUTO).sample(1000, Look.SHALLOW);
    assertThat(sample.source()).isEqualTo("tcp_info");
    assertThat(sample.states())
        .containsExactly(
            entry(TcpState.LISTEN, 1),
            entry(TcpState.ESTABLISHED, 1),
            entry(TcpState.CLOSE_WAIT, 1));
    assertThat(sample.observation(100)).isNull();
    assertThat(sample.observation(101).state()).isEqualTo(TcpState.CLOSE_WAIT);
    assertThat(sample.observation(101).since()).isEqualTo(1000);
    assertThat(sample.observation(101).local()).hasToString("127.0.0.1:4005");
    assertThat(sample.observation(101).receiveQueue()).isEmpty();
    assertThat(sample.observation(102).state()).isEqualTo(TcpState.LISTEN);
    assertThat(sample.blind()).isEmpty();
  }

  @Test
  void onlyKnownSocketsAreAskedForTheirInodes() {
    tracked.set(4, 100);
    proc.socket(4, 70).socket(5, 71).descriptor(6, "/a/file/of/a/server/that/hangs");
    KernelSample sample = sampler(Mode.AUTO).sample(1000, Look.DEEP);
    assertThat(sample.descriptors().open()).hasValue(3);
    assertThat(probe.inodesAsked()).containsExactly(4);
  }

  @Test
  void aDeepLookKnowsTheLocalEndpointOfAnEstablishedConnectionFromItsRow() {
    tracked.set(4, 100).set(5, 101);
    probe.set(4, ESTABLISHED).set(5, ESTABLISHED);
    proc.socket(4, 70).row(70, ESTABLISHED, 0);
    Sampler sampler = sampler(Mode.AUTO);
    KernelSample deep = sampler.sample(1000, Look.DEEP);
    assertThat(deep.local(100)).hasToString("127.0.0.1:4000");
    assertThat(deep.local(101)).isNull();
    assertThat(deep.local(102)).isNull();
    assertThat(deep.with(List.of("something")).local(100)).hasToString("127.0.0.1:4000");
    assertThat(sampler.sample(2000, Look.SHALLOW).local(100)).isNull();
    assertThat(probe.localCalls()).isZero();
  }

  @Test
  void aLinkLocalAddressIsAskedForSinceARowLacksItsScope() {
    String ends = "000080FE000000000000000001000000:0FA0 000080FE000000000000000002000000:20FB";
    proc.socket(4, 70)
        .line("0: " + ends + " 01 00000000:00000000 00:00000000 00000000 0 0 70 2 0 20 4 0 10 -1");
    tracked.set(4, 100);
    probe.set(4, ESTABLISHED);
    Sampler sampler = sampler(Mode.AUTO);
    KernelSample sample = sampler.sample(1000, Look.DEEP);
    assertThat(sample.states()).containsExactly(entry(TcpState.ESTABLISHED, 1));
    assertThat(sample.blind()).isEmpty();
    assertThat(sample.local(100)).isNull();
    assertThat(sampler.local(sample, 4, 100)).hasToString("127.0.0.1:4004");
  }

  @Test
  void keepsTheTimeOfAStateUntilTheStateChanges() {
    Sampler sampler = sampler(Mode.AUTO);
    tracked.set(5, 101);
    probe.set(5, CLOSE_WAIT);
    sampler.sample(1000, Look.SHALLOW);
    assertThat(sampler.sample(2000, Look.DEEP).observation(101).since()).isEqualTo(1000);
    probe.set(5, CLOSED);
    assertThat(sampler.sample(3000, Look.SHALLOW).observation(101).since()).isEqualTo(3000);
    assertThat(sampler.sample(4000, Look.SHALLOW).observation(101).since()).isEqualTo(3000);
    assertThat(probe.localCalls()).isEqualTo(1);
  }

  @Test
  void tellsWhenTheNextSocketWillHaveWaitedForSoLong() {
    Sampler sampler = sampler(Mode.AUTO);
    tracked.set(5, 101);
    tracked.set(6, 102);
    tracked.set(7, 103);
    probe.set(5, ESTABLISHED);
    probe.set(6, CLOSE_WAIT);
    probe.set(7, FIN_WAIT_2);
    assertThat(sampler.sample(1000, Look.SHALLOW).nextOverdue(500)).isEqualTo(1500);
    probe.set(5, CLOSED);
    assertThat(sampler.sample(1200, Look.SHALLOW).nextOverdue(500)).isEqualTo(1500);
    assertThat(sampler.sample(1500, Look.SHALLOW).nextOverdue(500)).isEqualTo(1700);
    assertThat(sampler.sample(1700, Look.SHALLOW).nextOverdue(500)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void remembersTheStatesThatAConnectionHasBeenSeenIn() {
    Sampler sampler = sampler(Mode.AUTO);
    tracked.set(5, 101);
    probe.set(5, FIN_WAIT_1);
    sampler.sample(1000, Look.SHALLOW);
    probe.set(5, FIN_WAIT_2);
    sampler.sample(2000, Look.SHALLOW);
    sampler.sample(3000, Look.DEEP);
    probe.set(5, CLOSED);
    Observation last = sampler.sample(4000, Look.SHALLOW).observation(101);
    assertThat(last.state()).isEqualTo(TcpState.CLOSED);
    assertThat(last.before().state()).isEqualTo(TcpState.FIN_WAIT_2);
    assertThat(last.before().since()).isEqualTo(2000);
    assertThat(last.before().before().state()).isEqualTo(TcpState.FIN_WAIT_1);
    assertThat(last.before().before().before()).isNull();
  }

  @Test
  void countsAWayThatTcpDoesNotHaveAsAnErrorOfOurs() {
    Sampler sampler = sampler(Mode.AUTO);
    tracked.set(5, 101);
    probe.set(5, CLOSE_WAIT);
    sampler.sample(1000, Look.SHALLOW);
    long before = Bridge.suppressed();
    probe.set(5, ESTABLISHED);
    sampler.sample(2000, Look.SHALLOW);
    assertThat(Bridge.suppressed()).isEqualTo(before + 1);
    assertThat(Bridge.lastSuppressed())
        .contains("connection 101 went from CLOSE_WAIT to ESTABLISHED");
  }

  @Test
  void aNewConnectionAtTheSameDescriptorStartsAnew() {
    Sampler sampler = sampler(Mode.AUTO);
    tracked.set(5, 101);
    probe.set(5, CLOSE_WAIT);
    sampler.sample(1000, Look.SHALLOW);
    tracked.set(5, 102);
    KernelSample sample = sampler.sample(2000, Look.SHALLOW);
    assertThat(sample.observation(101)).isNull();
    assertThat(sample.observation(102).since()).isEqualTo(2000);
    assertThat(sample.observation(102).local()).isNotNull();
  }

  @Test
  void saysNothingOfADescriptorReusedWhileItsStateIsAsked() {
    tracked.set(5, 101);
    probe.set(5, CLOSE_WAIT);
    probe.whileAskedForState(() -> tracked.set(5, 102));
    KernelSample sample = sampler(Mode.AUTO).sample(1000, Look.SHALLOW);
    assertThat(sample.states()).isEmpty();
    assertThat(sample.observation(101)).isNull();
    assertThat(sample.observation(102)).isNull();
  }

  @Test
  void takesNoAddressOfADescriptorReusedWhileItIsAsked() {
    tracked.set(5, 101);
    probe.set(5, CLOSE_WAIT);
    probe.whileAskedForLocal(() -> tracked.set(5, 102));
    KernelSample sample = sampler(Mode.AUTO).sample(1000, Look.SHALLOW);
    assertThat(sample.observation(101).local()).isNull();
  }

  @Test
  void takesNoFactsOfADescriptorReusedWhileTheTablesAreRead() {
    Tracked reused =
        new Tracked() {
          private int looks;

          @Override
          public int limit() {
            looks++;
            return 6;
          }

          @Override
          public long idAt(int descriptor) {
            return descriptor != 5 ? 0 : looks == 1 ? 101 : 102;
          }
        };
    proc.socket(5, 71).row(71, CLOSE_WAIT, 38);
    probe.set(5, CLOSE_WAIT);
    Sampler sampler = new Sampler(Mode.AUTO, probe, proc.root(), reused);
    KernelSample sample = sampler.sample(1000, Look.DEEP);
    assertThat(sample.observation(101)).isNull();
    assertThat(sample.observation(102).inode()).isEmpty();
    assertThat(sample.observation(102).receiveQueue()).isEmpty();
    assertThat(sample.untracked()).isEmpty();
  }

  @Test
  void saysHowManyRowsWithoutAnOwnerAreTooMany() {
    proc.ownerless(SocketTable.OWNERLESS_KEPT);
    Sampler sampler = sampler(Mode.AUTO);
    KernelSample most = sampler.sample(1000, Look.DEEP);
    assertThat(most.network().ownerless()).hasSize(SocketTable.OWNERLESS_KEPT);
    assertThat(most.blind()).isEmpty();

    proc.ownerless(3);
    KernelSample more = sampler.sample(2000, Look.DEEP);
    assertThat(more.network().ownerless()).hasSize(SocketTable.OWNERLESS_KEPT);
    assertThat(more.blind())
        .singleElement()
        .asString()
        .startsWith("3 connections of no process are beyond the 100000 that are read");
  }

  @Test
  void findsWhatIsIdleWithoutATimer() {
    String row =
        "   0: 0100007F:0FA0 0200007F:20FB 01 00000000:00000000 %s 00000000  1000        0 %d 2 0"
            + " 20 4 0 10 -1";
    proc.socket(5, 71).line(String.format(row, "00:00000000", 71));
    proc.socket(6, 72).line(String.format(row, "02:000AFC48", 72));
    proc.socket(7, 73).row(73, CLOSE_WAIT, 1);
    for (int descriptor = 5; descriptor <= 7; descriptor++) {
      tracked.set(descriptor, 96 + descriptor);
      probe.set(descriptor, descriptor == 7 ? CLOSE_WAIT : ESTABLISHED);
    }
    Sampler sampler = sampler(Mode.AUTO);
    assertThat(sampler.sample(1000, Look.DEEP).idle()).as("all are used").isEmpty();

    tracked.allIdleSince(700);
    assertThat(sampler.sample(2000, Look.SHALLOW).idle()).as("needs the tables").isEmpty();
    assertThat(sampler.sample(3000, Look.DEEP).idle())
        .singleElement()
        .satisfies(
            idle -> {
              assertThat(idle.connection()).isEqualTo(101);
              assertThat(idle.remote()).hasToString("127.0.0.2:8443");
              assertThat(idle.since()).isEqualTo(700);
            });
    assertThat(sampler.sample(4000, Look.SHALLOW).idle()).as("stays known").hasSize(1);
  }

  @Test
  void aDescriptorThatIsNoSocketAnyMoreHasNoState() {
    tracked.set(5, 101);
    KernelSample sample = sampler(Mode.AUTO).sample(1000, Look.SHALLOW);
    assertThat(sample.states()).isEmpty();
    assertThat(sample.observation(101)).isNull();
  }

  @Test
  void aDeepLookAddsInodeAndQueueAndShallowOnesKeepThem() {
    Sampler sampler = sampler(Mode.AUTO);
    tracked.set(5, 101);
    probe.set(5, CLOSE_WAIT);
    proc.socket(5, 71).row(71, CLOSE_WAIT, 38);
    sampler.sample(1000, Look.DEEP);
    Observation kept = sampler.sample(2000, Look.SHALLOW).observation(101);
    assertThat(kept.inode()).hasValue(71);
    assertThat(kept.receiveQueue()).hasValue(38);
    proc.noRows().row(71, CLOSE_WAIT, 1);
    assertThat(sampler.sample(3000, Look.DEEP).observation(101).receiveQueue()).hasValue(1);
  }

  @Test
  void takesNoQueueFromARowThatIsOlderThanTheState() {
    tracked.set(5, 101);
    probe.set(5, CLOSE_WAIT);
    proc.socket(5, 71).row(71, ESTABLISHED, 37);
    Observation observation = sampler(Mode.AUTO).sample(1000, Look.DEEP).observation(101);
    assertThat(observation.inode()).hasValue(71);
    assertThat(observation.receiveQueue()).isEmpty();
  }

  @Test
  void looksAgainForARowThatTheKernelLeftOut() {
    tracked.set(5, 101);
    probe.set(5, CLOSE_WAIT);
    proc.socket(5, 71);
    boolean[] written = new boolean[1];
    probe.whileAskedForState(
        () -> {
          if (!written[0]) {
            proc.row(71, CLOSE_WAIT, 1);
          }
          written[0] = true;
        });
    Observation observation = sampler(Mode.AUTO).sample(1000, Look.DEEP).observation(101);
    assertThat(observation.receiveQueue()).hasValue(1);
  }

  @Test
  void keepsSocketsWithoutARecordApart() {
    Sampler sampler = sampler(Mode.AUTO);
    tracked.set(5, 101);
    probe.set(5, ESTABLISHED);
    proc.socket(5, 71).socket(6, 72).socket(7, 73).socket(8, 74).socket(9, 71).socket(10, 72);
    proc.row(71, ESTABLISHED, 0).row(72, CLOSE_WAIT, 5).row(73, LISTEN, 1);
    proc.row(99, CLOSE_WAIT, 1).row(0, CLOSE_WAIT, 1);
    sampler.sample(1000, Look.DEEP);
    KernelSample sample = sampler.sample(2000, Look.DEEP);
    assertThat(sample.untracked()).hasSize(1);
    UntrackedSocket socket = sample.untracked().get(0);
    assertThat(socket.inode()).isEqualTo(72);
    assertThat(socket.descriptor()).isIn(6, 10);
    assertThat(socket.state()).isEqualTo(TcpState.CLOSE_WAIT);
    assertThat(socket.since()).isEqualTo(1000);
    assertThat(socket.receiveQueue()).isEqualTo(5);
    assertThat(socket.local()).hasToString("127.0.0.1:4000");
    assertThat(socket.remote()).hasToString("127.0.0.2:8443");
    assertThat(sample.states())
        .containsExactly(
            entry(TcpState.LISTEN, 1),
            entry(TcpState.ESTABLISHED, 1),
            entry(TcpState.CLOSE_WAIT, 1));
    assertThat(sampler.sample(3000, Look.SHALLOW).untracked()).containsExactly(socket);
  }

  @Test
  void countsNoSocketOfNoInterest() {
    tracked.set(4, -1).set(5, -1);
    probe.set(4, LISTEN).set(5, CLOSE_WAIT);
    proc.socket(4, 71).row(71, LISTEN, 0).socket(5, 72).row(72, CLOSE_WAIT, 1);
    for (Mode mode : new Mode[] {Mode.AUTO, Mode.PROC}) {
      KernelSample sample = sampler(mode).sample(1000, Look.DEEP);
      assertThat(sample.states()).as("%s", mode).isEmpty();
      assertThat(sample.untracked()).isEmpty();
      assertThat(sample.acceptQueues()).isEmpty();
    }
  }

  @Test
  void anUntrackedSocketGetsANewTimeWithANewState() {
    Sampler sampler = sampler(Mode.AUTO);
    proc.socket(6, 72).row(72, ESTABLISHED, 0);
    sampler.sample(1000, Look.DEEP);
    proc.noRows().row(72, CLOSE_WAIT, 1);
    assertThat(sampler.sample(2000, Look.DEEP).untracked().get(0).since()).isEqualTo(2000);
    proc.noRows();
    assertThat(sampler.sample(3000, Look.DEEP).untracked()).isEmpty();
  }

  @Test
  void takesTheStatesFromTheTablesWithoutTcpInfo() {
    Sampler sampler = withoutProbe(Mode.AUTO);
    tracked.set(4, 100).set(5, 101).set(6, 102).set(7, 103);
    proc.socket(4, 70).socket(5, 71).socket(6, 72).descriptor(7, "anon_inode:[eventpoll]");
    proc.row(70, ESTABLISHED, 0).row(71, CLOSE_WAIT, 38);
    KernelSample sample = sampler.sample(1000, Look.SHALLOW);
    assertThat(sample.source()).isEqualTo("proc");
    assertThat(sample.states())
        .containsExactly(
            entry(TcpState.ESTABLISHED, 1),
            entry(TcpState.CLOSE_WAIT, 1),
            entry(TcpState.CLOSED, 1));
    assertThat(sample.observation(100)).isNull();
    assertThat(sample.observation(101).local()).hasToString("127.0.0.1:4000");
    assertThat(sample.observation(101).receiveQueue()).hasValue(38);
    assertThat(sample.observation(102).state()).isEqualTo(TcpState.CLOSED);
    assertThat(sample.observation(103)).isNull();
    assertThat(sample.blind()).isEmpty();
  }

  @Test
  void goesOnWithTcpInfoWhenTheTablesCannotBeRead() throws IOException {
    Sampler sampler = sampler(Mode.AUTO);
    tracked.set(5, 101);
    probe.set(5, CLOSE_WAIT);
    proc.socket(5, 71).row(71, CLOSE_WAIT, 38);
    sampler.sample(1000, Look.DEEP);
    proc.breakTable();
    KernelSample sample = sampler.sample(2000, Look.DEEP);
    assertThat(sample.observation(101).receiveQueue()).hasValue(38);
    assertThat(sample.blind())
        .containsExactly(
            proc.root()
                + "/net/tcp cannot be read (Is a directory): receive queues, inodes and sockets"
                + " without a Java record are not seen");
    assertThat(sampler.sample(3000, Look.SHALLOW).blind()).hasSize(1);
  }

  @Test
  void keepsTheLastStatesWhenTheTablesCannotBeReadAnyMore() throws IOException {
    Sampler sampler = withoutProbe(Mode.PROC);
    tracked.set(5, 101).set(6, 102);
    proc.socket(5, 71).socket(6, 72).row(71, CLOSE_WAIT, 1).row(72, CLOSE_WAIT, 1);
    sampler.sample(1000, Look.DEEP);
    proc.breakTable();
    tracked.set(6, 103);
    KernelSample sample = sampler.sample(2000, Look.DEEP);
    assertThat(sample.source()).isEqualTo("proc");
    assertThat(sample.observation(101).since()).isEqualTo(1000);
    assertThat(sample.observation(102)).isNull();
    assertThat(sample.observation(103)).isNull();
    assertThat(sample.blind()).singleElement().asString().endsWith("those of the look before");
  }

  @Test
  void isOffWithoutTcpInfoAndTables() {
    Sampler sampler = new Sampler(Mode.AUTO, null, root.resolve("absent"), tracked);
    tracked.set(5, 101);
    KernelSample sample = sampler.sample(1000, Look.DEEP);
    assertThat(sample.available()).isFalse();
    assertThat(sample.observation(101)).isNull();
    assertThat(sample.blind())
        .containsExactly(
            root.resolve("absent/fd")
                + " cannot be read (No such file or directory): no state and no queue comes from"
                + " the kernel");
  }

  @Test
  void isOffWhenTcpInfoIsDemandedAndNotThere() {
    KernelSample sample = withoutProbe(Mode.TCP_INFO).sample(1000, Look.DEEP);
    assertThat(sample.source()).isEqualTo("off");
    assertThat(sample.blind()).singleElement().asString().contains("kernel=auto");
  }

  @Test
  void asksNothingWhenOff() {
    tracked.set(5, 101);
    probe.whileAskedForState(
        () -> {
          throw new AssertionError("asked");
        });
    KernelSample sample = sampler(Mode.OFF).sample(1000, Look.DEEP);
    assertThat(sample.source()).isEqualTo("off");
    assertThat(sample.states()).isEmpty();
    assertThat(sample.descriptors().open()).isEmpty();
    assertThat(sample.blind()).singleElement().asString().startsWith("kernel=off");
  }

  @Test
  void tellsOfLinesThatItDoesNotUnderstand() {
    proc.line("garbage");
    assertThat(sampler(Mode.AUTO).sample(1000, Look.DEEP).blind())
        .singleElement()
        .asString()
        .startsWith("1 line");
  }

  @Test
  void countsDescriptorsAgainstTheirLimit() {
    Sampler sampler = sampler(Mode.AUTO);
    proc.socket(4, 70).socket(5, 71);
    assertThat(sampler.sample(0, Look.DEEP).descriptors().open()).hasValue(2);
    proc.socket(6, 72);
    Descriptors descriptors = sampler.sample(60_000, Look.DEEP).descriptors();
    assertThat(descriptors.open()).hasValue(3);
    assertThat(descriptors.limit()).hasValue(1024);
    assertThat(descriptors.growthPerHour()).isBetween(59.9, 60.1);
  }

  @Test
  void pacesDeepLooks() {
    Sampler sampler = sampler(Mode.AUTO);
    assertThat(sampler.pace().due(System.nanoTime())).isTrue();
    sampler.sample(1000, Look.SHALLOW);
    assertThat(sampler.pace().due(System.nanoTime())).isTrue();
    sampler.sample(2000, Look.DEEP);
    assertThat(sampler.pace().due(System.nanoTime())).isFalse();
  }
}
