package io.closewait.bundle;

import io.closewait.diagnosis.Diagnosis;
import io.closewait.report.Format;
import io.closewait.report.Report;
import io.closewait.report.Subject;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;

/** What only the JVM itself can tell for a bundle. */
public final class Evidence {
  /** The file that has the JVM's arguments and, last, its class path. */
  static final String JVM = "jvm.txt";

  static final String CLASS_PATH = "class path";

  private static final String[] PROPERTIES = {
    "java.version",
    "java.vendor",
    "java.vm.name",
    "java.vm.version",
    "os.name",
    "os.version",
    "os.arch",
    "file.encoding",
    "user.timezone"
  };

  private Evidence() {}

  /**
   * The reports and the facts of this JVM, as {@link Parts} has them.
   *
   * @throws IOException if a report cannot be written
   */
  public static String collect(Diagnosis diagnosis, Subject subject) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Format format : Format.values()) {
      StringWriter report = new StringWriter();
      Report.write(format, diagnosis, subject, report);
      texts.put(fileName(format), report.toString());
    }
    texts.put("threads.txt", harmless(diagnosticCommand("threadPrint", "-l")));
    texts.put(JVM, jvm());
    return Parts.join(texts);
  }

  /** The file of the bundle that has the report in a format. */
  public static String fileName(Format format) {
    return "report." + (format == Format.TEXT ? "txt" : format.text());
  }

  private static String jvm() {
    StringBuilder text = new StringBuilder(4096);
    for (String property : PROPERTIES) {
      line(text, property, System.getProperty(property, ""));
    }
    line(
        text,
        "uptime",
        ManagementFactory.getRuntimeMXBean().getUptime() / 1000
            + " s, processors "
            + Runtime.getRuntime().availableProcessors()
            + ", heap at most "
            + Runtime.getRuntime().maxMemory()
            + " bytes");
    for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      line(text, "argument", Secrets.masked(argument));
    }
    for (String flag : diagnosticCommand("vmFlags").trim().split("\\s+", -1)) {
      line(text, "flag", Secrets.masked(flag));
    }
    String separator = System.getProperty("path.separator", ":");
    String path =
        System.getProperty("java.class.path", "")
            + separator
            + System.getProperty("jdk.module.path", "");
    for (String entry : path.split(separator, -1)) {
      if (!entry.isEmpty()) {
        line(text, CLASS_PATH, entry);
      }
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(name).append(": ").append(harmless(value).replace('\n', ' ')).append('\n');
  }

  /** Names of threads may hold what a terminal obeys. */
  private static String harmless(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "?");
  }

  /** As jcmd has it. */
  private static String diagnosticCommand(String name, String... arguments) {
    try {
      return String.valueOf(
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  name,
                  new Object[] {arguments},
                  new String[] {String[].class.getName()}));
    } catch (JMException | RuntimeException e) {
      return "not available in this JVM: " + e + "\n";
    }
  }
}
