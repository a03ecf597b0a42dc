package io.closewait.kernel;

import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What the network namespace of this process tells, as of the last deep look. Immutable. */
public final class Network {
  /** Nothing is known. */
  public static final Network UNKNOWN =
      new Network(
          Collections.emptyList(), OptionalLong.empty(), OptionalLong.empty(), Limits.UNKNOWN);

  private final List<SocketRow> ownerless;
  private final OptionalLong listenOverflows;
  private final OptionalLong listenDrops;
  private final Limits limits;

  public Network(
      List<SocketRow> ownerless,
      OptionalLong listenOverflows,
      OptionalLong listenDrops,
      Limits limits) {
    this.ownerless = Collections.unmodifiableList(ownerless);
    this.listenOverflows = listenOverflows;
    this.listenDrops = listenDrops;
    this.limits = limits;
  }

  /**
   * The connections that belong to no process: not established yet, or closed and not over yet.
   * Those of other processes of the namespace are among them. The same list until the next deep
   * look.
   */
  public List<SocketRow> ownerless() {
    return ownerless;
  }

  /**
   * How often an accept queue of the namespace was full within the last hour, {@code
   * ListenOverflows}; empty if the kernel does not say.
   */
  public OptionalLong listenOverflows() {
    return listenOverflows;
  }

  /**
   * How many requests for a connection the namespace dropped within the last hour, for whatever
   * reason, {@code ListenDrops}; empty if the kernel does not say.
   */
  public OptionalLong listenDrops() {
    return listenDrops;
  }

  public Limits limits() {
    return limits;
  }

  /** What the kernel is set to. Immutable. */
  public static final class Limits {
    static final Limits UNKNOWN =
        new Limits(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());

    private final OptionalInt connectSeconds;
    private final OptionalInt ephemeralPorts;
    private final OptionalInt backlog;

    public Limits(OptionalInt connectSeconds, OptionalInt ephemeralPorts, OptionalInt backlog) {
      this.connectSeconds = connectSeconds;
      this.ephemeralPorts = ephemeralPorts;
      this.backlog = backlog;
    }

    /** How long the kernel goes on trying to connect; empty if it does not say. */
    public OptionalInt connectSeconds() {
      return connectSeconds;
    }

    /** How many local ports connects can have to one remote endpoint. */
    public OptionalInt ephemeralPorts() {
      return ephemeralPorts;
    }

    /** What every accept queue is limited to, {@code somaxconn}. */
    public OptionalInt backlog() {
      return backlog;
    }
  }
}
