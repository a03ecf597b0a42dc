package io.closewait.hook;

import io.closewait.hook.Hook.Place;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The close() of objects above a socket that may leave the socket open: TLS over a socket that is
 * its caller's, and a mail transport that does nothing because its login has failed.
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
      return hooks(name, "autoClose", new TlsClosed());
    }
    return name.endsWith(MAIL) ? hooks(name, "serverSocket", new MailClosed(name)) : null;
  }

  private static List<Hook> hooks(String type, String field, Hook.Call call) {
    return Collections.singletonList(new Hook(type, "close", "()V", Place.ENTER, call, field));
  }

  /** {@code LibrarySocketBridge.layerClosed(this.autoClose, this)}. */
  private static final class TlsClosed implements Hook.Call {
    @Override
    public void write(Code code) {
      code.load(0);
      code.field(TLS, "autoClose", "Z");
      code.load(0);
      code.callStatic(LibraryCalls.BRIDGE, "layerClosed", "(Z" + SOCKET + ")V");
    }
  }

  /** {@code LibrarySocketBridge.wrapperClosed(this, this.serverSocket)}. */
  private static final class MailClosed implements Hook.Call {
    private final String type;

    MailClosed(String type) {
      this.type = type;
    }

    @Override
    public void write(Code code) {
      code.load(0);
      code.load(0);
      code.field(type, "serverSocket", SOCKET);
      code.callStatic(LibraryCalls.BRIDGE, "wrapperClosed", "(Ljava/lang/Object;" + SOCKET + ")V");
    }
  }
}
