package io.closewait.report;

import com.google.gson.stream.JsonWriter;
import io.closewait.diagnosis.ClosedWrapper;
import io.closewait.diagnosis.Diagnosis;
import io.closewait.diagnosis.Event;
import io.closewait.diagnosis.Finding;
import io.closewait.diagnosis.Handler;
import io.closewait.diagnosis.Holder;
import io.closewait.diagnosis.LastTouch;
import io.closewait.diagnosis.Leak;
import io.closewait.diagnosis.LeakedConnection;
import io.closewait.diagnosis.Listener;
import io.closewait.diagnosis.SelectorFacts;
import io.closewait.diagnosis.Shortage;
import io.closewait.diagnosis.Site;
import io.closewait.diagnosis.StuckListener;
import io.closewait.diagnosis.ThreadFacts;
import io.closewait.kernel.DescriptorKind;
import io.closewait.tcp.TcpState;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The report for programs: JSON of schema 1, in ASCII; absent facts are null. */
final class JsonReport {
  private static final int SCHEMA = 1;

  private final JsonWriter json;
  private final JsonFields fields;
  private final JsonInventory inventory;
  private final Diagnosis diagnosis;

  private JsonReport(JsonWriter json, Diagnosis diagnosis) {
    this.json = json;
    this.fields = new JsonFields(json);
    this.inventory = new JsonInventory(json, fields, diagnosis.inventory());
    this.diagnosis = diagnosis;
  }

  static void write(Diagnosis diagnosis, Subject subject, Writer out) throws IOException {
    write(diagnosis, subject, false, out);
  }

  /** Writes it so that nothing in it can be taken for markup. */
  static void writeIntoPage(Diagnosis diagnosis, Subject subject, Writer out) throws IOException {
    write(diagnosis, subject, true, out);
  }

  private static void write(Diagnosis diagnosis, Subject subject, boolean intoPage, Writer out)
      throws IOException {
    @SuppressWarnings("resource") // the caller owns the writer
    JsonWriter json = new JsonWriter(new AsciiWriter(out));
    json.setHtmlSafe(intoPage);
    new JsonReport(json, diagnosis).write(subject);
    out.write('\n');
  }

  private void write(Subject subject) throws IOException {
    json.beginObject();
    json.name("schema").value(SCHEMA);
    json.name("closewait").value(subject.version());
    json.name("takenAt").value(Times.iso(diagnosis.takenAt()));
    json.name("thresholdSeconds").value(diagnosis.threshold() / 1000);
    json.name("kernel").value(diagnosis.kernel());
    json.name("summary").value(Summary.of(diagnosis));
    jvm(subject);
    descriptors();
    states();
    json.name("leaks").beginArray();
    for (Leak leak : diagnosis.leaks()) {
      leak(leak);
    }
    json.endArray();
    json.name("findings").beginArray();
    for (Finding finding : diagnosis.findings()) {
      finding(finding);
    }
    json.endArray();
    json.name("listeners").beginArray();
    for (Listener listener : diagnosis.listeners()) {
      listener(listener);
    }
    json.endArray();
    fields.strings("blind", diagnosis.blind());
    inventory.write();
    json.endObject();
  }

  private void jvm(Subject subject) throws IOException {
    json.name("jvm").beginObject();
    json.name("pid").value(subject.pid());
    json.name("main").value(subject.main());
    json.name("java").value(subject.java());
    json.name("startedAt").value(Times.iso(subject.startedAt()));
    json.name("attachedAt").value(Times.iso(subject.attachedAt()));
    json.name("attached").value(subject.attached());
    json.endObject();
  }

  private void descriptors() throws IOException {
    json.name("descriptors").beginObject();
    fields.number("open", diagnosis.descriptors().open());
    fields.number("limit", diagnosis.descriptors().limit());
    json.name("growthPerHour").jsonValue(Quantity.tenths(diagnosis.descriptors().growthPerHour()));
    fields.number("exhaustedInSeconds", diagnosis.descriptors().exhaustedInSeconds());
    json.name("kinds").beginObject();
    for (Map.Entry<DescriptorKind, Integer> kind : diagnosis.descriptors().kinds().entrySet()) {
      json.name(kind.getKey().text()).value(kind.getValue());
    }
    json.endObject();
    holders(diagnosis.shortage());
    inventory.descriptorHistory();
    json.endObject();
  }

  private void holders(@Nullable Shortage shortage) throws IOException {
    json.name("refused").value(shortage != null && shortage.refused());
    json.name("holders");
    if (shortage == null) {
      json.nullValue();
      return;
    }
    json.beginArray();
    for (Holder holder : shortage.holders()) {
      json.beginObject();
      json.name("kind").value(holder.site().kind());
      json.name("frame").value(holder.site().frame());
      json.name("count").value(holder.count());
      json.name("states").beginObject();
      for (Map.Entry<TcpState, Integer> state : holder.states().entrySet()) {
        json.name(state.getKey().text()).value(state.getValue());
      }
      json.endObject();
      fields.stack(holder.site());
      json.endObject();
    }
    json.endArray();
  }

