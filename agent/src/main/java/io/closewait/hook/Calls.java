package io.closewait.hook;

import io.closewait.bridge.Bridge;
import io.closewait.bridge.ConnectionEvent;

/**
 * The calls that are woven in, each straight-line code into {@link Bridge}.
 *
 * <p>Each is a class of its own rather than a lambda, because lambdas cost tens of milliseconds
 * before {@code main}.
 */
final class Calls {
  private static final String BRIDGE = Bridge.class.getName().replace('.', '/');
  private static final String EVENT = ConnectionEvent.class.getName().replace('.', '/');

  private static final String OBJECT = "Ljava/lang/Object;";
  private static final String DESCRIPTOR = "Ljava/io/FileDescriptor;";
  private static final String ADDRESS = "Ljava/net/SocketAddress;";

  private Calls() {}

  /** Puts a file descriptor onto the stack. */
  interface Source {
    void push(Code code);
  }

  /** {@code this.field}, seen from a class that has or inherits it. */
  static final class Field implements Source {
    private final String type;
    private final String name;

    Field(String type, String name) {
      this.type = type;
      this.name = name;
    }

    @Override
    public void push(Code code) {
      code.load(0);
      code.field(type, name, DESCRIPTOR);
    }
  }

  /** The first argument. */
  static final class FirstArgument implements Source {
    @Override
    public void push(Code code) {
      code.load(1);
    }
  }

  /** The descriptor of the SocketImpl behind a stream of the old implementation. */
  static final class StreamImpl implements Source {
    private static final String IMPL = "java/net/AbstractPlainSocketImpl";

    private final String stream;

    StreamImpl(String stream) {
      this.stream = stream;
    }

    void pushImpl(Code code) {
      code.load(0);
      code.field(stream, "impl", "L" + IMPL + ";");
    }

    @Override
    public void push(Code code) {
      pushImpl(code);
      code.get(IMPL, "getFileDescriptor", "()" + DESCRIPTOR);
    }
  }

  /** {@code Bridge.connecting(this, descriptor, argument 1)}. */
  static final class Connecting implements Hook.Call {
    private final Source descriptor;

    Connecting(Source descriptor) {
      this.descriptor = descriptor;
    }

    @Override
    public void write(Code code) {
      code.load(0);
      descriptor.push(code);
      code.load(1);
      bridge(code, "connecting", "(" + OBJECT + DESCRIPTOR + ADDRESS + ")V");
    }
  }

  /** {@code Bridge.connectFailed(exception, this, descriptor)}. */
  static final class ConnectFailed implements Hook.Call {
    private final Source descriptor;

    ConnectFailed(Source descriptor) {
      this.descriptor = descriptor;
    }

    @Override
    public void write(Code code) {
      code.result(false);
      code.load(0);
      descriptor.push(code);
      bridge(code, "connectFailed", "(Ljava/lang/Throwable;" + OBJECT + DESCRIPTOR + ")V");
    }
  }

  /** {@code Bridge.closing(this, descriptor, this.local)}, the local port or address. */
  static final class Closing implements Hook.Call {
    private final Source descriptor;
    private final String type;
    private final String local;
    private final String localType;

    /**
     * @param type the class that has or inherits the field
     * @param local the name of the field
     * @param localType the descriptor of its type
     */
    Closing(Source descriptor, String type, String local, String localType) {
      this.descriptor = descriptor;
      this.type = type;
      this.local = local;
      this.localType = localType;
    }

    @Override
    public void write(Code code) {
      code.load(0);
      descriptor.push(code);
      code.load(0);
      code.field(type, local, localType);
      String passed = localType.equals("I") ? localType : ADDRESS;
      bridge(code, "closing", "(" + OBJECT + DESCRIPTOR + passed + ")V");
    }
  }

  /** {@code Bridge.connected(result, this, descriptor)}. */
  static final class ConnectedIfTrue implements Hook.Call {
    private final Source descriptor;

    ConnectedIfTrue(Source descriptor) {
      this.descriptor = descriptor;
    }

    @Override
    public void write(Code code) {
      code.result(false);
      code.load(0);
      descriptor.push(code);
      bridge(code, "connected", "(Z" + OBJECT + DESCRIPTOR + ")V");
    }
  }

  /** {@code Bridge.accepted(si, si.fd, si.address, si.port)} for the SocketImpl in argument 1. */
  static final class AcceptedImpl implements Hook.Call {
    private final String type;

    AcceptedImpl(String type) {
      this.type = type;
    }

    @Override
    public void write(Code code) {
      push(code);
      field(code, "fd", DESCRIPTOR);
      field(code, "address", "Ljava/net/InetAddress;");
      field(code, "port", "I");
      bridge(code, "accepted", "(" + OBJECT + DESCRIPTOR + "Ljava/net/InetAddress;I)V");
    }

