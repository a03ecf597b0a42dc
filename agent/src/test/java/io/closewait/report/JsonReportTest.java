package io.closewait.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.closewait.diagnosis.Diagnosis;
import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** The names, types and nulls of schema 1, which programs rely on. */
class JsonReportTest {
  @Test
  void hasTheFieldsOfTheContractInItsOrder() throws IOException {
    JsonObject report = parse(Samples.eofIgnored());
    assertThat(report.keySet())
        .containsExactly(
            "schema",
            "closewait",
            "takenAt",
            "thresholdSeconds",
            "kernel",
            "summary",
            "jvm",
            "descriptors",
            "states",
            "leaks",
            "findings",
            "listeners",
            "blind",
            "sites",
            "connections",
            "closedLately");
    assertThat(report.getAsJsonObject("jvm").keySet())
        .containsExactly("pid", "main", "java", "startedAt", "attachedAt", "attached");
    assertThat(report.getAsJsonObject("descriptors").keySet())
        .containsExactly(
            "open",
            "limit",
            "growthPerHour",
            "exhaustedInSeconds",
            "kinds",
            "refused",
            "holders",
            "history");
    assertThat(report.getAsJsonObject("states").keySet())
        .containsExactly(
            "listen",
            "syn_sent",
            "syn_received",
            "established",
            "fin_wait_1",
            "fin_wait_2",
            "close_wait",
            "closing",
            "last_ack",
            "time_wait",
            "closed");
    JsonObject leak = leak(report, 0);
    assertThat(leak.keySet())
        .containsExactly(
            "fingerprint",
            "verdict",
            "severity",
            "reason",
            "remedy",
            "library",
            "count",
            "oldestSeconds",
            "growthPerMinute",
            "remotes",
            "site",
            "eof",
            "acceptQueue",
            "acceptor",
            "handler",
            "closedWrapper",
            "connections");
    assertThat(leak.getAsJsonArray("remotes").get(0).getAsJsonObject().keySet())
        .containsExactly("address", "count");
    assertThat(leak.getAsJsonObject("site").keySet())
        .containsExactly("kind", "frame", "shared", "stack", "own");
    assertThat(leak.getAsJsonObject("site").get("own").toString()).isEqualTo("[1,2]");
    assertThat(leak.getAsJsonObject("eof").keySet())
        .containsExactly("frame", "thread", "stack", "own");
    JsonObject connection = connection(leak);
    assertThat(connection.keySet())
        .containsExactly(
            "id",
            "local",
            "remote",
            "fd",
            "inode",
            "state",
            "closeWaitSeconds",
            "receiveQueue",
            "thread",
            "lastUse",
            "selector",
            "events");
    assertThat(connection.getAsJsonArray("events").get(0).getAsJsonObject().keySet())
        .containsExactly("at", "event");
  }

  @Test
  void hasTheFieldsOfAFinding() throws IOException {
    JsonObject finding =
        parse(Samples.findings()).getAsJsonArray("findings").get(0).getAsJsonObject();
    assertThat(finding.keySet())
        .containsExactly(
            "kind",
            "severity",
            "reason",
            "remedy",
            "site",
            "count",
            "oldestSeconds",
            "remotes",
            "acceptor",
            "facts");
    assertThat(finding.get("kind").getAsString()).isEqualTo("connect_refused");
    assertThat(finding.get("severity").getAsString()).isEqualTo("problem");
    assertThat(finding.get("oldestSeconds").getAsInt()).isEqualTo(300);
    assertThat(finding.getAsJsonObject("facts").get("lastSeconds").getAsInt()).isEqualTo(3);
  }

