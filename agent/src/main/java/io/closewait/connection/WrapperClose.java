package io.closewait.connection;

/** A close() of an object above a socket that leaves the socket open. Immutable. */
public final class WrapperClose {
  private final String type;
  private final long at;
  private final String thread;
  private final CallSite site;

  /**
   * @param at milliseconds since the epoch
   */
  public WrapperClose(String type, long at, String thread, CallSite site) {
    this.type = type;
    this.at = at;
    this.thread = thread;
    this.site = site;
  }

  /** The class of the object, such as {@code sun.security.ssl.SSLSocketImpl}. */
  public String type() {
    return type;
  }

  /** Milliseconds since the epoch. */
  public long at() {
    return at;
  }

  public String thread() {
    return thread;
  }

  public CallSite site() {
    return site;
  }
}
