package io.closewait.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What every client needs to talk to the {@link PriceService}. */
final class PriceProtocol {
  private static final int CONNECTIONS = Integer.getInteger("demo.connections", 5);

  private PriceProtocol() {}

  /** The symbols to ask for, one connection each; {@code demo.connections} says how many. */
  static List<String> symbols(String prefix) {
    List<String> symbols = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      symbols.add(prefix + i);
    }
    return symbols;
  }

  static ByteBuffer request(String path) {
    return ByteBuffer.wrap(
        ("GET " + path + " HTTP/1.1\r\nHost: prices\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  static void send(Socket socket, String path) throws IOException {
    socket.getOutputStream().write(request(path).array());
  }

  /** Reads the answer to the end of the stream and returns its body. */
  static String readAll(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    byte[] chunk = new byte[1024];
    for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
      answer.write(chunk, 0, length);
    }
    return body(answer.toString("US-ASCII"));
  }

  static String body(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }

  /** Returns when the service has closed all connections that were opened before this call. */
  static void awaitEarlierClosed(InetSocketAddress service) throws IOException {
    try (Socket socket = new Socket(service.getAddress(), service.getPort())) {
      send(socket, "/price/LAST");
      readAll(socket);
    }
  }
}
