/**
 * What this console calls itself, by which the show knows from which one it is called.
 */

const KEPT = "moderator.console";
/** Letters and figures that nobody takes for another when they are read out. */
const LETTERS = "ACDEFHJKLMNPQRTUVWXY34679";
const LENGTH = 4;

/** A tab that is doubled has the first one's memory, and needs a name of its own. */
const others = new BroadcastChannel(KEPT);
others.onmessage = (/** @type {MessageEvent<{asks?: string, taken?: string}>} */ { data }) => {
  if (data.asks === name()) others.postMessage({ taken: name() });
  else if (data.taken === name()) sessionStorage.removeItem(KEPT);
};
others.postMessage({ asks: name() });

/** @returns {string} its name; it outlives a reload. */
export function name() {
  const kept = sessionStorage.getItem(KEPT);
  if (kept) return kept;
  const bytes = crypto.getRandomValues(new Uint8Array(LENGTH));
  const made = Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join("");
  sessionStorage.setItem(KEPT, made);
  return made;
}
