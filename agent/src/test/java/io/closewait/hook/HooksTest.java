package io.closewait.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which classes are hooked in which JDK. */
class HooksTest {
  @ParameterizedTest
  @CsvSource({
    "sun.nio.ch.NioSocketImpl, 13, 99",
    "java.net.AbstractPlainSocketImpl, 8, 17",
    "java.net.SocketInputStream, 8, 17",
    "java.net.SocketCleanable, 11, 17",
    "sun.nio.ch.SocketChannelImpl, 8, 99",
    "sun.nio.ch.UnixAsynchronousSocketChannelImpl, 8, 99",
    "sun.nio.ch.SocketDispatcher, 8, 99",
    "sun.nio.ch.UnixDispatcher, 21, 99"
  })
  void hooksAClassInTheJdksThatHaveIt(String type, int first, int last) {
    for (int jdk = 8; jdk <= 27; jdk++) {
      List<Hook> ofType =
          Hooks.of(jdk).stream().filter(hook -> hook.toString().startsWith(type + ".")).toList();
      assertThat(ofType.isEmpty()).as("JDK %d", jdk).isEqualTo(jdk < first || jdk > last);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 11, 17, 21, 25, 27, 40})
  void seesEveryReleaseThroughOneDispatcher(int jdk) {
    assertThat(Hooks.of(jdk))
        .extracting(Hook::toString)
        .containsOnlyOnce(
            jdk < 21
                ? "sun.nio.ch.SocketDispatcher.close(Ljava/io/FileDescriptor;)V"
                : "sun.nio.ch.UnixDispatcher.close(Ljava/io/FileDescriptor;)V");
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 10, 11, 27, 40})
  void seesEverySelectOnce(int jdk) {
    assertThat(Hooks.of(jdk))
        .extracting(Hook::toString)
        .containsOnlyOnce(
            "sun.nio.ch.SelectorImpl.lockAndDoSelect("
                + (jdk < 11 ? "" : "Ljava/util/function/Consumer;")
                + "J)I");
  }

  @Test
  void everyClassWithHooksMayHaveThem() {
    for (int jdk = 8; jdk <= 27; jdk++) {
      assertThat(Hooks.of(jdk))
          .allMatch(hook -> Hooks.mayBeFor(hook.type().replace('/', '.')), "is not passed over");
    }
    assertThat(Hooks.mayBeFor("java.util.HashMap")).isFalse();
  }

  /** bind of a server channel serves Unix-domain sockets since 16; netBind never does. */
  @Test
  void hearsOfListeningInternetChannelsOnly() {
    for (int jdk : new int[] {8, 15, 16, 27}) {
      String bind = jdk < 16 ? ".bind(" : ".netBind(";
      assertThat(new TreeSet<>(Hooks.of(jdk).stream().map(Hook::toString).toList()))
          .filteredOn(hook -> hook.startsWith("sun.nio.ch.ServerSocketChannelImpl."))
          .filteredOn(hook -> !hook.contains("ccept("))
          .singleElement()
          .asString()
          .contains(bind);
    }
  }
}
