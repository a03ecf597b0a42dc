package io.closewait.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report's file appears whole or not at all. */
class OutputFileTest {
  @TempDir private Path directory;

  @Test
  void theTextReplacesWhatWasThere() throws Exception {
    Path path = Files.write(directory.resolve("report.txt"), new byte[] {1, 2, 3});

    try (OutputFile file = new OutputFile(path)) {
      file.write("é");
    }
    assertThat(path).hasContent("é");
    assertThat(directory).isDirectoryNotContaining("glob:**/.*");
  }

  @Test
  void nothingIsLeftIfNothingIsWritten() throws Exception {
    new OutputFile(directory.resolve("report.txt")).close();

    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aLinkStaysALink() throws Exception {
    Path real = Files.createFile(directory.resolve("real.txt"));
    Path link = Files.createSymbolicLink(directory.resolve("link.txt"), real);

    try (OutputFile file = new OutputFile(link)) {
      file.write("x");
    }
    assertThat(link).isSymbolicLink();
    assertThat(real).hasContent("x");
  }

  @Test
  void aDirectoryThatDoesNotExist() {
    assertThatThrownBy(() -> new OutputFile(directory.resolve("no/report.txt")))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "cannot write '%s' (no such directory): name a file in a directory that you may write",
            directory.resolve("no/report.txt"));
  }

  @Test
  void aDeviceIsNeverReplaced() {
    assertThatThrownBy(() -> new OutputFile(Paths.get("/dev/null")))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "cannot write '/dev/null' (it is not a regular file): name a file in a directory that"
                + " you may write");
  }
}
