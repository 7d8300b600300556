/**
 * What the robot is saying, with the word lit that is being said.
 */

import { at, make, set } from "../dom.js";
import { lit } from "../lit.js";
import { Speech } from "../speech.js";
import { word } from "../words.js";

/**
 * @param {() => void} changed
 * @returns {(show: import("../show.js").Show) => void}
 */
export function saying(changed) {
  const speech = new Speech(changed);
  const said = make("p", { class: "said" });
  at("saying").append(said);
  /** When the next word is due. */
  let due = 0;
  return () => {
    const { line } = speech;
    set(at("saying"), "aria-label", word("saying"));
    if (!line) return;
    const now = speech.word;
    lit(said, line, now);
    clearTimeout(due);
    const next = line.words[now + 1];
    if (now >= 0 && next) due = setTimeout(changed, Math.max(0, next.at_s - speech.sinceS) * 1000);
  };
}
