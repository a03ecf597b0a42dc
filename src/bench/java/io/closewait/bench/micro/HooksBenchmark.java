package io.closewait.bench.micro;

import io.closewait.bridge.Bridge;
import io.closewait.bridge.ConnectionEvent;
import io.closewait.bridge.JdkAccess;
import io.closewait.bridge.UseBridge;
import io.closewait.connection.Registry;
import java.io.FileDescriptor;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** What woven code calls, with a registry that listens; a descriptor of its own for each thread. */
@BenchmarkMode(Mode.AverageTime)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 3,
    jvmArgsAppend = {Opens.NIO, Opens.LANG, Opens.IO})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class HooksBenchmark {
  /** Above every descriptor that is used here. */
  private static final int DESCRIPTORS = 1000;

  private static final AtomicInteger LAST_DESCRIPTOR = new AtomicInteger(100);

  private final InetSocketAddress remote = new InetSocketAddress("127.0.0.1", 8080);

  @Setup
  public void listen() {
    JdkAccess.prepare();
    Bridge.listen(new Registry(64));
    UseBridge.lookForUnused(DESCRIPTORS, 1);
  }

  @TearDown
  public void stop() {
    Bridge.listen(null);
    if (Bridge.suppressed() != 0) {
      throw new IllegalStateException(Bridge.lastSuppressed());
    }
  }

  /** One open connection; uses are only noted for who is idle, as they mostly are. */
  @State(Scope.Thread)
  public static class Held {
    private final FileDescriptor descriptor = new FileDescriptor();
    private final Object owner = new Object();

    @Setup(Level.Iteration)
    public void open(HooksBenchmark hooks) {
      JdkAccess.setDescriptor(descriptor, LAST_DESCRIPTOR.incrementAndGet());
      Bridge.connecting(owner, descriptor, hooks.remote);
      Bridge.connected(true, owner, descriptor);
    }
  }

  /** One accepted connection while each use is reported, because connections are in trouble. */
  @State(Scope.Thread)
  public static class Watched {
    private final FileDescriptor descriptor = new FileDescriptor();
    private final Object owner = new Object();

    @Setup(Level.Iteration)
    public void open(HooksBenchmark hooks) {
      JdkAccess.setDescriptor(descriptor, LAST_DESCRIPTOR.incrementAndGet());
      Bridge.accepted(owner, descriptor, hooks.remote);
      UseBridge.watch(true);
    }
  }

  @Benchmark
  public void openAndClose(Held held) {
    Object owner = new Object();
    Bridge.connecting(owner, held.descriptor, remote);
    Bridge.connected(true, owner, held.descriptor);
    Bridge.closing(owner, held.descriptor, 4000);
    Bridge.event(ConnectionEvent.RELEASED, null, held.descriptor);
  }

  @Benchmark
  @Threads(8)
  public void openAndCloseByEight(Held held) {
    openAndClose(held);
  }

  /** Every read passes the check for the end of the stream, and the note that it is no idle one. */
  @Benchmark
  public void read(Held held) {
    UseBridge.read(100, held.descriptor);
  }

  @Benchmark
  public void readWhileWatched(Watched watched) {
    UseBridge.read(100, watched.descriptor);
  }

  /** With the open and close around it, since only a connection's first end is noted. */
  @Benchmark
  public void endOfStream(Held held) {
    Object owner = new Object();
    Bridge.connecting(owner, held.descriptor, remote);
    Bridge.connected(true, owner, held.descriptor);
    UseBridge.read(-1, held.descriptor);
    Bridge.closing(owner, held.descriptor, 4000);
    Bridge.event(ConnectionEvent.RELEASED, null, held.descriptor);
  }

  @Benchmark
  public void write(Held held) {
    UseBridge.write(held.descriptor);
  }
}
