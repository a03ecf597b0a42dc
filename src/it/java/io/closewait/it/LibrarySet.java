package io.closewait.it;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jboss.shrinkwrap.resolver.api.maven.Maven;

/** A class path of libraries from Maven's repository, with all that they need themselves. */
record LibrarySet(List<String> artifacts) {
  private static final Map<LibrarySet, List<File>> RESOLVED = new ConcurrentHashMap<>();
  private static final Map<List<Object>, Path> COMPILED = new ConcurrentHashMap<>();

  /** The class path of a program, compiled against this set for a JDK and those after it. */
  String classPathOf(String program, int jdk) {
    Path classes =
        COMPILED.computeIfAbsent(List.of(this, program, jdk), any -> compile(program, jdk));
    return classes + File.pathSeparator + classPath();
  }

  /** The class path of the libraries alone. */
  String classPath() {
    return jars().stream().map(File::getPath).collect(Collectors.joining(File.pathSeparator));
  }

  /** The first of its jars. */
  Path jar() {
    return jars().get(0).toPath();
  }

  private List<File> jars() {
    return artifacts.isEmpty() ? List.of() : RESOLVED.computeIfAbsent(this, LibrarySet::resolve);
  }

  /** One at a time: two would load the same artifact into the same file. */
  private static synchronized List<File> resolve(LibrarySet set) {
    return Arrays.asList(Maven.resolver().resolve(set.artifacts).withTransitivity().asFile());
  }

  private Path compile(String program, int jdk) {
    try {
      Path classes = Files.createTempDirectory(Artifacts.target(), program + "-");
      JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
      StringWriter complaints = new StringWriter();
      try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
        List<String> options =
            List.of(
                "-proc:none",
                "-Xlint:-options",
                "--release",
                Integer.toString(jdk),
                "-d",
                classes.toString(),
                "-sourcepath",
                Artifacts.libraryProgram(program).getParent().toString(),
                "-cp",
                classPath());
        boolean compiled =
            compiler
                .getTask(
                    complaints,
                    files,
                    null,
                    options,
                    null,
                    files.getJavaFileObjects(Artifacts.libraryProgram(program)))
                .call();
        if (!compiled) {
          throw new AssertionError(program + " does not compile with " + this + "\n" + complaints);
        }
      }
      return classes;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
