/**
 * The bar at the top: the show's state, its time, and whether what the page shows is so.
 */

import { at, say, set } from "../dom.js";
import { clock, length } from "../times.js";
import { word } from "../words.js";

/** A show is on time within so much. */
const ON_TIME_S = 5;
let freshAt = performance.now();

/** @returns {(show: import("../show.js").Show) => void} */
export function bar() {
  return (show) => {
    if (show.fresh) freshAt = performance.now();
    const state = show.board.state ?? "off";
    say(at("state"), word(/** @type {import("../words.js").Word} */ (`state_${state}`)));
    set(document.body, "data-state", state);
    say(at("show"), show.board.show ?? "");
    say(at("clock"), show.live.time ?? "");
    say(at("over"), over(show.live.over_s));
    set(at("over"), "data-is", Math.abs(show.live.over_s ?? 0) < ON_TIME_S ? "on" : show.live.over_s > 0 ? "over" : "under");
    const { ends_s } = show.live;
    const known = show.rundown && ends_s !== undefined;
    say(at("ends"), known && show.rundown ? word("ends", { time: clock(show.rundown.starts, ends_s) }) : "");
    say(at("link"), link(show));
  };
}

/** @param {number | undefined} overS */
function over(overS) {
  return overS === undefined ? "" : offTime(overS) || word("on_time");
}

/** @param {number} overS seconds. @returns {string} how far off its time something is; empty when it is on time. */
export function offTime(overS) {
  if (Math.abs(overS) < ON_TIME_S) return "";
  return word(overS > 0 ? "over" : "under", { time: length(overS) });
}

/** @param {import("../show.js").Show} show */
function link(show) {
  if (show.fresh) return "";
  if (!show.board.state) return word("connecting");
  const seconds = Math.max(1, Math.round((performance.now() - freshAt) / 1000));
  return word("lost_link", { seconds });
}
