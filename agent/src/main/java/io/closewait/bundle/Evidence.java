package io.closewait.bundle;

import io.closewait.diagnosis.Diagnosis;
import io.closewait.report.Format;
import io.closewait.report.Report;
import io.closewait.report.Subject;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
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
   * Streams the reports and the facts of this JVM, as {@link Parts} has them.
   *
   * @throws IOException what {@code out} throws
   */
  public static void write(Diagnosis diagnosis, Subject subject, Writer out) throws IOException {
    for (Format format : Format.values()) {
      Parts.begin(fileName(format), out);
      Report.write(format, diagnosis, subject, out);
    }
    Parts.begin("threads.txt", out);
    out.write(harmless(diagnosticCommand("threadPrint", "-l")));
    Parts.begin(JVM, out);
    out.write(jvm());
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
