package io.closewait.hook;

import io.closewait.bridge.Bridge;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Weaves the hooks into the classes of java.base and of libraries that have them. Thread-safe. */
final class Weaver implements ClassFileTransformer {
  private final Map<String, List<Hook>> hooksByType = new HashMap<>();
  private final Set<Hook> woven = Collections.synchronizedSet(new HashSet<Hook>());
  private final Set<String> seen = Collections.synchronizedSet(new HashSet<String>());
  private final LibraryClasses libraries;

  Weaver(List<Hook> hooks, LibraryClasses libraries) {
    this.libraries = libraries;
    for (Hook hook : hooks) {
      List<Hook> ofType = hooksByType.get(hook.type());
      if (ofType == null) {
        ofType = new ArrayList<>();
        hooksByType.put(hook.type(), ofType);
      }
      ofType.add(hook);
    }
  }

  /** The classes that have hooks, in their internal form. */
  Set<String> types() {
    return hooksByType.keySet();
  }

  /** Whether a class came by, woven or not. */
  boolean hasSeen(String type) {
    return seen.contains(type);
  }

  boolean isWoven(Hook hook) {
    return woven.contains(hook);
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] original) {
    if (name == null) {
      return null;
    }
    try {
      List<Hook> hooks = loader == null ? hooksByType.get(name) : null;
      if (hooks == null) {
        return libraries.weave(name, original);
      }
      seen.add(name);
      return weave(original, hooks);
    } catch (Throwable e) {
      Bridge.suppress(e);
      return null;
    }
  }

  /** Inserts straight-line code only, which is why the stack map frames stay valid. */
  byte[] weave(byte[] original, List<Hook> hooks) {
    List<Hook> found = new ArrayList<>();
    byte[] result = ClassPatch.apply(original, hooks, found);
    woven.addAll(found);
    return result;
  }
}
