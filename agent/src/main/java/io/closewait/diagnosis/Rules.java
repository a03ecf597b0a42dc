package io.closewait.diagnosis;

import io.closewait.connection.ConnectionSnapshot;
import io.closewait.connection.EndOfStream;
import io.closewait.kernel.KernelSample;
import io.closewait.kernel.Observation;
import io.closewait.tcp.TcpState;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Judges connections against one look at the kernel. */
final class Rules {
  private static final long WATCHED_MILLIS = 2000;

  private final KernelSample sample;
  private final long now;
  private final long threshold;

  Rules(KernelSample sample, Thresholds thresholds) {
    this.sample = sample;
    this.now = sample.takenAt();
    this.threshold = thresholds.overdue();
  }

  /** The verdict on a connection; null if nothing is the matter with it. */
  @Nullable Judgement judge(ConnectionSnapshot connection) {
    Observation observation = sample.available() ? sample.observation(connection.id()) : null;
    TcpState state = state(connection, observation);
    if (!wasConnected(connection, state)) {
      return null;
    }
    OptionalLong closed = connection.closeCalledAt();
    if (closed.isPresent() && !connection.collectedAt().isPresent()) {
      return isReached(closed)
          ? new Judgement(connection, observation, state, Verdict.CLOSE_PENDING, closed.getAsLong())
          : null;
    }
    OptionalLong overdue = overdueSince(connection, observation);
    if (isReached(overdue) && isWatched(observation)) {
      Verdict verdict = overdueVerdict(connection, observation);
      return new Judgement(connection, observation, state, verdict, overdue.getAsLong());
    }
    OptionalLong collected = connection.collectedAt();
    if (isReached(collected)) {
      return new Judgement(
          connection, observation, state, Verdict.COLLECTED, collected.getAsLong());
    }
    return null;
  }

  /** Whether something is at least the threshold ago. */
  boolean isReached(long at) {
    return now - at >= threshold;
  }

  /**
   * Writes are observed only since the kernel showed the end, so whoever read it before has had no
   * chance yet to be seen writing.
   */
  private boolean isWatched(@Nullable Observation observation) {
    return observation == null || now - observation.since() >= Math.min(threshold, WATCHED_MILLIS);
  }

  private boolean isReached(OptionalLong at) {
    return at.isPresent() && isReached(at.getAsLong());
  }

  /**
   * No observation means ESTABLISHED, but not after close(): JDK 8 has then taken the connection
   * off the descriptor.
   */
  private @Nullable TcpState state(
      ConnectionSnapshot connection, @Nullable Observation observation) {
    if (!sample.available()) {
      return null;
    }
    if (observation != null) {
      return observation.state();
    }
    return connection.closeCalledAt().isPresent() ? null : TcpState.ESTABLISHED;
  }

  /** CLOSE_WAIT proves it even if the application never asked for the result of its connect. */
  private static boolean wasConnected(ConnectionSnapshot connection, @Nullable TcpState state) {
    switch (connection.origin()) {
      case LISTEN:
        return false;
      case ACCEPT:
        return true;
      default:
        return connection.connectedAt().isPresent() || state == TcpState.CLOSE_WAIT;
    }
  }

  /** Since when the connection has had an end that its application should have answered. */
  private OptionalLong overdueSince(
      ConnectionSnapshot connection, @Nullable Observation observation) {
    OptionalLong end = peerEnd(connection);
    if (!sample.available()) {
      return end;
    }
    if (observation == null) {
      return OptionalLong.empty();
    }
    if (observation.state() == TcpState.CLOSE_WAIT) {
      return OptionalLong.of(Math.min(observation.since(), end.orElse(Long.MAX_VALUE)));
    }
    if (observation.state() == TcpState.CLOSED) {
      return OptionalLong.of(
          Math.min(observation.since(), lastUse(connection, end.orElse(Long.MAX_VALUE))));
    }
    return OptionalLong.empty();
  }

  /**
   * When the application read the peer's end of the stream; empty if it did not, or had shut its
   * input down itself, which ends the stream as well.
   */
  private static OptionalLong peerEnd(ConnectionSnapshot connection) {
    EndOfStream end = connection.endOfStream();
    if (end == null || connection.shutdownInputAt().orElse(Long.MAX_VALUE) <= end.at()) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(end.at());
  }

  /** The end of the stream, or what the application rightly did with its own half after it. */
  private static long lastUse(ConnectionSnapshot connection, long end) {
    long written = connection.writtenAt().orElse(end);
    long finished = connection.shutdownOutputAt().orElse(end);
    return Math.max(end, Math.max(written, finished));
  }

  private Verdict overdueVerdict(ConnectionSnapshot connection, @Nullable Observation observation) {
    if (connection.collectedAt().isPresent()) {
      return Verdict.COLLECTED;
    }
    if (observation != null && observation.state() == TcpState.CLOSED) {
      return mayStillRead(connection) ? Verdict.UNKNOWN : Verdict.DEAD;
    }
    OptionalLong written = connection.writtenAt();
    if (written.isPresent() && !isReached(written)) {
      return Verdict.HALF_CLOSED_IN_USE;
    }
    if (connection.endOfStream() != null) {
      return Verdict.EOF_IGNORED;
    }
    return unread(observation == null ? OptionalInt.empty() : observation.receiveQueue());
  }

  /** Both sides are closed in order, and the application may be reading what has arrived before. */
  private static boolean mayStillRead(ConnectionSnapshot connection) {
    return connection.shutdownOutputAt().isPresent() && connection.endOfStream() == null;
  }

  /** The verdict on a connection in CLOSE_WAIT whose end of the stream nobody has read. */
  private static Verdict unread(OptionalInt receiveQueue) {
    if (!receiveQueue.isPresent()) {
      return Verdict.UNKNOWN;
    }
    return receiveQueue.getAsInt() > 1 ? Verdict.DATA_UNREAD : Verdict.NEVER_READ;
  }
}
