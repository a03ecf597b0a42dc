package io.closewait.jmx;

import io.closewait.diagnosis.Change;
import io.closewait.diagnosis.Diagnosis;
import java.util.List;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * Both beans and their life in an MBean server. Thread-safe; notifications are sent by the thread
 * that publishes.
 */
public final class JmxExposure {
  /** {@code io.closewait:type=Agent}. */
  public static final ObjectName AGENT = name("Agent");

  /** {@code io.closewait:type=Connections}. */
  public static final ObjectName CONNECTIONS = name("Connections");

  private final MBeanServer server;
  private final AgentBean agent;
  private final ConnectionsBean connections;
  private boolean registered;

  /**
   * @param first what the beans show until another diagnosis is published
   */
  public JmxExposure(MBeanServer server, AgentControl control, Diagnosis first) {
    this.server = server;
    this.connections = new ConnectionsBean(control, first);
    this.agent = new AgentBean(control, connections::kernel);
  }

  private static ObjectName name(String type) {
    try {
      return new ObjectName("io.closewait:type=" + type);
    } catch (MalformedObjectNameException e) {
      throw new AssertionError(type, e);
    }
  }

  /**
   * Registers both beans or neither.
   *
   * @throws javax.management.InstanceAlreadyExistsException if another agent's beans are there
   * @throws JMException if the server refuses them for another reason
   */
  public synchronized void register() throws JMException {
    server.registerMBean(agent, AGENT);
    try {
      server.registerMBean(connections, CONNECTIONS);
      registered = true;
    } finally {
      if (!registered) {
        server.unregisterMBean(AGENT);
      }
    }
  }

  /**
   * Unregisters what {@link #register} registered; does nothing before it or a second time.
   *
   * @throws JMException if the server refuses
   */
  public synchronized void unregister() throws JMException {
    if (!registered) {
      return;
    }
    registered = false;
    remove(AGENT);
    remove(CONNECTIONS);
  }

  private void remove(ObjectName name) throws JMException {
    try {
      server.unregisterMBean(name);
    } catch (InstanceNotFoundException somebodyElseDid) {
      return;
    }
  }

  /** Shows the diagnosis and sends one notification for each change, in their order. */
  public void publish(Diagnosis diagnosis, List<Change> changes) {
    connections.publish(diagnosis, changes);
  }
}
