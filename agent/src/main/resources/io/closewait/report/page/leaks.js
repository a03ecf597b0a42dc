"use strict";

/* A card for each leak. */

function drawLeaks(report, showConnections) {
  byId("leaks-body").append(...report.leaks.map((leak) => leakCard(leak, report, showConnections)));
  return report.leaks.length > 0;
}

function leakCard(leak, report, showConnections) {
  const title = "leak-" + leak.fingerprint + "-" + leak.severity;
  const listed = report.connections.some((connection) => connection.leak === leak.fingerprint);
  return element(
    "article",
    { class: "panel leak " + leak.severity, "aria-labelledby": title },
    element(
      "header",
      null,
      element("span", { class: "badge " + leak.severity }, leak.severity),
      element("h3", { id: title }, number.format(leak.count) + " \u00d7 " + (VERDICTS[leak.verdict] || leak.verdict)),
      element("code", { class: "verdict-name" }, leak.verdict)
    ),
    growthLine(leak),
    element("dl", { class: "lines" }, ...pairs(codeLines(leak))),
    element("dl", { class: "advice" }, ...pairs([["Why", sentence(leak.reason)], ["What to do", sentence(leak.remedy)]])),
    ...stacks(leak),
    evidence("Evidence for each socket", evidenceTable(leak)),
    element(
      "footer",
      null,
      listed ? button("Show " + count(leak.count, "connection"), () => showConnections(leak.fingerprint)) : null,
      element("span", { class: "fingerprint" }, "Fingerprint ", element("code", null, leak.fingerprint))
    )
  );
}

function growthLine(leak) {
  const grows = leak.growthPerMinute === 0 ? "steady" : signed(leak.growthPerMinute) + " a minute";
  const remotes = leak.remotes.slice(0, 3).map((remote) => printable(remote.address) + " (" + remote.count + ")");
  const others = leak.remotes.length - remotes.length;
  return element(
    "p",
    { class: "growth" },
    sparkline(leak),
    element("span", null, grows),
    element("span", null, (leak.count === 1 ? "for " : "the oldest for ") + duration(leak.oldestSeconds)),
    remotes.length === 0 ? null : element("span", null, "to " + remotes.join(", ") + (others > 0 ? " and " + others + " more" : "")),
    leak.library === null ? null : element("span", null, "opened by " + printable(leak.library))
  );
}

/* How many there were, from the oldest until now. */
function sparkline(leak) {
  const [width, height] = [96, 22];
  const ages = leak.connections.map((connection) => connection.closeWaitSeconds).sort((a, b) => b - a);
  const span = ages[0] || 1;
  let path = "M0 " + height;
  ages.forEach((age, index) => {
    const x = ((1 - age / span) * width).toFixed(1);
    path += "H" + x + "V" + (height - ((index + 1) / ages.length) * (height - 2)).toFixed(1);
  });
  path += "H" + width;
  return svg(
    "svg",
    { class: "sparkline", viewBox: "0 0 " + width + " " + height, "aria-hidden": "true" },
    svg("path", { class: "area", d: path + "V" + height + "Z" }),
    svg("path", { class: "line", d: path })
  );
}

function codeLines(leak) {
  const lines = [[openingLabel(leak), leak.site === null ? "unknown, no hook saw it" : frameLine(leak.site.frame)]];
  if (leak.eof !== null) {
    lines.push(["End of stream read by", frameLine(leak.eof.frame)]);
  }
  if (leak.handler !== null) {
    lines.push(["Handled by", frameLine(leak.handler.frame)]);
  }
  if (leak.closedWrapper !== null) {
    const how = leak.closedWrapper.failed ? "failed on " : "left it open, on ";
    lines.push(["close() " + how + printable(leak.closedWrapper.on), frameLine(leak.closedWrapper.frame)]);
  }
  if (leak.acceptQueue !== null) {
    lines.push(["Waits in the queue of", queue(leak.acceptQueue)]);
  }
  if (leak.acceptor !== null) {
    lines.push(["Acceptor now", threadNow(leak.acceptor)]);
  }
  return lines;
}