    private void push(Code code) {
      code.load(1);
      code.cast(type);
    }

    private void field(Code code, String name, String fieldDescriptor) {
      push(code);
      code.field(type, name, fieldDescriptor);
    }
  }

  /** {@code Bridge.accepted(this, argument, argument)} at the end of a constructor. */
  static final class AcceptedChannel implements Hook.Call {
    private final int descriptor;

    /**
     * @param descriptor the index of the descriptor's argument; the remote address follows it
     */
    AcceptedChannel(int descriptor) {
      this.descriptor = descriptor;
    }

    @Override
    public void write(Code code) {
      code.load(0);
      code.load(descriptor);
      code.load(descriptor + 1);
      bridge(code, "accepted", "(" + OBJECT + DESCRIPTOR + ADDRESS + ")V");
    }
  }

  /** {@code Bridge.listening(this, descriptor, argument)}. */
  static final class Listening implements Hook.Call {
    private final Source descriptor;
    private final int backlog;

    /**
     * @param backlog the index of the argument that has it
     */
    Listening(Source descriptor, int backlog) {
      this.descriptor = descriptor;
      this.backlog = backlog;
    }

    @Override
    public void write(Code code) {
      code.load(0);
      descriptor.push(code);
      code.loadInt(backlog);
      bridge(code, "listening", "(" + OBJECT + DESCRIPTOR + "I)V");
    }
  }

  /** {@code Bridge.read(result, descriptor)}. */
  static final class Read implements Hook.Call {
    private final Source descriptor;
    private final boolean wide;

    /**
     * @param wide whether the result is a long
     */
    Read(Source descriptor, boolean wide) {
      this.descriptor = descriptor;
      this.wide = wide;
    }

    @Override
    public void write(Code code) {
      code.result(wide);
      descriptor.push(code);
      bridge(code, "read", (wide ? "(J" : "(I") + DESCRIPTOR + ")V");
    }
  }

  /** {@code Bridge.write(descriptor)}. */
  static final class Write implements Hook.Call {
    private final Source descriptor;

    Write(Source descriptor) {
      this.descriptor = descriptor;
    }

    @Override
    public void write(Code code) {
      descriptor.push(code);
      bridge(code, "write", "(" + DESCRIPTOR + ")V");
    }
  }

  /** {@code Bridge.selecting(this)}. */
  static final class Selecting implements Hook.Call {
    @Override
    public void write(Code code) {
      code.load(0);
      bridge(code, "selecting", "(Ljava/nio/channels/Selector;)V");
    }
  }

  /** {@code Bridge.event(event, this, descriptor)}. */
  static final class Event implements Hook.Call {
    private final ConnectionEvent event;
    private final Source descriptor;

    Event(ConnectionEvent event, Source descriptor) {
      this.event = event;
      this.descriptor = descriptor;
    }

    @Override
    public void write(Code code) {
      pushEvent(code, event);
      code.load(0);
      descriptor.push(code);
      bridge(code, "event", "(L" + EVENT + ";" + OBJECT + DESCRIPTOR + ")V");
    }
  }

  /**
   * {@code Bridge.event(FAILED, this.impl, its descriptor)} for a stream of the old implementation.
   */
  static final class FailedStream implements Hook.Call {
    private final StreamImpl impl;

    FailedStream(String stream) {
      impl = new StreamImpl(stream);
    }

    @Override
    public void write(Code code) {
      pushEvent(code, ConnectionEvent.FAILED);
      impl.pushImpl(code);
      impl.push(code);
      bridge(code, "event", "(L" + EVENT + ";" + OBJECT + DESCRIPTOR + ")V");
    }
  }

  /** {@code Bridge.event(RELEASED, null, this.fd)} for the cleaner, which has only a number. */
  static final class ReleasedByCleaner implements Hook.Call {
    private final String type;

    ReleasedByCleaner(String type) {
      this.type = type;
    }

    @Override
    public void write(Code code) {
      pushEvent(code, ConnectionEvent.RELEASED);
      code.nothing();
      code.load(0);
      code.field(type, "fd", "I");
      bridge(code, "event", "(L" + EVENT + ";" + OBJECT + "I)V");
    }
  }

  /** {@code Bridge.failed(argument 1)}. */
  static final class Failed implements Hook.Call {
    @Override
    public void write(Code code) {
      code.load(1);
      bridge(code, "failed", "(Ljava/lang/String;)V");
    }
  }

  private static void pushEvent(Code code, ConnectionEvent event) {
    code.constant(EVENT, event.name(), "L" + EVENT + ";");
  }

  private static void bridge(Code code, String method, String descriptor) {
    code.callStatic(BRIDGE, method, descriptor);
  }
}
