package io.closewait.bench.load;

import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/** An agent that only registers a bean, two seconds after the start. */
public final class BeanAgent {
  private static final long MILLIS = 2000;

  private BeanAgent() {}

  /** What the bean shows. */
  public interface Word {
    String getWord();
  }

  public static void premain(String argument, Instrumentation instrumentation) {
    Workloads.daemon("bean", BeanAgent::register);
  }

  private static void register() {
    try {
      Thread.sleep(MILLIS);
      Word word = () -> "word";
      ManagementFactory.getPlatformMBeanServer()
          .registerMBean(new StandardMBean(word, Word.class), new ObjectName("bench:type=Word"));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
