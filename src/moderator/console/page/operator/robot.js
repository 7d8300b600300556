/**
 * The robot, seen: its body as its joints are, those near a limit, and how it says it is.
 */

import { at, make, say, set } from "../dom.js";
import { Figure } from "../figure.js";
import { Socket } from "../socket.js";
import { word } from "../words.js";
import { sentence } from "../words/sentences.js";

const MOST_NAMED = 3;

/**
 * @param {() => void} changed
 * @returns {(show: import("../show.js").Show) => void}
 */
export function robot(changed) {
  const panel = at("robot");
  const canvas = make("canvas", { role: "img" });
  const figures = make("p", { class: "figures" });
  const near = make("p", { class: "near" });
  panel.append(figures, canvas, near);
  const figure = new Figure(canvas);
  let there = false;
  const socket = new Socket("/api/body", "moderator.body", {
    message: (message) => {
      if (message.type === "body") figure.is(message);
      if (message.type !== "pose") return;
      there = message.mrad.length > 0;
      if (there) figure.stands(message.mrad);
    },
    freshness: changed,
  });
  return ({ live }) => {
    const seen = there && socket.fresh;
    set(panel, "data-seen", String(seen));
    const limits = figure.near;
    const names = limits.slice(0, MOST_NAMED).map(({ name }) => name.replaceAll("_", " ")).join(", ");
    say(near, !seen ? word("body_unseen") : names && word("near_limit", { names }));
    set(near, "data-at", limits.some((each) => each.at));
    set(canvas, "aria-label", `${word("body")}: ${near.textContent}`);
    say(figures, figuresOf(live.robot));
  };
}

/** @param {any} told */
function figuresOf(told) {
  if (!told || typeof told === "string") return sentence(told ?? "");
  const battery = told.battery === null ? "" : `${word("battery")} ${Math.round(told.battery * 100)} %`;
  const temperature = told.temperature_c === null ? "" : `${word("temperature")} ${Math.round(told.temperature_c)} °C`;
  return [battery, temperature, sentence(told.fault), told.link ? "" : word("no_robot_link")].filter(Boolean).join(" · ");
}
