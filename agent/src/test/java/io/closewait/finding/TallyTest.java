package io.closewait.finding;

import static io.closewait.finding.Given.FETCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.diagnosis.Finding;
import io.closewait.diagnosis.FindingKind;
import io.closewait.diagnosis.Severity;
import io.closewait.diagnosis.Site;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static Finding finding(Tally tally) {
    return tally.finding(FindingKind.TIME_WAIT, Severity.INFO, "why", "do");
  }

  @Test
  void namesTheMostFrequentRemotes() {
    Tally tally = new Tally(null);
    for (int i = 0; i < Tally.REMOTES + 5; i++) {
      tally.add(100, "10.0.0." + i, i < 2 ? 7 + i : 1);
    }

    assertThat(finding(tally).remotes()).hasSize(Tally.REMOTES);
    assertThat(finding(tally).remotes().keySet()).startsWith("10.0.0.1", "10.0.0.0");
    assertThat(tally.mostToOneRemote()).isEqualTo(8);
    assertThat(tally.count()).isEqualTo(Tally.REMOTES + 5 + 6 + 7);
  }

  @Test
  void theFirstIsTheOldest() {
    Tally tally = new Tally(null);
    tally.add(300, null, 1);
    tally.add(100, null, 1);
    tally.add(200, null, 1);

    assertThat(finding(tally).oldestSince()).isEqualTo(100);
    assertThat(finding(tally).remotes()).isEmpty();
  }

  @Test
  void figuresAreSetAddedOrKeptAtTheirLargest() {
    Tally tally = new Tally(null);
    tally.sum("sum", 2);
    tally.sum("sum", 3);
    tally.largest("largest", 5);
    tally.largest("largest", 4);
    tally.fact("fact", 1);
    tally.fact("fact", 9);

    assertThat(finding(tally).facts())
        .containsEntry("sum", 5L)
        .containsEntry("largest", 5L)
        .containsEntry("fact", 9);
  }

  @Test
  void aLineHasOneTallyForEachWayToOpen() {
    Tally.Table table = new Tally.Table();
    Site connect = Site.of("connect", FETCH, "main");

    assertThat(table.at(connect)).isSameAs(table.at(Site.of("connect", FETCH, "other")));
    assertThat(table.at(connect)).isNotSameAs(table.at(Site.of("accept", FETCH, "main")));
    assertThat(table.all()).hasSize(2);
  }
}
