package io.closewait.diagnosis;

import io.closewait.tcp.Endpoint;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A listening socket whose connections nobody accepts. Immutable. */
public final class StuckListener {
  private final Endpoint local;
  private final int waiting;
  private final OptionalInt backlog;
  private final @Nullable ThreadFacts acceptor;

  public StuckListener(
      Endpoint local, int waiting, OptionalInt backlog, @Nullable ThreadFacts acceptor) {
    this.local = local;
    this.waiting = waiting;
    this.backlog = backlog;
    this.acceptor = acceptor;
  }

  /** Where it listens. */
  public Endpoint local() {
    return local;
  }

  /** How many connections wait in its accept queue, also those whose peers have not closed. */
  public int waiting() {
    return waiting;
  }

  /** How many may wait, as listen() was asked; empty if no hook saw that. */
  public OptionalInt backlog() {
    return backlog;
  }

  /** The thread that called accept() last; null if none did or no hook saw it. */
  public @Nullable ThreadFacts acceptor() {
    return acceptor;
  }
}
