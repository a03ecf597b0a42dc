package io.closewait.bench.load;

import java.io.IOException;

/** As {@link Talk}, but it lives on until an agent has done what it leaves until then. */
public final class Stay {
  private static final long MILLIS = 8000;

  private Stay() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Talk.main(arguments);
    Thread.sleep(MILLIS);
  }
}
