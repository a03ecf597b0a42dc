package io.closewait.bench.macro;

import io.closewait.bench.macro.Paired.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** All slices of one scenario: by arm, then by round. */
final class Measurement {
  private final Map<String, List<List<Slice>>> slices = new TreeMap<>();

  /** Begins a round: fresh processes for every arm. */
  void beginRound(List<Arm> arms) {
    for (Arm arm : arms) {
      slices.computeIfAbsent(arm.name(), name -> new ArrayList<>()).add(new ArrayList<>());
    }
  }

  /** Adds the next slice of an arm in the present round. */
  void add(Arm arm, Slice slice) {
    List<List<Slice>> rounds = slices.get(arm.name());
    rounds.get(rounds.size() - 1).add(slice);
  }

  /** An arm against another, slice by slice, each pair from the same moments of the run. */
  Interval ratio(Arm arm, Arm base, ToDoubleFunction<Slice> value) {
    Paired paired = new Paired();
    List<List<Slice>> rounds = slices.get(arm.name());
    for (int round = 0; round < rounds.size(); round++) {
      List<Slice> mine = rounds.get(round);
      List<Slice> theirs = slices.get(base.name()).get(round);
      double[] pairs = new double[mine.size()];
      Arrays.setAll(
          pairs, i -> value.applyAsDouble(mine.get(i)) / value.applyAsDouble(theirs.get(i)));
      paired.addRound(pairs);
    }
    return paired.median();
  }

  double median(Arm arm, ToDoubleFunction<Slice> value) {
    return Paired.median(
        slices.get(arm.name()).stream().flatMap(List::stream).mapToDouble(value).toArray());
  }
}
