// What stays on this computer when the reader asks for it: names of rules and
// fingerprints of findings, and the reader's own words; never a word of a report.
//
// Several tabs may keep at once. Each reads what is there before it writes, and
// changes only what its reader has changed; the others are told by the browser.

import { mergedLines } from './words.js';

const KEY = 'fazhi-lens';
const WORDS_KEY = 'fazhi-lens-words';
const MOST = 5000;

/**
 * @typedef {{ rulesOff: string[], accepted: string[] }} Memory
 */

/**
 * @param {string | null} kept
 * @returns {Memory | null}
 */
function parsed(kept) {
  try {
    const it = JSON.parse(kept ?? 'null');
    return it && Array.isArray(it.rulesOff) && Array.isArray(it.accepted) ? it : null;
  } catch {
    return null;
  }
}

/** @returns {Memory | null} */
export function recall() {
  try {
    return parsed(localStorage.getItem(KEY));
  } catch {
    return null;
  }
}

/** @param {Memory} all */
function write({ rulesOff, accepted }) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ rulesOff, accepted: accepted.slice(-MOST) }));
  } catch {
    // A browser that stores nothing: the choice holds until the page is closed.
  }
}

/**
 * Keeps choices beside those already kept.
 * @param {{ rulesOff: ReadonlySet<string>, accepted: ReadonlySet<string> }} what
 * @returns {Memory} All of them.
 */
export function keep({ rulesOff, accepted }) {
  const before = recall();
  const all = {
    rulesOff: [...new Set([...(before?.rulesOff ?? []), ...rulesOff])],
    accepted: [...new Set([...(before?.accepted ?? []), ...accepted])],
  };
  write(all);
  return all;
}

/**
 * Keeps one choice more, or one less.
 * @param {'accepted' | 'rulesOff'} which
 * @param {string} key
 * @param {boolean} on
 */
export function keepOne(which, key, on) {
  const all = recall() ?? { rulesOff: [], accepted: [] };
  const rest = all[which].filter((each) => each !== key);
  write({ ...all, [which]: on ? [...rest, key] : rest });
}

export function forget() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing was stored.
  }
}

/** The words that were kept; '' for none. */
export function recallWords() {
  try {
    return localStorage.getItem(WORDS_KEY) ?? '';
  } catch {
    return '';
  }
}

/**
 * Keeps the words, with the lines that another tab has added since; none are forgotten.
 * @param {string} words
 * @param {string} base   What this tab knew to be kept.
 * @returns {string | null} What will be there the next time; `null` where the browser keeps nothing.
 */
export function keepWords(words, base) {
  try {
    const all = words && mergedLines(base, words, localStorage.getItem(WORDS_KEY) ?? '');
    if (all) localStorage.setItem(WORDS_KEY, all);
    else localStorage.removeItem(WORDS_KEY);
    return all;
  } catch {
    return null;
  }
}

/**
 * @param {object} told   What other tabs have kept by now.
 * @param {(kept: Memory | null) => void} told.choices
 * @param {(words: string) => void} told.words
 */
export function listenToOtherTabs({ choices, words }) {
  addEventListener('storage', (event) => {
    if (event.storageArea !== localStorage) return;
    // Without a key everything was removed.
    if (event.key === KEY || event.key === null) choices(parsed(event.newValue));
    if (event.key === WORDS_KEY || event.key === null) words(event.newValue ?? '');
  });
}
