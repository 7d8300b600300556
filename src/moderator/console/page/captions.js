/**
 * Captions: what the robot says, two lines at most, as it is said, and who is named on the screen.
 */

import { at, make, say, set } from "./dom.js";
import { Speech } from "./speech.js";
import { begin } from "./view.js";

const named = [make("b"), make("span"), make("span")];
at("named").append(...named);
const speech = new Speech(() => drawn());
const drawn = begin("captions", () => speech.fresh, () => {
  const { heard, sinceS } = speech;
  const caption = heard?.captions.findLast(({ at_s }) => at_s <= sinceS);
  set(at("lines"), "lang", heard?.language ?? "");
  say(at("lines"), caption?.text ?? "");
  at("named").hidden = !speech.named;
  const texts = [speech.named?.name, speech.named?.office, speech.named?.title];
  named.forEach((element, place) => say(element, texts[place] ?? ""));
});
setInterval(() => drawn(), 50);
