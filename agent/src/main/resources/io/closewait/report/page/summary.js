"use strict";

/* The verdict and the few numbers that matter most. */

function drawSummary(report) {
  const leaking = leakingCount(report);
  const suspect = report.leaks.some((leak) => leak.severity === "suspect");
  const short = report.descriptors.holders !== null;
  byId("verdict").classList.add(leaking > 0 || short ? "bad" : suspect ? "doubtful" : "good");
  byId("verdict-title").append(sentence(report.summary));
  byId("verdict-more").append(more(report));
  byId("tiles").append(...pairs(tiles(report)));
  byId("subject").append(
    element("strong", null, printable(report.jvm.main)),
    element("span", null, "PID " + report.jvm.pid),
    element("span", null, moment(report.takenAt))
  );
  document.title = sentence(report.summary) + " " + printable(report.jvm.main);
}

function leakingCount(report) {
  return report.leaks
    .filter((leak) => leak.severity === "leak")
    .reduce((sum, leak) => sum + leak.count, 0);
}

function more(report) {
  const worst = report.leaks[0];
  if (worst === undefined) {
    return (
      "A socket counts as leaked when its peer has closed and nobody calls close() for " +
      duration(report.thresholdSeconds) + "."
    );
  }
  const line = worst.site === null ? "an unknown line" : shortFrame(worst.site.frame);
  const does = worst.site !== null && worst.site.kind === "accept" ? "accepted by " : "opened by ";
  return (worst.severity === "leak" ? "The most: " : "First: ") + count(worst.count, "socket") + " " + does + line + ". " + sentence(worst.remedy);
}

function tiles(report) {
  const { descriptors, states } = report;
  const leaks = report.leaks.filter((leak) => leak.severity === "leak");
  const growth = leaks.reduce((sum, leak) => sum + leak.growthPerMinute, 0);
  const oldest = Math.max(0, ...leaks.map((leak) => leak.oldestSeconds));
  return [
    ["In CLOSE_WAIT", states.close_wait === null ? null : number.format(states.close_wait)],
    ["Leaking", number.format(leakingCount(report))],
    ["Oldest leak", leaks.length === 0 ? null : duration(oldest)],
    ["Growth", leaks.length === 0 ? null : signed(Math.round(growth * 10) / 10) + "/min"],
    ["Connections", report.connections.length === 0 ? null : number.format(report.connections.length)],
    ["Descriptors", descriptors.open === null ? null : used(descriptors)],
    ["None left in", descriptors.exhaustedInSeconds === null ? null : duration(descriptors.exhaustedInSeconds)],
  ];
}

function used(descriptors) {
  return (
    number.format(descriptors.open) +
    (descriptors.limit === null ? "" : " of " + number.format(descriptors.limit))
  );
}
