package io.closewait.diagnosis;

import static io.closewait.diagnosis.Given.THRESHOLD;
import static io.closewait.diagnosis.Given.kernel;
import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.connection.CallSite;
import io.closewait.connection.ConnectionSnapshot;
import io.closewait.connection.Listening;
import io.closewait.connection.Origin;
import io.closewait.connection.ThreadView;
import org.junit.jupiter.api.Test;

/** Tests what is said of connections that hung up before anybody accepted them. */
class NotAcceptedTest {
  private static final String LISTENS = "com.acme.Server.start(Server.java:12)";
  private static final String HANDLES = "com.acme.Handler.slow(Handler.java:30)";

  private static ConnectionSnapshot.Builder listener(long id, ThreadView acceptor) {
    CallSite site = Given.site("java.net.ServerSocket.<init>(ServerSocket.java:277)", LISTENS);
    return Given.opened(id, Origin.LISTEN, site)
        .remote(null)
        .listening(new Listening(50, acceptor));
  }

  private static ThreadView acceptor(Thread.State state, String... frames) {
    return new ThreadView("acceptor-1", state, Given.stack(frames));
  }

  /** The only leak: of listener 1, whose client hung up two thresholds ago. */
  private static Leak leak(ThreadView acceptor) {
    Diagnosis diagnosis =
        Given.diagnosis(
            kernel().acceptQueue(1, 0, 2 * THRESHOLD, 40001).sample(), listener(1, acceptor));
    assertThat(diagnosis.leaks()).hasSize(1);
    return diagnosis.leaks().get(0);
  }

  @Test
  void namesTheLineThatListensAndWhatHoldsTheAcceptorUp() {
    Leak leak =
        leak(
            acceptor(Thread.State.TIMED_WAITING, "java.lang.Thread.sleep(Native Method)", HANDLES));

    assertThat(leak.verdict()).isEqualTo(Verdict.NOT_ACCEPTED);
    assertThat(leak.severity()).isEqualTo(Severity.LEAK);
    assertThat(leak.site().kind()).isEqualTo("listen");
    assertThat(leak.site().frame()).isEqualTo(LISTENS);
    assertThat(leak.remotes()).containsOnlyKeys("10.0.3.7:40001");
    assertThat(leak.listener().local()).hasToString("10.0.3.2:8080");
    assertThat(leak.listener().waiting()).isEqualTo(2);
    assertThat(leak.listener().backlog()).hasValue(50);
    assertThat(leak.listener().acceptor().frame()).isEqualTo(HANDLES);
    assertThat(leak.reason())
        .endsWith(
            ": 2 wait in the accept queue of 10.0.3.2:8080 (backlog 50); accept() was last called"
                + " there by thread acceptor-1, which is TIMED_WAITING at "
                + HANDLES
                + ".");
    assertThat(leak.remedy()).endsWith("it is held up at " + HANDLES + ".");
  }

  @Test
  void saysThatNobodyEverAccepted() {
    Leak leak = leak(null);

    assertThat(leak.reason()).endsWith("; no thread has ever called accept() there.");
    assertThat(leak.remedy()).startsWith("Let a thread call accept()").contains(LISTENS);
  }

  @Test
  void saysThatTheAcceptorHasEnded() {
    Leak leak = leak(ThreadView.ended("acceptor-1"));

    assertThat(leak.reason()).endsWith("by thread acceptor-1, which has ended.");
    assertThat(leak.remedy()).contains("survive", LISTENS);
  }

  @Test
  void saysThatTheAcceptorWaitsInAnotherAccept() {
    Leak leak =
        leak(
            acceptor(
                Thread.State.RUNNABLE,
                "sun.nio.ch.Net.poll(Native Method)",
                "sun.nio.ch.NioSocketImpl.accept(NioSocketImpl.java:755)",
                "java.net.ServerSocket.accept(ServerSocket.java:530)",
                "com.acme.Server.loop(Server.java:20)"));

    assertThat(leak.reason()).contains("acceptor-1, which sits in accept() now");
    assertThat(leak.remedy()).startsWith("Give each listening socket").contains(LISTENS);
  }

  @Test
  void anAcceptorOfTheApplicationIsNotInsideTheJdk() {
    Leak leak = leak(acceptor(Thread.State.RUNNABLE, "com.acme.Door.accept(Door.java:3)"));

    assertThat(leak.reason()).endsWith("is RUNNABLE at com.acme.Door.accept(Door.java:3).");
  }

  @Test
  void knowsNothingOfAListenerWithoutARecord() {
    Diagnosis diagnosis =
        Given.diagnosis(kernel().acceptQueue(0, 0, 2 * THRESHOLD, 40001).sample());

    Leak leak = diagnosis.leaks().get(0);
    assertThat(leak.site()).isNull();
    assertThat(leak.listener().backlog()).isEmpty();
    assertThat(leak.reason()).contains("no hook saw the socket begin to listen");
  }

  @Test
  void aQueueThatWasNotSeenForTheThresholdIsNoLeak() {
    assertThat(
            Given.diagnosis(
                    kernel()
                        .acceptQueue(1, 0, THRESHOLD - 1, 40001)
                        .acceptQueue(2, 2, THRESHOLD + 1, 40002)
                        .sample(),
                    listener(1, null),
                    listener(2, null))
                .leaks())
        .isEmpty();
  }

  @Test
  void portsOfOneLineMakeOneLeak() {
    Diagnosis diagnosis =
        Given.diagnosis(
            kernel()
                .acceptQueue(1, 0, 2 * THRESHOLD, 40001)
                .acceptQueue(2, 0, 3 * THRESHOLD, 40002)
                .sample(),
            listener(1, null),
            listener(2, null));

    assertThat(diagnosis.leaks()).hasSize(1);
    assertThat(diagnosis.leaks().get(0).connections())
        .extracting(each -> each.remote().port())
        .containsExactly(40002, 40001);
  }
}
