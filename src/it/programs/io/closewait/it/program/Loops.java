package io.closewait.it.program;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;

/** Leaves one channel in CLOSE_WAIT in each way in which a selector's loop does not close it. */
public final class Loops {
  private final Held held = new Held();
  private final Peer peer = held.add(new Peer());

  private Loops() throws IOException {}

  public static void main(String[] args) throws Exception {
    Loops program = new Loops();
    program.withoutInterest();
    program.stuckInHandler();
    program.cancelled();
    program.threadEnded();
    program.spinning();
    program.notWoken();
    program.nobodySelects();
    Console.ready(line -> program.held.closeAll());
  }

  private void withoutInterest() throws Exception {
    SelectionKey key = register(SocketChannel.open(peer.address()), 0);
    loop("no-interest", key.selector(), () -> {});
    hangUp(key);
  }

  private void stuckInHandler() throws Exception {
    SelectionKey key = register(SocketChannel.open(peer.address()), SelectionKey.OP_READ);
    hangUp(key);
    loop("stuck", key.selector(), Loops::waitForNothing);
  }

  private void cancelled() throws Exception {
    SelectionKey key = register(SocketChannel.open(peer.address()), SelectionKey.OP_READ);
    key.cancel();
    key.selector().selectNow();
    hangUp(key);
  }

  private void threadEnded() throws Exception {
    SelectionKey key = register(SocketChannel.open(peer.address()), SelectionKey.OP_READ);
    Thread thread = new Thread(() -> selectOnce(key.selector()), "ended");
    thread.start();
    thread.join();
    hangUp(key);
  }

  private void spinning() throws Exception {
    SelectionKey key = register(SocketChannel.open(peer.address()), SelectionKey.OP_READ);
    hangUp(key);
    loop("spinning", key.selector(), () -> Thread.sleep(10));
  }

  private void notWoken() throws Exception {
    SelectionKey key = register(SocketChannel.open(peer.address()), 0);
    Thread thread = loop("not-woken", key.selector(), () -> {});
    while (!isInSelect(thread)) {
      Thread.sleep(1);
    }
    key.interestOps(SelectionKey.OP_READ);
    hangUp(key);
  }

  private void nobodySelects() throws Exception {
    hangUp(register(SocketChannel.open(peer.address()), SelectionKey.OP_READ));
  }

  private void hangUp(SelectionKey key) throws IOException {
    peer.hangUp((SocketChannel) key.channel());
  }

  private SelectionKey register(SocketChannel channel, int interest) throws IOException {
    held.add(channel);
    channel.configureBlocking(false);
    return channel.register(held.add(Selector.open()), interest);
  }

  private static void waitForNothing() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  private static void selectOnce(Selector selector) {
    try {
      selector.selectNow();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether a thread waits in the kernel, which Java calls running. */
  private static boolean isInSelect(Thread thread) {
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getMethodName().matches("epollWait|wait") && frame.isNativeMethod()) {
        return true;
      }
    }
    return false;
  }

  private interface Handler {
    void run() throws Exception;
  }

  /** Selects and handles until the selector is closed. */
  private static Thread loop(String name, Selector selector, Handler handler) {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (selector.isOpen()) {
                  selector.select();
                  handler.run();
                  selector.selectedKeys().clear();
                }
              } catch (Exception e) {
                Thread.currentThread().interrupt();
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
