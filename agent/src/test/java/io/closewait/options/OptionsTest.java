package io.closewait.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which value of an option holds, and what is said about the ones that do not. */
class OptionsTest {
  private final Properties properties = new Properties();
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> complaints = new ArrayList<>();

  private Options read(@Nullable String argument) {
    Options options = Options.read(argument, properties, environment);
    complaints.addAll(options.complaints());
    return options;
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
    for (String name : List.of("java.home", "closewait.treshold", "closewait.stack-depth")) {
      properties.put(name, "7");
    }
    for (String name : List.of("PATH", "CLOSEWAIT_STACK_DEPHT", "CLOSEWAIT_STACK_DEPTH")) {
      environment.put(name, "7");
    }
    read(null);

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
            entry("kernel", "auto"),
            entry("alerts", "stderr"),
            entry("http", "none"),
            entry("http-token", "none"));
  }

  @ParameterizedTest
  @CsvSource({
    "9464, , 9464",
    "0, , 0",
    "localhost:80, localhost, 80",
    "10.0.3.2:65535, 10.0.3.2, 65535",
    "[::1]:9464, ::1, 9464",
    "[fe80::1%eth0]:9464, fe80::1%eth0, 9464"
  })
  void anAddressHasAPortAndPerhapsAHost(String text, @Nullable String host, int port) {
    Address address = read("http=" + text).http();

    assertThat(complaints).isEmpty();
    assertThat(address.host()).isEqualTo(host);
    assertThat(address.port()).isEqualTo(port);
  }

  @Test
  void aTokenIsShownNowhere() {
    Options options = read("http=1,http-token=" + "s3cr3t".repeat(3));
    assertThat(options.httpToken()).isEqualTo("s3cr3ts3cr3ts3cr3t");
    assertThat(options.asMap().toString()).doesNotContain("s3cr3t");

    read("http-token=s3cr3t s3cr3ts3cr3t,http-token=s3cr3t");
    complaints.addAll(Options.check("http-token=s3cr3t", "on the command line"));
    assertThat(complaints).hasSize(3).noneMatch(complaint -> complaint.contains("s3cr3t"));
  }

  @Test
  void nothingIsServedWithoutTheTokenThatWasWanted() {
    environment.put("CLOSEWAIT_HTTP_TOKEN", "short");
    assertThat(read("http=9464").http()).isNull();
    assertThat(complaints).last().asString().startsWith("option 'http' stays off");
    assertThat(read("http=9464,http-token=none").http()).isNotNull();
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
        "report=leaks.pdf",
        "report=.json",
        "report=",
        "report=leaks",
        "http=localhost",
        "http=http://localhost:80",
        "http=:80",
        "http=[]:80",
        "http=::1:80",
        "http=a b:80",
        "http=65536",
        "http=-1",
        "http=",
        "http-token=fifteen-letters",
        "http-token=many letters and spaces",
        "http-token=",
        "enabled=yes",
        "enabled=TRUE"
      })
  void badValuesAreComplainedAboutOnceAndTheDefaultHolds(String argument) {
    assertThat(read(argument).asMap()).isEqualTo(read(null).asMap());
    assertThat(complaints)
        .singleElement()
        .asString()
        .startsWith("bad value '")
        .contains("' of option '" + argument.substring(0, argument.indexOf('=')) + "' ")
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
            + " threshold, interval, report, stack-depth, kernel, alerts, http, http-token",
        "=1           | unknown option '' in the agent argument: the options are enabled,"
            + " threshold, interval, report, stack-depth, kernel, alerts, http, http-token",
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
    complaints.addAll(Options.check("interval=5,treshold=1s", "on the command line"));

    assertThat(complaints)
        .containsExactly(
            "unknown option 'treshold' on the command line: did you mean 'threshold'?",
            "bad value '5' of option 'interval' on the command line: it must be a whole number with"
                + " a unit (ms, s, m or h), 10ms to 1h");
  }
}
