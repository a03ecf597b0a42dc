package io.closewait.kernel;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes every descriptor it may have, samples a leaked socket, and prints what the sampler says.
 */
final class ExhaustedProcess {
  private static final long ID = 4711;

  private ExhaustedProcess() {}

  public static void main(String[] arguments) throws Exception {
    ServerSocketChannel server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    SocketChannel client = SocketChannel.open(server.getLocalAddress());
    server.accept().close();
    FakeTracked tracked = new FakeTracked().set(descriptor(client), ID);
    Sampler sampler = new Sampler(Mode.AUTO, new RealProbe(), Paths.get("/proc/self"), tracked);
    KernelSample before = sampler.sample(1000, Look.DEEP);
    while (before.observation(ID) == null || !before.observation(ID).receiveQueue().isPresent()) {
      before = sampler.sample(1000, Look.DEEP);
    }
    List<FileInputStream> taken = takeAll();
    KernelSample exhausted = sampler.sample(2000, Look.DEEP);
    for (FileInputStream file : taken) {
      file.close();
    }
    print(exhausted);
    print(sampler.sample(3000, Look.DEEP));
  }

  private static int descriptor(SocketChannel channel) throws ReflectiveOperationException {
    return (Integer) Class.forName("sun.nio.ch.SelChImpl").getMethod("getFDVal").invoke(channel);
  }

  private static List<FileInputStream> takeAll() throws Exception {
    List<FileInputStream> taken = new ArrayList<>();
    while (true) {
      try {
        taken.add(new FileInputStream("/dev/null"));
      } catch (FileNotFoundException e) {
        return taken;
      }
    }
  }

  private static void print(KernelSample sample) {
    System.out.println(
        sample.observation(ID).state()
            + " since "
            + sample.observation(ID).since()
            + " queue "
            + sample.observation(ID).receiveQueue().getAsInt()
            + " limit "
            + sample.descriptors().limit().getAsLong()
            + " blind "
            + sample.blind());
  }
}
