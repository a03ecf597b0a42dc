package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * What a report must say of a program's connections.
 *
 * @param variant what this variant of the program does
 * @param verdict of all its sockets, null if each is closed
 * @param count how many sockets, all opened at one place
 * @param remedy a part of the remedy
 */
record Expected(String variant, String verdict, int count, String remedy) {
  /** Every connection is closed. */
  static Expected nothing(String variant) {
    return new Expected(variant, null, 0, "");
  }

  boolean isNothing() {
    return count == 0;
  }

  /** Whether stderr must tell it. */
  boolean isAlert() {
    return severity().equals("leak");
  }

  String severity() {
    if (isNothing()) {
      return "";
    }
    return switch (verdict) {
      case "stale_in_pool", "half_closed_in_use" -> "info";
      case "untracked", "unknown" -> "suspect";
      default -> "leak";
    };
  }

  boolean isIn(Report report) {
    return summary(report).equals(summary());
  }

  /** Fails with what is different. */
  void check(Report report, LibraryCase library) throws Exception {
    assertThat(summary(report)).isEqualTo(summary());
    for (Report.Leak leak : report.leaks()) {
      assertThat(leak.severity()).as("severity").isEqualTo(severity());
      assertThat(leak.library()).as("library").isEqualTo(library.name());
      assertThat(library.isOpenedAt(leak.site())).as("opened at " + leak.site()).isTrue();
      assertThat(library.isNamed(frame(leak))).as(frame(leak) + " is what must be named").isTrue();
      assertThat(leak.remedy()).as("remedy").contains(remedy);
    }
  }

  /** The line to look at: the handler's, where connections were accepted. */
  private static String frame(Report.Leak leak) {
    return leak.handler() == null ? leak.site().frame() : leak.handler().frame();
  }

  private List<String> summary() {
    return isNothing() ? List.of() : List.of(count + " " + verdict);
  }

  private static List<String> summary(Report report) {
    return report.leaks().stream().map(leak -> leak.count() + " " + leak.verdict()).toList();
  }
}
