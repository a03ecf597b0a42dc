package io.closewait.diagnosis;

import static io.closewait.diagnosis.Given.NOW;
import static io.closewait.diagnosis.Given.endpoint;
import static io.closewait.diagnosis.Given.kernel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.closewait.bridge.ConnectionEvent;
import io.closewait.connection.CallSite;
import io.closewait.connection.OpenConnection;
import io.closewait.connection.Registry;
import io.closewait.kernel.KernelSample;
import io.closewait.tcp.TcpState;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests the inventory that is made of a registry's records and a kernel's sample. */
class StocktakingTest {
  private static final InetAddress REMOTE = InetAddress.getLoopbackAddress();

  private final Registry registry = new Registry(256);
  private final Object owner = new Object();

  private void accept(int descriptor) {
    registry.accepted(owner, descriptor, REMOTE, 5000 + descriptor);
  }

  private Stocktaking stock(Diagnosis diagnosis, KernelSample sample) {
    Stocktaking stock = new Stocktaking(diagnosis, sample);
    for (OpenConnection connection : registry.openSockets().connections(NOW, System.nanoTime())) {
      stock.add(connection, endpoint("10.0.3.2", 80));
    }
    return stock;
  }

  @Test
  void listsEachRecordWithItsStateAndItsLeak() {
    accept(10);
    accept(11);
    registry.connecting(owner, 12, REMOTE, 443);
    KernelSample sample = kernel().closeWait(1, 90_000, 1).sample();
    Diagnosis diagnosis = Given.diagnosis(sample, Given.connected(1));

    Inventory inventory = stock(diagnosis, sample).inventory(List.of());

    assertThat(inventory.connections())
        .extracting(ListedConnection::id, ListedConnection::state, ListedConnection::leak)
        .containsExactly(
            tuple(1L, TcpState.CLOSE_WAIT, diagnosis.leaks().get(0).fingerprint()),
            tuple(2L, TcpState.ESTABLISHED, null),
            tuple(3L, null, null));
    ListedConnection first = inventory.connections().get(0);
    assertThat(first.local()).hasToString("10.0.3.2:80");
    assertThat(first.remote()).hasToString("127.0.0.1:5010");
    assertThat(first.thread()).isEqualTo(Thread.currentThread().getName());
  }

  @Test
  void hasEachSiteOnce() {
    for (int descriptor = 10; descriptor < 15; descriptor++) {
      accept(descriptor);
    }
    registry.listening(owner, 20, 50);
    KernelSample sample = kernel().sample();

    Inventory inventory = stock(Given.diagnosis(sample), sample).inventory(List.of());

    assertThat(inventory.sites()).extracting(Site::kind).containsExactly("accept", "listen");
    assertThat(inventory.connections())
        .extracting(ListedConnection::site)
        .containsExactly(0, 0, 0, 0, 0, 1);
  }

  /** A thread that was in accept() before the hooks is unknown to them at its first connection. */
  @Test
  void oneLineIsOneSiteWhateverTheWayThroughTheAgent() {
    registry.listening(owner, 20, 50);
    for (int descriptor = 10; descriptor < 12; descriptor++) {
      accept(descriptor);
      registry.event(ConnectionEvent.ACCEPTING, owner, 20);
    }
    List<OpenConnection> open = registry.openSockets().connections(NOW, System.nanoTime());
    assertThat(open.get(0).site()).isNotSameAs(open.get(1).site());
    KernelSample sample = kernel().closeWait(2, 90_000, 1).sample();
    Stocktaking stock = stock(Given.diagnosis(sample, Given.connected(2)), sample);
    registry.closing(owner, 10, 4000);
    registry.closing(owner, 11, 4000);

    stock.addClosed(
        registry.departures().closedLast(stock.worstSite(), 10, NOW, System.nanoTime()));

    Inventory inventory = stock.inventory(List.of());
    assertThat(inventory.sites()).extracting(Site::kind).containsExactly("accept", "listen");
    assertThat(inventory.connections()).extracting(ListedConnection::site).containsExactly(0, 0, 1);
    assertThat(inventory.closed()).extracting(PastConnection::site).containsExactly(0, 0);
  }

  @Test
  void aListeningSocketHasNoOtherEnd() {
    KernelSample sample = kernel().untracked(77, TcpState.LISTEN, 0).sample();

    Inventory inventory = stock(Given.diagnosis(kernel().sample()), sample).inventory(List.of());

    assertThat(inventory.connections())
        .extracting(ListedConnection::state, ListedConnection::remote)
        .containsExactly(tuple(TcpState.LISTEN, null));
  }

  @Test
  void showsWhatWasClosedOfTheSiteThatLeaksMost() {
    for (int descriptor = 10; descriptor < 13; descriptor++) {
      accept(descriptor);
    }
    registry.connecting(owner, 13, REMOTE, 443);
    registry.event(ConnectionEvent.CONNECTED, owner, 13);
    KernelSample sample = kernel().closeWait(4, 90_000, 1).sample();
    Stocktaking healthy = stock(Given.diagnosis(kernel().sample()), kernel().sample());
    Stocktaking leaking = stock(Given.diagnosis(sample, Given.connected(4)), sample);
    registry.closing(owner, 13, 4000);

    leaking.addClosed(
        registry.departures().closedLast(leaking.worstSite(), 10, NOW, System.nanoTime()));

    assertThat(registry.openSockets().connections(NOW, System.nanoTime()))
        .extracting(OpenConnection::site)
        .filteredOn(healthy.worstSite())
        .hasSize(3)
        .allMatch(site -> site.frames().toString().contains("StocktakingTest.accept("));
    Inventory inventory = leaking.inventory(List.of());
    assertThat(inventory.closed()).hasSize(1);
    assertThat(inventory.sites().get(inventory.closed().get(0).site()).kind()).isEqualTo("connect");
  }

  @Test
  void hasNoWorstSiteWithoutConnections() {
    registry.listening(owner, 20, 50);
    CallSite listening = registry.openSockets().connections(NOW, System.nanoTime()).get(0).site();

    assertThat(stock(Given.diagnosis(kernel().sample()), kernel().sample()).worstSite())
        .rejects(listening);
  }

  @Test
  void endsWithTheSocketsThatOnlyTheKernelKnows() {
    accept(10);
    KernelSample sample = kernel().untracked(77, TcpState.CLOSE_WAIT, 90_000).sample();
    Diagnosis diagnosis = Given.diagnosis(sample);

    ListedConnection last = stock(diagnosis, sample).inventory(List.of()).connections().get(1);

    assertThat(last.id()).isZero();
    assertThat(last.descriptor()).isEqualTo(77);
    assertThat(last.site()).isEqualTo(-1);
    assertThat(last.leak()).isEqualTo(diagnosis.leaks().get(0).fingerprint());
    assertThat(last.peerClosedAt()).hasValue(NOW - 90_000);
  }
}
