package io.closewait.diagnosis;

import io.closewait.connection.CallSite;
import io.closewait.connection.ConnectionSnapshot;
import io.closewait.tcp.Endpoint;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One call site and the peer that it connects to. Immutable. */
final class Route {
  private final CallSite site;
  private final @Nullable Endpoint remote;

  Route(ConnectionSnapshot connection) {
    site = connection.site();
    remote = connection.remote();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Route
        && site.equals(((Route) other).site)
        && Objects.equals(remote, ((Route) other).remote);
  }

  @Override
  public int hashCode() {
    return 31 * site.hashCode() + Objects.hashCode(remote);
  }
}
