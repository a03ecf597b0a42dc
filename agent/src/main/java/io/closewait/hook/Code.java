package io.closewait.hook;

/**
 * Straight-line bytecode that is to be inserted into methods of one class. It may call the bridge
 * and leaves the stack as it was. Not thread-safe.
 */
final class Code {
  private static final int ACONST_NULL = 1;
  private static final int ILOAD = 21;
  private static final int ALOAD = 25;
  private static final int DUP = 89;
  private static final int DUP2 = 92;
  private static final int GETSTATIC = 178;
  private static final int GETFIELD = 180;
  private static final int INVOKEVIRTUAL = 182;
  private static final int INVOKESTATIC = 184;
  private static final int CHECKCAST = 192;

  private final Constants constants;
  private final Bytes bytes = new Bytes(64);
  private int pushed;

  Code(Constants constants) {
    this.constants = constants;
  }

  /** Pushes {@code this} or an argument that is a reference. */
  void load(int variable) {
    bytes.u1(ALOAD).u1(variable);
    pushed++;
  }

  /** Pushes an argument that is an int or a boolean. */
  void loadInt(int variable) {
    bytes.u1(ILOAD).u1(variable);
    pushed++;
  }

  /** Pushes the value that is about to be returned, or the exception just caught, once more. */
  void result(boolean wide) {
    bytes.u1(wide ? DUP2 : DUP);
    pushed += wide ? 2 : 1;
  }

  void nothing() {
    bytes.u1(ACONST_NULL);
    pushed++;
  }

  /** Replaces an object by the value of its field. */
  void field(String owner, String name, String descriptor) {
    bytes.u1(GETFIELD).u2(constants.field(owner, name, descriptor));
  }

  void constant(String owner, String name, String descriptor) {
    bytes.u1(GETSTATIC).u2(constants.field(owner, name, descriptor));
    pushed++;
  }

  void cast(String type) {
    bytes.u1(CHECKCAST).u2(constants.type(type));
  }

  /** Replaces an object by what its method without arguments returns. */
  void get(String owner, String name, String descriptor) {
    bytes.u1(INVOKEVIRTUAL).u2(constants.method(owner, name, descriptor));
  }

  void callStatic(String owner, String name, String descriptor) {
    bytes.u1(INVOKESTATIC).u2(constants.method(owner, name, descriptor));
  }

  byte[] toArray() {
    return bytes.toArray();
  }

  /** No less than the stack that it needs beyond what is there. */
  int stack() {
    return pushed;
  }
}
