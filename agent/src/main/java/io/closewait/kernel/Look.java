package io.closewait.kernel;

/** How much one look at the kernel asks. */
public enum Look {
  /** The state of each tracked descriptor. */
  SHALLOW,
  /** Also the tables of {@code /proc}, whose cost grows with all sockets of the namespace. */
  DEEP
}
