package io.closewait.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.closewait.hook.Hook.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceMethodVisitor;

/** Weaves every method of many classes, and holds the result against another reader and the JVM. */
class ClassPatchTest {
  private static final String MARK = "io/closewait/hook/ClassPatchTest$Mark";
  private static final Pattern LABEL = Pattern.compile("\\bL\\d+\\b");
  private static final Call CALL = new Call(MARK, "hit", "");

  /** What is woven in, told from a method's own calls by its class. */
  public static final class Mark {
    private Mark() {}

    public static void hit() {}
  }

  @ParameterizedTest
  @ValueSource(strings = {"java/util", "java/net", "sun/nio/ch", "sun/security/ssl", "java/time"})
  void wovenMethodsDifferByTheCallsAlone(String directory) throws IOException {
    int compared = 0;
    for (byte[] original : jdkClasses(directory)) {
      byte[] woven = ClassPatch.apply(original, everywhere(original), new ArrayList<>());
      List<MethodNode> before = parse(original, ClassReader.SKIP_DEBUG).methods;
      List<MethodNode> after = parse(woven, ClassReader.SKIP_DEBUG).methods;
      assertThat(after).hasSameSizeAs(before);
      for (int i = 0; i < before.size(); i++) {
        String name = parse(original, 0).name + "." + before.get(i).name + before.get(i).desc;
        int expected = hasCode(before.get(i)) + returns(before.get(i)) + handlers(before.get(i));
        assertThat(takeGuards(after.get(i))).as(name).isEqualTo(handlersOfAll(before.get(i)));
        assertThat(takeMarks(after.get(i))).as(name).isEqualTo(expected);
        assertThat(text(after.get(i))).as(name).isEqualTo(text(before.get(i)));
        compared++;
      }
      assertThat(lines(woven)).isEqualTo(lines(original));
    }
    assertThat(compared).isGreaterThan(500);
  }

  @Test
  void theJvmVerifiesWovenClasses() throws Exception {
    WeavingLoader loader = new WeavingLoader();
    for (Class<?> neighbour :
        List.of(com.google.gson.Gson.class, picocli.CommandLine.class, ClassNode.class)) {
      for (String name : loader.namesBeside(neighbour)) {
        Class.forName(name, true, loader);
      }
    }
    assertThat(loader.woven).isGreaterThan(200);
  }

  /** Its handler is for everything, itself included. */
  public static final class Locked {
    private Locked() {}

    public static int run() {
      int entered = 0;
      synchronized (Locked.class) {
        entered = Thread.holdsLock(Locked.class) ? 1 : 0;
        if (entered == 1) {
          throw new IllegalStateException("first");
        }
      }
      return entered;
    }
  }

  /** Called by a woven handler, which must not run in a circle when this throws. */
  public static final class Thrower {
    private Thrower() {}

    public static void hit() {
      throw new StackOverflowError("second");
    }
  }

