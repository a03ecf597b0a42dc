import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.ObjectPool;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;

/** Takes a socket from a pool of its own three times; gives it back, or not. */
final class PooledSockets extends BasePooledObjectFactory<Socket> {
  private final URI server;

  private PooledSockets(URI server) {
    this.server = server;
  }

  public static void main(String[] args) throws Exception {
    ObjectPool<Socket> pool = new GenericObjectPool<>(new PooledSockets(URI.create(args[1])));
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Socket socket = pool.borrowObject();
      if (Variant.isHealthy(args)) {
        pool.returnObject(socket);
      }
      sockets.add(socket);
    }
    Variant.keep(pool, sockets);
  }

  @Override
  public Socket create() throws Exception {
    return new Socket(server.getHost(), server.getPort()); // named
  }

  @Override
  public PooledObject<Socket> wrap(Socket socket) {
    return new DefaultPooledObject<>(socket);
  }

  @Override
  public void destroyObject(PooledObject<Socket> socket) throws Exception {
    socket.getObject().close();
  }
}
