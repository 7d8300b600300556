/**
 * What the views for reading share: words in a language of their own, a screen that stays on, and a
 * link that says so when it is old.
 */

import { got } from "./access.js";
import { at, say } from "./dom.js";
import { fill, speak, word } from "./words.js";

/** @typedef {import("./words.js").Word} Word */

/**
 * Begin a view.
 * @param {Word} named what it is called.
 * @param {() => boolean} fresh whether what it shows is what is.
 * @param {() => void} draw
 * @returns {() => void} has it drawn before the next picture.
 */
export function begin(named, fresh, draw) {
  const asked = new URLSearchParams(location.search).get("lang");
  if (asked) speak(asked);
  fill();
  let due = false;
  let staleAt = 0;
  let refused = false;
  let title = "";
  got("/api/console").then((told) => (title = told.show), (error) => {
    refused = /40[13]/.test(String(error));
  });
  keepAwake();
  const drawn = () => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      const now = performance.now();
      if (fresh()) staleAt = now;
      document.body.classList.toggle("stale", !fresh());
      document.title = word("title", { show: title, view: word(named) });
      const seconds = Math.round((now - staleAt) / 1000);
      const old = seconds > 1 ? word("view_old", { seconds }) : "";
      draw();
      say(at("link"), refused ? word("wrong_link") : old);
    });
  };
  setInterval(drawn, 250);
  return drawn;
}

/** Keep the screen from going dark, where the browser lets a page. */
function keepAwake() {
  const ask = () => {
    if (document.visibilityState === "visible") navigator.wakeLock?.request("screen").catch(() => undefined);
  };
  document.addEventListener("visibilitychange", ask);
  ask();
}
