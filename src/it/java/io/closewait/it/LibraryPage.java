package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A section of the page of libraries, which says what the tests have found. */
final class LibraryPage {
  private static final String FILE = "libraries.md";

  private static final String HEAD =
      """
      | Library | Version | The program | Verdict | Sockets | Line named |
      |---|---|---|---|---|---|
      """;

  private LibraryPage() {}

  /**
   * Compares a section with runs that were all as expected; with -Dclosewait.update=true rewrites
   * it.
   */
  static void check(String section, List<LibraryRun> runs) throws Exception {
    String page = Files.readString(Artifacts.page(FILE));
    String found = withSection(page, section, table(runs));
    if (Boolean.getBoolean("closewait.update")) {
      Files.writeString(Artifacts.page(FILE), found);
    } else {
      assertThat(page).as(FILE + " is stale, -Dclosewait.update=true rewrites it").isEqualTo(found);
    }
  }

  private static String withSection(String page, String section, String table) {
    String start = "<!-- " + section + " -->\n";
    String end = "<!-- /" + section + " -->\n";
    int from = page.indexOf(start);
    int to = page.indexOf(end);
    assertThat(from).as("place of " + start + " before " + end).isBetween(0, to);
    return page.substring(0, from + start.length()) + table + page.substring(to);
  }

  private static String table(List<LibraryRun> runs) throws Exception {
    Set<String> rows = new LinkedHashSet<>();
    for (LibraryRun run : runs) {
      rows.add(row(run));
    }
    return HEAD + String.join("", rows);
  }

  private static String row(LibraryRun run) throws Exception {
    Expected expected = run.expected();
    List<String> cells = new ArrayList<>();
    cells.add(run.library().title());
    cells.add(run.library().version());
    cells.add(expected.variant());
    if (expected.isNothing()) {
      cells.addAll(List.of("none", "0", ""));
    } else {
      cells.add("`" + expected.verdict() + "` (" + expected.severity() + ")");
      cells.add(Integer.toString(expected.count()));
      cells.add(run.library().named());
    }
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
