"use strict";

/* What is no leak but should be known. */

function drawFindings(report) {
  byId("findings-body").append(...report.findings.map(findingCard));
  return report.findings.length > 0;
}

function findingCard(finding, index) {
  const title = "finding-" + index;
  const remotes = finding.remotes.map((remote) => printable(remote.address) + " (" + remote.count + ")");
  const shown = remotes.slice(0, 5).join(", ") + (remotes.length > 5 ? " and " + (remotes.length - 5) + " more" : "");
  return element(
    "article",
    { class: "panel finding " + finding.severity, "aria-labelledby": title },
    element(
      "header",
      null,
      element("span", { class: "badge " + finding.severity }, finding.severity),
      element("h3", { id: title }, number.format(finding.count) + " \u00d7 " + finding.kind.replace(/_/g, " "))
    ),
    element("p", null, sentence(finding.reason)),
    element(
      "dl",
      { class: "lines" },
      ...pairs([
        ["Where", finding.site === null ? null : frameLine(finding.site.frame)],
        ["Acceptor now", finding.acceptor === null ? null : threadNow(finding.acceptor)],
        ["Remote", remotes.length === 0 ? null : shown],
        ["What to do", sentence(finding.remedy)],
      ])
    ),
    finding.site === null || finding.site.stack.length === 0 ? null : evidence("Stack", stackView(finding.site)),
    Object.keys(finding.facts).length === 0
      ? null
      : evidence("Numbers", element("dl", { class: "facts" }, ...pairs(Object.entries(finding.facts).map(([name, value]) => [name, number.format(value)]))))
  );
}
