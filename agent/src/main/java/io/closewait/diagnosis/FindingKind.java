package io.closewait.diagnosis;

import java.util.Locale;

/** What a finding is about, in the order of reports. */
public enum FindingKind {
  /** The peer's host answered that nobody listens. */
  CONNECT_REFUSED(Topic.FAILED_CONNECTS),
  /** No answer came in time. */
  CONNECT_TIMED_OUT(Topic.FAILED_CONNECTS),
  /** A router or this host knows no way. */
  CONNECT_UNREACHABLE(Topic.FAILED_CONNECTS),
  /** The peer ended the connection while it was opened. */
  CONNECT_RESET(Topic.FAILED_CONNECTS),
  /** The name has no address. */
  CONNECT_UNRESOLVED(Topic.FAILED_CONNECTS),
  /** The application closed the socket before there was an answer. */
  CONNECT_GIVEN_UP(Topic.FAILED_CONNECTS),
  /** Another error ended the connect. */
  CONNECT_FAILED(Topic.FAILED_CONNECTS),
  /** In SYN_SENT now. */
  CONNECTING(Topic.CONNECTING),
  /** In SYN_RECEIVED on a port on which this process listens. */
  HANDSHAKE_PENDING(Topic.ACCEPTING),
  /** The accept queue is full, or overflows. */
  ACCEPT_QUEUE(Topic.ACCEPTING),
  /** ESTABLISHED here, but the server has never said a word and acknowledges nothing. */
  NEVER_ACKNOWLEDGED(Topic.DEAD_PEERS),
  /** ESTABLISHED, and what was sent is not acknowledged any more. */
  UNACKNOWLEDGED(Topic.DEAD_PEERS),
  /** ESTABLISHED, unused for long, and nobody asks whether the peer is there. */
  IDLE_WITHOUT_KEEP_ALIVE(Topic.DEAD_PEERS),
  /** In FIN_WAIT_2: the peer goes on with its half after our shutdownOutput. */
  HALF_CLOSED(Topic.CLOSING),
  /** In FIN_WAIT_1, CLOSING or LAST_ACK: the peer does not acknowledge our end. */
  CLOSE_UNACKNOWLEDGED(Topic.CLOSING),
  /** The peer has closed, and close() comes late. */
  SLOW_CLOSE(Topic.SLOW_CLOSERS),
  /** In TIME_WAIT, because this side closed first. */
  TIME_WAIT(Topic.ACTIVE_CLOSES);

  /** The sections of a report. */
  public enum Topic {
    FAILED_CONNECTS("Connects that fail", "connect"),
    CONNECTING("Connects without an answer", "socket"),
    ACCEPTING("Connections that are not accepted", "connection"),
    DEAD_PEERS("Peers that may be gone", "socket"),
    CLOSING("Closed on one side", "socket"),
    SLOW_CLOSERS("Slow to close", "close"),
    ACTIVE_CLOSES("Closed by this side first", "connection");

    private final String title;
    private final String noun;

    Topic(String title, String noun) {
      this.title = title;
      this.noun = noun;
    }

    /** The section's heading. */
    public String title() {
      return title;
    }

    /** What its findings count, in the singular. */
    public String noun() {
      return noun;
    }
  }

  private final Topic topic;

  FindingKind(Topic topic) {
    this.topic = topic;
  }

  public Topic topic() {
    return topic;
  }

  /** The name as reports spell it, such as {@code connect_refused}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
