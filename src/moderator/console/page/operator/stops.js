/**
 * The grades of stop, and what moves the show without starting anything.
 */

import { at, make, say, set } from "../dom.js";
import { key } from "../key_map.js";
import { word } from "../words.js";

const GRADES = /** @type {const} */ (["relax", "freeze", "robot_stop"]);
const MOVES = /** @type {const} */ (["back", "next", "skip", "hold", "resume", "preflight"]);

/**
 * @param {import("../stopping.js").Stopping} stopping
 * @param {import("./orders.js").Orders} order
 * @returns {(show: import("../show.js").Show) => void}
 */
export function stops(stopping, order) {
  for (const grade of GRADES) {
    const button = make("button", { type: "button", class: grade }, make("b"), make("span"), make("kbd"));
    button.addEventListener("pointerdown", () => stopping.stop(grade));
    button.addEventListener("click", (event) => {
      if (!event.detail) stopping.stop(grade); // by Enter, or by what reads the page aloud
    });
    at("stops").append(button);
  }
  for (const move of MOVES) {
    const pressed = () => order.pressed(move);
    at("moves").append(make("button", { type: "button", onclick: pressed }, make("span"), make("kbd")));
  }
  return (show) => {
    GRADES.forEach((grade, index) => {
      const button = at("stops").children[index];
      say(button.children[0], word(grade));
      say(button.children[1], word(`${grade}_means`));
      say(button.children[2], grade === "relax" ? key("stop") : "");
    });
    MOVES.forEach((move, index) => {
      const button = at("moves").children[index];
      say(button.children[0], word(move));
      say(button.children[1], key(move));
      set(button, "disabled", !show.fresh);
    });
    const { last } = stopping;
    set(at("stopped"), "data-is", last?.state ?? "");
    say(at("stopped"), last ? word(`stop_${last.state}`, { grade: word(last.grade) }) : "");
  };
}
