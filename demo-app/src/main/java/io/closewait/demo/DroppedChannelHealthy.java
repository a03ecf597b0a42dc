package io.closewait.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Collections;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The healthy twin of {@link DroppedChannel}: closes with try-with-resources. */
public final class DroppedChannelHealthy {
  private static final Logger LOG = LoggerFactory.getLogger(DroppedChannelHealthy.class);

  public static void main(String[] args) throws IOException {
    LOG.info("{} bytes of answers", sum(PriceService.named(args)));
    System.gc();
    Console.ready(Collections.emptyList());
  }

  private static int sum(InetSocketAddress service) throws IOException {
    int sum = 0;
    for (String symbol : PriceProtocol.symbols("STOCK")) {
      sum += fetch(service, symbol);
    }
    return sum;
  }

  private static int fetch(InetSocketAddress service, String symbol) throws IOException {
    try (SocketChannel channel = SocketChannel.open(service)) {
      channel.write(PriceProtocol.request("/price/" + symbol));
      return readAll(channel);
    }
  }

  private static int readAll(SocketChannel channel) throws IOException {
    ByteBuffer answer = ByteBuffer.allocate(1024);
    while (channel.read(answer) >= 0) {}
    return answer.position();
  }
}
