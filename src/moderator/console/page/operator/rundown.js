/**
 * The rundown: acts and cues, what is on standby and what runs, planned, expected and actual times.
 */

import { at, keep, make, say, set } from "../dom.js";
import { clock, length, since } from "../times.js";
import { word } from "../words.js";
import { offTime } from "./bar.js";

/** @typedef {import("../show.js").Show} Show */
/** @typedef {import("../show.js").RundownCue} RundownCue */

/** Of the rows that are out of sight, so many are brought up to date at a time. */
const AT_ONCE = 100;
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
  /** @type {import("../show.js").Rundown | null} */
  let made = null;
  /** Every cue with its row, in order. @type {{row: HTMLElement, cue: RundownCue}[]} */
  let rows = [];
  let next = 0;
  /** @type {Map<Element, number>} */
  const places = new Map();
  let [first, last] = [0, 0];

  /** Make the rows of a rundown that is new, or in another order. @param {import("../show.js").Rundown} rundown */
  function makeRows(rundown) {
    made = rundown;
    rows = [];
    places.clear();
    keep(acts, rundown.acts, (act) => act.act + act.cues[0]?.cue, madeAct, (element, act) => {
      say(/** @type {Element} */ (element.querySelector("h2 .name")), act.act);
      const list = /** @type {Element} */ (element.querySelector("ol"));
      keep(list, act.cues, (cue) => cue.cue, (cue) => madeCue(cue, choose), (row, cue) => {
        places.set(row, rows.length);
        rows.push({ row, cue });
      });
    });
  }

  /** Find which rows are in sight. */
  function look() {
    const { left, top, bottom } = acts.getBoundingClientRect();
    first = placeAt(left, top) ?? first;
    last = placeAt(left, bottom) ?? rows.length;
  }

  /** @param {number} x @param {number} y @returns {number | undefined} the place of the row there. */
  function placeAt(x, y) {
    const inside = Math.min(y, innerHeight - 1);
    const row = document.elementsFromPoint(x + 9, inside).find((element) => places.has(element));
    return row && places.get(row);
  }

  /** Whether a row is brought up to date now: those in sight are, and of the others some. @param {number} place */
  function isDue(place) {
    return (place >= first - 1 && place <= last + 1) || (place - next + rows.length) % rows.length < AT_ONCE;
  }

  return (show) => {
    const names = /** @type {const} */ (["cue", "title_cue", "planned", "expected", "length"]);
    keep(head, names, (name) => name, () => make("span"), (cell, name) => say(cell, word(name)));
    if (show.rundown && show.rundown !== made) makeRows(show.rundown);
    show.rundown?.acts.forEach((act, place) => {
      shownAct(/** @type {Element} */ (acts.children[place].querySelector("h2")), act.cues, show);
    });
    look();
    rows.forEach(({ row, cue }, place) => {
      if (!isDue(place)) return;
      shownCue(row, cue, show);
      set(row, "data-chosen", isChosen(cue.cue));
    });
    next = rows.length ? (next + AT_ONCE) % rows.length : 0;
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
  const parts = ["name", "over", "planned", "expected", "length"];
  return make("section", {}, make("h2", {}, ...parts.map((part) => make("span", { class: part }))), make("ol"));
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
  const start = time(cue, show);
  set(row, "data-late", (slack ?? 0) < 0);
  set(row, "data-began", expected === undefined && start !== undefined);
  const texts = [
    cue.cue,
    spare(slack) + (end && !running ? `[${word(`ended_${end}`)}] ` : "") + cue.name,
    cue.planned_start_s === null ? "" : clock(starts, cue.planned_start_s),
    start === undefined ? "" : clock(starts, start),
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

/** When a cue is expected to start, or began. @param {RundownCue} cue @param {Show} show */
function time(cue, show) {
  return show.expected.get(cue.cue)?.[0] ?? began(cue, show);
}

/**
 * An act's times: of its first cue, and how far its last one is from its planned time.
 * @param {Element} row
 * @param {RundownCue[]} cues
 * @param {Show} show
 */
function shownAct(row, cues, show) {
  const starts = show.rundown?.starts ?? "";
  const [first, last] = [cues[0], cues[cues.length - 1]];
  const [planned, lastPlanned] = [first.planned_start_s ?? 0, last.planned_start_s ?? 0];
  const timed = cues.find((cue) => time(cue, show) !== undefined) ?? first;
  const [start, lastStart] = [time(timed, show), time(last, show)];
  set(row, "data-began", began(timed, show) !== undefined);
  const texts = {
    over: lastStart === undefined ? "" : offTime(lastStart - lastPlanned),
    planned: clock(starts, planned),
    expected: start === undefined ? "" : clock(starts, start),
    length: length(lastPlanned + last.planned_s - planned),
  };
  for (const [part, text] of Object.entries(texts)) say(/** @type {Element} */ (row.querySelector(`.${part}`)), text);
}

/**
 * The time to spare before a fixed time, in brackets; empty where there is none.
 * @param {number | null | undefined} slack seconds.
 */
function spare(slack) {
  if (slack === null || slack === undefined) return "";
  return `[${word(slack < 0 ? "late" : "to_spare", { time: length(slack) })}] `;
}
