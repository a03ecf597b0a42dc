package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A JMX client in another process, which has none of the agent's classes. */
class JmxIT {
  @ParameterizedTest
  @MethodSource("io.closewait.it.Jdks#all")
  void showsLeaksAndNotifies(Jdk jdk) throws Exception {
    Launch.on(jdk)
        .agent("threshold=500ms,interval=200ms")
        .program("OpensOnDemand")
        .run(
            jvm -> {
              Jmx jmx = jvm.jmx();
              List<Notification> received = Collections.synchronizedList(new ArrayList<>());
              jmx.server()
                  .addNotificationListener(
                      Jmx.CONNECTIONS, (each, handback) -> received.add(each), null, null);
              jvm.awaitReport("early sockets", report -> report.sockets() == 3);
              jvm.ask("open");
              assertNotified(received, "io.closewait.leak.appeared");
              assertAttributesAreOpen(jmx, Jmx.AGENT);
              assertAttributesAreOpen(jmx, Jmx.CONNECTIONS);
              Report report = jvm.awaitReport("all sockets", each -> each.sockets() == 5);
              assertConnections(jmx, report);
              assertAgent(jmx, jvm.directory().resolve("written.json"));
              jvm.closeSockets();
              assertNotified(received, "io.closewait.leak.recovered");
            });
  }

  private static void assertNotified(List<Notification> received, String type) throws Exception {
    Await.until(
        "notification " + type,
        () -> List.copyOf(received).stream().anyMatch(each -> each.getType().equals(type)));
    Notification notification =
        List.copyOf(received).stream()
            .filter(each -> each.getType().equals(type))
            .findFirst()
            .orElseThrow();
    assertThat(notification.getMessage()).contains("OpensOnDemand");
    assertThat(notification.getUserData()).isInstanceOf(CompositeData.class);
  }

  /** Every attribute has an open type and a value that this process can read. */
  private static void assertAttributesAreOpen(Jmx jmx, ObjectName bean) throws Exception {
    MBeanServerConnection server = jmx.server();
    for (MBeanAttributeInfo attribute : server.getMBeanInfo(bean).getAttributes()) {
      assertThat(attribute.getDescriptor().getFieldValue("openType")).isInstanceOf(OpenType.class);
      assertThat(server.getAttribute(bean, attribute.getName()))
          .as(attribute.getName())
          .isNotNull();
    }
  }

  private static void assertConnections(Jmx jmx, Report report) throws Exception {
    assertThat(jmx.connections("LeakedConnections")).isEqualTo(report.sockets());
    assertThat(jmx.connections("CloseWait")).isEqualTo(report.sockets());
    assertThat(states(jmx)).containsEntry("close_wait", report.sockets());
    CompositeData[] sites = (CompositeData[]) jmx.connections("LeakSites");
    assertThat(Arrays.stream(sites).map(site -> site.get("fingerprint")))
        .containsExactlyElementsOf(report.leaks().stream().map(Report.Leak::fingerprint).toList());
    assertThat((Long) jmx.connections("OpenDescriptors")).isPositive();
  }

  private static Map<String, Integer> states(Jmx jmx) throws Exception {
    TabularData table = (TabularData) jmx.connections("States");
    return table.values().stream()
        .map(CompositeData.class::cast)
        .collect(
            Collectors.toMap(row -> (String) row.get("key"), row -> (Integer) row.get("value")));
  }

  private static void assertAgent(Jmx jmx, Path file) throws Exception {
    assertThat(jmx.agent("Kernel")).isEqualTo("tcp_info");
    assertThat(jmx.agent("Attached")).isEqualTo("premain");
    assertThat((Integer) jmx.agent("WovenMethods")).isPositive();
    long written = (Long) jmx.agent("ReportsWritten");
    assertThat(jmx.report(file).sockets()).isEqualTo(5);
    assertThat(jmx.agent("ReportsWritten")).isEqualTo(written + 1);
    Object leaking = jmx.server().invoke(Jmx.AGENT, "sample", null, null);
    assertThat(leaking).isEqualTo(5);
  }
}
