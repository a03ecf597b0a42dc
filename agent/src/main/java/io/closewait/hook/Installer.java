package io.closewait.hook;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Puts the hooks into the JVM and takes them out again. For one thread at a time. */
public final class Installer {
  private final Instrumentation instrumentation;
  private final List<Hook> hooks;
  private final LibraryClasses libraries = new LibraryClasses();
  private final Weaver weaver;
  private final List<String> missing = new CopyOnWriteArrayList<>();

  private Installer(Instrumentation instrumentation, List<Hook> hooks) {
    this.instrumentation = instrumentation;
    this.hooks = hooks;
    this.weaver = new Weaver(hooks, libraries);
  }

  /** Defines the bridge into java.base; needed once before any class is used that calls it. */
  public static void defineBridge(Instrumentation instrumentation)
      throws IOException, ReflectiveOperationException {
    BridgeDefiner.define(instrumentation, jdk());
  }

  /**
   * Weaves every class that has hooks when it is loaded from now on; {@link #weaveLoaded} or {@link
   * #finish} must follow. Needs the bridge.
   */
  public static Installer install(Instrumentation instrumentation) throws ClassNotFoundException {
    Installer installer = new Installer(instrumentation, Hooks.of(jdk()));
    loadWeaver();
    instrumentation.addTransformer(installer.weaver, true);
    return installer;
  }

  /**
   * All that weaving needs, because a class that is first needed inside the load of another one can
   * fail to load for good (ClassCircularityError).
   */
  private static void loadWeaver() throws ClassNotFoundException {
    Class<?>[] patches = {
      ClassPatch.class,
      CodePatch.class,
      FramePatch.class,
      Constants.class,
      Instructions.class,
      Bytes.class,
      Code.class
    };
    for (Class<?> type : patches) {
      Class.forName(type.getName(), true, Installer.class.getClassLoader());
    }
    LibraryClasses.contains("");
  }

  /** The feature version of the running JDK, such as 17. */
  private static int jdk() {
    String version = System.getProperty("java.specification.version", "");
    return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
  }

  /**
   * Weaves what another agent had loaded before this one came, and not {@code IOException}, which
   * every JVM has loaded: cheap where there is nothing to weave.
   */
  public void weaveLoaded() throws UnmodifiableClassException {
    Set<String> names = new HashSet<>(weaver.types());
    names.remove(Hooks.IO_EXCEPTION);
    retransform(loaded(names, false));
  }

  /**
   * Weaves all that is not woven: loads the classes that nobody has used, and finds those that were
   * loaded inside the transformer of another agent, where the JVM asks no second one.
   */
  public void finish() throws UnmodifiableClassException {
    List<Class<?>> left = new ArrayList<>();
    for (String name : weaver.types()) {
      try {
        Class<?> type = Class.forName(name.replace('/', '.'), false, null);
        if (!weaver.hasSeen(name)) {
          left.add(type);
        }
      } catch (ClassNotFoundException e) {
        missing.add("class " + name.replace('/', '.') + " does not exist in this JDK");
      }
    }
    retransform(left);
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
    retransform(loaded(Collections.emptySet(), true));
  }

  /** Gives the classes their own bytecode back. */
  public void uninstall() throws UnmodifiableClassException {
    instrumentation.removeTransformer(weaver);
    retransform(loaded(weaver.types(), true));
  }

  /**
   * Those classes that are loaded.
   *
   * @param names of the JDK's classes that are wanted
   * @param withLibraries whether those of libraries that have hooks are wanted too
   */
  private List<Class<?>> loaded(Set<String> names, boolean withLibraries) {
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      boolean wanted =
          Hooks.mayBeFor(type.getName())
              && type.getClassLoader() == null
              && names.contains(internalName(type));
      if (wanted || (withLibraries && LibraryClasses.contains(internalName(type)))) {
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
