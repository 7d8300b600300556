/**
 * What the robot is saying, with the word lit that is being said.
 */

import { at, make, set } from "../dom.js";
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
  let shown = 0;
  /** When the next word is due. */
  let due = 0;
  return () => {
    const { line } = speech;
    set(at("saying"), "aria-label", word("saying"));
    if (!line) return;
    if (line.n !== shown) {
      shown = line.n;
      set(said, "lang", line.language);
      said.replaceChildren(
        ...line.words.flatMap(({ text }) => [text.match(/^\s*/)?.[0] ?? "", make("span", {}, text.trimStart())]),
      );
    }
    const now = speech.word;
    for (const [place, element] of [...said.children].entries()) {
      set(element, "data-is", now < 0 ? "" : place < now ? "said" : place === now ? "now" : "");
    }
    set(said, "data-is", now < 0 ? "over" : "");
    clearTimeout(due);
    const next = line.words[now + 1];
    if (now >= 0 && next) due = setTimeout(changed, Math.max(0, next.at_s - speech.sinceS) * 1000);
  };
}
