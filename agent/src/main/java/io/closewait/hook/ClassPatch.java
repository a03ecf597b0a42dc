package io.closewait.hook;

import java.util.ArrayList;
import java.util.List;

/** A class file, JVMS 4, with the hooks in its methods. Not thread-safe. */
final class ClassPatch {
  private static final int LARGEST_STACK = 0xffff;
  private static final int STATIC = 0x0008;

  private final byte[] file;
  private final Constants constants;
  private final List<Hook> hooks;
  private final List<Hook> found;
  private final Bytes body;

  /** The hooks that need a field and have it. */
  private final List<Hook> fitting = new ArrayList<>();

  private int at;

  private ClassPatch(byte[] file, List<Hook> hooks, List<Hook> found) {
    this.file = file;
    this.constants = new Constants(file);
    this.hooks = hooks;
    this.found = found;
    this.body = new Bytes(file.length + 1024);
    this.at = constants.end();
  }

  /**
   * The file with the hooks.
   *
   * @param found gets the hooks whose methods the class has
   * @throws RuntimeException if the bytes are no class file that this JVM's JDK could have made
   */
  static byte[] apply(byte[] file, List<Hook> hooks, List<Hook> found) {
    ClassPatch patch = new ClassPatch(file, hooks, found);
    patch.body();
    Bytes out = new Bytes(file.length + 2048);
    patch.constants.write(out);
    return out.all(patch.body.toArray()).toArray();
  }

  private void body() {
    int interfaces = Bytes.u2(file, at + 6);
    copy(8 + 2 * interfaces);
    int fields = copyCount();
    for (int i = 0; i < fields; i++) {
      field();
      copy(6);
      for (int attributes = copyCount(); attributes > 0; attributes--) {
        copyAttribute();
      }
    }
    int methods = copyCount();
    for (int i = 0; i < methods; i++) {
      method();
    }
    body.copy(file, at, file.length);
  }

  private void field() {
    for (Hook hook : hooks) {
      String needed = hook.field();
      if (needed != null && constants.isText(Bytes.u2(file, at + 2), needed)) {
        fitting.add(hook);
      }
    }
  }

  private void method() {
    List<Hook> matching = new ArrayList<>();
    for (Hook hook : hooks) {
      if (isOf(hook)) {
        matching.add(hook);
      }
    }
    copy(6);
    int attributes = copyCount();
    for (int i = 0; i < attributes; i++) {
      if (!matching.isEmpty() && constants.isText(Bytes.u2(file, at), "Code")) {
        code(matching);
      } else {
        copyAttribute();
      }
    }
  }

  private boolean isOf(Hook hook) {
    return (hook.field() == null || fitting.contains(hook))
        && constants.isText(Bytes.u2(file, at + 2), hook.method())
        && (hook.descriptor().equals(Hook.ANY)
            ? (Bytes.u2(file, at) & STATIC) == 0
            : constants.isText(Bytes.u2(file, at + 4), hook.descriptor()));
  }

  private void code(List<Hook> matching) {
    Code atStart = new Code(constants);
    Code atReturn = new Code(constants);
    Code atCatch = new Code(constants);
    for (Hook hook : matching) {
      boolean enter = hook.place() == Hook.Place.ENTER;
      hook.call().write(enter ? atStart : hook.place() == Hook.Place.CATCH ? atCatch : atReturn);
    }
    found.addAll(matching);
    int length = Bytes.s4(file, at + 2);
    body.u2(Bytes.u2(file, at)).u4(0);
    int from = body.size();
    int stack = Math.max(atCatch.stack(), Math.max(atStart.stack(), atReturn.stack()));
    new CodePatch(file, at + 6, constants, atStart.toArray(), atReturn.toArray(), atCatch.toArray())
        .write(body, Math.min(stack, LARGEST_STACK - Bytes.u2(file, at + 6)));
    body.setU4(from - 4, body.size() - from);
    at += 6 + length;
  }

  private void copyAttribute() {
    copy(6 + Bytes.s4(file, at + 2));
  }

  private int copyCount() {
    copy(2);
    return Bytes.u2(file, at - 2);
  }

  private void copy(int length) {
    body.copy(file, at, at + length);
    at += length;
  }
}
