package io.closewait.cli;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.security.CodeSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.jspecify.annotations.Nullable;

/**
 * Loads the agent into a JVM to ask it one thing, and takes its answer from a file.
 *
 * <p>The answer alone tells whether it worked: a JDK 17 that attaches to a JDK 8 reports a failure
 * although the agent ran.
 */
final class Conversation {
  /** Longer than any JDK waits for the target to accept an attach, 10 seconds by default. */
  private static final long TIMEOUT_SECONDS = 60;

  private Conversation() {}

  /**
   * Sends a command.
   *
   * @param command {@code command=NAME} and its options, as the agent expects them
   * @throws Refusal if the agent could not be loaded, or refused
   */
  static Reply ask(Target target, String command) throws Refusal {
    Path jar = jar();
    Path file = null;
    try {
      file = Reply.newFile(target);
      Throwable failure = load(target, jar, command + ",reply=" + file);
      Reply reply = Reply.read(file);
      if (reply == null) {
        throw Failures.explain(target.pid(), jar, failure);
      }
      return reply.accepted();
    } catch (IOException e) {
      throw failed(target, e);
    } finally {
      delete(file);
    }
  }

  static Refusal failed(Target target, IOException e) {
    return new Refusal(
        ("cannot exchange a file with JVM " + target.pid() + " (" + e + ")")
            + ": name another directory with -Djava.io.tmpdir");
  }

  /** Returns what went wrong; null if nothing did. */
  static @Nullable Throwable load(Target target, Path jar, String argument) {
    FutureTask<Void> attach =
        new FutureTask<>(
            () -> {
              ByteBuddyAgent.attach(new File(jar.toString()), target.pid(), argument);
              return null;
            });
    Thread thread = new Thread(attach, "attach");
    thread.setDaemon(true);
    thread.start();
    try {
      attach.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      return null;
    } catch (ExecutionException e) {
      return e.getCause();
    } catch (TimeoutException e) {
      return e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return e;
    }
  }

  /** The jar that this class came from. */
  static Path jar() throws Refusal {
    CodeSource source = Conversation.class.getProtectionDomain().getCodeSource();
    try {
      Path jar = source == null ? null : Paths.get(source.getLocation().toURI()).toAbsolutePath();
      if (jar == null || !Files.isRegularFile(jar)) {
        throw new Refusal("not run from a jar: use java -jar closewait-agent.jar");
      }
      if (jar.toString().contains("=")) {
        throw new Refusal(
            "a JVM cannot load an agent from " + jar + ": move it to a path without '='");
      }
      return jar;
    } catch (URISyntaxException e) {
      throw new Refusal("cannot find the jar at " + e.getInput() + ": move it to a plainer path");
    }
  }

  static void delete(@Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }
}
