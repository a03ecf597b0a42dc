package io.closewait.bench.macro;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * The median of paired slices, kept by round: slices of one round share their processes, and so
 * what the JIT compiler happened to make of them.
 */
public final class Paired {
  private static final int RESAMPLES = 5000;

  private final List<double[]> rounds = new ArrayList<>();

  /** Adds the values of one round, at least one. */
  public void addRound(double... values) {
    rounds.add(values.clone());
  }

  /** The median with its 95 % interval: percentiles of a bootstrap over rounds, then slices. */
  public Interval median() {
    Random random = new Random(1);
    double[] medians = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      medians[i] = median(resample(random));
    }
    Arrays.sort(medians);
    return new Interval(
        median(all()), medians[(int) (RESAMPLES * 0.025)], medians[(int) (RESAMPLES * 0.975)]);
  }

  private double[] all() {
    return rounds.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  private double[] resample(Random random) {
    double[] drawn = new double[rounds.stream().mapToInt(round -> round.length).sum()];
    int filled = 0;
    while (filled < drawn.length) {
      double[] round = rounds.get(random.nextInt(rounds.size()));
      for (int i = 0; i < round.length && filled < drawn.length; i++) {
        drawn[filled++] = round[random.nextInt(round.length)];
      }
    }
    return drawn;
  }

  /** The middle value, or the mean of the two in the middle. */
  public static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** A median and the bounds of its 95 % interval. */
  public record Interval(double median, double low, double high) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.3f (%.3f–%.3f)", median, low, high);
    }
  }
}
