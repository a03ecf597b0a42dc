package io.closewait.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the hooks on the real classes of several versions of Netty. */
class NettyHooksTest {
  private static final File JARS = new File("target/netty");
  private static final String SHADED = "io/grpc/netty/shaded/";

  private final LibraryClasses libraries = new LibraryClasses();

  static Set<String> jars() {
    return new TreeSet<>(List.of(JARS.list()));
  }

  @ParameterizedTest
  @MethodSource("jars")
  void everyVersionHasWhatIsEssential(String jar) throws IOException {
    for (Map.Entry<String, byte[]> entry : hooked(jar).entrySet()) {
      assertThat(libraries.weave(entry.getKey(), entry.getValue())).as(entry.getKey()).isNotNull();
    }

    assertThat(libraries.missing()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("jars")
  void changesNothingButTheHookedMethods(String jar) throws IOException {
    for (Map.Entry<String, byte[]> entry : hooked(jar).entrySet()) {
      String type = entry.getKey();
      Map<String, WovenMethod> before = WovenMethod.of(entry.getValue());
      Map<String, WovenMethod> after = WovenMethod.of(libraries.weave(type, entry.getValue()));

      assertThat(after).containsOnlyKeys(before.keySet());
      Set<String> hooked =
          NettyHooks.of(type).stream()
              .map(hook -> hook.method() + hook.descriptor())
              .collect(Collectors.toSet());
      after.forEach(
          (name, method) ->
              assertThat(method.bridgeCalls.isEmpty())
                  .as(type + "." + name)
                  .isEqualTo(!hooked.contains(name) || before.get(name).returns == 0));
    }
  }

  @Test
  void knowsTheClassesOfEachTransport() throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    for (String jar : jars()) {
      counts.merge(jar.replaceAll("-[0-9].*", ""), hooked(jar).size(), Math::max);
    }

    assertThat(counts)
        .containsEntry("netty-transport-native-unix-common", 2)
        .containsEntry("netty-transport-classes-epoll", 3)
        .containsEntry("netty-transport-classes-io_uring", 4)
        .containsEntry("netty-incubator-transport-classes-io_uring", 4);
  }

  @Test
  void knowsACopyUnderOtherNames() {
    List<Hook> hooks = NettyHooks.of(SHADED + "io/netty/channel/epoll/EpollSocketChannel");

    assertThat(hooks)
        .extracting(Hook::descriptor)
        .allMatch(
            descriptor ->
                descriptor.contains("L" + SHADED + "io/netty/channel/epoll/LinuxSocket;")
                    || descriptor.contains("L" + SHADED + "io/netty/channel/unix/Socket;"));
  }

  @Test
  void knowsWhereAChannelOfTheJdkIsMade() {
    List<Hook> hooks = NettyHooks.of(SHADED + "io/netty/channel/socket/nio/NioSocketChannel");

    assertThat(hooks)
        .extracting(Hook::descriptor)
        .containsExactly(
            "(L" + SHADED + "io/netty/channel/Channel;Ljava/nio/channels/SocketChannel;)V");
  }

  @Test
  void saysWhichMethodAVersionHasNot() throws IOException {
    byte[] other = read("io/closewait/hook/NettyHooksTest.class");

    assertThat(libraries.weave("io/netty/channel/unix/Socket", other)).isNull();

    assertThat(libraries.missing())
        .contains(
            "this version of Netty has no"
                + " io.netty.channel.unix.Socket.connect(Ljava/net/SocketAddress;)Z: the"
                + " connections of its native transport may be untracked");
  }

  @Test
  void leavesAllOtherClassesAlone() {
    for (String name :
        List.of(
            "java/lang/Object",
            "io/netty/channel/Channel",
            "io/netty/channel/unix/SocketWritableByteChannel",
            "io/nettyio/netty/channel/unix/Socket2",
            "io/netty/",
            "")) {
      assertThat(libraries.weave(name, new byte[0])).isNull();
    }
  }

  /** An inner object without a reference to its channel cannot tell whose event it is. */
  @Test
  void needsTheFieldsThatItsCallsUse() throws IOException {
    byte[] other = read("io/closewait/hook/NettyHooksTest.class");
    List<Hook> found = new ArrayList<>();
    Call call = Call.ofLibrary("none", "");
    Hook hook = new Hook("any", "knowsACopyUnderOtherNames", "()V", Hook.Place.ENTER, call, "none");

    ClassPatch.apply(other, List.of(hook), found);

    assertThat(found).isEmpty();
  }

  private static Map<String, byte[]> hooked(String jar) throws IOException {
    Map<String, byte[]> classes = new TreeMap<>();
    try (JarFile file = new JarFile(new File(JARS, jar))) {
      for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
        String type = entry.getName().replace(".class", "");
        if (entry.getName().endsWith(".class") && LibraryClasses.contains(type)) {
          try (InputStream in = file.getInputStream(entry)) {
            classes.put(type, in.readAllBytes());
          }
        }
      }
    }
    return classes;
  }

  private static byte[] read(String file) throws IOException {
    try (InputStream in = ClassLoader.getSystemResourceAsStream(file)) {
      return in.readAllBytes();
    }
  }
}
