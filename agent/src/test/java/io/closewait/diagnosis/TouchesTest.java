package io.closewait.diagnosis;

import static io.closewait.diagnosis.Given.stack;
import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.connection.CallSite;
import io.closewait.connection.ConnectionSnapshot;
import io.closewait.connection.EndOfStream;
import io.closewait.connection.Failure;
import io.closewait.connection.LastUse;
import io.closewait.connection.Origin;
import org.junit.jupiter.api.Test;

/** Tests that the latest of what was seen is the last touch. */
class TouchesTest {
  private static final String LINE = "com.acme.PriceClient.readAll(PriceClient.java:77)";
  private static final CallSite SITE =
      new CallSite(stack("java.net.SocketInputStream.read(SocketInputStream.java:1)", LINE));

  private final ConnectionSnapshot.Builder connection =
      new ConnectionSnapshot.Builder(1, 7, Origin.CONNECT, 100, "opener", SITE);

  @Test
  void nothingIsKnownOfWhatWasNotSeen() {
    assertThat(new Touches().of(connection.build())).isNull();
  }

  @Test
  void theEndOfTheStreamIsATouchWithItsLine() {
    connection.lastUse(new LastUse(200, "user", null));
    connection.endOfStream(new EndOfStream(300, "reader", SITE));

    assertTouch(300, "reader", LINE);
  }

  @Test
  void aLaterWriteComesAfterTheEnd() {
    connection.lastUse(new LastUse(400, "writer", null));
    connection.endOfStream(new EndOfStream(300, "reader", SITE));

    assertTouch(400, "writer", null);
  }

  @Test
  void aFailureIsATouchToo() {
    connection.lastUse(new LastUse(400, "writer", null));
    connection.failure(new Failure(400, "writer", SITE));

    assertTouch(400, "writer", LINE);
  }

  private void assertTouch(long at, String thread, String frame) {
    LastTouch last = new Touches().of(connection.build());
    assertThat(last.at()).isEqualTo(at);
    assertThat(last.thread()).isEqualTo(thread);
    assertThat(last.frame()).isEqualTo(frame);
  }
}
