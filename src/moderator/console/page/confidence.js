/**
 * The confidence monitor: a speaker's time, as large as it goes, and in colour.
 */

import { at, say, set } from "./dom.js";
import { Show } from "./show.js";
import { clock, length } from "./times.js";
import { begin } from "./view.js";
import { word } from "./words.js";

const show = new Show(() => drawn());
const drawn = begin("confidence", () => show.fresh, () => {
  const { speaking } = show.board;
  const next = coming();
  say(at("next"), next ? `${word("next_up")}: ${next.name} ${next.at}` : "");
  if (!speaking) {
    set(document.body, "data-colour", "");
    say(at("who"), "");
    say(at("big"), (show.live.time ?? "").slice(0, 5));
    say(at("under"), "");
    return;
  }
  const left = speaking.allotted_s - (show.atS - speaking.since_s);
  set(document.body, "data-colour", left < 0 ? "over" : speaking.colour);
  say(at("who"), speaking.name);
  say(at("big"), `${left < 0 ? "+" : ""}${length(left)}`);
  say(at("under"), word(left < 0 ? "over_time" : "time_left"));
});

/** What comes next, and when. */
function coming() {
  const standby = show.board.playhead?.standby;
  const cue = show.planned(standby);
  if (!cue || !show.rundown) return null;
  const expected = show.expected.get(cue.cue)?.[0];
  const at = expected === undefined ? "" : word("next_at", { time: clock(show.rundown.starts, expected, false) });
  return { name: cue.name, at };
}
