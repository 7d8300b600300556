/**
 * Elements of the page. Text always goes in as text: nothing that is told can be markup.
 */

/**
 * Make an element.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | boolean | EventListener>} [having] attributes, and listeners under `onclick` and so on.
 * @param {...(Node | string)} inner
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, having = {}, ...inner) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(having)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (typeof value === "boolean") element.toggleAttribute(name, value);
    else element.setAttribute(name, value);
  }
  element.append(...inner);
  return element;
}

/**
 * The element of that id.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function at(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`there is no #${id}`);
  return found;
}

/**
 * Have an element say something, and touch the page only when that is new.
 * @param {Element} element
 * @param {string} text
 */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Set an attribute, or take it away.
 * @param {Element} element
 * @param {string} name
 * @param {string | boolean} value
 */
export function set(element, name, value) {
  if (typeof value === "boolean") element.toggleAttribute(name, value);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/**
 * Keep a list's elements in step with its data: each row is made once, and kept by its key.
 * @template Row
 * @param {Element} list
 * @param {readonly Row[]} rows
 * @param {(row: Row) => string} key
 * @param {(row: Row) => HTMLElement} made
 * @param {(element: HTMLElement, row: Row) => void} shown brings an element up to date.
 */
export function keep(list, rows, key, made, shown) {
  /** @type {Map<string, HTMLElement>} */
  const before = new Map();
  for (const child of list.children) {
    if (child instanceof HTMLElement && child.dataset.key) before.set(child.dataset.key, child);
  }
  let place = list.firstElementChild;
  for (const row of rows) {
    const name = key(row);
    let element = before.get(name);
    before.delete(name);
    if (!element) {
      element = made(row);
      element.dataset.key = name;
    }
    if (element === place) place = place.nextElementSibling;
    else list.insertBefore(element, place);
    shown(element, row);
  }
  for (const gone of before.values()) gone.remove();
}
