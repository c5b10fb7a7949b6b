// What stays on this computer when the reader asks for it: names of rules and
// fingerprints of findings, never a word of any text.

const KEY = 'fazhi-lens';
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
