/**
 * What the robot says, word by word, as the captions' feed tells it.
 */

import { Socket } from "./socket.js";

/**
 * @typedef {object} Line A line that is being said, or was said last.
 * @property {number} n of its entry in the record.
 * @property {string | null} cue
 * @property {number} at_s when it began, by the record's clock, seconds.
 * @property {number} age_s how long ago it began when it was told, seconds.
 * @property {number} duration_s
 * @property {string} language
 * @property {string} text
 * @property {{text: string, at_s: number}[]} words each with the seconds from the line's beginning.
 * @property {{text: string, at_s: number}[]} captions the same, cut as captions are: two lines at most.
 */

/** A line stays so long after it, seconds. */
const STAYS_S = 1.5;

export class Speech {
  /** @type {Line | null} */
  line = null;
  /** Whether the line was cut off. */
  cut = false;
  /** Who is named on the screen. @type {{name: string, office: string, title: string} | null} */
  named = null;
  #socket;
  #began = 0;

  /** @param {() => void} changed told of each line, and of each that is cut off. */
  constructor(changed) {
    this.#socket = new Socket("/api/captions", "moderator.captions", {
      message: (message) => {
        if (message.type === "said") {
          this.line = message;
          this.cut = false;
          this.#began = performance.now() - message.age_s * 1000;
        } else if (message.type === "unsaid") {
          this.cut = true;
        } else if (message.type === "lower_third") {
          this.named = message;
        } else if (message.type !== "pulse") {
          this.named = null;
        }
        if (message.type !== "pulse") changed();
      },
      freshness: changed,
    });
  }

  get fresh() {
    return this.#socket.fresh;
  }

  /** How long ago the line began, seconds. */
  get sinceS() {
    return (performance.now() - this.#began) / 1000;
  }

  /** The line that is heard, or was a moment ago; null while it is silent, and when it was cut off. */
  get heard() {
    const { line, sinceS } = this;
    return line && !this.cut && sinceS <= line.duration_s + STAYS_S ? line : null;
  }

  /**
   * The word that is being said.
   * @returns {number} its place in the line; −1 before the first, and while nobody speaks.
   */
  get word() {
    const { line, sinceS } = this;
    if (!line || this.cut || sinceS > line.duration_s) return -1;
    return line.words.findLastIndex((word) => word.at_s <= sinceS);
  }
}
