package io.closewait.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.pool.HikariPool;
import io.closewait.connection.Registry;
import io.closewait.library.Libraries;
import io.closewait.library.Library;
import io.closewait.library.PoolUse;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PoolAskerTest {
  private static final CountDownLatch OPEN = new CountDownLatch(0);

  private final Registry registry = new Registry(64);
  private final PoolAsker asker = new PoolAsker();
  private final Set<Library> hikari =
      Set.of(Libraries.known().owner(HikariPool.class.getName(), false, "main"));

  @Test
  void addsUpTheAnswersOfALibrary() throws InterruptedException {
    HikariPool one = opened(new HikariPool(OPEN, 2, 3));
    HikariPool other = opened(new HikariPool(OPEN, 10, 20));

    assertThat(answer(hikari))
        .singleElement()
        .satisfies(
            use -> {
              assertThat(use.library()).isEqualTo("HikariCP");
              assertThat(use.leased()).hasValue(12);
              assertThat(use.idle()).isEqualTo(23);
            });
    assertThat(one).isNotSameAs(other);
  }

  @Test
  void asksNobodyInVain() {
    HikariPool broken = opened(new HikariPool(OPEN, -1, 0));

    assertThat(asker.ask(Set.of(), registry.pools())).isEmpty();
    assertThat(asker.ask(hikari, new Registry(64).pools())).isEmpty();
    assertThat(asker.ask(hikari, registry.pools())).as("one that fails").isEmpty();
    assertThat(broken).isNotNull();
  }

  @Test
  void waitsForNoPoolThatDoesNotAnswer() throws InterruptedException {
    CountDownLatch lock = new CountDownLatch(1);
    HikariPool stuck = opened(new HikariPool(lock, 2, 3));

    assertThat(asker.ask(hikari, registry.pools())).isEmpty();
    assertThat(asker.ask(hikari, registry.pools())).as("not asked again").isEmpty();
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().equals("closewait pools"))
        .singleElement()
        .satisfies(thread -> assertThat(thread.isDaemon()).isTrue());

    lock.countDown();

    assertThat(answer(hikari)).hasSize(1);
    assertThat(stuck).isNotNull();
  }

  /** A busy machine may take longer than the asker waits. */
  private Collection<PoolUse> answer(Set<Library> libraries) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    Collection<PoolUse> answers = asker.ask(libraries, registry.pools());
    while (answers.isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(5);
      answers = asker.ask(libraries, registry.pools());
    }
    return answers;
  }

  private HikariPool opened(HikariPool pool) {
    pool.createPoolEntry(registry);
    return pool;
  }
}
