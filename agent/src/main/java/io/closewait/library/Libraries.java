package io.closewait.library;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The libraries of {@code libraries.txt}, which explains its form. Immutable. */
public final class Libraries {
  private final List<Library> all;
  private final ClassIndex frames;
  private final ClassIndex pools;
  private final Map<String, PoolQuestion> questions = new HashMap<>();

  private Libraries(List<Library> all) {
    this.all = all;
    frames = index(library -> library.frames);
    pools = index(library -> library.pools);
    for (Library library : all) {
      for (PoolQuestion question : library.questions) {
        questions.put(question.className(), question);
      }
    }
  }

  private ClassIndex index(Function<Library, List<String>> names) {
    SortedMap<String, List<Library>> byName = new TreeMap<>();
    for (Library library : all) {
      for (String name : names.apply(library)) {
        byName.computeIfAbsent(name, key -> new ArrayList<>()).add(library);
      }
    }
    return new ClassIndex(byName);
  }

  /** Those that the agent comes with. */
  public static Libraries known() {
    return Holder.KNOWN;
  }

  /** Loads the file at the first use, which is after {@code main}. */
  private static final class Holder {
    private static final Libraries KNOWN = load();

    private static Libraries load() {
      try (InputStream in = Libraries.class.getResourceAsStream(LibraryFile.NAME)) {
        if (in == null) {
          throw new IllegalStateException(LibraryFile.NAME + " is missing in the agent's jar");
        }
        return read(new InputStreamReader(in, StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new IllegalStateException(LibraryFile.NAME + " cannot be read", e);
      }
    }
  }

  /**
   * Reads such a file.
   *
   * @throws IllegalArgumentException if a line makes no sense; the message names it
   */
  static Libraries read(Reader text) throws IOException {
    return new Libraries(LibraryFile.read(text));
  }

  /** Whether a class belongs to a library. */
  public boolean owns(String className) {
    return !frames.of(className).isEmpty();
  }

  /**
   * The library that a class belongs to, of several the first in the file; null if it belongs to
   * none.
   *
   * @param accepted whether the connection in question was accepted, where one comes first of which
   *     it is known what to do then
   * @param thread the name of the thread that opened it
   */
  public @Nullable Library owner(String className, boolean accepted, String thread) {
    Library first = null;
    for (Library library : frames.of(className)) {
      if (library.runsIn(thread) && (first == null || precedes(library, first, accepted))) {
        first = library;
      }
    }
    return first;
  }

  private static boolean precedes(Library library, Library other, boolean accepted) {
    boolean serves = library.server != null;
    if (accepted && serves != (other.server != null)) {
      return serves;
    }
    return library.order() < other.order();
  }

  /**
   * The library whose pool opened a connection, of several the first in the file; null if none did.
   *
   * @param stack the innermost frame first
   * @param thread the name of the thread that opened it
   */
  public @Nullable Library pool(List<StackTraceElement> stack, String thread) {
    List<Library> all = pools(stack, thread);
    return all.isEmpty() ? null : all.get(0);
  }

  /**
   * All libraries whose pools are on the stack that opened a connection, in the file's order: a
   * library's pool may be built on another's, which counts the connection too.
   *
   * @param stack the innermost frame first
   * @param thread the name of the thread that opened it
   */
  public List<Library> pools(List<StackTraceElement> stack, String thread) {
    SortedMap<Integer, Library> found = new TreeMap<>();
    for (StackTraceElement frame : stack) {
      for (Library library : pools.of(frame.getClassName())) {
        if (library.runsIn(thread)) {
          found.put(library.order(), library);
        }
      }
    }
    return new ArrayList<>(found.values());
  }

  /** What a pool can be asked; null if it is of no class that the file knows. */
  public @Nullable PoolQuestion question(Object pool) {
    for (Class<?> at = pool.getClass(); at != null; at = at.getSuperclass()) {
      PoolQuestion question = questions.get(at.getName());
      if (question != null) {
        return question;
      }
    }
    return null;
  }

  /** The classes of pools that can be asked. */
  Set<String> askedClasses() {
    return questions.keySet();
  }

  /**
   * What a thread's name tells of the library that opens in it: the same for all threads between
   * which nothing in the file distinguishes.
   */
  public String threadKind(String thread) {
    for (Library library : all) {
      if (!library.threads.isEmpty() && library.runsIn(thread)) {
        return library.name();
      }
    }
    return "";
  }
}
