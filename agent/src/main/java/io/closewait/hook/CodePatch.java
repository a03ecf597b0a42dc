package io.closewait.hook;

import org.jspecify.annotations.Nullable;

/**
 * The Code attribute of one method, JVMS 4.7.3, with code inserted at its start, before each of its
 * returns and where it catches exceptions. Not thread-safe.
 *
 * <p>A jump to a return goes to what was inserted before it; a jump to the start of the method goes
 * behind what was inserted there; an exception handler begins with what was inserted into it. Where
 * a handler is for everything, what the inserted code throws goes on in the handler proper: such
 * handlers catch themselves, and a full stack would run in a circle. What describes the code by its
 * offsets is moved along: exception handlers, stack map frames, line numbers and local variables.
 * Type annotations in code are left out.
 */
final class CodePatch {
  private static final int LARGEST = 0xffff;
  private static final byte[] NOTHING = new byte[0];
  private static final int IRETURN = 172;
  private static final int RETURN = 177;

  private final byte[] file;
  private final Constants constants;
  private final byte[] atStart;
  private final byte[] atReturn;
  private final byte[] atCatch;
  private final int code;
  private final int end;

  /** Where each instruction stands now, and where a jump to it goes. */
  private final int[] moved;

  private final int[] target;

  /** Where an exception handler begins, and where one for everything does. */
  private final boolean[] handler;

  private final boolean[] catchAll;

  /**
   * @param at where the attribute's content begins in the file
   */
  CodePatch(
      byte[] file, int at, Constants constants, byte[] atStart, byte[] atReturn, byte[] atCatch) {
    this.file = file;
    this.constants = constants;
    this.atStart = atStart;
    this.atReturn = atReturn;
    this.atCatch = atCatch;
    code = at + 8;
    end = code + Bytes.s4(file, at + 4);
    moved = new int[end - code + 1];
    target = new int[end - code + 1];
    handler = new boolean[end - code + 1];
    catchAll = new boolean[end - code + 1];
    findHandlers();
    move();
  }

  private void findHandlers() {
    for (int i = 0; i < Bytes.u2(file, end); i++) {
      int entry = end + 2 + 8 * i;
      int pc = Bytes.u2(file, entry + 4);
      handler[pc] = true;
      catchAll[pc] |= atCatch.length > 0 && Bytes.u2(file, entry + 6) == 0;
    }
  }

  private void move() {
    int to = atStart.length;
    int next;
    for (int pc = 0; pc < end - code; pc = next) {
      target[pc] = to;
      to += inserted(pc).length;
      moved[pc] = to;
      next = pc + Instructions.length(file, code, pc, pc);
      to += Instructions.length(file, code, pc, to);
    }
    target[end - code] = to;
    moved[end - code] = to;
    if (to > LARGEST) {
      throw new IllegalArgumentException("the method is too large");
    }
  }

  /** What stands before an instruction. */
  private byte[] inserted(int pc) {
    if (handler[pc]) {
      return atCatch;
    }
    int opcode = Bytes.u1(file, code + pc);
    return opcode >= IRETURN && opcode <= RETURN ? atReturn : NOTHING;
  }

  /**
   * Writes the attribute's content.
   *
   * @param stack what the inserted code needs beyond the method's own stack
   */
  void write(Bytes out, int stack) {
    out.u2(Bytes.u2(file, code - 8) + stack).u2(Bytes.u2(file, code - 6));
    out.u4(target[end - code]).all(atStart);
    int next;
    for (int pc = 0; pc < end - code; pc = next) {
      out.all(inserted(pc));
      next = pc + Instructions.length(file, code, pc, pc);
      Instructions.write(file, code, pc, moved, target, out);
    }
    attributes(handlers(out), out);
  }

  private int handlers(Bytes out) {
    int count = Bytes.u2(file, end);
    Bytes own = new Bytes(64);
    for (int pc = 0; pc < end - code; pc++) {
      if (catchAll[pc]) {
        own.u2(target[pc]).u2(moved[pc]).u2(moved[pc]).u2(0);
      }
    }
    out.u2(own.size() / 8 + count).all(own.toArray());
    int at = end + 2;
    for (int i = 0; i < count; i++, at += 8) {
      out.u2(target(at)).u2(target(at + 2)).u2(target(at + 4)).u2(Bytes.u2(file, at + 6));
    }
    return at;
  }

  private int target(int at) {
    return target[Bytes.u2(file, at)];
  }

  private void attributes(int from, Bytes out) {
    int count = Bytes.u2(file, from);
    int kept = 0;
    Bytes all = new Bytes(256);
    int at = from + 2;
    for (int i = 0; i < count; i++) {
      int length = Bytes.s4(file, at + 2);
      Bytes content = attribute(Bytes.u2(file, at), at + 6, length);
      if (content != null) {
        all.u2(Bytes.u2(file, at)).u4(content.size()).all(content.toArray());
        kept++;
      }
      at += 6 + length;
    }
    out.u2(kept).all(all.toArray());
  }

  /** Null for an attribute that is left out. */
  private @Nullable Bytes attribute(int name, int at, int length) {
    if (constants.isText(name, "StackMapTable")) {
      return new FramePatch(file, at, moved, target, catchAll).write();
    }
    if (constants.isText(name, "LineNumberTable")) {
      return lines(at, length);
    }
    boolean variables = constants.isText(name, "LocalVariableTable");
    return variables || constants.isText(name, "LocalVariableTypeTable")
        ? variables(at, length)
        : null;
  }

  /** What is inserted at the start belongs to the first line. */
  private Bytes lines(int at, int length) {
    Bytes out = new Bytes(length);
    int count = Bytes.u2(file, at);
    out.u2(count);
    for (int i = 0, entry = at + 2; i < count; i++, entry += 4) {
      int pc = Bytes.u2(file, entry);
      out.u2(pc == 0 ? 0 : target[pc]).u2(Bytes.u2(file, entry + 2));
    }
    return out;
  }

  private Bytes variables(int at, int length) {
    Bytes out = new Bytes(length);
    int count = Bytes.u2(file, at);
    out.u2(count);
    for (int i = 0, entry = at + 2; i < count; i++, entry += 10) {
      int start = Bytes.u2(file, entry);
      int stop = start + Bytes.u2(file, entry + 2);
      out.u2(target[start]).u2(target[stop] - target[start]).copy(file, entry + 4, entry + 10);
    }
    return out;
  }
}
