"use strict";

/* The state machine of RFC 9293, section 3.3.2, with the sockets that are in each state. */

const NODE = { width: 156, height: 54 };

const NODES = {
  closed: [450, 40],
  listen: [450, 135],
  syn_received: [150, 230],
  syn_sent: [750, 230],
  established: [450, 325],
  fin_wait_1: [150, 420],
  closing: [450, 470],
  close_wait: [750, 420],
  fin_wait_2: [150, 530],
  last_ack: [750, 530],
  time_wait: [450, 605],
};

/* From, to, the way, and where its label stands. */
const ARROWS = [
  ["M450 67V107", "listen()", 456, 92, "start"],
  ["M528 40H750V202", "connect() / SYN", 640, 33, "middle"],
  ["M372 135H150V202", "SYN / SYN, ACK", 260, 128, "middle"],
  ["M528 142L672 216", "send / SYN", 612, 176, "start"],
  ["M672 238H229", "SYN / SYN, ACK", 450, 231, "middle"],
  ["M228 256L371 312", "ACK", 286, 300, "middle"],
  ["M672 256L529 312", "SYN, ACK / ACK", 626, 300, "middle"],
  ["M150 257V392", "close() / FIN", 142, 330, "end"],
  ["M372 340L229 404", "close() / FIN", 282, 358, "middle"],
  ["M528 340L671 404", "FIN / ACK", 612, 358, "middle"],
  ["M150 447V502", "ACK of FIN", 142, 480, "end"],
  ["M228 432L371 460", "FIN / ACK", 300, 434, "middle"],
  ["M450 497V577", "ACK of FIN", 458, 542, "start"],
  ["M228 540L371 594", "FIN / ACK", 300, 586, "middle"],
  ["M750 447V502", "close() / FIN", 758, 480, "start"],
  ["M750 557V594", "ACK of FIN", 758, 581, "start"],
  ["M528 610H688", "after 2 MSL", 606, 603, "middle"],
];

function drawStates(report, showState) {
  const known = Object.values(report.states).some((value) => value !== null);
  byId("states-body").append(
    element(
      "div",
      { class: "scroll diagram", tabindex: "0", role: "region", "aria-label": "Diagram of the TCP states" },
      diagram(report, showState)
    ),
    known ? stateTable(report, showState) : element("p", null, "The kernel was not asked, so no state is known.")
  );
}

/* Where there is little room, what matters most is in sight. */
function keepCloseWaitInSight() {
  const scroller = document.querySelector(".diagram");
  scroller.scrollLeft = scroller.scrollWidth;
}

function diagram(report, showState) {
  return svg(
    "svg",
    { class: "machine", viewBox: "0 0 900 645", role: "img", "aria-labelledby": "machine-title" },
    svg("title", { id: "machine-title" }, "TCP states: " + spoken(report.states)),
    svg(
      "defs",
      null,
      svg(
        "marker",
        { id: "head", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto-start-reverse" },
        svg("path", { d: "M0 0L8 4L0 8Z", class: "head" })
      )
    ),
    svg("text", { class: "side", x: 150, y: 640, "text-anchor": "middle" }, "this side closes first"),
    svg("text", { class: "side", x: 750, y: 375, "text-anchor": "middle" }, "the peer closes first"),
    ...ARROWS.flatMap(([d, label, x, y, anchor]) => [
      svg("path", { class: "arrow", d, "marker-end": "url(#head)" }),
      svg("text", { class: "label", x, y, "text-anchor": anchor }, label),
    ]),
    svg("rect", { class: "ghost", x: 692, y: 598, width: 116, height: 34, rx: 9 }),
    svg("text", { class: "name", x: 750, y: 620, "text-anchor": "middle" }, "CLOSED"),
    ...Object.keys(NODES).map((state) => stateNode(state, report, showState))
  );
}

function stateNode(state, report, showState) {
  const [x, y] = NODES[state];
  const sockets = report.states[state];
  const listed = report.connections.some((connection) => connection.state === state);
  const classes = ["state", sockets ? "some" : "none", listed ? "listed" : ""];
  if (state === "close_wait") {
    classes.push("lit", leakingCount(report) > 0 ? "bad" : "watched");
  }
  return svg(
    "g",
    { class: classes.join(" "), "data-state": state, onclick: () => listed && showState(state) },
    svg("rect", { x: x - NODE.width / 2, y: y - NODE.height / 2, width: NODE.width, height: NODE.height, rx: 9 }),
    svg("text", { class: "name", x, y: y - 6, "text-anchor": "middle" }, state.toUpperCase()),
    svg("text", { class: "count", x, y: y + 17, "text-anchor": "middle" }, sockets === null ? "?" : number.format(sockets))
  );
}

function spoken(states) {
  const some = Object.entries(states).filter(([, sockets]) => sockets > 0);
  return some.length === 0
    ? "no socket is in any of them"
    : some.map(([state, sockets]) => sockets + " in " + state.toUpperCase()).join(", ");
}

function stateTable(report, showState) {
  const listed = new Set(report.connections.map((connection) => connection.state));
  const rows = Object.entries(report.states)
    .filter(([, sockets]) => sockets > 0)
    .map(([state, sockets]) =>
      element(
        "tr",
        { class: state === "close_wait" ? "lit" : null },
        element("th", { scope: "row" }, element("code", null, state.toUpperCase())),
        element("td", { class: "number" }, number.format(sockets)),
        element("td", null, "It " + STATES[state].meaning + "."),
        element("td", null, STATES[state].turn),
        element(
          "td",
          null,
          listed.has(state)
            ? button("Show", () => showState(state), { "aria-label": "Show connections in " + state.toUpperCase() })
            : null
        )
      )
    );
  if (rows.length === 0) {
    return element("p", null, "No socket is in any state.");
  }
  return element(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": "States that sockets are in" },
    element(
      "table",
      { class: "state-table" },
      element(
        "thead",
        null,
        element("tr", null, ...["State", "Sockets", "Meaning", "Acts next", "Connections"].map((name) => element("th", { scope: "col" }, name)))
      ),
      element("tbody", null, ...rows)
    )
  );
}
