package io.closewait.diagnosis;

import io.closewait.tcp.Endpoint;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A listening socket and how full its accept queue is. Immutable. */
public final class Listener {
  private final Endpoint local;
  private final int waiting;
  private final OptionalInt backlog;
  private final @Nullable Site site;

  /**
   * @param site null if no hook saw it begin to listen
   */
  public Listener(Endpoint local, int waiting, OptionalInt backlog, @Nullable Site site) {
    this.local = local;
    this.waiting = waiting;
    this.backlog = backlog;
    this.site = site;
  }

  /** Where it listens. */
  public Endpoint local() {
    return local;
  }

  /** How many connections wait to be accepted. */
  public int waiting() {
    return waiting;
  }

  /**
   * How many may wait, as the owner asked and the kernel allows; empty if no hook saw it begin to
   * listen. One more than that fits in.
   */
  public OptionalInt backlog() {
    return backlog;
  }

  /** The line that listens; null if no hook saw it. */
  public @Nullable Site site() {
    return site;
  }
}
