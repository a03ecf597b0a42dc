package io.closewait.diagnosis;

import static io.closewait.diagnosis.Given.NOW;
import static io.closewait.diagnosis.Given.connected;
import static io.closewait.diagnosis.Given.eof;
import static io.closewait.diagnosis.Given.kernel;
import static io.closewait.diagnosis.Given.opened;
import static io.closewait.diagnosis.Given.site;
import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.connection.CallSite;
import io.closewait.connection.ConnectionSnapshot;
import io.closewait.connection.Failure;
import io.closewait.connection.LastUse;
import io.closewait.connection.Origin;
import io.closewait.connection.ThreadView;
import io.closewait.connection.Use;
import io.closewait.connection.WrapperClose;
import io.closewait.tcp.TcpState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests which lines of the application a leak names beside the one that opened its sockets. */
class SitesTest {
  private static final CallSite LOOP =
      site(
          "java.net.ServerSocket.accept(ServerSocket.java:533)",
          "com.acme.Acceptor.loop(Acceptor.java:18)");
  private static final CallSite TOMCAT =
      site(
          "sun.nio.ch.ServerSocketChannelImpl.accept(ServerSocketChannelImpl.java:300)",
          "org.apache.tomcat.util.net.Acceptor.run(Acceptor.java:128)",
          "java.lang.Thread.run(Thread.java:840)");
  private static final CallSite POLLER =
      site(
          "sun.nio.ch.SocketChannelImpl.read(SocketChannelImpl.java:355)",
          "org.apache.tomcat.util.net.NioChannel.read(NioChannel.java:122)",
          "java.lang.Thread.run(Thread.java:840)");
  private static final CallSite HANDLER =
      site(
          "java.net.Socket$SocketInputStream.read(Socket.java:966)",
          "java.io.BufferedReader.readLine(BufferedReader.java:392)",
          "com.acme.Greeter.greet(Greeter.java:21)",
          "com.acme.Greeter.run(Greeter.java:11)");
  private static final ThreadView SLOW =
      new ThreadView(
          "exec-3",
          Thread.State.WAITING,
          Given.stack(
              "java.lang.Object.wait(Native Method)",
              "com.acme.Slow.doGet(Slow.java:30)",
              "org.apache.coyote.Processor.process(Processor.java:1)"));

  private static ConnectionSnapshot.Builder accepted(long id, CallSite acceptor, CallSite... uses) {
    return opened(id, Origin.ACCEPT, acceptor)
        .uses(List.of(uses).stream().map(use -> new Use("worker", use)).toList());
  }

  private static Leak leak(ConnectionSnapshot.Builder... connections) {
    Given.Kernel kernel = kernel();
    for (ConnectionSnapshot.Builder connection : connections) {
      kernel.closeWait(connection.build().id(), 120_000, 1);
    }
    return Given.diagnosis(kernel.sample(), connections).leaks().get(0);
  }

  @Test
  void namesTheFirstUseThatHasALineOfTheApplication() {
    Leak leak = leak(accepted(1, TOMCAT, POLLER, HANDLER), accepted(2, TOMCAT, POLLER));

    assertThat(leak.handler().site().frame()).isEqualTo("com.acme.Greeter.greet(Greeter.java:21)");
    assertThat(leak.handler().site().thread()).isEqualTo("worker");
    assertThat(leak.handler().thread()).isNull();
    assertThat(leak.remedy()).endsWith("com.acme.Greeter.greet(Greeter.java:21).");
    assertThat(leak.site().isShared()).isTrue();
  }

  @Test
  void namesNoHandlerThatWasNotSeen() {
    Leak leak = leak(accepted(1, TOMCAT, POLLER));

    assertThat(leak.handler()).isNull();
    assertThat(leak.reason()).contains("no line of the application was seen with it");
  }

  @Test
  void takesTheReaderOfTheEndWhereNoUseWasNoted() {
    Leak leak = leak(accepted(1, LOOP).endOfStream(eof(120_000, HANDLER)));

    assertThat(leak.handler().site().frame()).isEqualTo("com.acme.Greeter.greet(Greeter.java:21)");
    assertThat(leak.site().isShared()).isFalse();
    assertThat(leak.remedy())
        .contains("com.acme.Greeter.greet(Greeter.java:21)")
        .contains("com.acme.Acceptor.loop(Acceptor.java:18)");
  }

  @Test
  void namesTheThreadThatIsStillAtWork() {
    Leak leak =
        leak(accepted(1, TOMCAT, POLLER).lastUse(new LastUse(NOW - 130_000, "exec-3", SLOW)));

    assertThat(leak.handler().site().frame()).isEqualTo("com.acme.Slow.doGet(Slow.java:30)");
    assertThat(leak.handler().thread().stateText()).isEqualTo("waiting");
    assertThat(leak.reason())
        .contains(
            "it is in the hands of a thread still at work: exec-3 is WAITING at com.acme.Slow");
    assertThat(leak.remedy()).startsWith("Bound how long").contains("Slow.java:30");
  }

  @Test
  void doesNotTakeAThreadBackInItsPoolForAHandler() {
    ThreadView idle =
        new ThreadView(
            "exec-3",
            Thread.State.WAITING,
            Given.stack(
                "java.util.concurrent.ThreadPoolExecutor.getTask(ThreadPoolExecutor.java:9)"));

    assertThat(
            leak(accepted(1, TOMCAT, POLLER).lastUse(new LastUse(NOW - 130_000, "exec-3", idle)))
                .handler())
        .isNull();
  }

