package io.closewait.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import io.closewait.report.Samples;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the site offers for metrics names only those that there are. */
class OfferedFilesTest {
  private static final Path SITE = Path.of("../src/site");
  private static final Pattern NAME = Pattern.compile("closewait_\\w+");
  private static final int WIDTH = 24;

  record Dashboard(String title, String uid, List<Panel> panels, Templating templating) {}

  record Panel(
      int id, String title, String description, String type, Grid gridPos, List<Target> targets) {}

  record Grid(int x, int y, int w, int h) {
    boolean overlaps(Grid other) {
      return x < other.x + other.w && other.x < x + w && y < other.y + other.h && other.y < y + h;
    }
  }

  record Target(String refId, String expr, Source datasource) {}

  record Source(String type, String uid) {}

  record Templating(List<Variable> list) {}

  record Variable(String name) {}

  @Test
  void everyPanelOfTheDashboardAsksForMetricsThatThereAre() throws IOException {
    Set<String> exposed = exposed();
    for (Panel panel : dashboard().panels) {
      assertThat(panel.targets).as(panel.title).isNotEmpty();
      for (Target target : panel.targets) {
        assertThat(names(target.expr)).as(target.expr).isNotEmpty().isSubsetOf(exposed);
        assertThat(target.datasource.uid).isEqualTo("${datasource}");
      }
    }
  }

  @Test
  void theDashboardIsWellFormed() throws IOException {
    Dashboard dashboard = dashboard();
    assertThat(dashboard.uid).isEqualTo("closewait");
    assertThat(dashboard.templating.list)
        .extracting(Variable::name)
        .containsExactly("datasource", "job", "instance");
    assertThat(dashboard.panels).extracting(Panel::id).doesNotHaveDuplicates();
    for (Panel panel : dashboard.panels) {
      assertThat(panel.title).isNotBlank();
      assertThat(panel.description).as(panel.title).isNotBlank();
      assertThat(panel.type).isIn("stat", "gauge", "table", "timeseries");
      assertThat(panel.gridPos.x + panel.gridPos.w).isLessThanOrEqualTo(WIDTH);
      assertThat(panel.targets).extracting(Target::refId).doesNotHaveDuplicates();
      assertThat(dashboard.panels)
          .filteredOn(other -> other.gridPos.overlaps(panel.gridPos))
          .as("panels where %s is", panel.title)
          .containsExactly(panel);
    }
  }

  @Test
  void everyAlertIsOnMetricsThatThereAre() throws IOException {
    String rules = Files.readString(SITE.resolve("resources/prometheus/alerts.yml"));
    assertThat(names(rules)).hasSizeGreaterThan(4).isSubsetOf(exposed());
  }

  @Test
  void thePageTellsWhatEachMetricMeans() throws IOException {
    String page = Files.readString(SITE.resolve("markdown/metrics.md"));
    for (MetricSnapshot metric : Metrics.of(Samples.mix(), new FakeFigures())) {
      assertThat(page).contains("| `" + metric.getMetadata().getPrometheusName());
    }
  }

  private static Dashboard dashboard() throws IOException {
    return new Gson()
        .fromJson(
            Files.readString(SITE.resolve("resources/grafana/dashboard.json")), Dashboard.class);
  }

  private static Set<String> exposed() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Exposition.accepting(null).write(Samples.mix(), new FakeFigures(), out);
    return out.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> names(line).iterator().next())
        .collect(Collectors.toSet());
  }

  private static Set<String> names(String text) {
    Set<String> names = new HashSet<>();
    Matcher matcher = NAME.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group());
    }
    return names;
  }
}
