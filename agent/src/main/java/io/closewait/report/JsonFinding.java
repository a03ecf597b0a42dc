package io.closewait.report;

import com.google.gson.stream.JsonWriter;
import io.closewait.diagnosis.Finding;
import java.io.IOException;
import java.util.Map;

/** One finding in the report for programs. */
final class JsonFinding {
  private final JsonWriter json;
  private final JsonFields fields;

  JsonFinding(JsonWriter json, JsonFields fields) {
    this.json = json;
    this.fields = fields;
  }

  void write(Finding finding) throws IOException {
    json.beginObject();
    json.name("kind").value(finding.kind().text());
    json.name("severity").value(finding.severity().text());
    json.name("reason").value(finding.reason());
    json.name("remedy").value(finding.remedy());
    fields.site("site", finding.site());
    json.name("count").value(finding.count());
    fields.secondsSince("oldestSeconds", finding.oldestSince());
    fields.remotes(finding.remotes());
    fields.thread("acceptor", finding.acceptor());
    json.name("facts").beginObject();
    for (Map.Entry<String, Number> fact : finding.facts().entrySet()) {
      json.name(fact.getKey()).value(fact.getValue());
    }
    json.endObject();
    json.endObject();
  }
}
