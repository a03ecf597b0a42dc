package io.closewait.options;

/** Takes what is wrong with the options that somebody gave. */
public interface Complaints {
  /** One sentence that names the input, where it came from and the remedy. */
  void complain(String sentence);
}
