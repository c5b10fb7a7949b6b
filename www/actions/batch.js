// A batch: read, sorted, gone through, decided on.

import { createBatch } from '../batch.js';
import { arranged } from '../rows.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../state.js').BatchView} BatchView
 * @typedef {import('../batch.js').Row} Row
 * @typedef {import('../batch.js').Verdict} Verdict
 * @typedef {import('./common.js').Common} Common
 * @typedef {import('./places.js').Places} Places
 */

/** Longer notes are cut. */
const LONGEST_NOTE = 2000;

/**
 * The rows that the table shows, in its order.
 * @param {Pick<State, 'batch' | 'batchView' | 'accepted' | 'rulesOff'>} state
 */
export const shownRows = ({ batch, batchView, accepted, rulesOff }) => (batch ? arranged(batch.rows, batchView, { accepted, rulesOff }) : []);

/**
 * The rows that the reader means: those that are ticked, else those that are shown.
 * @param {Pick<State, 'batch' | 'batchView' | 'chosen' | 'accepted' | 'rulesOff'>} state
 */
export function meantRows(state) {
  const shown = shownRows(state);
  if (!state.chosen.size) return shown;
  const hidden = [...state.chosen].filter((at) => !shown.includes(at)).sort((a, b) => a - b);
  return [...shown.filter((at) => state.chosen.has(at)), ...hidden];
}

/**
 * @param {Common} common
 * @param {Places} places
 */
export function batchActions(common, places) {
  const { get, set, say, settle, words, toast, telling, history, pool, documents } = common;
  let began = 0;

  /** @param {Partial<Parameters<typeof createBatch>[0]>} given */
  function made(given) {
    const of = createBatch({ ...given, documents, pool, changed: () => { if (places.batch() === of) tell(); } });
    return of;
  }

  function tell() {
    const before = get().batch?.left ?? 0;
    places.tell();
    const { batch } = get();
    if (!batch || !before || batch.left) return;
    performance.measure('fazhi-batch', { start: began });
    const read = batch.rows.filter(({ state }) => state === 'read').length;
    say(words('batch.say.done', { n: read, rest: batch.rows.length - read }));
  }

  /**
   * @param {number} at
   * @param {Partial<Pick<Row, 'verdict' | 'note'>>} patch
   * @param {Partial<Pick<Row, 'verdict' | 'note'>>} before
   * @param {string} name
   */
  function decide(at, patch, before, name) {
    const of = places.batch();
    if (!of) return;
    of.decide(at, patch);
    history.push({ name, undo: () => of.decide(at, before), redo: () => of.decide(at, patch) });
  }

  /** @param {number} at */
  async function openRow(at) {
    const of = places.batch();
    const row = of?.rows()[at];
    if (!of || !row) return;
    const latest = places.begin();
    settle();
    if (get().batch?.at === at && get().doc) {
      set({ table: false });
      return;
    }
    const opened = await telling('file.opening', { name: row.name }, of.open(at));
    if (!latest() || of !== places.batch()) return;
    if ('refused' in opened) places.refuse(opened);
    else places.turned(at, opened);
  }

  return {
    /** @param {readonly File[]} files */
    openBatch(files) {
      const { doc, batch } = places.here();
      began = performance.now();
      const step = places.change('load', { doc: null, batch: made({ files }), at: null, table: true });
      say(words('batch.say.begun', { n: files.length }));
      if (doc || batch) toast('toast.replaced', {}, { step });
    },

    /**
     * The batch as it was before the page was loaded anew.
     * @param {import('../session.js').KeptBatch} kept
     */
    async restoreBatch({ reports, at, table }) {
      const of = made({ kept: reports });
      const opened = at === null ? null : await of.open(at);
      const doc = opened && !('refused' in opened) ? opened : null;
      places.show({ doc, batch: of, at: doc ? at : null, table: table || !doc });
      toast('toast.restored');
    },

    /** What a reload is to bring back. @returns {import('../session.js').KeptBatch | null} */
    keptBatch() {
      const of = places.batch();
      const { batch, doc, table } = get();
      if (!of || !batch) return null;
      const reports = of.kept();
      if (batch.at !== null && doc) Object.assign(reports[batch.at], { text: doc.text, given: doc.given, changed: doc.safe.text !== doc.text });
      return { reports, at: batch.at, table };
    },

    openRow,

    /**
     * The report before or after the one that is open, in the order of the table.
     * @param {1 | -1} step
     */
    async turn(step) {
      const state = get();
      const shown = shownRows(state);
      const next = shown[shown.indexOf(state.batch?.at ?? -1) + step];
      if (next !== undefined) await openRow(next);
    },

    /** Back from a report to the table. */
    showTable() {
      if (!places.batch()) return;
      places.begin();
      settle();
      set({ table: true, notice: null });
    },

    /** @param {Partial<BatchView>} patch */
    setBatchView(patch) {
      set({ batchView: { ...get().batchView, ...patch } });
    },

    /** @param {number} n */
    sayShownRows(n) {
      say(words('batch.say.shown', { n }));
    },

    /**
     * @param {readonly number[]} ats
     * @param {boolean} on
     */
    tickRows(ats, on) {
      const chosen = new Set(get().chosen);
      for (const at of ats) if (on) chosen.add(at); else chosen.delete(at);
      set({ chosen });
      say(words('batch.say.chosen', { n: chosen.size }));
    },

    /**
     * @param {number} at
     * @param {Verdict} verdict
     */
    judge(at, verdict) {
      const row = get().batch?.rows[at];
      if (!row || row.verdict === verdict) return;
      decide(at, { verdict }, { verdict: row.verdict }, 'verdict');
      say(words('batch.say.verdict', { verdict: words(`batch.verdict.${verdict || 'none'}`) }));
    },

    /**
     * @param {number} at
     * @param {string} given
     */
    note(at, given) {
      const row = get().batch?.rows[at];
      const note = given.replace(/\s+/g, ' ').trim().slice(0, LONGEST_NOTE);
      if (row && row.note !== note) decide(at, { note }, { note: row.note }, 'note');
    },

    /** What is not read yet stays unread. */
    cancelBatch() {
      places.batch()?.cancel();
      say(words('batch.say.stopped'));
    },

    resumeBatch() {
      began = performance.now();
      places.batch()?.resume();
    },

    /** The report that is open has been read, or is read with other words: its row follows. */
    tellBatch() {
      const { batch, doc, read, words: own } = get();
      if (batch && batch.at !== null && doc && read?.text === doc.text) places.batch()?.told(batch.at, read, own);
    },

    /** The reader's own words are others. */
    rereadBatch() {
      places.batch()?.read(get().words);
    },

    /**
     * The one way to whole reports of the batch, for whatever looks at several at once:
     * `{ row, name, text, body, year, report }` of each, read anew as its text is now.
     * What cannot be read is left out.
     * @param {readonly number[]} [ats]   Else the rows that are ticked, or all that are shown.
     * @param {AbortSignal} [signal]
     * @returns {Promise<import('../batch.js').BatchReport[]>}
     */
    async batchReports(ats = meantRows(get()), signal) {
      settle();
      places.keepOpen();
      return places.batch()?.reports(ats, signal) ?? [];
    },
  };
}
