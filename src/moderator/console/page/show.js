/**
 * The show as the server tells it: a snapshot, numbered patches, and every second how things are.
 */

import { got } from "./access.js";
import { name } from "./console.js";
import { Socket } from "./socket.js";

/** An order that has no answer for so long gets none any more. */
const ANSWER_WITHIN_MS = 2000;
const MOST_LINES = 200;
/** Orders on what is on standby: each says which that was. All others say by themselves on what. */
const ON_STANDBY = new Set(["go", "resume", "skip", "shorten"]);

/**
 * @typedef {object} Answer What became of an order.
 * @property {boolean} ok
 * @property {string} [code] which error it is; `no_answer` and `no_link` are the page's own.
 * @property {string} [error] in words.
 * @property {string} [hint]
 */

/**
 * @typedef {object} RundownCue A cue as planned.
 * @property {string} cue
 * @property {string} name
 * @property {string[]} kinds
 * @property {string | null} follows
 * @property {number | null} planned_start_s
 * @property {number} planned_s
 * @property {boolean} moves whether the robot moves in it.
 */

/**
 * @typedef {object} Rundown
 * @property {string} show
 * @property {string} starts
 * @property {{act: string, cues: RundownCue[]}[]} acts
 * @property {RundownCue[]} hot
 */

/**
 * @typedef {object} Line An entry of the record, in words.
 * @property {number} n
 * @property {number} at_s
 * @property {string} kind
 * @property {string} title
 * @property {string} cue
 * @property {string} what
 * @property {boolean} red
 */

/**
 * @typedef {object} Progress How far the robot is in a motion, as it says.
 * @property {string} cue
 * @property {string} motion
 * @property {number} share 0 to 1.
 */

export class Show {
  /** @type {string} */
  #epoch = "";
  #socket;
  #changed;
  /** @type {Map<string, (answer: Answer) => void>} */
  #asked = new Map();
  /** @type {((answer: any) => void)[]} */
  #stops = [];
  #order = "";
  /** The board, as docs/control.md has it. @type {any} */
  board = {};
  /** The last of each second. @type {any} */
  live = {};
  /** Of each coming cue its expected start and slack, seconds. @type {Map<string, number[]>} */
  expected = new Map();
  /** @type {Rundown | null} */
  rundown = null;
  /** The record's last entries, in words. @type {Line[]} */
  record = [];
  /** @type {Progress[]} */
  progress = [];
  n = 0;
  #atS = 0;
  #heardAt = 0;
  /** The server's own clock, seconds. */
  #clockS = 0;

