/**
 * The rundown: acts and cues, what is on standby and what runs, planned, expected and actual times.
 */

import { at, keep, make, say, set } from "../dom.js";
import { clock, length } from "../times.js";
import { word } from "../words.js";

/** @typedef {import("../show.js").Show} Show */
/** @typedef {import("../show.js").RundownCue} RundownCue */

/**
 * @param {import("./orders.js").Orders | null} order null where it is only read.
 * @returns {(show: Show) => void}
 */
export function rundown(order) {
  const head = make("div", { class: "head" });
  const acts = make("div", { class: "acts" });
  at("rundown").append(head, acts);
  let shownStandby = "";
  return (show) => {
    const names = /** @type {const} */ (["cue", "title_cue", "planned", "expected", "length"]);
    keep(head, names, (name) => name, () => make("span"), (cell, name) => say(cell, word(name)));
    keep(acts, show.rundown?.acts ?? [], (act) => act.act + act.cues[0]?.cue, madeAct, (element, act) => {
      say(/** @type {Element} */ (element.querySelector("h2")), act.act);
      const list = /** @type {Element} */ (element.querySelector("ol"));
      keep(list, act.cues, (cue) => cue.cue, (cue) => madeCue(cue, order), (row, cue) => shownCue(row, cue, show));
    });
    const standby = show.board.playhead?.standby ?? "";
    if (standby !== shownStandby) {
      const row = acts.querySelector(`[data-key="${CSS.escape(standby)}"]`);
      if (row instanceof HTMLElement) {
        shownStandby = standby;
        acts.scrollTop = row.offsetTop - acts.offsetTop - acts.clientHeight / 3;
      }
    }
  };
}

function madeAct() {
  return make("section", {}, make("h2"), make("ol"));
}

/** @param {RundownCue} cue @param {import("./orders.js").Orders | null} order */
function madeCue(cue, order) {
  const jump = () => void order?.give("jump", { cue: cue.cue });
  const row = make("li", { ondblclick: jump });
  for (const part of ["number", "name", "planned", "expected", "length"]) {
    row.append(make("span", { class: part }));
  }
  return row;
}

/** @param {HTMLElement} row @param {RundownCue} cue @param {Show} show */
function shownCue(row, cue, show) {
  const { board } = show;
  const running = (board.running ?? []).find((/** @type {{cue: string}} */ other) => other.cue === cue.cue);
  const outcome = board.outcomes?.[cue.cue] ?? "";
  const is = running ? "running" : board.playhead?.standby === cue.cue ? "standby" : outcome;
  set(row, "data-is", is);
  set(row, "data-passed", (board.dropped ?? []).includes(cue.cue) || (board.disarmed ?? []).includes(cue.cue));
  const starts = show.rundown?.starts ?? "";
  const [expected, slack] = show.expected.get(cue.cue) ?? [];
  set(row, "data-late", (slack ?? 0) < 0);
  const texts = [
    cue.cue,
    spare(slack) + cue.name,
    cue.planned_start_s === null ? "" : clock(starts, cue.planned_start_s),
    expected === undefined ? outcome : clock(starts, expected),
    length(cue.planned_s),
  ];
  texts.forEach((text, index) => say(row.children[index], text));
}

/**
 * The time to spare before a fixed time, in brackets; empty where there is none.
 * @param {number | null | undefined} slack seconds.
 */
function spare(slack) {
  if (slack === null || slack === undefined) return "";
  return `[${word(slack < 0 ? "late" : "to_spare", { time: length(slack) })}] `;
}
