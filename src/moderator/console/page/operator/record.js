/**
 * What the record tells last, the newest below.
 */

import { at, keep, make, say, set } from "../dom.js";
import { came } from "../times.js";
import { word } from "../words.js";

const MOST = 40;

/** @returns {(show: import("../show.js").Show) => void} */
export function record() {
  const heading = make("h2");
  const list = make("ol", { tabindex: "0" });
  at("record").append(heading, list);
  let last = 0;
  return (show) => {
    say(heading, word("record"));
    const lines = show.record.slice(-MOST);
    keep(list, lines, (line) => String(line.n), made, (row, line) => {
      set(row, "data-red", line.red);
      say(row.children[0], came(show.live, line.at_s));
      say(row.children[1], line.title);
      say(row.children[2], line.cue ? `${line.cue}: ${line.what}` : line.what);
    });
    const newest = lines.at(-1)?.n ?? 0;
    if (newest === last) return;
    last = newest;
    list.scrollTop = list.scrollHeight;
  };
}

function made() {
  return make("li", {}, make("time"), make("b"), make("span"));
}
