package io.closewait.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import io.closewait.diagnosis.Diagnosis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report file is whole or absent, and a failure tells what to do. */
class ReportFileTest {
  @TempDir Path directory;

  @Test
  void theEndingChoosesTheFormat() throws IOException {
    write(directory.resolve("a.txt").toString());
    write(directory.resolve("a.json").toString());
    assertThat(directory.resolve("a.txt")).content().startsWith("closewait: 12 sockets leak");
    assertThat(
            new Gson()
                .fromJson(Files.readString(directory.resolve("a.json")), JsonObject.class)
                .has("leaks"))
        .isTrue();
  }

  @Test
  void everyPercentPBecomesThePid() {
    ReportFile file = ReportFile.of(directory + "/%p-%p.json", 4711);
    assertThat(file.path()).isEqualTo(directory.resolve("4711-4711.json").toAbsolutePath());
    assertThat(file.format()).isEqualTo(Format.JSON);
  }

  @Test
  void aRelativeNameBecomesAnAbsolutePath() {
    assertThat(ReportFile.of("r.txt", 1).path()).isEqualTo(Path.of("r.txt").toAbsolutePath());
  }

  @Test
  void anUnknownEndingIsRefused() {
    assertThatThrownBy(() -> ReportFile.of("/x/report.doc", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "report /x/report.doc has no known format: its name must end in .txt, .json or .html");
  }

  @Test
  void replacesTheOldReportAndLeavesNoOtherFile() throws IOException {
    Path path = directory.resolve("a.txt");
    Files.writeString(path, "x".repeat(100_000));
    write(path.toString());
    assertThat(path).content().startsWith("closewait: ").doesNotContain("xxx");
    assertThat(files()).containsExactly(path);
  }

  @Test
  void aMissingDirectoryIsNamedAndNotCreated() throws IOException {
    Path missing = directory.resolve("missing");
    assertThatThrownBy(() -> write(missing.resolve("a.txt").toString()))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "cannot write the report %s/a.txt: there is no directory %s; create it or name another"
                + " file",
            missing, missing);
    assertThat(files()).isEmpty();
  }

  @Test
  void aDirectoryIsNotReplaced() throws IOException {
    Path target = Files.createDirectory(directory.resolve("a.txt"));
    assertThatThrownBy(() -> write(target.toString()))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot write the report %s: it is a directory; name a file in it", target);
    assertThat(files()).containsExactly(target);
  }

  /** The longest name that a file may have leaves no room for that of the temporary one. */
  @Test
  void aFailedWriteNamesPathReasonAndRemedyAndLeavesNothing() throws IOException {
    Path target = directory.resolve("n".repeat(252) + ".txt");
    assertThatThrownBy(() -> write(target.toString()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot write the report " + target + ": ")
        .hasMessageEndingWith("; cure that or name another file");
    assertThat(files()).isEmpty();
  }

  @Test
  void whatFailsHalfwayLeavesTheOldReport() throws IOException {
    Path path = directory.resolve("a.txt");
    Files.writeString(path, "old");
    Diagnosis whole = Samples.eofIgnored();
    List<String> broken =
        new AbstractList<>() {
          @Override
          public String get(int index) {
            throw new IllegalStateException("broken");
          }

          @Override
          public int size() {
            return 1;
          }
        };
    Diagnosis diagnosis = whole.toBuilder().blind(broken).build();
    ReportFile file = ReportFile.of(path.toString(), 4711);
    assertThatThrownBy(() -> file.write(diagnosis, Samples.subject())).hasMessage("broken");
    assertThat(path).hasContent("old");
    assertThat(files()).containsExactly(path);
  }

  @Test
  void makesRoomUntilTheFileCanBeOpenedOrThereIsNoneToMake() {
    ReportFile file = ReportFile.of("/proc/closewait.txt", 4711);
    int[] left = {3};

    assertThatThrownBy(() -> file.write(Samples.noLeak(), Samples.subject(), () -> left[0]-- > 0))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/proc/closewait.txt");
    assertThat(left[0]).isEqualTo(-1);
  }

  private static void write(String name) throws IOException {
    ReportFile.of(name, 4711).write(Samples.eofIgnored(), Samples.subject());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}
