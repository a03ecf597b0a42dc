package io.closewait.bridge;

/** What happens to a socket after it was opened. */
public enum ConnectionEvent {
  /** accept() was called. */
  ACCEPTING,
  /** A socket came to be that may connect later, in another thread. */
  CREATED,
  /** The connection that was being opened is established. */
  CONNECTED,
  /** A read returned the end of the stream. */
  END_OF_STREAM,
  /** A read returned data; reported only while uses are watched. */
  READ,
  /** A write is about to happen; reported only while uses are watched. */
  WRITE,
  /** A read or write of a blocking socket ended with an exception. */
  FAILED,
  SHUTDOWN_INPUT,
  SHUTDOWN_OUTPUT,
  /** The descriptor is about to be given back to the kernel. */
  RELEASED
}
