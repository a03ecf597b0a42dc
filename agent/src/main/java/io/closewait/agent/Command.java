package io.closewait.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
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
    try {
      write(answer, Paths.get(replyFile));
    } catch (IOException e) {
      Stderr.complain("cannot answer the command line: " + e.getMessage());
    }
  }

  /**
   * The status takes its place last, so that a part of an answer is none. The file is not created:
   * whoever gave the command may have given up and taken it away.
   */
  private static void write(Answer answer, Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, WRITE, TRUNCATE_EXISTING);
        Writer out =
            new BufferedWriter(new OutputStreamWriter(Channels.newOutputStream(channel), UTF_8))) {
      out.write("?\n");
      answer.write(out);
      out.flush();
      byte[] status = Integer.toString(answer.status()).getBytes(UTF_8);
      channel.write(ByteBuffer.wrap(status), 0);
    }
  }
}
