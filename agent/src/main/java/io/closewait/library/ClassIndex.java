package io.closewait.library;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

/**
 * Finds the libraries that named a package or class which a class belongs to. Immutable.
 *
 * <p>The names are sorted, and each knows the next shorter one that it begins with. Whatever a
 * class's name begins with stands before it, and what stands between begins with the same; so all
 * are on the way from the last name before the class's own to ever shorter ones.
 *
 * <p>A copy of a library that another one contains, under its own name with a package before it, is
 * found too.
 */
final class ClassIndex {
  /** What a library's name begins with that hardly anybody names a package within others. */
  private static final String[] ROOTS = {"org.", "com.", "net.", "okhttp3."};

  /** Packages that hold copies of libraries. */
  private static final String[] COPIES = {".shaded.", ".shade.", ".thirdparty.", ".repackaged."};

  private final String[] names;
  private final int[] shorter;
  private final List<List<Library>> libraries;

  /**
   * @param byName those that named a package, with a dot at its end, or a class, which stands for
   *     its nested ones too
   */
  ClassIndex(SortedMap<String, List<Library>> byName) {
    names = byName.keySet().toArray(new String[0]);
    libraries = new ArrayList<>(byName.values());
    shorter = new int[names.length];
    for (int i = 0; i < names.length; i++) {
      shorter[i] = beginningOf(names[i], i - 1);
    }
  }

  /**
   * The place of the longest name, at this place or on the way from it, that a name begins with.
   */
  private int beginningOf(String name, int from) {
    int place = from;
    while (place >= 0 && !name.startsWith(names[place])) {
      place = shorter[place];
    }
    return place;
  }

  /** Those that named the class, an outer one or a package around it; else those of a copy. */
  List<Library> of(String className) {
    List<Library> all = named(className);
    for (int dot = className.indexOf('.');
        all.isEmpty() && dot >= 0;
        dot = className.indexOf('.', dot + 1)) {
      if (beginsCopy(className, dot)) {
        all = named(className.substring(dot + 1));
      }
    }
    return all;
  }

  /** Whether what follows a dot may be the name of a library's class. */
  private static boolean beginsCopy(String className, int dot) {
    for (String root : ROOTS) {
      if (className.startsWith(root, dot + 1)) {
        return true;
      }
    }
    for (String copies : COPIES) {
      if (className.startsWith(copies, dot + 1 - copies.length())) {
        return true;
      }
    }
    return false;
  }

  private List<Library> named(String className) {
    int found = Arrays.binarySearch(names, className);
    int place = beginningOf(className, found >= 0 ? found : -found - 2);
    List<Library> all = new ArrayList<>();
    for (; place >= 0; place = shorter[place]) {
      if (ends(className, names[place].length())) {
        all.addAll(libraries.get(place));
      }
    }
    return all;
  }

  /**
   * Whether the name of a package or of a class ends within a class's name after so many letters.
   */
  private static boolean ends(String className, int length) {
    return length == className.length()
        || className.charAt(length - 1) == '.'
        || className.charAt(length) == '$';
  }
}
