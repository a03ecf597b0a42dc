package io.closewait.report;

import com.google.gson.FormattingStyle;
import com.google.gson.stream.JsonWriter;
import io.closewait.diagnosis.Site;
import io.closewait.diagnosis.ThreadFacts;
import io.closewait.tcp.Endpoint;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The kinds of fields that the report for programs is made of; what is absent is null. */
final class JsonFields {
  private static final FormattingStyle LINES = FormattingStyle.PRETTY.withIndent("  ");

  private final JsonWriter json;
  private final long takenAt;

  /**
   * @param takenAt the moment of the report, milliseconds since the epoch
   */
  JsonFields(JsonWriter json, long takenAt) {
    this.json = json;
    this.takenAt = takenAt;
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

  /** Whole seconds from a moment, in milliseconds since the epoch, to that of the report. */
  void secondsSince(String name, long at) throws IOException {
    json.name(name).value(Math.max(0, (takenAt - at) / 1000));
  }

  /** How many connections each remote endpoint has. */
  void remotes(Map<String, Integer> remotes) throws IOException {
    json.name("remotes").beginArray();
    for (Map.Entry<String, Integer> remote : remotes.entrySet()) {
      json.beginObject();
      json.name("address").value(remote.getKey());
      json.name("count").value(remote.getValue());
      json.endObject();
    }
    json.endArray();
  }

  /** A thread and what it is doing. */
  void thread(String name, @Nullable ThreadFacts thread) throws IOException {
    json.name(name);
    if (thread == null) {
      json.nullValue();
      return;
    }
    json.beginObject();
    json.name("name").value(thread.name());
    json.name("state").value(thread.stateText());
    json.name("frame").value(thread.frame());
    strings("stack", thread.stack());
    json.endObject();
  }

  /** A call site. */
  void site(String name, @Nullable Site site) throws IOException {
    json.name(name);
    if (site == null) {
      json.nullValue();
    } else {
      site(site);
    }
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

  /** The line and the thread of a call site, then its stack, as fields of the present object. */
  void place(Site site) throws IOException {
    json.name("frame").value(site.frame());
    json.name("thread").value(site.thread());
    stack(site);
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
