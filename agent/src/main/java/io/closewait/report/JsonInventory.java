package io.closewait.report;

import com.google.gson.stream.JsonWriter;
import io.closewait.diagnosis.Inventory;
import io.closewait.diagnosis.ListedConnection;
import io.closewait.diagnosis.PastConnection;
import io.closewait.diagnosis.Site;
import io.closewait.tcp.TcpState;
import java.io.IOException;
import java.util.OptionalLong;

/** The part of the report for programs that lists all sockets, a line for each. */
final class JsonInventory {
  private final JsonWriter json;
  private final JsonFields fields;
  private final Inventory inventory;

  JsonInventory(JsonWriter json, JsonFields fields, Inventory inventory) {
    this.json = json;
    this.fields = fields;
    this.inventory = inventory;
  }

  void write() throws IOException {
    json.name("sites").beginArray();
    for (Site site : inventory.sites()) {
      fields.site(site);
    }
    json.endArray();
    json.name("connections").beginArray();
    for (ListedConnection connection : inventory.connections()) {
      connection(connection);
    }
    json.endArray();
    json.name("closedLately").beginArray();
    for (PastConnection connection : inventory.closed()) {
      closed(connection);
    }
    json.endArray();
  }

  private void connection(ListedConnection connection) throws IOException {
    TcpState state = connection.state();
    json.beginObject();
    fields.oneLine();
    json.name("id").value(connection.id());
    json.name("fd").value(connection.descriptor() < 0 ? null : connection.descriptor());
    fields.endpoint("local", connection.local());
    fields.endpoint("remote", connection.remote());
    json.name("state").value(state == null ? null : state.text());
    json.name("leak").value(connection.leak());
    json.name("site").value(connection.site() < 0 ? null : connection.site());
    json.name("thread").value(connection.thread());
    fields.time("openedAt", connection.openedAt());
    fields.time("peerClosedAt", connection.peerClosedAt());
    fields.time("closeCalledAt", connection.closeCalledAt());
    json.endObject();
    fields.lines();
  }

  private void closed(PastConnection connection) throws IOException {
    json.beginObject();
    fields.oneLine();
    json.name("site").value(connection.site());
    fields.time("openedAt", OptionalLong.of(connection.openedAt()));
    fields.time("peerClosedAt", connection.peerClosedAt());
    fields.time("closedAt", OptionalLong.of(connection.closedAt()));
    json.endObject();
    fields.lines();
  }
}
