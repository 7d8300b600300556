/**
 * What runs: each cue with the time since it began, and how far the robot says it is in a motion.
 */

import { at, keep, make, say, set } from "../dom.js";
import { length } from "../times.js";
import { word } from "../words.js";

/** @returns {(show: import("../show.js").Show) => void} */
export function acting() {
  const heading = make("h2");
  const list = make("ol");
  at("acting").append(heading, list);
  return (show) => {
    const running = show.board.running ?? [];
    say(heading, word(running.length ? "running" : "nothing_runs"));
    keep(list, running, (cue) => cue.cue, made, (row, cue) => {
      const planned = show.planned(cue.cue);
      set(row, "data-phase", cue.phase);
      say(row.children[0], cue.cue);
      say(row.children[1], planned?.name ?? "");
      say(row.children[2], length(Math.max(0, show.atS - cue.since_s)));
      say(row.children[4], talks(show.board.speaking, cue.cue));
      const moves = show.progress.filter((each) => each.cue === cue.cue);
      keep(/** @type {Element} */ (row.children[3]), moves, (each) => each.motion, madeBar, shownBar);
    });
  };
}

function made() {
  return make("li", {}, make("b"), make("span"), make("time"), make("div", { class: "moves" }), make("p"));
}

/**
 * What was given beside a speaker's time, and what the audio gate hears; empty of what is no talk.
 * @param {any} speaking who has the stage.
 * @param {string} cue
 */
function talks(speaking, cue) {
  if (speaking?.cue !== cue) return "";
  const given = speaking.given_s ? word("given", { time: length(speaking.given_s) }) : "";
  const heard = speaking.heard ? word(/** @type {import("../words.js").Word} */ (`hall_${speaking.heard}`)) : "";
  return [given, heard].filter(Boolean).join(" · ");
}

function madeBar() {
  return make("label", {}, make("span"), make("progress", { max: "1" }));
}

/** @param {HTMLElement} row @param {import("../show.js").Progress} progress */
function shownBar(row, { motion, share }) {
  say(row.children[0], `${motion} ${Math.round(share * 100)} %`);
  /** @type {HTMLProgressElement} */ (row.children[1]).value = share;
}
