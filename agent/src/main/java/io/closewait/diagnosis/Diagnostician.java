package io.closewait.diagnosis;

import io.closewait.connection.CallSite;
import io.closewait.connection.ConnectionSnapshot;
import io.closewait.connection.Origin;
import io.closewait.kernel.KernelSample;
import io.closewait.kernel.UntrackedSocket;
import io.closewait.tcp.TcpState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Finds the leaks among the connections of one moment. */
public final class Diagnostician {
  private static final Comparator<Leak> WORST_FIRST =
      Comparator.comparing(Leak::severity)
          .thenComparing(Leak::count, Comparator.reverseOrder())
          .thenComparingLong(Leak::oldestSince)
          .thenComparing(Leak::fingerprint);

  private final KernelSample sample;
  private final Thresholds thresholds;
  private final Rules rules;
  private final Figures figures;
  private final Causes causes;

  /** Keyed by fingerprint and severity. */
  private final Map<String, Group> groups = new LinkedHashMap<>();

  /** Those of each origin, call site and library met so far, which many connections share. */
  private final Map<List<Object>, String> fingerprints = new HashMap<>();

  private Diagnostician(KernelSample sample, Thresholds thresholds) {
    this.sample = sample;
    this.thresholds = thresholds;
    this.rules = new Rules(sample, thresholds);
    this.figures = new Figures(sample.takenAt(), thresholds);
    this.causes = new Causes(sample.takenAt(), thresholds);
  }

  /**
   * Diagnoses connections as of the moment of the sample. A pure function of its arguments, which
   * any thread may call; it symbolises the call sites of connections that leak.
   *
   * @param connections all that are open, as of about the sample's time
   * @param pools what libraries say of their pools
   */
  public static Diagnosis diagnose(
      List<ConnectionSnapshot> connections,
      KernelSample sample,
      Thresholds thresholds,
      PoolFacts pools) {
    Diagnostician diagnostician = new Diagnostician(sample, thresholds);
    diagnostician.judge(connections, pools);
    return new Diagnosis.Builder(sample.takenAt(), thresholds)
        .kernel(sample.source())
        .descriptors(sample.descriptors())
        .states(sample.states())
        .leaks(diagnostician.leaks(connections))
        .blind(sample.blind())
        .build();
  }

  private void judge(List<ConnectionSnapshot> connections, PoolFacts pools) {
    List<Judgement> judgements = new ArrayList<>();
    for (ConnectionSnapshot connection : connections) {
      Judgement judgement = rules.judge(connection);
      if (judgement != null) {
        judgements.add(judgement);
      }
    }
    for (Judgement judgement : Pools.judge(judgements, connections, pools, sample.takenAt())) {
      String fingerprint = fingerprint(judgement);
      groups
          .computeIfAbsent(
              fingerprint + judgement.verdict().severity().text(), key -> new Group(fingerprint))
          .add(judgement);
    }
  }

  private String fingerprint(Judgement judgement) {
    Origin origin = judgement.connection().origin();
    CallSite site = judgement.connection().site();
    Opener opener = judgement.opener();
    String library = opener == null ? "" : opener.library().name();
    return fingerprints.computeIfAbsent(
        Arrays.asList(origin, site, library),
        key -> Fingerprint.of(origin, library, site.frames()));
  }

  private List<Leak> leaks(List<ConnectionSnapshot> connections) {
    List<Leak> leaks = new ArrayList<>();
    for (Group group : groups.values()) {
      leaks.add(group.leak(figures, causes));
    }
    List<LeakedConnection> untracked = untracked();
    if (!untracked.isEmpty()) {
      leaks.add(untrackedLeak(untracked));
    }
    leaks.addAll(NotAccepted.leaks(connections, sample, thresholds, figures));
    leaks.sort(WORST_FIRST);
    return leaks;
  }

  /** The sockets without a record that should be closed, the oldest first. */
  private List<LeakedConnection> untracked() {
    List<LeakedConnection> connections = new ArrayList<>();
    for (UntrackedSocket socket : sample.untracked()) {
      boolean ended = socket.state() == TcpState.CLOSE_WAIT || socket.state() == TcpState.CLOSED;
      if (ended && rules.isReached(socket.since())) {
        connections.add(leaked(socket));
      }
    }
    connections.sort(
        Comparator.comparingLong(LeakedConnection::since)
            .thenComparingInt(LeakedConnection::descriptor));
    return connections;
  }

  private static LeakedConnection leaked(UntrackedSocket socket) {
    return new LeakedConnection.Builder(0)
        .local(socket.local())
        .remote(socket.remote())
        .descriptor(socket.descriptor())
        .inode(OptionalLong.of(socket.inode()))
        .state(socket.state())
        .since(socket.since())
        .receiveQueue(OptionalInt.of(socket.receiveQueue()))
        .events(Collections.singletonList(new Event(socket.since(), socket.state().text())))
        .build();
  }

  private Leak untrackedLeak(List<LeakedConnection> connections) {
    return new Leak.Builder(Fingerprint.ofUntracked(), Verdict.UNTRACKED, connections)
        .reason(Reasons.OF_UNTRACKED)
        .remedy(Advice.OF_UNTRACKED)
        .growthPerMinute(figures.growthPerMinute(connections))
        .remotes(Figures.remotes(connections))
        .build();
  }
}
