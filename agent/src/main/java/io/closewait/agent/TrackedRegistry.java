package io.closewait.agent;

import io.closewait.connection.IdleTimes;
import io.closewait.connection.Registry;
import io.closewait.kernel.Tracked;

/** What the kernel is asked about: the sockets of the registry. */
final class TrackedRegistry implements Tracked {
  private final Registry registry;
  private final IdleTimes idle;

  TrackedRegistry(Registry registry, IdleTimes idle) {
    this.registry = registry;
    this.idle = idle;
  }

  @Override
  public int limit() {
    return registry.limit();
  }

  @Override
  public long idAt(int descriptor) {
    return registry.idAt(descriptor);
  }

  @Override
  public long idleSince(int descriptor) {
    return idle.since(descriptor);
  }
}
