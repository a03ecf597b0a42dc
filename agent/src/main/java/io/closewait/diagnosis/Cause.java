package io.closewait.diagnosis;

/** Why the loop of a selector does not close a channel. */
enum Cause {
  /** The channel is non-blocking, and no selector has it. */
  UNREGISTERED,
  /** Its key is cancelled. */
  CANCELLED,
  /** Its key does not ask for OP_READ. */
  NO_INTEREST,
  /** It is found ready again and again. */
  SPINNING,
  /** Its key got its interest while the thread was in a select that is still going on. */
  NOT_WOKEN,
  /** The selector's thread is busy elsewhere. */
  STUCK,
  /** The selector's thread has ended. */
  ENDED,
  /** Nobody was seen to select. */
  NOBODY
}
