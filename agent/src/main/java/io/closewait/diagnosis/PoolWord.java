package io.closewait.diagnosis;

import io.closewait.library.PoolUse;

/**
 * What a library's word on its pools proves of the connections that look idle: how many of them are
 * idle at least, and how many were taken at least. Immutable.
 *
 * <p>The word has numbers, no names. Each connection that the pools count as taken is one of those
 * or one of the others that are open; so as many as the others cannot account for are among them.
 * The same holds for the idle ones, and these come first, because a pool may count as taken what is
 * only being opened.
 */
final class PoolWord {
  private final PoolUse use;
  private final long open;
  private final long leased;
  private final int idle;
  private final int taken;

  /**
   * @param candidates how many connections look idle
   * @param others how many others of the library may be open
   */
  PoolWord(PoolUse use, int candidates, long others) {
    this.use = use;
    open = candidates + others;
    leased = use.leased().isPresent() ? use.leased().getAsInt() : open - use.idle();
    idle = (int) Math.min(candidates, Math.max(0, use.idle() - others));
    taken = (int) Math.min(candidates - idle, Math.max(0, leased - others));
  }

  int idle() {
    return idle;
  }

  int taken() {
    return taken;
  }

  /** The word itself, a clause. */
  String clause() {
    String library = "the pool of " + use.library();
    if (!use.leased().isPresent()) {
      return library + " has " + use.idle() + " of " + open + " open connections back";
    }
    return library
        + " says that "
        + leased
        + " of its "
        + (leased + use.idle())
        + (leased == 1 ? " connections is taken" : " connections are taken");
  }
}
