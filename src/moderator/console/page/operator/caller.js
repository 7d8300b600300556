/**
 * Who calls the show: this console, or another, from which it can be taken over.
 */

import { name } from "../console.js";
import { at, make, say, set } from "../dom.js";
import { key } from "../key_map.js";
import { came } from "../times.js";
import { word } from "../words.js";

/** A second press within so long takes over: nobody does it by a slip. */
const AGAIN_WITHIN_MS = 5000;

/**
 * @param {import("./orders.js").Orders} order
 * @param {() => void} changed
 * @returns {{shown: (show: import("../show.js").Show) => void, pressed: () => void}}
 */
export function caller(order, changed) {
  let armedAt = -Infinity;
  let looksOn = false;
  const button = make("button", { type: "button", onclick: pressed }, make("span"), make("kbd"));
  const told = make("p");
  at("caller").append(told, button);

  function pressed() {
    if (!looksOn) return;
    const again = performance.now() - armedAt < AGAIN_WITHIN_MS;
    armedAt = again ? -Infinity : performance.now();
    if (again) order.give("take_over");
    changed();
  }

  return {
    pressed,
    shown: (show) => {
      ({ looksOn } = show);
      document.body.classList.toggle("looks-on", looksOn);
      at("caller").hidden = !looksOn;
      const armed = performance.now() - armedAt < AGAIN_WITHIN_MS;
      set(button, "data-armed", armed);
      /** @type {HTMLButtonElement} */ (button).disabled = !show.fresh;
      say(button.children[1], key("take_over"));
      say(/** @type {Element} */ (button.firstElementChild), word(armed ? "take_over_again" : "take_over"));
      if (!looksOn) return;
      const now = show.board.caller;
      const time = came(show.live, now.since_s);
      const where = now.origin.split(" ").at(-1);
      say(told, word("called_from", { console: now.console, where, time, mine: name() }));
    },
  };
}
