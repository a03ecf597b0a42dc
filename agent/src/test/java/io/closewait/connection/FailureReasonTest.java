package io.closewait.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.AsynchronousCloseException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the reasons behind the exceptions that the JDK has for a failed connect. */
class FailureReasonTest {
  private static final long SECOND = 1_000_000_000L;

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new ConnectException("Connection refused"), 0, FailureReason.REFUSED),
        Arguments.of(new ConnectException("Verbindungsaufbau abgelehnt"), 1, FailureReason.REFUSED),
        Arguments.of(new ConnectException("Connection timed out"), 131, FailureReason.TIMED_OUT),
        Arguments.of(new ConnectException("Wartezeit abgelaufen"), 131, FailureReason.TIMED_OUT),
        Arguments.of(new SocketTimeoutException("Connect timed out"), 1, FailureReason.TIMED_OUT),
        Arguments.of(new NoRouteToHostException(), 3, FailureReason.UNREACHABLE),
        Arguments.of(new ConnectException("Network is unreachable"), 0, FailureReason.UNREACHABLE),
        Arguments.of(new SocketException("Connection reset"), 0, FailureReason.RESET),
        Arguments.of(new SocketException("Socket closed"), 5, FailureReason.GIVEN_UP),
        Arguments.of(new AsynchronousCloseException(), 5, FailureReason.GIVEN_UP),
        Arguments.of(new BindException("Cannot assign address"), 0, FailureReason.OTHER));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void knowsTheReason(Throwable error, long seconds, FailureReason reason) {
    assertThat(FailureReason.of(error, seconds * SECOND)).isEqualTo(reason);
  }
}
