/**
 * One key press, one order: a held key fires once, and neither typing nor an input method fires.
 */

/** What each key does; keys are those of the board, whatever is printed on them. */
export const KEYS = Object.freeze({
  Space: "go",
  PageDown: "go",
  ArrowUp: "back",
  PageUp: "back",
  ArrowDown: "next",
  KeyH: "hold",
  KeyR: "resume",
  KeyS: "skip",
  KeyD: "disarm",
  KeyP: "preflight",
  KeyC: "shorten",
  KeyY: "yes",
  KeyN: "no",
  KeyE: "edit",
  KeyX: "interrupt",
  KeyM: "mute",
  KeyT: "take_over",
  ...Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`Digit${n + 1}`, `digit ${n + 1}`])),
});

/** Keys that a clicker or a tired hand sends, and that a browser must do nothing with. */
const NOTHING = new Set(["F5", "BrowserRefresh", "Backspace", "F3", "F7"]);
/** These may be held: they only move the standby. */
const MAY_REPEAT = new Set(["back", "next"]);

/**
 * Listen to the keyboard.
 * @param {(code: string) => string | undefined} doing what a key does.
 * @param {(what: string, code: string) => void} pressed told each press of a key that does something.
 * @param {() => void} stop told each press of Esc, whatever else is going on.
 * @returns {(code: string) => boolean} whether a key is down.
 */
export function listen(doing, pressed, stop) {
  /** @type {Set<string>} */
  const down = new Set();
  addEventListener("keydown", (event) => {
    const held = event.repeat || down.has(event.code);
    down.add(event.code);
    if (event.code === "Escape" || event.key === "Escape") {
      event.preventDefault();
      if (!event.repeat) stop(); // whether it was seen let go or not
      return;
    }
    if (reloads(event) || (held && presses(event))) event.preventDefault();
    if (event.isComposing || event.keyCode === 229 || isText(event.target)) return;
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
