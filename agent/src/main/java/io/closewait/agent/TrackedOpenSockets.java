package io.closewait.agent;

import io.closewait.connection.IdleTimes;
import io.closewait.connection.OpenSockets;
import io.closewait.kernel.Tracked;

/** What the kernel is asked about: the open sockets. */
final class TrackedOpenSockets implements Tracked {
  private final OpenSockets open;
  private final IdleTimes idle;

  TrackedOpenSockets(OpenSockets open, IdleTimes idle) {
    this.open = open;
    this.idle = idle;
  }

  @Override
  public int limit() {
    return open.limit();
  }

  @Override
  public long idAt(int descriptor) {
    return open.idAt(descriptor);
  }

  @Override
  public long idleSince(int descriptor) {
    return idle.since(descriptor);
  }
}
