import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.RMIServerSocketFactory;
import java.rmi.server.UnicastRemoteObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A remote method returns at once, or waits for what never comes; meanwhile its client goes. */
final class RmiServer implements Remote {
  interface Prices extends Remote {
    int get() throws RemoteException;
  }

  private static final List<Socket> CLIENTS = new CopyOnWriteArrayList<>();

  public static void main(String[] args) throws Exception {
    CountDownLatch called = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(Variant.leaks(args) ? 1 : 0);
    Prices prices = new Service(called, never);
    Prices stub = (Prices) UnicastRemoteObject.exportObject(prices, 0, new Client(), new Server());
    new Thread(() -> call(stub)).start();
    called.await();
    for (Socket client : CLIENTS) {
      client.close();
    }
    Variant.keep(prices);
  }

  private static void call(Prices prices) {
    try {
      prices.get();
    } catch (RemoteException e) {
      // The client has gone.
    }
  }

  private static final class Service implements Prices {
    private final CountDownLatch called;
    private final CountDownLatch next;

    Service(CountDownLatch called, CountDownLatch next) {
      this.called = called;
      this.next = next;
    }

    @Override
    public int get() {
      called.countDown();
      try {
        next.await(); // named
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return 42;
    }
  }

  private static final class Client implements RMIClientSocketFactory, java.io.Serializable {
    @Override
    public Socket createSocket(String host, int port) throws IOException {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      CLIENTS.add(socket);
      return socket;
    }
  }

  private static final class Server implements RMIServerSocketFactory {
    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
      return new ServerSocket(port, 10, InetAddress.getLoopbackAddress());
    }
  }
}
