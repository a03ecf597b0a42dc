package io.closewait.hook;

import io.closewait.bridge.ConnectionEvent;
import io.closewait.hook.Calls.AcceptedChannel;
import io.closewait.hook.Calls.AcceptedImpl;
import io.closewait.hook.Calls.Closing;
import io.closewait.hook.Calls.ConnectFailed;
import io.closewait.hook.Calls.ConnectedIfTrue;
import io.closewait.hook.Calls.Connecting;
import io.closewait.hook.Calls.Event;
import io.closewait.hook.Calls.Failed;
import io.closewait.hook.Calls.FailedStream;
import io.closewait.hook.Calls.Field;
import io.closewait.hook.Calls.FirstArgument;
import io.closewait.hook.Calls.Listening;
import io.closewait.hook.Calls.Read;
import io.closewait.hook.Calls.ReleasedByCleaner;
import io.closewait.hook.Calls.Selecting;
import io.closewait.hook.Calls.Source;
import io.closewait.hook.Calls.StreamImpl;
import io.closewait.hook.Calls.Write;
import io.closewait.hook.Hook.Call;
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

  private static final Source FIRST_ARGUMENT = new FirstArgument();

  private final List<Hook> hooks = new ArrayList<>();
  private final int jdk;

  private Hooks(int jdk) {
    this.jdk = jdk;
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
    Source fd = new Field(NIO_SOCKET, "fd");
    String connect = "(Ljava/net/SocketAddress;I)V";
    enter(13, LAST, NIO_SOCKET, "connect", connect, new Connecting(fd));
    leave(13, LAST, NIO_SOCKET, "connect", connect, new Event(ConnectionEvent.CONNECTED, fd));
    String accept = "(Ljava/net/SocketImpl;)V";
    enter(13, LAST, NIO_SOCKET, "accept", accept, accepting(fd));
    leave(13, LAST, NIO_SOCKET, "accept", accept, new AcceptedImpl(NIO_SOCKET));
    leave(13, LAST, NIO_SOCKET, "listen", "(I)V", new Listening(fd, 1));
    failing(13, LAST, NIO_SOCKET, "connect", connect, fd);
    enter(13, LAST, NIO_SOCKET, "close", "()V", new Closing(fd, NIO_SOCKET, "localport", "I"));
    shutdowns(13, LAST, NIO_SOCKET, "()V");
    // Their finally blocks catch whatever is thrown.
    Call failed = new Event(ConnectionEvent.FAILED, fd);
    caught(13, LAST, NIO_SOCKET, "read", "([BII)I", failed);
    caught(13, LAST, NIO_SOCKET, "write", "([BII)V", failed);
  }

  /** java.net.Socket and ServerSocket before 13, and on request up to 17. */
  private void plainSocket() {
    Source fd = new Field(PLAIN_SOCKET, "fd");
    String connect = "(Ljava/net/SocketAddress;I)V";
    enter(FIRST, 17, PLAIN_SOCKET, "connect", connect, new Connecting(fd));
    leave(FIRST, 17, PLAIN_SOCKET, "connect", connect, new Event(ConnectionEvent.CONNECTED, fd));
    String accept = "(Ljava/net/SocketImpl;)V";
    enter(FIRST, 17, PLAIN_SOCKET, "accept", accept, accepting(fd));
    leave(FIRST, 17, PLAIN_SOCKET, "accept", accept, new AcceptedImpl("java/net/SocketImpl"));
    leave(FIRST, 17, PLAIN_SOCKET, "listen", "(I)V", new Listening(fd, 1));
    failing(FIRST, 17, PLAIN_SOCKET, "doConnect", "(Ljava/net/InetAddress;II)V", fd);
    enter(FIRST, 17, PLAIN_SOCKET, "close", "()V", new Closing(fd, PLAIN_SOCKET, "localport", "I"));
    shutdowns(FIRST, 17, PLAIN_SOCKET, "()V");
    enter(FIRST, 17, PLAIN_SOCKET, "socketClose", "()V", released(fd));
    // Not socketRead, which JDK 8 calls twice on a reset.
    leave(FIRST, 17, INPUT, "read", "([BIII)I", new Read(new StreamImpl(INPUT), false));
    enter(FIRST, 17, OUTPUT, "socketWrite", "([BII)V", new Write(new StreamImpl(OUTPUT)));
    caught(FIRST, 17, INPUT, "read", "([BIII)I", new FailedStream(INPUT));
    caught(FIRST, 17, OUTPUT, "socketWrite", "([BII)V", new FailedStream(OUTPUT));
    String clean = "performCleanup";
    enter(11, 17, CLEANABLE, clean, "()V", new ReleasedByCleaner(CLEANABLE));
  }

  private void channel() {
    Source fd = new Field(CHANNEL, "fd");
    String connect = "(Ljava/net/SocketAddress;)Z";
    enter(FIRST, LAST, CHANNEL, "connect", connect, new Connecting(fd));
    leave(FIRST, LAST, CHANNEL, "connect", connect, new ConnectedIfTrue(fd));
    leave(FIRST, LAST, CHANNEL, "finishConnect", "()Z", new ConnectedIfTrue(fd));
    String timed = "(Ljava/net/SocketAddress;J)V";
    enter(17, LAST, CHANNEL, "blockingConnect", timed, new Connecting(fd));
    leave(17, LAST, CHANNEL, "blockingConnect", timed, new Event(ConnectionEvent.CONNECTED, fd));
    String provider = "(Ljava/nio/channels/spi/SelectorProvider;";
    String old = provider + "Ljava/io/FileDescriptor;Ljava/net/InetSocketAddress;)V";
    leave(FIRST, 15, CHANNEL, "<init>", old, new AcceptedChannel(2));
    String family = provider + "Ljava/net/ProtocolFamily;";
    String recent = family + "Ljava/io/FileDescriptor;Ljava/net/SocketAddress;)V";
    leave(16, LAST, CHANNEL, "<init>", recent, new AcceptedChannel(3));
    failing(FIRST, LAST, CHANNEL, "connect", connect, fd);
    failing(FIRST, LAST, CHANNEL, "finishConnect", "()Z", fd);
    failing(17, LAST, CHANNEL, "blockingConnect", timed, fd);
    String close = "implCloseSelectableChannel";
    Call closing = new Closing(fd, CHANNEL, "localAddress", INTERNET_ADDRESS);
    enter(FIRST, 15, CHANNEL, close, "()V", closing);
    // Since 16 it may be a Unix-domain address.
    Call closingAny = new Closing(fd, CHANNEL, "localAddress", "Ljava/net/SocketAddress;");
    enter(16, LAST, CHANNEL, close, "()V", closingAny);
    shutdowns(FIRST, LAST, CHANNEL, "()Ljava/nio/channels/SocketChannel;");
  }

  private void serverChannel() {
    String bind = "(Ljava/net/SocketAddress;I)Ljava/nio/channels/ServerSocketChannel;";
    Source server = new Field(SERVER_CHANNEL, "fd");
    Call listening = new Listening(server, 2);
    leave(FIRST, 15, SERVER_CHANNEL, "bind", bind, listening);
    // Since 16 bind serves Unix-domain channels too.
    String netBind = "(Ljava/net/SocketAddress;I)Ljava/net/SocketAddress;";
    leave(16, LAST, SERVER_CHANNEL, "netBind", netBind, listening);
    String accepted = "Ljava/nio/channels/SocketChannel;";
    enter(FIRST, LAST, SERVER_CHANNEL, "accept", "()" + accepted, accepting(server));
    enter(17, LAST, SERVER_CHANNEL, "blockingAccept", "(J)" + accepted, accepting(server));
  }

  private void asynchronousChannel() {
    Source fd = new Field(UNIX_ASYNC, "fd");
    String connect =
        "(Ljava/net/SocketAddress;Ljava/lang/Object;Ljava/nio/channels/CompletionHandler;)"
            + "Ljava/util/concurrent/Future;";
    enter(FIRST, LAST, UNIX_ASYNC, "implConnect", connect, new Connecting(fd));
    Call connected = new Event(ConnectionEvent.CONNECTED, fd);
    leave(FIRST, LAST, UNIX_ASYNC, "setConnected", "()V", connected);
    String accepted = "(Lsun/nio/ch/Port;Ljava/io/FileDescriptor;Ljava/net/InetSocketAddress;)V";
    leave(FIRST, LAST, UNIX_ASYNC, "<init>", accepted, new AcceptedChannel(2));
    failing(FIRST, LAST, UNIX_ASYNC, "implConnect", connect, fd);
    failing(FIRST, LAST, UNIX_ASYNC, "finishConnect", "(Z)V", fd);
    Call closing = new Closing(fd, UNIX_ASYNC, "localAddress", INTERNET_ADDRESS);
    enter(FIRST, LAST, UNIX_ASYNC, "implClose", "()V", closing);
    shutdowns(FIRST, LAST, ASYNC, "()Ljava/nio/channels/AsynchronousSocketChannel;");
    String bind = "(Ljava/net/SocketAddress;I)Ljava/nio/channels/AsynchronousServerSocketChannel;";
    Source server = new Field(ASYNC_SERVER, "fd");
    Call listening = new Listening(server, 2);
    leave(FIRST, LAST, ASYNC_SERVER, "bind", bind, listening);
    String accept =
        "(Ljava/lang/Object;Ljava/nio/channels/CompletionHandler;)Ljava/util/concurrent/Future;";
    Source unixServer = new Field(UNIX_ASYNC_SERVER, "fd");
    enter(FIRST, LAST, UNIX_ASYNC_SERVER, "implAccept", accept, accepting(unixServer));
  }

  /** Reads, writes and releases of every channel, and of Socket since 13. */
  private void dispatcher() {
    String transfer = "(Ljava/io/FileDescriptor;JI)";
    leave(FIRST, LAST, DISPATCHER, "read", transfer + "I", new Read(FIRST_ARGUMENT, false));
    leave(FIRST, LAST, DISPATCHER, "readv", transfer + "J", new Read(FIRST_ARGUMENT, true));
    enter(FIRST, LAST, DISPATCHER, "write", transfer + "I", new Write(FIRST_ARGUMENT));
    enter(FIRST, LAST, DISPATCHER, "writev", transfer + "J", new Write(FIRST_ARGUMENT));
    String close = "(Ljava/io/FileDescriptor;)V";
    enter(FIRST, 20, DISPATCHER, "close", close, released(FIRST_ARGUMENT));
    enter(21, LAST, UNIX_DISPATCHER, "close", close, released(FIRST_ARGUMENT));
  }

  /** Every refusal of a descriptor is an IOException with a message, made by native code. */
  private void refusals() {
    String message = "(Ljava/lang/String;)V";
    leave(FIRST, LAST, "java/io/IOException", "<init>", message, new Failed());
  }

  private static Call accepting(Source descriptor) {
    return new Event(ConnectionEvent.ACCEPTING, descriptor);
  }

  /** Every select of the JDK's own selectors, whatever its timeout. */
  private void selector() {
    Call selecting = new Selecting();
    String select = "lockAndDoSelect";
    enter(FIRST, 10, SELECTOR, select, "(J)I", selecting);
    enter(11, LAST, SELECTOR, select, "(Ljava/util/function/Consumer;J)I", selecting);
  }

  private static Call released(Source descriptor) {
    return new Event(ConnectionEvent.RELEASED, descriptor);
  }

  private void failing(
      int first, int last, String type, String method, String descriptor, Source fd) {
    caught(first, last, type, method, descriptor, new ConnectFailed(fd));
  }

  private void shutdowns(int first, int last, String type, String descriptor) {
    Source fd = new Field(type, "fd");
    Call input = new Event(ConnectionEvent.SHUTDOWN_INPUT, fd);
    enter(first, last, type, "shutdownInput", descriptor, input);
    Call output = new Event(ConnectionEvent.SHUTDOWN_OUTPUT, fd);
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
