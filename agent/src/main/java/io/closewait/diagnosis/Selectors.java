package io.closewait.diagnosis;

import io.closewait.connection.ChannelRegistration;
import io.closewait.connection.ThreadView;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** The selectors of one leak's channels; the stack of each thread stands with the first alone. */
final class Selectors {
  private final IdentityHashMap<ThreadView, ThreadFacts> shown = new IdentityHashMap<>();

  /** The selector of the next channel; null if it has none. */
  @Nullable SelectorFacts of(Judgement judgement) {
    ChannelRegistration registration = judgement.connection().registration();
    if (registration == null || !registration.exists()) {
      return null;
    }
    ThreadView thread = registration.thread();
    return new SelectorFacts(
        registration.selector(),
        registration.interest(),
        registration.ready(),
        registration.valid(),
        thread == null ? null : facts(thread));
  }

  private ThreadFacts facts(ThreadView thread) {
    ThreadFacts before = shown.get(thread);
    if (before != null) {
      return before;
    }
    ThreadFacts first = ThreadFacts.of(thread);
    shown.put(thread, first.withoutStack());
    return first;
  }
}
