package io.closewait.bundle;

import java.util.regex.Pattern;

/** Takes secrets out of the arguments of a JVM. */
final class Secrets {
  private static final String MASK = "***";

  private static final String NAME = "[\\w.-]*(?:pass|pwd|secret|token|key|credential)[\\w.-]*";

  /** The whole value of a system property. */
  private static final Pattern PROPERTY = Pattern.compile("(?is)(-D" + NAME + "=).*");

  /** An option of an agent, or a parameter of a URL. */
  private static final Pattern PAIR = Pattern.compile("(?i)(" + NAME + "=)[^,;&\\s]+");

  private static final Pattern USER = Pattern.compile("://[^/@\\s]+@");

  private Secrets() {}

  /** The argument with each value masked whose name looks like that of a secret. */
  static String masked(String argument) {
    if (PROPERTY.matcher(argument).matches()) {
      return PROPERTY.matcher(argument).replaceFirst("$1" + MASK);
    }
    String pairs = PAIR.matcher(argument).replaceAll("$1" + MASK);
    return USER.matcher(pairs).replaceAll("://" + MASK + "@");
  }
}
