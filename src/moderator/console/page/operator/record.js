/**
 * What the record tells last, the newest below.
 */

import { at, keep, make, say, set } from "../dom.js";
import { came } from "../times.js";
import { word } from "../words.js";
import { origin, sentence, term } from "../words/sentences.js";

const MOST = 40;
/** Kinds of entries that tell what people have said or written, or who they are. */
const THEIRS = new Set(["absent", "asked", "caller", "note", "said", "unsaid"]);
/** Kinds of entries that tell one of few names. @type {Record<string, string>} */
const NAMED = { courtesy: "courtesy", courtesy_left_out: "courtesy", monitor: "colour", stop: "grade" };

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
      say(row.children[1], term("title", line.title));
      say(row.children[2], line.cue ? `${line.cue}: ${what(line)}` : what(line));
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

/** @param {import("../show.js").Line} line */
function what({ kind, what }) {
  if (THEIRS.has(kind)) return what;
  return NAMED[kind] ? term(NAMED[kind], what) : sentence(origin(what));
}
