package io.closewait.hook;

import io.closewait.bridge.Bridge;
import io.closewait.hook.Hook.Place;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Weaves the hooks into the classes of java.base that have them. Thread-safe. */
final class Weaver implements ClassFileTransformer {
  private static final int MAJOR_VERSION = 6;

  private final Map<String, List<Hook>> hooksByType = new HashMap<>();
  private final Set<Hook> woven = Collections.synchronizedSet(new HashSet<Hook>());

  Weaver(List<Hook> hooks) {
    for (Hook hook : hooks) {
      List<Hook> ofType = hooksByType.get(hook.type());
      if (ofType == null) {
        ofType = new ArrayList<>();
        hooksByType.put(hook.type(), ofType);
      }
      ofType.add(hook);
    }
  }

  /** The classes that have hooks, in their internal form. */
  Set<String> types() {
    return hooksByType.keySet();
  }

  boolean isWoven(Hook hook) {
    return woven.contains(hook);
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] original) {
    if (loader != null || name == null) {
      return null;
    }
    List<Hook> hooks = hooksByType.get(name);
    if (hooks == null) {
      return null;
    }
    try {
      return weave(original, hooks);
    } catch (Throwable e) {
      Bridge.suppress(e);
      return null;
    }
  }

  /** Inserts straight-line code only, so the stack map frames stay valid. */
  byte[] weave(byte[] original, List<Hook> hooks) {
    byte[] readable = original.clone();
    readable[MAJOR_VERSION + 1] = (byte) Math.min(original[MAJOR_VERSION + 1], Opcodes.V26);
    ClassReader reader = new ClassReader(readable);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    HookedClass hooked = new HookedClass(writer, hooks);
    reader.accept(hooked, 0);
    byte[] result = writer.toByteArray();
    result[MAJOR_VERSION + 1] = original[MAJOR_VERSION + 1];
    woven.addAll(hooked.found);
    return result;
  }

  /** Passes a class on, with the calls in its hooked methods. */
  private static final class HookedClass extends ClassVisitor {
    private final List<Hook> hooks;
    private final List<Hook> found = new ArrayList<>();

    HookedClass(ClassVisitor next, List<Hook> hooks) {
      super(Opcodes.ASM9, next);
      this.hooks = hooks;
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      MethodVisitor code = super.visitMethod(access, name, descriptor, signature, exceptions);
      if ((access & (Opcodes.ACC_NATIVE | Opcodes.ACC_ABSTRACT)) != 0) {
        return code;
      }
      for (Hook hook : hooks) {
        if (hook.matches(name, descriptor)) {
          code = new HookedMethod(code, hook);
          found.add(hook);
        }
      }
      return code;
    }
  }

  /** Passes a method on, with one call at its place. */
  private static final class HookedMethod extends MethodVisitor {
    private final Hook hook;

    HookedMethod(MethodVisitor next, Hook hook) {
      super(Opcodes.ASM9, next);
      this.hook = hook;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      if (hook.place() == Place.ENTER) {
        hook.call().write(mv);
      }
    }

    @Override
    public void visitInsn(int opcode) {
      if (hook.place() == Place.RETURN && opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
        hook.call().write(mv);
      }
      super.visitInsn(opcode);
    }
  }
}
