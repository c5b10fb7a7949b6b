// The page's side of the second worker: questions that take many readings, so that
// the reading of the text is never kept waiting. One is asked at a time; the next
// one, or a changed text, ends it together with its worker.

import { confinedWorker } from './trusted.js';
import { answered, started } from './workers.js';

/**
 * @typedef {import('./probe.js').Repair} Repair
 * @typedef {import('./probe.js').Worth} Worth
 *
 * @typedef {{ repairs: Repair[] }} Repairs
 * @typedef {{ worth: Worth[] }} Worths
 */

const WORKER = new URL('./worker.js', import.meta.url);
/** No question is worth more of a reader's battery, in milliseconds. */
const PATIENCE = 30_000;

/**
 * @param {() => Promise<WebAssembly.Module>} core   The compiled core, loaded once for all workers.
 */
export function createProber(core) {
  /** @type {{ worker: Worker, answer: (told: Repairs | Worths | null) => void } | null} */
  let asked = null;

  /** @param {Repairs | Worths | null} told */
  function settle(told) {
    if (!asked) return;
    const { worker, answer } = asked;
    asked = null;
    worker.terminate();
    answer(told);
  }

  return {
    /**
     * @param {'repairs' | 'worth'} probe
     * @param {string} text
     * @param {string} words   The reader's own, as a file; '' for none.
     * @returns {Promise<Repairs | Worths | null>}   `null` where it was ended or failed.
     */
    ask(probe, text, words) {
      settle(null);
      return new Promise((answer) => {
        const worker = confinedWorker(WORKER);
        asked = { worker, answer };
        const told = (/** @type {Repairs | Worths | null} */ it) => { if (asked?.worker === worker) settle(it); };
        started(worker, core().then((module) => ({ start: module, ahead: false })), PATIENCE)
          .then(() => answered(worker, { probe, text, words }, { limit: PATIENCE }))
          .then((it) => told('done' in it ? it.done : null), () => told(null));
      });
    },

    /** Ends the question under way. */
    end() {
      settle(null);
    },
  };
}
