package io.closewait.it.program;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Opens two sockets through each API that is layered over another, each pair in a method of its
 * own, and leaves them in CLOSE_WAIT. The key store of the system properties has the peer's key.
 */
public final class LayeredLifeCycles {
  private final Held held = new Held();
  private final Peer peer = held.add(new Peer());
  private final SSLSocketFactory tls = SSLContext.getDefault().getSocketFactory();

  private LayeredLifeCycles() throws Exception {}

  public static void main(String[] args) throws Exception {
    LayeredLifeCycles program = new LayeredLifeCycles();
    for (int i = 0; i < 2; i++) {
      program.tlsDirect();
      program.tlsLayered();
      program.httpUrlConnection();
      program.httpUrlConnectionErrorStream();
      program.socks();
    }
    Console.ready(line -> program.held.closeAll());
  }

  private void tlsDirect() throws Exception {
    Thread server = peer.hangUpAfter(this::handshake);
    InetSocketAddress address = peer.address();
    SSLSocket socket =
        (SSLSocket) held.add(tls.createSocket(address.getAddress(), address.getPort()));
    socket.startHandshake();
    server.join();
  }

  private void tlsLayered() throws Exception {
    Thread server = peer.hangUpAfter(this::handshake);
    InetSocketAddress address = peer.address();
    Socket plain = new Socket(address.getAddress(), address.getPort());
    SSLSocket socket =
        (SSLSocket)
            held.add(tls.createSocket(plain, address.getHostString(), address.getPort(), true));
    socket.startHandshake();
    server.join();
  }

  /** The server's side; the TCP connection is closed without a word of TLS. */
  private void handshake(Socket client) throws IOException {
    SSLSocket socket = (SSLSocket) tls.createSocket(client, "client", client.getPort(), false);
    socket.setUseClientMode(false);
    socket.startHandshake();
  }

  private void httpUrlConnection() throws Exception {
    Thread server = peer.hangUpAfter(client -> answer(client, "200 OK"));
    held.add(url().openConnection().getInputStream());
    server.join();
  }

  private void httpUrlConnectionErrorStream() throws Exception {
    Thread server = peer.hangUpAfter(client -> answer(client, "500 Broken"));
    HttpURLConnection connection = (HttpURLConnection) url().openConnection();
    if (connection.getResponseCode() == 500) {
      held.add(connection::disconnect);
    }
    server.join();
  }

  private URL url() throws IOException {
    InetSocketAddress address = peer.address();
    return new URL("http", address.getAddress().getHostAddress(), address.getPort(), "/");
  }

  private static void answer(Socket client, String status) throws IOException {
    for (int blank = 0; blank < 2; ) {
      int c = client.getInputStream().read();
      blank = c == '\n' ? blank + 1 : c == '\r' ? blank : 0;
    }
    StringBuilder answer = new StringBuilder("HTTP/1.1 " + status);
    answer.append("\r\nConnection: close\r\nContent-Length: 20000\r\n\r\n");
    for (int i = 0; i < 20_000; i++) {
      answer.append('x');
    }
    client.getOutputStream().write(answer.toString().getBytes(StandardCharsets.US_ASCII));
  }

  private void socks() throws Exception {
    Thread server = peer.hangUpAfter(LayeredLifeCycles::proxy);
    Socket socket = held.add(new Socket(new Proxy(Proxy.Type.SOCKS, peer.address())));
    socket.connect(InetSocketAddress.createUnresolved("prices.example", 80));
    server.join();
    while (socket.getInputStream().read() >= 0) {}
  }

  /** RFC 1928, for a client without authentication that wants to connect to a name. */
  private static void proxy(Socket client) throws IOException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    OutputStream out = client.getOutputStream();
    in.readByte();
    in.readFully(new byte[in.readByte()]);
    out.write(new byte[] {5, 0});
    in.readFully(new byte[4]);
    in.readFully(new byte[in.readByte() + 2]);
    out.write(new byte[] {5, 0, 0, 1, 127, 0, 0, 1, 0, 80});
  }
}
