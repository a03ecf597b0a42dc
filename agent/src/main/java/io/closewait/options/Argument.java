package io.closewait.options;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pieces {@code key=value,key=value} of an agent argument. */
final class Argument {
  private final String place;
  private final List<String> complaints;
  private final Map<Option, String> values = new EnumMap<>(Option.class);

  /**
   * @param place where the text was given, such as "in the agent argument"
   * @param complaints gets a sentence for each piece that is wrong
   */
  Argument(@Nullable String text, String place, List<String> complaints) {
    this.place = place;
    this.complaints = complaints;
    int from = 0;
    while (text != null && from <= text.length()) {
      int comma = text.indexOf(',', from);
      int to = comma < 0 ? text.length() : comma;
      piece(text.substring(from, to).trim());
      from = to + 1;
    }
  }

  /** The value given for an option; null if none. */
  @Nullable String value(Option option) {
    return values.get(option);
  }

  private void piece(String piece) {
    if (piece.isEmpty()) {
      return;
    }
    int equals = piece.indexOf('=');
    if (equals < 0) {
      withoutValue(piece);
      return;
    }
    String key = piece.substring(0, equals).trim();
    String value = piece.substring(equals + 1).trim();
    Option option = Option.of(key);
    if (option == null) {
      complaints.add("unknown option '" + key + "' " + place + ": " + Spelling.hint(key));
      return;
    }
    if (values.containsKey(option)) {
      complaints.add(
          ("option '" + key + "' occurs twice " + place)
              + (": the last value, '" + option.shown(value) + "', is taken; give it once"));
    }
    values.put(option, value);
  }

  private void withoutValue(String piece) {
    Option option = Option.of(piece);
    complaints.add(
        ("'" + piece + "' " + place + " is not key=value: ")
            + (option == null
                ? "options look like threshold=60s, and a value cannot contain a comma"
                : "write " + piece + "=VALUE, where VALUE is " + option.form()));
  }
}
