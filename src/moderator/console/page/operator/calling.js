/**
 * What the next GO does, in words, and what it needs.
 */

import { at, keep, make, say, set } from "../dom.js";
import { word } from "../words.js";
import { sentence, term } from "../words/sentences.js";

/**
 * @param {import("./orders.js").Orders} order
 * @returns {(show: import("../show.js").Show) => void}
 */
export function calling(order) {
  const go = /** @type {HTMLButtonElement} */ (at("go"));
  go.addEventListener("click", (event) => {
    if (event.detail) order.pressed("go"); // a key's click is the key's, which the page hears itself
  });
  return (show) => {
    const does = show.board.go;
    const why = show.live.no_go;
    go.disabled = !show.fresh || !does || show.looksOn;
    set(go, "data-is", why ? "refused" : "free");
    const state = word(/** @type {import("../words.js").Word} */ (`state_${show.board.state ?? "off"}`));
    say(at("says"), !does || why ? `${word("no_go")}: ${sentence(why ?? "") || state}` : sentence(does));
    say(at("became"), order.became());
    keep(at("ready"), show.live.checks ?? [], (check) => check.name, made, shown);
  };
}

function made() {
  return make("li", {}, make("b"), make("span"));
}

/** @param {HTMLElement} row @param {{name: string, ok: boolean, why: string}} check */
function shown(row, check) {
  set(row, "data-ok", String(check.ok));
  say(/** @type {Element} */ (row.firstElementChild), term("check", check.name));
  say(/** @type {Element} */ (row.lastElementChild), sentence(check.why));
}
