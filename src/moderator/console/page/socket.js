/**
 * A WebSocket that comes back by itself, and knows how old its link is.
 */

import { token } from "./access.js";

const AGAIN_MS = [100, 200, 400, 800, 1600];
/** Nothing was heard for so long: this connection is given up, and another is tried. */
const SILENT_MS = 3000;
/** A link is fresh for so long after something was heard on it. */
const FRESH_MS = 1000;
const LOOK_MS = 100;

/**
 * @typedef {object} Told What a socket tells whoever made it.
 * @property {(message: any) => void} message of each message, as JSON has it.
 * @property {(fresh: boolean) => void} freshness of each change between fresh and stale.
 * @property {() => void} [opened] of each connection; whatever was sent over one before gets no answer.
 */

export class Socket {
  #path;
  #protocol;
  #told;
  /** @type {WebSocket | null} */
  #socket = null;
  #heardAt = -Infinity;
  #fresh = false;
  #tries = 0;

  /**
   * @param {string} path of the server.
   * @param {string} protocol its subprotocol.
   * @param {Told} told what is told.
   */
  constructor(path, protocol, told) {
    this.#path = path;
    this.#protocol = protocol;
    this.#told = told;
    this.#open();
    setInterval(() => this.#look(), LOOK_MS);
  }

  /** Whether what is on the page is what is. */
  get fresh() {
    return this.#fresh;
  }

  /**
   * Send a message.
   * @param {object} message
   * @returns {boolean} whether it has left; a socket that is not open keeps nothing for later.
   */
  send(message) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  #open() {
    const url = new URL(this.#path, location.href);
    url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    const shown = token();
    const protocols = shown ? [this.#protocol, `bearer.${shown}`] : [this.#protocol];
    const socket = new WebSocket(url, protocols);
    this.#socket = socket;
    this.#heardAt = Math.max(this.#heardAt, performance.now() - FRESH_MS);
    socket.onopen = () => this.#told.opened?.();
    socket.onmessage = (event) => {
      if (socket !== this.#socket) return;
      this.#heardAt = performance.now();
      this.#tries = 0;
      this.#told.message(JSON.parse(event.data));
      this.#look();
    };
    socket.onclose = () => {
      if (socket === this.#socket) this.#giveUp();
    };
  }

  #giveUp() {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    this.#look();
    const wait = AGAIN_MS[Math.min(this.#tries, AGAIN_MS.length - 1)];
    this.#tries += 1;
    setTimeout(() => this.#open(), wait);
  }

  #look() {
    const age = performance.now() - this.#heardAt;
    const fresh = this.#socket?.readyState === WebSocket.OPEN && age < FRESH_MS;
    if (this.#socket && age > SILENT_MS + FRESH_MS) this.#giveUp();
    if (fresh === this.#fresh) return;
    this.#fresh = fresh;
    this.#told.freshness(fresh);
  }
}
