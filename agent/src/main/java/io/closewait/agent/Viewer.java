package io.closewait.agent;

import io.closewait.bridge.Bridge;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Answers the command {@code watch} again and again without another attach: whoever gave it empties
 * the file to ask anew, and whoever has had enough takes it away.
 */
final class Viewer extends Thread {
  private static final long POLL_MILLIS = 100;

  /** Who has not asked for so long is gone; the command line asks once a minute at least. */
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);

  private static final long JOIN_MILLIS = 5000;

  private final Session session;
  private final File file;

  /** Held open, so that the answers come through when no other descriptor is left. */
  private final RandomAccessFile out;

  private volatile boolean stopped;

  /**
   * @param file empty, and deleted by whoever reads it
   * @throws IOException if it cannot be written
   */
  Viewer(Session session, String file) throws IOException {
    super("closewait watch");
    this.session = session;
    this.file = new File(file);
    this.out = new RandomAccessFile(this.file, "rw");
    setDaemon(true);
  }

  @Override
  public void run() {
    try (RandomAccessFile open = out) {
      long asked = System.nanoTime();
      while (!stopped && file.exists() && System.nanoTime() - asked < PATIENCE_NANOS) {
        if (open.length() == 0) {
          write(session.brief());
          asked = System.nanoTime();
        }
        Thread.sleep(POLL_MILLIS);
      }
    } catch (IOException | InterruptedException e) {
      // Whoever watches finds the file gone.
      return;
    } catch (Throwable e) {
      Bridge.suppress(e);
    } finally {
      session.forget(this);
      file.delete();
    }
  }

  /** The first line is the exit status; the last line tells that the answer is whole. */
  private void write(String brief) throws IOException {
    String answer = "0\n" + brief + "end\n";
    out.setLength(0);
    out.seek(0);
    out.write(answer.getBytes(StandardCharsets.UTF_8));
  }

  /** Ends the thread. */
  void end() throws InterruptedException {
    stopped = true;
    join(JOIN_MILLIS);
  }
}
