package io.closewait.connection;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What a thread did at one moment. Immutable. */
public final class ThreadView {
  private final String name;
  private final Thread.State state;
  private final List<StackTraceElement> frames;

  /**
   * @param frames the innermost first; empty for a thread that has ended
   */
  public ThreadView(String name, Thread.State state, List<StackTraceElement> frames) {
    this.name = name;
    this.state = state;
    this.frames = Collections.unmodifiableList(frames);
  }

  /** Looks at a thread, which may stop it for some microseconds. */
  public static ThreadView of(Thread thread) {
    Thread.State state = thread.getState();
    return new ThreadView(Connection.nameOf(thread), state, Arrays.asList(thread.getStackTrace()));
  }

  /** A thread that has ended. */
  public static ThreadView ended(String name) {
    return new ThreadView(name, Thread.State.TERMINATED, Collections.emptyList());
  }

  public String name() {
    return name;
  }

  public Thread.State state() {
    return state;
  }

  /** The frames, the innermost first; empty for a thread that has ended. */
  public List<StackTraceElement> frames() {
    return frames;
  }
}
