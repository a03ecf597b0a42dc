package io.closewait.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {
  private static final String PAGE =
      "<script type=\"application/json\" id=\"report\">%s</script><script>for (let shop of all) {}</script>";

  @Test
  void theScriptOfThePageStaysAsItsHashSays(@TempDir Path process) {
    String report = "{\"remote\": \"shop:8443\"}";
    Bundle bundle =
        new Bundle(
            Parts.join(Map.of("report.json", report, "report.html", String.format(PAGE, report))),
            process);

    bundle.redact();

    String redacted = bundle.file("report.json");
    assertThat(redacted).contains("host-").doesNotContain("shop");
    assertThat(bundle.file("report.html")).isEqualTo(String.format(PAGE, redacted));
  }
}
