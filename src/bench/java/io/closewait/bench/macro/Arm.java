package io.closewait.bench.macro;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.TypeConversionException;

/**
 * What is compared: no agent, or one.
 *
 * @param flags of the JVM that is measured
 */
public record Arm(String name, List<String> flags) {
  /** A JVM as it is. */
  public static final Arm NONE = new Arm("none", List.of());

  /** The same once more: shows the noise. */
  public static final Arm NONE_AGAIN = new Arm("none again", List.of());

  /** No agent, but what one that captures the stack of each connection cannot do without. */
  static final Arm STACK = new Arm("one new Throwable", List.of("-Dclosewait.bench.stack=true"));

  /**
   * With an agent.
   *
   * @param agent what follows {@code -javaagent:}
   */
  public static Arm of(String name, String agent) {
    return new Arm(name, List.of("-javaagent:" + agent));
  }

  /** Reads {@code NAME=/path/to.jar} or {@code NAME=/path/to.jar=options}. */
  public static Arm parse(String text) {
    int end = text.indexOf('=');
    if (end <= 0) {
      throw new TypeConversionException("'" + text + "' is not NAME=/path/to.jar[=OPTIONS]");
    }
    String agent = text.substring(end + 1);
    int options = agent.indexOf('=');
    Path jar = Path.of(options < 0 ? agent : agent.substring(0, options));
    if (!Files.isRegularFile(jar)) {
      throw new TypeConversionException("the agent's jar " + jar + " does not exist");
    }
    return of(text.substring(0, end), agent);
  }
}
