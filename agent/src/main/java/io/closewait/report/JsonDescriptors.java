package io.closewait.report;

import com.google.gson.stream.JsonWriter;
import io.closewait.diagnosis.Diagnosis;
import io.closewait.diagnosis.Holder;
import io.closewait.diagnosis.Shortage;
import io.closewait.kernel.DescriptorCount;
import io.closewait.kernel.DescriptorKind;
import io.closewait.kernel.Descriptors;
import io.closewait.tcp.TcpState;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many descriptors there are and who holds them, in the report for programs. */
final class JsonDescriptors {
  private final JsonWriter json;
  private final JsonFields fields;
  private final Diagnosis diagnosis;

  JsonDescriptors(JsonWriter json, JsonFields fields, Diagnosis diagnosis) {
    this.json = json;
    this.fields = fields;
    this.diagnosis = diagnosis;
  }

  void write() throws IOException {
    Descriptors descriptors = diagnosis.descriptors();
    json.name("descriptors").beginObject();
    fields.number("open", descriptors.open());
    fields.number("limit", descriptors.limit());
    json.name("growthPerHour").jsonValue(Quantity.tenths(descriptors.growthPerHour()));
    fields.number("exhaustedInSeconds", descriptors.exhaustedInSeconds());
    json.name("kinds").beginObject();
    for (Map.Entry<DescriptorKind, Integer> kind : descriptors.kinds().entrySet()) {
      json.name(kind.getKey().text()).value(kind.getValue());
    }
    json.endObject();
    holders(diagnosis.shortage());
    history(diagnosis.inventory().descriptors());
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

  private void history(List<DescriptorCount> counts) throws IOException {
    json.name("history").beginArray();
    for (DescriptorCount count : counts) {
      json.beginArray();
      fields.oneLine();
      json.value(Times.iso(count.at())).value(count.open());
      json.endArray();
      fields.lines();
    }
    json.endArray();
  }
}
