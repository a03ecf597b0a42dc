package io.closewait.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The healthy twin of {@link NeverRead}: closes with try-with-resources. */
public final class NeverReadHealthy {
  private static final Logger LOG = LoggerFactory.getLogger(NeverReadHealthy.class);
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
    try (Socket socket = new Socket(service.getAddress(), service.getPort())) {
      CACHE.add(socket);
      PriceProtocol.send(socket, "/nothing?" + symbol);
    }
  }
}
