package io.closewait.it;

import static io.closewait.it.LibraryCase.library;

/** HTTP clients. */
class HttpLibrariesIT extends LibraryTests {
  private static final String SILENCE = "org.slf4j:slf4j-nop:1.7.36";

  HttpLibrariesIT() {
    super(
        "http",
        urlConnection(),
        library("java.net.http.HttpClient")
            .program("JdkHttpClient")
            .calls(Nginx::large)
            .since(11)
            .leak("leaves streams of bodies open", "never_read", 3, "close its stream")
            .healthy("closes streams of bodies"),
        httpClient4()
            .calls(Nginx::large)
            .leak("leaves entities unread", "data_unread", 3, "Close the CloseableHttpResponse"),
        httpClient4()
            .calls(Nginx::small)
            .alsoOn(8, 25)
            .leak(
                "leaves small entities unread", "never_read", 3, "Close the CloseableHttpResponse"),
        httpClient5("5.4.4")
            .calls(Nginx::large)
            .leak("leaves entities unread", "data_unread", 3, "Close the CloseableHttpResponse"),
        httpClient5("5.4.4")
            .calls(Nginx::small)
            .leak(
                "leaves small entities unread", "never_read", 3, "Close the CloseableHttpResponse"),
        httpClient5("5.6.1")
            .calls(Nginx::large)
            .leak("leaves entities unread", "data_unread", 3, "Close the CloseableHttpResponse"),
        library(
                "Apache HttpClient 5 async",
                "org.apache.httpcomponents.client5:httpclient5:5.4.4",
                SILENCE)
            .program("HttpClient5Async")
            .calls(Nginx::small)
            .openedBy("org.apache.hc.core5.")
            .leak(
                "blocks in a callback",
                "never_read",
                1,
                "Keep what blocks out of the selector's thread, or give it a deadline:"
                    + " Callback.run(")
            .healthy("returns from its callback"),
        okHttp("okhttp:3.14.9")
            .calls(Nginx::large)
            .alsoOn(8)
            .leak("leaves bodies open", "data_unread", 3, "Close the Response"),
        okHttp("okhttp:4.12.0")
            .calls(Nginx::large)
            .alsoOn(25)
            .leak("leaves bodies open", "data_unread", 3, "Close the Response"),
        okHttp("okhttp:4.12.0")
            .calls(Nginx::small)
            .leak("leaves small bodies open", "never_read", 3, "Close the Response"),
        okHttp("okhttp-jvm:5.3.2")
            .calls(Nginx::large)
            .openedBy("okhttp3.internal.")
            .leak("leaves bodies open", "data_unread", 3, "Close the Response"),
        library("OkHttp", "com.squareup.retrofit2:retrofit:2.11.0")
            .through("Retrofit")
            .program("RetrofitStreaming")
            .calls(Nginx::large)
            .leak("leaves streams open", "data_unread", 3, "Close the Response")
            .healthy("closes streams", "stale_in_pool", 1, "connectionPool("),
        library("HttpURLConnection", "io.github.openfeign:feign-core:13.6")
            .through("Feign")
            .program("FeignResponse")
            .calls(Nginx::large)
            .leak("leaves bodies unread", "data_unread", 3, "getErrorStream()")
            .healthy("reads bodies", "stale_in_pool", 1, "http.keepAlive"),
        library("AWS SDK for Java 1", "com.amazonaws:aws-java-sdk-s3:1.12.780", SILENCE)
            .program("S3Version1")
            .calls(Nginx::root)
            .leak("leaves an object's content open", "data_unread", 3, "Close each S3Object")
            .healthy("closes an object"),
        library(
                "AWS SDK for Java 2",
                "software.amazon.awssdk:s3:2.31.78",
                "software.amazon.awssdk:apache-client:2.31.78",
                SILENCE)
            .program("S3Version2")
            .calls(Nginx::root)
            .leak(
                "leaves an object's content open",
                "data_unread",
                3,
                "Close each ResponseInputStream")
            .healthy("closes an object", "stale_in_pool", 1, "connectionMaxIdleTime"),
        library(
                "Elasticsearch REST client",
                "org.elasticsearch.client:elasticsearch-rest-client:8.17.4")
            .program("ElasticRestClient")
            .calls(Nginx::root)
            .openedBy("org.apache.http.")
            .leak(
                "blocks in a listener",
                "never_read",
                1,
                "Keep what blocks out of the selector's thread, or give it a deadline:"
                    + " Callback.run(")
            .healthy("returns from its listener"),
        library("Apache HttpClient 4 async", "org.opensearch.client:opensearch-rest-client:2.19.2")
            .through("OpenSearch REST client")
            .program("OpenSearchRestClient")
            .calls(Nginx::root)
            .openedBy("org.apache.http.")
            .leak(
                "blocks in a listener",
                "never_read",
                1,
                "Keep what blocks out of the selector's thread, or give it a deadline:"
                    + " Callback.run(")
            .healthy("returns from its listener"),
        library(
                "Apache HttpClient 5",
                "com.github.docker-java:docker-java-transport-zerodep:3.4.2",
                SILENCE)
            .through("docker-java's client")
            .program("DockerHttp")
            .since(11)
            .calls(Nginx::large)
            .leak("leaves answers unread", "data_unread", 3, "Close the CloseableHttpResponse")
            .healthy("reads answers", "stale_in_pool", 1, "evictIdleConnections"),
        library("Vert.x", "io.vertx:vertx-core:5.0.7")
            .program("VertxClient")
            .since(11)
            .calls(Nginx::large)
            .openedBy("io.netty.")
            .leak(
                "blocks in a handler",
                "data_unread",
                1,
                "Keep what blocks out of the selector's thread, or give it a deadline:"
                    + " Callback.run(")
            .healthy("returns from its handler"),
        library(
                "Apache HttpClient 5",
                "org.springframework:spring-web:6.2.19",
                "org.apache.httpcomponents.client5:httpclient5:5.4.4",
                SILENCE)
            .through("Spring RestClient")
            .program("SpringRestClient")
            .calls(Nginx::large)
            .since(17)
            .leak("leaves answers open", "data_unread", 3, "Close the CloseableHttpResponse")
            .healthy("lets answers be closed", "stale_in_pool", 1, "evictIdleConnections"),
        webClient()
            .through("Spring WebClient")
            .flags("-Dreactor.netty.native=false")
            .leak("leaves answers open", "data_unread", 3, "")
            .healthy("releases bodies"),
        // Epoll tells that the peer has closed, and then Netty reads what there is.
        webClient()
            .through("Spring WebClient with epoll")
            .leakWithoutTrace("leaves answers open")
            .healthy("releases bodies"));
  }

