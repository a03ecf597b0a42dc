package io.closewait.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;

/** A server and the clients that suit it. */
interface Workload {
  /** Serves for ever in daemon threads, at an address of its own. */
  InetSocketAddress serve() throws IOException;

  /** A client of that server. */
  Operation client(InetSocketAddress server) throws IOException;
}
