package io.closewait.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What a request gets. Immutable. */
final class Answer {
  /** Writes a body. */
  interface Body {
    void write(OutputStream out) throws IOException;
  }

  private final int status;
  private final String type;
  private final Body body;

  /**
   * @param type the value of Content-Type
   */
  Answer(int status, String type, Body body) {
    this.status = status;
    this.type = type;
    this.body = body;
  }

  static Answer text(int status, String text) {
    return of(status, "text/plain; charset=utf-8", text);
  }

  static Answer of(int status, String type, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Answer(status, type, out -> out.write(bytes));
  }

  int status() {
    return status;
  }

  String type() {
    return type;
  }

  Body body() {
    return body;
  }
}
