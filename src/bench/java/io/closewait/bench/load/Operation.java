package io.closewait.bench.load;

import java.io.IOException;

/** What a client's thread does again and again; for that thread alone. */
interface Operation {
  void run() throws IOException;
}
