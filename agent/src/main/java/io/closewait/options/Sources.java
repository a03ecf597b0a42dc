package io.closewait.options;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Where options are given. For one thread. */
final class Sources {
  private final List<String> complaints = new ArrayList<>();
  private final String place;
  private final Argument argument;
  private final Properties properties;
  private final Map<String, String> environment;

  /**
   * @param place where the argument was given, such as "on the command line"
   */
  Sources(
      @Nullable String argument,
      String place,
      Properties properties,
      Map<String, String> environment) {
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(Option.PROPERTY)) {
        checkKey(name.substring(Option.PROPERTY.length()), "system property " + name);
      }
    }
    for (String name : environment.keySet()) {
      if (name.startsWith(Option.VARIABLE)) {
        String key = name.substring(Option.VARIABLE.length()).toLowerCase(Locale.ROOT);
        checkKey(key.replace('_', '-'), "variable " + name);
      }
    }
    this.place = place;
    this.argument = new Argument(argument, place, complaints);
    this.properties = properties;
    this.environment = environment;
  }

  private void checkKey(String key, String givenIn) {
    if (Option.of(key) == null) {
      complaints.add("unknown option in the " + givenIn + ": " + Spelling.hint(key));
    }
  }

  Options read() {
    EnumMap<Option, String> values = new EnumMap<>(Option.class);
    for (Option option : Option.values()) {
      String value = value(option);
      if (value != null) {
        values.put(option, value);
      }
    }
    if (values.containsKey(Option.HTTP)
        && !values.containsKey(Option.HTTP_TOKEN)
        && isGiven(Option.HTTP_TOKEN)) {
      complaints.add("option 'http' stays off, because no valid 'http-token' was given");
      values.remove(Option.HTTP);
    }
    return new Options(values, complaints);
  }

  private @Nullable String value(Option option) {
    String value = valid(option, argument.value(option), place);
    if (value == null) {
      String name = option.property();
      value = valid(option, properties.getProperty(name), "in the system property " + name);
    }
    if (value == null) {
      String name = option.variable();
      value = valid(option, variable(name), "in the variable " + name);
    }
    return value;
  }

  private boolean isGiven(Option option) {
    return argument.value(option) != null
        || properties.getProperty(option.property()) != null
        || variable(option.variable()) != null;
  }

  /** A variable that is there but empty counts as not set, as is usual for the environment. */
  private @Nullable String variable(String name) {
    String value = environment.get(name);
    return value == null || value.trim().isEmpty() ? null : value;
  }

  private @Nullable String valid(Option option, @Nullable String given, String givenAt) {
    if (given == null) {
      return null;
    }
    String value = given.trim();
    if (option.accepts(value)) {
      return value;
    }
    complaints.add(
        ("bad value '" + option.shown(value) + "' of option '" + option.key() + "' " + givenAt)
            + (": it must be " + option.form()));
    return null;
  }
}
