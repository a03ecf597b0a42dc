package io.closewait.options;

import org.jspecify.annotations.Nullable;

/** Named texts, such as the system properties or the environment. */
public interface Lookup {
  /** The text of that name; null if there is none. */
  @Nullable String get(String name);
}