  @Test
  void hasTheValuesOfTheDiagnosis() throws IOException {
    JsonObject report = parse(Samples.eofIgnored());
    assertThat(report.get("schema").getAsInt()).isEqualTo(1);
    assertThat(report.get("takenAt").getAsString()).isEqualTo("2026-03-14T03:12:45.678Z");
    assertThat(report.get("thresholdSeconds").getAsInt()).isEqualTo(60);
    assertThat(report.getAsJsonObject("descriptors").toString())
        .isEqualTo(
            "{\"open\":812,\"limit\":1024,\"growthPerHour\":30.5,\"exhaustedInSeconds\":25023,"
                + "\"kinds\":{},\"refused\":false,\"holders\":null,"
                + "\"history\":[[\"2026-03-14T02:12:45.678Z\",780],"
                + "[\"2026-03-14T03:12:45.678Z\",812]]}");
    JsonObject leak = leak(report, 0);
    assertThat(leak.get("verdict").getAsString()).isEqualTo("eof_ignored");
    assertThat(leak.get("severity").getAsString()).isEqualTo("leak");
    assertThat(leak.get("count").toString()).isEqualTo("12");
    assertThat(leak.get("oldestSeconds").toString()).isEqualTo("250");
    assertThat(leak.get("growthPerMinute").toString()).isEqualTo("3.1");
    assertThat(leak.get("library").isJsonNull()).isTrue();
    assertThat(leak.getAsJsonArray("connections")).hasSize(12);
    JsonObject connection = connection(leak);
    assertThat(connection.get("local").getAsString()).isEqualTo("10.0.3.2:40001");
    assertThat(connection.get("remote").getAsString()).isEqualTo("10.0.3.7:8443");
    assertThat(connection.get("fd").getAsInt()).isEqualTo(31);
    assertThat(connection.get("inode").getAsLong()).isEqualTo(424_242);
    assertThat(connection.get("state").getAsString()).isEqualTo("close_wait");
    assertThat(connection.get("closeWaitSeconds").toString()).isEqualTo("250");
    assertThat(connection.get("receiveQueue").getAsInt()).isZero();
  }

  @Test
  void listsEverySocketInALine() throws IOException {
    String text = write(Samples.eofIgnored());
    assertThat(text)
        .contains(
            "\n    {\"id\":1,\"fd\":31,\"local\":\"10.0.3.2:40001\",\"remote\":\"10.0.3.7:8443\","
                + "\"state\":\"close_wait\",\"leak\":\"3f9a1c02\",\"site\":0,"
                + "\"thread\":\"pool-1-thread-3\",\"openedAt\":\"2026-03-14T03:08:35.557Z\","
                + "\"peerClosedAt\":\"2026-03-14T03:08:35.678Z\",\"closeCalledAt\":null},\n")
        .contains(
            "\n    {\"id\":0,\"fd\":null,\"local\":null,\"remote\":null,\"state\":null,\"leak\":null,"
                + "\"site\":null,\"thread\":null,\"openedAt\":null,\"peerClosedAt\":null,"
                + "\"closeCalledAt\":null}\n")
        .contains(
            "\n    {\"site\":0,\"openedAt\":\"2026-03-14T03:12:36.678Z\","
                + "\"peerClosedAt\":\"2026-03-14T03:12:36.778Z\","
                + "\"closedAt\":\"2026-03-14T03:12:37.678Z\"},\n");
    assertThat(parse(Samples.eofIgnored()).getAsJsonArray("sites")).hasSize(2);
  }

  @Test
  void absentFactsAreNull() throws IOException {
    JsonObject off = parse(Samples.kernelOff());
    JsonObject descriptors = off.getAsJsonObject("descriptors");
    for (String name : new String[] {"open", "limit", "exhaustedInSeconds"}) {
      assertThat(descriptors.get(name).isJsonNull()).as(name).isTrue();
    }
    assertThat(off.getAsJsonObject("states").get("close_wait").isJsonNull()).isTrue();
    JsonObject connection = connection(leak(off, 0));
    for (String name : new String[] {"local", "inode", "state", "receiveQueue"}) {
      assertThat(connection.get(name).isJsonNull()).as(name).isTrue();
    }
    JsonObject untracked = leak(parse(Samples.mix()), 4);
    assertThat(untracked.get("site").isJsonNull()).isTrue();
    assertThat(untracked.get("eof").isJsonNull()).isTrue();
    assertThat(connection(untracked).get("thread").isJsonNull()).isTrue();
  }

  @Test
  void hostileNamesComeBackUnchanged() throws IOException {
    JsonElement thread = connection(leak(parse(Samples.mix()), 0)).get("thread");
    assertThat(thread.getAsString()).isEqualTo(Samples.HOSTILE);
  }

  private static JsonObject leak(JsonObject report, int index) {
    return report.getAsJsonArray("leaks").get(index).getAsJsonObject();
  }

  private static JsonObject connection(JsonObject leak) {
    return leak.getAsJsonArray("connections").get(0).getAsJsonObject();
  }

  private static JsonObject parse(Diagnosis diagnosis) throws IOException {
    return new Gson().fromJson(write(diagnosis), JsonObject.class);
  }

  private static String write(Diagnosis diagnosis) throws IOException {
    StringWriter out = new StringWriter();
    Report.write(Format.JSON, diagnosis, Samples.subject(), out);
    return out.toString();
  }
}
