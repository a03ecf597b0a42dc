package io.closewait.diagnosis;

import io.closewait.connection.CallSite;
import io.closewait.connection.OpenConnection;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The call sites of a report, each once. For use by one thread.
 *
 * <p>Stacks that look the same to a reader are one site here, although the JVM tells them apart:
 * two calls in one line, a line of a class before and after it was transformed, two ways through
 * the socket classes and the agent's.
 */
final class SiteIndex {
  private final Map<List<Object>, Integer> bySite = new HashMap<>();
  private final Map<List<Object>, Integer> byFrames = new HashMap<>();

  /** One connection of each. */
  private final List<OpenConnection> openers = new ArrayList<>();

  /** The index of the site that opened a connection. */
  int of(OpenConnection connection) {
    return bySite.computeIfAbsent(
        Arrays.asList(connection.origin(), connection.site()),
        key ->
            byFrames.computeIfAbsent(
                Arrays.asList(connection.origin(), visible(connection.site())),
                frames -> added(connection)));
  }

  private int added(OpenConnection connection) {
    openers.add(connection);
    return openers.size() - 1;
  }

  /** Whether a call site looks like the one with an index. */
  boolean has(int index, CallSite site) {
    CallSite known = openers.get(index).site();
    return known == site || visible(known).equals(visible(site));
  }

  private static List<StackTraceElement> visible(CallSite site) {
    return Frames.outsideSockets(site.frames());
  }

  /** All of them, each rendered when it is read, because all together may be large. */
  List<Site> sites() {
    return new AbstractList<Site>() {
      @Override
      public Site get(int index) {
        OpenConnection opener = openers.get(index);
        return Site.of(opener.origin().text(), opener.site(), opener.thread());
      }

      @Override
      public int size() {
        return openers.size();
      }
    };
  }
}
