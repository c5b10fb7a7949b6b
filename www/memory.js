// What stays on this computer when the reader asks for it: names of rules and
// fingerprints of findings, and the reader's own words; never a word of a report.

const KEY = 'fazhi-lens';
const WORDS_KEY = 'fazhi-lens-words';
const MOST = 5000;

/**
 * @typedef {{ rulesOff: string[], accepted: string[] }} Memory
 */

/** @returns {Memory | null} */
export function recall() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    return kept && Array.isArray(kept.rulesOff) && Array.isArray(kept.accepted) ? kept : null;
  } catch {
    return null;
  }
}

/** @param {{ rulesOff: ReadonlySet<string>, accepted: ReadonlySet<string> }} what */
export function keep({ rulesOff, accepted }) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ rulesOff: [...rulesOff], accepted: [...accepted].slice(-MOST) }));
  } catch {
    // A browser that stores nothing: the choice holds until the page is closed.
  }
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
 * Keeps the words; none are forgotten.
 * @param {string} words
 * @returns {boolean} Whether they will be there the next time.
 */
export function keepWords(words) {
  try {
    if (words) localStorage.setItem(WORDS_KEY, words);
    else localStorage.removeItem(WORDS_KEY);
    return true;
  } catch {
    return false;
  }
}
