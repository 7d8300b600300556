/**
 * A note against the cue that runs, or that is on standby.
 */

import { at, make, say, set } from "../dom.js";
import { word } from "../words.js";

/**
 * @param {import("./orders.js").Orders} order
 * @returns {(show: import("../show.js").Show) => void}
 */
export function note(order) {
  const field = make("input", { type: "text", maxlength: "500", dir: "auto" });
  const send = make("button", { type: "submit" });
  const form = make("form", { class: "note" }, field, send);
  at("record").append(form);
  let cue = "";
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (!text) return;
    const answer = await order.give("note", cue ? { cue, text } : { text });
    if (answer.ok) field.value = "";
  });
  return ({ board, fresh }) => {
    cue = board.running?.[0]?.cue ?? board.playhead?.standby ?? "";
    set(field, "placeholder", word("note_on", { cue }));
    set(field, "aria-label", word("note_on", { cue }));
    say(send, word("note"));
    send.disabled = !fresh;
  };
}
