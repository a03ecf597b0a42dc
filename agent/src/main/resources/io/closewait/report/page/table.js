"use strict";

/* All connections; waiting is the time since the peer has closed. Only the rows in sight are in the document, so ten thousand are as fast as ten. */

const ROWS_AROUND = 8;

const COLUMNS = [
  { key: "state", name: "State", value: (row) => row.stateText, cell: (row) => element("span", { class: "badge state-" + row.state }, row.stateText) },
  { key: "waiting", name: "Waiting", value: (row) => row.waiting, cell: (row) => (row.waiting < 0 ? "" : duration(row.waiting)) },
  { key: "age", name: "Age", value: (row) => row.age, cell: (row) => (row.age < 0 ? "" : duration(row.age)) },
  { key: "remote", name: "Remote", value: (row) => row.remote, cell: (row) => row.remote },
  { key: "line", name: "Opened by", value: (row) => row.line, cell: (row) => row.line },
  { key: "local", name: "Local", value: (row) => row.local, cell: (row) => row.local },
  { key: "fd", name: "FD", value: (row) => row.fd, cell: (row) => (row.fd < 0 ? "" : String(row.fd)) },
  { key: "thread", name: "Thread", value: (row) => row.thread, cell: (row) => row.thread },
  { key: "leak", name: "Leak", value: (row) => row.leak, cell: (row) => row.leak },
];

class ConnectionTable {
  constructor(report, body) {
    this.rows = report.connections.map((connection) => tableRow(connection, report));
    this.shown = this.rows;
    this.sort = { key: "waiting", down: true };
    this.controls = filterControls(this.rows, () => this.update());
    this.status = element("p", { class: "note", role: "status" });
    this.heads = new Map(COLUMNS.map((column) => [column.key, this.head(column)]));
    this.above = spacer();
    this.below = spacer();
    this.tbody = element("tbody");
    this.table = element(
      "table",
      { class: "connections", "aria-label": "Connections" },
      element("thead", null, element("tr", { "aria-rowindex": 1 }, ...this.heads.values())),
      this.above,
      this.tbody,
      this.below
    );
    this.scroller = element("div", { class: "scroll rows", tabindex: "0", role: "region", "aria-label": "Table of connections", onscroll: () => this.draw() }, this.table);
    this.scroller.style.setProperty("--rows", this.rows.length);
    body.append(this.controls.bar, this.status, this.scroller);
    new ResizeObserver(() => requestAnimationFrame(() => this.draw())).observe(this.scroller);
    this.update();
  }

  head(column) {
    return element(
      "th",
      { scope: "col", class: "column-" + column.key },
      button(column.name, () => {
        const same = this.sort.key === column.key;
        this.sort = { key: column.key, down: same ? !this.sort.down : false };
        this.update();
      })
    );
  }

  /* Shows what some filters let through and nothing else. */
  show(filters) {
    this.controls.set(filters);
    this.update();
    byId("connections").scrollIntoView();
    this.controls.search.focus({ preventScroll: true });
  }

  update() {
    this.shown = this.rows.filter(this.controls.predicate());
    const column = COLUMNS.find(({ key }) => key === this.sort.key);
    const direction = this.sort.down ? -1 : 1;
    this.shown.sort((a, b) => direction * compare(column.value(a), column.value(b)) || a.index - b.index);
    for (const [key, head] of this.heads) {
      head.setAttribute("aria-sort", key !== this.sort.key ? "none" : this.sort.down ? "descending" : "ascending");
    }
    this.table.setAttribute("aria-rowcount", this.shown.length + 1);
    this.status.textContent =
      this.shown.length === this.rows.length
        ? count(this.rows.length, "connection")
        : number.format(this.shown.length) + " of " + count(this.rows.length, "connection");
    this.scroller.scrollTop = 0;
    this.draw();
  }

  draw() {
    const height = parseFloat(getComputedStyle(this.table).getPropertyValue("--row")) * parseFloat(getComputedStyle(document.documentElement).fontSize);
    const first = Math.max(0, Math.floor(this.scroller.scrollTop / height) - ROWS_AROUND);
    const last = Math.min(this.shown.length, Math.ceil((this.scroller.scrollTop + this.scroller.clientHeight) / height) + ROWS_AROUND);
    stretch(this.above, first * height);
    stretch(this.below, (this.shown.length - last) * height);
    this.tbody.replaceChildren(...this.shown.slice(first, last).map((row, index) => rowElement(row, first + index + 2)));
  }
}

