package io.closewait.agent;

import io.closewait.alert.Alerts;
import io.closewait.diagnosis.Change;
import io.closewait.diagnosis.Diagnosis;
import io.closewait.diagnosis.Headroom;
import io.closewait.report.Messages;
import io.closewait.report.ReportFile;
import io.closewait.report.Subject;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells the world what changed: by alerts and in the report file. For one thread at a time. */
final class Announcer {
  private final Subject subject;
  private final @Nullable ReportFile file;

  /** Some tries: each descriptor may go to a thread that waits for it, which is faster. */
  private final Reserve reserve = new Reserve(4);

  private final Supplier<Alerts> wanted;
  private @Nullable Alerts alerts;
  private @Nullable String lastTrouble;
  private boolean unwritten;
  private final AtomicLong reportsWritten = new AtomicLong();

  /**
   * @param file null if no report is wanted
   * @param wanted where alerts go, asked for the first one
   */
  Announcer(Subject subject, @Nullable ReportFile file, Supplier<Alerts> wanted) {
    this.wanted = wanted;
    this.subject = subject;
    this.file = file;
  }

  /**
   * One block for each new leak, one line for each that recovered and for descriptors that run
   * short, and the file anew.
   */
  void announce(Diagnosis diagnosis, List<Change> changes, Headroom.@Nullable Alarm alarm) {
    if (alarm != null) {
      alerts().warn(Messages.shortage(diagnosis));
    }
    for (Change change : changes) {
      if (change.kind() == Change.Kind.APPEARED) {
        alerts().warn(Messages.appeared(change.leak(), diagnosis.takenAt()));
      } else if (change.kind() == Change.Kind.RECOVERED) {
        alerts().inform(Messages.recovered(change.leak()));
      }
    }
    if (writes(changes, alarm)) {
      write(diagnosis);
    }
    if (file != null) {
      reserve.take();
    }
  }

  /** Whether the file is to be written because of what happened. */
  boolean writes(List<Change> changes, Headroom.@Nullable Alarm alarm) {
    return file != null && (!changes.isEmpty() || alarm != null || unwritten);
  }

  private Alerts alerts() {
    Alerts present = alerts;
    if (present == null) {
      present = wanted.get();
      alerts = present;
    }
    return present;
  }

  /** No alert comes any more. */
  void end() {
    if (alerts != null) {
      alerts.close();
    }
  }

  /** Complains at once about a report file that cannot be written later. */
  void check() {
    String trouble = file == null ? null : file.trouble();
    if (trouble != null) {
      Stderr.complain(trouble);
      lastTrouble = trouble;
    }
  }

  /** Loads what a report needs and cannot be loaded when no descriptor is left. */
  void prepare() throws IOException {
    if (file != null) {
      file.prepare();
    }
  }

  /** Writes the report file, if one is wanted; each kind of trouble is told once. */
  void write(Diagnosis diagnosis) {
    if (file == null) {
      return;
    }
    try {
      write(diagnosis, file);
      lastTrouble = null;
      unwritten = false;
    } catch (IOException e) {
      unwritten = diagnosis.shortage() != null;
      String trouble = String.valueOf(e.getMessage());
      if (!trouble.equals(lastTrouble)) {
        Stderr.complain(trouble);
        lastTrouble = trouble;
      }
    }
  }

  /** Where the descriptor is that writing needs. */
  Reserve reserve() {
    return reserve;
  }

  /**
   * Writes a report.
   *
   * @throws IOException with a message for the user
   */
  void write(Diagnosis diagnosis, ReportFile target) throws IOException {
    target.write(diagnosis, subject, reserve::releaseOne);
    reportsWritten.incrementAndGet();
  }

  long reportsWritten() {
    return reportsWritten.get();
  }
}
