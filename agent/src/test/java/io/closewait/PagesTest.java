package io.closewait;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import io.closewait.diagnosis.FindingKind;
import io.closewait.diagnosis.Verdict;
import io.closewait.jmx.AgentMXBean;
import io.closewait.jmx.ConnectionsMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of the site and those beside the code: where they lead, and that they are complete. */
class PagesTest {
  private static final Path ROOT = Paths.get("..");
  private static final Path SITE = ROOT.resolve("src/site/markdown");
  private static final Path RESOURCES = ROOT.resolve("src/site/resources");

  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern FILE = Pattern.compile("`((?:src|agent|demo-app|\\.ci)/[\\w./-]+)`");
  private static final Pattern HEADING = Pattern.compile("(?m)^##+ ([a-z_]+)$");
  private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| ([^|]+) \\|");
  private static final Pattern TERM = Pattern.compile("`(\\w+)`");
  private static final Pattern MENU = Pattern.compile("<item [^>]*href=\"([^\"]+)\\.html\"");

  static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    pages.add(ROOT.resolve("README.md"));
    pages.add(ROOT.resolve("CONTRIBUTING.md"));
    try (Stream<Path> site = Files.list(SITE)) {
      site.sorted().forEach(pages::add);
    }
    return pages;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksLeadSomewhere(Path page) throws IOException {
    List<String> dead =
        all(LINK, prose(page)).stream()
            .filter(link -> !link.startsWith("https://") && !leads(page, link))
            .collect(Collectors.toList());
    assertThat(dead).as("dead links of %s", page).isEmpty();
  }

  private static boolean leads(Path page, String link) {
    int hash = link.indexOf('#');
    String path = hash < 0 ? link : link.substring(0, hash);
    Path target = path.isEmpty() ? page : page.resolveSibling(path);
    return Files.exists(target) && (hash < 0 || hasAnchor(target, link.substring(hash + 1)));
  }

  /** A heading of several words is linked in two ways, in the site and beside the code. */
  private static boolean hasAnchor(Path page, String anchor) {
    try {
      String text = prose(page);
      return all(HEADING, text).contains(anchor) || text.contains("<a id=\"" + anchor + "\"></a>");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void filesThatAreNamedExist(Path page) throws IOException {
    assertThat(all(FILE, read(page)))
        .as("files named in %s", page)
        .filteredOn(file -> !file.contains("/target/"))
        .allMatch(file -> Files.exists(ROOT.resolve(file)));
  }

  @Test
  void theMenuHasEveryPageOnce() throws IOException {
    try (Stream<Path> site = Files.list(SITE)) {
      List<String> pages =
          site.map(page -> String.valueOf(page.getFileName()).replaceFirst("\\.md$", ""))
              .collect(Collectors.toList());
      assertThat(all(MENU, read(ROOT.resolve("src/site/site.xml"))))
          .containsExactlyInAnyOrderElementsOf(pages);
    }
  }

  @Test
  void eachVerdictHasItsChapterAndItsRow() throws IOException {
    List<String> verdicts =
        Stream.of(Verdict.values()).map(Verdict::text).collect(Collectors.toList());
    assertThat(all(HEADING, read(SITE.resolve("verdicts.md"))))
        .containsExactlyInAnyOrderElementsOf(verdicts);
    assertThat(rows("README.md", "Verdict")).containsExactlyInAnyOrderElementsOf(verdicts);
  }

  @Test
  void eachFindingIsExplained() throws IOException {
    List<String> findings =
        Stream.of(FindingKind.values()).map(FindingKind::text).collect(Collectors.toList());
    assertThat(all(TERM, read(SITE.resolve("states.md")))).containsAll(findings);
    assertThat(rows("README.md", "Finding")).containsExactlyInAnyOrderElementsOf(findings);
  }

  @Test
  void eachAttributeOfTheBeansIsExplained() throws IOException {
    List<String> attributes =
        Stream.of(AgentMXBean.class, ConnectionsMXBean.class)
            .flatMap(bean -> Arrays.stream(bean.getMethods()))
            .map(Method::getName)
            .map(method -> method.startsWith("get") ? method.substring(3) : method)
            .collect(Collectors.toList());
    assertThat(all(Pattern.compile("`(\\w+)"), read(SITE.resolve("jmx.md"))))
        .containsAll(attributes);
  }

  @Test
  void eachFieldOfTheReportAndOfALeakIsExplained() throws IOException {
    JsonObject schema =
        new Gson()
            .fromJson(read(RESOURCES.resolve("closewait-report.schema.json")), JsonObject.class);
    JsonObject leak = schema.getAsJsonObject("$defs").getAsJsonObject("leak");
    assertThat(all(TERM, read(SITE.resolve("json.md"))))
        .containsAll(schema.getAsJsonObject("properties").keySet())
        .containsAll(leak.getAsJsonObject("properties").keySet());
  }

  /** The terms in the first column of the table that begins with a word. */
  private static List<String> rows(String page, String head) throws IOException {
    String text = read(ROOT.resolve(page));
    int from = text.indexOf("\n| " + head + " |");
    String table = text.substring(from, text.indexOf("\n\n", from));
    return all(FIRST_CELL, table).stream()
        .flatMap(cell -> all(TERM, cell).stream())
        .collect(Collectors.toList());
  }

  private static String prose(Path page) throws IOException {
    return CODE.matcher(read(page)).replaceAll("");
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(PagesTest::group).collect(Collectors.toList());
  }

  private static String group(MatchResult match) {
    return match.group(1);
  }

  private static String read(Path page) throws IOException {
    return new String(Files.readAllBytes(page), UTF_8);
  }
}
