package io.closewait.agent;

import io.closewait.bridge.JdkAccess;
import io.closewait.connection.CallSite;
import io.closewait.connection.ConnectionSnapshot;
import io.closewait.connection.OpenSockets;
import io.closewait.connection.PoolSighting;
import io.closewait.connection.Registry;
import io.closewait.diagnosis.PoolFacts;
import io.closewait.library.Libraries;
import io.closewait.library.Library;
import io.closewait.library.PoolUse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks libraries for the use of their pools. For use by one thread at a time. */
final class PoolSurvey {
  private static final String HTTP_CLIENT = "sun.net.www.http.HttpClient";

  private final PoolAsker asker = new PoolAsker();
  private final Registry registry;
  private Map<String, PoolUse> last = Collections.emptyMap();
  private List<PoolUse> steady = Collections.emptyList();

  /**
   * @param registry has seen the pools
   */
  PoolSurvey(Registry registry) {
    this.registry = registry;
  }

  /**
   * What pools say, and how many other connections there were; counts them before it asks and
   * after, as {@link PoolFacts} has it.
   *
   * @param connections those in question
   * @param lastId {@link Registry#lastId} before they were looked at
   */
  PoolFacts facts(List<ConnectionSnapshot> connections, long lastId) {
    OpenSockets open = registry.openSockets();
    Map<CallSite, Integer> others = new HashMap<>();
    countOthers(open, connections, others);
    List<PoolUse> uses = ask(connections);
    long until = registry.lastId();
    countOthers(open, connections, others);
    return new PoolFacts(uses, others, until - lastId - open.between(lastId, until));
  }

  private static void countOthers(
      OpenSockets open, List<ConnectionSnapshot> connections, Map<CallSite, Integer> most) {
    if (!connections.isEmpty()) {
      open.othersBySite(connections).forEach((site, count) -> most.merge(site, count, Math::max));
    }
  }

  /**
   * What was so at this survey and the one before it, for each library that could be asked; while a
   * pool has not answered, what was so the last time.
   *
   * @param connections those in question
   */
  List<PoolUse> ask(List<ConnectionSnapshot> connections) {
    Map<String, PoolUse> now = new HashMap<>();
    for (PoolUse use : answers(connections)) {
      now.put(use.library(), use);
    }
    if (!asker.isWaiting()) {
      steady = steady(now);
      last = now;
    }
    return steady;
  }

  private List<PoolUse> steady(Map<String, PoolUse> now) {
    List<PoolUse> same = new ArrayList<>();
    for (PoolUse use : now.values()) {
      PoolUse before = last.get(use.library());
      if (before != null) {
        same.add(use.steadySince(before));
      }
    }
    return same;
  }

  private List<PoolUse> answers(List<ConnectionSnapshot> connections) {
    List<PoolSighting> pools = connections.isEmpty() ? Collections.emptyList() : registry.pools();
    List<PoolUse> answers =
        new ArrayList<>(asker.ask(pools.isEmpty() ? none() : libraries(connections), pools));
    if (isInUse(HTTP_CLIENT, connections)) {
      askHttpUrlConnection(answers);
    }
    return answers;
  }

  private static Set<Library> none() {
    return Collections.emptySet();
  }

  /** Those whose pools have opened connections. */
  private static Set<Library> libraries(List<ConnectionSnapshot> connections) {
    Libraries known = Libraries.known();
    Set<List<Object>> asked = new HashSet<>();
    Set<Library> libraries = new HashSet<>();
    for (ConnectionSnapshot connection : connections) {
      String thread = connection.thread();
      if (asked.add(Arrays.asList(connection.site(), known.threadKind(thread)))) {
        Library library = known.pool(connection.site().frames(), thread);
        if (library != null) {
          libraries.add(library);
        }
      }
    }
    return libraries;
  }

  private static void askHttpUrlConnection(List<PoolUse> answers) {
    int idle;
    try {
      idle = JdkAccess.idleHttpConnections();
    } catch (ReflectiveOperationException | RuntimeException e) {
      // This JDK does not tell, or a security manager forbids it.
      return;
    }
    if (idle >= 0) {
      answers.add(PoolUse.ofIdle("HttpURLConnection", idle));
    }
  }

  /** Whether a class has opened one of the connections, and so has been initialised. */
  private static boolean isInUse(String className, List<ConnectionSnapshot> connections) {
    Set<CallSite> sites = new HashSet<>();
    for (ConnectionSnapshot connection : connections) {
      sites.add(connection.site());
    }
    for (CallSite site : sites) {
      for (StackTraceElement frame : site.frames()) {
        if (frame.getClassName().equals(className)) {
          return true;
        }
      }
    }
    return false;
  }
}
