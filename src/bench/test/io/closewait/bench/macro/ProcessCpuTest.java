package io.closewait.bench.macro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The accounts of threads that come and go. */
class ProcessCpuTest {
  @Test
  void countsWhatEachThreadHasRunSince() {
    ProcessCpu before = new ProcessCpu(Map.of("1", 100L, "2", 50L));
    assertThat(new ProcessCpu(Map.of("1", 130L, "3", 7L)).since(before)).isEqualTo(37);
  }

  @Test
  void readsTheKernelsAccounts() throws Exception {
    long pid = ProcessHandle.current().pid();
    ProcessCpu before = ProcessCpu.of(pid);
    assertThat(before.threads()).containsKey(Long.toString(pid));
    long ran = 0;
    while (ran == 0) {
      ran = ProcessCpu.of(pid).since(before);
    }
    assertThat(ran).isPositive();
  }
}
