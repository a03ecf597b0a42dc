package io.closewait.agent;

/** What a command answers: an exit status and a text to print. Immutable. */
final class Answer {
  private final int status;
  private final String text;

  private Answer(int status, String text) {
    this.status = status;
    this.text = text;
  }

  static Answer done(String text) {
    return new Answer(0, text);
  }

  /** A report that has leaks in it. */
  static Answer leaks(String text) {
    return new Answer(1, text);
  }

  /** The command was not carried out, and why. */
  static Answer refused(String reason) {
    return new Answer(2, reason);
  }

  int status() {
    return status;
  }

  String text() {
    return text;
  }
}
