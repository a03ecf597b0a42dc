package io.closewait.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.closewait.diagnosis.Change;
import io.closewait.diagnosis.Diagnosis;
import io.closewait.diagnosis.Thresholds;
import io.closewait.report.Samples;
import io.closewait.report.Subject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMX;
import javax.management.MBeanException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.Notification;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The beans as a client of an MBean server sees them. */
class JmxExposureTest {
  private final MBeanServer server = MBeanServerFactory.newMBeanServer();
  private final FakeAgent agent = new FakeAgent();
  private final JmxExposure exposure = new JmxExposure(server, agent, Samples.noLeak());

  @BeforeEach
  void register() throws Exception {
    exposure.register();
  }

  @Test
  void showsTheAgent() {
    AgentMXBean bean = JMX.newMXBeanProxy(server, JmxExposure.AGENT, AgentMXBean.class);
    assertThat(bean.getVersion()).isEqualTo("1.0.0");
    assertThat(bean.getOptions()).containsExactly(entry("threshold", "60s"));
    assertThat(bean.getKernel()).isEqualTo("tcp_info");
    assertThat(bean.getAttached()).isEqualTo("premain");
    assertThat(bean.getStartedAt()).isEqualTo("2026-03-14T01:09:46.178Z");
    assertThat(bean.getSuppressedErrors()).isEqualTo(1);
    assertThat(bean.getWovenMethods()).isEqualTo(23);
    assertThat(bean.getSamplesTaken()).isEqualTo(4);
    assertThat(bean.getLastSampleMillis()).isEqualTo(1.5);
    assertThat(bean.getTotalSampleMillis()).isEqualTo(20.25);
    assertThat(bean.getReportsWritten()).isEqualTo(6);
    assertThat(bean.sample()).isEqualTo(12);
  }

  @Test
  void writesAReportToTheNamedOrTheConfiguredFile() throws IOException {
    AgentMXBean bean = JMX.newMXBeanProxy(server, JmxExposure.AGENT, AgentMXBean.class);
    assertThat(bean.writeReport("/x/a.json")).isEqualTo("/x/a.json");
    assertThat(bean.writeReport("")).isEqualTo("/configured.txt");
    assertThat(bean.writeReport(null)).isEqualTo("/configured.txt");
  }

  @Test
  void failuresArePlainAndWithoutCauses() {
    agent.failure = new NoSuchFileException("cannot write");
    assertThatThrownBy(() -> invokeWriteReport())
        .isInstanceOf(MBeanException.class)
        .cause()
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("cannot write")
        .hasNoCause();
    AgentMXBean bean = JMX.newMXBeanProxy(server, JmxExposure.AGENT, AgentMXBean.class);
    assertThatThrownBy(() -> bean.writeReport("/x/a.doc"))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown ending")
        .hasNoCause();
  }

  @Test
  void showsTheLastDiagnosisAsOpenTypes() throws Exception {
    assertThat(attribute("LeakedConnections")).isEqualTo(0);
    exposure.publish(Samples.mix(), List.of());
    TabularData states = (TabularData) attribute("States");
    assertThat(states.get(new Object[] {"close_wait"}).get("value")).isEqualTo(11);
    CompositeData[] sites = (CompositeData[]) attribute("LeakSites");
    assertThat(sites).hasSize(6);
    CompositeData neverRead = sites[0];
    assertThat(neverRead.get("fingerprint")).isEqualTo("00c0ffee");
    assertThat(neverRead.get("verdict")).isEqualTo("never_read");
    assertThat(neverRead.get("severity")).isEqualTo("leak");
    assertThat(neverRead.get("count")).isEqualTo(7);
    assertThat(neverRead.get("oldestSeconds")).isEqualTo(90_061L);
    assertThat(neverRead.get("site")).isEqualTo("com.acme.Acceptor.loop(Acceptor.java:18)");
    assertThat(neverRead.get("endOfStream")).isNull();
    assertThat(((TabularData) neverRead.get("remotes")).size()).isEqualTo(7);
    assertThat(sites[4].get("site")).isNull();
  }

