package io.closewait.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Tests that equal stacks share a site, that the cache is bounded, and what a site holds on to. */
class CallSitesTest {
  private static final int CAPACITY = 4096;

  @Test
  void givesOneLineOneSite() {
    CallSites sites = new CallSites(64);
    Set<CallSite> found = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      found.add(sites.here());
    }
    CallSite other = sites.here();

    assertThat(found).hasSize(1).doesNotContain(other);
  }

  @Test
  void keepsTheInnermostFramesUpToItsDepth() {
    CallSite site = new CallSites(3).here();

    assertThat(site.frames()).hasSize(3);
    assertThat(site.frames().get(0).getMethodName()).isEqualTo("here");
    assertThat(site.frames().get(1).getMethodName())
        .isEqualTo("keepsTheInnermostFramesUpToItsDepth");
  }

  /** Twice as many stacks as there is room for, each asked for twice from the same line. */
  @Test
  void stillGivesTheRightSiteWhenItIsFull() {
    CallSites sites = new CallSites(64);
    int paths = 2 * CAPACITY;
    CallSite[][] found = new CallSite[2][paths];
    for (int round = 0; round < 2; round++) {
      for (int path = 0; path < paths; path++) {
        found[round][path] = along(path, 13, sites);
      }
    }

    int shared = 0;
    Set<Long> hashes = new HashSet<>();
    for (int path = 0; path < paths; path++) {
      shared += found[0][path] == found[1][path] ? 1 : 0;
      hashes.add(found[0][path].hash());
      assertThat(found[1][path].hash()).isEqualTo(found[0][path].hash());
      assertThat(found[1][path].frames()).isEqualTo(found[0][path].frames());
    }
    assertThat(hashes).hasSize(paths);
    assertThat(shared).isBetween(1, CAPACITY);
  }

  /** Calls itself from one of two lines at each level, as the bits of the path say. */
  private static CallSite along(int path, int levels, CallSites sites) {
    if (levels == 0) {
      return sites.here();
    }
    if ((path & 1) == 0) {
      return along(path >> 1, levels - 1, sites);
    }
    return along(path >> 1, levels - 1, sites);
  }

  @Test
  void letsGoOfTheClassesOnAStackOnceItIsResolved() throws Exception {
    CallSites sites = new CallSites(64);
    Object[] found = new Object[1];
    WeakReference<ClassLoader> loader = callFromOtherLoader(sites, found);

    sites.resolve();

    assertThat(Collected.isCleared(loader)).isTrue();
    assertThat(((CallSite) found[0]).frames())
        .anyMatch(frame -> frame.getClassName().equals(Caller.class.getName()));
  }

  private static WeakReference<ClassLoader> callFromOtherLoader(CallSites sites, Object[] found)
      throws Exception {
    ClassLoader loader = new OtherLoader();
    Class<?> type = Class.forName(Caller.class.getName(), true, loader);
    assertThat(type).isNotSameAs(Caller.class);
    @SuppressWarnings("unchecked")
    Function<Supplier<Object>, Object> caller =
        (Function<Supplier<Object>, Object>) type.getConstructor().newInstance();
    found[0] = caller.apply(sites::here);
    return new WeakReference<>(loader);
  }

  /** A class of an application that may be undeployed. */
  public static final class Caller implements Function<Supplier<Object>, Object> {
    /** Used through reflection. */
    public Caller() {}

    @Override
    public Object apply(Supplier<Object> called) {
      return called.get();
    }
  }

  /** Defines the caller anew instead of asking its parent. */
  private static final class OtherLoader extends ClassLoader {
    OtherLoader() {
      super(CallSitesTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals(Caller.class.getName())) {
        return super.loadClass(name, resolve);
      }
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
