package io.closewait.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * A row of the table: a library, a small program that uses it in two variants which differ in one
 * line, and what a report must say of each.
 */
final class LibraryCase {
  private final String name;
  private final LibrarySet set;
  private final List<String> flags = new ArrayList<>();
  private final Set<Integer> jdks = new TreeSet<>(Set.of(Jdks.running().feature()));
  private String program;
  private int since = 8;
  private Callable<String> server = () -> "";
  private Expected leak;
  private Expected healthy;
  private String shared;
  private String facade;
  private String acceptor;
  private String threshold = "500ms";

  private LibraryCase(String name, LibrarySet set) {
    this.name = name;
    this.set = set;
  }

  /**
   * A library.
   *
   * @param name as reports have it
   * @param artifacts its coordinates in Maven's repository, those that have its version first; none
   *     for the JDK's own
   */
  static LibraryCase library(String name, String... artifacts) {
    return new LibraryCase(name, new LibrarySet(List.of(artifacts)));
  }

  /** What stands between the program and the library, and has the version. */
  LibraryCase through(String otherLibrary) {
    facade = otherLibrary;
    return this;
  }

  /** The name of a class in {@code libraries}, of which the line that opens says {@code named}. */
  LibraryCase program(String className) {
    program = className;
    return this;
  }

  /** One thread opens connections for all, and the frame named is the library's; it starts so. */
  LibraryCase openedBy(String frame) {
    shared = frame;
    return this;
  }

  /** The library is a server, which accepts connections in a method whose frame starts so. */
  LibraryCase accepts(String frame) {
    acceptor = frame;
    return this;
  }

  /** The agent's threshold, where the library itself takes longer than usual to close. */
  LibraryCase threshold(String duration) {
    threshold = duration;
    return this;
  }

  /** A server that runs meanwhile; its address is the program's second argument. */
  LibraryCase calls(Callable<String> address) {
    server = address;
    return this;
  }

  /** The first JDK that has what the program needs, if not 8. */
  LibraryCase since(int jdk) {
    since = jdk;
    return this;
  }

  /** Other JDKs than the one that runs the tests. */
  LibraryCase alsoOn(Integer... features) {
    jdks.addAll(List.of(features));
    return this;
  }

  LibraryCase flags(String... jvmFlags) {
    flags.addAll(List.of(jvmFlags));
    return this;
  }

  /** What must be said of the variant {@code leak}; see {@link Expected}. */
  LibraryCase leak(String variant, String verdict, int count, String remedy) {
    leak = new Expected(variant, verdict, count, remedy);
    return this;
  }

  /** That even the variant {@code leak} closes all its connections, because the library does. */
  LibraryCase leakWithoutTrace(String variant) {
    leak = Expected.nothing(variant);
    return this;
  }

  /** What must be said of the variant {@code healthy}; see {@link Expected}. */
  LibraryCase healthy(String variant, String verdict, int count, String remedy) {
    healthy = new Expected(variant, verdict, count, remedy);
    return this;
  }

  /** That the variant {@code healthy} closes all its connections. */
  LibraryCase healthy(String variant) {
    healthy = Expected.nothing(variant);
    return this;
  }

  /** Both variants on each of its JDKs that this machine has. */
  Stream<LibraryRun> runs() {
    return Jdks.all()
        .filter(jdk -> jdks.contains(jdk.feature()))
        .flatMap(
            jdk ->
                Stream.of(
                    new LibraryRun(this, jdk, "leak", leak),
                    new LibraryRun(this, jdk, "healthy", healthy)));
  }

  /** The launch of a variant. */
  Launch launch(Jdk jdk, String variant) throws Exception {
    return Launch.on(jdk)
        .agent("threshold=" + threshold + ",interval=200ms")
        .flags("-XX:TieredStopAtLevel=1")
        .flags("-Djava.util.logging.config.file=" + Artifacts.libraryLogging())
        .flags(flags.toArray(new String[0]))
        .main(set.classPathOf(program, since), program)
        .arguments(variant, server.call());
  }

  String program() {
    return program;
  }

  String name() {
    return name;
  }

  /** The libraries for people. */
  String title() {
    return facade == null ? name : facade + " over " + name;
  }

  /** The version as its coordinates have it. */
  String version() {
    if (set.artifacts().isEmpty()) {
      return "the JDK's";
    }
    String coordinates = set.artifacts().get(0);
    return coordinates.substring(coordinates.lastIndexOf(':') + 1);
  }

  /** Whether a frame is the one that a report must name. */
  boolean isNamed(String frame) throws Exception {
    return shared == null ? frame.endsWith("(" + namedLine() + ")") : frame.startsWith(shared);
  }

  /** Whether a site is where the server accepts, or, of what is no server, any. */
  boolean isOpenedAt(Report.Site site) {
    return acceptor == null || site.kind().equals("accept") && site.frame().startsWith(acceptor);
  }

  /** The place that a report names, for people. */
  String named() throws Exception {
    return shared == null ? namedLine() + " `" + namedCode() + "`" : "`" + shared + "` for all";
  }

  /** Where the program opens its connections, such as {@code OkHttp.java:15}. */
  private String namedLine() throws Exception {
    return program + ".java:" + SourceLine.number(Artifacts.libraryProgram(program), "// named");
  }

  /** What is written there. */
  private String namedCode() throws Exception {
    return SourceLine.code(Artifacts.libraryProgram(program), "// named");
  }
}
