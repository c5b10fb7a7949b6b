// What leaves the page as files, and the review for the clipboard. What makes them is
// loaded when it is first asked for.

import { takesChanges } from '../documents.js';
import { reviewOf } from '../review.js';
import { csvOf } from '../table.js';
import { saveAs, writeClipboard } from './clipboard.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../model.js').Model} Model
 * @typedef {import('../review.js').Review} Review
 *
 * @typedef {'annotated' | 'tracked' | 'document' | 'review' | 'copyReview' | 'page' | 'changes' | 'workbook' | 'figures' | 'data' | 'text'} Kind
 *
 * What a file is made of: the text as it is now, read.
 * @typedef {{ state: State, read: Model, review: Review }} Made
 */

/** What a file says it is, by its ending. */
export const TYPES = /** @type {const} */ ({
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  md: 'text/markdown;charset=utf-8', html: 'text/html;charset=utf-8', csv: 'text/csv;charset=utf-8', json: 'application/json', txt: 'text/plain;charset=utf-8', zip: 'application/zip',
});

/** Refusals that are told as such. */
const TOLD = ['unproved', 'noPlace', 'tooLong', 'failed'];

/** @param {import('./common.js').Common} common */
export function exportActions({ get, documents, settle, onceRead, telling, toast, notify, tookOut, fileName }) {
  const makers = () => import('../exports/all.js');

  /**
   * @param {string | null} what
   * @param {keyof typeof TYPES} ending
   * @param {string | Uint8Array<ArrayBuffer>} content
   */
  function give(what, ending, content) {
    const name = fileName(what, ending);
    saveAs(name, new Blob([content], { type: TYPES[ending] }));
    return name;
  }

  /** @param {string} name */
  const told = (name) => toast('toast.saved', { name });

  function saveText() {
    settle();
    const { doc } = get();
    if (!doc) return;
    told(give(null, 'txt', doc.text));
    tookOut();
  }

  /**
   * @template T
   * @param {Promise<T>} written
   */
  const writing = (written) => telling('export.writing', {}, written);

  /**
   * The reader's own document of Word, with the remarks in it, the changes, or both.
   * @param {Made} made
   * @param {{ remarks: boolean, tracked: boolean }} what
   */
  async function writeBack({ state: { doc }, review }, { remarks, tracked }) {
    if (!doc?.source) return;
    const { source, text } = doc;
    const { wordJob } = await makers();
    const job = wordJob(review, { remarks, changes: tracked });
    const written = await writing(documents.annotate(source.bytes, job));
    if ('why' in written) {
      // A new document needs nothing of the old one.
      notify(`export.refused.${TOLD.includes(written.why) ? written.why : 'other'}`, {}, 'error', { anew: true });
      return;
    }
    const name = give(remarks ? 'comments' : 'revisions', 'docx', written.bytes);
    const missed = tracked ? written.unchanged.length : 0;
    const whole = missed === 0 && (tracked || text === doc.given);
    if (get().doc === doc && (whole || remarks)) tookOut({ text: whole });
    if (missed) notify('export.missed', { name, n: missed });
    else toast(remarks ? 'toast.annotated' : 'toast.revised', { name, n: remarks ? job.remarks.length : written.changed });
  }

  /** @type {Readonly<Record<Exclude<Kind, 'text'>, (made: Made, tracked: boolean) => void | Promise<void>>>} */
  const make = {
    annotated: (made, tracked) => writeBack(made, { remarks: true, tracked }),
    tracked: (made) => writeBack(made, { remarks: false, tracked: true }),
    async document({ read, review }) {
      const { wordBlocks, wordJob } = await makers();
      const written = await writing(documents.newDocument(wordJob(review, { remarks: true, changes: false }), wordBlocks(read)));
      if ('why' in written) {
        notify('export.failed', {}, 'error');
        return;
      }
      toast('toast.annotated', { name: give('comments', 'docx', written.bytes), n: review.remarks.length });
      tookOut();
    },
    async workbook({ state, read, review }) {
      const { workbookOf } = await makers();
      const written = await writing(documents.workbook(workbookOf(state, read, review)));
      if ('why' in written) {
        notify('export.failed', {}, 'error');
        return;
      }
      told(give('workbook', 'xlsx', written));
      tookOut({ text: false });
    },
    async review({ review }) {
      const { reviewMarkdown } = await makers();
      told(give('review', 'md', reviewMarkdown(review)));
      tookOut({ text: false });
    },
    async copyReview({ review }) {
      const { reviewHtml, reviewText } = await makers();
      if (await writeClipboard(reviewText(review), reviewHtml(review))) {
        toast('toast.reviewCopied', { n: review.remarks.length });
        tookOut({ text: false });
      } else notify('export.copyFailed', {}, 'error');
    },
    async page({ read, review }) {
      const { annotatedPage } = await makers();
      told(give('page', 'html', annotatedPage(read, review)));
      tookOut();
    },
    async changes({ state: { doc, lang }, read, review }) {
      if (!doc || doc.given === null) return;
      const { changesMarkdown, changesOf, placer } = await makers();
      told(give('changes', 'md', changesMarkdown(changesOf(doc.given, doc.text, placer(read, lang)), review)));
    },
    figures({ state: { doc, lang }, read }) {
      told(give('figures', 'csv', csvOf(read, read.report.metrics.map((_, index) => index), lang, doc?.name)));
    },
    async data({ state, read, review }) {
      const { dataOf } = await makers();
      told(give('data', 'json', dataOf(state, read, review)));
      tookOut();
    },
  };

  /**
   * Once the text as it is now has been read.
   * @param {(made: Made) => void | Promise<void>} go
   */
  function withReview(go) {
    onceRead(async () => {
      const state = get();
      const review = reviewOf(state);
      if (!state.read || !review) return;
      try {
        await go({ state, read: state.read, review });
      } catch {
        notify('export.failed', {}, 'error');
      }
    });
  }

  return {
    /**
     * @param {Kind} kind
     * @param {{ tracked?: boolean }} [how]   `tracked`: what was changed goes into the document too.
     */
    export(kind, { tracked = false } = {}) {
      if (kind === 'text') saveText();
      else withReview((made) => make[kind](made, tracked));
    },

    /** @param {string} csv */
    download(csv) {
      give('figures', 'csv', csv);
    },

    /** What makes the files is at hand by the time that one is chosen. */
    prepareExports() {
      makers().catch(() => {});
    },

    /**
     * What a reader expects of Ctrl+S: the text as it is now. What came as a document of
     * Word goes back into it, the changes as ones that can be rejected.
     */
    save() {
      settle();
      const { doc } = get();
      if (!doc) return;
      const { source } = doc;
      if (!source || !takesChanges(source)) saveText();
      else if (doc.text === doc.given) toast('toast.unchanged');
      else this.export('tracked');
    },
  };
}
