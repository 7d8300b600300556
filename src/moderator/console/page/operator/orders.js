/**
 * From a press to an order, and back from its answer to words for the operator.
 */

import { word } from "../words.js";
import { sentence } from "../words/sentences.js";

/** @typedef {import("../show.js").Show} Show */

/** Orders whose names the page's keys and buttons carry as they are. */
const PLAIN = new Set(["hold", "resume", "back", "next", "skip", "preflight", "shorten", "interrupt"]);
const TOLD_FOR_MS = 6000;

/**
 * @typedef {object} Orders
 * @property {(what: string) => void} pressed does what a key or button means now.
 * @property {(what: string, more?: object) => Promise<import("../show.js").Answer>} give gives an order.
 * @property {(what: string, more?: object) => void} onDraft says what becomes of the draft that waits.
 * @property {(begins: () => void) => void} editing has an answer of the operator's own begin with the key for it.
 * @property {() => string} became what became of the last one; empty when there is nothing to say.
 */

/**
 * @param {Show} show
 * @param {() => void} changed
 * @returns {Orders}
 */
export function orders(show, changed) {
  let told = "";
  let edit = () => {};

  /** @param {string} what @param {object} [more] */
  async function give(what, more) {
    const answer = await show.order(what, more);
    const mine = answer.ok ? "" : refusal(answer);
    told = mine;
    changed();
    if (mine) {
      setTimeout(() => {
        if (told === mine) told = "";
        changed();
      }, TOLD_FOR_MS);
    }
    return answer;
  }

  /** @param {string} what */
  function pressed(what) {
    const { playhead, disarmed = [] } = show.board;
    const { asked, draft, muted } = show.board;
    if (draft && what === "yes") onDraft("approve");
    else if (draft && what === "no") onDraft("refuse");
    else if (draft && what === "edit") edit();
    else if (asked && what === "yes") give("confirm", { check: asked.check });
    else if (asked && what === "no") give("decline", { check: asked.check });
    else if (what === "mute") give(muted ? "unmute" : "mute");
    else if (what.startsWith("digit")) digit(Number(what.at(-1)) - 1);
    else if (what === "go") give("go", { cue: playhead?.cue ?? "" });
    else if (what === "disarm") {
      const cue = playhead?.standby;
      if (cue) give(disarmed.includes(cue) ? "arm" : "disarm", { cue });
    } else if (PLAIN.has(what)) give(what);
  }

  /** A digit: what may be said instead of a draft that waits, or else a hot cue. @param {number} place */
  function digit(place) {
    const offered = show.board.draft?.offered;
    if (offered) {
      if (offered[place]) onDraft("pick", { answer: offered[place].id });
      return;
    }
    const cue = show.rundown?.hot[place]?.cue;
    if (cue) give("hot", { cue });
  }

  /** @param {string} what @param {object} [more] */
  function onDraft(what, more = {}) {
    give(what, { seen: Math.max(show.n, show.board.draft?.n ?? 0), ...more });
  }

  return { pressed, give, onDraft, editing: (begins) => (edit = begins), became: () => told };
}

/** @param {import("../show.js").Answer} answer */
function refusal(answer) {
  if (answer.code === "no_answer") return word("refused", { why: word("no_answer") });
  if (answer.code === "no_link") return word("refused", { why: word("no_link") });
  return word("refused", { why: sentence([answer.error, answer.hint].filter(Boolean).join(" — ")) });
}
