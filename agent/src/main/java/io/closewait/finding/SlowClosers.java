package io.closewait.finding;

import io.closewait.connection.CloseDelays;
import io.closewait.diagnosis.Finding;
import io.closewait.diagnosis.FindingKind;
import io.closewait.diagnosis.Severity;
import io.closewait.diagnosis.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Call sites whose connections stayed open for long after their peer had closed. */
final class SlowClosers {
  /** The part of the threshold from which on a site is named, and from which on it is suspect. */
  private static final int NAMED = 4;

  private static final int SUSPECT = 2;

  private SlowClosers() {}

  static List<Finding> in(Scene scene) {
    Map<String, CloseDelays> slowest = new HashMap<>();
    for (CloseDelays delays : scene.past.closeDelays()) {
      if (delays.ninetyNinth() * NAMED >= scene.threshold) {
        String frame = site(scene, delays).frame();
        CloseDelays known = slowest.get(frame);
        if (known == null || known.ninetyNinth() < delays.ninetyNinth()) {
          slowest.put(frame, delays);
        }
      }
    }
    List<Finding> findings = new ArrayList<>();
    for (CloseDelays delays : slowest.values()) {
      findings.add(finding(scene, delays));
    }
    return findings;
  }

  private static Site site(Scene scene, CloseDelays delays) {
    return scene.site(delays.origin().text(), delays.site(), "");
  }

  /** As exact as the percentile, which may be a quarter too high. */
  private static String seconds(long millis) {
    return millis < 1_000 ? "0." + millis / 100 : Long.toString(millis / 1_000);
  }

  private static Finding finding(Scene scene, CloseDelays delays) {
    Tally tally = new Tally(site(scene, delays));
    tally.add(delays.since(), null, delays.count());
    tally.fact("medianSeconds", delays.median() / 1000.0);
    tally.fact("p90Seconds", delays.ninetieth() / 1000.0);
    tally.fact("p99Seconds", delays.ninetyNinth() / 1000.0);
    tally.fact("longestSeconds", delays.longest() / 1000.0);
    return tally.finding(
        FindingKind.SLOW_CLOSE,
        delays.ninetyNinth() * SUSPECT >= scene.threshold ? Severity.SUSPECT : Severity.INFO,
        "The peer closes, and close() comes late: at the 99th percentile "
            + seconds(delays.ninetyNinth())
            + " s after it, of "
            + delays.count()
            + (delays.count() == 1 ? " close" : " closes")
            + " within the last hour; until then the socket is in CLOSE_WAIT.",
        "Close as soon as a read returns the end of the stream, unless the protocol has this side go"
            + " on writing after it; for a pool, let it look for closed connections in the background"
            + " and keep them idle for a shorter time than the server.");
  }
}