function openingLabel(leak) {
  const kind = leak.site === null ? "connect" : leak.site.kind;
  return { accept: "Accepted by", listen: "Listens at", adopted: "First seen at" }[kind] || "Opened by";
}

function queue(waiting) {
  return (
    printable(waiting.local) + ", " + count(waiting.length, "connection") +
    (waiting.backlog === null ? "" : " of " + number.format(waiting.backlog))
  );
}

function threadNow(thread) {
  return element(
    "span",
    null,
    printable(thread.name) + " is " + thread.state.toUpperCase() + (thread.frame === null ? "" : " at "),
    thread.frame === null ? null : frameLine(thread.frame)
  );
}

function stacks(leak) {
  const shown = [];
  const add = (title, place) => {
    if (place !== null && place.stack.length > 0) {
      shown.push(evidence(title + (place.thread ? " in " + printable(place.thread) : ""), stackView(place)));
    }
  };
  if (leak.site !== null) {
    const did = { accept: "accepted them", listen: "listens", adopted: "used them first" }[leak.site.kind];
    add("Stack that " + (did || "opened them"), leak.site);
  }
  add("Stack that read the end", leak.eof);
  add("Stack that handled them", leak.handler);
  if (leak.handler !== null) {
    add("What the handler does now:", leak.handler.now && asPlace(leak.handler.now));
  }
  add("Stack of that close()", leak.closedWrapper);
  add("What the acceptor does now:", leak.acceptor && asPlace(leak.acceptor));
  return shown;
}

function asPlace(thread) {
  return { frame: thread.frame, thread: thread.name + ", " + thread.state.toUpperCase(), stack: thread.stack, own: [] };
}

/* What rests on the kernel and what on the hooks, for the oldest sockets. */
function evidenceTable(leak) {
  const most = 50;
  const head = ["Socket", "State", "For", "Receive queue", "Inode", "Thread", "What happened"];
  const rows = leak.connections.slice(0, most).map((connection) =>
    element(
      "tr",
      null,
      ...[
        printable((connection.local || "?") + " \u2192 " + (connection.remote || "?")) +
          (connection.fd === null ? "" : ", fd " + connection.fd),
        stateName(connection.state),
        duration(connection.closeWaitSeconds),
        connection.receiveQueue === null ? "unknown" : number.format(connection.receiveQueue),
        connection.inode === null ? "unknown" : connection.inode,
        connection.thread === null ? "unknown" : printable(connection.thread),
        events(connection),
      ].map((value) => element("td", null, value))
    )
  );
  const others = leak.connections.length - rows.length;
  return element(
    "div",
    null,
    element(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": "Evidence for leak " + leak.fingerprint },
      element(
        "table",
        null,
        element("thead", null, element("tr", null, ...head.map((name) => element("th", { scope: "col" }, name)))),
        element("tbody", null, ...rows)
      )
    ),
    others > 0 ? element("p", { class: "note" }, "and " + number.format(others) + " more in the JSON report") : null
  );
}

function events(connection) {
  const told = connection.events.map((event) => event.at.slice(11, 23) + " " + event.event).join(", ");
  return [told, lastUse(connection), connection.selector && selectorWords(connection.selector)].filter((words) => words).join("; ");
}

/* The end of the stream stands among the events, and its line above. */
function lastUse(connection) {
  const last = connection.lastUse;
  if (last === null || connection.events.some((event) => event.event === "eof" && event.at === last.at)) {
    return null;
  }
  return "last used " + last.at.slice(11, 23) + " by " + printable(last.thread) + (last.frame === null ? "" : " at " + printable(last.frame));
}

function selectorWords(selector) {
  const thread = selector.thread;
  return (
    "selector " + printable(selector.id) +
    (selector.valid ? ", interest " + (selector.interest.join(" ") || "none") : ", key cancelled") +
    (thread === null ? "" : ", thread " + printable(thread.name) + " is " + thread.state.toUpperCase())
  );
}
