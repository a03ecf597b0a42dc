package io.closewait.agent;

import io.closewait.bridge.Bridge;
import io.closewait.connection.PoolSighting;
import io.closewait.library.Libraries;
import io.closewait.library.Library;
import io.closewait.library.PoolQuestion;
import io.closewait.library.PoolUse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks the application's pools for their numbers, which is the application's code and may wait for
 * its locks: in a thread of its own, for which nobody waits long. For use by one thread at a time.
 */
final class PoolAsker {
  private static final long PATIENCE_MILLIS = 500;

  private @Nullable Asking last;

  /**
   * The answers of these libraries; none while a pool has still not answered.
   *
   * @param pools all that are known
   */
  Collection<PoolUse> ask(Set<Library> libraries, List<PoolSighting> pools) {
    if (libraries.isEmpty() || pools.isEmpty() || isWaiting()) {
      return Collections.emptyList();
    }
    Asking asking = new Asking(libraries, pools);
    last = asking;
    asking.start();
    try {
      asking.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return asking.isAlive() ? Collections.<PoolUse>emptyList() : asking.answers.values();
  }

  /** Whether a pool has still not answered. */
  boolean isWaiting() {
    return last != null && last.isAlive();
  }

  /** One round of questions. */
  private static final class Asking extends Thread {
    private final Libraries known = Libraries.known();
    private final Set<Library> libraries;
    private final List<PoolSighting> pools;
    private final Map<Library, PoolUse> answers = new LinkedHashMap<>();
    private final Set<Library> silent = new HashSet<>();

    Asking(Set<Library> libraries, List<PoolSighting> pools) {
      super("closewait pools");
      this.libraries = libraries;
      this.pools = pools;
      setDaemon(true);
    }

    @Override
    public void run() {
      try {
        for (PoolSighting sighting : pools) {
          PoolQuestion question = known.question(sighting.pool());
          if (question != null) {
            ask(sighting, question);
          }
        }
        // A part of a library's pools says nothing of them all.
        answers.keySet().removeAll(silent);
      } catch (Throwable e) {
        answers.clear();
        Bridge.suppress(e);
      }
    }

    private void ask(PoolSighting sighting, PoolQuestion question) {
      Library library = library(sighting, question);
      if (library == null || !libraries.contains(library)) {
        return;
      }
      try {
        PoolUse answer = question.ask(sighting.pool(), library);
        PoolUse before = answers.get(library);
        answers.put(library, before == null ? answer : before.and(answer));
      } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
        silent.add(library);
      }
    }

    /** As if what makes the pool's connections were on the stack where it was seen. */
    private @Nullable Library library(PoolSighting sighting, PoolQuestion question) {
      List<StackTraceElement> stack = new ArrayList<>(sighting.site().frames());
      try {
        String factory = question.factory(sighting.pool());
        if (factory != null) {
          stack.add(0, new StackTraceElement(factory, "", null, -1));
        }
      } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
        return null;
      }
      return known.pool(stack, sighting.thread());
    }
  }
}
