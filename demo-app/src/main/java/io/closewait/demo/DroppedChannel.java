package io.closewait.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Collections;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drops a channel after use: the collector takes the object but never closes the descriptor. */
public final class DroppedChannel {
  private static final Logger LOG = LoggerFactory.getLogger(DroppedChannel.class);

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
    // Missing: try-with-resources around the channel.
    SocketChannel channel = SocketChannel.open(service);
    channel.write(PriceProtocol.request("/price/" + symbol));
    return readAll(channel);
  }

  private static int readAll(SocketChannel channel) throws IOException {
    ByteBuffer answer = ByteBuffer.allocate(1024);
    while (channel.read(answer) >= 0) {}
    return answer.position();
  }
}
