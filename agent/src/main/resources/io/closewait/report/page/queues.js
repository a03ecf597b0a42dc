"use strict";

/* How full the accept queue of each listening socket is. */

function drawQueues(report) {
  const head = ["Listens on", "Waiting", "Room for", "Listens at"];
  byId("queues-body").append(
    element(
      "table",
      null,
      element("thead", null, element("tr", null, ...head.map((name) => element("th", { scope: "col" }, name)))),
      element("tbody", null, ...report.listeners.map(queueRow))
    )
  );
  return report.listeners.length > 0;
}

function queueRow(listener) {
  const full = listener.backlog !== null && listener.length >= listener.backlog;
  return element(
    "tr",
    { class: full ? "full" : null },
    element("td", null, element("code", null, printable(listener.local))),
    element("td", { class: "number" }, number.format(listener.length)),
    element("td", { class: "number" }, listener.backlog === null ? "unknown" : number.format(listener.backlog)),
    element("td", null, listener.site === null ? "unknown, no hook saw it" : frameLine(listener.site.frame))
  );
}
