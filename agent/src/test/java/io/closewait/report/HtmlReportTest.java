package io.closewait.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import io.closewait.diagnosis.Diagnosis;
import io.closewait.diagnosis.Verdict;
import io.closewait.tcp.TcpState;
import java.io.IOException;
import java.io.StringWriter;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Tests what the page is made of; the process tests open it in a browser. */
class HtmlReportTest {
  @Test
  void holdsTheJsonReportItself() throws IOException {
    String page = write(Format.HTML, Samples.mix());
    Gson gson = new Gson();
    assertThat(gson.fromJson(between(page, "id=\"report\">", "</script>"), JsonObject.class))
        .isEqualTo(gson.fromJson(write(Format.JSON, Samples.mix()), JsonObject.class));
  }

  @Test
  void nothingThatAReportSaysIsMarkup() throws IOException {
    String json = between(write(Format.HTML, Samples.mix()), "id=\"report\">", "</script>");
    assertThat(json).contains("\\u003cscript\\u003e").doesNotContain("<", ">", "&");
  }

  @Test
  void runsAndStylesWithItsOwnAlone() throws Exception {
    String page = write(Format.HTML, Samples.eofIgnored());
    String policy = between(page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
    assertThat(policy)
        .isEqualTo(
            "default-src 'none'; style-src '"
                + hash(between(page, "<style>", "</style>"))
                + "'; script-src '"
                + hash(between(page, "<script>", "</script>"))
                + "'; base-uri 'none'; form-action 'none'");
    assertThat(page).doesNotContain("<!-- style", "<!-- script", "<!-- policy", "<!-- licence");
    assertThat(page).doesNotContainPattern(Pattern.compile("(?:src|href)=\"[^#\"]"));
  }

  @Test
  void isAsciiAndKeepsTheLicenceOfWhatItUses() throws IOException {
    String page = write(Format.HTML, Samples.mix());
    assertThat(page.chars().filter(c -> c > '~')).isEmpty();
    assertThat(page).contains("Permission is hereby granted");
  }

  @Test
  void whatStatesMeanComesFromTheStatesAlone() throws IOException {
    String page = write(Format.HTML, Samples.noLeak());
    JsonObject told =
        new Gson().fromJson(between(page, "id=\"tcp-states\">", "</script>"), JsonObject.class);
    String script = between(page, "<script>", "</script>");
    assertThat(told.size()).isEqualTo(TcpState.values().length);
    for (TcpState state : TcpState.values()) {
      JsonObject one = told.getAsJsonObject(state.text());
      assertThat(one.get("meaning").getAsString()).isEqualTo(state.meaning());
      assertThat(one.get("turn").getAsString()).isEqualTo(state.turn().text());
      assertThat(script).doesNotContain(state.meaning());
    }
  }

  @Test
  void everyVerdictHasATitle() throws IOException {
    String script = between(write(Format.HTML, Samples.noLeak()), "<script>", "</script>");
    String titles = between(script, "const VERDICTS = {", "};");
    for (Verdict verdict : Verdict.values()) {
      assertThat(titles).contains("\n  " + verdict.text() + ": \"");
    }
  }

  private static String between(String text, String start, String end) {
    Matcher matcher =
        Pattern.compile(Pattern.quote(start) + "(.*?)" + Pattern.quote(end), Pattern.DOTALL)
            .matcher(text);
    assertThat(matcher.find()).as(start).isTrue();
    return matcher.group(1);
  }

  private static String hash(String text) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(digest);
  }

  private static String write(Format format, Diagnosis diagnosis) throws IOException {
    StringWriter out = new StringWriter();
    Report.write(format, diagnosis, Samples.subject(), out);
    return out.toString();
  }
}
