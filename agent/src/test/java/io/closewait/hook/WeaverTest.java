package io.closewait.hook;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.bridge.Bridge;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.Type;

/** Tests the weaver on the classes of the JDK that runs the tests. */
class WeaverTest {
  private static final int JDK = Runtime.version().feature();
  private static final int MAJOR_VERSION = 7;

  private final List<Hook> hooks = Hooks.of(JDK);
  private final Weaver weaver = new Weaver(hooks, new LibraryClasses());

  static Set<String> types() {
    return new TreeSet<>(new Weaver(Hooks.of(JDK), new LibraryClasses()).types());
  }

  @Test
  void weavesEveryHookOfThisJdk() throws IOException {
    for (String type : types()) {
      weaver.transform(null, type, null, null, read(type));
    }

    assertThat(hooks).isNotEmpty().allMatch(weaver::isWoven);
  }

  @ParameterizedTest
  @MethodSource("types")
  void insertsACallAtTheStartAtEachReturnOrAtEachCatch(String type) throws IOException {
    byte[] original = read(type);
    Map<String, WovenMethod> before = WovenMethod.of(original);

    Map<String, WovenMethod> after =
        WovenMethod.of(weaver.transform(null, type, null, null, original));

    assertThat(after).containsOnlyKeys(before.keySet());
    Map<String, List<Hook>> hooked = hooksOf(type).stream().collect(groupingBy(Hook::toString));
    for (String method : before.keySet()) {
      WovenMethod plain = before.get(method);
      WovenMethod woven = after.get(method);
      List<Hook> expected =
          hooked.getOrDefault(type.replace('/', '.') + "." + method, new ArrayList<>());
      assertThat(woven.bridgeCalls)
          .as(method)
          .containsExactlyInAnyOrderElementsOf(calls(expected, plain));
      assertThat(woven.returns).as(method).isEqualTo(plain.returns);
      assertThat(woven.maxLocals).as(method).isEqualTo(plain.maxLocals);
      assertThat(woven.maxStack)
          .as(method)
          .isGreaterThanOrEqualTo(plain.maxStack)
          .isGreaterThanOrEqualTo(deepestCall(woven));
    }
  }

  private static List<String> calls(List<Hook> expected, WovenMethod plain) throws IOException {
    List<String> calls = new ArrayList<>();
    for (Hook hook : expected) {
      int times =
          switch (hook.place()) {
            case ENTER -> 1;
            case RETURN -> plain.returns;
            case CATCH -> plain.handlers.size();
          };
      assertThat(times).as(hook.toString()).isPositive();
      for (int i = 0; i < times; i++) {
        calls.add(call(hook));
      }
    }
    return calls;
  }

  /** The bridge's method that a hook calls. */
  private static String call(Hook hook) throws IOException {
    Set<String> calls = new TreeSet<>();
    byte[] woven = ClassPatch.apply(read(hook.type()), List.of(hook), new ArrayList<>());
    WovenMethod.of(woven).values().forEach(method -> calls.addAll(method.bridgeCalls));
    assertThat(calls).hasSize(1);
    return calls.iterator().next();
  }

  /** The stack that the arguments of the widest call take. */
  private static int deepestCall(WovenMethod method) {
    int deepest = 0;
    for (String call : method.bridgeCalls) {
      String descriptor = call.substring(call.indexOf('('));
      // The sizes count a receiver, which a static call has not.
      deepest = Math.max(deepest, (Type.getArgumentsAndReturnSizes(descriptor) >> 2) - 1);
    }
    return deepest;
  }

  @ParameterizedTest
  @MethodSource("types")
  void keepsTheClassVersion(String type) throws IOException {
    byte[] original = read(type);
    byte[] newer = original.clone();
    newer[MAJOR_VERSION] = 90;

    byte[] woven = weaver.weave(original, hooksOf(type));
    byte[] wovenNewer = weaver.weave(newer, hooksOf(type));

    assertThat(woven[MAJOR_VERSION]).isEqualTo(original[MAJOR_VERSION]);
    assertThat(wovenNewer[MAJOR_VERSION]).isEqualTo((byte) 90);
    wovenNewer[MAJOR_VERSION] = original[MAJOR_VERSION];
    assertThat(wovenNewer).isEqualTo(woven);
    assertThat(newer[MAJOR_VERSION]).as("the JVM's bytes are left alone").isEqualTo((byte) 90);
  }

  @Test
  void leavesOtherClassesAlone() throws IOException {
    String hooked = "sun/nio/ch/SocketChannelImpl";
    byte[] bytes = read(hooked);

    assertThat(weaver.transform(null, "sun/nio/ch/Net", null, null, read("sun/nio/ch/Net")))
        .isNull();
    assertThat(weaver.transform(getClass().getClassLoader(), hooked, null, null, bytes)).isNull();
    assertThat(weaver.transform(null, null, null, null, bytes)).isNull();
    assertThat(hooks).noneMatch(weaver::isWoven);
  }

  @Test
  void countsAClassThatItCannotWeaveAsNotWoven() throws IOException {
    String type = "sun/nio/ch/SocketDispatcher";
    byte[] original = read(type);
    byte[] truncated = Arrays.copyOf(original, original.length * 3 / 4);
    long before = Bridge.suppressed();

    assertThat(weaver.transform(null, type, null, null, truncated)).isNull();

    assertThat(Bridge.suppressed() - before).isEqualTo(1);
    assertThat(hooks).noneMatch(weaver::isWoven);
  }

  private List<Hook> hooksOf(String type) {
    return hooks.stream().filter(hook -> hook.type().equals(type)).toList();
  }

  private static byte[] read(String type) throws IOException {
    try (InputStream in = ClassLoader.getSystemResourceAsStream(type + ".class")) {
      return in.readAllBytes();
    }
  }
}
