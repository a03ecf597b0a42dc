package io.closewait.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The files of the evidence bundle of one JVM. For one thread. */
public final class Bundle {
  private static final String LIBRARIES = "libraries.txt";
  private static final String PAGE = "report.html";

  /** What stands before the report in the page, and after it. */
  private static final String BEFORE = "id=\"report\">";

  private static final String AFTER = "</script>";

  private static final String[] EXPLANATIONS = {
    "report.txt      what closewait found, for people",
    "report.json     the same for programs, with every connection",
    "report.html     the same as a page that needs no network",
    "threads.txt     a thread dump with the locks",
    "jvm.txt         version, arguments and flags of the JVM, and its class path",
    "libraries.txt   the jars of the class path with their versions, those in fat jars too",
    "sockets.txt     the TCP sockets of the process, as ss shows them"
  };

  private final Map<String, String> files;
  private boolean redacted;

  /**
   * Adds what can be seen from outside to what the agent says.
   *
   * @param evidence what {@link Evidence#write} has written
   * @param process {@code /proc/<pid>}
   */
  public Bundle(String evidence, Path process) {
    files = new LinkedHashMap<>(Parts.split(evidence));
    files.put("sockets.txt", SocketList.of(process));
    files.put(LIBRARIES, new ClassPath(process).describe(values(Evidence.CLASS_PATH)));
  }

  private List<String> values(String name) {
    List<String> values = new ArrayList<>();
    for (String line : files.getOrDefault(Evidence.JVM, "").split("\n", -1)) {
      if (line.startsWith(name + ": ")) {
        values.add(line.substring(name.length() + 2));
      }
    }
    return values;
  }

  /** Replaces addresses, host names and their users, each by the same alias in all files. */
  public void redact() {
    List<String> versions = values("java.version");
    versions.addAll(values("java.vm.version"));
    List<String> texts = new ArrayList<>();
    for (String name :
        Arrays.asList("report.json", "report.txt", "sockets.txt", "threads.txt", Evidence.JVM)) {
      texts.add(files.getOrDefault(name, ""));
    }
    Redaction redaction = new Redaction(texts, hostName(), versions);
    files.replaceAll(
        (name, text) -> name.equals(PAGE) ? page(text, redaction) : redaction.apply(text));
    redacted = true;
  }

  /** Only the report in it: the page allows its own script by a hash. */
  private static String page(String page, Redaction redaction) {
    int start = page.indexOf(BEFORE) + BEFORE.length();
    int end = page.indexOf(AFTER, start);
    return page.substring(0, start)
        + redaction.apply(page.substring(start, end))
        + page.substring(end);
  }

  private static Collection<String> hostName() {
    try {
      Path file = Paths.get("/proc/sys/kernel/hostname");
      return Collections.singleton(new String(Files.readAllBytes(file), UTF_8).trim());
    } catch (IOException e) {
      return Collections.emptySet();
    }
  }

  /** The text of one file; empty if there is none. */
  public String file(String name) {
    return files.getOrDefault(name, "");
  }

  /** All files and one that explains them. */
  public byte[] zip() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, UTF_8)) {
      entry(zip, "README.txt", readme());
      for (Map.Entry<String, String> file : files.entrySet()) {
        entry(zip, file.getKey(), file.getValue());
      }
    } catch (IOException e) {
      throw new AssertionError("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(UTF_8));
    zip.closeEntry();
  }

  private String readme() {
    return "What closewait knows of one JVM.\n\n"
        + String.join("\n", EXPLANATIONS)
        + "\n\nArguments whose names look like those of secrets are masked. "
        + (redacted
            ? "Addresses, host names and their users are\nreplaced, each by the same alias in all files; ports are kept.\n"
            : "Addresses and host names are\nas they are; --redact replaces them.\n");
  }
}
