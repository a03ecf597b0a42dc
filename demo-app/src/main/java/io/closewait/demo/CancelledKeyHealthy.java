package io.closewait.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The healthy twin of {@link CancelledKey}: cancels the key and closes. */
public final class CancelledKeyHealthy {
  private static final Logger LOG = LoggerFactory.getLogger(CancelledKeyHealthy.class);
  private static final List<SocketChannel> CACHE = new ArrayList<>();

  public static void main(String[] args) throws IOException {
    InetSocketAddress service = PriceService.named(args);
    try (Selector selector = Selector.open()) {
      for (String symbol : PriceProtocol.symbols("STOCK")) {
        fetch(service, symbol, selector);
      }
      LOG.info("{} bytes of answers", readAll(selector));
      Console.ready(CACHE);
    }
  }

  private static void fetch(InetSocketAddress service, String symbol, Selector selector)
      throws IOException {
    SocketChannel channel = SocketChannel.open(service);
    CACHE.add(channel);
    channel.write(PriceProtocol.request("/price/" + symbol));
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ);
  }

  private static int readAll(Selector selector) throws IOException {
    int bytes = 0;
    while (!selector.keys().isEmpty()) {
      selector.select();
      for (SelectionKey key : selector.selectedKeys()) {
        bytes += read(key);
      }
      selector.selectedKeys().clear();
      selector.selectNow();
    }
    return bytes;
  }

  private static int read(SelectionKey key) throws IOException {
    SocketChannel channel = (SocketChannel) key.channel();
    int length = channel.read(ByteBuffer.allocate(1024));
    if (length < 0) {
      key.cancel();
      channel.close();
      return 0;
    }
    return length;
  }
}
