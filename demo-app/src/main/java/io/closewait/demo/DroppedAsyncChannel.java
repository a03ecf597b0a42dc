package io.closewait.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.util.Collections;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drops an asynchronous channel after use; its group holds it, so it is never collected. */
public final class DroppedAsyncChannel {
  private static final Logger LOG = LoggerFactory.getLogger(DroppedAsyncChannel.class);

  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    LOG.info("{} bytes of answers", sum(PriceService.named(args)));
    Console.ready(Collections.emptyList());
  }

  private static int sum(InetSocketAddress service)
      throws IOException, InterruptedException, ExecutionException {
    int sum = 0;
    for (String symbol : PriceProtocol.symbols("STOCK")) {
      sum += fetch(service, symbol);
    }
    return sum;
  }

  private static int fetch(InetSocketAddress service, String symbol)
      throws IOException, InterruptedException, ExecutionException {
    // Missing: try-with-resources around the channel.
    AsynchronousSocketChannel channel = AsynchronousSocketChannel.open();
    channel.connect(service).get();
    channel.write(PriceProtocol.request("/price/" + symbol)).get();
    return readAll(channel);
  }

  private static int readAll(AsynchronousSocketChannel channel)
      throws InterruptedException, ExecutionException {
    ByteBuffer answer = ByteBuffer.allocate(1024);
    while (channel.read(answer).get() >= 0) {}
    return answer.position();
  }
}
