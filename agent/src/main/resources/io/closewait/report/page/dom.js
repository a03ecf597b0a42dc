"use strict";

/* Builds elements. What a report says gets into the page as text alone. */

const SVG = "http://www.w3.org/2000/svg";

function element(name, attributes, ...children) {
  return fill(document.createElement(name), attributes, children);
}

function svg(name, attributes, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

function fill(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key.startsWith("on")) {
      node.addEventListener(key.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      node.setAttribute(key, value === true ? "" : String(value));
    }
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

function byId(id) {
  return document.getElementById(id);
}

/* A colour of the style sheet in the form that a canvas takes. */
function color(name) {
  const probe = element("span", { class: "color-" + name });
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

function button(text, action, attributes) {
  return element("button", { type: "button", onclick: action, ...attributes }, text);
}

/* Draws now and whenever the width has changed, outside of the observer: it may not change what it observes. */
function drawnToWidth(node, draw) {
  let width = node.clientWidth;
  draw();
  new ResizeObserver(() =>
    requestAnimationFrame(() => {
      if (node.clientWidth !== width) {
        width = node.clientWidth;
        draw();
      }
    })
  ).observe(node);
}

/* A definition list's pairs; a pair without a value is left out. */
function pairs(list) {
  return list
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => element("div", null, element("dt", null, name), element("dd", null, value)));
}
