package io.closewait.hook;

import io.closewait.hook.Hook.Place;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The close() of objects above a socket that may leave the socket open: TLS over a socket that is
 * its caller's, and JavaMail's transport before 1.4.4, which does nothing if it never was
 * connected, as where the server has not greeted it in time.
 */
final class WrapperHooks {
  private static final String TLS = "sun/security/ssl/SSLSocketImpl";
  private static final String MAIL = "/mail/smtp/SMTPTransport";
  private static final String SOCKET = "Ljava/net/Socket;";

  private WrapperHooks() {}

  /**
   * The hooks of a class; null for every class that is not such a wrapper.
   *
   * @param name in its internal form
   */
  static @Nullable List<Hook> of(String name) {
    if (name.equals(TLS)) {
      return hooks(name, "autoClose", layerClosed());
    }
    return name.endsWith(MAIL) ? hooks(name, "serverSocket", wrapperClosed(name)) : null;
  }

  private static List<Hook> hooks(String type, String field, Call call) {
    return Collections.singletonList(new Hook(type, "close", "()V", Place.ENTER, call, field));
  }

  /** {@code LibrarySocketBridge.layerClosed(this.autoClose, this)}. */
  private static Call layerClosed() {
    Value autoClose = Value.THIS.field(TLS, "autoClose", "Z");
    return Call.ofLibrary("layerClosed", "Z" + SOCKET, autoClose, Value.THIS);
  }

  /** {@code LibrarySocketBridge.wrapperClosed(this, this.serverSocket)}. */
  private static Call wrapperClosed(String type) {
    Value socket = Value.THIS.field(type, "serverSocket", SOCKET);
    return Call.ofLibrary("wrapperClosed", "Ljava/lang/Object;" + SOCKET, Value.THIS, socket);
  }
}
