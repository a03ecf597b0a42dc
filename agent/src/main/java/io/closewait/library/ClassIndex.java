package io.closewait.library;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the libraries that named a package or class which a class belongs to. */
final class ClassIndex {
  private final Map<String, List<Library>> byName = new HashMap<>();

  /**
   * @param name a package with a dot at its end, or a class, which stands for its nested ones too
   */
  void add(String name, Library library) {
    byName.computeIfAbsent(name, key -> new ArrayList<>()).add(library);
  }

  /** Those that named the class, its outer ones or a package around it, the widest name first. */
  List<Library> of(String className) {
    List<Library> found = new ArrayList<>();
    for (int i = 0; i < className.length(); i++) {
      char c = className.charAt(i);
      if (c == '.') {
        collect(className.substring(0, i + 1), found);
      } else if (c == '$') {
        collect(className.substring(0, i), found);
      }
    }
    collect(className, found);
    return found;
  }

  private void collect(String name, List<Library> found) {
    List<Library> libraries = byName.get(name);
    if (libraries != null) {
      found.addAll(libraries);
    }
  }
}
