package io.closewait.diagnosis;

import io.closewait.connection.ConnectionSnapshot;
import io.closewait.kernel.Observation;
import io.closewait.tcp.Endpoint;
import io.closewait.tcp.TcpState;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The verdict on one connection, with what it rests on. Immutable. */
final class Judgement {
  private final ConnectionSnapshot connection;
  private final @Nullable Observation observation;
  private final @Nullable TcpState state;
  private final Verdict verdict;
  private final long since;
  private final @Nullable Opener opener;
  private final @Nullable String because;

  /**
   * @param state null if the kernel tells no state
   * @param since when the socket should have been closed, milliseconds since the epoch
   */
  Judgement(
      ConnectionSnapshot connection,
      @Nullable Observation observation,
      @Nullable TcpState state,
      Verdict verdict,
      long since) {
    this(connection, observation, state, verdict, since, null, null);
  }

  private Judgement(
      ConnectionSnapshot connection,
      @Nullable Observation observation,
      @Nullable TcpState state,
      Verdict verdict,
      long since,
      @Nullable Opener opener,
      @Nullable String because) {
    this.connection = connection;
    this.observation = observation;
    this.state = state;
    this.verdict = verdict;
    this.since = since;
    this.opener = opener;
    this.because = because;
  }

  /** The same judgement, of a connection that a library opened or accepted. */
  Judgement openedBy(Opener library) {
    return new Judgement(connection, observation, state, verdict, since, library, because);
  }

  /**
   * The same judgement with the verdict that its pool deserves.
   *
   * @param proof why, a clause
   */
  Judgement decided(Verdict newVerdict, String proof) {
    return new Judgement(connection, observation, state, newVerdict, since, opener, proof);
  }

  /** The library that opened or accepted the connection; null if none did. */
  @Nullable Opener opener() {
    return opener;
  }

  /** What decided between idle and taken, a clause; null if that was not the question. */
  @Nullable String because() {
    return because;
  }

  ConnectionSnapshot connection() {
    return connection;
  }

  /** Null if the kernel tells no state. */
  @Nullable TcpState state() {
    return state;
  }

  Verdict verdict() {
    return verdict;
  }

  /** When the socket should have been closed, milliseconds since the epoch. */
  long since() {
    return since;
  }

  /** Bytes not read, the FIN counted as one; empty if that is not known. */
  OptionalInt receiveQueue() {
    return observation == null ? OptionalInt.empty() : observation.receiveQueue();
  }

  /** The kernel knows the peer also of a connection whose opening nobody saw. */
  private @Nullable Endpoint remote() {
    Endpoint known = connection.remote();
    return known == null && observation != null ? observation.remote() : known;
  }

  /** The connection as reports show it, but for its selector and its last use. */
  LeakedConnection.Builder leaked() {
    return new LeakedConnection.Builder(connection.id())
        .local(observation == null ? null : observation.local())
        .remote(remote())
        .descriptor(connection.descriptor())
        .inode(observation == null ? OptionalLong.empty() : observation.inode())
        .state(state)
        .since(since)
        .receiveQueue(receiveQueue())
        .thread(connection.thread())
        .events(Timeline.of(connection, observation));
  }
}
