package io.closewait.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The healthy twin of {@link ExceptionBeforeClose}: closes in finally. */
public final class ExceptionBeforeCloseHealthy {
  private static final Logger LOG = LoggerFactory.getLogger(ExceptionBeforeCloseHealthy.class);
  private static final List<Socket> IN_USE = new ArrayList<>();

  public static void main(String[] args) throws IOException {
    LOG.info("{} prices are no numbers", failures(PriceService.named(args)));
    Console.ready(IN_USE);
  }

  private static int failures(InetSocketAddress service) throws IOException {
    int failures = 0;
    for (String symbol : PriceProtocol.symbols("HALTED")) {
      try {
        fetch(service, symbol);
      } catch (NumberFormatException e) {
        failures++;
      }
    }
    return failures;
  }

  private static int fetch(InetSocketAddress service, String symbol) throws IOException {
    Socket socket = new Socket(service.getAddress(), service.getPort());
    IN_USE.add(socket);
    try {
      PriceProtocol.send(socket, "/price/" + symbol);
      return Integer.parseInt(PriceProtocol.readAll(socket));
    } finally {
      IN_USE.remove(socket);
      socket.close();
    }
  }
}
