// Reports of a batch held against each other.

import { ALL_COMPARED } from '../state.js';
import { BYTE_ORDER_MARK } from '../table.js';
import { saveAs } from './clipboard.js';
import { TYPES } from './exports.js';

/**
 * @typedef {import('../state.js').CompareView} CompareView
 * @typedef {import('../state.js').Span} Span
 * @typedef {import('./common.js').Common} Common
 * @typedef {import('./places.js').Places} Places
 * @typedef {{ batchReports: (ats?: readonly number[]) => Promise<import('../batch.js').BatchReport[]>, openRow: (at: number) => Promise<void> }} Batch
 */

/** No more are held against each other at once. */
export const MOST_REPORTS = 200;

/**
 * @param {Common} common
 * @param {Places} places
 * @param {Batch} batch
 */
export function compareActions({ get, set, documents, telling, toast, notify, say, words, onceRead }, places, batch) {
  /** @param {'xlsx' | 'csv'} ending */
  async function file(ending) {
    const { compare, lang } = get();
    if (!compare) return null;
    const { compareCsv, compareWorkbook } = await import('../compare/export.js');
    if (ending === 'csv') return new Blob([BYTE_ORDER_MARK, compareCsv(compare, lang)], { type: TYPES.csv });
    const written = await documents.workbook(compareWorkbook(compare, lang));
    return 'why' in written ? null : new Blob([written], { type: TYPES.xlsx });
  }

  return {
    /**
     * Compares the rows that are ticked, or all that are shown.
     * @param {readonly number[]} [ats]
     */
    async compareRows(ats) {
      const latest = places.begin();
      const found = await telling('compare.working', {}, (async () => {
        const reports = await batch.batchReports(ats);
        if (reports.length < 2 || reports.length > MOST_REPORTS) return { reports, comparison: null };
        const { compareReports } = await import('../compare/comparer.js');
        return { reports, comparison: await compareReports(reports) };
      })()).catch(() => null);
      if (!latest() || !get().batch) return;
      const reports = found?.reports ?? [];
      if (found && reports.length < 2) notify('compare.few', {}, 'error');
      else if (reports.length > MOST_REPORTS) notify('compare.many', { n: MOST_REPORTS }, 'error');
      else if (!found?.comparison) notify('compare.failed', {}, 'error');
      else {
        const { comparison } = found;
        const { statements, totals } = comparison;
        const differing = [...statements, ...totals].some(({ state }) => state === 'differs' || state === 'exceeded');
        set({ compare: { reports, found: comparison }, compareView: { ...ALL_COMPARED, tab: differing || statements.length ? 'said' : 'figures' }, table: true, notice: null });
        say(words('compare.say.done', { n: reports.length, rows: comparison.rows.filter(({ cells }) => cells.filter(Boolean).length > 1).length }));
      }
    },

    /** Back to the table of the batch. */
    closeCompare() {
      set({ compare: null });
    },

    /** @param {Partial<CompareView>} patch */
    setCompareView(patch) {
      set({ compareView: { ...get().compareView, ...patch } });
    },

    /** @param {number} n */
    sayComparedRows(n) {
      say(words('compare.say.shown', { n }));
    },

    /**
     * Opens a report of the comparison at a place.
     * @param {number} report   By its place in the comparison.
     * @param {Span} span
     */
    async showCompared(report, span) {
      const it = get().compare?.reports[report];
      if (!it) return;
      await batch.openRow(it.row);
      onceRead(() => {
        // What was written since the comparison has moved the place.
        if (get().doc?.text === it.text) set({ selected: { kind: 'place', index: 0, from: 'list', span }, region: 'paper' });
      });
    },

    /** @param {'xlsx' | 'csv'} ending */
    async exportCompare(ending) {
      const content = await telling('export.writing', {}, file(ending)).catch(() => null);
      if (!content) {
        notify('export.failed', {}, 'error');
        return;
      }
      const name = `${words('compare')}.${ending}`;
      saveAs(name, content);
      toast('toast.saved', { name });
    },
  };
}
