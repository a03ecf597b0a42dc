package io.closewait.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {
  private static final String PAGE =
      "<script type=\"application/json\" id=\"report\">%s</script><script>for (let shop of all) {}</script>";

  @Test
  void theScriptOfThePageStaysAsItsHashSays(@TempDir Path process) throws Exception {
    String report = "{\"remote\": \"shop:8443\"}";
    StringWriter evidence = new StringWriter();
    Parts.begin("report.json", evidence);
    evidence.write(report);
    Parts.begin("report.html", evidence);
    evidence.write(String.format(PAGE, report));
    Bundle bundle = new Bundle(evidence.toString(), process);

    bundle.redact();

    String redacted = bundle.file("report.json");
    assertThat(redacted).contains("host-").doesNotContain("shop");
    assertThat(bundle.file("report.html")).isEqualTo(String.format(PAGE, redacted));
  }
}
