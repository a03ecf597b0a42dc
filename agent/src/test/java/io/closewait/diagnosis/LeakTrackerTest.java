package io.closewait.diagnosis;

import static io.closewait.diagnosis.Given.ago;
import static io.closewait.diagnosis.Given.connected;
import static io.closewait.diagnosis.Given.eof;
import static io.closewait.diagnosis.Given.kernel;
import static io.closewait.diagnosis.Given.site;
import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.connection.ConnectionSnapshot;
import io.closewait.kernel.KernelSample;
import io.closewait.tcp.TcpState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is announced, and what is not announced again. */
class LeakTrackerTest {
  private final LeakTracker tracker = new LeakTracker();

  private List<Change> update(KernelSample sample, List<ConnectionSnapshot> connections) {
    return tracker.update(
        Diagnostician.diagnose(connections, sample, Given.THRESHOLDS, PoolFacts.none()),
        connections);
  }

  private List<Change> update(KernelSample sample, ConnectionSnapshot.Builder... connections) {
    return update(sample, Given.snapshots(connections));
  }

  private List<Change> updateWithLeaks(int count) {
    Given.Kernel kernel = kernel();
    List<ConnectionSnapshot> connections = new ArrayList<>();
    for (int id = 1; id <= count; id++) {
      kernel.closeWait(id, 90_000, 1);
      connections.add(connected(id).build());
    }
    return update(kernel.sample(), connections);
  }

  private static void assertKinds(List<Change> changes, Change.Kind... kinds) {
    assertThat(changes).extracting(Change::kind).containsExactly(kinds);
  }

  @Test
  void announcesANewLeakOnce() {
    assertKinds(updateWithLeaks(1), Change.Kind.APPEARED);
    assertKinds(updateWithLeaks(1));
  }

  @Test
  void announcesGrowthAtPowersOfTwo() {
    assertKinds(updateWithLeaks(3), Change.Kind.APPEARED);
    List<Change> changes = updateWithLeaks(4);
    assertKinds(changes, Change.Kind.GREW);
    assertThat(changes.get(0).leak().count()).isEqualTo(4);
    assertKinds(updateWithLeaks(7));
    assertKinds(updateWithLeaks(33), Change.Kind.GREW);
    assertKinds(updateWithLeaks(63));
  }

  @Test
  void announcesALeakThatOscillatesOnce() {
    updateWithLeaks(1);
    assertKinds(updateWithLeaks(8), Change.Kind.GREW);
    assertKinds(updateWithLeaks(7));
    assertKinds(updateWithLeaks(8));
    assertKinds(updateWithLeaks(9));
  }

  @Test
  void announcesRecoveryWithTheLeakAsItWasLastAndThenForgetsIt() {
    updateWithLeaks(4);
    updateWithLeaks(2);
    List<Change> changes = updateWithLeaks(0);
    assertKinds(changes, Change.Kind.RECOVERED);
    assertThat(changes.get(0).leak().count()).isEqualTo(2);
    assertKinds(updateWithLeaks(0));
    assertKinds(updateWithLeaks(2), Change.Kind.APPEARED);
    assertKinds(updateWithLeaks(4), Change.Kind.GREW);
  }

  @Test
  void takesALeakThatTheKernelClosedForTheSameLeak() {
    updateWithLeaks(1);
    assertKinds(update(kernel().seen(1, TcpState.CLOSED, 0).sample(), connected(1)));
    assertKinds(update(kernel().seen(1, TcpState.CLOSED, 90_000).sample(), connected(1)));
    assertKinds(update(kernel().sample()), Change.Kind.RECOVERED);
  }

  @Test
  void doesNotTakeALeakInAnotherSeverityForRecovered() {
    update(kernel().closeWait(1, 90_000, 0).sample(), connected(1).endOfStream(eof(90_000)));
    assertKinds(
        update(
            kernel().closeWait(1, 90_000, 0).sample(),
            connected(1).endOfStream(eof(90_000)).writtenAt(ago(1))));
    assertKinds(update(kernel().closeWait(2, 90_000, 0).sample(), connected(2).writtenAt(ago(1))));
    assertKinds(update(kernel().sample()), Change.Kind.RECOVERED);
  }

  @Test
  void doesNotAnnounceSuspectsAndInformation() {
    assertKinds(
        update(
            kernel()
                .seen(1, TcpState.CLOSE_WAIT, 90_000)
                .closeWait(2, 90_000, 0)
                .untracked(50, TcpState.CLOSE_WAIT, 90_000)
                .sample(),
            connected(1),
            connected(2).writtenAt(ago(1))));
  }

  @Test
  void followsEachLeakByItself() {
    ConnectionSnapshot.Builder other =
        connected(2, site("com.acme.StockClient.count(StockClient.java:20)"));
    KernelSample both = kernel().closeWait(1, 90_000, 1).closeWait(2, 80_000, 1).sample();
    assertKinds(update(both, connected(1), other), Change.Kind.APPEARED, Change.Kind.APPEARED);
    List<Change> changes = update(both, other);
    assertKinds(changes, Change.Kind.RECOVERED);
    assertThat(changes.get(0).leak().site().frame()).contains("PriceClient");
  }
}
