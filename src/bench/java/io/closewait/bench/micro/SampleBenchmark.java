package io.closewait.bench.micro;

import io.closewait.bridge.JdkAccess;
import io.closewait.kernel.KernelSample;
import io.closewait.kernel.Look;
import io.closewait.kernel.Sampler;
import io.closewait.kernel.TcpInfoProbe;
import io.closewait.kernel.Tracked;
import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One look at real connections, against the bare questions to the kernel. */
@BenchmarkMode(Mode.AverageTime)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 3,
    jvmArgsAppend = {Opens.NIO, Opens.LANG, Opens.IO, Opens.FILES})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
public class SampleBenchmark {
  @Param({"100", "8000"})
  public int connections;

  private static final int STATE = 0xff;
  private static final int ESTABLISHED = 1;

  private final List<Socket> sockets = new ArrayList<>();
  private final FileDescriptor scratch = new FileDescriptor();
  private ServerSocket listener;
  private int[] descriptors;
  private Sampler sampler;

  @Setup
  public void open() throws IOException {
    listener = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    for (int i = 0; i < connections; i++) {
      Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort());
      client.setOption(StandardSocketOptions.SO_LINGER, 0);
      sockets.add(client);
      sockets.add(listener.accept());
    }
    descriptors = new int[3 * connections + 1000];
    int count = 0;
    TcpInfoProbe probe = new TcpInfoProbe();
    for (int descriptor = 0; count < connections; descriptor++) {
      if ((probe.info(descriptor) & STATE) == ESTABLISHED) {
        descriptors[count++] = descriptor;
      }
    }
    if (probe.inode(descriptors[0]) == 0) {
      throw new IllegalStateException("the inodes of sockets are not to be had");
    }
    sampler = new Sampler(io.closewait.kernel.Mode.TCP_INFO, probe, Path.of("/proc/self"), half());
    sampler.sample(System.currentTimeMillis(), Look.DEEP);
  }

  /** As many connections as wanted, and none of their other ends. */
  private Tracked half() {
    int limit = descriptors[connections - 1] + 1;
    long[] ids = new long[limit];
    for (int i = 0; i < connections; i++) {
      ids[descriptors[i]] = i + 1;
    }
    return new Tracked() {
      @Override
      public int limit() {
        return limit;
      }

      @Override
      public long idAt(int descriptor) {
        return descriptor < limit ? ids[descriptor] : 0;
      }
    };
  }

  @TearDown
  public void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    listener.close();
  }

  /** The floor. */
  @Benchmark
  public int getsockopt() throws IOException {
    int states = 0;
    for (int i = 0; i < connections; i++) {
      JdkAccess.setDescriptor(scratch, descriptors[i]);
      states += JdkAccess.tcpInfo(scratch);
    }
    return states;
  }

  @Benchmark
  public KernelSample shallow() {
    return sampler.sample(System.currentTimeMillis(), Look.SHALLOW);
  }

  @Benchmark
  public KernelSample deep() {
    return sampler.sample(System.currentTimeMillis(), Look.DEEP);
  }
}
