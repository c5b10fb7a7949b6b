// Where the reader is: which report is open, in which batch, and whether the batch's
// table is shown. Going to another place is a step of the history.

import { ALL_METRICS, ALL_ROWS } from '../state.js';
import { ALL_TROUBLES } from '../trouble.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../state.js').Document} Document
 * @typedef {import('../batch.js').Batch} Batch
 * @typedef {import('./common.js').Common} Common
 * @typedef {ReturnType<typeof createPlaces>} Places
 *
 * @typedef {{ doc: Document | null, batch: Batch | null, at: number | null, table: boolean }} Place
 */

/** A report that was not open before is shown from its beginning. */
export const FRESH = /** @type {Partial<State>} */ ({ region: 'paper', metricsView: ALL_METRICS, troubleView: ALL_TROUBLES, checksShown: '' });

/** Nothing is open. @type {Place} */
export const NOWHERE = { doc: null, batch: null, at: null, table: false };

/** @param {Common} common */
export function createPlaces({ get, set, notify, analyse, history, walked }) {
  /** @type {Batch | null} */
  let batch = null;
  let ticket = 0;

  /** @returns {Place} */
  function here() {
    const { doc, batch: shown, table } = get();
    return { doc, batch, at: shown?.at ?? null, table };
  }

  /** What has become of the report that is open goes to its batch. */
  function keepOpen() {
    const { doc, at } = here();
    if (at !== null) batch?.keep(at, doc);
  }

  /**
   * @param {Place} place
   * @param {Partial<State>} [more]
   */
  function show({ doc, batch: of, at, table }, more = {}) {
    keepOpen();
    const before = here();
    if (of && at !== null) of.keep(at, doc);
    if (before.batch !== of) {
      before.batch?.pause();
      of?.read(get().words);
      set({ batchView: ALL_ROWS, chosen: new Set(), compare: null });
    }
    batch = of;
    walked.at = -1;
    set({
      doc, batch: of && { rows: of.rows(), at, left: of.left() }, table, read: null, selected: null, lit: [], notice: null, offer: null, unkept: false,
      ...more, ...(doc ? {} : { reading: 'idle', slow: false, here: null }),
    });
    if (doc) analyse(true);
  }

  return {
    here,
    show,
    keepOpen,

    /** @returns {Batch | null} */
    batch: () => batch,

    /**
     * Begins what leads to another place. Only what was begun last goes on.
     * @returns {() => boolean}   Whether this still is.
     */
    begin() {
      const mine = ticket += 1;
      return () => mine === ticket;
    },

    /**
     * Another document, or another batch, as a step.
     * @param {string} name
     * @param {Place} after
     * @param {Partial<State>} [more]
     */
    change(name, after, more) {
      const before = here();
      show(after, more);
      const weight = before.batch ? before.batch.weight() : before.doc?.text.length ?? 0;
      return history.push({ name, whole: true, weight, undo: () => show(before), redo: () => show(after, more) });
    },

    /**
     * From one report of the batch to another. The step holds no text: the batch has them.
     * @param {number} to
     * @param {Document} doc
     */
    turned(to, doc) {
      if (!batch) return;
      const of = batch;
      const { at: from } = here();
      const go = (/** @type {number | null} */ at) => show({ doc: at === null ? null : of.document(at), batch: of, at, table: at === null }, FRESH);
      show({ doc, batch: of, at: to, table: false }, FRESH);
      if (from !== to) history.push({ name: 'turn', whole: true, turn: { from, to, of }, undo: () => go(from), redo: () => go(to) });
    },

    /** Shows what has become of the batch. */
    tell() {
      if (batch) set({ batch: { rows: batch.rows(), at: here().at, left: batch.left() } });
    },

    /** Says why a file of the batch cannot be opened. @param {import('../open.js').Refused} refused */
    refuse({ refused, vars }) {
      notify(refused, vars, 'error');
    },
  };
}
