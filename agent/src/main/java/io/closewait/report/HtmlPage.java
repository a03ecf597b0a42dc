package io.closewait.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.stream.JsonWriter;
import io.closewait.tcp.TcpState;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The page without a report, made of the files beside {@code page.html}. Immutable.
 *
 * <p>Its content security policy allows its own script and style by their hashes and nothing else,
 * no network either.
 */
final class HtmlPage {
  private static final String[] STYLES = {"uplot/uPlot.min.css", "page.css"};

  /** In the order in which they need each other. */
  private static final String[] SCRIPTS = {
    "uplot/uPlot.iife.min.js",
    "dom.js",
    "words.js",
    "code.js",
    "summary.js",
    "leaks.js",
    "findings.js",
    "states.js",
    "queues.js",
    "descriptors.js",
    "lanes.js",
    "table.js",
    "facts.js",
    "main.js"
  };

  private static final String REPORT = "<!-- report -->";

  private static volatile @Nullable HtmlPage loaded;

  private final String beforeReport;
  private final String afterReport;

  private HtmlPage(String page) {
    int report = page.indexOf(REPORT);
    beforeReport = page.substring(0, report);
    afterReport = page.substring(report + REPORT.length());
  }

  /** The page, which is read once. */
  static HtmlPage loaded() throws IOException {
    HtmlPage page = loaded;
    if (page == null) {
      page = load();
      loaded = page;
    }
    return page;
  }

  private static HtmlPage load() throws IOException {
    String style = read(STYLES);
    String script = read(SCRIPTS);
    return new HtmlPage(
        read("page.html")
            .replace("<!-- policy -->", policy(style, script))
            .replace("<!-- licence -->", "<pre>" + read("uplot/LICENSE") + "</pre>")
            .replace("<!-- states -->", states())
            .replace("<!-- style -->", "<style>" + style + "</style>")
            .replace("<!-- script -->", "<script>" + script + "</script>"));
  }

  /** What the script tells of each state. */
  private static String states() throws IOException {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.setHtmlSafe(true);
      json.beginObject();
      for (TcpState state : TcpState.values()) {
        json.name(state.text()).beginObject();
        json.name("meaning").value(state.meaning());
        json.name("turn").value(state.turn().text());
        json.endObject();
      }
      json.endObject();
    }
    return text.toString();
  }

  private static String policy(String style, String script) {
    return "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '"
        + hash(style)
        + "'; script-src '"
        + hash(script)
        + "'; base-uri 'none'; form-action 'none'\">";
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JVM has SHA-256", e);
    }
  }

  private static String read(String... names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String name : names) {
      try (InputStream in = HtmlPage.class.getResourceAsStream("page/" + name)) {
        if (in == null) {
          throw new FileNotFoundException("page/" + name + " is missing in closewait's jar");
        }
        byte[] buffer = new byte[8192];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          bytes.write(buffer, 0, count);
        }
        bytes.write('\n');
      }
    }
    return new String(bytes.toByteArray(), UTF_8);
  }

  /** What comes before the report. */
  String beforeReport() {
    return beforeReport;
  }

  /** What comes after it. */
  String afterReport() {
    return afterReport;
  }
}
