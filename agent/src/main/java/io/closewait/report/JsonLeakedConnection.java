package io.closewait.report;

import com.google.gson.stream.JsonWriter;
import io.closewait.diagnosis.Event;
import io.closewait.diagnosis.LastTouch;
import io.closewait.diagnosis.LeakedConnection;
import io.closewait.diagnosis.SelectorFacts;
import io.closewait.tcp.TcpState;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One connection of a leak in the report for programs. */
final class JsonLeakedConnection {
  private final JsonWriter json;
  private final JsonFields fields;

  JsonLeakedConnection(JsonWriter json, JsonFields fields) {
    this.json = json;
    this.fields = fields;
  }

  void write(LeakedConnection connection) throws IOException {
    TcpState state = connection.state();
    json.beginObject();
    json.name("id").value(connection.id());
    fields.endpoint("local", connection.local());
    fields.endpoint("remote", connection.remote());
    json.name("fd").value(connection.descriptor() < 0 ? null : connection.descriptor());
    fields.number("inode", connection.inode());
    json.name("state").value(state == null ? null : state.text());
    fields.secondsSince("closeWaitSeconds", connection.since());
    fields.number("receiveQueue", connection.receiveQueue());
    json.name("thread").value(connection.thread());
    lastUse(connection.lastUse());
    selector(connection.selector());
    events(connection.events());
    json.endObject();
  }

  private void lastUse(@Nullable LastTouch last) throws IOException {
    json.name("lastUse");
    if (last == null) {
      json.nullValue();
      return;
    }
    json.beginObject();
    json.name("at").value(Times.iso(last.at()));
    json.name("frame").value(last.frame());
    json.name("thread").value(last.thread());
    json.endObject();
  }

  private void selector(@Nullable SelectorFacts selector) throws IOException {
    json.name("selector");
    if (selector == null) {
      json.nullValue();
      return;
    }
    json.beginObject();
    json.name("id").value(selector.id());
    fields.strings("interest", selector.interest());
    fields.strings("ready", selector.ready());
    json.name("valid").value(selector.valid());
    fields.thread("thread", selector.thread());
    json.endObject();
  }

  private void events(List<Event> events) throws IOException {
    json.name("events").beginArray();
    for (Event event : events) {
      json.beginObject();
      fields.oneLine();
      json.name("at").value(Times.iso(event.at()));
      json.name("event").value(event.name());
      json.endObject();
      fields.lines();
    }
    json.endArray();
  }
}
