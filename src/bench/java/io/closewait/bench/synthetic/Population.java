package io.closewait.bench.synthetic;

import io.closewait.bridge.ConnectionEvent;
import io.closewait.connection.ConnectionSnapshot;
import io.closewait.connection.OpenConnection;
import io.closewait.connection.Registry;
import io.closewait.diagnosis.Diagnosis;
import io.closewait.diagnosis.Diagnostician;
import io.closewait.diagnosis.PoolFacts;
import io.closewait.diagnosis.Stocktaking;
import io.closewait.diagnosis.Thresholds;
import io.closewait.kernel.DescriptorProbe;
import io.closewait.kernel.KernelSample;
import io.closewait.kernel.Look;
import io.closewait.kernel.Mode;
import io.closewait.kernel.Sampler;
import io.closewait.kernel.Tracked;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Connections that exist in the registry alone, and a kernel that makes their states up. */
public final class Population {
  private static final int ESTABLISHED = 1;
  private static final int CLOSE_WAIT = 8;

  /** As many as a report of the agent has. */
  private static final int CLOSED_LISTED = 200;

  private static final int COUNTS_LISTED = 240;

  private static final Thresholds AT_ONCE = new Thresholds(0);

  private final Registry registry = new Registry(64);
  private final List<Object> owners = new ArrayList<>();
  private int opened;
  private final InetAddress peer = InetAddress.getLoopbackAddress();
  private final Sampler sampler;

  /**
   * @param leaking of every hundred connections so many are in CLOSE_WAIT
   */
  public Population(int leaking) {
    sampler =
        new Sampler(
            Mode.TCP_INFO,
            new DescriptorProbe() {
              @Override
              public int info(int descriptor) {
                return descriptor % 100 < leaking ? CLOSE_WAIT : ESTABLISHED;
              }

              @Override
              public InetSocketAddress local(int descriptor) {
                return new InetSocketAddress(peer, 1 + descriptor % 60_000);
              }

              @Override
              public long inode(int descriptor) {
                return 0;
              }
            },
            Path.of("/proc/self"),
            new Tracked() {
              @Override
              public int limit() {
                return registry.openSockets().limit();
              }

              @Override
              public long idAt(int descriptor) {
                return registry.openSockets().idAt(descriptor);
              }
            });
  }

  /** Makes what stands for the sockets of so many connections, which is no part of the agent. */
  public void prepare(int connections) {
    while (owners.size() < connections) {
      owners.add(new Object());
    }
  }

  /** Opens more connections until there are so many. */
  public void grow(int connections) {
    prepare(connections);
    for (; opened < connections; opened++) {
      Object owner = owners.get(opened);
      registry.connecting(owner, opened, peer, 8080);
      registry.event(ConnectionEvent.CONNECTED, owner, opened);
    }
  }

  /** Asks the kernel of each connection. */
  public KernelSample sample() {
    return sampler.sample(System.currentTimeMillis(), Look.SHALLOW);
  }

  /** Diagnoses with the threshold 0. */
  public Diagnosis diagnose(KernelSample sample) {
    List<ConnectionSnapshot> connections =
        registry.snapshots(
            sample.takenAt(), System.nanoTime(), id -> sample.observation(id) != null, id -> false);
    return Diagnostician.diagnose(connections, sample, AT_ONCE, PoolFacts.none());
  }

  /** The diagnosis with the inventory that a complete report has. */
  public Diagnosis takeStock(Diagnosis diagnosis, KernelSample sample) {
    long now = sample.takenAt();
    long nanos = System.nanoTime();
    Stocktaking stock = new Stocktaking(diagnosis, sample);
    for (OpenConnection connection : registry.openSockets().connections(now, nanos)) {
      stock.add(connection, sampler.local(sample, connection.descriptor(), connection.id()));
    }
    stock.addClosed(registry.departures().closedLast(stock.worstSite(), CLOSED_LISTED, now, nanos));
    return diagnosis.with(stock.inventory(sampler.descriptorHistory(COUNTS_LISTED)));
  }
}
