/**
 * The prompter, for the human host: what to ask next, what the robot says now and what it will say.
 */

import { at, keep, make, say, set } from "./dom.js";
import { Socket } from "./socket.js";
import { Speech } from "./speech.js";
import { length } from "./times.js";
import { begin } from "./view.js";
import { word } from "./words.js";

const KEPT = "moderator.prompter";
const SMALLEST = 0.6;
const LARGEST = 2.4;
/** How many of the other questions are shown. */
const OTHERS = 4;

/** @type {any} */
let now = null;
let heardAt = 0;
let shown = 0;

const socket = new Socket("/api/prompter", "moderator.prompter", {
  message: (message) => {
    if (message.type !== "prompter") return;
    now = message;
    heardAt = performance.now();
    drawn();
  },
  freshness: () => drawn(),
});
const speech = new Speech(() => drawn());
const drawn = begin("prompter", () => socket.fresh, () => {
  drawNow();
  drawSaid();
});
setInterval(() => drawn(), 50);

function drawNow() {
  const on = (now?.on ?? []).map((/** @type {{name: string}} */ cue) => cue.name).join(" · ");
  say(at("on"), on || word("nothing_runs"));
  say(at("left"), leftOf(now?.speaking));
  const [question, ...others] = now?.ask ?? [];
  at("asking").hidden = !question;
  say(at("question"), question ?? "");
  keep(at("others"), others.slice(0, OTHERS), (each) => each, () => make("li"), say);
  say(at("coming-head"), now?.next ? `${word("next")}: ${now.next.name}` : "");
  const lines = (now?.next?.lines ?? []).map((/** @type {string} */ text, /** @type {number} */ n) => ({ n, text }));
  keep(at("coming-lines"), lines, (line) => `${line.n} ${line.text}`, () => make("p", { dir: "auto" }), (row, line) => say(row, line.text));
}

/** @param {any} speaking who has the stage. */
function leftOf(speaking) {
  if (!speaking) return "";
  const left = speaking.left_s - (performance.now() - heardAt) / 1000;
  return `${speaking.name}: ${word(left < 0 ? "over" : "left", { time: length(left) })}`;
}

function drawSaid() {
  const { line, word: place } = speech;
  if (!line) return;
  if (line.n !== shown) {
    shown = line.n;
    set(at("said"), "lang", line.language);
    at("said").replaceChildren(...line.words.map(({ text }) => make("span", {}, text)));
  }
  [...at("said").children].forEach((element, at) => set(element, "data-is", at === place ? "now" : ""));
  set(at("said"), "data-is", place < 0 ? "over" : "");
}

let size = 1;
let mirror = new URLSearchParams(location.search).has("mirror");

/** How it is to look, as it was the last time. */
function look() {
  size = Math.min(LARGEST, Math.max(SMALLEST, size));
  localStorage.setItem(KEPT, String(size));
  document.documentElement.style.setProperty("--size", String(size));
  document.body.classList.toggle("mirror", mirror);
  set(at("mirror"), "aria-pressed", String(mirror));
}

size = Number(localStorage.getItem(KEPT)) || 1;
look();
at("smaller").addEventListener("click", () => ((size -= 0.1), look()));
at("larger").addEventListener("click", () => ((size += 0.1), look()));
at("mirror").addEventListener("click", () => ((mirror = !mirror), look()));
