package io.closewait.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which value of an option holds, and what is said about the ones that do not. */
class OptionsTest {
  private final Map<String, String> properties = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> complaints = new ArrayList<>();

  private Options read(@Nullable String argument) {
    return Options.read(argument, properties::get, environment::get, complaints::add);
  }

  @Test
  void defaultsHoldWithoutAnySource() {
    Options options = read(null);

    assertThat(options.enabled()).isTrue();
    assertThat(options.threshold()).isEqualTo(60_000);
    assertThat(options.interval()).isEqualTo(5_000);
    assertThat(options.report()).isNull();
    assertThat(options.stackDepth()).isEqualTo(64);
    assertThat(options.kernel()).isEqualTo("auto");
    assertThat(complaints).isEmpty();
  }

  @Test
  void namesThatLookLikeOptionsAndAreNone() {
    Options.checkProperties(
        new TreeSet<>(Arrays.asList("java.home", "closewait.treshold", "closewait.report")),
        complaints::add);
    Options.checkVariables(
        new TreeSet<>(Arrays.asList("PATH", "CLOSEWAIT_STACK_DEPHT", "CLOSEWAIT_STACK_DEPTH")),
        complaints::add);

    assertThat(complaints)
        .containsExactly(
            "unknown option in the system property closewait.treshold:"
                + " did you mean 'threshold'?",
            "unknown option in the variable CLOSEWAIT_STACK_DEPHT: did you mean 'stack-depth'?");
  }

  @Test
  void everyDefaultIsAValidValue() {
    for (Option option : Option.values()) {
      assertThat(option.accepts(option.standard())).as(option.key()).isTrue();
    }
  }

  @Test
  void everyOptionIsTakenFromTheArgument() {
    Options options =
        read(
            "enabled=false,threshold=500ms,interval=2m,report=/tmp/a=b-%p.json,stack-depth=1024,"
                + "kernel=tcp_info");

    assertThat(options.enabled()).isFalse();
    assertThat(options.threshold()).isEqualTo(500);
    assertThat(options.interval()).isEqualTo(120_000);
    assertThat(options.report()).isEqualTo("/tmp/a=b-%p.json");
    assertThat(options.stackDepth()).isEqualTo(1024);
    assertThat(options.kernel()).isEqualTo("tcp_info");
    assertThat(complaints).isEmpty();
  }

  @Test
  void theMapHasEveryOptionAsItIsSpelled() {
    assertThat(read("threshold=1h,report=leaks.txt").asMap())
        .containsExactly(
            entry("enabled", "true"),
            entry("threshold", "1h"),
            entry("interval", "5s"),
            entry("report", "leaks.txt"),
            entry("stack-depth", "64"),
            entry("kernel", "auto"));
  }

  @Test
  void argumentComesBeforePropertyBeforeEnvironment() {
    environment.put("CLOSEWAIT_STACK_DEPTH", "3");
    assertThat(read(null).stackDepth()).isEqualTo(3);
    properties.put("closewait.stack-depth", "2");
    assertThat(read(null).stackDepth()).isEqualTo(2);
    assertThat(read("stack-depth=1").stackDepth()).isEqualTo(1);
    assertThat(complaints).isEmpty();
  }

  @Test
  void aBadValueLeavesTheNextSourceItsWord() {
    properties.put("closewait.threshold", "1 minute");
    environment.put("CLOSEWAIT_THRESHOLD", "7s");

    assertThat(read("threshold=60").threshold()).isEqualTo(7_000);
    assertThat(complaints)
        .containsExactly(
            "bad value '60' of option 'threshold' in the agent argument: it must be a whole number"
                + " with a unit (ms, s, m or h), 0s to 24h",
            "bad value '1 minute' of option 'threshold' in the system property"
                + " closewait.threshold: it must be a whole number with a unit (ms, s, m or h), 0s"
                + " to 24h");
  }

  @Test
  void aBadVariableIsNamed() {
    environment.put("CLOSEWAIT_KERNEL", "netlink");

    assertThat(read(null).kernel()).isEqualTo("auto");
    assertThat(complaints)
        .containsExactly(
            "bad value 'netlink' of option 'kernel' in the variable CLOSEWAIT_KERNEL: it must be"
                + " auto, tcp_info, proc or off");
  }

