package io.closewait.kernel;

import java.util.Locale;

/** From where the states of sockets are to come. */
public enum Mode {
  /** TCP_INFO, without it the tables of {@code /proc}, without them nothing. */
  AUTO,
  /** One getsockopt a socket; the tables only add queues, inodes and sockets without a record. */
  TCP_INFO,
  /** The tables of {@code /proc}, at every look. */
  PROC,
  /** The kernel is not asked. */
  OFF;

  /** The name as the option and reports spell it, such as {@code tcp_info}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
