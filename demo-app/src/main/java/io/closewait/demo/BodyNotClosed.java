package io.closewait.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wants only the length of a response and neither reads nor closes its body. */
public final class BodyNotClosed {
  private static final Logger LOG = LoggerFactory.getLogger(BodyNotClosed.class);
  private static final List<InputStream> CACHE = new ArrayList<>();

  public static void main(String[] args) throws IOException {
    InetSocketAddress service = PriceService.named(args);
    LOG.info("the histories have {} bytes", sum(service));
    PriceProtocol.awaitEarlierClosed(service);
    Console.ready(CACHE);
  }

  private static int sum(InetSocketAddress service) throws IOException {
    int sum = 0;
    for (String symbol : PriceProtocol.symbols("STOCK")) {
      sum += fetchLength(service, symbol);
    }
    return sum;
  }

  private static int fetchLength(InetSocketAddress service, String symbol) throws IOException {
    URL url =
        new URL(
            "http", service.getAddress().getHostAddress(), service.getPort(), "/history/" + symbol);
    URLConnection connection = url.openConnection();
    // Missing: try-with-resources around the body.
    InputStream body = connection.getInputStream();
    CACHE.add(body);
    return connection.getContentLength();
  }
}
