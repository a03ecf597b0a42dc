package io.closewait.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests who is known to select on what. */
class SelectorUsesTest {
  private final SelectorUses uses = new SelectorUses();

  @Test
  void knowsTheLastThread() throws InterruptedException {
    Selector selector = new NoSelector();
    assertThat(uses.of(selector)).isNull();

    uses.selecting(selector, Thread.currentThread());
    assertThat(uses.of(selector).thread()).isSameAs(Thread.currentThread());

    Thread other = new Thread(() -> uses.selecting(selector, Thread.currentThread()), "other");
    other.start();
    other.join();
    assertThat(uses.of(selector).thread()).isSameAs(other);
    assertThat(uses.of(selector).threadName()).isEqualTo("other");
  }

  @Test
  void notesAtALookThatThereWereSelects() {
    Selector selector = new NoSelector();
    uses.selecting(selector, Thread.currentThread());
    uses.look(1001);
    uses.look(2001);
    assertThat(uses.of(selector).selectedAt()).isEqualTo(1001);

    uses.selecting(selector, Thread.currentThread());
    uses.look(3001);
    assertThat(uses.of(selector).selectedAt()).isEqualTo(3001);
  }

  @Test
  void knowsTheLastOfMoreSelectorsThanItHasRoomFor() {
    Selector[] selectors = new Selector[5000];
    for (int i = 0; i < selectors.length; i++) {
      selectors[i] = new NoSelector();
      uses.selecting(selectors[i], Thread.currentThread());
      assertThat(uses.of(selectors[i])).isNotNull();
    }
  }

  @Test
  void keepsNoSelector() throws InterruptedException {
    WeakReference<Object> selector = new WeakReference<>(new NoSelector());
    uses.selecting((Selector) selector.get(), Thread.currentThread());

    assertThat(Collected.isCleared(selector)).isTrue();
  }

  /** Selects nothing and needs no descriptor. */
  private static final class NoSelector extends AbstractSelector {
    NoSelector() {
      super(SelectorProvider.provider());
    }

    @Override
    protected void implCloseSelector() {}

    @Override
    protected SelectionKey register(AbstractSelectableChannel channel, int ops, Object attachment) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Set<SelectionKey> keys() {
      return Set.of();
    }

    @Override
    public Set<SelectionKey> selectedKeys() {
      return Set.of();
    }

    @Override
    public int selectNow() {
      return 0;
    }

    @Override
    public int select(long timeout) {
      return 0;
    }

    @Override
    public int select() {
      return 0;
    }

    @Override
    public Selector wakeup() {
      return this;
    }
  }
}
