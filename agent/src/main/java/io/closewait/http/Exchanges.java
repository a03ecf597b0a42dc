package io.closewait.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;

/** Answers each request. Thread-safe. */
final class Exchanges implements HttpHandler {
  /** The HTML report has its script and its style within, and a policy that allows no others. */
  private static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'none'";

  private final Gate gate;
  private final Pages pages;
  private final Workers workers;
  private final HttpContent content;

  Exchanges(Gate gate, HttpContent content, Workers workers) {
    this.gate = gate;
    this.pages = new Pages(content);
    this.workers = workers;
    this.content = content;
  }

  @Override
  public void handle(HttpExchange exchange) {
    workers.stopWaiting();
    try {
      Answer answer = answer(exchange);
      workers.await();
      send(answer, exchange);
    } catch (IOException e) {
      // The client has gone, or was too slow.
    } catch (Throwable e) {
      content.suppress(e);
    } finally {
      exchange.close();
    }
  }

  private Answer answer(HttpExchange exchange) {
    Answer refusal = gate.refusal(exchange);
    return refusal != null
        ? refusal
        : pages.at(
            exchange.getRequestURI().getPath(),
            exchange.getRequestURI().getRawQuery(),
            exchange.getRequestHeaders().getFirst("Accept"));
  }

  /** In pieces, so that the memory does not grow with a report. */
  private static void send(Answer answer, HttpExchange exchange) throws IOException {
    head(exchange.getResponseHeaders(), answer.type());
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(answer.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(answer.status(), 0);
    try (OutputStream out = exchange.getResponseBody()) {
      answer.body().write(out);
    }
  }

  private static void head(Headers headers, String type) {
    headers.set("Content-Type", type);
    headers.set("Content-Security-Policy", CONTENT_POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cache-Control", "no-store");
  }
}
