package io.closewait.bench.macro;

/**
 * What one slice of a load showed.
 *
 * @param cpuNanos of the process that carries the agent, by the kernel's account
 * @param p99Nanos 99th percentile of the time of an operation
 */
record Slice(long operations, long nanos, long cpuNanos, long p99Nanos) {
  double cpuPerOperation() {
    return (double) cpuNanos / operations;
  }

  double throughput() {
    return operations * 1e9 / nanos;
  }
}
