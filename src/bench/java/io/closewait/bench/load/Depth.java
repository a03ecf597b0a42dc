package io.closewait.bench.load;

import java.io.IOException;

/** Calls from as deep a stack as an application with frameworks has. */
final class Depth {
  private Depth() {}

  /** Runs the operation below so many frames of this method. */
  static void call(int frames, Operation operation) throws IOException {
    if (frames <= 0) {
      operation.run();
    } else {
      call(frames - 1, operation);
    }
  }
}
