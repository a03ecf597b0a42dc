package io.closewait.hook;

import io.closewait.bridge.ConnectionEvent;

/** The calls of the bridge that are woven into the JDK. */
final class Calls {
  private static final String EVENT = ConnectionEvent.class.getName().replace('.', '/');

  private static final String OBJECT = "Ljava/lang/Object;";
  private static final String DESCRIPTOR = "Ljava/io/FileDescriptor;";
  private static final String ADDRESS = "Ljava/net/SocketAddress;";
  private static final String IMPL = "java/net/AbstractPlainSocketImpl";

  private Calls() {}

  /** {@code this.fd}, seen from a class that has or inherits it. */
  static Value descriptor(String type) {
    return Value.THIS.field(type, "fd", DESCRIPTOR);
  }

  /** The SocketImpl behind a stream of the old implementation. */
  private static Value impl(String stream) {
    return Value.THIS.field(stream, "impl", "L" + IMPL + ";");
  }

  /** The descriptor of the SocketImpl behind a stream of the old implementation. */
  static Value descriptorOfImpl(String stream) {
    return impl(stream).get(IMPL, "getFileDescriptor", DESCRIPTOR);
  }

  static Call event(ConnectionEvent event, Value descriptor) {
    return event(event, Value.THIS, descriptor, DESCRIPTOR);
  }

  /** FAILED of the SocketImpl behind a stream of the old implementation. */
  static Call failedStream(String stream) {
    Value descriptor = descriptorOfImpl(stream);
    return event(ConnectionEvent.FAILED, impl(stream), descriptor, DESCRIPTOR);
  }

  /** RELEASED by a cleaner, which has only the number of a descriptor. */
  static Call releasedByCleaner(String type) {
    Value number = Value.THIS.field(type, "fd", "I");
    return event(ConnectionEvent.RELEASED, Value.NULL, number, "I");
  }

  private static Call event(ConnectionEvent event, Value owner, Value descriptor, String type) {
    Value constant = Value.constant(EVENT, event.name());
    return Call.of("event", "L" + EVENT + ";" + OBJECT + type, constant, owner, descriptor);
  }

  /** Of a method whose first argument is the remote address. */
  static Call connecting(Value descriptor) {
    return Call.of(
        "connecting", OBJECT + DESCRIPTOR + ADDRESS, Value.THIS, descriptor, Value.argument(1));
  }

  /** Of a method that returns whether it has connected. */
  static Call connected(Value descriptor) {
    return Call.of("connected", "Z" + OBJECT + DESCRIPTOR, Value.RESULT, Value.THIS, descriptor);
  }

  /** Where the exception is caught. */
  static Call connectFailed(Value descriptor) {
    return Call.of(
        "connectFailed",
        "Ljava/lang/Throwable;" + OBJECT + DESCRIPTOR,
        Value.RESULT,
        Value.THIS,
        descriptor);
  }

  /**
   * Passes the local port or address too.
   *
   * @param type the class that has or inherits its field
   * @param local the name of the field
   * @param localType the descriptor of its type
   */
  static Call closing(Value descriptor, String type, String local, String localType) {
    String passed = localType.equals("I") ? localType : ADDRESS;
    Value value = Value.THIS.field(type, local, localType);
    return Call.of("closing", OBJECT + DESCRIPTOR + passed, Value.THIS, descriptor, value);
  }

  /**
   * Of a method whose first argument is the SocketImpl that it has filled.
   *
   * @param type the class that has or inherits its fields
   */
  static Call acceptedImpl(String type) {
    Value impl = Value.argument(1).as(type);
    return Call.of(
        "accepted",
        OBJECT + DESCRIPTOR + "Ljava/net/InetAddress;I",
        impl,
        impl.field(type, "fd", DESCRIPTOR),
        impl.field(type, "address", "Ljava/net/InetAddress;"),
        impl.field(type, "port", "I"));
  }

  /**
   * At the end of a constructor.
   *
   * @param descriptor the index of the descriptor's argument; the remote address follows it
   */
  static Call acceptedChannel(int descriptor) {
    return Call.of(
        "accepted",
        OBJECT + DESCRIPTOR + ADDRESS,
        Value.THIS,
        Value.argument(descriptor),
        Value.argument(descriptor + 1));
  }

  /**
   * Passes how long the accept queue may be.
   *
   * @param backlog the index of the argument that says it
   */
  static Call listening(Value descriptor, int backlog) {
    return Call.of(
        "listening", OBJECT + DESCRIPTOR + "I", Value.THIS, descriptor, Value.intArgument(backlog));
  }

  /** Of a method that returns how many bytes it has read. */
  static Call read(Value descriptor) {
    return Call.ofUse("read", "I" + DESCRIPTOR, Value.RESULT, descriptor);
  }

  /** The same where it returns a long. */
  static Call readLong(Value descriptor) {
    return Call.ofUse("read", "J" + DESCRIPTOR, Value.LONG_RESULT, descriptor);
  }

  static Call write(Value descriptor) {
    return Call.ofUse("write", DESCRIPTOR, descriptor);
  }

  static Call selecting() {
    return Call.of("selecting", "Ljava/nio/channels/Selector;", Value.THIS);
  }

  /** Of the constructor of an exception, whose first argument is the message. */
  static Call failed() {
    return Call.ofRefusal("failed", "Ljava/lang/String;", Value.argument(1));
  }
}
