/**
 * The token that came with the page's link. It is behind the `#`, which no browser sends to a
 * server or puts into a log; from there it goes into this tab's memory, and out of the address.
 */

const KEPT = "moderator.token";

/** @returns {string} the token; empty on a machine whose every page is the operator's. */
export function token() {
  if (location.hash.length > 1) {
    sessionStorage.setItem(KEPT, location.hash.slice(1));
    history.replaceState(null, "", location.pathname + location.search);
  }
  return sessionStorage.getItem(KEPT) ?? "";
}

/** @returns {Record<string, string>} the headers that show it. */
export function shown() {
  const known = token();
  return known ? { Authorization: `Bearer ${known}` } : {};
}

/**
 * What the server has at a path.
 * @param {string} path
 * @returns {Promise<any>} as JSON has it; rejected when there is no good answer.
 */
export async function got(path) {
  const answer = await fetch(path, { headers: shown() });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}
