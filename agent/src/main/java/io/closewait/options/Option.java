package io.closewait.options;

import org.jspecify.annotations.Nullable;

/** Every option, once: its key, its default and what it means. {@link Form} has its values. */
public enum Option {
  ENABLED("enabled", "true", "`false` keeps the agent out of the JVM."),
  THRESHOLD("threshold", "60s", "A socket in CLOSE_WAIT at least this long is diagnosed."),
  INTERVAL("interval", "5s", "The time between two samples."),
  REPORT(
      "report",
      Form.NOTHING,
      "This file is written at every new leak, when descriptors run short, on demand and at exit;"
          + " its ending chooses the format, `%p` stands for the process id."),
  STACK_DEPTH("stack-depth", "64", "So many frames are kept of a call site."),
  KERNEL(
      "kernel",
      "auto",
      "Where the TCP states come from: a socket option, the tables in `/proc`, or nowhere; `auto`"
          + " takes the first that works."),
  ALERTS(
      "alerts",
      "stderr",
      "Where new leaks, recoveries and short descriptors are told: on stderr, or by the logger"
          + " `io.closewait` of the application's own SLF4J or java.util.logging once it is in use."),
  HTTP(
      "http",
      Form.NOTHING,
      "Serves the report, metrics and health over HTTP, on loopback unless a host is named; port 0"
          + " takes any that is free. See [metrics](src/site/markdown/metrics.md)."),
  HTTP_TOKEN(
      "http-token",
      Form.NOTHING,
      "HTTP clients must send it as `Authorization: Bearer`; the environment is the place that"
          + " other users cannot see.");

  /** What the system property of each option begins with. */
  static final String PROPERTY = "closewait.";

  /** What the environment variable of each option begins with. */
  static final String VARIABLE = "CLOSEWAIT_";

  private final String key;

  private final String standard;
  private final String text;

  Option(String key, String standard, String text) {
    this.key = key;
    this.standard = standard;
    this.text = text;
  }

  /** The name in the agent argument. */
  public String key() {
    return key;
  }

  /** The name of the system property. */
  public String property() {
    return PROPERTY + key;
  }

  /** The name of the environment variable. */
  public String variable() {
    StringBuilder name = new StringBuilder(VARIABLE);
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      name.append(c == '-' ? '_' : (char) (c - 'a' + 'A'));
    }
    return name.toString();
  }

  /** What its values look like, to follow "must be". */
  public String form() {
    return Form.of(this).text();
  }

  /** The value that holds if nobody gives a valid one. */
  public String standard() {
    return standard;
  }

  /** What it means, one sentence of Markdown. */
  public String text() {
    return text;
  }

  /** How a value may be shown. */
  String shown(String value) {
    return this == HTTP_TOKEN && !value.equals(Form.NOTHING) ? "(secret)" : value;
  }

  boolean accepts(String value) {
    return Form.of(this).accepts(value);
  }

  /** The option of that key; null if there is none. */
  static @Nullable Option of(String key) {
    for (Option option : values()) {
      if (option.key.equals(key)) {
        return option;
      }
    }
    return null;
  }
}
