package io.closewait.connection;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stack at which sockets are opened or read to their end, shared by all that have it.
 *
 * <p>The stack is symbolised when it is first asked for, or by {@link #resolve} off the
 * application's threads; from then on no class of the application is held. Thread-safe.
 */
public final class CallSite {
  /** How many connections a site may have accepted until it is known who handles them. */
  private static final int WATCHED = 64;

  private final long hash;
  private final int depth;
  private @Nullable Throwable capture;
  private @Nullable List<StackTraceElement> frames;

  /** What {@link Artifacts} says of each frame; null if no class is known. */
  private @Nullable String @Nullable [] artifacts;

  private volatile @Nullable Delays closeDelays;

  /** How many more of the connections accepted here have their first uses noted; racy. */
  private volatile int toWatch = WATCHED;

  private volatile boolean trusted = true;

  CallSite(long hash, Throwable capture, int depth) {
    this.hash = hash;
    this.capture = capture;
    this.depth = depth;
  }

  /** A site with known frames, the innermost first. */
  public CallSite(List<StackTraceElement> frames) {
    this(frames, null);
  }

  /**
   * A site with known frames, the innermost first.
   *
   * @param artifacts where the class of each came from, as {@link #artifacts()} has it; null in the
   *     place of what is not known
   */
  public CallSite(List<StackTraceElement> frames, @Nullable String @Nullable [] artifacts) {
    this.hash = frames.hashCode();
    this.depth = frames.size();
    this.frames = Collections.unmodifiableList(frames);
    this.artifacts = artifacts;
  }

  long hash() {
    return hash;
  }

  /** Whether the first uses of a connection that was accepted here are to be noted. */
  boolean watchNext() {
    int left = toWatch;
    if (left > 0) {
      toWatch = left - 1;
    }
    return left > 0;
  }

  /** Has the first uses of more connections noted, because some of this site are in trouble. */
  void watchMore() {
    toWatch = WATCHED;
  }

  /** Has each stack of its loop captured, because a connection of this site is overdue. */
  void distrust() {
    trusted = false;
  }

  /** Whether this site may stand for the next connection of its loop; see {@link Acceptor}. */
  boolean isTrusted() {
    return trusted;
  }

  /**
   * Counts a connection that was closed so long after its peer had closed; of the first two at once
   * one may be left out.
   */
  void closedAfter(Origin origin, long millis) {
    Delays delays = closeDelays;
    if (delays == null) {
      delays = new Delays(origin);
      closeDelays = delays;
    }
    delays.add(millis);
  }

  /**
   * How long its connections stayed open after their peers had closed, within the last hour; null
   * if none did. For one thread at a time.
   */
  @Nullable CloseDelays closeDelays(Clock clock) {
    Delays delays = closeDelays;
    CloseDelays lately = delays == null ? null : delays.snapshot(this, clock);
    return lately == null || lately.count() == 0 ? null : lately;
  }

  /** Replaces the captured stack by its frames. */
  synchronized void resolve() {
    if (capture != null) {
      StackTraceElement[] all = capture.getStackTrace();
      List<StackTraceElement> kept = Arrays.asList(Arrays.copyOf(all, Math.min(all.length, depth)));
      artifacts = Artifacts.of(StackClasses.of(capture, depth), kept);
      frames = Collections.unmodifiableList(kept);
      capture = null;
    }
  }

  /** The frames, the innermost first, at most {@code stack-depth} of them. */
  public synchronized List<StackTraceElement> frames() {
    resolve();
    return frames == null ? Collections.emptyList() : frames;
  }

  /**
   * Where the classes on the stack came from, as far as that is known: the name of a library's jar,
   * or an empty text for what is the application's own.
   */
  public synchronized Map<String, String> artifacts() {
    resolve();
    Map<String, String> byClass = new HashMap<>();
    for (int i = 0; artifacts != null && frames != null && i < artifacts.length; i++) {
      String artifact = artifacts[i];
      if (artifact != null) {
        byClass.put(frames.get(i).getClassName(), artifact);
      }
    }
    return byClass;
  }
}
