package io.closewait.diagnosis;

import io.closewait.connection.ConnectionSnapshot;
import io.closewait.tcp.TcpState;
import org.jspecify.annotations.Nullable;

/** Why a leak has its verdict, in a sentence. */
final class Reasons {
  static final String OF_UNTRACKED =
      "The kernel shows CLOSE_WAIT or CLOSED for sockets of this process that no hook has seen:"
          + " opened by a native transport, inherited, or older than the agent and not used since.";

  private Reasons() {}

  /**
   * Why the verdict of a group.
   *
   * @param oldest the oldest of the sockets that have the verdict
   * @param agreeing how many have it
   * @param count how many sockets the group has
   * @param remarks clauses that continue the sentence
   */
  static String of(Judgement oldest, int agreeing, int count, String remarks) {
    String share = agreeing == count ? "" : " (" + agreeing + " of " + count + " sockets)";
    return evidence(oldest) + ofPool(oldest) + meaning(oldest) + share + remarks + ".";
  }

  private static String ofPool(Judgement judgement) {
    return judgement.because() == null ? "" : "; " + judgement.because();
  }

  /** What the verdict means in a library that has no pool. */
  private static String meaning(Judgement judgement) {
    Opener opener = judgement.opener();
    if (opener == null || opener.pooled() || !isOpen(judgement.verdict())) {
      return "";
    }
    String meaning = opener.library().meaning();
    return meaning == null ? "" : "; with " + opener.library().name() + ", " + meaning;
  }

  /** Whether a connection with this verdict is in somebody's hands, who did not close it. */
  private static boolean isOpen(Verdict verdict) {
    return verdict == Verdict.EOF_IGNORED
        || verdict == Verdict.NEVER_READ
        || verdict == Verdict.DATA_UNREAD;
  }

  private static String evidence(Judgement judgement) {
    switch (judgement.verdict()) {
      case EOF_IGNORED:
        return "The application read the end of the stream and did not call close(); "
            + kernelWord(judgement.state());
      case NEVER_READ:
        return neverRead(judgement);
      case DATA_UNREAD:
        return "Data and the end of the stream wait unread: the kernel shows CLOSE_WAIT, the"
            + " receive queue of the oldest socket holds "
            + bytes(judgement.receiveQueue().orElse(1) - 1)
            + " and the FIN";
      case COLLECTED:
        return "The garbage collector took the Java object but the descriptor is still open; "
            + kernelWord(judgement.state());
      case CLOSE_PENDING:
        return "close() was called but the descriptor is still open; "
            + kernelWord(judgement.state());
      case DEAD:
        return dead(judgement.connection());
      case STALE_IN_POOL:
        return staleInPool(judgement);
      case HALF_CLOSED_IN_USE:
        return "The application still writes after the end of the peer's stream, as half-close"
            + " allows; "
            + kernelWord(judgement.state());
      case UNKNOWN:
        if (judgement.because() != null) {
          return "Whether the connection is idle or was taken and not given back is not known";
        }
        if (judgement.state() == TcpState.CLOSED) {
          return "Both sides have closed and the kernel shows CLOSED, but no read has returned the"
              + " end of the stream, and whether the application still reads what had arrived is"
              + " not known";
        }
        return "The kernel shows CLOSE_WAIT and no read has returned the end of the stream, but the"
            + " receive queue, which would tell whether data waits unread, is not known";
      default:
        throw new IllegalArgumentException(judgement.verdict().text());
    }
  }

  private static String neverRead(Judgement judgement) {
    return judgement.receiveQueue().orElse(0) == 0
        ? "All data was read but never the end of the stream: the kernel shows CLOSE_WAIT with an"
            + " empty receive queue, and no read has returned -1"
        : "Nobody reads: the kernel shows CLOSE_WAIT with only the FIN in the receive queue";
  }

  private static String staleInPool(Judgement judgement) {
    return "An idle connection in the pool of "
        + pool(judgement.opener())
        + ": its server has closed it, "
        + unread(judgement.receiveQueue().orElse(0) - 1)
        + ", and the pool looks at it only when it is asked again; "
        + kernelWord(judgement.state());
  }

  private static String unread(int bytes) {
    return bytes > 0
        ? "only its parting message of " + bytes(bytes) + " waits unread"
        : "nothing but that waits unread";
  }

  private static String pool(@Nullable Opener opener) {
    if (opener == null) {
      return "a library";
    }
    String holder = opener.library().holder();
    return opener.library().name() + (holder == null ? "" : ", held by its " + holder);
  }

  private static String dead(ConnectionSnapshot connection) {
    boolean bothSides =
        connection.endOfStream() != null && connection.shutdownOutputAt().isPresent();
    String cause =
        bothSides
            ? "Both sides are closed, the peer's by its end of the stream and ours by"
                + " shutdownOutput()"
            : "The connection is over, reset by the peer or closed by both sides";
    return cause
        + ", but the descriptor was never released; the kernel shows CLOSED, which no table lists";
  }

  private static String kernelWord(@Nullable TcpState state) {
    return state == null
        ? "this rests on the hooks alone, the kernel tells no state"
        : "the kernel shows " + state.name();
  }

  private static String bytes(int count) {
    return count == 1 ? "1 byte" : count + " bytes";
  }
}
