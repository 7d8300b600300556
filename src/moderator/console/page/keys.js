/**
 * One key press, one order: a held key fires once, and neither typing nor an input method fires.
 */

import { doing } from "./key_map.js";

/** Keys that a clicker or a tired hand sends, and that a browser must do nothing with. */
const NOTHING = new Set(["F5", "BrowserRefresh", "Backspace", "F3", "F7", "Escape"]);
/** These may be held: they only move the standby. */
const MAY_REPEAT = new Set(["back", "next"]);

/** Keys that only ever go with others. */
const MODIFIER = /^(Control|Shift|Alt|Meta|CapsLock|Fn)/;
/** Told the next key instead of what it does. @type {((code: string) => void) | null} */
let asking = null;

/**
 * Ask for a key: the next that is pressed does nothing else, unless it is a stop.
 * @param {((code: string) => void) | null} told null to ask no more.
 */
export function ask(told) {
  asking = told;
}

/**
 * Listen to the keyboard.
 * @param {(what: string, code: string) => void} pressed told each press of a key that does something.
 * @param {() => void} stop told each press of a key for it, whatever else is going on.
 * @returns {(code: string) => boolean} whether a key is down.
 */
export function listen(pressed, stop) {
  /** @type {Set<string>} */
  const down = new Set();
  addEventListener("keydown", (event) => {
    const held = event.repeat || down.has(event.code);
    down.add(event.code);
    const code = event.key === "Escape" ? event.key : event.code; // on whatever key it is
    if (doing(code) === "stop" && (code === "Escape" || !types(event))) {
      event.preventDefault();
      asking = null;
      if (!event.repeat) stop(); // whether it was seen let go or not
      return;
    }
    if (asking && !MODIFIER.test(code)) {
      event.preventDefault();
      asking(code);
      asking = null;
      return;
    }
    if (reloads(event) || (held && presses(event))) event.preventDefault();
    if (types(event)) return;
    if (NOTHING.has(event.code)) event.preventDefault();
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const what = doing(event.code);
    if (!what) return;
    event.preventDefault();
    if (!held || MAY_REPEAT.has(what)) pressed(what, event.code);
  }, { capture: true });
  addEventListener("keyup", (event) => {
    down.delete(event.code);
    if (doing(event.code) && !isText(event.target)) event.preventDefault();
  }, { capture: true });
  addEventListener("blur", () => down.clear()); // a key let go elsewhere is let go
  return (code) => down.has(code);
}

/** @param {KeyboardEvent} event whether it is of a text that is being written. */
function types(event) {
  return event.isComposing || event.keyCode === 229 || isText(event.target);
}

/** @param {KeyboardEvent} event */
function reloads(event) {
  return event.code === "F5" || ((event.ctrlKey || event.metaKey) && event.code === "KeyR");
}

/** @param {KeyboardEvent} event whether it presses the button that has the focus. */
function presses(event) {
  return event.key === "Enter" && event.target instanceof HTMLButtonElement;
}

/** @param {EventTarget | null} target */
function isText(target) {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["button", "checkbox", "range"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target.isContentEditable;
}
