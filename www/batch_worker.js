// One of the workers that read a batch side by side. It answers every message, an error
// included. What it makes of a report it makes here, so that the page's own thread has
// no more to do than to show it.
//
//   in:  { start: WebAssembly.Module }        out: { ready: true } | { failed: string }
//   in:  { job: keyof JOBS, text: string, words: string, name: string, as?: As }
//                                             out: { done } | { failed: string }

import init, { analyze } from '../pkg/fazhi_lens.js';
import { wordBlocks, wordJob } from './exports/word.js';
import { model } from './model.js';
import { start } from './network.js';
import { reviewOf } from './review.js';
import { summaryOf } from './summary.js';
import { csvLines, figureRows } from './table.js';

/**
 * @typedef {import('./model.js').Model} Model
 *
 * How a reader sees a report: what it is called, in which language, and what was decided on it.
 * @typedef {object} As
 * @property {import('./state.js').Lang} lang
 * @property {readonly import('./reader.js').Rule[]} rules
 * @property {ReadonlySet<string>} rulesOff
 * @property {ReadonlySet<string>} accepted
 */

/** What can be made of a report, by name. */
const JOBS = {
  summary: (/** @type {Model} */ read) => summaryOf(read),
  report: (/** @type {Model} */ read) => read.report,
  figures: (/** @type {Model} */ read, /** @type {string} */ name, /** @type {As} */ { lang }) => figureRows(read, lang, name),
  csv: (/** @type {Model} */ read, /** @type {string} */ name, /** @type {As} */ { lang }) => csvLines(figureRows(read, lang, name)),
  review: (/** @type {Model} */ read, /** @type {string} */ name, /** @type {As} */ as) => reviewOf({ read, doc: { text: read.text, name }, ...as }),
  /** What its remarks are in a document of Word: in the report's own, or a new one. */
  word(/** @type {Model} */ read, /** @type {string} */ name, /** @type {As} */ as) {
    const review = reviewOf({ read, doc: { text: read.text, name }, ...as });
    return review && { job: wordJob(review, { remarks: true, changes: false }), blocks: wordBlocks(read) };
  },
};

self.addEventListener('message', async ({ data }) => {
  if (data.start) {
    await start(async () => { await init({ module_or_path: data.start }); });
    return;
  }
  try {
    const began = performance.now();
    const report = analyze(data.text, data.words || null);
    const job = JOBS[/** @type {keyof typeof JOBS} */ (data.job)];
    self.postMessage({ done: job(model(data.text, report, performance.now() - began, data.name), data.name, data.as) });
  } catch (error) {
    self.postMessage({ failed: String(error) });
  }
});
