package io.closewait.hook;

/**
 * Straight-line bytecode that is to be inserted into methods of one class. It may call the bridge
 * and leaves the stack as it was. The opcodes are those of JVMS 6.5. Not thread-safe.
 */
final class Code {
  static final int ACONST_NULL = 1;
  static final int ILOAD = 21;
  static final int ALOAD = 25;
  static final int DUP = 89;
  static final int DUP2 = 92;
  static final int GETSTATIC = 178;
  static final int GETFIELD = 180;
  static final int INVOKEVIRTUAL = 182;
  static final int INVOKESTATIC = 184;
  static final int CHECKCAST = 192;

  private final Constants constants;
  private final Bytes bytes = new Bytes(64);
  private int pushed;

  Code(Constants constants) {
    this.constants = constants;
  }

  /** An instruction that pushes without an operand. */
  void push(int opcode) {
    bytes.u1(opcode);
    pushed += opcode == DUP2 ? 2 : 1;
  }

  void load(int opcode, int variable) {
    bytes.u1(opcode).u1(variable);
    pushed++;
  }

  void field(int opcode, String owner, String name, String descriptor) {
    bytes.u1(opcode).u2(constants.field(owner, name, descriptor));
    pushed++;
  }

  void cast(String type) {
    bytes.u1(CHECKCAST).u2(constants.type(type));
  }

  void call(int opcode, String owner, String name, String descriptor) {
    bytes.u1(opcode).u2(constants.method(owner, name, descriptor));
  }

  byte[] toArray() {
    return bytes.toArray();
  }

  /** No less than the stack that it needs beyond what is there. */
  int stack() {
    return pushed;
  }
}
