/**
 * What the server tells in English sentences, in the page's language. Names, titles and numbers in them stay as they
 * are, and so does a sentence that is not known here.
 */

import { language } from "../words.js";
import { ORIGINS, SENTENCES } from "./sentences_zh.js";
import TERMS from "./terms_zh.js";

/** @typedef {{fits: RegExp, kinds: string[], template: string}} Pattern */

/** What may stand in braces of a kind that has no terms. @type {Record<string, string>} */
const READS = {
  address: "(?:\\w+ universe \\d+ at )?[\\w.:/\\[\\]-]+",
  amount: "-?[\\d.]+ ?(?:[%°a-zA-Z][C/\\w]*)?",
  by: ".+?",
  cue: "\\S*",
  cues: "\\S+(?:, \\S+)*",
  date: ".+?",
  defect: ".+",
  entries: "\\d+ entr(?:y|ies)",
  joint: "[\\w.-]+",
  known: ".+",
  line: ".+?",
  name: ".+?",
  number: "[\\d.]+",
  parts: `(?:${either("part")})(?: and (?:${either("part")}))*`,
  quoted: "'.*'|\".*\"",
  readings: `nothing|(?:${either("reading")})(?:, (?:${either("reading")}))*`,
  time: "[-+]?\\d[\\d:.hms]*",
  title: ".*",
  when: ".+?",
  why: ".+",
  word: "[\\w./:-]+",
  words: "[\\w.-]+(?:, [\\w.-]+)*",
};

/** How what stood there is told. What is not here, and no term, stays as it is. @type {Record<string, (text: string) => string>} */
const TELLS = {
  by: (text) => fitting(text, origins) ?? text,
  cues: (text) => text.replaceAll(", ", "、"),
  entries: (text) => `${parseInt(text, 10)} 条`,
  parts: (text) => several(text, " and ", "part"),
  readings: (text) => (text === "nothing" ? "无" : several(text, ", ", "reading")),
  when: condition,
  why: (text) => turned(text),
};

/** Between reasons that are told together. @type {Record<string, string>} */
const BETWEEN = { " — ": "——", "; ": "；", ", ": "；" };
const MOST_TOGETHER = 8;
const MOST_KEPT = 500;

const sentences = SENTENCES.map(pattern);
const origins = ORIGINS.map(pattern);
/** @type {Map<string, string>} */
const kept = new Map();

/**
 * A sentence of the server's, or reasons of its in a line, in the page's language.
 * @param {string} text
 * @returns {string}
 */
export function sentence(text) {
  if (language() === "en") return text;
  const before = kept.get(text);
  if (before !== undefined) return before;
  if (kept.size >= MOST_KEPT) kept.clear();
  const told = turned(text);
  kept.set(text, told);
  return told;
}

/**
 * Where an order came from, in the page's language.
 * @param {string} text
 * @returns {string}
 */
export function origin(text) {
  return language() === "en" ? text : TELLS.by(text);
}

/**
 * One of few names, in the page's language.
 * @param {keyof typeof TERMS} kind
 * @param {string} name
 * @returns {string}
 */
export function term(kind, name) {
  return language() === "en" ? name : termOf(kind, name) ?? name;
}

/** @param {string} text */
function turned(text) {
  return known(text) ?? text;
}

/**
 * What is known of a text, turned; undefined where nothing is.
 * @param {string} text
 * @returns {string | undefined}
 */
function known(text) {
  return fitting(text, sentences) ?? together(text);
}

/**
 * Reasons that stand in a line, each turned that is known; undefined where none is.
 * @param {string} text
 * @returns {string | undefined}
 */
function together(text) {
  const pieces = text.split(/( — |; |, )/);
  if (pieces.length === 1) return undefined;
  let told = "";
  let any = false;
  for (let from = 0; from < pieces.length; ) {
    const most = from ? pieces.length : pieces.length - 2; // all of it is no sentence
    let to = Math.min(most, from + 2 * MOST_TOGETHER - 1);
    let one = fitting(pieces.slice(from, to).join(""), sentences);
    while (one === undefined && to > from + 1) {
      to -= 2;
      one = fitting(pieces.slice(from, to).join(""), sentences);
    }
    any ||= one !== undefined;
    told += (one ?? pieces[from]) + (BETWEEN[pieces[to]] ?? "");
    from = to + 1;
  }
  return any ? told : undefined;
}

/**
 * A text by the first of some patterns that it fits; undefined where it fits none.
 * @param {string} text
 * @param {Pattern[]} patterns
 * @returns {string | undefined}
 */
function fitting(text, patterns) {
  for (const { fits, kinds, template } of patterns) {
    const found = fits.exec(text);
    if (!found) continue;
    const told = kinds.map((name, place) => (name === "known" ? known(found[1 + place]) : tells(name, found[1 + place])));
    if (told.includes(undefined)) continue;
    return template.replace(/\{(\w+)\}/g, (_, name) => told[kinds.indexOf(name)] ?? "");
  }
  return undefined;
}

/** @param {string} name @param {string} text @returns {string} */
function tells(name, text) {
  const kind = name.replace(/\d$/, "");
  return termOf(kind, text) ?? TELLS[kind]?.(text) ?? text;
}

/** @param {string} kind @param {string} text */
function termOf(kind, text) {
  return Object.hasOwn(TERMS[kind] ?? {}, text) ? TERMS[kind][text] : undefined;
}

/** @param {readonly [string, string]} written @returns {Pattern} */
function pattern([english, template]) {
  const kinds = Array.from(english.matchAll(/\{(\w+)\}/g), ([, name]) => name);
  const plain = english.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
  const fits = plain.replace(/\{(\w+)\}/g, (_, name) => {
    const kind = name.replace(/\d$/, "");
    return `(${READS[kind] ?? either(kind)})`;
  });
  return { fits: new RegExp(`^${fits}$`), kinds, template };
}

/** Any term of a kind, the longest first. @param {string} kind */
function either(kind) {
  return Object.keys(TERMS[kind]).sort((a, b) => b.length - a.length).join("|");
}

/** @param {string} text @param {string} between @param {string} kind */
function several(text, between, kind) {
  return text.split(between).map((each) => TERMS[kind][each] ?? each).join("、");
}

/** Conditions as a show has them: `over > 3m and not heard(42)`. @param {string} text */
function condition(text) {
  const heard = text.replace(/(not )?heard\((.+?)\)/g, (_, not, cue) => `条目 ${cue} ${not ? "未演" : "已演"}`);
  return heard.replace(/\b[a-z]+\b/g, (word) => termOf("condition", word) ?? word);
}
