/**
 * A fixed time that is missed as it goes now, and what would help.
 */

import { at, make, say } from "../dom.js";
import { word } from "../words.js";
import { sentence } from "../words/sentences.js";

/**
 * @param {import("./orders.js").Orders} order
 * @returns {(show: import("../show.js").Show) => void}
 */
export function offer(order) {
  const missed = make("p");
  const shorten = make("button", { type: "button", onclick: () => order.pressed("shorten") });
  at("offer").append(missed, shorten);
  return ({ live }) => {
    at("offer").hidden = !live.offer;
    say(missed, sentence(live.offer ?? ""));
    say(shorten, word("shorten"));
  };
}
