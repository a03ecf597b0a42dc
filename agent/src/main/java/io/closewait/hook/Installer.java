package io.closewait.hook;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.List;

/** Puts the hooks into the JVM and takes them out again. Not thread-safe. */
public final class Installer {
  private final Instrumentation instrumentation;
  private final List<Hook> hooks;
  private final LibraryClasses libraries = new LibraryClasses();
  private final Weaver weaver;
  private final List<Class<?>> targets = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();

  private Installer(Instrumentation instrumentation, List<Hook> hooks) {
    this.instrumentation = instrumentation;
    this.hooks = hooks;
    this.weaver = new Weaver(hooks, libraries);
  }

  /**
   * Defines the bridge into java.base; needed once before any class is used that calls it.
   *
   * @param jar the path of the agent's jar
   */
  public static void defineBridge(Instrumentation instrumentation, String jar)
      throws IOException, ReflectiveOperationException {
    BridgeDefiner.define(instrumentation, jar, jdk());
  }

  /** Weaves the hooks of this JDK; needs the bridge. */
  public static Installer install(Instrumentation instrumentation)
      throws UnmodifiableClassException {
    Installer installer = new Installer(instrumentation, Hooks.of(jdk()));
    installer.weave();
    return installer;
  }

  /** The feature version of the running JDK, such as 17. */
  private static int jdk() {
    String version = System.getProperty("java.specification.version", "");
    return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
  }

  /** Eagerly, all classes in one step: a lazy weaver is called from inside the class it weaves. */
  private void weave() throws UnmodifiableClassException {
    for (String type : weaver.types()) {
      try {
        targets.add(Class.forName(type.replace('/', '.'), false, null));
      } catch (ClassNotFoundException e) {
        missing.add("class " + type.replace('/', '.') + " does not exist in this JDK");
      }
    }
    // Loads what the weaver asks about every class.
    LibraryClasses.contains("");
    instrumentation.addTransformer(weaver, true);
    try {
      instrumentation.retransformClasses(targets.toArray(new Class<?>[0]));
    } catch (UnmodifiableClassException | RuntimeException | Error e) {
      instrumentation.removeTransformer(weaver);
      throw e;
    }
    for (Hook hook : hooks) {
      if (!weaver.isWoven(hook)) {
        missing.add(hook + " could not be woven in this JDK");
      }
    }
  }

  /** How many methods report to the bridge. */
  public int wovenMethods() {
    int count = 0;
    for (Hook hook : hooks) {
      if (weaver.isWoven(hook)) {
        count++;
      }
    }
    return count;
  }

  /**
   * Hooks that this JDK or a library should have and has not, one sentence each; grows as libraries
   * are loaded.
   */
  public List<String> missing() {
    List<String> all = new ArrayList<>(missing);
    all.addAll(libraries.missing());
    return all;
  }

  /**
   * Weaves the classes of libraries that were loaded before the hooks were installed. It looks
   * through all classes once, because their loaders are not known: some milliseconds, not for the
   * application's threads.
   */
  public void weaveLoadedLibraries() throws UnmodifiableClassException {
    retransform(loadedLibraries());
  }

  /** Gives the classes their own bytecode back. */
  public void uninstall() throws UnmodifiableClassException {
    instrumentation.removeTransformer(weaver);
    retransform(targets);
    retransform(loadedLibraries());
  }

  private List<Class<?>> loadedLibraries() {
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (LibraryClasses.contains(internalName(type))) {
        found.add(type);
      }
    }
    return found;
  }

  private static String internalName(Class<?> type) {
    return type.getName().replace('.', '/');
  }

  private void retransform(List<Class<?>> classes) throws UnmodifiableClassException {
    if (!classes.isEmpty()) {
      instrumentation.retransformClasses(classes.toArray(new Class<?>[0]));
    }
  }
}
