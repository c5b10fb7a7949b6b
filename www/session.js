// A copy of the text and of what was decided about it, so that loading the page
// anew loses nothing. It lies in the tab's own store and is gone with the tab.

const TEXT = 'fazhi-lens-text';
const GIVEN = 'fazhi-lens-given';
const REST = 'fazhi-lens-work';
const BATCH = 'fazhi-lens-batch';

/** A batch with more text than these UTF-16 units is not copied: it would keep the page waiting, and browsers give no more room. */
const MOST_IN_BATCH = 1_500_000;

/**
 * @typedef {object} Work
 * @property {{ text: string, name: string | null, given: string | null, changed: boolean } | null} doc   `given`: the text as it came.
 * @property {readonly string[]} accepted
 * @property {readonly string[]} rulesOff
 * @property {string} words
 * @property {string} draft   The words as they stand in the dialog.
 *
 * A report of a batch; `text` is `null` where it was not read.
 * @typedef {{ name: string, text: string | null, given: string | null, changed: boolean, verdict: import('./batch.js').Verdict, note: string }} KeptReport
 *
 * A batch, which of its reports is open, and whether its table is shown.
 * @typedef {{ reports: KeptReport[], at: number | null, table: boolean }} KeptBatch
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

/** The texts of the batch as the store holds them, by their keys. @type {Map<string, string>} */
const writtenTexts = new Map();

/**
 * @param {KeptBatch | null} batch
 * @returns {boolean} Whether it will be there after a reload.
 */
export function keepBatch(batch) {
  /** @type {Map<string, string>} */
  const texts = new Map();
  for (const [at, { text, given }] of batch?.reports.entries() ?? []) {
    if (text !== null) texts.set(`${BATCH}-${at}`, text);
    if (given !== null && given !== text) texts.set(`${BATCH}-${at}-given`, given);
  }
  const fits = [...texts.values()].reduce((sum, text) => sum + text.length, 0) <= MOST_IN_BATCH;
  try {
    for (const key of writtenTexts.keys()) {
      if (fits && texts.get(key) === writtenTexts.get(key)) continue;
      sessionStorage.removeItem(key);
      writtenTexts.delete(key);
    }
    if (!batch || !fits) {
      sessionStorage.removeItem(BATCH);
      return fits;
    }
    for (const [key, text] of texts) {
      if (writtenTexts.has(key)) continue;
      sessionStorage.setItem(key, text);
      writtenTexts.set(key, text);
    }
    const reports = batch.reports.map(({ name, text, given, changed, verdict, note }) => ({ name, changed, asGiven: given === text, verdict, note }));
    sessionStorage.setItem(BATCH, JSON.stringify({ reports, at: batch.at, table: batch.table }));
    return true;
  } catch {
    forgetBatch();
    return batch === null;
  }
}

/** A part of a batch must not come back as the whole. */
function forgetBatch() {
  try {
    for (const key of [BATCH, ...writtenTexts.keys()]) sessionStorage.removeItem(key);
  } catch {
    // A browser that stores nothing holds nothing.
  }
  writtenTexts.clear();
}

/** @returns {KeptBatch | null} */
export function recallBatch() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(BATCH) ?? 'null');
    if (!Array.isArray(kept?.reports)) return null;
    /** @type {KeptReport[]} */
    const reports = kept.reports.map((/** @type {any} */ { name, changed, asGiven, verdict, note }, /** @type {number} */ at) => {
      const [key, givenKey] = [`${BATCH}-${at}`, `${BATCH}-${at}-given`];
      const [text, given] = [sessionStorage.getItem(key), sessionStorage.getItem(givenKey)];
      if (text !== null) writtenTexts.set(key, text);
      if (given !== null) writtenTexts.set(givenKey, given);
      return { name: String(name), text, given: asGiven === true ? text : given, changed: changed === true, verdict: verdict === 'pass' || verdict === 'return' ? verdict : '', note: typeof note === 'string' ? note : '' };
    });
    return { reports, at: Number.isInteger(kept.at) && reports[kept.at] ? kept.at : null, table: kept.table === true };
  } catch {
    return null;
  }
}
