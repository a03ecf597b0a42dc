"use strict";

/* Draws the page from the report that it holds. */

const THEMES = ["auto", "light", "dark"];

function setTheme(theme) {
  if (theme === "auto") {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = theme;
  }
  byId("theme").textContent = "Theme: " + theme;
  document.dispatchEvent(new Event("themechange"));
}

/* A page from the disk may have no storage. */
function storedTheme(theme) {
  try {
    if (theme !== undefined) {
      localStorage.setItem("closewait-theme", theme);
    }
    return localStorage.getItem("closewait-theme") || "auto";
  } catch (e) {
    return theme || "auto";
  }
}

function themes() {
  let theme = storedTheme();
  setTheme(theme);
  byId("theme").addEventListener("click", () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
    storedTheme(theme);
    setTheme(theme);
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => document.dispatchEvent(new Event("themechange")));
}

function save(report) {
  const link = element("a", {
    href: URL.createObjectURL(new Blob([JSON.stringify(report, null, 2)], { type: "application/json" })),
    download: "closewait-" + report.jvm.pid + ".json",
  });
  link.click();
  URL.revokeObjectURL(link.href);
}

function navigation() {
  for (const section of document.querySelectorAll("main > section:not([hidden])")) {
    const title = section.querySelector("h2");
    if (title !== null) {
      byId("sections").append(element("li", null, element("a", { href: "#" + section.id }, section.dataset.short || title.textContent)));
    }
  }
}

function main() {
  const report = JSON.parse(byId("report").textContent);
  themes();
  byId("save").addEventListener("click", () => save(report));
  let table = null;
  const show = (filters) => table !== null && table.show(filters);
  drawSummary(report);
  drawStates(report, (state) => show({ state: stateName(state) }));
  drawJvm(report);
  byId("leaks").hidden = !drawLeaks(report, (leak) => show({ leak }));
  byId("findings").hidden = !drawFindings(report);
  byId("queues").hidden = !drawQueues(report);
  byId("descriptors").hidden = !drawDescriptors(report);
  byId("timeline").hidden = !drawLanes(report);
  byId("blind").hidden = !drawBlind(report);
  if (report.connections.length > 0) {
    table = new ConnectionTable(report, byId("connections-body"));
  } else {
    byId("connections").hidden = true;
  }
  navigation();
  keepCloseWaitInSight();
}

main();
