"use strict";

/* What the run could not see, and the JVM. */

function drawBlind(report) {
  byId("blind-body").append(...report.blind.map((text) => element("li", null, sentence(text))));
  return report.blind.length > 0;
}

function drawJvm(report) {
  const { jvm } = report;
  const kernel = { tcp_info: "TCP_INFO, a socket option", proc: "the tables in /proc", off: "not asked; all rests on the hooks" };
  byId("jvm-body").append(
    ...pairs([
      ["Main class", printable(jvm.main)],
      ["Process", "PID " + jvm.pid],
      ["Java", printable(jvm.java)],
      ["Started", moment(jvm.startedAt)],
      ["closewait", printable(report.closewait) + (jvm.attached === "premain" ? ", there from the start" : ", attached " + moment(jvm.attachedAt))],
      ["Report taken", moment(report.takenAt) + ", " + duration((Date.parse(report.takenAt) - Date.parse(jvm.startedAt)) / 1000) + " after the start"],
      ["Threshold", duration(report.thresholdSeconds)],
      ["States come from", kernel[report.kernel]],
    ])
  );
  byId("version").append(printable(report.closewait));
}
