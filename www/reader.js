// The page's side of the worker: numbered requests, the latest wins, a time
// limit, and a new worker when the old one dies. The text stays with the page,
// so nothing is lost with a worker. What a file of words holds is asked beside the
// readings, likewise the latest first.

import { confinedWorker } from './trusted.js';
import { START_LIMIT, compiled, started, timeLimit } from './workers.js';

/**
 * @typedef {import('./state.js').Report} Report
 * @typedef {import('./state.js').WordsRead} WordsRead
 *
 * @typedef {object} Rule
 * @property {string} code
 * @property {string} severity
 * @property {{ zh: string, en: string }} what
 * @property {{ zh: string, en: string }} why
 * @property {{ zh: string, en: string }} source
 *
 * @typedef {{ done: true, report: Report, took: number }} Done
 * @typedef {{ done: false, why: 'stale' | 'load' | 'timeout' | 'crash' | 'cancelled', detail: string }} Undone
 * @typedef {Done | Undone} Reading
 *
 * @typedef {object} Request
 * @property {number} id
 * @property {string} text
 * @property {string} words   The reader's own, as a file; '' for none.
 * @property {(reading: Reading) => void} answer
 *
 * @typedef {object} Check
 * @property {number} id
 * @property {string} words
 * @property {(told: WordsRead | 'stale' | 'failed') => void} answer
 * @property {ReturnType<typeof setTimeout>} timer
 */

const CORE = new URL('../pkg/fazhi_lens_bg.wasm', import.meta.url);
const WORKER = new URL('./worker.js', import.meta.url);

/** A reading that is overtaken is cut off after this long; before, it may finish. */
const PATIENCE = 1500;

/**
 * Starts loading at once.
 * @param {(rules: Rule[]) => void} onRules
 * @returns {{ read: (text: string, words: string) => Promise<Reading>, check: (words: string) => Promise<WordsRead | 'stale' | 'failed'>, cancel: () => void, core: () => Promise<WebAssembly.Module> }}
 */
export function createReader(onRules) {
  /** @type {Promise<WebAssembly.Module> | null} */
  let core = null;
  /** @type {Worker | null} */
  let worker = null;
  /** @type {Promise<Worker> | null} */
  let ready = null;
  /** @type {(Request & { since: number, timer: ReturnType<typeof setTimeout> }) | null} */
  let running = null;
  /** @type {Request | null} */
  let waiting = null;
  /** @type {Check | null} */
  let checking = null;
  let last = 0;

  async function start() {
    core ??= compiled(CORE);
    const fresh = confinedWorker(WORKER);
    worker = fresh;
    const { rules } = await started(fresh, core.then((module) => ({ start: module })), START_LIMIT);
    fresh.addEventListener('message', ({ data }) => {
      if (data.id === checking?.id) {
        answerCheck(data.told ?? 'failed');
        if (data.failed !== undefined) abandon('crash', data.failed);
      } else if (data.id === running?.id) {
        if (data.failed === undefined) finish({ done: true, report: data.report, took: data.took });
        else abandon('crash', data.failed);
      }
    });
    fresh.addEventListener('error', (event) => {
      if (fresh === worker && running) abandon('crash', event.message ?? 'worker');
    });
    fresh.addEventListener('messageerror', () => {
      if (fresh === worker) abandon('crash', 'messageerror');
    });
    onRules(rules);
    return fresh;
  }

  /** @param {Reading} reading */
  function finish(reading) {
    if (!running) return;
    clearTimeout(running.timer);
    const { answer } = running;
    running = null;
    answer(waiting ? stale() : reading);
    next();
  }

  /**
   * Gives the running request up together with its worker: after a trap the
   * core's memory is not to be trusted.
   * @param {Undone['why']} why
   * @param {string} detail
   */
  function abandon(why, detail) {
    worker?.terminate();
    worker = null;
    ready = null;
    finish({ done: false, why, detail });
    ready ??= start();
    ready.catch(() => {});
    ask();
  }

  /** @param {WordsRead | 'stale' | 'failed'} told */
  function answerCheck(told) {
    if (!checking) return;
    clearTimeout(checking.timer);
    const { answer } = checking;
    checking = null;
    answer(told);
  }

  /** Puts the open question about words to the worker there is. */
  function ask() {
    if (!checking) return;
    const { id, words } = checking;
    const tried = ready ??= start();
    tried.then(
      (it) => { if (checking?.id === id) it.postMessage({ id, check: words }); },
      () => {
        // A reading under way gives the core up itself.
        if (ready === tried && !running) drop();
        if (checking?.id === id) answerCheck('failed');
      },
    );
  }

  /** After this the core is loaded anew. */
  function drop() {
    core = null;
    ready = null;
    worker?.terminate();
    worker = null;
  }

  function next() {
    if (running || !waiting) return;
    const request = waiting;
    waiting = null;
    const timer = setTimeout(() => abandon('timeout', ''), timeLimit(request.text.length) + (worker ? 0 : START_LIMIT));
    running = { ...request, since: performance.now(), timer };
    ready ??= start();
    ready.then(
      (it) => { if (running?.id === request.id) it.postMessage({ id: request.id, text: request.text, words: request.words }); },
      (error) => {
        if (running?.id !== request.id) return;
        drop();
        finish({ done: false, why: 'load', detail: String(error?.message ?? error) });
      },
    );
  }

  ready = start();
  ready.catch(() => {});

  return {
    core: () => core ??= compiled(CORE),

    read(text, words) {
      return new Promise((answer) => {
        waiting?.answer(stale());
        last += 1;
        waiting = { id: last, text, words, answer };
        if (running && performance.now() - running.since > PATIENCE) abandon('stale', '');
        else next();
      });
    },

    /** Ends the reading under way. */
    cancel() {
      if (running) abandon('cancelled', '');
    },

    check(words) {
      return new Promise((answer) => {
        answerCheck('stale');
        last += 1;
        const timer = setTimeout(() => {
          answerCheck('failed');
          abandon('timeout', '');
        }, timeLimit(words.length) + START_LIMIT);
        checking = { id: last, words, answer, timer };
        ask();
      });
    },
  };
}

/** @returns {Reading} */
const stale = () => ({ done: false, why: 'stale', detail: '' });
