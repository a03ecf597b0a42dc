package io.closewait.hook;

import org.jspecify.annotations.Nullable;

/** What a woven call passes: an expression without branches. Immutable. */
final class Value {
  /** The object that the method is called on. */
  static final Value THIS = argument(0);

  /** What the method is about to return, or the exception just caught. */
  static final Value RESULT = new Value(Code.DUP, null, 0, "", "", "");

  /** The same where it is a long. */
  static final Value LONG_RESULT = new Value(Code.DUP2, null, 0, "", "", "");

  static final Value NULL = new Value(Code.ACONST_NULL, null, 0, "", "", "");

  private final int opcode;
  private final @Nullable Value object;
  private final int variable;
  private final String type;
  private final String name;
  private final String descriptor;

  private Value(
      int opcode,
      @Nullable Value object,
      int variable,
      String type,
      String name,
      String descriptor) {
    this.opcode = opcode;
    this.object = object;
    this.variable = variable;
    this.type = type;
    this.name = name;
    this.descriptor = descriptor;
  }

  /** An argument that is a reference; the first is 1, and one after a long counts one more. */
  static Value argument(int index) {
    return new Value(Code.ALOAD, null, index, "", "", "");
  }

  /** An argument that is an int or a boolean. */
  static Value intArgument(int index) {
    return new Value(Code.ILOAD, null, index, "", "", "");
  }

  /** A static field, such as the constant of an enumeration, that has the type of its class. */
  static Value constant(String type, String name) {
    return new Value(Code.GETSTATIC, null, 0, type, name, "L" + type + ";");
  }

  /**
   * The value of a field of this object.
   *
   * @param type the class that has or inherits it
   */
  Value field(String type, String name, String descriptor) {
    return new Value(Code.GETFIELD, this, 0, type, name, descriptor);
  }

  /** What a method of this object returns that has no arguments. */
  Value get(String type, String method, String result) {
    return new Value(Code.INVOKEVIRTUAL, this, 0, type, method, "()" + result);
  }

  /** This object as one of another class. */
  Value as(String type) {
    return new Value(Code.CHECKCAST, this, 0, type, "", "");
  }

  void push(Code code) {
    if (object != null) {
      object.push(code);
    }
    switch (opcode) {
      case Code.ALOAD:
      case Code.ILOAD:
        code.load(opcode, variable);
        break;
      case Code.GETSTATIC:
      case Code.GETFIELD:
        code.field(opcode, type, name, descriptor);
        break;
      case Code.INVOKEVIRTUAL:
        code.call(opcode, type, name, descriptor);
        break;
      case Code.CHECKCAST:
        code.cast(type);
        break;
      default:
        code.push(opcode);
    }
  }
}
