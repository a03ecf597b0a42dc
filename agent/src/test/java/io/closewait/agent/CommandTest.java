package io.closewait.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {
  private static final String LINE = "x".repeat(99) + "\n";

  /** More than what is underway to the file may have. */
  private static final int UNDERWAY = 32 * 1024;

  @TempDir private Path directory;
  private Path file;
  private Command command;

  @BeforeEach
  void makeFile() throws Exception {
    file = Files.createFile(directory.resolve("reply,with,commas"));
    command = Command.of("command=report,format=json,reply=" + file);
  }

  @Test
  void aReportGoesIntoTheFileWhileItIsMade() throws Exception {
    command.reply(
        Answer.report(
            true,
            out -> {
              for (int written = 0; written < 1_000_000; written += LINE.length()) {
                assertThat(written - Files.size(file)).isLessThan(UNDERWAY);
                out.write(LINE);
              }
            }));

    assertThat(file).content().startsWith("1\n" + LINE).endsWith(LINE).hasSize(1_000_002);
  }

  @Test
  void whatIsNoReportIsAnsweredToo() {
    command.reply(Answer.done("done\n"));

    assertThat(file).hasContent("0\ndone\n");
  }

  @Test
  void aPartOfAReportIsNoAnswerAndGivesWayToTheReason() {
    Answer broken =
        Answer.report(
            false,
            out -> {
              out.write(LINE.repeat(1000));
              throw new IllegalStateException("broken");
            });

    assertThatThrownBy(() -> command.reply(broken)).hasMessage("broken");
    assertThat(file).content().startsWith("?");

    command.reply(Answer.refused("broken"));
    assertThat(file).hasContent("2\nbroken");
  }

  @Test
  void aFileThatWasTakenAwayStaysAway() throws Exception {
    Files.delete(file);

    command.reply(Answer.done("done\n"));

    assertThat(file).doesNotExist();
  }
}
