package io.closewait.report;

import io.closewait.diagnosis.Change;
import io.closewait.diagnosis.Diagnosis;
import io.closewait.diagnosis.Leak;
import io.closewait.diagnosis.Site;
import org.jspecify.annotations.Nullable;

/**
 * What the agent says on stderr. Every line starts with {@code closewait: }, holds printable ASCII
 * only, and the last one has no line break.
 */
public final class Messages {
  private static final String PREFIX = "closewait: ";

  private Messages() {}

  /**
   * The line at start.
   *
   * @param threshold milliseconds
   * @param report where a report is written; null if nowhere
   */
  public static String started(String version, long pid, long threshold, @Nullable String report) {
    String line =
        PREFIX
            + Printable.of(version)
            + " watches the sockets of PID "
            + pid
            + ", threshold "
            + Quantity.duration(threshold);
    return report == null ? line : line + ", report " + Printable.of(report);
  }

  /**
   * The block for a new leak, at most six lines.
   *
   * @param now milliseconds since the epoch
   */
  public static String appeared(Leak leak, long now) {
    StringBuilder block = new StringBuilder(512);
    block.append(PREFIX).append(Sentences.appeared(leak, now));
    row(block, padded(Sentences.opening(leak)), Sentences.opener(leak.site()));
    Site end = leak.endOfStream();
    if (end != null) {
      row(block, "read EOF at  ", Printable.of(end.frame()));
    } else if (leak.handler() != null) {
      row(block, "handled at   ", Printable.of(leak.handler().site().frame()));
    }
    row(block, "why          ", Printable.of(leak.reason()));
    row(block, "do           ", Printable.of(leak.remedy()));
    row(block, "fingerprint  ", Printable.of(leak.fingerprint()));
    return block.toString();
  }

  private static String padded(String label) {
    return (label + "             ").substring(0, 13);
  }

  private static void row(StringBuilder block, String label, String value) {
    block.append('\n').append(PREFIX).append("  ").append(label).append(value);
  }

  /** The line for a leak that is gone, as it was last. */
  public static String recovered(Leak leak) {
    return PREFIX + Sentences.of(new Change(Change.Kind.RECOVERED, leak), 0);
  }

  /** The line for descriptors that run short or have run out; the diagnosis has the shortage. */
  public static String shortage(Diagnosis diagnosis) {
    return PREFIX + Headlines.alarm(diagnosis);
  }

  /** The line that tells where the report is served. */
  public static String serving(String url) {
    return PREFIX + Printable.of(url) + " has the report, metrics and health";
  }

  /** The line that warns of a server that others than this machine reach, and that lets all in. */
  public static String servingAnybody(String url) {
    return PREFIX
        + "option http: anybody who reaches "
        + Printable.of(url)
        + " can read the report; set http-token, or name no host, to serve this machine only";
  }

  /** A line about trouble that the user can cure, such as a report that cannot be written. */
  public static String trouble(String sentence) {
    return PREFIX + Printable.of(sentence);
  }
}
