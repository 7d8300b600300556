/**
 * A line as it is said: each word over, being said or to come, and which are of the sentence that is said.
 */

import { make, set } from "./dom.js";

/**
 * Show a line in an element.
 * @param {HTMLElement} said
 * @param {import("./speech.js").Line} line
 * @param {number} now the place of the word that is being said; −1 while none is.
 */
export function lit(said, line, now) {
  if (said.dataset.line !== String(line.n)) {
    said.dataset.line = String(line.n);
    set(said, "lang", line.language);
    said.replaceChildren(...spans(line));
  }
  const words = /** @type {HTMLElement[]} */ ([...said.children]);
  const sentence = words[now]?.dataset.of;
  words.forEach((element, place) => {
    set(element, "data-is", now < 0 ? "" : place < now ? "said" : place === now ? "now" : "");
    set(element, "data-near", element.dataset.of === sentence);
  });
  set(said, "data-is", now < 0 ? "over" : "");
}

/** A span for each word, with the spaces between them. @param {import("./speech.js").Line} line */
function* spans({ language, words }) {
  const sentences = [...new Intl.Segmenter(language, { granularity: "sentence" }).segment(words.map(({ text }) => text).join(""))];
  let [at, of] = [0, 0];
  for (const { text } of words) {
    const bare = text.trimStart();
    const space = text.length - bare.length;
    while (sentences[of + 1] && sentences[of + 1].index <= at + space) of += 1;
    at += text.length;
    yield text.slice(0, space);
    yield make("span", { "data-of": String(of) }, bare);
  }
}
