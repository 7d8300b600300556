/**
 * Times as a show caller reads them.
 */

const DAY_S = 86_400;

/**
 * A length: `0:07`, `12:30`, `1:02:03`.
 * @param {number} s seconds; its sign is not written.
 */
export function length(s) {
  const whole = Math.round(Math.abs(s));
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const seconds = String(whole % 60).padStart(2, "0");
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${seconds}` : `${minutes}:${seconds}`;
}

/**
 * A time of day in the show's own place: that of its start, so much later.
 * @param {string} starts the show's planned start, ISO 8601 with its offset.
 * @param {number} s seconds since then.
 * @param {boolean} [withSeconds]
 */
export function clock(starts, s, withSeconds = true) {
  const offset = /([+-])(\d\d):?(\d\d)$/.exec(starts);
  const minutes = offset ? (Number(offset[2]) * 60 + Number(offset[3])) * (offset[1] === "-" ? -1 : 1) : 0;
  const there = new Date(Date.parse(starts) + s * 1000 + minutes * 60_000);
  return there.toISOString().slice(11, withSeconds ? 19 : 16);
}

/**
 * How long after the show's planned start something came into the record, seconds.
 * @param {string} starts the show's planned start, ISO 8601 with its offset.
 * @param {{time?: string, at_s?: number}} live the time of day, and the record's clock at that time.
 * @param {number} atS by the record's clock, seconds.
 */
export function since(starts, live, atS) {
  if (!live.time) return undefined;
  const s = ofDay(live.time) - ofDay(starts.slice(11, 19)) + atS - (live.at_s ?? 0);
  return s - DAY_S * Math.round(s / DAY_S); // the nearer day: a show may last beyond midnight
}

/** @param {string} time as a clock shows it. @returns {number} seconds since midnight. */
function ofDay(time) {
  const [hours, minutes, seconds] = time.split(":").map(Number);
  return (hours * 60 + minutes) * 60 + (seconds || 0);
}

/**
 * The time of day at which something came into the record.
 * @param {{time?: string, at_s?: number}} live the time of day, and the record's clock at that time.
 * @param {number} atS by the record's clock, seconds.
 */
export function came(live, atS) {
  if (!live.time) return "";
  const s = ofDay(live.time) + atS - (live.at_s ?? 0);
  return new Date(s * 1000).toISOString().slice(11, 19);
}
