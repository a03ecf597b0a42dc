package io.closewait.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads each answer to the end of the stream and forgets to close. */
public final class ForgottenClose {
  private static final Logger LOG = LoggerFactory.getLogger(ForgottenClose.class);
  private static final List<Socket> CACHE = new ArrayList<>();

  public static void main(String[] args) throws IOException {
    LOG.info("the sum of all prices is {}", sum(PriceService.named(args)));
    Console.ready(CACHE);
  }

  private static int sum(InetSocketAddress service) throws IOException {
    int sum = 0;
    for (String symbol : PriceProtocol.symbols("STOCK")) {
      sum += fetch(service, symbol);
    }
    return sum;
  }

  private static int fetch(InetSocketAddress service, String symbol) throws IOException {
    // Missing: try-with-resources around the socket.
    Socket socket = new Socket(service.getAddress(), service.getPort());
    CACHE.add(socket);
    PriceProtocol.send(socket, "/price/" + symbol);
    return Integer.parseInt(PriceProtocol.readAll(socket));
  }
}
