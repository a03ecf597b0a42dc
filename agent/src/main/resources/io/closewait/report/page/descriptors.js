"use strict";

/* The descriptors of the process over time, and when none is left. */

function drawDescriptors(report) {
  const { descriptors } = report;
  if (descriptors.open === null) {
    return false;
  }
  byId("descriptors-lead").append(descriptorSentence(descriptors));
  const body = byId("descriptors-body");
  if (descriptors.history.length > 1) {
    const chart = element("div", { class: "panel chart", role: "img", "aria-label": "Chart: " + descriptorSentence(descriptors) });
    body.append(chart);
    keepDrawn(chart, report);
  }
  const kinds = Object.entries(descriptors.kinds);
  if (kinds.length > 0) {
    body.append(element("p", { class: "note" }, "Open on: " + kinds.map(([kind, n]) => count(n, kind)).join(", ") + "."));
  }
  if (descriptors.holders !== null) {
    body.append(holders(descriptors.holders));
  }
  return true;
}

function descriptorSentence(descriptors) {
  const growth = descriptors.growthPerHour;
  return (
    used(descriptors) + " open" +
    (descriptors.refused ? ", and the system has refused one" : "") +
    (growth === 0 ? ", steady" : ", " + signed(growth) + " an hour") +
    (descriptors.exhaustedInSeconds === null ? "" : "; none left in " + duration(descriptors.exhaustedInSeconds) + " at this pace") +
    "."
  );
}

/* Draws anew whenever the room or the colours change. */
function keepDrawn(chart, report) {
  let plot = null;
  const draw = () => {
    if (plot !== null) {
      plot.destroy();
    }
    plot = new uPlot(chartOptions(chart.clientWidth - 32, report), chartData(report), chart);
  };
  drawnToWidth(chart, draw);
  document.addEventListener("themechange", draw);
}

/* What was counted, then a straight line at the present growth, to the limit if that is near. */
function chartData(report) {
  const { history, growthPerHour, exhaustedInSeconds, limit } = report.descriptors;
  const times = history.map(([at]) => Date.parse(at) / 1000);
  const counts = history.map(([, open]) => open);
  const last = times.length - 1;
  if (exhaustedInSeconds === null) {
    return [times, counts, times.map(() => null), times.map(() => (limitShown(report) ? limit : null))];
  }
  const span = Math.max(60, times[last] - times[0]);
  const ahead = exhaustedInSeconds < 4 * span ? exhaustedInSeconds : span / 2;
  const future = [times[last] + ahead, times[last] + ahead * 1.05];
  const projected = times.map(() => null);
  projected[last] = counts[last];
  projected.push(Math.min(limit, counts[last] + (growthPerHour * ahead) / 3600), null);
  const all = [...times, ...future];
  return [all, [...counts, null, null], projected, all.map(() => (limitShown(report) ? limit : null))];
}

/* A limit far above would press everything to the ground. */
function limitShown(report) {
  const { limit, history } = report.descriptors;
  return limit !== null && limit <= 4 * Math.max(...history.map(([, open]) => open));
}

function chartOptions(width, report) {
  const { history } = report.descriptors;
  const span = Date.parse(history[history.length - 1][0]) - Date.parse(history[0][0]);
  const font = "12px " + getComputedStyle(document.body).fontFamily;
  const axis = { stroke: color("muted"), grid: { stroke: color("line"), width: 1 }, ticks: { show: false }, font };
  return {
    width: Math.max(200, width),
    height: width < 500 ? 200 : 260,
    hooks: { ready: [(plot) => plot.setLegend({ idx: history.length - 1 })] },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
    cursor: { drag: { x: false, y: false }, points: { size: 7 } },
    scales: { y: { range: (plot, least, most) => [0, Math.max(10, most * 1.06)] } },
    axes: [{ ...axis, values: (plot, at) => at.map((seconds) => clock(seconds * 1000, span)), space: 90 }, { ...axis, size: 56, values: (plot, all) => all.map((n) => number.format(n)) }],
    series: [
      { label: "UTC", value: (plot, at) => (at === null ? "\u2013" : new Date(at * 1000).toISOString().slice(11, 19)) },
      { label: "open", stroke: color("accent"), fill: color("accent-soft"), width: 2, points: { show: false } },
      { label: "projected", show: report.descriptors.exhaustedInSeconds !== null, stroke: color("bad"), dash: [6, 5], width: 2, points: { show: false }, spanGaps: true, value: (plot, n) => (n === null ? "\u2013" : number.format(Math.round(n))) },
      { label: "limit", show: limitShown(report), stroke: color("muted"), dash: [2, 4], width: 1.5, points: { show: false } },
    ],
  };
}

function holders(list) {
  return element(
    "div",
    null,
    element("h3", null, "Who holds them"),
    element(
      "ol",
      { class: "panel holders" },
      ...list.map((holder) =>
        element(
          "li",
          null,
          element("strong", null, count(holder.count, "socket")),
          " ",
          frameLine(holder.frame),
          element("span", { class: "note" }, Object.entries(holder.states).map(([state, n]) => n + " " + state.toUpperCase()).join(", "))
        )
      )
    )
  );
}