  @Test
  void whatAWovenHandlerThrowsGoesOnInTheHandlerProper() throws Exception {
    String thrower = Thrower.class.getName().replace('.', '/');
    Call call = new Call(thrower, "hit", "");
    byte[] original;
    try (InputStream in = Locked.class.getResourceAsStream("ClassPatchTest$Locked.class")) {
      original = in.readAllBytes();
    }
    Hook hook = new Hook(parse(original, 0).name, "run", "()I", Place.CATCH, call, 0, 99);
    byte[] woven = ClassPatch.apply(original, List.of(hook), new ArrayList<>());
    Class<?> locked = new Definer().define(Locked.class.getName(), woven);
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () ->
            assertThatThrownBy(() -> locked.getMethod("run").invoke(null))
                .cause()
                .isInstanceOf(StackOverflowError.class)
                .hasMessage("second"));
    assertThat(Thread.holdsLock(locked)).isFalse();
  }

  private static List<byte[]> jdkClasses(String directory) throws IOException {
    Path root = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules/java.base");
    try (Stream<Path> files = Files.list(root.resolve(directory))) {
      List<byte[]> classes = new ArrayList<>();
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        classes.add(Files.readAllBytes(file));
      }
      return classes;
    }
  }

  /** A hook at each place of each method of a class. */
  private static List<Hook> everywhere(byte[] original) {
    ClassNode node = parse(original, ClassReader.SKIP_CODE);
    List<Hook> hooks = new ArrayList<>();
    for (MethodNode method : node.methods) {
      for (Place place : Place.values()) {
        hooks.add(new Hook(node.name, method.name, method.desc, place, CALL, 0, 99));
      }
    }
    return hooks;
  }

  private static ClassNode parse(byte[] bytes, int flags) {
    ClassNode node = new ClassNode();
    new ClassReader(bytes).accept(node, ClassReader.EXPAND_FRAMES | flags);
    return node;
  }

  private static int hasCode(MethodNode method) {
    return method.instructions.size() > 0 ? 1 : 0;
  }

  private static int returns(MethodNode method) {
    int count = 0;
    for (AbstractInsnNode each : method.instructions) {
      if (each.getOpcode() >= Opcodes.IRETURN && each.getOpcode() <= Opcodes.RETURN) {
        count++;
      }
    }
    return count;
  }

  private static int handlers(MethodNode method) {
    return (int) method.tryCatchBlocks.stream().map(block -> block.handler).distinct().count();
  }

  private static int handlersOfAll(MethodNode method) {
    return (int)
        method.tryCatchBlocks.stream()
            .filter(block -> block.type == null)
            .map(block -> block.handler)
            .distinct()
            .count();
  }

  /** Takes what passes an exception of a woven call to the handler proper, and its frame. */
  private static int takeGuards(MethodNode method) {
    int count = 0;
    for (TryCatchBlockNode block : List.copyOf(method.tryCatchBlocks)) {
      if (isGuard(block)) {
        method.tryCatchBlocks.remove(block);
        AbstractInsnNode frame = block.handler.getNext();
        while (!(frame instanceof FrameNode)) {
          frame = frame.getNext();
        }
        method.instructions.remove(frame);
        count++;
      }
    }
    return count;
  }

  /** Whether a block is a woven call alone, and its handler what follows. */
  private static boolean isGuard(TryCatchBlockNode block) {
    AbstractInsnNode first = next(block.start);
    return block.type == null
        && isMark(first)
        && next(first.getNext()) == next(block.handler)
        && next(block.end) == next(block.handler);
  }

  /** The next instruction proper. */
  private static AbstractInsnNode next(AbstractInsnNode from) {
    AbstractInsnNode next = from;
    while (next.getOpcode() < 0) {
      next = next.getNext();
    }
    return next;
  }

  private static int takeMarks(MethodNode method) {
    int count = 0;
    for (AbstractInsnNode each : method.instructions.toArray()) {
      if (isMark(each)) {
        method.instructions.remove(each);
        count++;
      }
    }
    return count;
  }

  private static boolean isMark(AbstractInsnNode each) {
    return each instanceof MethodInsnNode && ((MethodInsnNode) each).owner.equals(MARK);
  }

  private static String text(MethodNode method) {
    Textifier text = new Textifier();
    method.accept(new TraceMethodVisitor(text));
    StringWriter out = new StringWriter();
    text.print(new PrintWriter(out, true));
    return withoutIdleLabels(out.toString());
  }

  /** The reader guesses where labels are needed, and may guess one too many. */
  private static String withoutIdleLabels(String text) {
    Map<String, Integer> uses = new HashMap<>();
    LABEL.matcher(text).results().forEach(label -> uses.merge(label.group(), 1, Integer::sum));
    Map<String, String> names = new HashMap<>();
    return LABEL
        .matcher(text)
        .replaceAll(
            label ->
                uses.get(label.group()) == 1
                    ? ""
                    : names.computeIfAbsent(label.group(), any -> "L" + names.size()))
        .replaceAll("(?m)^ +\n", "");
  }

  /** The line of each instruction of each method, without what was woven in. */
  private static List<String> lines(byte[] bytes) {
    List<String> lines = new ArrayList<>();
    for (MethodNode method : parse(bytes, 0).methods) {
      int line = -1;
      for (AbstractInsnNode each : method.instructions) {
        if (each instanceof LineNumberNode) {
          line = ((LineNumberNode) each).line;
        } else if (each.getOpcode() >= 0 && !isMark(each)) {
          lines.add(method.name + each.getOpcode() + ":" + line);
        }
      }
    }
    return lines;
  }

  private static final class Definer extends ClassLoader {
    Definer() {
      super(ClassPatchTest.class.getClassLoader());
    }

    Class<?> define(String name, byte[] bytes) {
      return defineClass(name, bytes, 0, bytes.length);
    }
  }

  /** Loads classes of its own, woven; the JVM verifies them as it does an application's. */
  private static final class WeavingLoader extends ClassLoader {
    private int woven;

    WeavingLoader() {
      super(ClassPatchTest.class.getClassLoader());
    }

    /** All classes in the package of one, from wherever that came. */
    List<String> namesBeside(Class<?> neighbour) throws Exception {
      String directory = neighbour.getPackageName().replace('.', '/');
      URI jar = neighbour.getProtectionDomain().getCodeSource().getLocation().toURI();
      try (FileSystem file = FileSystems.newFileSystem(Path.of(jar));
          Stream<Path> entries = Files.list(file.getPath(directory))) {
        return entries
            .map(Path::toString)
            .filter(name -> name.endsWith(".class") && !name.contains("-info"))
            .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
            .map(name -> name.startsWith(".") ? name.substring(1) : name)
            .toList();
      }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      boolean own =
          name.startsWith("com.google.gson.")
              || name.startsWith("picocli.")
              || name.startsWith("org.objectweb.asm.tree.");
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null) {
          return loaded;
        }
        return own ? define(name) : super.loadClass(name, resolve);
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] original = in.readAllBytes();
        byte[] bytes = ClassPatch.apply(original, everywhere(original), new ArrayList<>());
        woven++;
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
