/**
 * Captions: what the robot says, two lines at most, as it is said, and who is named on the screen.
 */

import { at, make, say, set } from "./dom.js";
import { Speech } from "./speech.js";
import { begin } from "./view.js";

/** The last caption of a line stays so long after it, seconds. */
const STAYS_S = 1.5;

const named = [make("b"), make("span"), make("span")];
at("named").append(...named);
const speech = new Speech(() => drawn());
const drawn = begin("captions", () => speech.fresh, () => {
  const { line, sinceS } = speech;
  const over = !line || speech.cut || sinceS > line.duration_s + STAYS_S;
  const caption = over ? undefined : line?.captions.findLast(({ at_s }) => at_s <= sinceS);
  set(at("lines"), "lang", line?.language ?? "");
  say(at("lines"), caption?.text ?? "");
  at("named").hidden = !speech.named;
  const texts = [speech.named?.name, speech.named?.office, speech.named?.title];
  named.forEach((element, place) => say(element, texts[place] ?? ""));
});
setInterval(() => drawn(), 50);
