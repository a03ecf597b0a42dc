package io.closewait.hook;

import io.closewait.bridge.ConnectionEvent;
import io.closewait.hook.Hook.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * Every method of the JDK that a TCP socket passes, at the level of the implementations: the API
 * classes above see neither channels nor adaptors nor the end of a stream nor a release.
 */
final class Hooks {
  private static final int FIRST = 8;
  private static final int LAST = Integer.MAX_VALUE;

  static final String IO_EXCEPTION = "java/io/IOException";

  private static final String NIO_SOCKET = "sun/nio/ch/NioSocketImpl";
  private static final String PLAIN_SOCKET = "java/net/AbstractPlainSocketImpl";
  private static final String CHANNEL = "sun/nio/ch/SocketChannelImpl";
  private static final String SERVER_CHANNEL = "sun/nio/ch/ServerSocketChannelImpl";
  private static final String ASYNC = "sun/nio/ch/AsynchronousSocketChannelImpl";
  private static final String UNIX_ASYNC = "sun/nio/ch/UnixAsynchronousSocketChannelImpl";
  private static final String ASYNC_SERVER = "sun/nio/ch/AsynchronousServerSocketChannelImpl";
  private static final String UNIX_ASYNC_SERVER =
      "sun/nio/ch/UnixAsynchronousServerSocketChannelImpl";
  private static final String DISPATCHER = "sun/nio/ch/SocketDispatcher";
  private static final String UNIX_DISPATCHER = "sun/nio/ch/UnixDispatcher";
  private static final String SELECTOR = "sun/nio/ch/SelectorImpl";
  private static final String INPUT = "java/net/SocketInputStream";
  private static final String OUTPUT = "java/net/SocketOutputStream";
  private static final String CLEANABLE = "java/net/SocketCleanable";

  private static final String INTERNET_ADDRESS = "Ljava/net/InetSocketAddress;";

  private static final Value FIRST_ARGUMENT = Value.argument(1);

  private final List<Hook> hooks = new ArrayList<>();
  private final int jdk;

  private Hooks(int jdk) {
    this.jdk = jdk;
  }

  /**
   * False, quickly, for nearly all classes that have no hooks.
   *
   * @param type such as {@code java.net.Socket}
   */
  static boolean mayBeFor(String type) {
    return type.startsWith("sun.nio.ch.")
        || type.startsWith("java.net.")
        || type.startsWith("java.io.");
  }

  /**
   * The hooks of a JDK.
   *
   * @param jdk its feature version, such as 17
   */
  static List<Hook> of(int jdk) {
    Hooks all = new Hooks(jdk);
    all.nioSocket();
    all.plainSocket();
    all.channel();
    all.serverChannel();
    all.asynchronousChannel();
    all.dispatcher();
    all.selector();
    all.refusals();
    return all.hooks;
  }

  /** java.net.Socket and ServerSocket since 13. */
  private void nioSocket() {
    Value fd = Calls.descriptor(NIO_SOCKET);
    String connect = "(Ljava/net/SocketAddress;I)V";
    enter(13, LAST, NIO_SOCKET, "connect", connect, Calls.connecting(fd));
    leave(13, LAST, NIO_SOCKET, "connect", connect, Calls.event(ConnectionEvent.CONNECTED, fd));
    String accept = "(Ljava/net/SocketImpl;)V";
    enter(13, LAST, NIO_SOCKET, "accept", accept, accepting(fd));
    leave(13, LAST, NIO_SOCKET, "accept", accept, Calls.acceptedImpl(NIO_SOCKET));
    leave(13, LAST, NIO_SOCKET, "listen", "(I)V", Calls.listening(fd, 1));
    failing(13, LAST, NIO_SOCKET, "connect", connect, fd);
    enter(13, LAST, NIO_SOCKET, "close", "()V", Calls.closing(fd, NIO_SOCKET, "localport", "I"));
    shutdowns(13, LAST, NIO_SOCKET, "()V");
    // Their finally blocks catch whatever is thrown.
    Call failed = Calls.event(ConnectionEvent.FAILED, fd);
    caught(13, LAST, NIO_SOCKET, "read", "([BII)I", failed);
    caught(13, LAST, NIO_SOCKET, "write", "([BII)V", failed);
  }

