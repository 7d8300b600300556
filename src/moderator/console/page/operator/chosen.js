/**
 * The cue of the rundown that was chosen, and what can be done with it before it is its turn.
 */

import { at, make, say, set } from "../dom.js";
import { word } from "../words.js";

/** @typedef {import("../show.js").Show} Show */

/**
 * @param {import("./orders.js").Orders} order
 * @param {() => void} changed
 */
export function chosen(order, changed) {
  let cue = "";
  let moves = false;
  /** Whether the next cue that is chosen is the one before which this one is to come. */
  let placing = false;
  /** Whether the robot's mark is being asked for. */
  let asking = false;
  /** Whether the keyboard's place is to be here as soon as there is one. */
  let awaited = false;
  const heading = make("b");
  const question = make("span");
  const here = button(() => (moves && !asking ? ask() : from()));
  const cut = button(() => order.give("cut_to", { cue }));
  const drop = button(() => order.give(dropped ? "restore" : "drop", { cue }));
  const arm = button(() => order.give(disarmed ? "arm" : "disarm", { cue }));
  const place = button(() => {
    placing = !placing;
    changed();
  });
  const close = button(() => choose(""));
  let [dropped, disarmed] = [false, false];
  const panel = make("div", { class: "chosen" }, make("p", {}, heading, question), make("nav", {}, here, cut, drop, arm, place, close));
  at("rundown").append(panel);

  /**
   * @param {string} number of the cue that was pointed at; empty for none.
   * @param {boolean} byKey whether the hand is on the keyboard, and its place is to be here.
   */
  function choose(number, byKey = false) {
    awaited = byKey;
    if (placing && number && number !== cue) order.give("reorder", { cue, before: number });
    else cue = number === cue ? "" : number;
    placing = asking = false;
    changed();
  }

  function ask() {
    asking = true;
    changed();
  }

  function from() {
    order.give("jump", { cue });
    cue = "";
    asking = false;
  }

  /** @param {Show} show */
  function shown(show) {
    const { board } = show;
    const found = show.planned(cue);
    panel.hidden = !found;
    if (!found) return;
    moves = found.moves;
    dropped = (board.dropped ?? []).includes(cue);
    disarmed = (board.disarmed ?? []).includes(cue);
    say(heading, `${cue} ${found.name}`);
    say(question, placing ? word("place_asks") : asking ? word("mark_asks", { cue }) : "");
    say(here, word(asking ? "mark_yes" : "from_here"));
    say(cut, word("cut_to"));
    say(drop, word(dropped ? "restore" : "drop"));
    say(arm, word(disarmed ? "arm" : "disarm"));
    say(place, word("place"));
    say(close, word("close"));
    set(place, "aria-pressed", String(placing));
    set(here, "data-asks", asking);
    const focused = awaited || panel.matches(":focus-within");
    for (const each of [here, cut, drop, arm, place]) each.disabled = !show.fresh || show.looksOn;
    for (const each of [cut, drop, arm, place]) each.disabled ||= Boolean(board.locked);
    // A link that is stale for a moment must not take the keyboard's place away.
    if (focused && !panel.querySelector(":focus:enabled")) panel.querySelector(/** @type {"button"} */ ("button:enabled"))?.focus();
    awaited = false;
  }

  return { choose, shown, is: (/** @type {string} */ number) => number === cue };
}

/** @param {() => void} pressed */
function button(pressed) {
  return make("button", { type: "button", onclick: pressed });
}
