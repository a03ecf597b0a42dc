package io.closewait.hook;

import io.closewait.hook.Hook.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every method that a TCP socket of Netty's native transports passes: epoll and io_uring, 4.1 and
 * 4.2, also where another library carries a copy under names of its own. Of its transport over the
 * JDK's channels only where one is made: an event loop connects it later.
 *
 * <p>The owner of a descriptor is Netty's own socket object. Its files, pipes and datagram and
 * Unix-domain sockets pass the same methods and have no record, because the bridge asks the kernel
 * whether a socket is TCP before it opens one. Netty's event loop closes a socket and gives back
 * the descriptor in one step, so that its release is its close().
 */
final class NettyHooks {
  private static final String ROOT = "io/netty/";
  private static final String UNIX = "channel/unix/";
  private static final String EPOLL = "channel/epoll/";
  private static final String NIO_CHANNEL = "channel/socket/nio/NioSocketChannel";
  private static final String EPOLL_UNSAFE = EPOLL + "AbstractEpollChannel$AbstractEpollUnsafe";

  private static final Set<String> CLASSES =
      new HashSet<>(
          Arrays.asList(
              NIO_CHANNEL,
              UNIX + "FileDescriptor",
              UNIX + "Socket",
              EPOLL + "LinuxSocket",
              EPOLL + "EpollSocketChannel",
              EPOLL_UNSAFE,
              Uring.NEW.linuxSocket,
              Uring.NEW.channel,
              Uring.NEW.unsafe,
              Uring.NEW.streamUnsafe,
              Uring.INCUBATOR.linuxSocket,
              Uring.INCUBATOR.channel,
              Uring.INCUBATOR.unsafe,
              Uring.INCUBATOR.streamUnsafe));

  private static final String ADDRESSES = "Ljava/net/SocketAddress;Ljava/net/SocketAddress;";

  /** Without them a connection has no record, or one that is wrong; they have several forms. */
  private static final Set<String> ESSENTIAL =
      new HashSet<>(
          Arrays.asList(
              "<init>", "connect", "close", "markClosed", "readAddress", "readComplete0"));

  /** The field of an inner object that has the object which it belongs to. */
  private static final String OUTER = "this$0";

  private final String root;
  private final String fileDescriptor;
  private final List<Hook> hooks = new ArrayList<>();

  private NettyHooks(String root) {
    this.root = root;
    this.fileDescriptor = root + UNIX + "FileDescriptor";
  }

  /**
   * The hooks of a class; null for every class that is not one of Netty's that have some.
   *
   * @param name in its internal form
   */
  static @Nullable List<Hook> of(String name) {
    int start = endsLikeOne(name) ? name.indexOf(ROOT) : -1;
    if (start < 0 || !CLASSES.contains(name.substring(start + ROOT.length()))) {
      return null;
    }
    NettyHooks all = new NettyHooks(name.substring(0, start + ROOT.length()));
    all.nio();
    all.unix();
    all.epoll();
    all.uring(Uring.NEW);
    all.uring(Uring.INCUBATOR);
    List<Hook> ofClass = new ArrayList<>();
    for (Hook hook : all.hooks) {
      if (hook.type().equals(name)) {
        ofClass.add(hook);
      }
    }
    return ofClass;
  }

  /** Tells most names by their last letters, because a search is slow in the interpreter. */
  private static boolean endsLikeOne(String name) {
    return name.endsWith("Socket")
        || name.endsWith("Channel")
        || name.endsWith("Unsafe")
        || name.endsWith("FileDescriptor");
  }

  /** Whether a class of Netty that has hooks in a method of this name must have such a method. */
  static boolean isEssential(String method) {
    return ESSENTIAL.contains(method);
  }

  private void nio() {
    String channel = "Ljava/nio/channels/SocketChannel;";
    Call created = Call.ofLibrary("created", channel, Value.argument(2));
    leave(root + NIO_CHANNEL, "<init>", "(L" + root + "channel/Channel;" + channel + ")V", created);
  }

