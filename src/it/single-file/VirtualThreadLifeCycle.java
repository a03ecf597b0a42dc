import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Leaves sockets that virtual threads opened and read to the end in CLOSE_WAIT, two of each kind.
 */
public class VirtualThreadLifeCycle {
  private static final List<AutoCloseable> HELD = Collections.synchronizedList(new ArrayList<>());
  private static ServerSocket listener;

  public static void main(String[] args) throws Exception {
    listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 2; i++) {
        threads.submit((Callable<Void>) VirtualThreadLifeCycle::virtualSocket).get();
        threads.submit((Callable<Void>) VirtualThreadLifeCycle::virtualChannel).get();
        threads.submit((Callable<Void>) VirtualThreadLifeCycle::virtualAccept).get();
      }
    }
    System.out.println("ready");
    Scanner stdin = new Scanner(System.in);
    while (stdin.hasNextLine() && stdin.nextLine().equals("close")) {
      for (AutoCloseable each : HELD) {
        each.close();
      }
      System.out.println("closed");
    }
  }

  private static Void virtualSocket() throws IOException {
    Socket socket = new Socket(listener.getInetAddress(), listener.getLocalPort());
    HELD.add(socket);
    return hangUpAndRead(socket);
  }

  private static Void virtualChannel() throws IOException {
    SocketChannel channel = SocketChannel.open(listener.getLocalSocketAddress());
    HELD.add(channel);
    listener.accept().close();
    while (channel.read(ByteBuffer.allocate(1)) >= 0) {}
    return null;
  }

  private static Void virtualAccept() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      new Socket(server.getInetAddress(), server.getLocalPort()).close();
      Socket socket = server.accept();
      HELD.add(socket);
      while (socket.getInputStream().read() >= 0) {}
    }
    return null;
  }

  private static Void hangUpAndRead(Socket socket) throws IOException {
    Thread peer = Thread.ofVirtual().start(VirtualThreadLifeCycle::acceptAndClose);
    while (socket.getInputStream().read() >= 0) {}
    join(peer);
    return null;
  }

  private static void acceptAndClose() {
    try {
      listener.accept().close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
