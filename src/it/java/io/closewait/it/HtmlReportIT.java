package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page of a real report in a real browser. */
class HtmlReportIT {
  private static final String HOSTILE = "</script><img src=x onerror=document.title='owned'>";
  private static final String START = "<script type=\"application/json\" id=\"report\">";
  private static final int MANY = 10_000;
  private static final String HISTORY =
      "[[\"2026-03-14T03:12:45.678Z\", 700], [\"2026-03-14T04:12:45.678Z\", 800]]";

  @TempDir private static Path directory;

  private static Path leaking;
  private static Path healthy;
  private static Browser browser;

  @BeforeAll
  static void report() throws Exception {
    leaking = directory.resolve("leaking.html");
    healthy = directory.resolve("healthy.html");
    Launch.on(Jdks.running())
        .agent("threshold=200ms,interval=50ms,report=report.json")
        .program("NamedThread")
        .arguments(HOSTILE)
        .run(
            jvm -> {
              jvm.awaitReport("the leak", report -> report.sockets() == 3);
              assertJson(jvm.freshReport());
              Object[] ask = {"report", jvm.pid(), "--format", "html", "--output", leaking};
              assertThat(Cli.run(jvm.jdk(), ask).status()).isEqualTo(1);
            });
    Launch.on(Jdks.running())
        .agent("threshold=60s,report=" + healthy)
        .program("NamedThread")
        .arguments(HOSTILE)
        .run(jvm -> {});
    browser = new Browser(directory.resolve("profile"));
  }

