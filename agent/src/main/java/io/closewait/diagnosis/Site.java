package io.closewait.diagnosis;

import java.util.Collections;
import java.util.List;

/** A call site as a reader wants it. Immutable. */
public final class Site {
  private final String kind;
  private final String frame;
  private final String thread;
  private final List<String> stack;

  public Site(String kind, String frame, String thread, List<String> stack) {
    this.kind = kind;
    this.frame = frame;
    this.thread = thread;
    this.stack = Collections.unmodifiableList(stack);
  }

  /** What happened here: {@code connect}, {@code accept}, {@code listen} or {@code eof}. */
  public String kind() {
    return kind;
  }

  /** The frame nearest to the socket that its owner can change. */
  public String frame() {
    return frame;
  }

  /** The thread in which it happened. */
  public String thread() {
    return thread;
  }

  /** All frames from the first one outside the socket classes, the innermost first. */
  public List<String> stack() {
    return stack;
  }
}
