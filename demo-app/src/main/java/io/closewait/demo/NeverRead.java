package io.closewait.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a request that has no answer and never reads: nobody sees that the service closed. */
public final class NeverRead {
  private static final Logger LOG = LoggerFactory.getLogger(NeverRead.class);
  private static final List<Socket> CACHE = new ArrayList<>();

  public static void main(String[] args) throws IOException {
    InetSocketAddress service = PriceService.named(args);
    LOG.info("sent {} notices", notifyAbout(service, PriceProtocol.symbols("STOCK")));
    PriceProtocol.awaitEarlierClosed(service);
    Console.ready(CACHE);
  }

  private static int notifyAbout(InetSocketAddress service, List<String> symbols)
      throws IOException {
    for (String symbol : symbols) {
      send(service, symbol);
    }
    return symbols.size();
  }

  private static void send(InetSocketAddress service, String symbol) throws IOException {
    // Missing: try-with-resources around the socket.
    Socket socket = new Socket(service.getAddress(), service.getPort());
    CACHE.add(socket);
    PriceProtocol.send(socket, "/nothing?" + symbol);
  }
}
