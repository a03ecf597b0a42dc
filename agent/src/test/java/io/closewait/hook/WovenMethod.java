package io.closewait.hook;

import io.closewait.bridge.Bridge;
import io.closewait.bridge.LibrarySocketBridge;
import io.closewait.bridge.RefusalBridge;
import io.closewait.bridge.UseBridge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** What the code of a method has that weaving changes. */
final class WovenMethod extends MethodVisitor {
  private static final Set<String> BRIDGES =
      Set.of(
          Type.getInternalName(Bridge.class),
          Type.getInternalName(UseBridge.class),
          Type.getInternalName(RefusalBridge.class),
          Type.getInternalName(LibrarySocketBridge.class));

  final List<String> bridgeCalls = new ArrayList<>();
  final Set<Label> handlers = new HashSet<>();
  int returns;
  int maxStack;
  int maxLocals;

  private WovenMethod() {
    super(Opcodes.ASM9);
  }

  /** The methods of a class that have code, by name and descriptor. */
  static Map<String, WovenMethod> of(byte[] bytes) {
    Map<String, WovenMethod> methods = new HashMap<>();
    ClassVisitor visitor =
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            WovenMethod method = new WovenMethod();
            methods.put(name + descriptor, method);
            return method;
          }
        };
    new ClassReader(bytes).accept(visitor, 0);
    return methods;
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    if (BRIDGES.contains(owner)) {
      bridgeCalls.add(name + descriptor);
    }
  }

  @Override
  public void visitTryCatchBlock(Label start, Label end, Label handler, String exception) {
    handlers.add(handler);
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
      returns++;
    }
  }

  @Override
  public void visitMaxs(int stack, int locals) {
    maxStack = stack;
    maxLocals = locals;
  }
}