function spacer() {
  return element("tbody", { "aria-hidden": "true", class: "spacer" }, element("tr", null, element("td")));
}

function stretch(body, height) {
  body.firstChild.firstChild.style.height = height + "px";
  body.hidden = height === 0;
}

function rowElement(row, index) {
  return element(
    "tr",
    { "aria-rowindex": index },
    ...COLUMNS.map((column) => element("td", { class: "column-" + column.key, title: column.key === "state" ? null : String(column.value(row)) }, column.cell(row)))
  );
}

function compare(a, b) {
  return typeof a === "number" ? a - b : a < b ? -1 : a > b ? 1 : 0;
}

/* A connection as the table wants it; -1 is an unknown number. */
function tableRow(connection, report) {
  const now = Date.parse(report.takenAt);
  const since = (at) => (at === null ? -1 : Math.max(0, (now - Date.parse(at)) / 1000));
  const site = connection.site === null ? null : report.sites[connection.site];
  const row = {
    index: connection.id,
    state: connection.state === null ? "unknown" : connection.state,
    stateText: stateName(connection.state),
    waiting: since(connection.peerClosedAt),
    age: since(connection.openedAt),
    remote: connection.remote === null ? "" : printable(connection.remote),
    local: connection.local === null ? "" : printable(connection.local),
    fd: connection.fd === null ? -1 : connection.fd,
    thread: connection.thread === null ? "" : printable(connection.thread),
    frame: site === null ? "" : printable(site.frame),
    line: site === null ? "unknown" : shortFrame(site.frame),
    leak: connection.leak === null ? "" : connection.leak,
  };
  row.text = [row.stateText, row.remote, row.local, row.thread, row.frame, row.leak, row.fd].join(" ").toLowerCase();
  return row;
}

/* The search field and a choice for each of state, line, remote and leak. */
function filterControls(rows, changed) {
  const search = element("input", { type: "search", id: "filter-search", oninput: changed, autocomplete: "off", spellcheck: "false" });
  const choices = {
    state: choice("state", "State", rows, (row) => row.stateText, changed),
    line: choice("line", "Opened by", rows, (row) => row.line, changed),
    remote: choice("remote", "Remote", rows, (row) => row.remote, changed),
    leak: choice("leak", "Leak", rows, (row) => row.leak, changed),
  };
  const set = (filters) => {
    search.value = "";
    for (const [key, select] of Object.entries(choices)) {
      select.choose(filters[key] || "");
    }
  };
  const bar = element(
    "form",
    { class: "filters", role: "search", onsubmit: (event) => event.preventDefault() },
    element("label", { for: "filter-search" }, "Search", search),
    ...Object.values(choices).map((select) => select.label),
    button("Clear", () => { set({}); changed(); })
  );
  const predicate = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter((word) => word !== "");
    const tests = Object.values(choices).map((select) => select.test()).filter((test) => test !== null);
    return (row) => tests.every((test) => test(row)) && words.every((word) => row.text.includes(word));
  };
  return { bar, search, set, predicate };
}

const CHOICES = 300;

/* The values by how often they come; the search field finds those that are left out. */
function choice(key, name, rows, value, changed) {
  const counts = new Map();
  for (const row of rows) {
    counts.set(value(row), (counts.get(value(row)) || 0) + 1);
  }
  const most = [...counts].filter(([text]) => text !== "").sort((a, b) => b[1] - a[1]).slice(0, CHOICES);
  const select = element(
    "select",
    { id: "filter-" + key, onchange: changed },
    element("option", { value: "" }, "All"),
    ...most.map(([text, n]) => element("option", { value: text }, text + " (" + number.format(n) + ")"))
  );
  return {
    label: element("label", { for: "filter-" + key }, name, select),
    choose: (text) => { select.value = text; },
    test: () => {
      const wanted = select.value;
      return wanted === "" ? null : (row) => value(row) === wanted;
    },
  };
}
