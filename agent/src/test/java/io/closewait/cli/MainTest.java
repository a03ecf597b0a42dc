package io.closewait.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line without a second JVM: help, and one line for each bad usage. */
class MainTest {
  private static final String SEE = "see java -jar closewait-agent.jar ";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rport 1                     | unknown command 'rport': use list, attach, report, watch, detach;"
            + " SEE--help",
        "--foo                       | unknown option '--foo': SEE--help",
        "report                      | Missing required parameter: 'PID': SEEreport --help",
        "report 1 2                  | unknown argument '2': SEEreport --help",
        "report 1 --formt=json       | unknown option '--formt=json': did you mean '--format'?"
            + " SEEreport --help",
        "report 1 --format xml       | unknown format 'xml': use text, json, html or zip",
        "report x                    | 'x' is not a process id: give a number, 'list' shows the JVMs"
            + " of this machine",
        "watch 1 --interval 2        | bad interval '2': give --interval a time from 500ms to 60s,"
            + " such as 5s",
        "detach -1                   | '-1' is not a process id: give a number, 'list' shows the JVMs"
            + " of this machine",
        "attach x treshold=1s        | unknown option 'treshold' on the command line: did you mean"
            + " 'threshold'?",
        "attach x report=a,b.txt     | 'b.txt' on the command line is not key=value: options look"
            + " like threshold=60s, and a value cannot contain a comma",
        "attach x interval=1s kernel=off | 'x' is not a process id: give a number, 'list' shows the"
            + " JVMs of this machine"
      })
  void badUsageIsOneLine(String arguments, String line) {
    assertThat(run(arguments.split(" "))).isEqualTo(2);
    assertThat(err.toString()).isEqualTo("closewait: " + line.replace("SEE", SEE) + "\n");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void noCommand() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).isEqualTo("closewait: no command is given: " + SEE + "--help\n");
  }

  @Test
  void helpNamesEveryCommandAndExitStatus() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains("list", "attach", "report", "watch", "detach")
        .contains("0   done", "1   leaks found", "2   bad usage");
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"--version", "list --version", "attach -V"})
  void version(String arguments) {
    assertThat(run(arguments.split(" "))).isZero();
    assertThat(out.toString()).startsWith("closewait ");
  }

  @Test
  void withoutAJarNoJvmIsTouched() {
    String own = ManagementFactory.getRuntimeMXBean().getName();

    assertThat(run("report", own.substring(0, own.indexOf('@')))).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo("closewait: not run from a jar: use java -jar closewait-agent.jar\n");
  }
}
