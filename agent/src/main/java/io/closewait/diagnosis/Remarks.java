package io.closewait.diagnosis;

import org.jspecify.annotations.Nullable;

/** What the stacks of a leak tell beyond its verdict. */
final class Remarks {
  private static final String MAIL = ".mail.smtp.SMTPTransport";
  private static final String TLS = "sun.security.ssl.SSLSocketImpl";

  private final Verdict verdict;
  private final Site opener;
  private final @Nullable Handler handler;
  private final @Nullable ClosedWrapper closed;
  private final @Nullable Site failure;
  private final int count;

  /**
   * @param count how many sockets the leak has
   */
  Remarks(
      Verdict verdict,
      Site opener,
      @Nullable Handler handler,
      @Nullable ClosedWrapper closed,
      @Nullable Site failure,
      int count) {
    this.verdict = verdict;
    this.opener = opener;
    this.handler = handler;
    this.closed = closed;
    this.failure = failure;
    this.count = count;
  }

  /**
   * Clauses that continue the reason, each after a semicolon; empty if there is nothing to say.
   *
   * @param library whose code opened the sockets; null if that is not known
   */
  String clauses(@Nullable String library) {
    return shared(library) + busy() + closed() + failed();
  }

  private String shared(@Nullable String library) {
    if (opener.isAdopted()) {
      return "; it was opened before closewait came, so by whom is not known";
    }
    if (!opener.isShared() || handler != null) {
      return "";
    }
    String thread = (library == null ? "a library's" : library + "'s") + " own thread";
    return opener.kind().equals("accept")
        ? "; accepted by " + thread + ", and no line of the application was seen with it"
        : "; opened by " + thread + " for whoever asks: no application line is on its stack";
  }

  /** A handler that is still at work explains why nobody reads. */
  private String busy() {
    ThreadFacts thread = handler == null ? null : handler.thread();
    if (handler == null || thread == null || !isUnread()) {
      return "";
    }
    String which =
        handler.busy() < count
            ? handler.busy() + " of them " + (handler.busy() == 1 ? "is" : "are")
            : count == 1 ? "it is" : "they are";
    return "; " + which + " in the hands of a thread still at work: " + thread.sentence();
  }

  private String closed() {
    if (closed == null) {
      return "";
    }
    String frame = closed.site().frame();
    return closed.failed()
        ? "; close() of " + closed.on() + " failed at " + frame + " and never came to the socket"
        : "; close() was called on "
            + closed.on()
            + " at "
            + frame
            + ", which leaves the socket below open";
  }

  private String failed() {
    return failure == null || closed != null || verdict != Verdict.DEAD
        ? ""
        : "; the last read or write failed at " + failure.frame();
  }

  /** What to do in the place of what the verdict alone advises; null if there is nothing. */
  @Nullable String remedy() {
    if (closed != null) {
      return instruction(closed) + ": " + closed.site().frame() + ".";
    }
    ThreadFacts thread = handler == null ? null : handler.thread();
    if (handler == null || thread == null || !isUnread() || handler.busy() * 2 <= count) {
      return null;
    }
    return "Bound how long the handler may take, by a timeout on what it waits for, so that it comes"
        + " to close the socket: "
        + thread.frame()
        + ".";
  }

  private static String instruction(ClosedWrapper closed) {
    if (closed.failed()) {
      return "Close the socket itself in finally or try-with-resources, so that what fails while"
          + " something above it is closed cannot skip it";
    }
    if (closed.on().endsWith(MAIL)) {
      return "Update JavaMail to 1.4.4 or newer, which closes the socket when connect() fails";
    }
    return closed.on().equals(TLS)
        ? "Close the socket below as well, or create the SSLSocket with autoClose true"
        : "Close the socket below as well";
  }

  private boolean isUnread() {
    return verdict == Verdict.NEVER_READ
        || verdict == Verdict.DATA_UNREAD
        || verdict == Verdict.UNKNOWN;
  }
}