  /** What both native transports have in common. */
  private void unix() {
    Value open = Value.THIS.get(fileDescriptor, "isOpen", "Z");
    enter(fileDescriptor, "close", "()V", call("released", "Z", open));
    Call read = call("read", "I", Value.RESULT);
    leave(fileDescriptor, "read", "(Ljava/nio/ByteBuffer;II)I", read);
    leave(fileDescriptor, "readAddress", "(JII)I", read);
    Call write = call("write", "");
    enter(fileDescriptor, "write", "(Ljava/nio/ByteBuffer;II)I", write);
    enter(fileDescriptor, "writeAddress", "(JII)I", write);
    enter(fileDescriptor, "writev", "([Ljava/nio/ByteBuffer;II)J", write);
    enter(fileDescriptor, "writev", "([Ljava/nio/ByteBuffer;IIJ)J", write);
    enter(fileDescriptor, "writevAddresses", "(JI)J", write);
    String socket = root + UNIX + "Socket";
    Call connecting = call("connecting", "Ljava/net/SocketAddress;", Value.argument(1));
    enter(socket, "connect", "(Ljava/net/SocketAddress;)Z", connecting);
    Call connected = call("connected", "Z", Value.RESULT);
    leave(socket, "connect", "(Ljava/net/SocketAddress;)Z", connected);
    leave(socket, "finishConnect", "()Z", connected);
    leave(socket, "listen", "(I)V", call("listening", "I", Value.intArgument(1)));
    enter(socket, "accept", "([B)I", call("accepting", ""));
    Call shutdown = call("shutdown", "ZZ", Value.intArgument(1), Value.intArgument(2));
    enter(socket, "shutdown", "(ZZ)V", shutdown);
    leave(socket, "recv", "(Ljava/nio/ByteBuffer;II)I", read);
    leave(socket, "recvAddress", "(JII)I", read);
    enter(socket, "send", "(Ljava/nio/ByteBuffer;II)I", write);
    enter(socket, "sendAddress", "(JII)I", write);
  }

  private void epoll() {
    String socket = root + EPOLL + "LinuxSocket";
    created(socket);
    String channel = root + EPOLL + "EpollSocketChannel";
    accepted(channel, socket, "Ljava/net/InetSocketAddress;");
    // The first releases had no socket class of their own.
    String unix = root + UNIX + "Socket";
    created(unix);
    accepted(channel, unix, "Ljava/net/InetSocketAddress;");
    String unsafe = root + EPOLL_UNSAFE;
    connectFailed(unsafe);
    hooks.add(
        new Hook(
            unsafe,
            "connect",
            "(" + ADDRESSES + promise() + ")V",
            Place.CATCH,
            call(outer(unsafe), "connectFailed", "Ljava/lang/Throwable;", Value.RESULT),
            OUTER));
  }

  private void uring(Uring names) {
    String socket = root + names.linuxSocket;
    created(socket);
    leave(socket, "markClosed", "()Z", call("released", "Z", Value.RESULT));
    accepted(root + names.channel, socket, "Ljava/net/SocketAddress;");
    leave(
        root + names.channel,
        "<init>",
        "(L" + root + "channel/Channel;L" + socket + ";)V",
        socketCall("accepted", "", socket, Value.argument(2)));
    String unsafe = root + names.unsafe;
    Value remote = Value.argument(1);
    inner(
        unsafe,
        "connect",
        "(" + ADDRESSES + promise() + ")V",
        call(outer(unsafe), "connecting", "Ljava/net/SocketAddress;", remote));
    inner(
        unsafe,
        "fulfillConnectPromise",
        "(" + promise() + "Z)V",
        call(outer(unsafe), "connected", ""));
    connectFailed(unsafe);
    String stream = root + names.streamUnsafe;
    Value result = Value.intArgument(names.result);
    inner(
        stream, "readComplete0", names.readComplete, call(outer(stream), "completed", "I", result));
    Call write = call(outer(stream), "write", "");
    String buffer = "L" + root + "channel/ChannelOutboundBuffer;";
    inner(stream, "scheduleWriteMultiple", "(" + buffer + ")I", write);
    inner(stream, "scheduleWriteSingle", "(Ljava/lang/Object;)I", write);
  }

