/**
 * Stop, by every way there is, until one of them says that it has left for the robot.
 */

import { shown } from "./access.js";

const AGAIN_MS = 150;
const TRY_FOR_MS = 10_000;
const WITHIN_MS = 2000;

/** @typedef {"relax" | "freeze" | "robot_stop"} Grade */
/** @typedef {{grade: Grade, state: "asking" | "sent" | "failed", why: string}} Stop */
/** @typedef {{sent: boolean, why: string}} Became */
/** @typedef {(grade: Grade) => Promise<Became>} Way */

export class Stopping {
  #ways;
  #changed;
  /** The last stop of this page, and what became of it. @type {Stop | null} */
  last = null;

  /**
   * @param {Way[]} ways each asks for a stop in a way of its own.
   * @param {() => void} changed told when `last` changes.
   */
  constructor(ways, changed) {
    this.#ways = ways;
    this.#changed = changed;
  }

  /**
   * Ask for a stop every way at once, and each way again while none has been of use.
   * @param {Grade} grade
   */
  stop(grade) {
    /** @type {Stop} */
    const stop = { grade, state: "asking", why: "" };
    this.last = stop;
    this.#changed();
    const until = performance.now() + TRY_FOR_MS;
    const trying = this.#ways.map((way) => this.#go(way, stop, until));
    Promise.all(trying).then(() => {
      if (stop.state === "asking") stop.state = "failed";
      this.#changed();
    });
  }

  /** @param {Way} way @param {Stop} stop @param {number} until */
  async #go(way, stop, until) {
    while (stop.state === "asking" && this.last === stop && performance.now() < until) {
      const { sent, why } = await way(stop.grade);
      stop.why = why;
      if (sent) {
        stop.state = "sent";
        this.#changed();
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}

/**
 * A stop over HTTP, to this server or to the supervisor.
 * @param {() => string} at the path or address that the grade is put behind; empty when there is none.
 * @returns {Way}
 */
export function overHttp(at) {
  return async (grade) => {
    const url = at();
    if (!url) return { sent: false, why: "" };
    const headers = url.startsWith("/") ? shown() : {};
    try {
      const signal = AbortSignal.timeout(WITHIN_MS);
      const answer = await fetch(url + grade, { method: "POST", headers, keepalive: true, signal });
      const told = await answer.json();
      return { sent: answer.ok && Boolean(told.sent), why: told.why || told.error || "" };
    } catch (error) {
      return { sent: false, why: String(error) };
    }
  };
}
