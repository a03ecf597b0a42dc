package io.closewait.connection;

import java.util.Collections;
import java.util.List;

/** A call site and the open sockets that came from it. Immutable. */
public final class OpenSite {
  private final Origin origin;
  private final CallSite site;
  private final String thread;
  private final List<Long> ids;

  public OpenSite(Origin origin, CallSite site, String thread, List<Long> ids) {
    this.origin = origin;
    this.site = site;
    this.thread = thread;
    this.ids = Collections.unmodifiableList(ids);
  }

  /** How the sockets came to be. */
  public Origin origin() {
    return origin;
  }

  public CallSite site() {
    return site;
  }

  /** The name of the thread that opened one of them. */
  public String thread() {
    return thread;
  }

  /** The ids of the sockets, one at least. */
  public List<Long> ids() {
    return ids;
  }
}
