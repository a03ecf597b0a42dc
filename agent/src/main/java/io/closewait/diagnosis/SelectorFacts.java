package io.closewait.diagnosis;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The registration of a leaked channel with a selector, as a reader wants it. Immutable. */
public final class SelectorFacts {
  private final String id;
  private final List<String> interest;
  private final List<String> ready;
  private final boolean valid;
  private final @Nullable ThreadFacts thread;

  public SelectorFacts(
      String id,
      List<String> interest,
      List<String> ready,
      boolean valid,
      @Nullable ThreadFacts thread) {
    this.id = id;
    this.interest = Collections.unmodifiableList(interest);
    this.ready = Collections.unmodifiableList(ready);
    this.valid = valid;
    this.thread = thread;
  }

  /** The selector's class and a number, such as {@code EPollSelectorImpl@1b28cdfa}. */
  public String id() {
    return id;
  }

  /** What the loop wants to be told of, such as {@code read}; empty once cancelled. */
  public List<String> interest() {
    return interest;
  }

  /** What the last select found, such as {@code read}; empty once cancelled. */
  public List<String> ready() {
    return ready;
  }

  /** Whether the key is not cancelled. */
  public boolean valid() {
    return valid;
  }

  /** The last thread that selected; null if that is not known. */
  public @Nullable ThreadFacts thread() {
    return thread;
  }

  /** All of it in one line, without the thread's stack. */
  public String text() {
    String operations =
        valid ? "interest " + list(interest) + ", ready " + list(ready) : "the key is cancelled";
    return id + ", " + operations + (thread == null ? "" : ", thread " + thread.sentence());
  }

  private static String list(List<String> operations) {
    return operations.isEmpty() ? "none" : String.join(" and ", operations);
  }
}
