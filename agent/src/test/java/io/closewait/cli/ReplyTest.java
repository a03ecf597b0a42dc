package io.closewait.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the agent's answer is read. */
class ReplyTest {
  @TempDir private Path directory;

  private @Nullable Reply read(String answer) throws IOException {
    return Reply.read(Files.write(directory.resolve("reply"), answer.getBytes(UTF_8)));
  }

  @Test
  void statusAndText() throws IOException {
    Reply reply = read("1\n2 leaks\n\nat a.B\n");

    assertThat(reply.status()).isEqualTo(1);
    assertThat(reply.text()).isEqualTo("2 leaks\n\nat a.B\n");
  }

  @ParameterizedTest
  @CsvSource({"'0\njvm', false", "'0\njvm\n', false", "'0\njvm\nend\n', true", "'2\nno', true"})
  void oneOfManyIsWholeAtItsLastLine(String answer, boolean whole) throws IOException {
    Path file = Files.write(directory.resolve("reply"), answer.getBytes(UTF_8));

    assertThat(Reply.readWhole(file) != null).isEqualTo(whole);
  }

  @Test
  void aMissingLineBreakIsAdded() throws IOException {
    assertThat(read("0\ndetached").text()).isEqualTo("detached\n");
  }

  @Test
  void noText() throws IOException {
    assertThat(read("0\n").text()).isEmpty();
  }

  @Test
  void aRefusalIsThrown() throws IOException {
    Reply reply = read("2\nalready attached\n");

    assertThatThrownBy(reply::accepted).isInstanceOf(Refusal.class).hasMessage("already attached");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "3\n", "\n", "10\n", "text"})
  void noAnswer(String answer) throws IOException {
    assertThat(read(answer)).isNull();
  }

  @Test
  void theFileIsForItsOwnerOnly() throws Exception {
    Path root = Files.createDirectory(directory.resolve("proc"));
    new FakeProc(root, 1000).process(8, "java", "java", "a.Main").jvm("/jdk");

    Path file = Reply.newFile(Target.find(root, "8"));
    try {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(file).isEmptyFile();
    } finally {
      Files.delete(file);
    }
  }
}
