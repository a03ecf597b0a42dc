package io.closewait.cli;

import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the agent in a JVM answers again and again after one attach, which may cost that JVM a
 * warning. The agent answers when it finds the file empty; whoever ends deletes the file.
 */
final class Answers implements AutoCloseable {
  private final Target target;
  private final Path file;

  private Answers(Target target, Path file) {
    this.target = target;
    this.file = file;
  }

  /**
   * Attaches, and asks for the first answer.
   *
   * @throws Refusal if the agent could not be loaded, or refused
   */
  static Answers of(Target target) throws Refusal {
    Path jar = Conversation.jar();
    Path file = null;
    try {
      file = Reply.newFile(target);
      Throwable failure = Conversation.load(target, jar, "command=watch,reply=" + file);
      Answers answers = new Answers(target, file);
      answers.awaitFirst(jar, failure);
      return answers;
    } catch (IOException e) {
      Conversation.delete(file);
      throw Conversation.failed(target, e);
    } catch (Refusal e) {
      Conversation.delete(file);
      throw e;
    }
  }

  /** A failure is one only if no answer comes. */
  private void awaitFirst(Path jar, @Nullable Throwable failure) throws IOException, Refusal {
    long until = System.nanoTime() + 10_000_000_000L;
    while (next() == null) {
      if (System.nanoTime() > until) {
        throw Failures.explain(target.pid(), jar, failure);
      }
      pause();
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }

  /**
   * The answer to the last question; null if it has not come yet.
   *
   * @throws Refusal if the agent refuses to go on
   */
  @Nullable String next() throws Refusal {
    try {
      Reply reply = Reply.readWhole(file);
      return reply == null ? null : reply.accepted().text();
    } catch (NoSuchFileException e) {
      throw ended();
    } catch (IOException e) {
      throw Conversation.failed(target, e);
    }
  }

  /** Asks anew. */
  void ask() throws Refusal {
    try {
      Files.newOutputStream(file, WRITE, TRUNCATE_EXISTING).close();
    } catch (NoSuchFileException e) {
      throw ended();
    } catch (IOException e) {
      throw Conversation.failed(target, e);
    }
  }

  private Refusal ended() {
    return new Refusal(
        ("closewait in JVM " + target.pid() + " answers no more")
            + ": it was taken out, or this command was stopped for minutes; start it anew");
  }

  @Override
  public void close() {
    Conversation.delete(file);
  }
}
