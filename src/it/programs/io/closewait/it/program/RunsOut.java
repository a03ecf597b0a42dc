package io.closewait.it.program;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.Closeable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.channels.SocketChannel;

/**
 * At the line {@code most} it leaves so many connections in CLOSE_WAIT that few descriptors are
 * left; at the line {@code run} some, and then it opens, as its argument says, until it is refused
 * one.
 */
public final class RunsOut {
  private static final int LEAKS = 60;

  private final Held held = new Held();
  private final Peer peer = held.add(new Peer());
  private final Opening opening;

  /** Opens one more. */
  private interface Opening {
    Closeable open() throws IOException;
  }

  private RunsOut(String how) throws IOException {
    opening = opening(how);
    // Once while there are descriptors, which the loading of classes may need.
    opening.open().close();
  }

  public static void main(String[] args) throws Exception {
    Console.ready(new RunsOut(args[0])::obey);
  }

  private Opening opening(String how) {
    switch (how) {
      case "channel":
        return SocketChannel::open;
      default:
        return this::leak;
    }
  }

  private String obey(String line) throws IOException {
    if (line.equals("close")) {
      return held.closeAll();
    }
    try {
      if (line.equals("most")) {
        return leakMost();
      }
      for (int i = 0; i < LEAKS; i++) {
        leak();
      }
      while (true) {
        held.add(opening.open());
      }
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Up to nine tenths of the descriptors. */
  private String leakMost() throws IOException {
    UnixOperatingSystemMXBean system =
        (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    while (system.getOpenFileDescriptorCount() < system.getMaxFileDescriptorCount() * 9 / 10) {
      leak();
    }
    return "most";
  }

  private Socket connect(Peer to) throws IOException {
    return held.add(new Socket(to.address().getAddress(), to.address().getPort()));
  }

  private Socket leak() throws IOException {
    Socket socket = connect(peer);
    peer.hangUp(socket);
    while (socket.getInputStream().read() >= 0) {}
    return socket;
  }
}
