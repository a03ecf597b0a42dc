package io.closewait.hook;

/** The instructions of the JVM, as far as moving them needs: their lengths and jumps, JVMS 6.5. */
final class Instructions {
  private static final int TABLESWITCH = 170;
  private static final int LOOKUPSWITCH = 171;
  private static final int WIDE = 196;
  private static final int IINC = 132;
  private static final int GOTO_W = 200;

  /** The length of each opcode up to jsr_w, 0 where it depends on its operands. */
  private static final String LENGTHS = lengths();

  private Instructions() {}

  private static String lengths() {
    StringBuilder all = new StringBuilder();
    for (int opcode = 0; opcode <= 201; opcode++) {
      all.append((char) length(opcode));
    }
    return all.toString();
  }

  private static int length(int opcode) {
    if (opcode == TABLESWITCH || opcode == LOOKUPSWITCH || opcode == WIDE) {
      return 0;
    }
    if (opcode >= GOTO_W || opcode == 185 || opcode == 186) {
      return 5;
    }
    if (opcode == 197) {
      return 4;
    }
    boolean two =
        opcode == 16
            || opcode == 18
            || (opcode >= 21 && opcode <= 25)
            || (opcode >= 54 && opcode <= 58)
            || opcode == 169
            || opcode == 188;
    boolean three =
        opcode == 17
            || opcode == 19
            || opcode == 20
            || opcode == IINC
            || isJump(opcode)
            || (opcode >= 178 && opcode <= 184)
            || opcode == 187
            || opcode == 189
            || opcode == 192
            || opcode == 193;
    return two ? 2 : three ? 3 : 1;
  }

  private static boolean isJump(int opcode) {
    return (opcode >= 153 && opcode <= 168) || opcode == 198 || opcode == 199;
  }

  /**
   * The length of the instruction at {@code pc} if it stood at {@code position}: a switch pads
   * itself to four bytes.
   */
  static int length(byte[] file, int code, int pc, int position) {
    int opcode = Bytes.u1(file, code + pc);
    if (opcode >= LENGTHS.length()) {
      throw new IllegalArgumentException("unknown instruction " + opcode);
    }
    if (opcode == WIDE) {
      return Bytes.u1(file, code + pc + 1) == IINC ? 6 : 4;
    }
    int operands = operands(code, pc);
    if (opcode == TABLESWITCH) {
      int size = Bytes.s4(file, operands + 8) - Bytes.s4(file, operands + 4) + 1;
      return 1 + padding(position) + 12 + 4 * size;
    }
    if (opcode == LOOKUPSWITCH) {
      return 1 + padding(position) + 8 + 8 * Bytes.s4(file, operands + 4);
    }
    return LENGTHS.charAt(opcode);
  }

  private static int padding(int position) {
    return 3 - (position & 3);
  }

  /** Where the operands of a switch begin in the file. */
  private static int operands(int code, int pc) {
    return code + pc + 1 + padding(pc);
  }

  /** Writes an instruction at its new place, its jumps to the new places of their targets. */
  static void write(byte[] file, int code, int pc, int[] moved, int[] target, Bytes out) {
    int opcode = Bytes.u1(file, code + pc);
    int from = moved[pc];
    if (opcode == TABLESWITCH || opcode == LOOKUPSWITCH) {
      out.u1(opcode);
      for (int i = padding(from); i > 0; i--) {
        out.u1(0);
      }
      cases(file, code, pc, from, target, out);
    } else if (isJump(opcode)) {
      int jump = target[pc + Bytes.s2(file, code + pc + 1)] - from;
      if (jump != (short) jump) {
        throw new IllegalArgumentException("a jump is too long");
      }
      out.u1(opcode).u2(jump);
    } else if (opcode >= GOTO_W) {
      out.u1(opcode).u4(target[pc + Bytes.s4(file, code + pc + 1)] - from);
    } else {
      out.copy(file, code + pc, code + pc + length(file, code, pc, pc));
    }
  }

  private static void cases(byte[] file, int code, int pc, int from, int[] target, Bytes out) {
    int at = operands(code, pc);
    int end = code + pc + length(file, code, pc, pc);
    out.u4(target[pc + Bytes.s4(file, at)] - from);
    boolean table = Bytes.u1(file, code + pc) == TABLESWITCH;
    out.copy(file, at + 4, at + (table ? 12 : 8));
    for (int entry = at + (table ? 12 : 8); entry < end; entry += table ? 4 : 8) {
      if (!table) {
        out.copy(file, entry, entry + 4);
      }
      out.u4(target[pc + Bytes.s4(file, entry + (table ? 0 : 4))] - from);
    }
  }
}
