package io.closewait.report;

import io.closewait.diagnosis.Event;
import io.closewait.diagnosis.LastTouch;
import io.closewait.diagnosis.LeakedConnection;
import io.closewait.tcp.Endpoint;
import io.closewait.tcp.TcpState;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sockets of a leak as a table, the oldest first, with what happened to each. */
final class ConnectionTable {
  private static final int LISTED = 10;
  private static final int INDENT = 5;
  private static final int THREAD_LIMIT = 40;
  private static final String[] HEADER = {
    "id", "local", "", "remote", "fd", "inode", "state", "recv-q", "age"
  };

  /** Spaces after each column, so that the endpoints stand about their arrow. */
  private static final int[] GAPS = {2, 1, 1, 2, 2, 2, 2, 2, 0};

  private final TextLayout layout;
  private final long now;
  private final TextSelector selector;

  ConnectionTable(TextLayout layout, long now, TextSelector selector) {
    this.layout = layout;
    this.now = now;
    this.selector = selector;
  }

  void write(List<LeakedConnection> connections) throws IOException {
    int listed = Math.min(LISTED, connections.size());
    String[][] cells = new String[listed + 1][];
    cells[0] = HEADER;
    for (int i = 0; i < listed; i++) {
      cells[i + 1] = cells(connections.get(i));
    }
    int[] widths = widths(cells);
    layout.blank();
    layout.line("   Sockets, the oldest first");
    row(cells[0], widths);
    for (int i = 0; i < listed; i++) {
      row(cells[i + 1], widths);
      history(connections.get(i), INDENT + widths[0] + GAPS[0]);
    }
    if (connections.size() > listed) {
      layout.line("     and " + (connections.size() - listed) + " more");
    }
  }

  private String[] cells(LeakedConnection connection) {
    TcpState state = connection.state();
    return new String[] {
      connection.id() == 0 ? "-" : Long.toString(connection.id()),
      endpoint(connection.local()),
      "->",
      endpoint(connection.remote()),
      connection.descriptor() < 0 ? "-" : Integer.toString(connection.descriptor()),
      connection.inode().isPresent() ? Long.toString(connection.inode().getAsLong()) : "-",
      state == null ? "-" : state.name(),
      connection.receiveQueue().isPresent()
          ? Integer.toString(connection.receiveQueue().getAsInt())
          : "-",
      Quantity.duration(now - connection.since())
    };
  }

  private static String endpoint(@Nullable Endpoint endpoint) {
    return endpoint == null ? "-" : Printable.of(endpoint.toString());
  }

  private static int[] widths(String[][] rows) {
    int[] widths = new int[HEADER.length];
    for (String[] row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row[column].length());
      }
    }
    return widths;
  }

  private void row(String[] cells, int[] widths) throws IOException {
    StringBuilder line = new StringBuilder(100);
    pad(line, INDENT);
    for (int column = 0; column < cells.length; column++) {
      int end = line.length() + widths[column];
      line.append(cells[column]);
      if (column < cells.length - 1) {
        pad(line, end - line.length() + GAPS[column]);
      }
    }
    layout.line(line.toString());
  }

  private static void pad(StringBuilder line, int spaces) {
    for (int i = 0; i < spaces; i++) {
      line.append(' ');
    }
  }

  /** The thread that opened it and what happened when; nothing for a socket without a record. */
  private void history(LeakedConnection connection, int column) throws IOException {
    StringBuilder line = new StringBuilder(100);
    String thread = connection.thread();
    if (thread != null) {
      line.append(Printable.of(thread, THREAD_LIMIT)).append(": ");
    }
    String separator = "";
    long reference = now;
    for (Event event : connection.events()) {
      line.append(separator).append(Times.clock(event.at(), reference));
      line.append(' ').append(Printable.of(event.name()));
      separator = ", ";
      reference = event.at();
    }
    if (line.length() > 0) {
      layout.paragraph(line.toString(), column);
    }
    LastTouch last = connection.lastUse();
    if (last != null && !isShown(last, connection.events())) {
      layout.paragraph(lastUse(last), column);
    }
    String difference = selector.difference(connection);
    if (difference != null) {
      layout.paragraph(Printable.of(difference), column);
    }
  }

  /** The end of the stream stands among the events, and its line above. */
  private static boolean isShown(LastTouch last, List<Event> events) {
    for (Event event : events) {
      if (event.name().equals("eof") && event.at() == last.at()) {
        return true;
      }
    }
    return false;
  }

  private String lastUse(LastTouch last) {
    return "last used "
        + Quantity.duration(now - last.at())
        + " ago by "
        + Printable.of(last.thread(), THREAD_LIMIT)
        + (last.frame() == null ? "" : " at " + Printable.of(last.frame()));
  }
}
