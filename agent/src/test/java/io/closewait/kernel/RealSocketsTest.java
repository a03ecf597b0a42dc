package io.closewait.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.tcp.Endpoint;
import io.closewait.tcp.TcpState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Loopback connections of this JVM, brought into each state and compared with the kernel. */
class RealSocketsTest {
  private static final Path PROC = Paths.get("/proc/self");
  private static final long PATIENCE = 10_000_000_000L;

  private final Deque<NetworkChannel> open = new ArrayDeque<>();
  private final FakeTracked tracked = new FakeTracked();
  private ServerSocketChannel server;
  private SocketChannel peer;

  static Stream<Sampling> sources() throws ReflectiveOperationException {
    return Stream.of(new Sampling(Mode.TCP_INFO, new RealProbe()), new Sampling(Mode.PROC, null));
  }

  record Sampling(Mode mode, DescriptorProbe probe) {
    Sampler sampler(Tracked tracked) {
      return new Sampler(mode, probe, PROC, tracked);
    }
  }

  @BeforeEach
  void listen() throws IOException {
    server = ServerSocketChannel.open();
    open.push(server);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @AfterEach
  void close() throws IOException {
    for (NetworkChannel channel : open) {
      channel.close();
    }
  }

  private SocketChannel connect() throws IOException {
    SocketChannel client = SocketChannel.open(server.getLocalAddress());
    open.push(client);
    peer = server.accept();
    open.push(peer);
    return client;
  }

  private long track(NetworkChannel channel) {
    int descriptor = descriptor(channel);
    tracked.set(descriptor, 1000 + descriptor);
    return 1000 + descriptor;
  }

  private static int descriptor(NetworkChannel channel) {
    try {
      Class<?> type = Class.forName("sun.nio.ch.SelChImpl");
      return (Integer) type.getMethod("getFDVal").invoke(channel);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static String link(NetworkChannel channel) throws IOException {
    return Files.readSymbolicLink(PROC.resolve("fd/" + descriptor(channel))).toString();
  }

  private static KernelSample until(Sampler sampler, Predicate<KernelSample> seen) {
    long deadline = System.nanoTime() + PATIENCE;
    KernelSample sample = sampler.sample(System.currentTimeMillis(), Look.DEEP);
    while (!seen.test(sample) && System.nanoTime() < deadline) {
      Thread.onSpinWait();
      sample = sampler.sample(System.currentTimeMillis(), Look.DEEP);
    }
    assertThat(sample).as("state within 10 s").matches(seen);
    return sample;
  }

  private static Predicate<KernelSample> in(TcpState state, long id) {
    return sample -> sample.observation(id) != null && sample.observation(id).state() == state;
  }

  private void assertCloseWait(Sampling sampling, SocketChannel client, int queue)
      throws IOException {
    long id = track(client);
    Predicate<KernelSample> closeWait = in(TcpState.CLOSE_WAIT, id);
    KernelSample sample =
        until(
            sampling.sampler(tracked),
            s -> closeWait.test(s) && s.observation(id).receiveQueue().isPresent());
    Observation observation = sample.observation(id);
    assertThat(observation.receiveQueue()).hasValue(queue);
    assertThat("socket:[" + observation.inode().getAsLong() + "]").isEqualTo(link(client));
    assertThat(observation.local()).isEqualTo(Endpoint.of(client.getLocalAddress()));
    assertThat(sample.states()).containsEntry(TcpState.CLOSE_WAIT, 1);
    assertThat(sample.blind()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("sources")
  void endOfStreamWasRead(Sampling sampling) throws IOException {
    SocketChannel client = connect();
    peer.close();
    assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    assertCloseWait(sampling, client, 0);
  }

  @ParameterizedTest
  @MethodSource("sources")
  void onlyTheFinIsUnread(Sampling sampling) throws IOException {
    SocketChannel client = connect();
    peer.close();
    assertCloseWait(sampling, client, 1);
  }

  @ParameterizedTest
  @MethodSource("sources")
  void dataAndTheFinAreUnread(Sampling sampling) throws IOException {
    SocketChannel client = connect();
    peer.write(ByteBuffer.allocate(37));
    peer.close();
    assertCloseWait(sampling, client, 38);
  }

  @ParameterizedTest
  @MethodSource("sources")
  void aResetConnectionIsClosedAndKeepsItsDescriptor(Sampling sampling) throws IOException {
    SocketChannel client = connect();
    long id = track(client);
    peer.setOption(StandardSocketOptions.SO_LINGER, 0);
    peer.close();
    until(sampling.sampler(tracked), in(TcpState.CLOSED, id));
    long inode = DescriptorTable.socketInode(PROC.resolve("fd"), descriptor(client)).orElseThrow();
    assertThat(SocketTable.read(PROC.resolve("net")).row(inode)).isNull();
  }

  @ParameterizedTest
  @MethodSource("sources")
  void aListeningSocketAndASocketWithoutARecord(Sampling sampling) throws IOException {
    SocketChannel client = connect();
    track(peer);
    long listening = track(server);
    int descriptor = descriptor(client);
    KernelSample sample = until(sampling.sampler(tracked), s -> untracked(s, descriptor) != null);
    assertThat(sample.observation(listening).state()).isEqualTo(TcpState.LISTEN);
    UntrackedSocket socket = untracked(sample, descriptor);
    assertThat(socket.state()).isEqualTo(TcpState.ESTABLISHED);
    assertThat(socket.local()).isEqualTo(Endpoint.of(client.getLocalAddress()));
    assertThat(socket.remote()).isEqualTo(Endpoint.of(server.getLocalAddress()));
    assertThat("socket:[" + socket.inode() + "]").isEqualTo(link(client));
    assertThat(untracked(sample, descriptor(peer))).isNull();
    assertThat(untracked(sample, descriptor(server))).isNull();
  }

  private static UntrackedSocket untracked(KernelSample sample, int descriptor) {
    return sample.untracked().stream()
        .filter(socket -> socket.descriptor() == descriptor)
        .findAny()
        .orElse(null);
  }

  @ParameterizedTest
  @MethodSource("sources")
  void theDescriptorsOfThisProcess(Sampling sampling) {
    Descriptors descriptors = sampling.sampler(tracked).sample(0, Look.DEEP).descriptors();
    com.sun.management.UnixOperatingSystemMXBean system =
        (com.sun.management.UnixOperatingSystemMXBean)
            java.lang.management.ManagementFactory.getOperatingSystemMXBean();
    assertThat(descriptors.limit()).hasValue(system.getMaxFileDescriptorCount());
    assertThat(descriptors.open().getAsLong())
        .isBetween(
            system.getOpenFileDescriptorCount() - 5, system.getOpenFileDescriptorCount() + 5);
  }
}
