package io.closewait.hook;

import io.closewait.bridge.Bridge;
import io.closewait.bridge.LibrarySocketBridge;
import io.closewait.bridge.RefusalBridge;
import io.closewait.bridge.UseBridge;

/**
 * A call of a static method of a bridge, straight-line code that leaves the stack as it was.
 * Immutable.
 */
final class Call {
  private static final String BRIDGE = Bridge.class.getName().replace('.', '/');
  private static final String USE = UseBridge.class.getName().replace('.', '/');
  private static final String REFUSAL = RefusalBridge.class.getName().replace('.', '/');
  private static final String LIBRARY = LibrarySocketBridge.class.getName().replace('.', '/');

  private final String bridge;
  private final String method;
  private final String descriptor;
  private final Value[] values;

  /**
   * A call of any class.
   *
   * @param types the descriptors of the method's parameters
   */
  Call(String bridge, String method, String types, Value... values) {
    this.bridge = bridge;
    this.method = method;
    this.descriptor = "(" + types + ")V";
    this.values = values;
  }

  /** Of {@link Bridge}, for the JDK's classes. */
  static Call of(String method, String types, Value... values) {
    return new Call(BRIDGE, method, types, values);
  }

  /** Of {@link UseBridge}, for the JDK's reads and writes. */
  static Call ofUse(String method, String types, Value... values) {
    return new Call(USE, method, types, values);
  }

  /** Of {@link RefusalBridge}, for the JDK's exceptions. */
  static Call ofRefusal(String method, String types, Value... values) {
    return new Call(REFUSAL, method, types, values);
  }

  /** Of {@link LibrarySocketBridge}, which every class can call. */
  static Call ofLibrary(String method, String types, Value... values) {
    return new Call(LIBRARY, method, types, values);
  }

  void write(Code code) {
    for (Value value : values) {
      value.push(code);
    }
    code.call(Code.INVOKESTATIC, bridge, method, descriptor);
  }
}