  @Test
  void aProxyRebuildsTheBeans() {
    exposure.publish(Samples.eofIgnored(), List.of());
    ConnectionsMXBean bean =
        JMX.newMXBeanProxy(server, JmxExposure.CONNECTIONS, ConnectionsMXBean.class);
    assertThat(bean.getTakenAt()).isEqualTo("2026-03-14T03:12:45.678Z");
    assertThat(bean.getStates())
        .containsExactly(entry("listen", 2), entry("established", 40), entry("close_wait", 12));
    assertThat(bean.getTrackedConnections()).isEqualTo(54);
    assertThat(bean.getCloseWait()).isEqualTo(12);
    assertThat(bean.getLeakedConnections()).isEqualTo(12);
    assertThat(bean.getOpenDescriptors()).isEqualTo(812);
    assertThat(bean.getDescriptorLimit()).isEqualTo(1024);
    LeakSite site = bean.getLeakSites().get(0);
    assertThat(site.getSite()).isEqualTo("com.acme.PriceClient.fetch(PriceClient.java:41)");
    assertThat(site.getEndOfStream())
        .isEqualTo("com.acme.PriceClient.readAll(PriceClient.java:77)");
    assertThat(site.getGrowthPerMinute()).isEqualTo(3.07);
    assertThat(site.getReason()).startsWith("The application read the end of the stream");
    assertThat(site.getRemedy()).startsWith("Close the socket");
    assertThat(site.getRemotes())
        .containsExactly(entry("10.0.3.7:8443", 8), entry("10.0.3.8:8443", 4));
  }

  @Test
  void unknownDescriptorsAreMinusOne() throws Exception {
    Diagnosis seen = Samples.noLeak();
    exposure.publish(
        new Diagnosis.Builder(seen.takenAt(), new Thresholds(seen.threshold())).build(), List.of());
    assertThat(attribute("OpenDescriptors")).isEqualTo(-1L);
    assertThat(attribute("DescriptorLimit")).isEqualTo(-1L);
    assertThat(attribute("CloseWait")).isEqualTo(0);
    assertThat(server.getAttribute(JmxExposure.AGENT, "Kernel")).isEqualTo("off");
  }

  @Test
  void notifiesOnceForEachChangeInItsOrder() throws Exception {
    List<Notification> received = listen();
    exposure.publish(
        Samples.eofIgnored(),
        List.of(
            new Change(Change.Kind.APPEARED, Samples.eofIgnoredLeak(12)),
            new Change(Change.Kind.GREW, Samples.eofIgnoredLeak(16)),
            new Change(Change.Kind.RECOVERED, Samples.eofIgnoredLeak(1))));
    exposure.publish(Samples.eofIgnored(), List.of());
    assertThat(received)
        .extracting(Notification::getType)
        .containsExactly(
            "io.closewait.leak.appeared", "io.closewait.leak.grew", "io.closewait.leak.recovered");
    assertThat(received).extracting(Notification::getSequenceNumber).containsExactly(1L, 2L, 3L);
    Notification grew = received.get(1);
    assertThat(grew.getTimeStamp()).isEqualTo(Samples.NOW);
    assertThat(grew.getMessage()).startsWith("leak 3f9a1c02 grew to 16 sockets (eof_ignored)");
    CompositeData data = (CompositeData) grew.getUserData();
    assertThat(data.get("count")).isEqualTo(16);
    assertThat(data.get("oldestSeconds")).isEqualTo(250L);
    assertThat(data.get("site")).isEqualTo("com.acme.PriceClient.fetch(PriceClient.java:41)");
  }

  @Test
  void declaresItsNotifications() throws Exception {
    assertThat(server.getMBeanInfo(JmxExposure.CONNECTIONS).getNotifications()[0].getNotifTypes())
        .containsExactly(
            "io.closewait.leak.appeared", "io.closewait.leak.grew", "io.closewait.leak.recovered");
  }