  /** What the page rests on. */
  private static void assertJson(Report report) {
    String leak = report.leaks().get(0).fingerprint();
    assertThat(report.connections()).filteredOn(each -> leak.equals(each.leak())).hasSize(3);
    assertThat(report.connections())
        .filteredOn(each -> "established".equals(each.state()) && HOSTILE.equals(each.thread()))
        .hasSize(2)
        .allSatisfy(each -> assertThat(each.local()).isNotNull())
        .allSatisfy(each -> assertThat(each.remote()).isNotNull());
    assertThat(report.connections())
        .filteredOn(each -> "listen".equals(each.state()))
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.remote()).isNull());
    assertThat(report.closedLately())
        .hasSize(4)
        .allSatisfy(each -> assertThat(each.peerClosedAt()).isNotNull())
        .allSatisfy(each -> assertThat(each.closedAt()).isGreaterThanOrEqualTo(each.openedAt()));
    assertThat(report.sites().get(report.closedLately().get(0).site()).frame())
        .contains("NamedThread.open(");
    assertThat(report.descriptors().history()).isNotEmpty();
  }

  @AfterAll
  static void quit() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void usual() {
    browser.width(1280);
    browser.prefers("light");
  }

  private static void open(Path page) {
    browser.open(page);
    assertThat(browser.console()).isEmpty();
  }

  private static List<String> cells(String column) {
    return browser.findAll("#connections tbody:not(.spacer) td.column-" + column).stream()
        .map(WebElement::getText)
        .toList();
  }

  private static String status() {
    return browser.find("#connections [role=status]").getText();
  }

  @Test
  void leadsWithTheVerdictAndNamesTheLines() {
    open(leaking);
    assertThat(browser.find("h1").getText()).isEqualTo("3 sockets leak in CLOSE_WAIT at 1 place.");
    assertThat(browser.findAll("#leaks article")).hasSize(1);
    assertThat(browser.find("#leaks .lines").getText())
        .contains("NamedThread.open(", "NamedThread.connect(");
    assertThat(browser.find(".machine [data-state=close_wait] .count").getText()).isEqualTo("3");
    assertThat(browser.find(".machine [data-state=close_wait]").getDomAttribute("class"))
        .contains("lit", "bad");
    assertThat(browser.find(".state-table tr.lit").getText())
        .contains("It was closed by the peer and waits for our close().", "application");
    assertThat(browser.findAll("#queues tbody tr")).isNotEmpty();
    assertThat(browser.findAll(".lanes .lane.leaking")).hasSize(3);
    assertThat(browser.findAll(".lanes .lane.closed")).hasSize(4);
  }

  @Test
  void whatTheNetworkSaysStaysText() {
    open(leaking);
    browser.run("document.querySelectorAll('details').forEach(each => each.open = true)");
    assertThat(browser.find("#leaks .evidence table").getText()).contains(HOSTILE);
    assertThat(browser.findAll("img")).isEmpty();
    assertThat((String) browser.run("return document.title")).doesNotContain("owned");
    browser.find("#filter-search").sendKeys("onerror=");
    assertThat(cells("state")).isNotEmpty();
    assertThat(browser.console()).isEmpty();
  }

  @Test
  void filtersSearchesAndSorts() {
    open(leaking);
    browser.find("#filter-state").sendKeys("CLOSE_WAIT");
    assertThat(cells("state")).hasSize(3).containsOnly("CLOSE_WAIT");
    assertThat(status()).matches("3 of \\d+ connections");
    String remote = cells("remote").get(0);
    browser.click(".filters button");
    browser.find("#filter-search").sendKeys(remote + " close_wait");
    assertThat(cells("remote")).hasSize(3).containsOnly(remote);
    browser.click(".filters button");
    browser.click("th.column-fd button");
    List<Integer> up = cells("fd").stream().map(Integer::valueOf).toList();
    assertThat(up).hasSizeGreaterThan(4).isSorted();
    browser.click("th.column-fd button");
    assertThat(cells("fd").get(0)).isEqualTo(up.get(up.size() - 1).toString());
    assertThat(browser.find("th.column-fd").getDomAttribute("aria-sort")).isEqualTo("descending");
    browser.click(".leak footer button");
    assertThat(cells("state")).hasSize(3).containsOnly("CLOSE_WAIT");
  }

  @Test
  void needsNoMouse() {
    open(leaking);
    browser.focused().sendKeys(Keys.TAB);
    assertThat(browser.focused().getText()).isEqualTo("Skip to the verdict");
    browser.run("arguments[0].focus()", browser.find(".leak summary"));
    browser.focused().sendKeys(Keys.ENTER);
    assertThat(browser.find(".leak details").getDomAttribute("open")).isNotNull();
    browser.run("arguments[0].focus()", browser.find(".leak footer button"));
    browser.focused().sendKeys(Keys.SPACE);
    assertThat(browser.focused().getDomAttribute("id")).isEqualTo("filter-search");
    assertThat(cells("state")).hasSize(3);
  }

  @Test
  void asksAxe() {
    for (Path page : List.of(leaking, healthy)) {
      for (String scheme : List.of("light", "dark")) {
        browser.prefers(scheme);
        open(page);
        browser.run("document.querySelectorAll('details').forEach(each => each.open = true)");
        assertThat(browser.violations()).as("%s, %s", page, scheme).isEmpty();
      }
    }
  }

  @Test
  void theThemeIsTheSystemsOrAChosenOne() {
    open(leaking);
    String light = background();
    browser.prefers("dark");
    String dark = background();
    assertThat(dark).isNotEqualTo(light);
    browser.click("#theme");
    assertThat(background()).as("chosen").isEqualTo(light);
    browser.click("#theme");
    browser.prefers("light");
    assertThat(background()).as("chosen").isEqualTo(dark);
    browser.click("#theme");
    assertThat(background()).as("the system's again").isEqualTo(light);
  }

  private static String background() {
    return (String) browser.run("return getComputedStyle(document.body).backgroundColor");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 1280, 3840})
  void fitsItsWindow(int width) {
    browser.width(width);
    for (Path page : List.of(leaking, healthy)) {
      open(page);
      Object beyond =
          browser.run(
              "const root = document.documentElement; return root.scrollWidth - root.clientWidth");
      assertThat(beyond).isEqualTo(0L);
    }
  }

  @Test
  void drawsAnewWhenItsWindowChanges() throws Exception {
    open(leaking);
    for (int width : new int[] {400, 3840, 1280}) {
      browser.width(width);
      Await.until("lanes as wide as their room", () -> lanesFit(width));
    }
    assertThat(browser.console()).isEmpty();
  }

  private static boolean lanesFit(int width) {
    return (Boolean)
        browser.run(
            "const room = document.querySelector('.lanes');"
                + "const drawn = Number(room.firstChild.getAttribute('width'));"
                + "return innerWidth === arguments[0] && drawn === room.clientWidth - 32",
            width);
  }

  @Test
  void aHealthyJvmIsToldSo() {
    open(healthy);
    assertThat(browser.find("h1").getText()).startsWith("No leak: ");
    assertThat(browser.find("#verdict").getDomAttribute("class")).contains("good");
    assertThat(browser.find("#leaks").isDisplayed()).isFalse();
    assertThat(cells("state")).contains("ESTABLISHED");
  }

  @Test
  void tenThousandConnectionsAreFewRows() throws IOException {
    Path many = directory.resolve("many.html");
    Files.writeString(many, withConnections(Files.readString(leaking)));
    open(many);
    assertThat(status()).isEqualTo("10,000 connections");
    assertThat(browser.findAll("#connections tr")).hasSizeBetween(10, 100);
    browser.run("arguments[0].scrollTop = 1e9", browser.find(".rows"));
    browser.find("#filter-search").sendKeys("thread-9876");
    assertThat(cells("remote")).containsExactly("10.0.38.148:443");
    assertThat(browser.findAll("#filter-remote option")).hasSizeLessThan(400);
    assertThat(browser.findAll("#descriptors canvas")).hasSize(1);
  }

  private static String withConnections(String page) {
    int start = page.indexOf(START) + START.length();
    int end = page.indexOf("</script>", start);
    JsonObject report = new Gson().fromJson(page.substring(start, end), JsonObject.class);
    JsonArray listed = report.getAsJsonArray("connections");
    JsonObject model = listed.get(0).getAsJsonObject();
    JsonArray connections = new JsonArray();
    for (int i = 0; i < MANY; i++) {
      JsonObject connection = model.deepCopy();
      connection.addProperty("id", i + 1);
      connection.addProperty("thread", "thread-" + i);
      connection.addProperty("remote", "10.0." + i / 256 + "." + i % 256 + ":443");
      connections.add(connection);
    }
    report.add("connections", connections);
    JsonObject descriptors = report.getAsJsonObject("descriptors");
    descriptors.add("history", new Gson().fromJson(HISTORY, JsonArray.class));
    String json = report.toString().replace("<", "\\u003c");
    return page.substring(0, start) + json + page.substring(end);
  }
}
