package io.closewait.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The first uses of an accepted connection, by which the handler is known that got it from its
 * acceptor. Thread-safe, without locks.
 */
final class Uses {
  /** Enough for a TLS handshake and the first answer. */
  private static final int KEPT = 8;

  private final AtomicReferenceArray<Use> first = new AtomicReferenceArray<>(KEPT);

  /** Racy on purpose: two uses at once may count as one, of which either is kept. */
  private volatile int count;

  /** Keeps the use that the caller's stack is, if it is one of the first. */
  void note(CallSites sites) {
    int index = count;
    if (index < KEPT) {
      count = index + 1;
      first.set(index, new Use(Connection.currentThread(), sites.here()));
    }
  }

  /** Those that were kept, the first one first. */
  List<Use> toList() {
    List<Use> uses = new ArrayList<>();
    for (int i = 0; i < KEPT; i++) {
      Use use = first.get(i);
      if (use != null) {
        use.site().resolve();
        uses.add(use);
      }
    }
    return uses;
  }
}
