package io.closewait.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How the counts of the last hour grow. Not thread-safe. */
final class Growth {
  private static final long HOUR = 3_600_000;
  private static final long MINIMUM = 30_000;
  private static final long SPACING = 4_000;
  private static final int CAPACITY = (int) (HOUR / SPACING) + 1;

  private final long[] times = new long[CAPACITY];
  private final long[] counts = new long[CAPACITY];
  private final double[] slopes = new double[CAPACITY / 2 + 1];
  private int first;
  private int size;

  /** Adds a count unless one was added just before; a clock that went back starts anew. */
  void add(long now, long count) {
    if (size > 0 && now < times[at(size - 1)]) {
      size = 0;
    }
    while (size > 0 && times[first] < now - HOUR) {
      first = at(1);
      size--;
    }
    if (size == 0 || now - times[at(size - 1)] >= SPACING) {
      times[at(size)] = now;
      counts[at(size)] = count;
      size++;
    }
  }

  /**
   * The gain an hour; 0 before half a minute has been seen. Of the slopes between each count and
   * the one half the time later it is the median, so that a step at the start, such as a pool that
   * fills, is no growth.
   */
  double perHour() {
    if (size < 2 || times[at(size - 1)] - times[first] < MINIMUM) {
      return 0;
    }
    int half = size / 2;
    int pairs = size - half;
    for (int i = 0; i < pairs; i++) {
      double gain = (double) (counts[at(i + half)] - counts[at(i)]);
      slopes[i] = gain / (times[at(i + half)] - times[at(i)]);
    }
    Arrays.sort(slopes, 0, pairs);
    return slopes[pairs / 2] * HOUR;
  }

  /**
   * The counts of the last hour in the order of time, the last one always.
   *
   * @param most how many at most; beyond that some are left out, evenly
   */
  List<DescriptorCount> history(int most) {
    int step = (size + most - 1) / most;
    List<DescriptorCount> history = new ArrayList<>();
    for (int i = step == 0 ? 0 : (size - 1) % step; i < size; i += step) {
      history.add(new DescriptorCount(times[at(i)], counts[at(i)]));
    }
    return history;
  }

  private int at(int index) {
    return (first + index) % CAPACITY;
  }
}
