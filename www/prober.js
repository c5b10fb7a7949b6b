// The page's side of the second worker: questions that take many readings, so that
// the reading of the text is never kept waiting. One is asked at a time; the next
// one, or a changed text, ends it together with its worker.

import { confinedWorker } from './trusted.js';

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
  /** @type {{ worker: Worker, answer: (told: Repairs | Worths | null) => void, timer: ReturnType<typeof setTimeout> } | null} */
  let asked = null;

  /** @param {Repairs | Worths | null} told */
  function settle(told) {
    if (!asked) return;
    const { worker, answer, timer } = asked;
    asked = null;
    clearTimeout(timer);
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
        asked = { worker, answer, timer: setTimeout(() => settle(null), PATIENCE) };
        const own = (/** @type {() => void} */ then) => { if (asked?.worker === worker) then(); };
        worker.addEventListener('message', ({ data }) => own(() => {
          if (data.ready) worker.postMessage({ id: 0, probe, text, words });
          else settle(data.probed ?? null);
        }));
        worker.addEventListener('error', () => own(() => settle(null)));
        core().then((module) => own(() => worker.postMessage({ start: module, ahead: false })), () => own(() => settle(null)));
      });
    },

    /** Ends the question under way. */
    end() {
      settle(null);
    },
  };
}
