package io.closewait.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lets in who may read. Immutable. */
final class Gate {
  private static final String SCHEME = "bearer ";

  private final boolean local;
  private final @Nullable String host;
  private final byte @Nullable [] token;

  /**
   * @param address where the server listens
   * @param host the name that the user gave it; null if none
   * @param token null to let everybody in
   */
  Gate(InetAddress address, @Nullable String host, @Nullable String token) {
    this.local = address.isLoopbackAddress();
    this.host = host;
    this.token = token == null ? null : token.getBytes(StandardCharsets.UTF_8);
  }

  /** Why a request is refused; null if it is not. */
  @Nullable Answer refusal(HttpExchange exchange) {
    Headers headers = exchange.getRequestHeaders();
    if (local && !isLocal(headers.getFirst("Host"))) {
      return Answer.text(421, "This server answers to the name localhost only.\n");
    }
    if (!hasToken(headers.getFirst("Authorization"))) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer realm=\"closewait\"");
      return Answer.text(401, "Send the value of http-token as Authorization: Bearer.\n");
    }
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      return Answer.text(405, "Everything here can only be read.\n");
    }
    return null;
  }

  /**
   * Whether a browser means this machine: the page of a stranger may have a name of its own point
   * to loopback, and reads what is there if nobody asks for the name.
   */
  private boolean isLocal(@Nullable String header) {
    if (header == null) {
      return true;
    }
    int colon = header.lastIndexOf(':');
    String name = (colon > header.lastIndexOf(']') ? header.substring(0, colon) : header).trim();
    return name.equalsIgnoreCase("localhost")
        || name.equals("[::1]")
        || isIpv4Loopback(name)
        || name.equalsIgnoreCase(host);
  }

  private static boolean isIpv4Loopback(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if ((c < '0' || c > '9') && c != '.') {
        return false;
      }
    }
    return name.startsWith("127.");
  }

  private boolean hasToken(@Nullable String header) {
    if (token == null) {
      return true;
    }
    if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      return false;
    }
    String given = header.substring(SCHEME.length()).trim();
    return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), token);
  }
}
