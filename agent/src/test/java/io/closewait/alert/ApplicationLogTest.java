package io.closewait.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.modifier.Ownership;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.implementation.ExceptionMethod;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ApplicationLogTest {
  private static final Logger LOGGER = Logger.getLogger("io.closewait");

  private final List<String> logged = new CopyOnWriteArrayList<>();
  private final List<String> sources = new CopyOnWriteArrayList<>();
  private final List<String> elsewhere = new CopyOnWriteArrayList<>();
  private final CountDownLatch said = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);

  private final Handler handler =
      new Appender() {
        @Override
        public void publish(LogRecord event) {
          sources.add(event.getSourceClassName() + "." + event.getSourceMethodName());
          logged.add(event.getLevel() + " " + event.getMessage());
          said.countDown();
        }
      };

  private final Alerts fallback =
      new Alerts() {
        @Override
        public void warn(String text) {
          elsewhere.add(text);
          said.countDown();
        }

        @Override
        public void inform(String text) {
          elsewhere.add(text);
        }

        @Override
        public void close() {}
      };

  private static Instrumentation loaded(Class<?>... classes) {
    return (Instrumentation)
        Proxy.newProxyInstance(
            ApplicationLogTest.class.getClassLoader(),
            new Class<?>[] {Instrumentation.class},
            (proxy, method, arguments) -> classes);
  }

  @AfterEach
  void end() {
    release.countDown();
    for (Handler each : LOGGER.getHandlers()) {
      LOGGER.removeHandler(each);
    }
    LOGGER.setUseParentHandlers(true);
  }

  private void listen(Handler other) {
    LOGGER.setUseParentHandlers(false);
    LOGGER.addHandler(other);
  }

  @Test
  @Timeout(60)
  void logsOneEventWithoutThePrefixOfStderr() throws Exception {
    listen(handler);

    new ApplicationLog(LogSystem.JUL, loaded(String.class, Logger.class), fallback)
        .warn("closewait: a leak\ncloseWAIT\nclosewait:   why  because");
    said.await();

    assertThat(logged).containsExactly("WARNING a leak\ncloseWAIT\n  why  because");
    assertThat(sources).containsExactly("closewait.alert");
    assertThat(elsewhere).isEmpty();
  }

  @Test
  @Timeout(60)
  void goesElsewhereWhereNothingLogs() throws Exception {
    ApplicationLog log = new ApplicationLog(LogSystem.SLF4J, loaded(String.class), fallback);
    log.warn("closewait: one");
    log.warn("closewait: two");
    while (elsewhere.size() < 3) {
      Thread.sleep(5);
    }

    assertThat(elsewhere)
        .containsExactly(
            "closewait: slf4j is not in use in this JVM: alerts go to stderr meanwhile",
            "closewait: one",
            "closewait: two");
  }

  @Test
  @Timeout(60)
  void anAppenderThatBlocksBlocksNobody() throws Exception {
    Handler stuck = new Stuck();
    listen(stuck);
    ApplicationLog log = new ApplicationLog(LogSystem.JUL, loaded(Logger.class), fallback);
    while (elsewhere.isEmpty()) {
      log.warn("closewait: again");
    }
    LOGGER.removeHandler(stuck);
    // Else what waits would be logged in the middle of the next test.
    log.close();

    assertThat(elsewhere.get(0)).startsWith("closewait: jul blocks: alerts go to stderr");
  }

  @Test
  @Timeout(60)
  void theEndInterruptsNoAppender() throws Exception {
    listen(new Stuck());
    ApplicationLog log = new ApplicationLog(LogSystem.JUL, loaded(Logger.class), fallback);
    log.warn("closewait: one");
    said.await();

    log.close();
    release.countDown();
    while (logged.isEmpty()) {
      Thread.sleep(5);
    }

    assertThat(logged).containsExactly("whole");
  }

  @Test
  @Timeout(60)
  void aLoggerThatFailsIsToldWithItsCause() throws Exception {
    Class<?> factory =
        new ByteBuddy()
            .subclass(Object.class)
            .name("org.slf4j.LoggerFactory")
            .defineField("INITIALIZATION_STATE", int.class, Visibility.PUBLIC, Ownership.STATIC)
            .value(3)
            .defineMethod("getLogger", Object.class, Visibility.PUBLIC, Ownership.STATIC)
            .withParameters(String.class)
            .intercept(ExceptionMethod.throwing(IllegalStateException.class, "no such appender"))
            .make()
            .load(null)
            .getLoaded();

    new ApplicationLog(LogSystem.SLF4J, loaded(factory), fallback).warn("closewait: one");
    said.await();

    assertThat(elsewhere.get(0))
        .isEqualTo(
            "closewait: slf4j fails (java.lang.IllegalStateException: no such appender):"
                + " alerts go to stderr meanwhile");
  }

  /** Waits until it is released. */
  private final class Stuck extends Appender {
    @Override
    public void publish(LogRecord event) {
      said.countDown();
      try {
        release.await();
        logged.add("whole");
      } catch (InterruptedException e) {
        logged.add("interrupted");
      }
    }
  }

  private abstract static class Appender extends Handler {
    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