  @Test
  void anEmptyVariableCountsAsNotSet() {
    environment.put("CLOSEWAIT_REPORT", "");

    assertThat(read(null).report()).isNull();
    assertThat(complaints).isEmpty();
  }

  @Test
  void noneInTheArgumentOverridesAReportOfTheEnvironment() {
    environment.put("CLOSEWAIT_REPORT", "/tmp/leaks.txt");

    assertThat(read("report=none").report()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"0s, 0", "1ms, 1", "24h, 86400000", "90m, 5400000", "060s, 60000"})
  void durationsWithinBounds(String text, long millis) {
    assertThat(read("threshold=" + text).threshold()).isEqualTo(millis);
    assertThat(complaints).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "threshold=",
        "threshold=60",
        "threshold=s",
        "threshold=-1s",
        "threshold=+1s",
        "threshold=1.5s",
        "threshold=1 s",
        "threshold=1d",
        "threshold=1S",
        "threshold=25h",
        "threshold=9999999999999999999s",
        "threshold=١s",
        "interval=9ms",
        "interval=0s",
        "interval=61m",
        "stack-depth=0",
        "stack-depth=1025",
        "stack-depth=ten",
        "stack-depth=64.0",
        "stack-depth=99999999999",
        "kernel=AUTO",
        "kernel=",
        "report=leaks.html",
        "report=.json",
        "report=",
        "report=leaks",
        "enabled=yes",
        "enabled=TRUE"
      })
  void badValuesAreComplainedAboutOnceAndTheDefaultHolds(String argument) {
    assertThat(read(argument).asMap()).isEqualTo(read(null).asMap());
    assertThat(complaints)
        .singleElement()
        .asString()
        .startsWith("bad value '" + argument.substring(argument.indexOf('=') + 1) + "' of option")
        .contains("in the agent argument: it must be ")
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "treshold=1s  | unknown option 'treshold' in the agent argument: did you mean 'threshold'?",
        "Enabled=true | unknown option 'Enabled' in the agent argument: did you mean 'enabled'?",
        "stackdepth=9 | unknown option 'stackdepth' in the agent argument: did you mean"
            + " 'stack-depth'?",
        "x=1          | unknown option 'x' in the agent argument: the options are enabled,"
            + " threshold, interval, report, stack-depth, kernel",
        "=1           | unknown option '' in the agent argument: the options are enabled,"
            + " threshold, interval, report, stack-depth, kernel",
        "threshold    | 'threshold' in the agent argument is not key=value: write threshold=VALUE,"
            + " where VALUE is a whole number with a unit (ms, s, m or h), 0s to 24h",
        "help         | 'help' in the agent argument is not key=value: options look like"
            + " threshold=60s, and a value cannot contain a comma",
        "interval=1s,interval=2s | option 'interval' occurs twice in the agent argument: the last"
            + " value, '2s', is taken; give it once"
      })
  void whatIsNoOptionIsNamedWithItsRemedy(String argument, String complaint) {
    read(argument);

    assertThat(complaints).containsExactly(complaint);
  }

  @Test
  void theLastOfTwoValuesIsTaken() {
    assertThat(read("interval=1s,interval=2s").interval()).isEqualTo(2_000);
  }

  @Test
  void theRestOfABadArgumentStillCounts() {
    assertThat(read("nonsense,treshold=1s,interval=1s").interval()).isEqualTo(1_000);
    assertThat(complaints).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", ",,interval=5s,", " interval = 5s , "})
  void emptyPiecesAndSpacesAreNothing(String argument) {
    assertThat(read(argument).asMap()).isEqualTo(read(null).asMap());
    assertThat(complaints).isEmpty();
  }

  @Test
  void aCheckNamesThePlaceItWasGiven() {
    Options.check("interval=5,treshold=1s", "on the command line", complaints::add);

    assertThat(complaints)
        .containsExactly(
            "unknown option 'treshold' on the command line: did you mean 'threshold'?",
            "bad value '5' of option 'interval' on the command line: it must be a whole number with"
                + " a unit (ms, s, m or h), 10ms to 1h");
  }
}
