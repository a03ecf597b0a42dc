package io.closewait.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.pool.HikariPool;
import io.closewait.connection.CallSite;
import io.closewait.connection.ConnectionSnapshot;
import io.closewait.connection.Origin;
import io.closewait.connection.Registry;
import io.closewait.library.PoolUse;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PoolSurveyTest {
  private static final CallSite OPENED =
      new CallSite(
          List.of(new StackTraceElement(HikariPool.class.getName(), "createPoolEntry", null, -1)));

  private final Registry registry = new Registry(64);
  private final PoolSurvey survey = new PoolSurvey(registry);
  private final List<ConnectionSnapshot> connections =
      List.of(new ConnectionSnapshot.Builder(1, 8, Origin.CONNECT, 0, "main", OPENED).build());

  @Test
  @Timeout(60)
  void keepsTheLastAnswerWhileAPoolDoesNotAnswer() {
    HikariPool pool = new HikariPool(new CountDownLatch(0), 2, 3);
    pool.createPoolEntry(registry);

    assertThat(survey.ask(connections)).as("it takes two looks").isEmpty();
    awaitIdle(3);

    CountDownLatch lock = new CountDownLatch(1);
    HikariPool stuck = new HikariPool(lock, 10, 20);
    stuck.createPoolEntry(registry);

    assertThat(survey.ask(connections)).extracting(PoolUse::idle).containsExactly(3);
    assertThat(survey.ask(connections)).extracting(PoolUse::idle).containsExactly(3);
    lock.countDown();
    awaitIdle(23);
    assertThat(pool).as("not collected meanwhile").isNotSameAs(stuck);
  }

  /** A busy machine may take longer than the survey waits. */
  private void awaitIdle(int idle) {
    while (survey.ask(connections).stream().noneMatch(use -> use.idle() == idle)) {
      Thread.yield();
    }
  }
}
