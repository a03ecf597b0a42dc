package io.closewait.jmx;

import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;

/** The user data of a notification: a {@link LeakSite} as open data, without its remotes. */
final class LeakData {
  private static final String[] NAMES = {
    "fingerprint",
    "verdict",
    "severity",
    "count",
    "oldestSeconds",
    "growthPerMinute",
    "site",
    "endOfStream",
    "reason",
    "remedy"
  };

  private static final OpenType<?>[] TYPES = {
    SimpleType.STRING,
    SimpleType.STRING,
    SimpleType.STRING,
    SimpleType.INTEGER,
    SimpleType.LONG,
    SimpleType.DOUBLE,
    SimpleType.STRING,
    SimpleType.STRING,
    SimpleType.STRING,
    SimpleType.STRING
  };

  private LeakData() {}

  static CompositeData of(LeakSite leak) {
    Object[] values = {
      leak.getFingerprint(),
      leak.getVerdict(),
      leak.getSeverity(),
      leak.getCount(),
      leak.getOldestSeconds(),
      leak.getGrowthPerMinute(),
      leak.getSite(),
      leak.getEndOfStream(),
      leak.getReason(),
      leak.getRemedy()
    };
    try {
      CompositeType type = new CompositeType("io.closewait.leak", "A leak", NAMES, NAMES, TYPES);
      return new CompositeDataSupport(type, NAMES, values);
    } catch (OpenDataException e) {
      throw new AssertionError("the names, types and values above do not agree", e);
    }
  }
}
