/**
 * Who speaks, how much of their time is left, and what can be done about it.
 */

import { at, make, say, set } from "../dom.js";
import { length } from "../times.js";
import { word } from "../words.js";

const MORE = /** @type {const} */ (["1m", "2m", "5m"]);

/**
 * @param {import("./orders.js").Orders} order
 * @returns {(show: import("../show.js").Show) => void}
 */
export function speaker(order) {
  const panel = at("speaker");
  const clock = make("time");
  const name = make("b");
  const about = make("span");
  const back = make("button", { type: "button", onclick: () => order.give("take_back", { cue }) });
  const ended = make("button", { type: "button", onclick: () => order.give("ended", { cue }) });
  const more = MORE.map((time) =>
    make("button", { type: "button", onclick: () => order.give("give_time", { cue, time }) }));
  panel.append(make("p", {}, name, about), clock, make("nav", {}, ...more, back, ended));
  let cue = "";
  return ({ board, atS, fresh }) => {
    const { speaking } = board;
    panel.hidden = !speaking;
    if (!speaking) return;
    cue = speaking.cue;
    const left = speaking.allotted_s - (atS - speaking.since_s);
    set(panel, "data-colour", left < 0 ? "over" : speaking.colour);
    say(name, speaking.name);
    say(about, [speaking.office, speaking.title].filter(Boolean).join(" · "));
    say(clock, word(left < 0 ? "over" : "left", { time: length(left) }));
    more.forEach((button, place) => say(button, `+ ${MORE[place]}`));
    say(back, word("take_back"));
    say(ended, word("talk_ended"));
    for (const button of [...more, back, ended]) button.disabled = !fresh;
  };
}
