package io.closewait.diagnosis;

import io.closewait.connection.Origin;
import org.jspecify.annotations.Nullable;

/** What to do about a leak, in sentences. */
final class Advice {
  static final String OF_UNTRACKED =
      "Start the JVM with -javaagent so that every socket is seen from its opening, and look for a"
          + " native transport or an inherited socket that talks to these remote addresses.";

  private Advice() {}

  /** What to do about a group, at the frames where it is to be done. */
  static String remedy(
      Judgement oldest,
      Site site,
      @Nullable Site endOfStream,
      @Nullable Handler handler,
      @Nullable SelectorAdvice selector) {
    String ofSelector =
        selector == null ? null : selector.remedy(handler == null ? site : handler.site());
    boolean first = selector != null && selector.isOfThread();
    String known = ofLibrary(oldest);
    if (known != null && !first) {
      return handler == null ? known : known + " Handled at " + handler.site().frame() + ".";
    }
    if (ofSelector != null) {
      return ofSelector + ".";
    }
    String instruction =
        oldest.verdict() == Verdict.EOF_IGNORED && endOfStream != null
            ? closeAtEnd(site, endOfStream)
            : instruction(oldest);
    return instruction + place(oldest.verdict(), site, handler) + ".";
  }

  /** What the library's own users do about it; null if nothing is known. */
  private static @Nullable String ofLibrary(Judgement judgement) {
    Opener opener = judgement.opener();
    if (opener == null) {
      return null;
    }
    switch (judgement.verdict()) {
      case STALE_IN_POOL:
        return opener.library().staleRemedy();
      case UNKNOWN:
        return judgement.because() == null ? null : opener.library().leakRemedy();
      case CLOSE_PENDING:
      case HALF_CLOSED_IN_USE:
        return null;
      default:
        return judgement.connection().origin() == Origin.ACCEPT
            ? opener.library().serverRemedy()
            : opener.library().leakRemedy();
    }
  }

  /** The line at which a connection is in the application's hands. */
  private static String place(Verdict verdict, Site site, @Nullable Handler handler) {
    if (handler != null && (site.isShared() || verdict != Verdict.EOF_IGNORED)) {
      return ": " + handler.site().frame();
    }
    if (site.isAdopted() && verdict == Verdict.EOF_IGNORED) {
      return "";
    }
    return site.isShared() ? ", in the application's code that uses it" : ": " + site.frame();
  }

  private static String closeAtEnd(Site site, Site endOfStream) {
    String close = "Close the socket where the end of the stream is read, " + endOfStream.frame();
    if (site.isAdopted()) {
      return close;
    }
    return site.kind().equals("accept")
        ? close + ", or handle it in try-with-resources once it is accepted"
        : close + ", or open it in try-with-resources";
  }

  private static String instruction(Judgement judgement) {
    switch (judgement.verdict()) {
      case EOF_IGNORED:
        return "Close the socket where the end of the stream is read";
      case NEVER_READ:
        return "Read to the end of the stream (-1) and close the socket, or close it as soon as the"
            + " last answer is complete";
      case DATA_UNREAD:
        return "Close the socket in finally or try-with-resources, so that an exception or an early"
            + " return before the last read cannot skip it";
      case COLLECTED:
        return "Close the socket before it goes out of reach, best in try-with-resources, because"
            + " once it is collected only a restart frees its descriptor";
      case CLOSE_PENDING:
        return "Let the selector that the channel is registered with select once more after"
            + " close(), by Selector.wakeup() or selectNow()";
      case DEAD:
        return judgement.connection().shutdownOutputAt().isPresent()
            ? "Call close() after shutdownOutput() too, because only close() releases the descriptor"
            : "Close the socket in finally or try-with-resources, also when a read or write fails";
      case STALE_IN_POOL:
        return "Nothing while there are as few as the pool may hold; shorten its idle time below the"
            + " server's";
      case HALF_CLOSED_IN_USE:
        return "Nothing while the application means to write; close the socket after the last write";
      default:
        return "Let the JVM read the receive queue (on Linux /proc/self/net/tcp and /proc/self/fd),"
            + " which tells the missing fact, and see that every path closes the socket";
    }
  }
}