  /** java.net.Socket and ServerSocket before 13, and on request up to 17. */
  private void plainSocket() {
    Value fd = Calls.descriptor(PLAIN_SOCKET);
    String connect = "(Ljava/net/SocketAddress;I)V";
    enter(FIRST, 17, PLAIN_SOCKET, "connect", connect, Calls.connecting(fd));
    leave(FIRST, 17, PLAIN_SOCKET, "connect", connect, Calls.event(ConnectionEvent.CONNECTED, fd));
    String accept = "(Ljava/net/SocketImpl;)V";
    enter(FIRST, 17, PLAIN_SOCKET, "accept", accept, accepting(fd));
    leave(FIRST, 17, PLAIN_SOCKET, "accept", accept, Calls.acceptedImpl("java/net/SocketImpl"));
    leave(FIRST, 17, PLAIN_SOCKET, "listen", "(I)V", Calls.listening(fd, 1));
    failing(FIRST, 17, PLAIN_SOCKET, "doConnect", "(Ljava/net/InetAddress;II)V", fd);
    enter(
        FIRST, 17, PLAIN_SOCKET, "close", "()V", Calls.closing(fd, PLAIN_SOCKET, "localport", "I"));
    shutdowns(FIRST, 17, PLAIN_SOCKET, "()V");
    enter(FIRST, 17, PLAIN_SOCKET, "socketClose", "()V", released(fd));
    // Not socketRead, which JDK 8 calls twice on a reset.
    leave(FIRST, 17, INPUT, "read", "([BIII)I", Calls.read(Calls.descriptorOfImpl(INPUT)));
    enter(FIRST, 17, OUTPUT, "socketWrite", "([BII)V", Calls.write(Calls.descriptorOfImpl(OUTPUT)));
    caught(FIRST, 17, INPUT, "read", "([BIII)I", Calls.failedStream(INPUT));
    caught(FIRST, 17, OUTPUT, "socketWrite", "([BII)V", Calls.failedStream(OUTPUT));
    String clean = "performCleanup";
    enter(11, 17, CLEANABLE, clean, "()V", Calls.releasedByCleaner(CLEANABLE));
  }

  private void channel() {
    Value fd = Calls.descriptor(CHANNEL);
    String connect = "(Ljava/net/SocketAddress;)Z";
    enter(FIRST, LAST, CHANNEL, "connect", connect, Calls.connecting(fd));
    leave(FIRST, LAST, CHANNEL, "connect", connect, Calls.connected(fd));
    leave(FIRST, LAST, CHANNEL, "finishConnect", "()Z", Calls.connected(fd));
    String timed = "(Ljava/net/SocketAddress;J)V";
    enter(17, LAST, CHANNEL, "blockingConnect", timed, Calls.connecting(fd));
    leave(17, LAST, CHANNEL, "blockingConnect", timed, Calls.event(ConnectionEvent.CONNECTED, fd));
    String provider = "(Ljava/nio/channels/spi/SelectorProvider;";
    String old = provider + "Ljava/io/FileDescriptor;Ljava/net/InetSocketAddress;)V";
    leave(FIRST, 15, CHANNEL, "<init>", old, Calls.acceptedChannel(2));
    String family = provider + "Ljava/net/ProtocolFamily;";
    String recent = family + "Ljava/io/FileDescriptor;Ljava/net/SocketAddress;)V";
    leave(16, LAST, CHANNEL, "<init>", recent, Calls.acceptedChannel(3));
    failing(FIRST, LAST, CHANNEL, "connect", connect, fd);
    failing(FIRST, LAST, CHANNEL, "finishConnect", "()Z", fd);
    failing(17, LAST, CHANNEL, "blockingConnect", timed, fd);
    String close = "implCloseSelectableChannel";
    Call closing = Calls.closing(fd, CHANNEL, "localAddress", INTERNET_ADDRESS);
    enter(FIRST, 15, CHANNEL, close, "()V", closing);
    // Since 16 it may be a Unix-domain address.
    Call closingAny = Calls.closing(fd, CHANNEL, "localAddress", "Ljava/net/SocketAddress;");
    enter(16, LAST, CHANNEL, close, "()V", closingAny);
    shutdowns(FIRST, LAST, CHANNEL, "()Ljava/nio/channels/SocketChannel;");
  }

  private void serverChannel() {
    String bind = "(Ljava/net/SocketAddress;I)Ljava/nio/channels/ServerSocketChannel;";
    Value server = Calls.descriptor(SERVER_CHANNEL);
    Call listening = Calls.listening(server, 2);
    leave(FIRST, 15, SERVER_CHANNEL, "bind", bind, listening);
    // Since 16 bind serves Unix-domain channels too.
    String netBind = "(Ljava/net/SocketAddress;I)Ljava/net/SocketAddress;";
    leave(16, LAST, SERVER_CHANNEL, "netBind", netBind, listening);
    String accepted = "Ljava/nio/channels/SocketChannel;";
    enter(FIRST, LAST, SERVER_CHANNEL, "accept", "()" + accepted, accepting(server));
    enter(17, LAST, SERVER_CHANNEL, "blockingAccept", "(J)" + accepted, accepting(server));
  }

