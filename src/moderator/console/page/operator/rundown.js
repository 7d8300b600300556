/**
 * The rundown: acts and cues, what is on standby and what runs, planned, expected and actual times.
 */

import { at, keep, make, say, set } from "../dom.js";
import { clock, length, since } from "../times.js";
import { word } from "../words.js";

/** @typedef {import("../show.js").Show} Show */
/** @typedef {import("../show.js").RundownCue} RundownCue */

/** An act is on time within so much. */
const ON_TIME_S = 5;
/** The ends that a row tells of in a word. */
const ENDS = /** @type {const} */ (["skipped", "cancelled", "aborted", "rejected", "unknown"]);

/**
 * @param {((cue: string) => void)} [choose] told which cue is pointed at; none where it is only read.
 * @param {(cue: string) => boolean} [isChosen]
 * @returns {(show: Show) => void}
 */
export function rundown(choose, isChosen = () => false) {
  const head = make("div", { class: "head" });
  const acts = make("div", { class: "acts" });
  at("rundown").append(head, acts);
  let shownStandby = "";
  return (show) => {
    const names = /** @type {const} */ (["cue", "title_cue", "planned", "expected", "length"]);
    keep(head, names, (name) => name, () => make("span"), (cell, name) => say(cell, word(name)));
    keep(acts, show.rundown?.acts ?? [], (act) => act.act + act.cues[0]?.cue, madeAct, (element, act) => {
      say(/** @type {Element} */ (element.querySelector("h2 b")), act.act);
      say(/** @type {Element} */ (element.querySelector("h2 span")), over(act.cues, show));
      const list = /** @type {Element} */ (element.querySelector("ol"));
      keep(list, act.cues, (cue) => cue.cue, (cue) => madeCue(cue, choose), (row, cue) => {
        shownCue(row, cue, show);
        set(row, "data-chosen", isChosen(cue.cue));
      });
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
  return make("section", {}, make("h2", {}, make("b"), make("span")), make("ol"));
}

/** @param {RundownCue} cue @param {((cue: string) => void)} [choose] */
function madeCue(cue, choose) {
  const row = make("li", choose ? { onclick: () => choose(cue.cue) } : {});
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
  const end = ENDS.find((each) => each === outcome);
  const is = running ? "running" : board.playhead?.standby === cue.cue ? "standby" : outcome;
  set(row, "data-is", is);
  set(row, "data-passed", (board.dropped ?? []).includes(cue.cue) || (board.disarmed ?? []).includes(cue.cue));
  const starts = show.rundown?.starts ?? "";
  const [expected, slack] = show.expected.get(cue.cue) ?? [];
  const time = expected ?? began(cue, show);
  set(row, "data-late", (slack ?? 0) < 0);
  set(row, "data-began", expected === undefined && time !== undefined);
  const texts = [
    cue.cue,
    spare(slack) + (end && !running ? `[${word(`ended_${end}`)}] ` : "") + cue.name,
    cue.planned_start_s === null ? "" : clock(starts, cue.planned_start_s),
    time === undefined ? "" : clock(starts, time),
    length(cue.planned_s),
  ];
  texts.forEach((text, index) => say(row.children[index], text));
}

/**
 * When a cue began to act, seconds after the show's planned start.
 * @param {RundownCue} cue
 * @param {Show} show
 */
function began(cue, show) {
  const atS = show.board.began?.[cue.cue];
  return atS === undefined ? undefined : since(show.rundown?.starts ?? "", show.live, atS);
}

/**
 * How far an act's last cue is from its planned time, in words; empty where that is not known.
 * @param {RundownCue[]} cues
 * @param {Show} show
 */
function over(cues, show) {
  const last = cues.at(-1);
  if (!last || last.planned_start_s === null) return "";
  const time = show.expected.get(last.cue)?.[0] ?? began(last, show);
  const late = time === undefined ? 0 : time - last.planned_start_s;
  if (Math.abs(late) < ON_TIME_S) return "";
  return word(late > 0 ? "over" : "under", { time: length(late) });
}

/**
 * The time to spare before a fixed time, in brackets; empty where there is none.
 * @param {number | null | undefined} slack seconds.
 */
function spare(slack) {
  if (slack === null || slack === undefined) return "";
  return `[${word(slack < 0 ? "late" : "to_spare", { time: length(slack) })}] `;
}