  /** @param {() => void} changed told of each change, of the link's freshness too. */
  constructor(changed) {
    this.#changed = changed;
    this.#socket = new Socket("/api/live", "moderator.live", {
      message: (message) => this.#take(message),
      freshness: () => changed(),
      opened: () => (this.#stops = []),
    });
  }

  /** Whether this is the show as it is; when the link is older than a second it is not. */
  get fresh() {
    return this.#socket.fresh && this.#epoch !== "";
  }

  /** Whether the show is called from another console. */
  get looksOn() {
    return Boolean(this.board.caller) && this.board.caller.console !== name();
  }

  /** @param {string} number @returns {RundownCue | undefined} the cue as planned; none of that number, or a hot one. */
  planned(number) {
    return this.rundown?.acts.flatMap((act) => act.cues).find((cue) => cue.cue === number);
  }

  /** Of this run of the server; another has another. */
  get epoch() {
    return this.#epoch;
  }

  /** The record's clock now, seconds; it goes on between messages, and stands while stale. */
  get atS() {
    return this.fresh ? this.#atS + (performance.now() - this.#heardAt) / 1000 : this.#atS;
  }

  /**
   * Give an order.
   * @param {string} what as the WebSocket's `do` has it.
   * @param {object} [more] what else it names.
   * @returns {Promise<Answer>}
   */
  order(what, more = {}) {
    const key = named();
    const seen = ON_STANDBY.has(what) ? { seen: this.n } : {};
    const pressed_s = Math.max(0, this.#clockS + (performance.now() - this.#heardAt) / 1000);
    const message = { do: what, key, pressed_s, console: name(), ...seen, ...more };
    return new Promise((resolve) => {
      const settle = (/** @type {Answer} */ answer) => {
        clearTimeout(late);
        this.#asked.delete(key);
        resolve(answer);
      };
      const late = setTimeout(() => settle({ ok: false, code: "no_answer" }), ANSWER_WITHIN_MS);
      this.#asked.set(key, settle);
      if (!this.fresh || !this.#socket.send(message)) settle({ ok: false, code: "no_link" });
    });
  }

  /**
   * Send a stop over this link, fresh or not.
   * @param {string} grade
   * @returns {Promise<{sent: boolean, why: string}>} whether it has left for the robot.
   */
  stop(grade) {
    if (!this.#socket.send({ do: "stop", grade })) {
      return Promise.resolve({ sent: false, why: "no_link" });
    }
    return new Promise((resolve) => {
      const late = setTimeout(() => resolve({ sent: false, why: "no_answer" }), ANSWER_WITHIN_MS);
      this.#stops.push((answer) => {
        clearTimeout(late);
        resolve({ sent: Boolean(answer.sent), why: answer.why ?? "" });
      });
    });
  }

  /** @param {any} message */
  #take(message) {
    switch (message.type) {
      case "snapshot":
        if (message.epoch !== this.#epoch) {
          this.record = [];
          this.expected.clear();
        }
        this.#epoch = message.epoch;
        this.#is(message.n, message.board);
        break;
      case "patch":
        if (message.epoch !== this.#epoch || message.after !== this.n) {
          this.#has(NaN);
          return;
        }
        this.#is(message.n, merged(this.board, message.patch));
        break;
      case "live":
        this.#live(message);
        this.#has(message.n);
        break;
      case "record": {
        const last = this.record.at(-1)?.n ?? 0;
        const more = message.lines.filter((/** @type {Line} */ line) => line.n > last);
        this.record = [...this.record, ...more].slice(-MOST_LINES);
        break;
      }
      case "pulse":
        this.#clock(message);
        this.#has(message.n);
        break;
      case "answer":
        if (message.do === "stop") this.#stops.shift()?.(message);
        else this.#asked.get(message.key)?.(message);
        return;
    }
    this.#changed();
  }

  /** @param {number} n @param {any} board */
  #is(n, board) {
    this.n = n;
    this.board = board;
    const order = `${this.#epoch} ${(board.order ?? []).join(" ")}`;
    if (order !== this.#order) {
      this.#order = order;
      got("/api/rundown").then((rundown) => {
        this.rundown = rundown;
        this.#changed();
      }, () => (this.#order = ""));
    }
  }

  /** Have the show sent anew when it is not as it was sent. @param {number} n */
  #has(n) {
    if (n !== this.n) this.#socket.send({ do: "sync" });
  }

  /** @param {any} live */
  #live(live) {
    this.live = live;
    this.#clock(live);
    for (const [cue, times] of Object.entries(live.expected)) {
      if (times === null) this.expected.delete(cue);
      else this.expected.set(cue, times);
    }
  }

  /** @param {{at_s: number, clock_s: number, progress: Progress[]}} told */
  #clock(told) {
    this.progress = told.progress;
    this.#atS = told.at_s;
    this.#clockS = told.clock_s;
    this.#heardAt = performance.now();
  }
}

/**
 * What becomes of an object with a patch. Source: RFC 7396, section 2.
 * @param {any} target
 * @param {any} patch
 * @returns {any}
 */
export function merged(target, patch) {
  if (patch === null || typeof patch !== "object" || Array.isArray(patch)) return patch;
  const result = target !== null && typeof target === "object" ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = merged(result[key], value);
  }
  return result;
}

/** @returns {string} an order's own key; `randomUUID` is for encrypted pages only. */
function named() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
