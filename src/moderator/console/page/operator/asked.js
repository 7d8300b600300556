/**
 * What a person is asked in preflight, and what is red of it.
 */

import { at, keep, make, say } from "../dom.js";
import { word } from "../words.js";
import { sentence, term } from "../words/sentences.js";

/**
 * @param {import("./orders.js").Orders} order
 * @returns {(show: import("../show.js").Show) => void}
 */
export function asked(order) {
  const question = make("p", { class: "question" });
  const yes = make("button", { type: "button", onclick: () => order.pressed("yes") });
  const no = make("button", { type: "button", onclick: () => order.pressed("no") });
  const red = make("ul", { class: "red" });
  at("asked").append(question, make("nav", {}, yes, no), red);
  return ({ board }) => {
    at("asked").hidden = !board.asked && !Object.keys(board.red ?? {}).length;
    question.parentElement?.classList.toggle("asks", Boolean(board.asked));
    say(question, board.asked?.ask ?? "");
    say(yes, word("yes"));
    say(no, word("no"));
    yes.hidden = no.hidden = !board.asked;
    keep(red, Object.entries(board.red ?? {}), ([name]) => name, () => make("li"), (row, [name, why]) => {
      say(row, `${term("check", name)}: ${sentence(why)}`);
    });
  };
}
