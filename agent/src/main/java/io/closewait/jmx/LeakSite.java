package io.closewait.jmx;

import io.closewait.diagnosis.Leak;
import io.closewait.diagnosis.Site;
import java.beans.ConstructorProperties;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sockets that leak for one reason from one call site, as JMX clients see them. Immutable. */
public final class LeakSite {
  private final String fingerprint;
  private final String verdict;
  private final String severity;
  private final int count;
  private final long oldestSeconds;
  private final double growthPerMinute;
  private final @Nullable String site;
  private final @Nullable String endOfStream;
  private final String reason;
  private final String remedy;
  private final Map<String, Integer> remotes;

  /** What a client's proxy calls to rebuild the bean from its open type. */
  @ConstructorProperties({
    "fingerprint",
    "verdict",
    "severity",
    "count",
    "oldestSeconds",
    "growthPerMinute",
    "site",
    "endOfStream",
    "reason",
    "remedy",
    "remotes"
  })
  public LeakSite(
      String fingerprint,
      String verdict,
      String severity,
      int count,
      long oldestSeconds,
      double growthPerMinute,
      @Nullable String site,
      @Nullable String endOfStream,
      String reason,
      String remedy,
      Map<String, Integer> remotes) {
    this.fingerprint = fingerprint;
    this.verdict = verdict;
    this.severity = severity;
    this.count = count;
    this.oldestSeconds = oldestSeconds;
    this.growthPerMinute = growthPerMinute;
    this.site = site;
    this.endOfStream = endOfStream;
    this.reason = reason;
    this.remedy = remedy;
    this.remotes = remotes;
  }

  static LeakSite of(Leak leak, long now) {
    return new LeakSite(
        leak.fingerprint(),
        leak.verdict().text(),
        leak.severity().text(),
        leak.count(),
        Math.max(0, (now - leak.oldestSince()) / 1000),
        leak.growthPerMinute(),
        frame(leak.site()),
        frame(leak.endOfStream()),
        leak.reason(),
        leak.remedy(),
        leak.remotes());
  }

  private static @Nullable String frame(@Nullable Site site) {
    return site == null ? null : site.frame();
  }

  /** Eight hexadecimal digits, the same for the same bug in every JVM. */
  public String getFingerprint() {
    return fingerprint;
  }

  /** Such as {@code eof_ignored}. */
  public String getVerdict() {
    return verdict;
  }

  /** {@code leak}, {@code suspect} or {@code info}. */
  public String getSeverity() {
    return severity;
  }

  public int getCount() {
    return count;
  }

  /** For how long the oldest one should have been closed. */
  public long getOldestSeconds() {
    return oldestSeconds;
  }

  public double getGrowthPerMinute() {
    return growthPerMinute;
  }

  /** The line that opened them; null if no hook saw it. */
  public @Nullable String getSite() {
    return site;
  }

  /** The line that read the end of the stream; null if none did. */
  public @Nullable String getEndOfStream() {
    return endOfStream;
  }

  /** Why this verdict, one sentence. */
  public String getReason() {
    return reason;
  }

  /** What to do, one sentence. */
  public String getRemedy() {
    return remedy;
  }

  /** Sockets by remote endpoint. */
  public Map<String, Integer> getRemotes() {
    return remotes;
  }
}
