package io.closewait.report;

import com.google.gson.FormattingStyle;
import com.google.gson.stream.JsonWriter;
import io.closewait.diagnosis.Site;
import io.closewait.tcp.Endpoint;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The kinds of fields that the report for programs is made of; what is absent is null. */
final class JsonFields {
  private static final FormattingStyle LINES = FormattingStyle.PRETTY.withIndent("  ");

  private final JsonWriter json;

  JsonFields(JsonWriter json) {
    this.json = json;
    lines();
  }

  /** Gives each field a line, from the next value on. */
  void lines() {
    json.setFormattingStyle(LINES);
  }

  /** Leaves what is between here and {@link #lines} in one line. */
  void oneLine() {
    json.setFormattingStyle(FormattingStyle.COMPACT);
  }

  void endpoint(String name, @Nullable Endpoint endpoint) throws IOException {
    json.name(name).value(endpoint == null ? null : endpoint.toString());
  }

  void number(String name, OptionalInt value) throws IOException {
    json.name(name).value(value.isPresent() ? value.getAsInt() : null);
  }

  void number(String name, OptionalLong value) throws IOException {
    json.name(name);
    if (value.isPresent()) {
      json.value(value.getAsLong());
    } else {
      json.nullValue();
    }
  }

  /** A moment, given in milliseconds since the epoch. */
  void time(String name, OptionalLong at) throws IOException {
    json.name(name).value(at.isPresent() ? Times.iso(at.getAsLong()) : null);
  }

  void strings(String name, List<String> values) throws IOException {
    json.name(name).beginArray();
    for (String value : values) {
      json.value(value);
    }
    json.endArray();
  }

  /** A call site as a value. */
  void site(Site site) throws IOException {
    json.beginObject();
    json.name("kind").value(site.kind());
    json.name("frame").value(site.frame());
    json.name("shared").value(site.isShared());
    stack(site);
    json.endObject();
  }

  /** The stack of a call site, and which of its frames are the application's own. */
  void stack(Site site) throws IOException {
    strings("stack", site.stack());
    json.name("own").beginArray();
    oneLine();
    for (int index : site.own()) {
      json.value(index);
    }
    json.endArray();
    lines();
  }
}
