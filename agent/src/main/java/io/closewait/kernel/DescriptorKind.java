package io.closewait.kernel;

import java.util.Locale;

/** What a descriptor is open on. */
public enum DescriptorKind {
  SOCKET("socket:["),
  PIPE("pipe:["),
  FILE("/"),
  /** Such as a selector's {@code anon_inode:[eventpoll]}. */
  OTHER("");

  private final String prefix;

  DescriptorKind(String prefix) {
    this.prefix = prefix;
  }

  /** The kind behind a link of {@code /proc/<pid>/fd}. */
  static DescriptorKind of(String target) {
    for (DescriptorKind kind : values()) {
      if (target.startsWith(kind.prefix)) {
        return kind;
      }
    }
    return OTHER;
  }

  /** The name as reports spell it, such as {@code socket}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
