package io.closewait.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibraryFileTest {
  private static final String BLOCK =
      """
      # a remark
      library One
        frames  one.
        pool    one.Pool
        thread  one-
        holder  one.Shelf
        idle    filled
        bound   70s
        keeps   5
        parting 512
        means   nobody reads
        stale   Set this.
        leak    Do that.
        server  Do it there.

      library Two
        frames  two.
      """;

  @Test
  void readsAllThatABlockSays() throws IOException {
    Library one = LibraryFile.read(new StringReader(BLOCK)).get(0);
    assertThat(one.name()).isEqualTo("One");
    assertThat(one.runsIn("one-1")).isTrue();
    assertThat(one.runsIn("main")).isFalse();
    assertThat(one.holder()).isEqualTo("one.Shelf");
    assertThat(one.idle()).isEqualTo(Library.Idle.FILLED);
    assertThat(one.boundMillis()).hasValue(70_000);
    assertThat(one.keeps()).hasValue(5);
    assertThat(one.partingBytes()).isEqualTo(512);
    assertThat(one.meaning()).isEqualTo("nobody reads");
    assertThat(one.staleRemedy()).isEqualTo("Set this.");
    assertThat(one.leakRemedy()).isEqualTo("Do that.");
    assertThat(one.serverRemedy()).isEqualTo("Do it there.");
  }

  @Test
  void whatABlockDoesNotSayIsNotKnown() throws IOException {
    Library two = LibraryFile.read(new StringReader(BLOCK)).get(1);
    assertThat(two.runsIn("main")).isTrue();
    assertThat(two.idle()).isNull();
    assertThat(two.boundMillis()).isEmpty();
    assertThat(two.keeps()).isEmpty();
    assertThat(two.partingBytes()).isZero();
    assertThat(two.serverRemedy()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "frames one.              | line 1: 'frames' stands before the first library",
        "library                  | line 1: 'library' has no value",
        "library A\\nidle x        | line 2: 'x' is none of stale, filled, noticed",
        "library A\\nbound 5m      | line 2: '5m' is no number, which for a bound has an s after it",
        "library A\\nkeeps none    | line 2: 'none' is no number, which for a bound has an s after it",
        "library A\\nkeeps 0       | line 2: '0' is no number, which for a bound has an s after it",
        "library A\\nleak Close it | line 2: 'leak' is no sentence with a full stop",
        "library A\\nlibrary B     | line 2: 'A' ends here and has no 'frames'",
        "library A\\nframes a.\\npool a.\\nleak Do.\\nidle stale\\nlibrary B | line 6: 'A' ends here and has no 'stale'",
        "library A\\nframes a.\\npool a.\\nleak Do.\\nlibrary B | line 5: 'A' ends here and has no 'idle'",
        "library A\\nframes a.\\npool a.\\nidle noticed | line 4: 'A' ends here and has no 'leak'",
        "library A\\nasks a.Pool | line 2: it takes idle= and one of leased= and all=",
        "library A\\nfoo x | line 2: 'foo' is none of library, frames, pool, thread, asks, holder, idle, bound, keeps, parting, means, stale, leak, server",
      })
  void namesTheLineThatMakesNoSense(String text, String message) {
    assertThatThrownBy(() -> LibraryFile.read(new StringReader(text.replace("\\n", "\n"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(message);
  }
}
