package io.closewait.connection;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;

/** Why a connect failed. */
public enum FailureReason {
  /** The remote host answered that nobody listens. */
  REFUSED,
  /** No answer came in time. */
  TIMED_OUT,
  /** There is no way to the remote host. */
  UNREACHABLE,
  /** The peer ended the connection while it was opened. */
  RESET,
  /** The name of the remote host has no address. */
  UNRESOLVED,
  /** The application closed the socket before there was an answer. */
  GIVEN_UP,
  /** Another error. */
  OTHER;

  /** Longer than an answer takes, shorter than the kernel tries: 127 s by default. */
  private static final long ANSWER_NANOS = 20_000_000_000L;

  /**
   * The reason behind an exception of a connect. The JDK has one class for a refusal and for the
   * kernel's timeout; the message tells them apart, unless the system speaks another language.
   *
   * @param waited nanoseconds since the connect began
   */
  static FailureReason of(Throwable error, long waited) {
    String message = String.valueOf(error.getMessage());
    if (error instanceof SocketTimeoutException || message.contains("timed out")) {
      return TIMED_OUT;
    }
    if (error instanceof NoRouteToHostException || message.contains("unreachable")) {
      return UNREACHABLE;
    }
    if (message.contains("reset")) {
      return RESET;
    }
    if (error instanceof ConnectException) {
      return waited < ANSWER_NANOS ? REFUSED : TIMED_OUT;
    }
    boolean closed = error instanceof ClosedChannelException || message.contains("losed");
    return closed ? GIVEN_UP : OTHER;
  }
}
