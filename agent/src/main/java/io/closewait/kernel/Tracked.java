package io.closewait.kernel;

/**
 * The connections that the hooks know, by descriptor. Thread-safe: they come and go during a look.
 *
 * <p>An id is given to one connection only, stands at its descriptor from before the descriptor is
 * in use until before it is closed, and never comes back. So whoever finds the same id before and
 * after asking the kernel has asked about that connection.
 */
public interface Tracked {
  /** All descriptors in use are below this. */
  int limit();

  /**
   * The id of the connection at a descriptor; 0 if there is none, negative if the socket is known
   * but of no interest.
   */
  long idAt(int descriptor);

  /**
   * Since when the connection at a descriptor is not used, milliseconds since the epoch; 0 if it
   * was used lately, or if nobody knows.
   */
  default long idleSince(int descriptor) {
    return 0;
  }
}
