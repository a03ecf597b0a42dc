package io.closewait.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests which pools are hooked, and how a method is found whose arguments are not known. */
class PoolHooksTest {
  /** What the file asks, the hooks must have seen. */
  @Test
  void knowsEveryPoolThatCanBeAsked() throws IOException {
    List<String> asked;
    try (BufferedReader file =
        new BufferedReader(
            new InputStreamReader(
                getClass().getResourceAsStream("/io/closewait/library/libraries.txt"),
                StandardCharsets.UTF_8))) {
      asked =
          file.lines()
              .filter(line -> line.startsWith("  asks "))
              .map(line -> line.trim().split(" +")[1].replace('.', '/'))
              .toList();
    }

    assertThat(asked).hasSizeGreaterThan(5).allMatch(name -> PoolHooks.of(name) != null);
  }

  @Test
  void findsAllMethodsOfANameThatAreNotStatic() throws IOException {
    Hook hook = new Hook("any", "create", Hook.ANY, Hook.Place.ENTER, PoolHooks.POOLING, null);
    byte[] original;
    try (InputStream in = getClass().getResourceAsStream("PoolHooksTest$Pool.class")) {
      original = in.readAllBytes();
    }

    Map<String, WovenMethod> woven =
        WovenMethod.of(ClassPatch.apply(original, List.of(hook), new ArrayList<>()));

    assertThat(woven.get("create()V").bridgeCalls).containsExactly("pooling(Ljava/lang/Object;)V");
    assertThat(woven.get("create(I)V").bridgeCalls).hasSize(1);
    assertThat(woven.get("create(J)V").bridgeCalls).as("static").isEmpty();
    assertThat(woven.get("other()V").bridgeCalls).isEmpty();
  }

  /** Has the method in several forms. */
  @SuppressWarnings("unused")
  private static final class Pool {
    void create() {}

    void create(int number) {}

    static void create(long number) {}

    void other() {}
  }
}
