package io.closewait.diagnosis;

/** Something that happened to a connection. Immutable. */
public final class Event {
  private final long at;
  private final String name;

  public Event(long at, String name) {
    this.at = at;
    this.name = name;
  }

  /** Milliseconds since the epoch. */
  public long at() {
    return at;
  }

  /**
   * {@code connecting}, {@code connected}, {@code accepted}, {@code close_wait}, {@code eof},
   * {@code shutdown_input}, {@code shutdown_output}, {@code write}, {@code close}, {@code
   * collected} or another state's name.
   */
  public String name() {
    return name;
  }
}
