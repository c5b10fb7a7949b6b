// A copy of the text and of what was decided about it, so that loading the page
// anew loses nothing. It lies in the tab's own store and is gone with the tab.

const TEXT = 'fazhi-lens-text';
const GIVEN = 'fazhi-lens-given';
const REST = 'fazhi-lens-work';

/**
 * @typedef {object} Work
 * @property {{ text: string, name: string | null, given: string | null, changed: boolean } | null} doc   `given`: the text as it came.
 * @property {readonly string[]} accepted
 * @property {readonly string[]} rulesOff
 * @property {string} words
 * @property {string} draft   The words as they stand in the dialog.
 */

/** What the store holds, so that a long text is not written again for each decision. */
let written = /** @type {string | null} */ (null);
let writtenGiven = /** @type {string | null} */ (null);

/**
 * @param {Work} work
 * @returns {boolean} Whether the text will be there after a reload.
 */
export function keepWork({ doc, accepted, rulesOff, words, draft }) {
  const text = doc?.text ?? null;
  let kept = true;
  try {
    if (text !== written) {
      // An older text must not come back in the place of one that is too long.
      sessionStorage.removeItem(TEXT);
      written = null;
      if (text !== null) sessionStorage.setItem(TEXT, text);
      written = text;
    }
  } catch {
    kept = text === null;
  }
  const given = doc && doc.given !== text ? doc.given : null;
  if (given !== writtenGiven) {
    try {
      sessionStorage.removeItem(GIVEN);
      writtenGiven = null;
      if (given !== null) sessionStorage.setItem(GIVEN, given);
      writtenGiven = given;
    } catch {
      // Without it a reload only forgets what was changed.
    }
  }
  try {
    const some = text !== null || accepted.length || rulesOff.length || words || draft;
    if (some) sessionStorage.setItem(REST, JSON.stringify({ name: doc?.name ?? null, changed: doc?.changed ?? false, asGiven: doc?.given === text, accepted, rulesOff, words, draft }));
    else sessionStorage.removeItem(REST);
  } catch {
    // The text is what matters, and it is told apart.
  }
  return kept;
}

/** @returns {Work | null} */
export function recallWork() {
  try {
    const rest = JSON.parse(sessionStorage.getItem(REST) ?? 'null');
    if (!rest) return null;
    const text = sessionStorage.getItem(TEXT);
    written = text;
    writtenGiven = sessionStorage.getItem(GIVEN);
    const strings = (/** @type {unknown} */ list) => (Array.isArray(list) ? list.filter((each) => typeof each === 'string') : []);
    const string = (/** @type {unknown} */ value) => (typeof value === 'string' ? value : '');
    return {
      doc: text ? { text, name: typeof rest.name === 'string' ? rest.name : null, given: rest.asGiven === true ? text : writtenGiven, changed: rest.changed === true } : null,
      accepted: strings(rest.accepted), rulesOff: strings(rest.rulesOff), words: string(rest.words), draft: string(rest.draft),
    };
  } catch {
    return null;
  }
}
