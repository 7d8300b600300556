/**
 * What each key does: as written here, until it is changed on this machine.
 *
 * A key is known by its place on the board, whatever is printed on it.
 */

/** @type {Readonly<Record<string, string>>} */
const WRITTEN = Object.freeze({
  Space: "go",
  PageDown: "go",
  Escape: "stop",
  ArrowUp: "back",
  PageUp: "back",
  ArrowDown: "next",
  KeyH: "hold",
  KeyR: "resume",
  KeyS: "skip",
  KeyD: "disarm",
  KeyO: "choose",
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

/**
 * What clickers send. One whose button for a show's start sends Esc and F5 in turn would stop the
 * robot with it: for that one stop is another key.
 * @type {Readonly<Record<"pages" | "arrows" | "escape" | "none", Record<string, string>>>}
 */
export const CLICKERS = Object.freeze({
  pages: { PageDown: "go", PageUp: "back", ArrowRight: "", ArrowLeft: "", Escape: "stop", Backquote: "" },
  arrows: { PageDown: "", PageUp: "", ArrowRight: "go", ArrowLeft: "back", Escape: "stop", Backquote: "" },
  escape: { PageDown: "go", PageUp: "back", ArrowRight: "", ArrowLeft: "", Escape: "", Backquote: "stop" },
  none: { PageDown: "", PageUp: "", ArrowRight: "", ArrowLeft: "", Escape: "stop", Backquote: "" },
});

/** All that a key can do, in order. */
export const ACTIONS = Object.freeze([...new Set(Object.values(WRITTEN))]);
/** Without these nobody could call a show. */
const NEEDED = ["go", "stop"];
const KEPT = "moderator.keys";
/** @type {Readonly<Record<string, string>>} */
const READ = Object.freeze({ Escape: "Esc", ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", PageUp: "Page ↑", PageDown: "Page ↓", Backquote: "`" });

let now = kept();

/** @returns {Record<string, string>} */
function kept() {
  try {
    const read = JSON.parse(localStorage.getItem(KEPT) ?? "null");
    if (isWhole(read)) return read;
  } catch {
    // what is there was written by something else
  }
  return { ...WRITTEN };
}

/** @param {any} map */
function isWhole(map) {
  return map !== null && typeof map === "object" && NEEDED.every((action) => Object.values(map).includes(action));
}

/** @param {string} code @returns {string | undefined} what a key does. */
export function doing(code) {
  return now[code];
}

/** @param {string} action @returns {string[]} the keys that do it, by their codes. */
export function codes(action) {
  return Object.keys(now).filter((code) => now[code] === action);
}

/** @param {string} code @returns {string} a key as it is read. */
export function read(code) {
  return READ[code] ?? code.replace(/^(Key|Digit)/, "");
}

/** @param {string} action @returns {string} the first key that does it, as it is read; or empty. */
export function key(action) {
  return codes(action).slice(0, 1).map(read).join("");
}

/**
 * Have keys do something from now on, and nothing else; empty for nothing.
 * @param {Record<string, string>} changes
 * @returns {boolean} false where GO or stop would have no key left: then nothing is changed.
 */
export function change(changes) {
  const changed = Object.fromEntries(Object.entries({ ...now, ...changes }).filter(([, action]) => action));
  if (!isWhole(changed)) return false;
  now = changed;
  localStorage.setItem(KEPT, JSON.stringify(now));
  return true;
}

/** Have every key do what is written. */
export function asWritten() {
  now = { ...WRITTEN };
  localStorage.removeItem(KEPT);
}

/** @returns {string} which clicker the keys are for; empty for one of the operator's own. */
export function clicker() {
  const is = Object.entries(CLICKERS).find(([, keys]) =>
    Object.entries(keys).every(([code, action]) => (now[code] ?? "") === action));
  return is?.[0] ?? "";
}