  @Test
  void aClientNeedsNoneOfOurClasses() throws Exception {
    List<Notification> received = listen();
    exposure.publish(
        Samples.mix(), List.of(new Change(Change.Kind.APPEARED, Samples.mix().leaks().get(4))));
    assertThat(classesIn(received.get(0))).isNotEmpty().noneMatch(c -> c.contains("closewait"));
    assertThat(classesIn(attribute("LeakSites"))).noneMatch(c -> c.contains("closewait"));
  }

  @Test
  void aSecondAgentIsRefusedAndTheFirstStays() throws Exception {
    JmxExposure second = new JmxExposure(server, agent, Samples.mix());
    assertThatThrownBy(second::register)
        .isInstanceOf(InstanceAlreadyExistsException.class)
        .hasMessageContaining("io.closewait:type=Agent");
    second.unregister();
    assertThat(server.isRegistered(JmxExposure.AGENT)).isTrue();
    assertThat(attribute("LeakedConnections")).isEqualTo(0);
  }

  @Test
  void registersBothOrNeither() throws Exception {
    server.unregisterMBean(JmxExposure.AGENT);
    JmxExposure second = new JmxExposure(server, agent, Samples.mix());
    assertThatThrownBy(second::register).hasMessageContaining("io.closewait:type=Connections");
    assertThat(server.isRegistered(JmxExposure.AGENT)).isFalse();
  }

  @Test
  void comesAgainAfterUnregister() throws Exception {
    exposure.unregister();
    exposure.unregister();
    assertThat(server.isRegistered(JmxExposure.AGENT)).isFalse();
    assertThat(server.isRegistered(JmxExposure.CONNECTIONS)).isFalse();
    exposure.publish(Samples.mix(), List.of());
    exposure.register();
    assertThat(attribute("LeakedConnections")).isEqualTo(10);
  }

  @Test
  void unregistersWhatSomebodyElseLeft() throws Exception {
    server.unregisterMBean(JmxExposure.AGENT);
    exposure.unregister();
    assertThat(server.isRegistered(JmxExposure.CONNECTIONS)).isFalse();
  }

  private Object attribute(String name) throws Exception {
    return server.getAttribute(JmxExposure.CONNECTIONS, name);
  }

  private Object invokeWriteReport() throws Exception {
    return server.invoke(
        JmxExposure.AGENT,
        "writeReport",
        new Object[] {"/x/a.txt"},
        new String[] {String.class.getName()});
  }

  private List<Notification> listen() throws Exception {
    List<Notification> received = new ArrayList<>();
    server.addNotificationListener(
        JmxExposure.CONNECTIONS, (n, handback) -> received.add(n), null, null);
    return received;
  }

  /** Names of the classes that whoever deserialises the value must have. */
  private static List<String> classesIn(Object value) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    List<String> names = new ArrayList<>();
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())) {
          @Override
          protected Class<?> resolveClass(ObjectStreamClass description)
              throws IOException, ClassNotFoundException {
            names.add(description.getName());
            return super.resolveClass(description);
          }
        }) {
      in.readObject();
    }
    return names;
  }

  /** An agent with fixed numbers. */
  private static final class FakeAgent implements AgentControl {
    @Nullable IOException failure;

    @Override
    public Subject subject() {
      return Samples.subject();
    }

    @Override
    public Map<String, String> options() {
      return Map.of("threshold", "60s");
    }

    @Override
    public Diagnosis sample() {
      return Samples.eofIgnored();
    }

    @Override
    public String writeReport(@Nullable String path) throws IOException {
      if (failure != null && !"/x/a.doc".equals(path)) {
        throw failure;
      }
      if ("/x/a.doc".equals(path)) {
        throw new IllegalArgumentException("unknown ending", new IOException("cause"));
      }
      return path == null ? "/configured.txt" : path;
    }

    @Override
    public int trackedConnections() {
      return 54;
    }

    @Override
    public long suppressedErrors() {
      return 1;
    }

    @Override
    public int wovenMethods() {
      return 23;
    }

    @Override
    public long samplesTaken() {
      return 4;
    }

    @Override
    public long lastSampleNanos() {
      return 1_500_000;
    }

    @Override
    public long totalSampleNanos() {
      return 20_250_000;
    }

    @Override
    public long reportsWritten() {
      return 6;
    }
  }
}
