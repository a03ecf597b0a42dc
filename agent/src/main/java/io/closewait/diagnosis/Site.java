package io.closewait.diagnosis;

import io.closewait.connection.CallSite;
import io.closewait.connection.Origin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A call site as a reader wants it. Immutable. */
public final class Site {
  private final String kind;
  private final String frame;
  private final String thread;
  private final List<String> stack;
  private final List<Integer> own;

  /**
   * @param own the indexes in the stack of the frames that are the application's own
   */
  public Site(String kind, String frame, String thread, List<String> stack, List<Integer> own) {
    this.kind = kind;
    this.frame = frame;
    this.thread = thread;
    this.stack = Collections.unmodifiableList(stack);
    this.own = Collections.unmodifiableList(own);
  }

  /**
   * A stack as a reader wants it.
   *
   * @param kind as {@link #kind()} has it
   */
  public static Site of(String kind, CallSite site, String thread) {
    List<String> stack = new ArrayList<>();
    List<Integer> own = new ArrayList<>();
    for (StackTraceElement frame : Frames.outsideSockets(site.frames())) {
      if (Frames.isApplication(frame)) {
        own.add(stack.size());
      }
      stack.add(Frames.render(frame));
    }
    return new Site(kind, nearest(site, stack), thread, stack, own);
  }

  private static String nearest(CallSite site, List<String> stack) {
    List<StackTraceElement> owned = new OwnCode(site).frames();
    if (!owned.isEmpty()) {
      return Frames.render(Frames.firstWithLine(owned));
    }
    return stack.isEmpty() ? "(no stack)" : stack.get(0);
  }

  /**
   * {@code connect}, {@code accept}, {@code listen}, {@code eof}, {@code handle} or {@code close}.
   */
  public String kind() {
    return kind;
  }

  /** Whether it is a first use, by which a connection was found that is older than the agent. */
  public boolean isAdopted() {
    return kind.equals(Origin.ADOPTED.text());
  }

  /** The frame nearest to the socket that its owner can change. */
  public String frame() {
    return frame;
  }

  /** The thread in which it happened. */
  public String thread() {
    return thread;
  }

  /** Whether a library's or the JDK's own thread did it, for whoever asks. */
  public boolean isShared() {
    return own.isEmpty();
  }

  /** All frames from the first one outside the socket classes, the innermost first. */
  public List<String> stack() {
    return stack;
  }

  /** The indexes in the stack of the frames that are the application's own. */
  public List<Integer> own() {
    return own;
  }
}
