package io.closewait.report;

import com.google.gson.stream.JsonWriter;
import io.closewait.diagnosis.ClosedWrapper;
import io.closewait.diagnosis.Handler;
import io.closewait.diagnosis.Leak;
import io.closewait.diagnosis.LeakedConnection;
import io.closewait.diagnosis.Site;
import io.closewait.diagnosis.StuckListener;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One leak in the report for programs, with each of its connections. */
final class JsonLeak {
  private final JsonWriter json;
  private final JsonFields fields;
  private final JsonLeakedConnection connections;

  JsonLeak(JsonWriter json, JsonFields fields) {
    this.json = json;
    this.fields = fields;
    this.connections = new JsonLeakedConnection(json, fields);
  }

  void write(Leak leak) throws IOException {
    json.beginObject();
    json.name("fingerprint").value(leak.fingerprint());
    json.name("verdict").value(leak.verdict().text());
    json.name("severity").value(leak.severity().text());
    json.name("reason").value(leak.reason());
    json.name("remedy").value(leak.remedy());
    json.name("library").value(leak.library());
    json.name("count").value(leak.count());
    fields.secondsSince("oldestSeconds", leak.oldestSince());
    json.name("growthPerMinute").jsonValue(Quantity.tenths(leak.growthPerMinute()));
    fields.remotes(leak.remotes());
    fields.site("site", leak.site());
    endOfStream(leak.endOfStream());
    listener(leak.listener());
    handler(leak.handler());
    closedWrapper(leak.closedWrapper());
    json.name("connections").beginArray();
    for (LeakedConnection connection : leak.connections()) {
      connections.write(connection);
    }
    json.endArray();
    json.endObject();
  }

  private void endOfStream(@Nullable Site site) throws IOException {
    json.name("eof");
    if (site == null) {
      json.nullValue();
      return;
    }
    json.beginObject();
    fields.place(site);
    json.endObject();
  }

  private void listener(@Nullable StuckListener listener) throws IOException {
    json.name("acceptQueue");
    if (listener == null) {
      json.nullValue();
    } else {
      json.beginObject();
      fields.endpoint("local", listener.local());
      json.name("length").value(listener.waiting());
      fields.number("backlog", listener.backlog());
      json.endObject();
    }
    fields.thread("acceptor", listener == null ? null : listener.acceptor());
  }

  private void handler(@Nullable Handler handler) throws IOException {
    json.name("handler");
    if (handler == null) {
      json.nullValue();
      return;
    }
    json.beginObject();
    fields.place(handler.site());
    fields.thread("now", handler.thread());
    json.endObject();
  }

  private void closedWrapper(@Nullable ClosedWrapper closed) throws IOException {
    json.name("closedWrapper");
    if (closed == null) {
      json.nullValue();
      return;
    }
    json.beginObject();
    json.name("on").value(closed.on());
    json.name("at").value(Times.iso(closed.at()));
    json.name("failed").value(closed.failed());
    fields.place(closed.site());
    json.endObject();
  }
}
