package io.closewait.agent;

import io.closewait.http.HttpContent;
import io.closewait.http.HttpExposure;
import io.closewait.kernel.Descriptors;
import io.closewait.options.Address;
import io.closewait.options.Options;
import io.closewait.report.Messages;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server of a session that wants one. For one thread at a time.
 *
 * <p>It is away while hardly a descriptor is left: then it has none to accept with, tries again
 * without a pause, and those that it holds are of more use to the application.
 */
final class Serving {
  private static final int TOO_FEW = 16;
  private static final int ENOUGH = 32;

  private final @Nullable String token;
  private final ThreadGroup threads;
  private final HttpContent content;
  private Address address;
  private @Nullable HttpExposure exposure;
  private boolean away;

  /**
   * @param threads a group for the server's threads alone
   */
  Serving(Address address, Options options, ThreadGroup threads, HttpContent content) {
    this.address = address;
    this.token = options.httpToken();
    this.threads = threads;
    this.content = content;
  }

  /** Serves from now on, and tells where and whether to anybody, or why not. */
  void start() throws InterruptedException {
    HttpExposure started = started();
    if (started != null) {
      Stderr.print(Messages.serving(started.url()));
      if (started.isForAnybody()) {
        Stderr.print(Messages.servingAnybody(started.url()));
      }
    }
  }

  private @Nullable HttpExposure started() throws InterruptedException {
    try {
      HttpExposure started = HttpExposure.start(threads, address, token, content);
      address = address.at(started.port());
      exposure = started;
      return started;
    } catch (IOException | RuntimeException e) {
      Stderr.complain(String.valueOf(e.getMessage()));
    } catch (LinkageError e) {
      Stderr.complain(
          "option http: this JVM has no HTTP server; add --add-modules jdk.httpserver, or the"
              + " module to its image");
    }
    return null;
  }

  /**
   * Goes away for want of descriptors, and comes again at the same port.
   *
   * @param refused whether the system has just refused one
   */
  void adapt(Descriptors descriptors, boolean refused) throws InterruptedException {
    long left = descriptors.limit().orElse(Long.MAX_VALUE) - descriptors.open().orElse(0);
    if (exposure != null && (refused || left < TOO_FEW)) {
      stop();
      away = true;
    } else if (away && !refused && left >= ENOUGH) {
      away = false;
      started();
    }
  }

  /** Gives the port up. */
  void stop() throws InterruptedException {
    HttpExposure present = exposure;
    if (present != null) {
      exposure = null;
      present.stop();
    }
  }
}
