package io.closewait.kernel;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Answers as a test tells it, and does something while it is asked. */
final class FakeProbe implements DescriptorProbe {
  private final Map<Integer, Integer> states = new HashMap<>();
  private Runnable whileAskedForState = () -> {};
  private Runnable whileAskedForLocal = () -> {};
  private final Set<Integer> inodesAsked = new TreeSet<>();
  private int localCalls;

  FakeProbe set(int descriptor, int state) {
    states.put(descriptor, state);
    return this;
  }

  void whileAskedForState(Runnable action) {
    whileAskedForState = action;
  }

  void whileAskedForLocal(Runnable action) {
    whileAskedForLocal = action;
  }

  int localCalls() {
    return localCalls;
  }

  @Override
  public int info(int descriptor) {
    whileAskedForState.run();
    return states.getOrDefault(descriptor, -1);
  }

  @Override
  public InetSocketAddress local(int descriptor) {
    localCalls++;
    whileAskedForLocal.run();
    return new InetSocketAddress("127.0.0.1", 4000 + descriptor);
  }

  @Override
  public long inode(int descriptor) {
    inodesAsked.add(descriptor);
    return 0;
  }

  /** The descriptors whose inode was asked for. */
  Set<Integer> inodesAsked() {
    return inodesAsked;
  }
}
