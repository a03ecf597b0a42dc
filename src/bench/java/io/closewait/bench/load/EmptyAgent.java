package io.closewait.bench.load;

import java.lang.instrument.Instrumentation;

/** The floor of every agent: it does nothing. */
public final class EmptyAgent {
  private EmptyAgent() {}

  public static void premain(String argument, Instrumentation instrumentation) {}
}
