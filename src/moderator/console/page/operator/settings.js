/**
 * What is set on this machine: which key does what, and what a clicker sends.
 */

import { at, keep, make, say, set } from "../dom.js";
import * as map from "../key_map.js";
import { ask } from "../keys.js";
import { word } from "../words.js";
import { closing } from "./drawer.js";

/** @typedef {import("../words.js").Word} Word */

const CLICKERS = /** @type {(keyof typeof map.CLICKERS)[]} */ (Object.keys(map.CLICKERS));

/**
 * @param {() => void} changed
 * @returns {() => void}
 */
export function settings(changed) {
  const drawer = at("settings");
  const open = at("open-settings");
  const heading = make("h2");
  const close = closing(drawer, open, () => asking(""));
  const clicker = make("select", { id: "clicker" }, ...["", ...CLICKERS].map((kind) => make("option", { value: kind })));
  const asked = make("label", {}, make("span"), clicker);
  const about = make("p");
  const keys = make("ul", { class: "keys" });
  const reset = make("button", { type: "button", onclick: () => did(map.asWritten) });
  drawer.append(make("header", {}, heading, close), asked, about, keys, reset);
  /** What the next key is for. */
  let asks = "";
  let wrong = "";

  clicker.addEventListener("change", () => {
    const kind = CLICKERS.find((each) => each === clicker.value);
    if (kind) did(() => map.change(map.CLICKERS[kind]));
  });

  /** @param {string} action for which the next key is; empty for none. */
  function asking(action) {
    asks = action;
    wrong = "";
    ask(action ? (code) => did(() => map.change({ [code]: action })) : null);
    changed();
  }

  /** @param {() => boolean | void} change */
  function did(change) {
    asking("");
    wrong = change() === false ? word("key_needed") : "";
    changed();
  }

  /** @param {string} action */
  function madeAction(action) {
    const add = make("button", { type: "button", class: "add", onclick: () => asking(asks === action ? "" : action) });
    return make("li", {}, make("span"), make("div", { class: "of" }), add);
  }

  /** @param {string} code */
  function madeKey(code) {
    return make("button", { type: "button", onclick: () => did(() => map.change({ [code]: "" })) });
  }

  return () => {
    set(open, "aria-label", word("settings"));
    if (drawer.hidden) return;
    say(heading, word("settings"));
    say(close, word("close"));
    say(/** @type {Element} */ (asked.firstElementChild), word("clicker"));
    for (const option of clicker.options) {
      say(option, word(/** @type {Word} */ (`clicker_${option.value || "own"}`)));
      option.hidden = !option.value && map.clicker() !== "";
    }
    clicker.value = map.clicker();
    say(about, wrong || word("keys_about"));
    set(about, "data-wrong", wrong !== "");
    keep(keys, map.ACTIONS, (action) => action, madeAction, (row, action) => {
      const called = action.startsWith("digit")
        ? word("hot_cue", { place: action.slice(-1) })
        : word(/** @type {Word} */ (`key_${action}`));
      say(row.children[0], called);
      keep(row.children[1], map.codes(action), (code) => code, madeKey, (chip, code) => {
        say(chip, `${map.read(code)} ×`);
        set(chip, "aria-label", word("key_take", { key: map.read(code), action: called }));
      });
      say(row.children[2], asks === action ? word("key_press") : "+");
      set(row.children[2], "aria-label", word("key_give", { action: called }));
      set(row.children[2], "data-asks", asks === action);
    });
    say(reset, word("keys_again"));
  };
}
