package io.closewait.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests which stacks of accepted connections are captured. */
class AcceptorsTest {
  private final CallSites callSites = new CallSites(64);
  private final Acceptors acceptors = new Acceptors();
  private final ListeningSocket socket = listening(1);

  @Test
  void trustsALoopAndChecksIt() {
    loop(1 + Acceptor.TRUSTED);

    List<CallSite> trusted = new ArrayList<>();
    for (int i = 1; i < Acceptor.CHECKED; i++) {
      trusted.add(accept());
    }

    assertThat(lines(trusted)).as("not captured").containsOnly("loop");
    assertThat(lines(List.of(accept()))).as("checked").containsOnly("trustsALoopAndChecksIt");
    assertThat(lines(List.of(accept()))).as("captured").containsOnly("trustsALoopAndChecksIt");
  }

  @Test
  void capturesTheStacksOfThoseThatAcceptHereAndThere() {
    for (int i = 0; i < Acceptor.TRUSTED * 2; i++) {
      loop(1);
      assertThat(lines(List.of(accept()))).containsOnly(nameOfThis());
    }
  }

  @Test
  void capturesEachStackOnceAConnectionOfTheLoopIsOverdue() {
    loop(1 + Acceptor.TRUSTED);
    accept().distrust();

    assertThat(lines(List.of(accept()))).containsOnly(nameOfThis());
  }

  @Test
  void anotherSocketOfTheThreadIsAnotherLoop() {
    loop(1 + Acceptor.TRUSTED);
    acceptors.accepting(listening(2));

    assertThat(lines(List.of(acceptors.site(callSites)))).containsOnly(nameOfThis());
  }

  @Test
  void anotherThreadOfTheSocketIsAnotherLoop() throws InterruptedException {
    loop(1 + Acceptor.TRUSTED);
    List<CallSite> sites = new ArrayList<>();
    Thread other = new Thread(() -> sites.add(accept()), "other");
    other.start();
    other.join();

    assertThat(lines(sites)).containsOnly("none");
  }

  /** As the completion of an asynchronous accept, which may come in any thread. */
  @Test
  void capturesWhatIsAcceptedWithoutACallOfAccept() {
    loop(1 + Acceptor.TRUSTED);

    assertThat(lines(List.of(acceptors.site(callSites)))).containsOnly(nameOfThis());
  }

  private void loop(int times) {
    for (int i = 0; i < times; i++) {
      accept();
    }
  }

  private CallSite accept() {
    acceptors.accepting(socket);
    return acceptors.site(callSites);
  }

  /** The method of this test that accepted, as each site has it. */
  private static List<String> lines(List<CallSite> sites) {
    return sites.stream()
        .map(
            site ->
                site.frames().stream()
                    .filter(frame -> frame.getClassName().equals(AcceptorsTest.class.getName()))
                    .map(StackTraceElement::getMethodName)
                    .filter(method -> !method.equals("accept") && !method.startsWith("lambda"))
                    .findFirst()
                    .orElse("none"))
        .toList();
  }

  private static String nameOfThis() {
    return StackWalker.getInstance()
        .walk(frames -> frames.skip(1).findFirst().orElseThrow().getMethodName());
  }

  private static ListeningSocket listening(long id) {
    CallSite site = new CallSite(List.of());
    return new ListeningSocket(new Object(), new ReferenceQueue<>(), id, 7, 50, site);
  }
}
