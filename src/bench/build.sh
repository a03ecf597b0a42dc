# Sourced by the commands beside it: builds the agent and the benchmarks, and says how to run them.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
agent=$root/agent/target/closewait-agent.jar
java=${JAVA:-${JAVA_HOME:+$JAVA_HOME/bin/}java}

fail() {
  echo "$(basename "$0"): $*" >&2
  exit 2
}

command -v mvn >/dev/null || fail "there is no mvn; install Maven 3.8 or newer"
command -v "$java" >/dev/null || fail "there is no java at $java; set JAVA_HOME or JAVA"

build() {
  echo "Building the agent and the benchmarks ..." >&2
  (cd "$root" && mvn -q -B -DskipTests -pl agent,src/bench -am package) ||
    fail "the build has failed; see above"
}

# Runs a class of the benchmarks with the arguments given.
run() {
  exec "$java" -cp "$root/src/bench/target/closewait-bench.jar:$root/src/bench/target/libraries/*" \
    "-Dclosewait.agent=$agent" "$@"
}
