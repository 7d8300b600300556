/**
 * The page's words, in the language of whoever looks at it.
 */

import en from "./words/en.js";
import zh from "./words/zh.js";

/** @typedef {keyof typeof en} Word */

const KEPT = "moderator.language";
/** @type {Record<string, Record<Word, string>>} */
const LANGUAGES = { en, zh };

/** @returns {string} `en` or `zh`. */
export function language() {
  const chosen = localStorage.getItem(KEPT) ?? navigator.language.slice(0, 2);
  return chosen in LANGUAGES ? chosen : "en";
}

/** @param {string} chosen */
export function speak(chosen) {
  localStorage.setItem(KEPT, chosen);
  fill();
}

/**
 * A text in the page's language.
 * @param {Word} word
 * @param {Record<string, string | number>} [names] what stands in its braces.
 * @returns {string}
 */
export function word(word, names = {}) {
  return LANGUAGES[language()][word].replace(/\{(\w+)\}/g, (_, name) => String(names[name] ?? ""));
}

/** Write the words into what the page's HTML names by `data-word`. */
export function fill() {
  document.documentElement.lang = language();
  for (const element of document.querySelectorAll("[data-word]")) {
    element.textContent = word(/** @type {Word} */ (element.getAttribute("data-word")));
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", word(/** @type {Word} */ (element.getAttribute("data-label"))));
  }
}