  private void asynchronousChannel() {
    Value fd = Calls.descriptor(UNIX_ASYNC);
    String connect =
        "(Ljava/net/SocketAddress;Ljava/lang/Object;Ljava/nio/channels/CompletionHandler;)"
            + "Ljava/util/concurrent/Future;";
    enter(FIRST, LAST, UNIX_ASYNC, "implConnect", connect, Calls.connecting(fd));
    Call connected = Calls.event(ConnectionEvent.CONNECTED, fd);
    leave(FIRST, LAST, UNIX_ASYNC, "setConnected", "()V", connected);
    String accepted = "(Lsun/nio/ch/Port;Ljava/io/FileDescriptor;Ljava/net/InetSocketAddress;)V";
    leave(FIRST, LAST, UNIX_ASYNC, "<init>", accepted, Calls.acceptedChannel(2));
    failing(FIRST, LAST, UNIX_ASYNC, "implConnect", connect, fd);
    failing(FIRST, LAST, UNIX_ASYNC, "finishConnect", "(Z)V", fd);
    Call closing = Calls.closing(fd, UNIX_ASYNC, "localAddress", INTERNET_ADDRESS);
    enter(FIRST, LAST, UNIX_ASYNC, "implClose", "()V", closing);
    shutdowns(FIRST, LAST, ASYNC, "()Ljava/nio/channels/AsynchronousSocketChannel;");
    String bind = "(Ljava/net/SocketAddress;I)Ljava/nio/channels/AsynchronousServerSocketChannel;";
    Value server = Calls.descriptor(ASYNC_SERVER);
    Call listening = Calls.listening(server, 2);
    leave(FIRST, LAST, ASYNC_SERVER, "bind", bind, listening);
    String accept =
        "(Ljava/lang/Object;Ljava/nio/channels/CompletionHandler;)Ljava/util/concurrent/Future;";
    Value unixServer = Calls.descriptor(UNIX_ASYNC_SERVER);
    enter(FIRST, LAST, UNIX_ASYNC_SERVER, "implAccept", accept, accepting(unixServer));
  }

  /** Reads, writes and releases of every channel, and of Socket since 13. */
  private void dispatcher() {
    String transfer = "(Ljava/io/FileDescriptor;JI)";
    leave(FIRST, LAST, DISPATCHER, "read", transfer + "I", Calls.read(FIRST_ARGUMENT));
    leave(FIRST, LAST, DISPATCHER, "readv", transfer + "J", Calls.readLong(FIRST_ARGUMENT));
    enter(FIRST, LAST, DISPATCHER, "write", transfer + "I", Calls.write(FIRST_ARGUMENT));
    enter(FIRST, LAST, DISPATCHER, "writev", transfer + "J", Calls.write(FIRST_ARGUMENT));
    String close = "(Ljava/io/FileDescriptor;)V";
    enter(FIRST, 20, DISPATCHER, "close", close, released(FIRST_ARGUMENT));
    enter(21, LAST, UNIX_DISPATCHER, "close", close, released(FIRST_ARGUMENT));
  }

  /** Every refusal of a descriptor is an IOException with a message, made by native code. */
  private void refusals() {
    String message = "(Ljava/lang/String;)V";
    leave(FIRST, LAST, IO_EXCEPTION, "<init>", message, Calls.failed());
  }

  private static Call accepting(Value descriptor) {
    return Calls.event(ConnectionEvent.ACCEPTING, descriptor);
  }

  /** Every select of the JDK's own selectors, whatever its timeout. */
  private void selector() {
    Call selecting = Calls.selecting();
    String select = "lockAndDoSelect";
    enter(FIRST, 10, SELECTOR, select, "(J)I", selecting);
    enter(11, LAST, SELECTOR, select, "(Ljava/util/function/Consumer;J)I", selecting);
  }

  private static Call released(Value descriptor) {
    return Calls.event(ConnectionEvent.RELEASED, descriptor);
  }

  private void failing(
      int first, int last, String type, String method, String descriptor, Value fd) {
    caught(first, last, type, method, descriptor, Calls.connectFailed(fd));
  }

  private void shutdowns(int first, int last, String type, String descriptor) {
    Value fd = Calls.descriptor(type);
    Call input = Calls.event(ConnectionEvent.SHUTDOWN_INPUT, fd);
    enter(first, last, type, "shutdownInput", descriptor, input);
    Call output = Calls.event(ConnectionEvent.SHUTDOWN_OUTPUT, fd);
    enter(first, last, type, "shutdownOutput", descriptor, output);
  }

  private void enter(
      int first, int last, String type, String method, String descriptor, Call call) {
    add(new Hook(type, method, descriptor, Place.ENTER, call, first, last));
  }

  private void leave(
      int first, int last, String type, String method, String descriptor, Call call) {
    add(new Hook(type, method, descriptor, Place.RETURN, call, first, last));
  }

  private void caught(
      int first, int last, String type, String method, String descriptor, Call call) {
    add(new Hook(type, method, descriptor, Place.CATCH, call, first, last));
  }

  private void add(Hook hook) {
    if (hook.existsIn(jdk)) {
      hooks.add(hook);
    }
  }
}
