package io.closewait.hook;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jspecify.annotations.Nullable;

/**
 * The classes that are woven when they are loaded, in whichever class loader they come: those of
 * libraries, and of the JDK what few applications need. Thread-safe.
 *
 * <p>It is asked about every class that the application loads, and for all but a few it only
 * searches the name: no lock, no allocation, no class of its own that is not loaded yet.
 */
final class LibraryClasses {
  private final Set<String> missing = new CopyOnWriteArraySet<>();

  /**
   * Whether a class is one to weave.
   *
   * @param name in its internal form
   */
  static boolean contains(String name) {
    return hooks(name) != null;
  }

  /** Hooks that a library should have and has not in the version that is loaded. */
  Set<String> missing() {
    return missing;
  }

  /** The woven class; null if it is none to weave, or has none of the methods. */
  byte @Nullable [] weave(String name, byte[] original) {
    List<Hook> hooks = hooks(name);
    if (hooks == null) {
      return null;
    }
    List<Hook> woven = new ArrayList<>();
    byte[] result = ClassPatch.apply(original, hooks, woven);
    note(hooks, woven);
    return woven.isEmpty() ? null : result;
  }

  private static @Nullable List<Hook> hooks(String name) {
    List<Hook> hooks = NettyHooks.of(name);
    if (hooks == null) {
      hooks = PoolHooks.of(name);
    }
    return hooks == null ? WrapperHooks.of(name) : hooks;
  }

  private void note(List<Hook> hooks, List<Hook> woven) {
    Set<String> found = new HashSet<>();
    for (Hook hook : woven) {
      found.add(hook.method());
    }
    for (Hook hook : hooks) {
      if (isEssential(hook) && !found.contains(hook.method())) {
        missing.add(
            "this version of Netty has no "
                + hook
                + ": the connections of its native transport may be untracked");
      }
    }
  }

  private static boolean isEssential(Hook hook) {
    return NettyHooks.of(hook.type()) != null && NettyHooks.isEssential(hook.method());
  }
}
