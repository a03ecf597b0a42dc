package io.closewait.cli;

import io.closewait.GeneratedPart;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page on the command line shows what {@code --help} says. */
class CommandsPageTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "report"})
  void pageHasTheHelp(String command) throws IOException {
    StringWriter out = new StringWriter();
    String[] help = command.isEmpty() ? new String[] {"--help"} : new String[] {command, "--help"};
    Main.run(new PrintWriter(out), new PrintWriter(out), help);
    String shown = "$ java -jar closewait-agent.jar " + String.join(" ", help) + "\n" + out;
    GeneratedPart.assertIn("src/site/markdown/cli.md", "help" + command, "```\n" + shown + "```\n");
  }
}
