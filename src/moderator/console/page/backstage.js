/**
 * Backstage: the rundown, for reading only.
 */

import { acting } from "./operator/acting.js";
import { bar } from "./operator/bar.js";
import { rundown } from "./operator/rundown.js";
import { Show } from "./show.js";
import { begin } from "./view.js";

const show = new Show(() => drawn());
const pieces = [bar(), acting(), rundown()];
const drawn = begin("backstage", () => show.fresh, () => pieces.forEach((piece) => piece(show)));
