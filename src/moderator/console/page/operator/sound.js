/**
 * How loud the show computer plays, apart from the robot's body: muted or not, and the master level.
 */

import { at, make, say, set } from "../dom.js";
import { key } from "../key_map.js";
import { word } from "../words.js";

/**
 * @param {import("./orders.js").Orders} order
 * @returns {(show: import("../show.js").Show) => void}
 */
export function sound(order) {
  const mute = make("button", { type: "button", onclick: () => order.pressed("mute") }, make("span"), make("kbd"));
  const level = make("input", { type: "range", min: "0", max: "100", step: "5" });
  level.addEventListener("change", () => order.give("level", { level: Number(level.value) }));
  at("sound").append(mute, level);
  return ({ board, fresh }) => {
    const muted = Boolean(board.muted);
    say(mute.children[0], word(muted ? "unmute" : "mute"));
    say(mute.children[1], key("mute"));
    set(mute, "aria-pressed", String(muted));
    set(level, "aria-label", word("level"));
    mute.disabled = level.disabled = !fresh;
    if (document.activeElement !== level) level.value = String(Math.round((board.level ?? 1) * 100));
  };
}
