package io.closewait.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small HTTP/1.1 service on loopback that closes every connection itself, right after its answer.
 *
 * <p>A client that does not close in its turn is left in CLOSE_WAIT. Connections are served one at
 * a time, in the order in which they came: whoever has an answer knows that the service has closed
 * all earlier connections.
 */
public final class PriceService implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(PriceService.class);
  private static final int BACKLOG = 1024;
  private static final int REQUEST_TIMEOUT_MILLIS = 10_000;
  private static final int HISTORY_LENGTH = 2_500;

  private final ServerSocket listener;

  private PriceService(ServerSocket listener) {
    this.listener = listener;
  }

  /** Serves on the port given, or on a free one, which it prints; lives until its stdin ends. */
  public static void main(String[] args) throws IOException {
    InetSocketAddress address = start(args.length == 0 ? 0 : Integer.parseInt(args[0]));
    Console.run(Integer.toString(address.getPort()), Collections.emptyList());
  }

  /** The service named {@code host:port} in a program's arguments, or else one started here. */
  static InetSocketAddress named(String[] args) throws IOException {
    if (args.length == 0) {
      return start(0);
    }
    int colon = args[0].lastIndexOf(':');
    return new InetSocketAddress(
        args[0].substring(0, colon), Integer.parseInt(args[0].substring(colon + 1)));
  }

  private static InetSocketAddress start(int port) throws IOException {
    ServerSocket listener = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(new PriceService(listener), "price-service");
    thread.setDaemon(true);
    thread.start();
    LOG.info("prices at {}", listener.getLocalSocketAddress());
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  @Override
  public void run() {
    while (true) {
      try (Socket connection = listener.accept()) {
        connection.setSoTimeout(REQUEST_TIMEOUT_MILLIS);
        connection.getOutputStream().write(answerTo(path(connection)));
      } catch (IOException e) {
        LOG.warn("request failed: {}", e.toString());
      }
    }
  }

  /** Reads the whole request, because closing with unread bytes would reset the connection. */
  private static String path(Socket connection) throws IOException {
    BufferedReader request =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
    String first = request.readLine();
    String line = first;
    while (line != null && !line.isEmpty()) {
      line = request.readLine();
    }
    return first != null && first.startsWith("GET ") ? first.split(" ")[1] : "";
  }

  private static byte[] answerTo(String path) {
    if (path.startsWith("/nothing")) {
      return new byte[0];
    }
    if (path.startsWith("/price/")) {
      return answer("200 OK", price(path.substring("/price/".length())));
    }
    if (path.startsWith("/history/")) {
      return answer("200 OK", history(path.substring("/history/".length())));
    }
    return answer("404 Not Found", "no such path");
  }

  private static String price(String symbol) {
    return symbol.startsWith("HALTED") ? "n/a" : Integer.toString(100 + symbol.hashCode() % 100);
  }

  private static String history(String symbol) {
    StringBuilder prices = new StringBuilder();
    for (int day = 0; day < HISTORY_LENGTH; day++) {
      prices.append(price(symbol)).append(".00\n");
    }
    return prices.toString();
  }

  private static byte[] answer(String status, String body) {
    String head =
        "HTTP/1.1 " + status + "\r\nConnection: close\r\nContent-Length: " + body.length();
    return (head + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII);
  }
}
