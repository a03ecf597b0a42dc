package io.closewait.alert;

/** Where alerts go. No method fails or waits; for one thread. */
public interface Alerts {
  /**
   * Something must be done.
   *
   * @param text lines that begin with {@code closewait: }
   */
  void warn(String text);

  /** Something is as it should be again; the text as for {@link #warn}. */
  void inform(String text);

  /** No alert comes any more. */
  void close();
}
