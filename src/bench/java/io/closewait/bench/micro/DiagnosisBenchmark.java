package io.closewait.bench.micro;

import io.closewait.bench.synthetic.Population;
import io.closewait.diagnosis.Diagnosis;
import io.closewait.kernel.KernelSample;
import io.closewait.report.Format;
import io.closewait.report.Report;
import io.closewait.report.Subject;
import java.io.IOException;
import java.io.Writer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From a sample to a diagnosis of 8,000 connections, and from there to a complete report. */
@BenchmarkMode(Mode.AverageTime)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 3,
    jvmArgsAppend = {Opens.NIO, Opens.LANG, Opens.IO})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
public class DiagnosisBenchmark {
  private static final Subject SUBJECT = new Subject("1", 1, "Main", "17", 0, 0, "premain");

  /** Of a hundred. */
  @Param({"0", "1", "100"})
  public int leaking;

  private Population population;
  private KernelSample sample;
  private Diagnosis diagnosis;

  @Setup
  public void populate() {
    population = new Population(leaking);
    population.grow(8000);
    sample = population.sample();
    diagnosis = population.takeStock(population.diagnose(sample), sample);
  }

  @Benchmark
  public Diagnosis diagnose() {
    return population.diagnose(sample);
  }

  /** What a report has beside the diagnosis: every connection. */
  @Benchmark
  public Diagnosis takeStock() {
    return population.takeStock(diagnosis, sample);
  }

  @Benchmark
  public void reportText() throws IOException {
    Report.write(Format.TEXT, diagnosis, SUBJECT, Writer.nullWriter());
  }

  @Benchmark
  public void reportJson() throws IOException {
    Report.write(Format.JSON, diagnosis, SUBJECT, Writer.nullWriter());
  }
}
