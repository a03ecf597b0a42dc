package io.closewait.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.closewait.tcp.TcpState;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.file.Paths;
import org.junit.jupiter.api.Test;

/** Thousands of idle connections must cost the host no garbage. */
class SamplerAllocationTest {
  private static final int CONNECTIONS = 5_000;
  private static final int LOOKS = 50;

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final DescriptorProbe established =
      new DescriptorProbe() {
        @Override
        public int info(int descriptor) {
          return FakeProc.ESTABLISHED;
        }

        @Override
        public InetSocketAddress local(int descriptor) {
          throw new AssertionError("nobody needs the address of an established connection");
        }

        @Override
        public long inode(int descriptor) {
          throw new AssertionError("only a deep look needs inodes");
        }
      };

  @Test
  void aShallowLookCreatesNothingForAnEstablishedConnection() {
    FakeTracked tracked = new FakeTracked();
    for (int descriptor = 0; descriptor < CONNECTIONS; descriptor++) {
      tracked.set(descriptor, 1_000_000 + descriptor);
    }
    Sampler sampler = new Sampler(Mode.TCP_INFO, established, Paths.get("/proc/self"), tracked);
    bytesForLooks(sampler);
    long bytes = bytesForLooks(sampler) / LOOKS;
    assertThat(bytes).isLessThan(4_000);
    assertThat(sampler.sample(LOOKS, Look.SHALLOW).states())
        .containsExactly(entry(TcpState.ESTABLISHED, CONNECTIONS));
  }

  private static long bytesForLooks(Sampler sampler) {
    long thread = Thread.currentThread().getId();
    long before = THREADS.getThreadAllocatedBytes(thread);
    for (int look = 0; look < LOOKS; look++) {
      sampler.sample(look, Look.SHALLOW);
    }
    return THREADS.getThreadAllocatedBytes(thread) - before;
  }
}
