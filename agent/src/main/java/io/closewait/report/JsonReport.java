package io.closewait.report;

import com.google.gson.stream.JsonWriter;
import io.closewait.diagnosis.Diagnosis;
import io.closewait.diagnosis.Finding;
import io.closewait.diagnosis.Leak;
import io.closewait.diagnosis.Listener;
import io.closewait.tcp.TcpState;
import java.io.IOException;
import java.io.Writer;

/** The report for programs: JSON of schema 1, in ASCII; absent facts are null. */
final class JsonReport {
  private static final int SCHEMA = 1;

  private final JsonWriter json;
  private final JsonFields fields;
  private final Diagnosis diagnosis;

  private JsonReport(JsonWriter json, Diagnosis diagnosis) {
    this.json = json;
    this.fields = new JsonFields(json, diagnosis.takenAt());
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
    json.flush();
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
    new JsonDescriptors(json, fields, diagnosis).write();
    states();
    json.name("leaks").beginArray();
    JsonLeak leaks = new JsonLeak(json, fields);
    for (Leak leak : diagnosis.leaks()) {
      leaks.write(leak);
    }
    json.endArray();
    json.name("findings").beginArray();
    JsonFinding findings = new JsonFinding(json, fields);
    for (Finding finding : diagnosis.findings()) {
      findings.write(finding);
    }
    json.endArray();
    json.name("listeners").beginArray();
    for (Listener listener : diagnosis.listeners()) {
      listener(listener);
    }
    json.endArray();
    fields.strings("blind", diagnosis.blind());
    new JsonInventory(json, fields, diagnosis.inventory()).write();
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

  private void listener(Listener listener) throws IOException {
    json.beginObject();
    fields.endpoint("local", listener.local());
    json.name("length").value(listener.waiting());
    fields.number("backlog", listener.backlog());
    fields.site("site", listener.site());
    json.endObject();
  }
}
