/**
 * In a dialogue: what was heard, the answer that waits for the operator's word, and its facts.
 */

import { at, keep, make, say, set } from "../dom.js";
import { length } from "../times.js";
import { word } from "../words.js";

/** @typedef {{id: string, line: string}} Offered */
/** @typedef {{fact: string, written: string, as_of: string, source: string}} Cited */

/**
 * @param {import("./orders.js").Orders} order
 * @returns {(show: import("../show.js").Show) => void}
 */
export function draft(order) {
  const panel = at("draft");
  const due = make("time");
  const heading = make("h2");
  const question = make("p", { class: "question" });
  const answer = make("p", { class: "answer" });
  const how = make("p", { class: "how" });
  const cited = make("ul", { class: "cited" });
  const approve = make("button", { type: "button", class: "yes", onclick: () => order.pressed("yes") });
  const edit = make("button", { type: "button", onclick: () => order.pressed("edit") });
  const refuse = make("button", { type: "button", onclick: () => order.pressed("no") });
  const offered = make("ol", { class: "offered" });
  const typed = typing(order);
  panel.append(
    make("header", {}, heading, due), question, answer, how, cited,
    make("nav", {}, approve, edit, refuse), typed.form, offered,
  );
  return (show) => {
    const waits = show.board.draft;
    panel.hidden = !waits;
    typed.show(waits ?? null);
    if (!waits) return;
    say(heading, word(waits.answer ? "draft" : "no_draft"));
    const left = waits.due_s - show.atS;
    say(due, length(Math.max(0, left)));
    set(due, "data-is", left < 3 ? "soon" : "");
    say(question, waits.question || word("question_not_kept"));
    say(answer, waits.answer);
    say(how, waits.how);
    keep(cited, waits.cited, (/** @type {Cited} */ fact) => fact.fact ?? fact.written, madeFact, shownFact);
    for (const [button, text] of /** @type {const} */ ([[approve, "approve"], [edit, "edit"], [refuse, "refuse"]])) {
      say(button, word(text));
    }
    approve.disabled = !show.fresh || !waits.answer;
    edit.disabled = refuse.disabled = !show.fresh;
    keep(offered, waits.offered, (/** @type {Offered} */ one) => one.id, (one) => madeOffer(one, order), shownOffer);
  };
}

function madeFact() {
  return make("li", {}, make("b"), make("span"));
}

/** @param {HTMLElement} row @param {Cited} fact */
function shownFact(row, fact) {
  say(row.children[0], fact.written);
  say(row.children[1], [fact.source, fact.as_of].filter(Boolean).join(" · "));
}

/** @param {Offered} one @param {import("./orders.js").Orders} order */
function madeOffer(one, order) {
  const button = make("button", { type: "button", onclick: () => order.onDraft("pick", { answer: one.id }) });
  return make("li", {}, button);
}

/** @param {HTMLElement} row @param {Offered} one */
function shownOffer(row, one) {
  say(/** @type {Element} */ (row.firstElementChild), one.line);
}

/**
 * The field for an answer of the operator's own.
 * @param {import("./orders.js").Orders} order
 */
function typing(order) {
  const field = make("textarea", { maxlength: "500", rows: "3", id: "own-answer" });
  const send = make("button", { type: "submit" });
  const form = make("form", { hidden: true }, field, send);
  /** The draft that is being answered instead. */
  let answering = 0;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (field.value.trim()) order.onDraft("answer", { text: field.value.trim() });
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.keyCode === 229 || event.shiftKey) return;
    event.preventDefault();
    if (!event.repeat) form.requestSubmit();
  });
  order.editing(() => {
    form.hidden = false;
    field.focus();
  });
  return {
    form,
    /** @param {{n: number, answer: string} | null} waits */
    show(waits) {
      say(send, word("say_it"));
      set(field, "aria-label", word("own_answer"));
      if ((waits?.n ?? 0) === answering) return;
      answering = waits?.n ?? 0;
      form.hidden = true;
      field.value = waits?.answer ?? "";
    },
  };
}
