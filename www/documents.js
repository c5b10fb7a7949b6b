// The page's side of the worker that reads and writes files. Its module is loaded when
// a file first asks for it. One thing is done at a time, under a time limit: what does
// not end is ended together with its worker, and the next file has a fresh one.

import { confinedWorker } from './trusted.js';
import { answered, compiled, started } from './workers.js';

/**
 * @typedef {import('./workers.js').Unanswered} Unanswered
 * @typedef {import('../pkg/fazhi_documents.js').FileRead} FileRead
 * @typedef {import('../pkg/fazhi_documents.js').FileRefused} FileRefused
 * @typedef {import('../pkg/fazhi_documents.js').LeftOutKind} LeftOutKind
 * @typedef {import('../pkg/fazhi_documents.js').WriteJob} WriteJob
 * @typedef {import('../pkg/fazhi_documents.js').WriteBlock} WriteBlock
 * @typedef {import('../pkg/fazhi_documents.js').Annotated} Annotated
 * @typedef {import('../pkg/fazhi_documents.js').WriteRefused | Unanswered} WriteRefused
 * @typedef {FileRead | FileRefused | Unanswered} Answer
 *
 * @typedef {object} Documents
 * @property {(bytes: Uint8Array<ArrayBuffer>, name: string, readWith: readonly LeftOutKind[]) => Promise<Answer>} read
 * @property {(bytes: Uint8Array<ArrayBuffer>) => Promise<import('../pkg/fazhi_documents.js').PackedFile[] | Exclude<Answer, FileRead>>} unpack   The files in a zip.
 * @property {(html: string) => Promise<Answer>} readClipboard   What was copied, as markup.
 * @property {(bytes: Uint8Array<ArrayBuffer>, job: WriteJob) => Promise<Annotated | WriteRefused>} annotate   Writes into a document of Word.
 * @property {(job: WriteJob, blocks: WriteBlock[]) => Promise<Annotated | WriteRefused>} newDocument   A document of Word of its own.
 * @property {(workbook: import('../pkg/fazhi_documents.js').Workbook) => Promise<Uint8Array<ArrayBuffer> | WriteRefused>} workbook
 * @property {(files: import('../pkg/fazhi_documents.js').PackedFile[]) => Promise<Uint8Array<ArrayBuffer> | WriteRefused>} pack   Files as a zip.
 * @property {(runs: import('./pdf/runs.js').Runs, readWith: readonly LeftOutKind[]) => Promise<Answer>} readPdfPages
 *   What pdf.js took apart.
 */

const MODULE = new URL('../pkg/fazhi_documents_bg.wasm', import.meta.url);
const WORKER = new URL('./documents_worker.js', import.meta.url);

/** One file, in milliseconds; loading the module is not counted. */
const LIMIT = 10_000;

/** What a text holds only when the reader asks for it. @type {readonly LeftOutKind[]} */
export const ASKED_FOR = ['deletion', 'hidden', 'furniture', 'boilerplate'];

/**
 * Whether changes can be written back into a file: it is a document of Word, and the text
 * is what it is usually read as. Hidden words that were read too would become insertions.
 * @param {{ format: string, leftOut: readonly { kind: LeftOutKind, read: boolean }[] }} source
 */
export const takesChanges = ({ format, leftOut }) => format === 'docx' && !leftOut.some(({ kind, read }) => read && ASKED_FOR.includes(kind));

/** @returns {Documents} */
export function createDocuments() {
  /** @type {Promise<WebAssembly.Module> | null} */
  let module = null;
  /** @type {Promise<Worker> | null} */
  let worker = null;
  /** What is under way ends before the next thing begins. @type {Promise<unknown>} */
  let last = Promise.resolve();

  /**
   * @param {string} call
   * @param {unknown[]} args
   */
  async function ask(call, args) {
    worker ??= start();
    try {
      const answer = await answered(await worker, { call, args }, { limit: LIMIT });
      if ('done' in answer) return answer.done;
      worker = null;
      return answer;
    } catch {
      worker = null;
      module = null;
      return { why: 'failed' };
    }
  }

  async function start() {
    module ??= compiled(MODULE);
    const fresh = confinedWorker(WORKER);
    await started(fresh, module.then((it) => ({ start: it })));
    return fresh;
  }

  /**
   * @param {string} call
   * @param {...unknown} args
   * @returns {Promise<any>}
   */
  function inTurn(call, ...args) {
    const mine = last.then(() => ask(call, args));
    last = mine;
    return mine;
  }

  return {
    read: (bytes, name, readWith) => inTurn('readFile', bytes, name, [...readWith]),
    unpack: (bytes) => inTurn('unpack', bytes),
    readClipboard: (html) => inTurn('readClipboard', html),
    annotate: (bytes, job) => inTurn('annotate', bytes, job),
    newDocument: (job, blocks) => inTurn('newDocument', job, blocks),
    workbook: (workbook) => inTurn('workbook', workbook),
    pack: (files) => inTurn('pack', files),
    readPdfPages: ({ words, places, heights, pictures }, readWith) => inTurn('readPdfPages', words, places, heights, pictures, [...readWith]),
  };
}
