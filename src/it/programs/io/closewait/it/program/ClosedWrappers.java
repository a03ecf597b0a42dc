package io.closewait.it.program;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Closes something above each socket and leaves the socket open. The key store of the system
 * properties has the peer's key.
 */
public final class ClosedWrappers {
  private final Held held = new Held();
  private final Peer peer = held.add(new Peer());
  private final SSLSocketFactory tls = SSLContext.getDefault().getSocketFactory();

  private ClosedWrappers() throws Exception {}

  public static void main(String[] args) throws Exception {
    ClosedWrappers program = new ClosedWrappers();
    program.tlsWithoutAutoClose();
    program.sessionThatSaysGoodbye();
    program.objectStream();
    Console.ready(line -> program.held.closeAll());
  }

  /** The socket below is the caller's to close. */
  private void tlsWithoutAutoClose() throws Exception {
    Thread server = peer.hangUpAfter(this::handshake);
    InetSocketAddress address = peer.address();
    Socket plain = held.add(new Socket(address.getAddress(), address.getPort()));
    SSLSocket socket = layer(plain, true);
    socket.startHandshake();
    closeLayer(socket);
    server.join();
  }

  private SSLSocket layer(Socket plain, boolean client) throws IOException {
    SSLSocket socket = (SSLSocket) tls.createSocket(plain, "peer", plain.getPort(), false);
    socket.setUseClientMode(client);
    return socket;
  }

  /** Hangs up as soon as the client has closed its layer. */
  private void handshake(Socket client) throws IOException {
    InputStream in = layer(client, false).getInputStream();
    while (in.read() >= 0) {}
  }

  private static void closeLayer(SSLSocket socket) throws IOException {
    socket.close();
  }

  private void sessionThatSaysGoodbye() throws Exception {
    Socket socket = reset();
    try (Session session = new Session(socket)) {
      session.awaitEnd();
    } catch (IOException expected) {
      // Its peer is gone.
    }
  }

  private void objectStream() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    Thread server =
        peer.hangUpAfter(
            client -> {
              gate.await();
              client.setSoLinger(true, 0);
            });
    InetSocketAddress address = peer.address();
    Socket socket = held.add(new Socket(address.getAddress(), address.getPort()));
    ObjectOutputStream out = new ObjectOutputStream(socket.getOutputStream());
    out.writeInt(7);
    gate.countDown();
    server.join();
    awaitReset(socket);
    try {
      closeStream(out);
    } catch (IOException expected) {
      // Its peer is gone.
    }
  }

  private static void closeStream(OutputStream out) throws IOException {
    out.close();
  }

  /** A connection that its peer has reset. */
  private Socket reset() throws Exception {
    Thread server = peer.hangUpAfter(client -> client.setSoLinger(true, 0));
    InetSocketAddress address = peer.address();
    Socket socket = held.add(new Socket(address.getAddress(), address.getPort()));
    server.join();
    return socket;
  }

  private static void awaitReset(Socket socket) throws IOException {
    try {
      while (socket.getInputStream().read() >= 0) {}
    } catch (SocketException expected) {
      // That is the reset.
    }
  }

  /** A class as applications have them: a parting word, and then the socket. */
  private static final class Session implements Closeable {
    private final Socket socket;

    Session(Socket socket) {
      this.socket = socket;
    }

    void awaitEnd() throws IOException {
      awaitReset(socket);
    }

    @Override
    public void close() throws IOException {
      sayGoodbye();
      socket.close();
    }

    private void sayGoodbye() throws IOException {
      socket.getOutputStream().write('q');
    }
  }
}
