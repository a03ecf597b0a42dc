"use strict";

/* The connections of one call site as lanes: opened, ended by the peer, closed. */

const LANES = { leaking: 24, open: 8, closed: 16, height: 20, bar: 8, head: 26 };

function drawLanes(report) {
  const lanes = chooseLanes(report);
  if (lanes.length === 0) {
    return false;
  }
  byId("timeline-lead").append(...lanesLead(report, lanes));
  const room = element("div", { class: "panel lanes" });
  byId("timeline-body").append(legend(), room);
  drawnToWidth(room, () => room.replaceChildren(lanesImage(lanes, room.clientWidth - 32, Date.parse(report.takenAt))));
  return true;
}

/* The site with most of the first leak; without a leak the one with most connections. */
function worstSite(report) {
  if (report.closedLately.length > 0) {
    return report.closedLately[0].site;
  }
  const worst = report.leaks.length === 0 ? null : report.leaks[0].fingerprint;
  const weights = new Map();
  for (const { site, leak, state } of report.connections) {
    if (site !== null && state !== "listen" && (worst === null || leak === worst)) {
      weights.set(site, (weights.get(site) || 0) + 1);
    }
  }
  return [...weights].sort((a, b) => b[1] - a[1]).map(([site]) => site)[0];
}

function chooseLanes(report) {
  const site = worstSite(report);
  if (site === undefined) {
    return [];
  }
  const open = report.connections
    .filter((connection) => connection.site === site && connection.openedAt !== null)
    .sort((a, b) => a.openedAt.localeCompare(b.openedAt));
  const leaking = open.filter((connection) => connection.leak !== null);
  const healthy = open.filter((connection) => connection.leak === null);
  return [
    ...leaking.slice(0, LANES.leaking).map((connection) => openLane(connection, "leaking")),
    ...healthy.slice(0, LANES.open).map((connection) => openLane(connection, "open")),
    ...report.closedLately.slice(0, LANES.closed).map(closedLane),
  ];
}

function openLane(connection, kind) {
  return {
    kind,
    label: "#" + connection.id + " " + printable(connection.remote || ""),
    from: Date.parse(connection.openedAt),
    end: connection.peerClosedAt && Date.parse(connection.peerClosedAt),
    close: null,
  };
}

function closedLane(connection) {
  return {
    kind: "closed",
    label: "closed",
    from: Date.parse(connection.openedAt),
    end: connection.peerClosedAt && Date.parse(connection.peerClosedAt),
    close: Date.parse(connection.closedAt),
  };
}

function lanesLead(report, lanes) {
  const site = worstSite(report);
  const open = report.connections.filter((connection) => connection.site === site);
  const leaking = open.filter((connection) => connection.leak !== null).length;
  const closed = report.closedLately.length;
  return [
    element("span", null, report.leaks.length > 0 ? "The call site with most of the first leak: " : "The call site with most connections: "),
    frameLine(report.sites[site].frame),
    element(
      "span",
      null,
      ". It has " + count(open.length, "open connection") +
        (leaking > 0 ? ", of which " + number.format(leaking) + " leak" : "") +
        (closed > 0 ? "; " + number.format(closed) + " closed lately" : "") +
        (lanes.length < open.length + closed ? ". Here are the oldest" + (leaking > 0 ? " of those that leak" : "") + (closed > 0 ? " and the last that were closed." : ".") : ".")
    ),
  ];
}

function legend() {
  const entry = (kind, text) => element("li", null, element("span", { class: "swatch " + kind, "aria-hidden": "true" }), text);
  return element(
    "ul",
    { class: "legend" },
    entry("alive", "open"),
    entry("waiting", "the peer has closed, close() has not come"),
    entry("eof", "end of stream"),
    entry("close", "close()")
  );
}

function lanesImage(lanes, width, now) {
  const gutter = width > 560 ? 190 : 0;
  const start = Math.min(...lanes.map((lane) => lane.from));
  const scale = (at) => gutter + ((at - start) / Math.max(1, now - start)) * (width - gutter - 2);
  const height = LANES.head + lanes.length * LANES.height + 4;
  return svg(
    "svg",
    { width, height, viewBox: "0 0 " + width + " " + height, role: "img", "aria-label": lanesWords(lanes, now) },
    ...ticks(start, now, width - gutter).map((at) =>
      svg(
        "g",
        null,
        svg("line", { class: "tick", x1: scale(at), x2: scale(at), y1: 18, y2: height }),
        svg("text", { class: "tick-label", x: scale(at) + 3, y: 12 }, clock(at, now - start))
      )
    ),
    ...lanes.map((lane, index) => laneImage(lane, LANES.head + index * LANES.height, scale, now, gutter))
  );
}

function laneImage(lane, y, scale, now, gutter) {
  const middle = y + LANES.height / 2;
  const top = middle - LANES.bar / 2;
  const until = lane.close || now;
  const bar = (name, from, to) =>
    svg("rect", { class: name, x: scale(from), y: top, width: Math.max(2, scale(to) - scale(from)), height: LANES.bar, rx: 2 });
  return svg(
    "g",
    { class: "lane " + lane.kind },
    svg("title", null, laneWords(lane, now)),
    gutter > 0 ? svg("text", { x: gutter - 10, y: middle + 4, "text-anchor": "end" }, clip(lane.label, 27)) : null,
    bar("alive", lane.from, lane.end || until),
    lane.end ? bar("waiting", lane.end, until) : null,
    lane.end ? svg("path", { class: "eof", d: "M" + scale(lane.end) + " " + (top - 3) + "v" + (LANES.bar + 6) }) : null,
    lane.close ? svg("circle", { class: "close", cx: scale(lane.close), cy: middle, r: 4 }) : null
  );
}

function clip(text, most) {
  return text.length <= most ? text : text.slice(0, most - 1) + "\u2026";
}

function laneWords(lane, now) {
  const age = shortDuration((lane.end || lane.close || now) - lane.from);
  const wait = lane.end ? ", then the peer closed; close() " + (lane.close ? "came " : "has not come for ") + shortDuration((lane.close || now) - lane.end) + (lane.close ? " later" : "") : "";
  return lane.label + ": open for " + age + wait + (lane.close && !lane.end ? ", then closed" : "");
}

function lanesWords(lanes, now) {
  const some = lanes.slice(0, 5).map((lane) => laneWords(lane, now));
  return "Timeline of " + count(lanes.length, "connection") + ". " + some.join(". ") + ".";
}

function ticks(start, now, width) {
  const steps = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21600, 43200, 86400, 604800, 2592000];
  const least = ((now - start) / Math.max(1, width)) * 95;
  const step = (steps.find((seconds) => seconds * 1000 >= least) || steps[steps.length - 1]) * 1000;
  const all = [];
  for (let at = Math.ceil(start / step) * step; at < now - least / 2; at += step) {
    all.push(at);
  }
  return all;
}
