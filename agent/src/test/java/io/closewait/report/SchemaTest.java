package io.closewait.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.closewait.diagnosis.Severity;
import io.closewait.diagnosis.Verdict;
import io.closewait.tcp.TcpState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds the published schema against what reports have and could have. */
class SchemaTest {
  private static final Path FILE = Path.of("../src/site/resources/closewait-report.schema.json");

  private final String text = Files.readString(FILE);
  private final Schema schema =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(text);

  SchemaTest() throws IOException {}

  @ParameterizedTest
  @EnumSource
  void allowsEveryReport(Golden golden) throws IOException {
    String report = Files.readString(golden.file("json"));
    assertThat(schema.validate(report, InputFormat.JSON)).isEmpty();
  }

  @Test
  void allowsNoOtherField() throws IOException {
    String report = Files.readString(Golden.MIX.file("json"));
    for (String field :
        new String[] {"\"schema\"", "\"pid\"", "\"verdict\"", "\"inode\"", "\"at\""}) {
      String other = report.replaceFirst(field, "\"x\": 1, " + field);
      assertThat(schema.validate(other, InputFormat.JSON)).as(field).isNotEmpty();
    }
  }

  @Test
  void namesEveryVerdictSeverityAndState() {
    JsonObject defs = new Gson().fromJson(text, JsonObject.class).getAsJsonObject("$defs");
    JsonObject leak = defs.getAsJsonObject("leak").getAsJsonObject("properties");
    assertThat(names(leak.getAsJsonObject("verdict")))
        .containsExactlyInAnyOrder(
            Arrays.stream(Verdict.values()).map(Verdict::text).toArray(String[]::new));
    assertThat(names(defs.getAsJsonObject("severity")))
        .containsExactly(
            Arrays.stream(Severity.values()).map(Severity::text).toArray(String[]::new));
    assertThat(names(defs.getAsJsonObject("state")))
        .containsExactly(
            Arrays.stream(TcpState.values()).map(TcpState::text).toArray(String[]::new));
  }

  private static String[] names(JsonObject enumeration) {
    JsonArray names = enumeration.getAsJsonArray("enum");
    String[] all = new String[names.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = names.get(i).getAsString();
    }
    return all;
  }
}
