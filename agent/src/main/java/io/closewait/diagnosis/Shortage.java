package io.closewait.diagnosis;

import io.closewait.connection.OpenSite;
import io.closewait.kernel.KernelSample;
import io.closewait.kernel.Observation;
import io.closewait.tcp.TcpState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who holds the descriptors when few or none are left. Immutable. */
public final class Shortage {
  private static final int LISTED = 10;
  private static final Comparator<Holder> MOST_FIRST =
      Comparator.comparingInt(Holder::count)
          .reversed()
          .thenComparing(holder -> holder.site().frame());

  private final boolean refused;
  private final List<Holder> holders;

  public Shortage(boolean refused, List<Holder> holders) {
    this.refused = refused;
    this.holders = Collections.unmodifiableList(holders);
  }

  /**
   * Counts the open sockets by the line that opened them.
   *
   * @param refused whether the system has refused a descriptor
   */
  public static Shortage of(boolean refused, List<OpenSite> sites, KernelSample sample) {
    Map<String, List<OpenSite>> byFingerprint = new LinkedHashMap<>();
    for (OpenSite site : sites) {
      String fingerprint = Fingerprint.of(site.origin(), "", site.site().frames());
      byFingerprint.computeIfAbsent(fingerprint, key -> new ArrayList<>()).add(site);
    }
    List<Holder> holders = new ArrayList<>();
    for (List<OpenSite> same : byFingerprint.values()) {
      holders.add(holder(same, sample));
    }
    holders.sort(MOST_FIRST);
    return new Shortage(refused, holders.subList(0, Math.min(LISTED, holders.size())));
  }

  private static Holder holder(List<OpenSite> same, KernelSample sample) {
    OpenSite first = same.get(0);
    int count = 0;
    Map<TcpState, Integer> states = new EnumMap<>(TcpState.class);
    for (OpenSite site : same) {
      count += site.ids().size();
      for (long id : site.ids()) {
        TcpState state = state(sample, id);
        if (state != null) {
          states.merge(state, 1, Integer::sum);
        }
      }
    }
    Site site = Site.of(first.origin().text(), first.site(), first.thread());
    return new Holder(site, count, states);
  }

  private static @Nullable TcpState state(KernelSample sample, long id) {
    if (!sample.available()) {
      return null;
    }
    Observation observation = sample.observation(id);
    return observation == null ? TcpState.ESTABLISHED : observation.state();
  }

  /** Whether the system has refused a descriptor since few were left. */
  public boolean refused() {
    return refused;
  }

  /** The lines that hold the most, the first ten. */
  public List<Holder> holders() {
    return holders;
  }
}
