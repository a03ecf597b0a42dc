package io.closewait.diagnosis;

import org.jspecify.annotations.Nullable;

/** What the frames of a leak tell beyond its verdict, as clauses that continue its reason. */
final class Remarks {
  private Remarks() {}

  /**
   * The clauses, each after a semicolon; empty if there is nothing to say.
   *
   * @param library whose code opened the sockets; null if that is not known
   * @param count how many sockets the leak has
   */
  static String of(
      Verdict verdict, Site site, @Nullable Handler handler, @Nullable String library, int count) {
    return shared(site, handler, library) + busy(verdict, handler, count);
  }

  private static String shared(Site site, @Nullable Handler handler, @Nullable String library) {
    if (!site.isShared() || handler != null) {
      return "";
    }
    String thread = (library == null ? "a library's" : library + "'s") + " own thread";
    return site.kind().equals("accept")
        ? "; accepted by " + thread + ", and no line of the application was seen with it"
        : "; opened by " + thread + " for whoever asks: no application line is on its stack";
  }

  /** A handler that is still at work explains why nobody reads. */
  private static String busy(Verdict verdict, @Nullable Handler handler, int count) {
    ThreadFacts thread = handler == null ? null : handler.thread();
    if (handler == null || thread == null || !isUnread(verdict)) {
      return "";
    }
    String which =
        handler.busy() < count
            ? handler.busy() + " of them " + (handler.busy() == 1 ? "is" : "are")
            : count == 1 ? "it is" : "they are";
    return "; " + which + " in the hands of a thread still at work: " + thread.sentence();
  }

  /** What to do if most of the sockets wait for a handler still at work; null if they do not. */
  static @Nullable String remedy(Verdict verdict, @Nullable Handler handler, int count) {
    ThreadFacts thread = handler == null ? null : handler.thread();
    if (handler == null || thread == null || !isUnread(verdict) || handler.busy() * 2 <= count) {
      return null;
    }
    return "Bound how long the handler may take, by a timeout on what it waits for, so that it comes"
        + " to close the socket: "
        + thread.frame()
        + ".";
  }

  private static boolean isUnread(Verdict verdict) {
    return verdict == Verdict.NEVER_READ
        || verdict == Verdict.DATA_UNREAD
        || verdict == Verdict.UNKNOWN;
  }
}
