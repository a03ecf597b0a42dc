package io.closewait.agent;

import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import org.jspecify.annotations.Nullable;

/**
 * The agent argument of a JVM that is running already: {@code
 * command=NAME,format=FORMAT,OPTIONS,reply=FILE}, or options alone to attach.
 *
 * <p>The reply is the exit status in the first line, then the text. FILE is made by the command
 * line and takes the rest of the argument, so it may have commas.
 */
final class Command {
  private static final String NAME = "command=";
  private static final String FORMAT = "format=";
  private static final String REPLY = "reply=";

  private final String name;
  private final String format;
  private final String options;
  private final @Nullable String replyFile;

  private Command(String name, String format, String options, @Nullable String replyFile) {
    this.name = name;
    this.format = format;
    this.options = options;
    this.replyFile = replyFile;
  }

  static Command of(@Nullable String argument) {
    String rest = argument == null ? "" : argument;
    if (!rest.startsWith(NAME)) {
      return new Command("attach", "text", rest, null);
    }
    String replyFile = null;
    int reply = ("," + rest).indexOf("," + REPLY);
    if (reply >= 0) {
      replyFile = rest.substring(reply + REPLY.length());
      rest = rest.substring(0, Math.max(0, reply - 1));
    }
    String name = first(rest).substring(NAME.length());
    rest = afterFirst(rest);
    String format = "text";
    if (rest.startsWith(FORMAT)) {
      format = first(rest).substring(FORMAT.length());
      rest = afterFirst(rest);
    }
    return new Command(name, format, rest, replyFile);
  }

  private static String first(String list) {
    int comma = list.indexOf(',');
    return comma < 0 ? list : list.substring(0, comma);
  }

  private static String afterFirst(String list) {
    int comma = list.indexOf(',');
    return comma < 0 ? "" : list.substring(comma + 1);
  }

  String name() {
    return name;
  }

  /** The name of a format, {@code text} unless given. */
  String format() {
    return format;
  }

  String options() {
    return options;
  }

  /** Where the answer goes; null if nobody waits for it. */
  @Nullable String replyFile() {
    return replyFile;
  }

  /** Answers whoever gave the command; without a reply file only a refusal is worth a line. */
  void reply(Answer answer) {
    if (replyFile == null) {
      if (answer.status() == 2) {
        Stderr.complain(answer.text());
      }
      return;
    }
    String reply = answer.status() + "\n" + answer.text();
    // Not created: whoever gave the command may have given up and taken the file away.
    try (OutputStream out = Files.newOutputStream(Paths.get(replyFile), WRITE)) {
      out.write(reply.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      Stderr.complain("cannot answer the command line: " + e.getMessage());
    }
  }
}
