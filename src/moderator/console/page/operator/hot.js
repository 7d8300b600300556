/**
 * Hot cues, called at any time: a button each, and the digits.
 */

import { at, keep, make, say } from "../dom.js";

const DIGITS = 9;

/**
 * @param {import("./orders.js").Orders} order
 * @returns {(show: import("../show.js").Show) => void}
 */
export function hot(order) {
  return (show) => {
    const cues = show.rundown?.hot ?? [];
    keep(at("hot"), cues, (cue) => cue.cue, (cue) => {
      const call = () => order.give("hot", { cue: cue.cue });
      return make("button", { type: "button", onclick: call }, make("kbd"), make("span"));
    }, (button, cue) => {
      const place = cues.indexOf(cue) + 1;
      say(button.children[0], place <= DIGITS ? String(place) : "");
      say(button.children[1], cue.name);
      /** @type {HTMLButtonElement} */ (button).disabled = !show.fresh;
    });
  };
}
