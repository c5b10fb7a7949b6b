// Reads a PDF: pdf.js tells where its words stand, in a worker of its own that ends with
// the file; the module for documents makes paragraphs and tables of them. Loaded when a
// PDF is opened.

import { confinedWorker } from './trusted.js';
import { answered, started } from './workers.js';

/**
 * @typedef {import('./documents.js').Answer} Answer
 * @typedef {import('./documents.js').Documents} Documents
 * @typedef {import('./documents.js').LeftOutKind} LeftOutKind
 * @typedef {import('./pdf/runs.js').Runs} Runs
 * @typedef {import('./pdf/runs.js').FileRefused} FileRefused
 */

const WORKER = new URL('./pdf_worker.js', import.meta.url);
const TABLES = new URL('./vendor/pdfjs/cmaps/', import.meta.url);

/** One file, in milliseconds; loading the library is not counted. */
const LIMIT = 10_000;

/**
 * @param {Uint8Array<ArrayBuffer>} bytes   They stay as they are.
 * @param {readonly LeftOutKind[]} readWith
 * @param {Documents} documents
 * @returns {Promise<Answer>}
 */
export async function readPdf(bytes, readWith, documents) {
  const found = await runs(bytes);
  return 'why' in found ? found : documents.readPdfPages(found, readWith);
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {Promise<Runs | FileRefused | import('./workers.js').Unanswered>}
 */
async function runs(bytes) {
  const worker = confinedWorker(WORKER);
  await started(worker);
  const copy = bytes.slice();
  const answer = await answered(worker, { read: copy }, {
    limit: LIMIT,
    transfer: [copy.buffer],
    beside: async ({ table: name }) => { if (name) worker.postMessage({ table: name, bytes: await table(name) }); },
  });
  worker.terminate();
  return 'done' in answer ? answer.done : answer;
}

/** The table of a font's codes. The worker has no network. @param {string} name */
async function table(name) {
  try {
    const response = await fetch(new URL(`${encodeURIComponent(name)}.bcmap`, TABLES));
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
  } catch {
    return null;
  }
}
