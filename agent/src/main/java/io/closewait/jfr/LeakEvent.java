package io.closewait.jfr;

import io.closewait.diagnosis.Leak;
import io.closewait.diagnosis.Site;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** A leak as it is in the moment of the event. */
@Name("closewait.Leak")
@Label("Socket Leak")
@Description("Sockets that leak for one reason from one line of code")
@Category("closewait")
@Period("5 s")
@StackTrace(false)
final class LeakEvent extends Event {
  @Label("Fingerprint")
  @Description("The same for the same bug in every JVM")
  final String fingerprint;

  @Label("Verdict")
  final String verdict;

  @Label("Severity")
  final String severity;

  @Label("Sockets")
  final int count;

  @Label("Growth per Minute")
  final double growthPerMinute;

  @Label("Oldest")
  @Description("For how long the oldest one should have been closed")
  @Timespan(Timespan.MILLISECONDS)
  final long oldest;

  @Label("Opened By")
  final @Nullable String openedBy;

  @Label("End Read At")
  @Description("The line that read the end of the stream")
  final @Nullable String endReadAt;

  @Label("Reason")
  final String reason;

  @Label("Remedy")
  final String remedy;

  /**
   * @param now milliseconds since the epoch
   */
  LeakEvent(Leak leak, long now) {
    fingerprint = leak.fingerprint();
    verdict = leak.verdict().text();
    severity = leak.severity().text();
    count = leak.count();
    growthPerMinute = leak.growthPerMinute();
    oldest = Math.max(0, now - leak.oldestSince());
    openedBy = frame(leak.site());
    endReadAt = frame(leak.endOfStream());
    reason = leak.reason();
    remedy = leak.remedy();
  }

  private static @Nullable String frame(@Nullable Site site) {
    return site == null ? null : site.frame();
  }
}
