package io.closewait.it.program;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The agent in the program's own JVM, as the JVM's beans show it. */
final class OwnAgent {
  private static final String THREAD = "closewait";
  private static final int TURNS = 10;
  private static final long PAUSE_MILLIS = 2;
  private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private OwnAgent() {}

  /** Whether there is one. */
  static boolean isHere() {
    for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (flag.startsWith("-javaagent:")) {
        return true;
      }
    }
    return false;
  }

  /** Waits until it has taken so many more samples. */
  static void awaitSamples(int count) throws JMException, InterruptedException {
    ObjectName agent = new ObjectName("io.closewait:type=Agent");
    while (!BEANS.isRegistered(agent)) {
      Thread.sleep(PAUSE_MILLIS);
    }
    long before = (Long) BEANS.getAttribute(agent, "SamplesTaken");
    while ((Long) BEANS.getAttribute(agent, "SamplesTaken") < before + count) {
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  /**
   * The bytes that its thread allocates from one sample to the next: the least of some turns, so
   * that no deep look is among them.
   */
  static long garbageOfASample() throws JMException, InterruptedException {
    long thread = thread();
    awaitSamples(1);
    long least = Long.MAX_VALUE;
    for (int turn = 0; turn < TURNS; turn++) {
      long before = THREADS.getThreadAllocatedBytes(thread);
      awaitSamples(1);
      least = Math.min(least, THREADS.getThreadAllocatedBytes(thread) - before);
    }
    return least;
  }

  private static long thread() {
    for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().equals(THREAD)) {
        return thread.getThreadId();
      }
    }
    throw new IllegalStateException("there is no thread " + THREAD);
  }
}
