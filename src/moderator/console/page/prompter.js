/**
 * The prompter: on a large screen beside the stage, what the robot says, what comes next, what to
 * ask, and the time of whoever has the stage.
 */

import { at, keep, make, say, set } from "./dom.js";
import { lit } from "./lit.js";
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
let now = {};
/** The line and the word that were in sight last. */
let seen = "";

const socket = new Socket("/api/prompter", "moderator.prompter", {
  message: (message) => {
    if (message.type !== "prompter") return;
    now = message;
    drawn();
  },
  freshness: () => drawn(),
});
const speech = new Speech(() => drawn());
const drawn = begin("prompter", () => socket.fresh, () => {
  drawTime();
  drawAsked();
  drawSaid();
  drawComing();
});
setInterval(() => drawn(), 50);

function drawTime() {
  const { on = [], show = "", speaking } = now;
  say(at("on"), on.map((/** @type {{name: string}} */ cue) => cue.name).join(" · ") || show);
  set(at("now"), "data-colour", speaking?.colour ?? false);
  const over = speaking?.left_s < 0;
  say(at("left"), speaking ? `${over ? "+" : ""}${length(speaking.left_s)}` : "");
  say(at("under"), speaking ? word(over ? "over_time" : "time_left") : "");
}

function drawAsked() {
  const [question, ...others] = now.ask ?? [];
  at("asking").hidden = !question;
  say(at("question"), question ?? "");
  keep(at("others"), others.slice(0, OTHERS), (each) => each, () => make("li"), say);
}

function drawSaid() {
  const { heard, word: place } = speech;
  at("saying").hidden = !heard;
  if (!heard) return;
  lit(at("said"), heard, place);
  const sees = `${heard.n} ${place}`;
  if (place >= 0 && sees !== seen) at("said").children[place].scrollIntoView({ block: "nearest" });
  seen = sees;
}

function drawComing() {
  const { on = [], next } = now;
  paragraphs(at("rest"), on.flatMap((/** @type {{lines: string[]}} */ cue) => cue.lines));
  const told = next?.lines[0]?.startsWith(next.name.replace(/ …$/, "")); // unnamed: its own words
  say(at("next"), !next ? "" : told ? word("next") : `${word("next")}: ${next.name}`);
  paragraphs(at("lines"), next?.lines ?? []);
}

/** @param {HTMLElement} place @param {string[]} texts */
function paragraphs(place, texts) {
  const lines = texts.map((text, n) => ({ n, text }));
  keep(place, lines, (line) => `${line.n} ${line.text}`, () => make("p"), (row, line) => say(row, line.text));
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
