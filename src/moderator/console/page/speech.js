/**
 * What the robot says, word by word, as the captions' feed tells it.
 */

import { Socket } from "./socket.js";

/**
 * @typedef {object} Line A line that is being said, or was said last.
 * @property {number} n of its entry in the record.
 * @property {string | null} cue
 * @property {number} at_s when it began, by the record's clock, seconds.
 * @property {number} duration_s
 * @property {string} language
 * @property {string} text
 * @property {{text: string, at_s: number}[]} words each with the seconds from the line's beginning.
 */

export class Speech {
  /** @type {Line | null} */
  line = null;
  /** Whether the line was cut off. */
  cut = false;

  /** @param {() => void} changed told of each line, and of each that is cut off. */
  constructor(changed) {
    new Socket("/api/captions", "moderator.captions", {
      message: (message) => {
        if (message.type === "said") {
          this.line = message;
          this.cut = false;
        } else if (message.type === "unsaid") {
          this.cut = true;
        }
        changed();
      },
      freshness: changed,
    });
  }

  /**
   * The word that is being said.
   * @param {number} atS the record's clock, seconds.
   * @returns {number} its place in the line; −1 before the first, and while nobody speaks.
   */
  word(atS) {
    const line = this.line;
    if (!line || this.cut || atS > line.at_s + line.duration_s) return -1;
    return line.words.findLastIndex((word) => line.at_s + word.at_s <= atS);
  }
}
