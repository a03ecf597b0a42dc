package io.closewait.options;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The values of all options that hold in this JVM. Immutable. */
public final class Options {
  private final EnumMap<Option, String> values;
  private final List<String> complaints;

  Options(EnumMap<Option, String> values, List<String> complaints) {
    this.values = values;
    this.complaints = Collections.unmodifiableList(complaints);
  }

  /**
   * Takes each option from the first source that has a valid value for it: the agent argument, the
   * system property {@code closewait.key}, the environment variable {@code CLOSEWAIT_KEY}, its
   * default. Never fails: what is wrong is passed over, and {@link #complaints} tells it.
   *
   * @param argument {@code key=value,key=value}; null if there is none
   */
  public static Options read(
      @Nullable String argument, Properties properties, Map<String, String> environment) {
    return new Sources(argument, "in the agent argument", properties, environment).read();
  }

  /**
   * All that {@link #read} would complain about in an agent argument.
   *
   * @param place where it was given, such as "on the command line"
   */
  public static List<String> check(String argument, String place) {
    return new Sources(argument, place, new Properties(), Collections.emptyMap()).read().complaints;
  }

  /** What is wrong with that which was given, one sentence each, with the remedy. */
  public List<String> complaints() {
    return complaints;
  }

  /** False if the agent shall stay out of this JVM. */
  public boolean enabled() {
    return value(Option.ENABLED).equals("true");
  }

  /** How long a socket may be in CLOSE_WAIT before it is diagnosed, milliseconds. */
  public long threshold() {
    return Durations.parse(value(Option.THRESHOLD));
  }

  /** The time between two samples, milliseconds. */
  public long interval() {
    return Durations.parse(value(Option.INTERVAL));
  }

  /** The report's file with {@code %p} not yet replaced; null if none is wanted. */
  public @Nullable String report() {
    String file = value(Option.REPORT);
    return file.equals(Form.NOTHING) ? null : file;
  }

  /** How many frames are kept of a call site, 1 to 1024. */
  public int stackDepth() {
    return Integer.parseInt(value(Option.STACK_DEPTH));
  }

  /** {@code auto}, {@code tcp_info}, {@code proc} or {@code off}. */
  public String kernel() {
    return value(Option.KERNEL);
  }

  /** Where alerts go: {@code stderr}, {@code slf4j}, {@code jul} or {@code none}. */
  public String alerts() {
    return value(Option.ALERTS);
  }

  /** Where to serve HTTP; null for nowhere. */
  public @Nullable Address http() {
    return Address.parse(value(Option.HTTP));
  }

  /** What HTTP clients must know; null if nothing. */
  public @Nullable String httpToken() {
    String token = value(Option.HTTP_TOKEN);
    return token.equals(Form.NOTHING) ? null : token;
  }

  /**
   * The effective value of each option by its key, in declaration order and spelled as given, but
   * for secrets.
   */
  public Map<String, String> asMap() {
    Map<String, String> map = new LinkedHashMap<>();
    for (Option option : Option.values()) {
      map.put(option.key(), option.shown(value(option)));
    }
    return Collections.unmodifiableMap(map);
  }

  private String value(Option option) {
    String value = values.get(option);
    return value == null ? option.standard() : value;
  }
}
