package io.closewait.jmx;

import java.util.List;
import java.util.Map;

/**
 * The sockets of this JVM as of the last sample: {@code io.closewait:type=Connections}. It notifies
 * when a leak appears, grows past a power of two or recovers.
 */
public interface ConnectionsMXBean {
  /** The type of the notification for a new leak. */
  String APPEARED = "io.closewait.leak.appeared";

  /** The type of the notification for a leak that passed a power of two. */
  String GREW = "io.closewait.leak.grew";

  /** The type of the notification for a leak none of whose sockets is left. */
  String RECOVERED = "io.closewait.leak.recovered";

  /** When the last sample was taken, ISO-8601 in UTC. */
  String getTakenAt();

  /** Sockets by state, such as {@code close_wait}; states without one are left out. */
  Map<String, Integer> getStates();

  /** Connections that the agent follows now. */
  int getTrackedConnections();

  /** Sockets in CLOSE_WAIT, for however long. */
  int getCloseWait();

  /** Sockets that leak; neither suspect ones nor those that are half-closed and in use. */
  int getLeakedConnections();

  /** What leaks, is suspect or is worth knowing, the worst first. */
  List<LeakSite> getLeakSites();

  /** Descriptors that the process has open; -1 if unknown. */
  long getOpenDescriptors();

  /** Descriptors that the process may have open; -1 if unknown or unlimited. */
  long getDescriptorLimit();
}
