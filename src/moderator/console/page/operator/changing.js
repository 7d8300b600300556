/**
 * Words changed on the night: who somebody is, how they are called, what a line says.
 */

import { got, shown } from "../access.js";
import { at, keep, make, say, set } from "../dom.js";
import { word } from "../words.js";
import { sentence } from "../words/sentences.js";
import { closing } from "./drawer.js";

/** @typedef {{path: (string | number)[], text: string}} Text */
/** @typedef {{people: {key: string, texts: Text[]}[], lines: (Text & {cue: string})[]}} Words */

const NAMES = /** @type {const} */ ({ name: "person_name", say: "person_say", office: "person_office" });

/**
 * @param {import("./orders.js").Orders} order
 * @param {() => void} changed
 * @returns {(show: import("../show.js").Show) => void}
 */
export function changing(order, changed) {
  const drawer = at("changing");
  const open = at("change-words");
  const heading = make("h2");
  const close = closing(drawer, open, (shows) => shows && load());
  const offer = offered(order, () => load());
  const people = make("ol", { class: "people" });
  const lines = make("ol", { class: "lines" });
  const problems = make("ul", { class: "problems", role: "status" });
  drawer.append(make("header", {}, heading, close), offer.element, problems, people, lines);
  /** @type {Words} */
  let words = { people: [], lines: [] };
  /** @type {string[]} */
  let told = [];
  let edition = "";

  function load() {
    got("/api/words").then((/** @type {Words} */ loaded) => {
      words = loaded;
      changed();
    }, () => undefined);
  }

  /** @param {Text} text @param {string} to */
  async function change(text, to) {
    if (to === text.text) return;
    const answer = await posted("/api/change", { path: text.path, text: to });
    const became = answer ? await answer.json() : { problems: [word("no_answer")] };
    told = became.problems ?? [became.error];
    if (!told.length) load();
    changed();
  }

  return ({ board, fresh }) => {
    say(open, word("words"));
    set(open, "data-is", board.offer ? (board.offer.problems.length ? "wrong" : "offered") : "");
    if (drawer.hidden) return;
    if (board.edition !== edition) {
      edition = board.edition;
      load();
    }
    say(heading, word("words"));
    say(close, word("close"));
    offer.show(board, fresh);
    keep(problems, told, (line) => line, () => make("li"), (row, line) => say(row, line));
    keep(people, words.people, (person) => person.key, (person) => madePerson(person, change), (row, person) => {
      person.texts.forEach((text, place) => brought(row.querySelectorAll("label")[place], text, word(NAMES[of(text)])));
    });
    keep(lines, words.lines, (line) => line.path.join("."), (line) => madeLine(line, change), (row, line) => {
      say(/** @type {Element} */ (row.querySelector(".hear")), word("hear"));
      brought(/** @type {Element} */ (row.querySelector("label")), line, line.cue);
    });
  };
}

/** @param {Text} text @returns {keyof typeof NAMES} */
function of(text) {
  return /** @type {keyof typeof NAMES} */ (text.path.at(-1));
}

/**
 * Have a field say what is written now, unless somebody is writing in it.
 * @param {Element} label
 * @param {Text} text
 * @param {string} named
 */
function brought(label, text, named) {
  say(/** @type {Element} */ (label.querySelector("span")), named);
  const field = /** @type {HTMLTextAreaElement} */ (label.querySelector("textarea"));
  if (field.dataset.written !== text.text && document.activeElement !== field) {
    field.dataset.written = text.text;
    field.value = text.text;
  }
}

/**
 * @param {Text} text
 * @param {(text: Text, to: string) => void} change
 */
function madeField(text, change) {
  const field = make("textarea", { rows: "1", spellcheck: "false", dir: "auto" });
  const commit = () => change({ ...text, text: field.dataset.written ?? "" }, field.value.trim());
  field.addEventListener("blur", commit);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.keyCode === 229 || event.shiftKey) return;
    event.preventDefault();
    if (!event.repeat) field.blur();
  });
  return make("label", {}, make("span"), field);
}

/** @param {{key: string, texts: Text[]}} person @param {(text: Text, to: string) => void} change */
function madePerson(person, change) {
  return make("li", {}, ...person.texts.map((text) => madeField(text, change)));
}

/** @param {Text} line @param {(text: Text, to: string) => void} change */
function madeLine(line, change) {
  const field = madeField(line, change);
  const hear = make("button", { type: "button", class: "hear" });
  hear.addEventListener("click", () => heard(/** @type {HTMLTextAreaElement} */ (field.querySelector("textarea")).value));
  return make("li", {}, field, hear);
}

/**
 * What is offered, and the operator's word on it.
 * @param {import("./orders.js").Orders} order
 * @param {() => void} load
 */
function offered(order, load) {
  const heading = make("h3");
  const changes = make("ul", { class: "changes" });
  const diff = make("ol", { class: "diff", tabindex: "0" });
  const wrong = make("ul", { class: "problems" });
  const accept = make("button", { type: "button", class: "yes" });
  const discard = make("button", { type: "button" });
  const element = make("section", { class: "offer", hidden: true }, heading, wrong, changes, diff, make("nav", {}, accept, discard));
  let edition = "";
  accept.addEventListener("click", () => order.give("revise", { edition }).then(load));
  discard.addEventListener("click", () => posted("/api/discard", {}).then(load));
  return {
    element,
    /** @param {any} board @param {boolean} fresh */
    show(board, fresh) {
      const { offer } = board;
      element.hidden = !offer;
      if (!offer) return;
      edition = offer.edition;
      say(heading, word(offer.problems.length ? "offer_wrong" : "offer"));
      keep(wrong, offer.problems, (/** @type {string} */ line) => line, () => make("li"), say);
      keep(changes, offer.changes, (/** @type {string} */ line) => line, () => make("li"), (row, line) => say(row, sentence(line)));
      const rows = offer.diff.map((/** @type {string} */ line, /** @type {number} */ n) => ({ n, line }));
      keep(diff, rows, (row) => `${row.n} ${row.line}`, () => make("li"), (row, { line }) => {
        say(row, line);
        set(row, "data-is", line[0] === "+" ? "new" : line[0] === "-" ? "old" : "");
      });
      accept.hidden = Boolean(offer.problems.length);
      accept.disabled = !fresh || board.locked;
      say(accept, word(board.locked ? "accept_locked" : "accept"));
      say(discard, word("discard"));
    },
  };
}

/** @param {string} path @param {object} body */
async function posted(path, body) {
  const headers = { ...shown(), "Content-Type": "application/json" };
  try {
    return await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
  } catch {
    return null;
  }
}

/**
 * Play a line in the operator's headphones, as it would be said.
 * @param {string} text
 */
async function heard(text) {
  const answer = await posted("/api/sound", { text });
  if (!answer?.ok) return;
  const url = URL.createObjectURL(await answer.blob());
  const sound = new Audio(url);
  sound.addEventListener("ended", () => URL.revokeObjectURL(url));
  await sound.play();
}
