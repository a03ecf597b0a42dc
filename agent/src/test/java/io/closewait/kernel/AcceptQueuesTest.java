package io.closewait.kernel;

import static io.closewait.kernel.FakeProc.CLOSE_WAIT;
import static io.closewait.kernel.FakeProc.ESTABLISHED;
import static io.closewait.kernel.FakeProc.LISTEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests which connections wait in whose accept queue. */
class AcceptQueuesTest {
  private static final String LOOPBACK = "0100007F";
  private static final String ANY_IPV4 = "00000000";
  private static final String ANY_IPV6 = "0".repeat(32);
  private static final String MAPPED_LOOPBACK = "0000000000000000FFFF00000100007F";

  @TempDir Path root;
  private final FakeTracked tracked = new FakeTracked();
  private final FakeProbe probe = new FakeProbe();
  private FakeProc proc;
  private Sampler sampler;

  @BeforeEach
  void makeProc() {
    proc = new FakeProc(root);
    sampler = new Sampler(Mode.AUTO, probe, proc.root(), tracked);
  }

  private void row(String local, String port, int remotePort, int state, int queue, int inode) {
    String remote = state == LISTEN ? "0".repeat(local.length()) : local;
    proc.line(
        String.format(
            " 0: %s:%s %s:%04X %02X 00000000:%08X 00:00000000 00000000  1000        0 %d 2 x",
            local, port, remote, remotePort, state, queue, inode));
  }

  private List<AcceptQueue> look(long now) {
    return sampler.sample(now, Look.DEEP).acceptQueues();
  }

  @Test
  void countsWhatWaitsAndListsWhatHungUp() {
    tracked.set(5, 101);
    proc.socket(5, 71);
    row(LOOPBACK, "1F90", 0, LISTEN, 3, 71);
    row(LOOPBACK, "1F90", 40001, CLOSE_WAIT, 1, 0);
    row(LOOPBACK, "1F90", 40002, CLOSE_WAIT, 6, 0);
    row(LOOPBACK, "1F90", 40003, ESTABLISHED, 0, 0);
    row(LOOPBACK, "1F90", 40004, CLOSE_WAIT, 1, 99);
    row(LOOPBACK, "1F91", 40005, CLOSE_WAIT, 1, 0);

    AcceptQueue queue = look(1000).get(0);

    assertThat(queue.listener()).isEqualTo(101);
    assertThat(queue.descriptor()).isEqualTo(5);
    assertThat(queue.inode()).isEqualTo(71);
    assertThat(queue.local()).hasToString("127.0.0.1:8080");
    assertThat(queue.length()).isEqualTo(3);
    assertThat(queue.hungUp())
        .extracting(each -> each.local() + " " + each.remote() + " " + each.receiveQueue())
        .containsExactly("127.0.0.1:8080 127.0.0.1:40001 1", "127.0.0.1:8080 127.0.0.1:40002 6");
  }

  @Test
  void aConnectionKeepsTheTimeWhenItWasFirstSeenToHaveHungUp() {
    proc.socket(5, 71);
    row(LOOPBACK, "1F90", 0, LISTEN, 2, 71);
    row(LOOPBACK, "1F90", 40001, CLOSE_WAIT, 1, 0);
    look(1000);
    row(LOOPBACK, "1F90", 40002, CLOSE_WAIT, 1, 0);

    assertThat(look(2000).get(0).hungUp())
        .extracting(Unaccepted::since)
        .containsExactly(1000L, 2000L);
    KernelSample shallow = sampler.sample(3000, Look.SHALLOW);
    assertThat(shallow.acceptQueues().get(0).hungUp()).hasSize(2);
    assertThat(shallow.mayStillWait(2000)).as("it had waited for 1000 ms").isTrue();
    assertThat(shallow.mayStillWait(2001)).as("it cannot have yet").isFalse();

    proc.noRows();
    row(LOOPBACK, "1F90", 0, LISTEN, 1, 71);
    row(LOOPBACK, "1F90", 40002, CLOSE_WAIT, 1, 0);
    assertThat(look(4000).get(0).hungUp()).extracting(Unaccepted::since).containsExactly(2000L);
    assertThat(sampler.sample(5000, Look.SHALLOW).mayStillWait(2000)).as("it had").isFalse();
  }

  @Test
  void aListenerAtEveryAddressHasTheConnectionsToEach() {
    proc.socket(5, 71).socket(6, 72);
    row(ANY_IPV4, "1F90", 0, LISTEN, 1, 71);
    row(ANY_IPV6, "1F91", 0, LISTEN, 1, 72);
    row(LOOPBACK, "1F90", 40001, CLOSE_WAIT, 1, 0);
    row(MAPPED_LOOPBACK, "1F91", 40002, CLOSE_WAIT, 1, 0);

    assertThat(look(1000)).allMatch(queue -> queue.hungUp().size() == 1);
  }

  @Test
  void theListenerAtTheVeryAddressGoesBeforeOneAtEveryAddress() {
    proc.socket(5, 71);
    row(ANY_IPV6, "1F90", 0, LISTEN, 1, 71);
    row(LOOPBACK, "1F90", 0, LISTEN, 1, 72);
    row(LOOPBACK, "1F90", 40001, CLOSE_WAIT, 1, 0);

    assertThat(look(1000)).singleElement().matches(queue -> queue.hungUp().isEmpty());
  }

  @Test
  void whatOtherProcessesListenToIsTheirs() {
    row(LOOPBACK, "1F90", 0, LISTEN, 1, 71);
    row(LOOPBACK, "1F90", 40001, CLOSE_WAIT, 1, 0);

    assertThat(look(1000)).isEmpty();
  }

  @Test
  void ofSeveralListenersAtOneAddressItIsTheOnlyOneWithAQueue() {
    proc.socket(5, 71).socket(6, 73);
    row(LOOPBACK, "1F90", 0, LISTEN, 0, 71);
    row(LOOPBACK, "1F90", 0, LISTEN, 0, 72);
    row(LOOPBACK, "1F90", 0, LISTEN, 2, 73);
    row(LOOPBACK, "1F90", 40001, CLOSE_WAIT, 1, 0);
    assertThat(look(1000)).extracting(queue -> queue.hungUp().size()).containsExactly(0, 1);

    proc.noRows();
    row(LOOPBACK, "1F90", 0, LISTEN, 1, 72);
    row(LOOPBACK, "1F90", 0, LISTEN, 2, 73);
    row(LOOPBACK, "1F90", 40001, CLOSE_WAIT, 1, 0);
    assertThat(look(2000)).as("perhaps another process's").allMatch(q -> q.hungUp().isEmpty());
  }

  @Test
  void looksAgainForAConnectionThatTheKernelLeftOut() {
    proc.socket(5, 71).socket(6, 72);
    row(LOOPBACK, "1F90", 0, LISTEN, 1, 71);
    row(LOOPBACK, "1F90", 40001, CLOSE_WAIT, 1, 0);
    look(1000);
    proc.noRows();
    row(LOOPBACK, "1F90", 0, LISTEN, 1, 71);
    tracked.set(6, 102);
    proc.socket(6, 72);
    probe.set(6, ESTABLISHED);
    probe.whileAskedForState(() -> row(LOOPBACK, "1F90", 40001, CLOSE_WAIT, 1, 0));

    assertThat(look(2000).get(0).hungUp()).extracting(Unaccepted::since).containsExactly(1000L);
  }
}
