"use strict";

/* How numbers, moments and names are spelled. */

/* What each TCP state means and whose turn it is, by name. */
const STATES = JSON.parse(byId("tcp-states").textContent);

const VERDICTS = {
  eof_ignored: "Read to the end, never closed",
  never_read: "Nobody reads, nobody closes",
  data_unread: "Data and the end wait unread",
  collected: "The object is gone, the descriptor is not",
  close_pending: "Closed, but a selector holds it",
  not_accepted: "Nobody accepts it",
  dead: "Reset, and never released",
  untracked: "No Java record",
  unknown: "The evidence does not decide",
  stale_in_pool: "Idle in a pool, closed by its server",
  half_closed_in_use: "Half-closed and in use",
};

const number = new Intl.NumberFormat("en");

function count(n, noun) {
  return number.format(n) + " " + (n === 1 ? noun : noun + (/(s|x|ch)$/.test(noun) ? "es" : "s"));
}

function stateName(state) {
  return state === null ? "unknown" : state.toUpperCase();
}

/* Such as 4m 10s; the two largest units. */
function duration(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  const units = [[86400, "d"], [3600, "h"], [60, "m"], [1, "s"]];
  const parts = [];
  let rest = whole;
  for (const [size, unit] of units) {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    if (amount > 0) {
      parts.push(amount + unit);
    } else if (parts.length > 0) {
      break;
    }
    if (parts.length === 2) {
      break;
    }
  }
  return parts.length === 0 ? "0s" : parts.join(" ");
}

/* From milliseconds, for the short lives of healthy connections. */
function shortDuration(millis) {
  return millis < 1000 ? Math.max(0, Math.round(millis)) + "ms" : duration(millis / 1000);
}

function signed(n) {
  return (n > 0 ? "+" : n < 0 ? "\u2212" : "") + number.format(Math.abs(n));
}

function moment(iso) {
  return iso.slice(0, 19).replace("T", " ") + " UTC";
}

/* The time of day; in a span beyond a day the date too. All in milliseconds. */
function clock(at, span) {
  const iso = new Date(at).toISOString();
  return span > 86400000 ? iso.slice(5, 16).replace("T", " ") : iso.slice(11, 19);
}

/* Spells what would move the text about or cannot be seen: controls and marks of direction. */
function printable(text) {
  return String(text).replace(
    /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0")
  );
}

function sentence(text) {
  const clean = printable(text);
  return clean.charAt(0).toUpperCase() + clean.slice(1) + (/[.!?]$/.test(clean) ? "" : ".");
}