  /** A connect that fails after it has begun. */
  private void connectFailed(String unsafe) {
    inner(
        unsafe,
        "fulfillConnectPromise",
        "(" + promise() + "Ljava/lang/Throwable;)V",
        call(outer(unsafe), "connectFailed", "Ljava/lang/Throwable;", Value.argument(2)));
  }

  private String promise() {
    return "L" + root + "channel/ChannelPromise;";
  }

  /** The socket of the channel that an inner object of it belongs to. */
  private Value outer(String inner) {
    String channel = inner.substring(0, inner.indexOf('$'));
    Value outer = Value.THIS.field(inner, OUTER, "L" + channel + ";");
    return outer.get(channel, "fd", "L" + fileDescriptor + ";");
  }

  private void created(String socket) {
    String result = ")L" + socket + ";";
    Call created = socketCall("created", "", socket, Value.RESULT);
    String family = "L" + root + "channel/socket/";
    for (String argument :
        new String[] {
          "", "Z", family + "InternetProtocolFamily;", family + "SocketProtocolFamily;"
        }) {
      leave(socket, "newSocketStream", "(" + argument + result, created);
    }
  }

  private void accepted(String channel, String socket, String address) {
    leave(
        channel,
        "<init>",
        "(L" + root + "channel/Channel;L" + socket + ";" + address + ")V",
        socketCall(
            "accepted", "Ljava/net/SocketAddress;", socket, Value.argument(2), Value.argument(3)));
  }

  /** A call about {@code this}. */
  private Call call(String method, String types, Value... special) {
    return call(Value.THIS, method, types, special);
  }

  private Call call(Value socket, String method, String types, Value... special) {
    return socketCall(method, types, fileDescriptor, socket, special);
  }

  /**
   * A method of the bridge for sockets, with what is special to it first, then socket and number.
   *
   * @param types the descriptors of the special values
   * @param type the socket's class, which has a method {@code int intValue()}
   */
  private static Call socketCall(
      String method, String types, String type, Value socket, Value... special) {
    Value[] values = Arrays.copyOf(special, special.length + 2);
    values[special.length] = socket;
    values[special.length + 1] = socket.get(type, "intValue", "I");
    return Call.ofLibrary(method, types + "Ljava/lang/Object;I", values);
  }

  private void enter(String type, String method, String descriptor, Call call) {
    hooks.add(new Hook(type, method, descriptor, Place.ENTER, call, null));
  }

  private void leave(String type, String method, String descriptor, Call call) {
    hooks.add(new Hook(type, method, descriptor, Place.RETURN, call, null));
  }

  private void inner(String type, String method, String descriptor, Call call) {
    hooks.add(new Hook(type, method, descriptor, Place.ENTER, call, OUTER));
  }

  /** The names of the two io_uring transports, of Netty 4.2 and of the incubator for 4.1. */
  private enum Uring {
    NEW("channel/uring/", "IoUring", "(BIISI)V", 2),
    INCUBATOR("incubator/channel/uring/", "IOUring", "(III)V", 1);

    final String linuxSocket;
    final String channel;
    final String unsafe;
    final String streamUnsafe;
    final String readComplete;
    final int result;

    /**
     * @param result the index of the result among the arguments of {@code readComplete}
     */
    Uring(String folder, String name, String readComplete, int result) {
      this.linuxSocket = folder + "LinuxSocket";
      this.channel = folder + name + "SocketChannel";
      this.unsafe = folder + "Abstract" + name + "Channel$AbstractUringUnsafe";
      this.streamUnsafe = folder + "Abstract" + name + "StreamChannel$" + name + "StreamUnsafe";
      this.readComplete = readComplete;
      this.result = result;
    }
  }
}
