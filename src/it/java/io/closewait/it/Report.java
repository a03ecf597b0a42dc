package io.closewait.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A JSON report of schema 1, as a reader of the contract parses it. */
record Report(
    int schema,
    String kernel,
    double thresholdSeconds,
    Jvm jvm,
    Descriptors descriptors,
    Map<String, Integer> states,
    List<Leak> leaks,
    List<Finding> findings,
    List<Listener> listeners,
    List<String> blind,
    List<Site> sites,
    List<Listed> connections,
    List<Closed> closedLately) {
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Artifacts.schema());

  /** Whether the system has refused a descriptor. */
  boolean refused() {
    return descriptors.refused();
  }

  record Descriptors(
      long open, long limit, boolean refused, List<Holder> holders, List<List<Object>> history) {}

  record Holder(String kind, String frame, int count, Map<String, Integer> states) {}

  record Jvm(long pid, String main, String java, String attached) {}

  record Leak(
      String fingerprint,
      String verdict,
      String severity,
      String reason,
      String remedy,
      String library,
      int count,
      List<Remote> remotes,
      Site site,
      Site eof,
      AcceptQueue acceptQueue,
      ThreadFacts acceptor,
      Handler handler,
      ClosedWrapper closedWrapper,
      List<Connection> connections) {

    /** The simple name of the method that opened the sockets. */
    String method() {
      return Report.method(site.frame());
    }

    /** The kernel's facts on each socket. */
    Set<KernelTable.Row> rows() {
      return connections.stream().map(Connection::row).collect(Collectors.toSet());
    }
  }

  record Finding(
      String kind,
      String severity,
      String reason,
      String remedy,
      Site site,
      int count,
      long oldestSeconds,
      List<Remote> remotes,
      ThreadFacts acceptor,
      Map<String, Double> facts) {

    /** The simple name of the method that is named. */
    String method() {
      return Report.method(site.frame());
    }
  }

  record Listener(String local, int length, Integer backlog, Site site) {}

  record Remote(String address, int count) {}

  record Site(String kind, String frame, String thread, boolean shared, List<String> stack) {}

  record ClosedWrapper(
      String on, String at, boolean failed, String frame, String thread, List<String> stack) {}

  record Handler(String frame, String thread, List<String> stack, ThreadFacts now) {
    /** The simple name of the method in which the handler is or was. */
    String method() {
      return Report.method(frame);
    }
  }

  record AcceptQueue(String local, int length, Integer backlog) {}

  record ThreadFacts(String name, String state, String frame, List<String> stack) {}

  record Connection(
      long id,
      String local,
      String remote,
      Integer fd,
      Long inode,
      String state,
      long closeWaitSeconds,
      Integer receiveQueue,
      Selector selector,
      List<Event> events) {

    private KernelTable.Row row() {
      return new KernelTable.Row(inode, fd, port(local), port(remote), receiveQueue);
    }

    private static int port(String endpoint) {
      return Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
    }
  }

  record Selector(
      String id, List<String> interest, List<String> ready, boolean valid, ThreadFacts thread) {}

  record Listed(
      long id,
      Integer fd,
      String local,
      String remote,
      String state,
      String leak,
      Integer site,
      String thread,
      String openedAt,
      String peerClosedAt,
      String closeCalledAt) {}

  record Closed(int site, String openedAt, String peerClosedAt, String closedAt) {}

  record Event(String at, String event) {}

  private static String method(String frame) {
    String path = frame.substring(0, frame.indexOf('('));
    return path.substring(path.lastIndexOf('.') + 1);
  }

  static Report read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails for what the published schema does not allow. */
  static Report parse(String json) {
    assertThat(SCHEMA.validate(json, InputFormat.JSON)).as("the schema's errors").isEmpty();
    return new Gson().fromJson(json, Report.class);
  }

  /** How many sockets all leaks have together. */
  int sockets() {
    return leaks.stream().mapToInt(Leak::count).sum();
  }

  List<Finding> findings(String kind) {
    return findings.stream().filter(finding -> finding.kind().equals(kind)).toList();
  }

  List<Leak> withVerdict(String verdict) {
    return leaks.stream().filter(leak -> leak.verdict().equals(verdict)).toList();
  }
}
