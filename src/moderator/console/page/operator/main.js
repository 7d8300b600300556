/**
 * The operator's page: what it is made of, and how its keys and buttons reach the show.
 */

import { got } from "../access.js";
import { at, say } from "../dom.js";
import { doing } from "../key_map.js";
import { listen } from "../keys.js";
import { Show } from "../show.js";
import { Stopping, overHttp } from "../stopping.js";
import { fill, language, speak, word } from "../words.js";
import { acting } from "./acting.js";
import { asked } from "./asked.js";
import { bar } from "./bar.js";
import { caller } from "./caller.js";
import { calling } from "./calling.js";
import { changing } from "./changing.js";
import { chosen } from "./chosen.js";
import { draft } from "./draft.js";
import { fullScreen } from "./full_screen.js";
import { offer } from "./offer.js";
import { hot } from "./hot.js";
import { mode } from "./mode.js";
import { note } from "./note.js";
import { orders } from "./orders.js";
import { record } from "./record.js";
import { robot } from "./robot.js";
import { rundown } from "./rundown.js";
import { saying } from "./saying.js";
import { settings } from "./settings.js";
import { sound } from "./sound.js";
import { speaker } from "./speaker.js";
import { stops } from "./stops.js";

/** What stands on the page, each brought up to date by itself. @type {((show: Show) => void)[]} */
const pieces = [];
let due = false;
/** Leaving full screen so soon after Esc was heard is that same press. */
const HEARD_FOR_MS = 1000;
let stoppedAt = -Infinity;

const show = new Show(changed);
let supervisor = "";
let askedOf = "";

const stopping = new Stopping(
  [
    (grade) => show.stop(grade),
    overHttp(() => "/api/stop/"),
    overHttp(() => supervisor && `${supervisor}/stop/`),
  ],
  changed,
);
const order = orders(show, changed);
const callers = caller(order, changed);
const choice = chosen(order, changed);

pieces.push(
  bar(), callers.shown, mode(order), changing(order, changed), rundown(choice.choose, choice.is), choice.shown, calling(order), offer(order), acting(), speaker(order), asked(order), draft(order), saying(changed),
  record(), note(order), robot(changed), hot(order), sound(order), stops(stopping, order), settings(changed),
);
const isDown = listen((what) => {
  if (what === "take_over") callers.pressed();
  else if (what === "choose") choice.choose(show.board.playhead?.standby ?? "", true);
  else order.pressed(what);
}, stopAtOnce);
fullScreen(at("full-screen"), () => {
  const heard = isDown("Escape") || performance.now() - stoppedAt < HEARD_FOR_MS;
  if (doing("Escape") === "stop" && !heard) stopAtOnce();
});
at("language").addEventListener("click", () => {
  speak(language() === "en" ? "zh" : "en");
  changed();
});
fill();
setInterval(changed, 250);

/** Esc: relax; again while the robot is still stopping, freeze. */
function stopAtOnce() {
  stoppedAt = performance.now();
  const again = show.board.state === "stopping" || stopping.last?.state === "asking";
  stopping.stop(again ? "freeze" : "relax");
}

/** Ask where else a stop is heard: again, too, of a server that has come back. */
function ask() {
  if (!show.fresh || show.epoch === askedOf) return;
  askedOf = show.epoch;
  got("/api/console").then((told) => (supervisor = told.stops_at), () => (askedOf = ""));
}

/** Draw once for all that changes before the next picture. */
function changed() {
  if (due) return;
  due = true;
  requestAnimationFrame(() => {
    due = false;
    ask();
    document.body.classList.toggle("stale", !show.fresh);
    document.title = word("title", { show: show.board.show ?? "", view: word("operator") });
    say(at("language"), language() === "zh" ? "English" : "中文");
    for (const piece of pieces) piece(show);
  });
}
