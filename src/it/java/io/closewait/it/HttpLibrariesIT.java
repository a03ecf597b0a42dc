package io.closewait.it;

import static io.closewait.it.LibraryCase.library;

/** HTTP clients. */
class HttpLibrariesIT extends LibraryTests {
  private static final String SILENCE = "org.slf4j:slf4j-nop:1.7.36";

  HttpLibrariesIT() {
    super(
        "http",
        library("java.net.http.HttpClient")
            .program("JdkHttpClient")
            .calls(Nginx::large)
            .since(11)
            .leak("leaves streams of bodies open", "never_read", 3, "close its stream")
            .healthy("closes streams of bodies"),
        library(
                "Apache HttpClient 5",
                "org.apache.httpcomponents.client5:httpclient5:5.4.4",
                SILENCE)
            .program("HttpClient5")
            .calls(Nginx::large)
            .leak("leaves entities unread", "data_unread", 3, "Close the CloseableHttpResponse")
            .healthy("consumes entities", "stale_in_pool", 1, "evictIdleConnections"),
        library("OkHttp", "com.squareup.okhttp3:okhttp:4.12.0")
            .program("OkHttp")
            .calls(Nginx::large)
            .leak("leaves bodies open", "data_unread", 3, "Close the Response")
            .healthy("closes bodies", "stale_in_pool", 1, "connectionPool("));
  }
}
