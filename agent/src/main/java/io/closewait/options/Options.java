package io.closewait.options;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of all options that hold in this JVM. Immutable. */
public final class Options {
  private static final Lookup NOTHING =
      new Lookup() {
        @Override
        public @Nullable String get(String name) {
          return null;
        }
      };

  private final EnumMap<Option, String> values;

  private Options(EnumMap<Option, String> values) {
    this.values = values;
  }

  /**
   * Takes each option from the first source that has a valid value for it: the agent argument, the
   * system property {@code closewait.key}, the environment variable {@code CLOSEWAIT_KEY}, its
   * default. Never fails: what is wrong is complained about and passed over.
   *
   * @param argument {@code key=value,key=value}; null if there is none
   */
  public static Options read(
      @Nullable String argument, Lookup properties, Lookup environment, Complaints complaints) {
    return read(
        new Argument(argument, "in the agent argument", complaints),
        "in the agent argument",
        properties,
        environment,
        complaints);
  }

  /**
   * Complains about all that {@link #read} would complain about in an agent argument.
   *
   * @param place where it was given, such as "on the command line"
   */
  public static void check(String argument, String place, Complaints complaints) {
    Argument pieces = new Argument(argument, place, complaints);
    read(pieces, place, NOTHING, NOTHING, complaints);
  }

  /** Complains about each system property that looks like an option and is none. */
  public static void checkProperties(Set<String> names, Complaints complaints) {
    for (String name : names) {
      if (name.startsWith(Option.PROPERTY)) {
        String key = name.substring(Option.PROPERTY.length());
        checkName(Option.of(key), key, "system property " + name, complaints);
      }
    }
  }

  /** Complains about each environment variable that looks like an option and is none. */
  public static void checkVariables(Set<String> names, Complaints complaints) {
    for (String name : names) {
      if (name.startsWith(Option.VARIABLE)) {
        String key = name.substring(Option.VARIABLE.length()).toLowerCase(Locale.ROOT);
        key = key.replace('_', '-');
        checkName(Option.of(key), key, "variable " + name, complaints);
      }
    }
  }

  private static void checkName(
      @Nullable Option option, String key, String place, Complaints complaints) {
    if (option == null) {
      complaints.complain("unknown option in the " + place + ": " + Spelling.hint(key));
    }
  }

  private static Options read(
      Argument argument,
      String place,
      Lookup properties,
      Lookup environment,
      Complaints complaints) {
    EnumMap<Option, String> values = new EnumMap<>(Option.class);
    for (Option option : Option.values()) {
      String value = valid(option, argument.value(option), place, complaints);
      if (value == null) {
        String name = option.property();
        value = valid(option, properties.get(name), "in the system property " + name, complaints);
      }
      if (value == null) {
        String name = option.variable();
        value = valid(option, set(environment, name), "in the variable " + name, complaints);
      }
      if (value != null) {
        values.put(option, value);
      }
    }
    if (values.containsKey(Option.HTTP)
        && !values.containsKey(Option.HTTP_TOKEN)
        && isGiven(Option.HTTP_TOKEN, argument, properties, environment)) {
      complaints.complain("option 'http' stays off, because no valid 'http-token' was given");
      values.remove(Option.HTTP);
    }
    return new Options(values);
  }

  private static boolean isGiven(
      Option option, Argument argument, Lookup properties, Lookup environment) {
    return argument.value(option) != null
        || properties.get(option.property()) != null
        || set(environment, option.variable()) != null;
  }

  /** A variable that is there but empty counts as not set, as is usual for the environment. */
  private static @Nullable String set(Lookup environment, String name) {
    String value = environment.get(name);
    return value == null || value.trim().isEmpty() ? null : value;
  }

  private static @Nullable String valid(
      Option option, @Nullable String given, String place, Complaints complaints) {
    if (given == null) {
      return null;
    }
    String value = given.trim();
    if (option.accepts(value)) {
      return value;
    }
    complaints.complain(
        ("bad value '" + option.shown(value) + "' of option '" + option.key() + "' " + place)
            + (": it must be " + option.form()));
    return null;
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
