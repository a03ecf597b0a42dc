package io.closewait.diagnosis;

import io.closewait.connection.ThreadView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A thread that a leak depends on, as a reader wants it. Immutable. */
public final class ThreadFacts {
  private final String name;
  private final Thread.State state;
  private final @Nullable String frame;
  private final List<String> stack;

  public ThreadFacts(String name, Thread.State state, @Nullable String frame, List<String> stack) {
    this.name = name;
    this.state = state;
    this.frame = frame;
    this.stack = Collections.unmodifiableList(stack);
  }

  static ThreadFacts of(ThreadView view) {
    List<String> stack = new ArrayList<>();
    for (StackTraceElement frame : view.frames()) {
      stack.add(Frames.render(frame));
    }
    List<StackTraceElement> owned = Frames.owned(view.frames());
    String frame = stack.isEmpty() ? null : stack.get(0);
    return new ThreadFacts(
        view.name(), view.state(), owned.isEmpty() ? frame : Frames.render(owned.get(0)), stack);
  }

  public String name() {
    return name;
  }

  public Thread.State state() {
    return state;
  }

  /** The state as reports spell it, such as {@code timed_waiting}. */
  public String stateText() {
    return state.name().toLowerCase(Locale.ROOT);
  }

  /** The innermost frame that its owner can change; null for a thread that has ended. */
  public @Nullable String frame() {
    return frame;
  }

  /** All frames, the innermost first; empty if it has ended or they are shown elsewhere. */
  public List<String> stack() {
    return stack;
  }

  /** The same without its stack, for one that is shown elsewhere. */
  ThreadFacts withoutStack() {
    return new ThreadFacts(name, state, frame, Collections.emptyList());
  }

  /** Such as {@code nio-worker-3 is BLOCKED at com.acme.Handler.slow(Handler.java:30)}. */
  public String sentence() {
    if (state == Thread.State.TERMINATED) {
      return name + " has ended";
    }
    return name + " is " + state.name() + (frame == null ? "" : " at " + frame);
  }
}