  /** All eleven, with null where the kernel was not asked. */
  private void states() throws IOException {
    boolean asked = !diagnosis.kernel().equals("off");
    json.name("states").beginObject();
    for (TcpState state : TcpState.values()) {
      Integer count = diagnosis.states().get(state);
      json.name(state.text()).value(count == null && asked ? Integer.valueOf(0) : count);
    }
    json.endObject();
  }

  private void leak(Leak leak) throws IOException {
    json.beginObject();
    json.name("fingerprint").value(leak.fingerprint());
    json.name("verdict").value(leak.verdict().text());
    json.name("severity").value(leak.severity().text());
    json.name("reason").value(leak.reason());
    json.name("remedy").value(leak.remedy());
    json.name("library").value(leak.library());
    json.name("count").value(leak.count());
    json.name("oldestSeconds").value(secondsSince(leak.oldestSince()));
    json.name("growthPerMinute").jsonValue(Quantity.tenths(leak.growthPerMinute()));
    remotes(leak.remotes());
    site(leak.site());
    endOfStream(leak.endOfStream());
    listener(leak.listener());
    handler(leak.handler());
    closedWrapper(leak.closedWrapper());
    json.name("connections").beginArray();
    for (LeakedConnection connection : leak.connections()) {
      connection(connection);
    }
    json.endArray();
    json.endObject();
  }

  private void finding(Finding finding) throws IOException {
    json.beginObject();
    json.name("kind").value(finding.kind().text());
    json.name("severity").value(finding.severity().text());
    json.name("reason").value(finding.reason());
    json.name("remedy").value(finding.remedy());
    site(finding.site());
    json.name("count").value(finding.count());
    json.name("oldestSeconds").value(secondsSince(finding.oldestSince()));
    remotes(finding.remotes());
    thread("acceptor", finding.acceptor());
    json.name("facts").beginObject();
    for (Map.Entry<String, Number> fact : finding.facts().entrySet()) {
      json.name(fact.getKey()).value(fact.getValue());
    }
    json.endObject();
    json.endObject();
  }

  private void listener(Listener listener) throws IOException {
    json.beginObject();
    fields.endpoint("local", listener.local());
    json.name("length").value(listener.waiting());
    fields.number("backlog", listener.backlog());
    site(listener.site());
    json.endObject();
  }

  private void remotes(Map<String, Integer> remotes) throws IOException {
    json.name("remotes").beginArray();
    for (Map.Entry<String, Integer> remote : remotes.entrySet()) {
      json.beginObject();
      json.name("address").value(remote.getKey());
      json.name("count").value(remote.getValue());
      json.endObject();
    }
    json.endArray();
  }

  private void site(@Nullable Site site) throws IOException {
    json.name("site");
    if (site == null) {
      json.nullValue();
    } else {
      fields.site(site);
    }
  }

  private void endOfStream(@Nullable Site site) throws IOException {
    json.name("eof");
    if (site == null) {
      json.nullValue();
      return;
    }
    json.beginObject();
    json.name("frame").value(site.frame());
    json.name("thread").value(site.thread());
    fields.stack(site);
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
    thread("acceptor", listener == null ? null : listener.acceptor());
  }

  private void thread(String name, @Nullable ThreadFacts thread) throws IOException {
    json.name(name);
    if (thread == null) {
      json.nullValue();
      return;
    }
    json.beginObject();
    json.name("name").value(thread.name());
    json.name("state").value(thread.stateText());
    json.name("frame").value(thread.frame());
    fields.strings("stack", thread.stack());
    json.endObject();
  }

  private void handler(@Nullable Handler handler) throws IOException {
    json.name("handler");
    if (handler == null) {
      json.nullValue();
      return;
    }
    json.beginObject();
    json.name("frame").value(handler.site().frame());
    json.name("thread").value(handler.site().thread());
    fields.stack(handler.site());
    thread("now", handler.thread());
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
    json.name("frame").value(closed.site().frame());
    json.name("thread").value(closed.site().thread());
    fields.stack(closed.site());
    json.endObject();
  }

  private void connection(LeakedConnection connection) throws IOException {
    TcpState state = connection.state();
    json.beginObject();
    json.name("id").value(connection.id());
    fields.endpoint("local", connection.local());
    fields.endpoint("remote", connection.remote());
    json.name("fd").value(connection.descriptor() < 0 ? null : connection.descriptor());
    fields.number("inode", connection.inode());
    json.name("state").value(state == null ? null : state.text());
    json.name("closeWaitSeconds").value(secondsSince(connection.since()));
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
    thread("thread", selector.thread());
    json.endObject();
  }

  private void events(List<Event> events) throws IOException {
    json.name("events").beginArray();
    for (Event event : events) {
      json.beginObject();
      json.name("at").value(Times.iso(event.at()));
      json.name("event").value(event.name());
      json.endObject();
    }
    json.endArray();
  }

  private long secondsSince(long at) {
    return Math.max(0, (diagnosis.takenAt() - at) / 1000);
  }
}
