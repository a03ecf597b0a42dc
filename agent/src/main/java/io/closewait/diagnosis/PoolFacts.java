package io.closewait.diagnosis;

import io.closewait.connection.CallSite;
import io.closewait.library.PoolUse;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What libraries say of their pools, and the open connections that their numbers have to be held
 * against. Immutable.
 *
 * <p>The pools are asked while others open. So connections are counted before and after, by call
 * site, and those that were opened and closed between count as what a pool may speak of.
 */
public final class PoolFacts {
  private static final PoolFacts NONE =
      new PoolFacts(Collections.emptyList(), Collections.emptyMap(), 0);

  private final List<PoolUse> uses;
  private final Map<CallSite, Integer> others;
  private final long opened;

  /**
   * @param uses one for each library that could be asked
   * @param others how many connections each call site has open at most, those not counted that are
   *     diagnosed
   * @param opened how many sockets were opened and closed again while the pools were asked
   */
  public PoolFacts(List<PoolUse> uses, Map<CallSite, Integer> others, long opened) {
    this.uses = Collections.unmodifiableList(uses);
    this.others = Collections.unmodifiableMap(others);
    this.opened = opened;
  }

  /** No library could be asked. */
  public static PoolFacts none() {
    return NONE;
  }

  List<PoolUse> uses() {
    return uses;
  }

  Map<CallSite, Integer> others() {
    return others;
  }

  long opened() {
    return opened;
  }
}
