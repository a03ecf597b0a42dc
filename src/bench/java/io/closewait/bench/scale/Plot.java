package io.closewait.bench.scale;

import io.closewait.bench.scale.Series.Point;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** A line chart with two logarithmic axes, as SVG. */
final class Plot {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 420;
  private static final int LEFT = 70;
  private static final int RIGHT = 260;
  private static final int TOP = 60;
  private static final int BOTTOM = 50;
  private static final String[] COLOURS = {"#1b6ca8", "#d1495b", "#3a7d44", "#8d5a97"};

  private final StringBuilder svg = new StringBuilder();
  private final int lowX;
  private final int highX;
  private final int lowY;
  private final int highY;

  private Plot(List<Series> all) {
    lowX = (int) Math.floor(Math.log10(values(all, true).min().orElseThrow()));
    highX = (int) Math.ceil(Math.log10(values(all, true).max().orElseThrow()));
    lowY = (int) Math.floor(Math.log10(values(all, false).min().orElseThrow()));
    highY = (int) Math.max(lowY + 1, Math.ceil(Math.log10(values(all, false).max().orElseThrow())));
  }

  private static DoubleStream values(List<Series> all, boolean x) {
    return all.stream()
        .flatMap(series -> series.points().stream())
        .mapToDouble(point -> x ? point.x() : point.y());
  }

  /**
   * Draws it.
   *
   * @param all at least one series with a point, all values positive
   */
  static String svg(String title, String xLabel, String yLabel, List<Series> all) {
    Plot plot = new Plot(all);
    plot.frame(title, xLabel, yLabel);
    for (int i = 0; i < all.size(); i++) {
      plot.line(all.get(i), COLOURS[i % COLOURS.length], i);
    }
    return plot.svg.append("</svg>\n").toString();
  }

  private void frame(String title, String xLabel, String yLabel) {
    append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
            + " font-size=\"12\">\n",
        WIDTH, HEIGHT);
    append("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>\n", WIDTH, HEIGHT);
    text(LEFT, TOP - 36, "start", title);
    text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, "middle", xLabel);
    text(LEFT - 6, TOP - 16, "end", yLabel);
    for (int power = lowX; power <= highX; power++) {
      double x = x(Math.pow(10, power));
      segment(x, TOP, x, HEIGHT - BOTTOM);
      text(x, HEIGHT - BOTTOM + 18, "middle", number(power));
    }
    for (int power = lowY; power <= highY; power++) {
      double y = y(Math.pow(10, power));
      segment(LEFT, y, WIDTH - RIGHT, y);
      text(LEFT - 6, y + 4, "end", number(power));
    }
  }

  private static String number(int power) {
    return power >= 0
        ? String.format(Locale.ROOT, "%,.0f", Math.pow(10, power))
        : String.format(Locale.ROOT, "%." + -power + "f", Math.pow(10, power));
  }

  private void line(Series series, String colour, int index) {
    StringBuilder points = new StringBuilder();
    for (Point point : series.points()) {
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(point.x()), y(point.y())));
    }
    append(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n",
        points.toString().trim(), colour);
    for (Point point : series.points()) {
      append(
          "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>\n",
          x(point.x()), y(point.y()), colour);
    }
    int y = TOP + 12 + 20 * index;
    int x = WIDTH - RIGHT + 12;
    append("<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"4\" fill=\"%s\"/>\n", x, y - 6, colour);
    text(x + 18, y, "start", series.name());
  }

  private double x(double value) {
    return LEFT + (Math.log10(value) - lowX) / (highX - lowX) * (WIDTH - LEFT - RIGHT);
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - (Math.log10(value) - lowY) / (highY - lowY) * (HEIGHT - TOP - BOTTOM);
  }

  private void segment(double x1, double y1, double x2, double y2) {
    append(
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>\n",
        x1, y1, x2, y2);
  }

  private void text(double x, double y, String anchor, String text) {
    append("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n", x, y, anchor, text);
  }

  private void append(String format, Object... arguments) {
    svg.append(String.format(Locale.ROOT, format, arguments));
  }
}
