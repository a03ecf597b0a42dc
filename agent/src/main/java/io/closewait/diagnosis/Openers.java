package io.closewait.diagnosis;

import io.closewait.connection.CallSite;
import io.closewait.connection.ConnectionSnapshot;
import io.closewait.connection.Origin;
import io.closewait.library.Libraries;
import io.closewait.library.Library;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the library that opened or accepted each connection. For use by one thread. */
final class Openers {
  private final Libraries libraries = Libraries.known();
  private final Map<List<Object>, Optional<Opener>> known = new HashMap<>();

  /** The library that opened or accepted a connection; null if the application did, or the JDK. */
  @Nullable Opener of(ConnectionSnapshot connection) {
    return connection.origin() == Origin.ADOPTED
        ? user(connection.site(), connection.thread())
        : of(connection.site(), connection.origin() == Origin.ACCEPT, connection.thread());
  }

  /** Who uses a connection whose opening nobody saw; any library with a pool may count it. */
  private @Nullable Opener user(CallSite site, String thread) {
    List<Library> pools = new ArrayList<>();
    Library first = null;
    for (StackTraceElement frame : Frames.outsideSockets(site.frames())) {
      Library owner = libraries.owner(frame.getClassName(), false, thread);
      if (owner != null) {
        first = first == null ? owner : first;
        if (owner.idle() != null && !pools.contains(owner)) {
          pools.add(owner);
        }
      }
    }
    if (!pools.isEmpty()) {
      return Opener.ofPools(pools);
    }
    return first == null ? null : Opener.of(first);
  }

  /** The library that connects at a call site, in whatever thread; null if there is none. */
  @Nullable Opener connectingAt(CallSite site) {
    return of(site, false, "");
  }

  private @Nullable Opener of(CallSite site, boolean accepted, String thread) {
    return known
        .computeIfAbsent(
            Arrays.asList(site, accepted, libraries.threadKind(thread)),
            key -> Optional.ofNullable(find(site.frames(), accepted, thread)))
        .orElse(null);
  }

  /** A pool may be anywhere on the stack; else it is whoever called the socket classes. */
  private @Nullable Opener find(List<StackTraceElement> stack, boolean accepted, String thread) {
    List<Library> pools = accepted ? Collections.emptyList() : libraries.pools(stack, thread);
    if (!pools.isEmpty()) {
      return Opener.ofPools(pools);
    }
    for (StackTraceElement frame : Frames.outsideSockets(stack)) {
      String className = frame.getClassName();
      Library owner = libraries.owner(className, accepted, thread);
      if (owner != null) {
        return Opener.of(owner);
      }
      if (!Frames.isJdk(className) && !Frames.isSocket(className) && !Frames.isGlue(frame)) {
        return null;
      }
    }
    return null;
  }
}
