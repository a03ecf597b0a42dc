package io.closewait.connection;

import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Whether and how a channel is registered with a selector, and who selects. Immutable. */
public final class ChannelRegistration {
  /** Of a non-blocking channel that no selector has. */
  public static final ChannelRegistration NONE = new Builder("").build();

  private final String selector;
  private final int interest;
  private final int ready;
  private final boolean valid;
  private final boolean selecting;
  private final @Nullable ThreadView thread;
  private final OptionalLong selectedAt;

  private ChannelRegistration(Builder builder) {
    selector = builder.selector;
    interest = builder.interest;
    ready = builder.ready;
    valid = builder.valid;
    selecting = builder.selecting;
    thread = builder.thread;
    selectedAt = builder.selectedAt;
  }

  /** Whether a selector has the channel. */
  public boolean exists() {
    return !selector.isEmpty();
  }

  /** The selector as {@link Object#toString} names it, without the package; empty for none. */
  public String selector() {
    return selector;
  }

  /** What the channel's loop wants to be told of, such as {@code read}; empty once cancelled. */
  public List<String> interest() {
    return names(interest);
  }

  /** Whether the channel's loop wants to be told of data and of the end of the stream. */
  public boolean wantsRead() {
    return (interest & SelectionKey.OP_READ) != 0;
  }

  /** What the last select found, such as {@code read}; empty once cancelled. */
  public List<String> ready() {
    return names(ready);
  }

  /** Whether the key is not cancelled. */
  public boolean valid() {
    return valid;
  }

  /** Whether a thread was in the selector's select. */
  public boolean selecting() {
    return selecting;
  }

  /** The last thread that selected; null if none was seen to, or if it was not looked at. */
  public @Nullable ThreadView thread() {
    return thread;
  }

  /**
   * Until when selects were seen to begin, to the accuracy of the sampling interval, milliseconds
   * since the epoch; empty if none ever was.
   */
  public OptionalLong selectedAt() {
    return selectedAt;
  }

  private static List<String> names(int operations) {
    List<String> names = new ArrayList<>();
    name(operations, SelectionKey.OP_READ, "read", names);
    name(operations, SelectionKey.OP_WRITE, "write", names);
    name(operations, SelectionKey.OP_CONNECT, "connect", names);
    name(operations, SelectionKey.OP_ACCEPT, "accept", names);
    return names;
  }

  private static void name(int operations, int operation, String name, List<String> names) {
    if ((operations & operation) != 0) {
      names.add(name);
    }
  }

  /** Collects the facts of one registration; what is not set is not so. */
  public static final class Builder {
    private final String selector;
    private int interest;
    private int ready;
    private boolean valid;
    private boolean selecting;
    private @Nullable ThreadView thread;
    private OptionalLong selectedAt = OptionalLong.empty();

    public Builder(String selector) {
      this.selector = selector;
    }

    /** Of a key that is not cancelled: the operations as {@link SelectionKey} has them. */
    public Builder operations(int interestOps, int readyOps) {
      valid = true;
      interest = interestOps;
      ready = readyOps;
      return this;
    }

    public Builder selecting(boolean now) {
      selecting = now;
      return this;
    }

    public Builder thread(@Nullable ThreadView view) {
      thread = view;
      return this;
    }

    public Builder selectedAt(OptionalLong at) {
      selectedAt = at;
      return this;
    }

    public ChannelRegistration build() {
      return new ChannelRegistration(this);
    }
  }
}
