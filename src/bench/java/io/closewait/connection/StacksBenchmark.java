package io.closewait.connection;

import io.closewait.bench.micro.Opens;
import io.closewait.bridge.JdkAccess;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The capture of a stack at a depth: the JVM's own part, and with hash and interning. */
@BenchmarkMode(Mode.AverageTime)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 3,
    jvmArgsAppend = {Opens.NIO, Opens.LANG, Opens.IO})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class StacksBenchmark {
  @Param({"20", "60", "120"})
  public int depth;

  private final CallSites sites = new CallSites(80);

  @Setup
  public void prepare() {
    JdkAccess.prepare();
  }

  @Benchmark
  public Object throwable() {
    return throwableBelow(depth);
  }

  @Benchmark
  public Object interned() {
    return internedBelow(depth);
  }

  private static Throwable throwableBelow(int frames) {
    return frames > 0 ? throwableBelow(frames - 1) : new Throwable();
  }

  private CallSite internedBelow(int frames) {
    return frames > 0 ? internedBelow(frames - 1) : sites.here();
  }
}
