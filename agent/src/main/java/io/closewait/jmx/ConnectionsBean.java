package io.closewait.jmx;

import io.closewait.diagnosis.Change;
import io.closewait.diagnosis.Diagnosis;
import io.closewait.diagnosis.Leak;
import io.closewait.report.Sentences;
import io.closewait.report.Times;
import io.closewait.tcp.TcpState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.MBeanNotificationInfo;
import javax.management.Notification;
import javax.management.NotificationBroadcasterSupport;

/** Answers from the last published diagnosis, which is immutable. Thread-safe. */
final class ConnectionsBean extends NotificationBroadcasterSupport implements ConnectionsMXBean {
  private final AgentControl agent;
  private final AtomicLong sequence = new AtomicLong();
  private volatile Diagnosis last;

  ConnectionsBean(AgentControl agent, Diagnosis first) {
    super(
        new MBeanNotificationInfo(
            new String[] {APPEARED, GREW, RECOVERED},
            Notification.class.getName(),
            "A leak appeared, grew past a power of two, or recovered; the user data describes it"));
    this.agent = agent;
    this.last = first;
  }

  /** Shows the diagnosis from now on, then sends one notification for each change. */
  void publish(Diagnosis diagnosis, List<Change> changes) {
    last = diagnosis;
    for (Change change : changes) {
      sendNotification(notification(change, diagnosis.takenAt()));
    }
  }

  private Notification notification(Change change, long now) {
    Notification notification =
        new Notification(
            type(change.kind()),
            JmxExposure.CONNECTIONS,
            sequence.incrementAndGet(),
            now,
            Sentences.of(change, now));
    notification.setUserData(LeakData.of(LeakSite.of(change.leak(), now)));
    return notification;
  }

  private static String type(Change.Kind kind) {
    switch (kind) {
      case APPEARED:
        return APPEARED;
      case GREW:
        return GREW;
      case RECOVERED:
        return RECOVERED;
    }
    throw new AssertionError(kind);
  }

  /** Where the states of the last diagnosis come from. */
  String kernel() {
    return last.kernel();
  }

  @Override
  public String getTakenAt() {
    return Times.iso(last.takenAt());
  }

  @Override
  public Map<String, Integer> getStates() {
    Map<TcpState, Integer> counted = last.states();
    Map<String, Integer> states = new LinkedHashMap<>();
    for (TcpState state : TcpState.values()) {
      Integer count = counted.get(state);
      if (count != null) {
        states.put(state.text(), count);
      }
    }
    return states;
  }

  @Override
  public int getTrackedConnections() {
    return agent.trackedConnections();
  }

  @Override
  public int getCloseWait() {
    Integer count = last.states().get(TcpState.CLOSE_WAIT);
    return count == null ? 0 : count;
  }

  @Override
  public int getLeakedConnections() {
    return last.leakedConnections();
  }

  @Override
  public List<LeakSite> getLeakSites() {
    Diagnosis diagnosis = last;
    List<LeakSite> sites = new ArrayList<>();
    for (Leak leak : diagnosis.leaks()) {
      sites.add(LeakSite.of(leak, diagnosis.takenAt()));
    }
    return sites;
  }

  @Override
  public long getOpenDescriptors() {
    return last.descriptors().open().orElse(-1);
  }

  @Override
  public long getDescriptorLimit() {
    return last.descriptors().limit().orElse(-1);
  }
}
