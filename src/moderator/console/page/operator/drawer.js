/**
 * A drawer over the rundown, with the button that opens it and one that closes it.
 */

import { make, set } from "../dom.js";

/**
 * @param {HTMLElement} drawer
 * @param {HTMLElement} opener opens it, and closes it again.
 * @param {(shows: boolean) => void} told whether it is open from now on.
 * @returns {HTMLButtonElement} what closes it; its place is in the drawer.
 */
export function closing(drawer, opener, told) {
  /** @param {boolean} shows */
  function show(shows) {
    drawer.hidden = !shows;
    set(opener, "aria-expanded", String(shows));
    if (!shows) opener.focus();
    told(shows);
  }
  opener.addEventListener("click", () => show(drawer.hidden));
  return make("button", { type: "button", onclick: () => show(false) });
}
