package io.closewait.bench.macro;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.TypeConversionException;

/**
 * What is compared: no agent, or one.
 *
 * @param agent what follows {@code -javaagent:}; empty for none
 */
public record Arm(String name, String agent) {
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
    return new Arm(text.substring(0, end), agent);
  }

  /** The flags of a JVM that carries it. */
  public List<String> flags() {
    return agent.isEmpty() ? List.of() : List.of("-javaagent:" + agent);
  }
}
