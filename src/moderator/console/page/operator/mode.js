/**
 * The mode: a show is edited, rehearsed, or locked for the night.
 */

import { at, say, set } from "../dom.js";
import { word } from "../words.js";

/**
 * @param {import("./orders.js").Orders} order
 * @returns {(show: import("../show.js").Show) => void}
 */
export function mode(order) {
  const lock = /** @type {HTMLButtonElement} */ (at("lock"));
  let locked = false;
  lock.addEventListener("click", (event) => {
    if (event.detail) order.give(locked ? "unlock" : "lock");
  });
  return ({ board, fresh }) => {
    locked = Boolean(board.locked);
    lock.disabled = !fresh;
    set(lock, "aria-pressed", String(locked));
    say(lock, word(locked ? "mode_show" : board.rehearsal ? "mode_rehearse" : "mode_edit"));
  };
}
