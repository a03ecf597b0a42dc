package io.closewait.diagnosis;

import static io.closewait.diagnosis.Given.stack;
import static org.assertj.core.api.Assertions.assertThat;

import io.closewait.connection.CallSite;
import io.closewait.connection.Origin;
import org.junit.jupiter.api.Test;

/** Tests that libraries that nobody named are told from the application by their jars. */
class OwnCodeTest {
  private static final String CONNECT = "java.net.Socket.connect(Socket.java:659)";
  private static final String CLIENT = "org.tiny.http.Client.open(Client.java:7)";
  private static final String MODULE = "com.acme.prices.PriceClient.fetch(PriceClient.java:41)";
  private static final String MAIN = "com.acme.Shop.main(Shop.java:9)";
  private static final String[] FRAMES = {CONNECT, CLIENT, MODULE, MAIN};

  @Test
  void theFirstFrameOfTheApplicationIsTheLineToChange() {
    CallSite site = site("tiny-http-1.2.jar", "", "");

    assertThat(Site.of("connect", site, "main").frame()).isEqualTo(MODULE);
    assertThat(Site.of("connect", site, "main").stack()).containsExactly(CLIENT, MODULE, MAIN);
    assertThat(new OwnCode(site).library()).isEqualTo("tiny-http-1.2.jar");
  }

  @Test
  void anotherJarOfTheSameGroupIsTheApplications() {
    CallSite site = site("tiny-http-1.2.jar", "acme-prices-1.0.jar", "");

    assertThat(Site.of("connect", site, "main").frame()).isEqualTo(MODULE);
  }

  @Test
  void aLibraryOfAnotherGuestOfTheSameHostIsNone() {
    String guest = "io.github.guest.Shop.main(Shop.java:9)";
    CallSite site =
        new CallSite(
            stack("io.github.other.Client.open(Client.java:7)", guest),
            new String[] {"other.jar", ""});

    assertThat(Site.of("connect", site, "main").frame()).isEqualTo(guest);
  }

  /** A jar that has everything, and a stack that begins in a library's own thread. */
  @Test
  void namesAloneDecideWhereJarsDoNot() {
    for (CallSite site :
        new CallSite[] {
          site("", "", ""), site("tiny.jar", "a.jar", "b.jar"), new CallSite(stack(FRAMES))
        }) {
      assertThat(Site.of("connect", site, "main").frame()).isEqualTo(CLIENT);
      assertThat(new OwnCode(site).library()).isNull();
    }
  }

  @Test
  void aKnownLibraryInTheApplicationsJarIsNotTheApplication() {
    CallSite site =
        new CallSite(
            stack("org.apache.http.impl.Pool.open(Pool.java:7)", CLIENT, MAIN),
            new String[] {"", "tiny-http-1.2.jar", ""});

    assertThat(Site.of("connect", site, "main").frame()).isEqualTo(MAIN);
    assertThat(new OwnCode(site).library()).isNull();
  }

  @Test
  void theFingerprintIsTheSameWhetherJarsAreKnownOrNot() {
    assertThat(fingerprint(site("tiny-http-1.2.jar", "", "")))
        .isEqualTo(fingerprint(new CallSite(stack(FRAMES))));
  }

  private static String fingerprint(CallSite site) {
    return Fingerprint.of(Origin.CONNECT, "", site.frames());
  }

  private static CallSite site(String client, String module, String main) {
    return new CallSite(stack(FRAMES), new String[] {null, client, module, main});
  }
}