  private static LibraryCase webClient() {
    return library(
            "Reactor Netty",
            "org.springframework:spring-webflux:6.2.19",
            "org.springframework:spring-context:6.2.19",
            "io.projectreactor.netty:reactor-netty-http:1.2.6",
            SILENCE)
        .program("SpringWebClient")
        .calls(Nginx::large)
        .since(17);
  }

  private static LibraryCase urlConnection() {
    return library("HttpURLConnection")
        .program("UrlConnection")
        .calls(Nginx::error)
        .alsoOn(8, 25)
        .leak("leaves an error's body unread", "never_read", 3, "getErrorStream()")
        .healthy("reads an error's body", "stale_in_pool", 1, "http.keepAlive");
  }

  private static LibraryCase httpClient4() {
    return library("Apache HttpClient 4", "org.apache.httpcomponents:httpclient:4.5.14")
        .program("HttpClient4")
        .healthy(
            "consumes entities", "stale_in_pool", 1, "evictIdleConnections(5, TimeUnit.SECONDS)");
  }

  private static LibraryCase httpClient5(String version) {
    return library(
            "Apache HttpClient 5",
            "org.apache.httpcomponents.client5:httpclient5:" + version,
            SILENCE)
        .program("HttpClient5")
        .healthy(
            "consumes entities",
            "stale_in_pool",
            1,
            "evictIdleConnections(TimeValue.ofSeconds(5))");
  }

  private static LibraryCase okHttp(String artifact) {
    return library("OkHttp", "com.squareup.okhttp3:" + artifact)
        .program("OkHttp")
        .healthy("closes bodies", "stale_in_pool", 1, "connectionPool(");
  }
}
