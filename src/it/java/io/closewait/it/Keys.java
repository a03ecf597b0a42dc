package io.closewait.it;

import java.nio.file.Path;
import java.util.List;

/** A key store for TLS on loopback, made for one test run. */
final class Keys {
  private static final String PASSWORD = "closewait";

  private Keys() {}

  /** Makes a key store that every JDK from 8 on reads. */
  static Path make(Path directory) throws Exception {
    Path store = directory.resolve("keys.p12");
    List<String> command =
        List.of(
            Jdks.running().command("keytool"),
            "-genkeypair",
            "-keystore",
            store.toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-alias",
            "peer",
            "-dname",
            "CN=localhost",
            "-keyalg",
            "RSA");
    Process keytool = new ProcessBuilder(command).inheritIO().start();
    if (keytool.waitFor() != 0) {
      throw new AssertionError("keytool failed: " + command);
    }
    return store;
  }

  /** The JVM flags that make it both the key and the trust store of a program. */
  static String[] flags(Path store) {
    return new String[] {
      "-Djavax.net.ssl.keyStore=" + store,
      "-Djavax.net.ssl.keyStorePassword=" + PASSWORD,
      "-Djavax.net.ssl.trustStore=" + store,
      "-Djavax.net.ssl.trustStorePassword=" + PASSWORD
    };
  }
}
