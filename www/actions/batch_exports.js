// What leaves the page of a batch as files. Each report is read anew as its text is now,
// beside the page's own thread.

import { takesChanges } from '../documents.js';
import { BYTE_ORDER_MARK } from '../table.js';
import { meantRows } from './batch.js';
import { saveAs } from './clipboard.js';
import { TYPES } from './exports.js';

/**
 * @typedef {import('./common.js').Common} Common
 * @typedef {import('./places.js').Places} Places
 * @typedef {import('../review.js').Review} Review
 * @typedef {'batchWorkbook' | 'batchCsv' | 'batchFigures' | 'batchReviews' | 'batchWord'} BatchKind
 */

/** A workbook holds so many figures; more would keep the page waiting, and are to be had as CSV. */
const MOST_FIGURES = 20_000;

/**
 * @param {Common} common
 * @param {Places} places
 */
export function batchExportActions({ get, documents, settle, telling, toast, notify, words }, places) {
  const makers = () => import('../exports/all.js');

  /**
   * @param {string} what   `export.name.<what>` says what it holds.
   * @param {keyof typeof TYPES} ending
   * @param {BlobPart[]} content
   */
  function give(what, ending, content) {
    const name = `${words('batch')}_${words(`export.name.${what}`)}.${ending}`;
    saveAs(name, new Blob(content, { type: TYPES[ending] }));
    return name;
  }

  /** What the reader means, as it is now. */
  function meant() {
    settle();
    const of = places.batch();
    const state = get();
    if (!of) return null;
    places.keepOpen();
    const { lang, rules, rulesOff, accepted } = state;
    const ats = meantRows(state);
    const rows = ats.map((at) => of.rows()[at]);
    return { of, ats, rows, lang, as: { lang, rules, rulesOff, accepted } };
  }

  /** @typedef {NonNullable<ReturnType<typeof meant>>} Meant */

  /** @type {Readonly<Record<BatchKind, (it: Meant) => Promise<string | null>>>} */
  const make = {
    async batchWorkbook({ of, ats, rows, lang, as }) {
      const { batchWorkbook } = await makers();
      const few = rows.reduce((sum, { summary }) => sum + (summary?.figures ?? 0), 0) <= MOST_FIGURES;
      const figures = few ? (await of.each(ats, 'figures', as)).flatMap((each) => each ?? []) : null;
      const written = await documents.workbook(batchWorkbook(rows, figures, lang, as));
      if ('why' in written) return null;
      of.tookOut();
      return give('batch', 'xlsx', [written]);
    },
    async batchCsv({ of, rows, lang, as }) {
      const { batchCsv } = await makers();
      of.tookOut();
      return give('batch', 'csv', [BYTE_ORDER_MARK, batchCsv(rows, lang, as)]);
    },
    async batchFigures({ of, ats, lang, as }) {
      const { figuresCsvHead } = await makers();
      const parts = (await of.each(ats, 'csv', as)).filter((each) => each !== undefined);
      return give('figures', 'csv', [BYTE_ORDER_MARK, figuresCsvHead(lang), ...parts]);
    },
    async batchReviews({ of, ats, rows, lang, as }) {
      const { reviewsDocument, wordJob } = await makers();
      const reviews = /** @type {(Review | null | undefined)[]} */ (await of.each(ats, 'review', as));
      const { text, blocks } = reviewsDocument(rows.map((row, nth) => ({ row, review: reviews[nth] ?? null })), lang);
      const job = { ...wordJob({ text, remarks: [], lang }, { remarks: false, changes: false }) };
      const written = await documents.newDocument(job, blocks);
      if ('why' in written) return null;
      of.tookOut();
      return give('review', 'docx', [written.bytes]);
    },
    async batchWord({ of, ats, as }) {
      /** @type {{ name: string, bytes: Uint8Array<ArrayBuffer> }[]} */
      const files = [];
      const made = await of.each(ats, 'word', as);
      for (const [nth, each] of made.entries()) {
        if (!each) continue;
        const file = await of.file(ats[nth]);
        const own = file && takesChanges(file) ? await documents.annotate(file.bytes, each.job) : null;
        // What was not a document of Word, or takes no comments, is one of its own.
        const written = own && 'bytes' in own ? own : await documents.newDocument(each.job, each.blocks);
        if ('bytes' in written) files.push({ name: nameIn(files, of.rows()[ats[nth]].name), bytes: written.bytes });
      }
      const packed = files.length ? await documents.pack(files) : null;
      return packed && !('why' in packed) ? give('comments', 'zip', [packed]) : null;
    },
  };

  /**
   * A name for the commented file that no other one in the zip has.
   * @param {readonly { name: string }[]} files
   * @param {string} name
   */
  function nameIn(files, name) {
    const stem = `${name.replace(/\.\w{1,5}$/, '')}_${words('export.name.comments')}`;
    const taken = (/** @type {string} */ tried) => files.some((file) => file.name === tried);
    let nth = 1;
    while (taken(nth > 1 ? `${stem}${nth}.docx` : `${stem}.docx`)) nth += 1;
    return nth > 1 ? `${stem}${nth}.docx` : `${stem}.docx`;
  }

  return {
    /** Of the rows that are ticked, or all that are shown. @param {BatchKind} kind */
    async exportBatch(kind) {
      const it = meant();
      if (!it) return;
      const name = await telling('export.writing', {}, make[kind](it)).catch(() => null);
      if (name) toast('toast.saved', { name });
      else notify('export.failed', {}, 'error');
    },
  };
}