  @Test
  void saysHowManyAreStillAtWork() {
    Leak leak =
        leak(
            accepted(1, TOMCAT, HANDLER),
            accepted(2, TOMCAT, POLLER).lastUse(new LastUse(NOW - 130_000, "exec-3", SLOW)));

    assertThat(leak.reason()).contains("1 of them is in the hands of a thread still at work");
    assertThat(leak.remedy()).doesNotContain("Bound how long");
  }

  @Test
  void saysThatAPoolsThreadOpensForOthers() {
    CallSite filler =
        site(
            "java.net.Socket.connect(Socket.java:633)",
            "org.postgresql.core.PGStream.createSocket(PGStream.java:260)",
            "com.zaxxer.hikari.pool.HikariPool$PoolEntryCreator.call(HikariPool.java:739)",
            "java.lang.Thread.run(Thread.java:840)");
    Leak leak = leak(connected(1, filler).endOfStream(eof(120_000, POLLER)));

    assertThat(leak.site().isShared()).isTrue();
    assertThat(leak.handler()).isNull();
    assertThat(leak.reason()).contains("for whoever asks: no application line is on its stack");
  }

  private static Leak dead(String... frames) {
    ConnectionSnapshot.Builder connection =
        connected(1).failure(new Failure(NOW - 130_000, "worker", site(frames)));
    return Given.diagnosis(kernel().seen(1, TcpState.CLOSED, 120_000).sample(), connection)
        .leaks()
        .get(0);
  }

  @Test
  void namesTheStreamWhoseCloseFailed() {
    Leak leak =
        dead(
            "java.net.SocketOutputStream.write(SocketOutputStream.java:150)",
            "java.util.zip.DeflaterOutputStream.deflate(DeflaterOutputStream.java:252)",
            "java.util.zip.DeflaterOutputStream.close(DeflaterOutputStream.java:238)",
            "java.io.FilterOutputStream.close(FilterOutputStream.java:188)",
            "com.acme.Exporter.export(Exporter.java:55)",
            "com.acme.Job.close(Job.java:5)");

    assertThat(leak.closedWrapper().on()).isEqualTo("java.io.FilterOutputStream");
    assertThat(leak.closedWrapper().failed()).isTrue();
    assertThat(leak.closedWrapper().at()).isEqualTo(NOW - 130_000);
    assertThat(leak.closedWrapper().site().frame())
        .isEqualTo("com.acme.Exporter.export(Exporter.java:55)");
    assertThat(leak.verdict()).isEqualTo(Verdict.DEAD);
    assertThat(leak.reason())
        .contains("close() of java.io.FilterOutputStream failed at com.acme.Exporter.export(");
    assertThat(leak.remedy()).contains("in finally").contains("Exporter.java:55");
  }

  @Test
  void namesTheApplicationsOwnCloseThatFailed() {
    Leak leak =
        dead(
            "java.net.SocketOutputStream.write(SocketOutputStream.java:150)",
            "com.acme.Client.goodbye(Client.java:70)",
            "com.acme.Client.close(Client.java:61)",
            "com.acme.Job.run(Job.java:5)");

    assertThat(leak.closedWrapper().on()).isEqualTo("com.acme.Client");
    assertThat(leak.closedWrapper().site().frame())
        .isEqualTo("com.acme.Client.close(Client.java:61)");
  }

  @Test
  void namesAFailureOutsideOfAnyClose() {
    Leak leak =
        dead(
            "java.net.SocketOutputStream.write(SocketOutputStream.java:150)",
            "com.acme.Client.ask(Client.java:70)");

    assertThat(leak.closedWrapper()).isNull();
    assertThat(leak.reason())
        .endsWith("; the last read or write failed at com.acme.Client.ask(Client.java:70).");
  }

  @Test
  void namesTheCloseThatSparesTheSocket() {
    WrapperClose close =
        new WrapperClose(
            "sun.security.ssl.SSLSocketImpl",
            NOW - 130_000,
            "worker",
            site(
                "sun.security.ssl.SSLSocketImpl.close(SSLSocketImpl.java:572)",
                "com.acme.Mail.send(Mail.java:33)"));
    Leak leak = leak(connected(1).wrapperClose(close));

    assertThat(leak.closedWrapper().on()).isEqualTo("sun.security.ssl.SSLSocketImpl");
    assertThat(leak.closedWrapper().failed()).isFalse();
    assertThat(leak.verdict()).isEqualTo(Verdict.NEVER_READ);
    assertThat(leak.reason())
        .contains("close() was called on sun.security.ssl.SSLSocketImpl at com.acme.Mail.send(");
    assertThat(leak.remedy()).contains("autoClose true").contains("Mail.java:33");
  }

  @Test
  void namesTheMailTransportThatSparesItsSocket() {
    WrapperClose close =
        new WrapperClose(
            "com.sun.mail.smtp.SMTPTransport",
            NOW - 130_000,
            "worker",
            site(
                "com.sun.mail.smtp.SMTPTransport.close(SMTPTransport.java:768)",
                "com.acme.Mail.send(Mail.java:33)"));

    assertThat(leak(connected(1).wrapperClose(close)).remedy())
        .contains("JavaMail to 1.4.4")
        .contains("Mail.java:33");
  }

  @Test
  void hasNoHandlerForConnectionsThatTheApplicationOpened() {
    assertThat(leak(connected(1).uses(List.of(new Use("main", HANDLER)))).handler()).isNull();
  }
}
