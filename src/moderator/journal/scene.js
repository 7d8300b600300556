/**
 * The motions that were made, played: the body as its joints were to be.
 */

import { Figure } from "../console/page/figure.js";

/** @typedef {{duration: number, still: number, phrases: [number, string][], poses: number, mrad: string}} Motion */

const TURN = 0.12;
/** @type {Record<string, [number, number]>} */
const TURNS = { ArrowLeft: [TURN, 0], ArrowRight: [-TURN, 0], ArrowUp: [0, TURN], ArrowDown: [0, -TURN] };

/** @template {HTMLElement} Part @param {string} part @returns {Part} */
const at = (part) => /** @type {Part} */ (document.querySelector(`#player ${part}`));
/** @type {{body: import("../console/page/figure.js").Body, motions: Record<string, Motion>}} */
const { body, motions } = JSON.parse(document.getElementById("scene")?.textContent ?? "");
/** @type {HTMLCanvasElement} */
const canvas = at("canvas");
/** @type {HTMLInputElement} */
const slider = at("input");
const button = at(".play");
const choices = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#player [data-motion]"))];
const dark = matchMedia("screen and (prefers-color-scheme: dark)");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** Each joint's angles, milliradians, instant by instant. @type {Map<string, number[][]>} */
const angles = new Map();
for (const [name, motion] of Object.entries(motions)) angles.set(name, await unpacked(motion));

let name = choices[0].dataset.motion ?? "";
let time = 0;
let playing = false;
let begun = false;
let before = 0;
let frame = 0;

const figure = new Figure(canvas);
figure.is(body);
figure.paper = !dark.matches;
dark.addEventListener("change", () => (figure.paper = !dark.matches));
at("").hidden = false;
choose(Object.keys(motions).reduce((one, other) => (motions[other].duration > motions[one].duration ? other : one)));

for (const choice of choices) {
  choice.addEventListener("click", () => {
    choose(choice.dataset.motion ?? "");
    play(!calm.matches);
  });
}
button.addEventListener("click", () => play(!playing));
slider.addEventListener("input", () => {
  begun = true;
  go(Number(slider.value));
});
canvas.addEventListener("keydown", (event) => {
  const turn = TURNS[event.key];
  if (!turn) return;
  event.preventDefault();
  figure.turn(...turn);
});

/** @param {string} wanted */
function choose(wanted) {
  name = wanted;
  play(false);
  begun = false;
  for (const choice of choices) choice.setAttribute("aria-pressed", String(choice.dataset.motion === name));
  slider.max = String(motions[name].duration);
  go(motions[name].still);
}

/** @param {boolean} wanted */
function play(wanted) {
  if (wanted && (!begun || time >= motions[name].duration)) go(0);
  cancelAnimationFrame(frame);
  if (wanted) frame = requestAnimationFrame(tick);
  begun ||= wanted;
  playing = wanted;
  before = performance.now();
  button.textContent = wanted ? "Pause" : "Play";
}

/** @param {number} now */
function tick(now) {
  const past = Math.min(Math.max(0, now - before), 100) / 1000;
  before = now;
  frame = requestAnimationFrame(tick);
  go(time + past);
  if (time >= motions[name].duration) play(false);
}

/** @param {number} wanted seconds. */
function go(wanted) {
  const { duration, poses, phrases } = motions[name];
  time = Math.min(wanted, duration);
  const place = (time / duration) * (poses - 1);
  const first = Math.min(Math.floor(place), poses - 2);
  figure.stands((angles.get(name) ?? []).map((each) => each[first] + (place - first) * (each[first + 1] - each[first])));
  const phrase = phrases.findLast(([start]) => start <= time)?.[1] ?? "";
  slider.value = String(time);
  slider.setAttribute("aria-valuetext", `${clock(time)}${phrase && `, ${phrase}`}`);
  at(".name").textContent = choices.find((choice) => choice.dataset.motion === name)?.textContent ?? "";
  at(".phrase").textContent = phrase;
  at(".clock").textContent = `${clock(time)} of ${clock(duration)}`;
  const near = figure.near.map((joint) => joint.name.replaceAll("_", " "));
  at(".limits").textContent = near.length ? `Ringed, near a limit: ${near.join(", ")}` : "";
}

/** @param {Motion} motion @returns {Promise<number[][]>} */
async function unpacked({ mrad, poses }) {
  const packed = new Blob([Uint8Array.from(atob(mrad), (letter) => letter.charCodeAt(0))]);
  const plain = new Response(packed.stream().pipeThrough(new DecompressionStream("deflate")));
  const steps = new Int16Array(await plain.arrayBuffer());
  return body.joints.map((_, joint) => {
    let angle = 0;
    return Array.from(steps.subarray(joint * poses, (joint + 1) * poses), (step) => (angle += step));
  });
}

/** @param {number} seconds */
function clock(seconds) {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
}
