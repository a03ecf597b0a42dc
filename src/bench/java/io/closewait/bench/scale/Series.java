package io.closewait.bench.scale;

import java.util.ArrayList;
import java.util.List;

/** The points of one line in a plot. */
final class Series {
  /** One point; both coordinates are positive. */
  record Point(double x, double y) {}

  private final String name;
  private final List<Point> points = new ArrayList<>();

  Series(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  List<Point> points() {
    return points;
  }

  void add(double x, double y) {
    points.add(new Point(x, y));
  }
}
