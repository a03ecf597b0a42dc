package io.closewait.agent;

import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** What a command answers: an exit status and a text to print. Immutable. */
final class Answer {
  /** Writes a text that is too long to be held. */
  interface Body {
    void write(Writer out) throws IOException;
  }

  private final int status;

  /** Beside the body, whose class a start before {@code main} does not load. */
  private final String text;

  private final @Nullable Body body;

  private Answer(int status, String text, @Nullable Body body) {
    this.status = status;
    this.text = text;
    this.body = body;
  }

  static Answer done(String text) {
    return new Answer(0, text, null);
  }

  /**
   * A report.
   *
   * @param leaks whether it has leaks in it
   */
  static Answer report(boolean leaks, Body report) {
    return new Answer(leaks ? 1 : 0, "", report);
  }

  /** The command was not carried out, and why. */
  static Answer refused(String reason) {
    return new Answer(2, reason, null);
  }

  int status() {
    return status;
  }

  /** The text, unless it is a report. */
  String text() {
    return text;
  }

  /** Writes the text, a report as it is made. */
  void write(Writer out) throws IOException {
    if (body == null) {
      out.write(text);
    } else {
      body.write(out);
    }
  }
}
