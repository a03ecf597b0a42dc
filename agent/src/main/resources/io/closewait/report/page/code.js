"use strict";

/* Lines of code and stacks. */

/* com.acme.PriceClient.fetch(PriceClient.java:41) in its parts. */
function parseFrame(text) {
  const match = /^(.*?)([^.]+)\.([^.(]+)\((.*)\)$/.exec(text);
  return match && { owner: match[1], type: match[2], method: match[3], source: match[4] };
}

/* PriceClient.fetch:41, for where there is little room. */
function shortFrame(text) {
  const frame = parseFrame(text);
  if (!frame) {
    return printable(text);
  }
  const line = /:(\d+)$/.exec(frame.source);
  return printable(frame.type + "." + frame.method + (line ? ":" + line[1] : ""));
}

function frameLine(text) {
  const frame = parseFrame(text);
  if (!frame) {
    return element("code", { class: "frame" }, printable(text));
  }
  return element(
    "code",
    { class: "frame" },
    element("span", { class: "owner" }, ...breakable(printable(frame.owner))),
    element("span", { class: "method" }, printable(frame.type + "." + frame.method)),
    element("wbr"),
    element("span", { class: "source" }, printable("(" + frame.source + ")"))
  );
}

/* A long name goes into the next line behind a dot. */
function breakable(text) {
  return text.split(/(?<=\.)/).flatMap((part) => [part, element("wbr")]);
}

/* The frames of the application stand open, runs of others are folded. */
function stackView(place) {
  const own = new Set(place.own || []);
  const list = element("ol", { class: "stack" });
  let folded = [];
  const unfold = () => {
    if (folded.length > 0) {
      list.append(foldedFrames(folded));
      folded = [];
    }
  };
  place.stack.forEach((text, index) => {
    if (own.has(index) || own.size === 0) {
      unfold();
      list.append(element("li", { class: text === place.frame ? "named" : "own" }, frameLine(text)));
    } else {
      folded.push(text);
    }
  });
  unfold();
  return list;
}

function foldedFrames(frames) {
  const inner = element("ol", { class: "stack" });
  const details = element(
    "details",
    null,
    element("summary", null, count(frames.length, "frame") + " of libraries and the JDK"),
    inner
  );
  details.addEventListener("toggle", () => {
    if (inner.childElementCount === 0) {
      inner.append(...frames.map((text) => element("li", null, frameLine(text))));
    }
  });
  return element("li", { class: "folded" }, details);
}

function evidence(title, ...content) {
  return element("details", { class: "evidence" }, element("summary", null, title), ...content);
}
