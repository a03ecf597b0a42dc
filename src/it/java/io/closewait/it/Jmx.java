package io.closewait.it;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.file.Path;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A JMX client of another JVM, which knows nothing but names and open types. */
final class Jmx implements AutoCloseable {
  static final ObjectName AGENT = name("Agent");
  static final ObjectName CONNECTIONS = name("Connections");

  private final JMXConnector connector;

  private Jmx(JMXConnector connector) {
    this.connector = connector;
  }

  /** Over the JVM's own local connector, which is started if need be. */
  static Jmx of(long pid) throws Exception {
    VirtualMachine target = VirtualMachine.attach(Long.toString(pid));
    try {
      JMXServiceURL url = new JMXServiceURL(target.startLocalManagementAgent());
      return new Jmx(JMXConnectorFactory.connect(url));
    } finally {
      target.detach();
    }
  }

  MBeanServerConnection server() throws Exception {
    return connector.getMBeanServerConnection();
  }

  Object agent(String attribute) throws Exception {
    return server().getAttribute(AGENT, attribute);
  }

  Object connections(String attribute) throws Exception {
    return server().getAttribute(CONNECTIONS, attribute);
  }

  /** A fresh report. */
  Report report(Path file) throws Exception {
    server()
        .invoke(
            AGENT,
            "writeReport",
            new Object[] {file.toString()},
            new String[] {String.class.getName()});
    return Report.read(file);
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }

  private static ObjectName name(String type) {
    try {
      return new ObjectName("io.closewait:type=" + type);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
