package io.closewait.diagnosis;

/** What became of a leak between two diagnoses. Immutable. */
public final class Change {
  /** The ways in which a leak changes. */
  public enum Kind {
    /** A leak that the diagnosis before did not have. */
    APPEARED,
    /** Its count reached or passed the next power of two. */
    GREW,
    /** None of its sockets is left. */
    RECOVERED
  }

  private final Kind kind;
  private final Leak leak;

  public Change(Kind kind, Leak leak) {
    this.kind = kind;
    this.leak = leak;
  }

  public Kind kind() {
    return kind;
  }

  /** The leak as it is now, or as it was last when it recovered. */
  public Leak leak() {
    return leak;
  }
}
