// Workers side by side, for the reports of a batch: as many as the machine has cores, at
// most four. They share the core, which is compiled once. One that fails or does not end
// in time is ended alone; a new one takes what comes next.

import { confinedWorker } from './trusted.js';
import { START_LIMIT, answered, started, timeLimit } from './workers.js';

/**
 * @typedef {import('./workers.js').Unanswered} Unanswered
 * @typedef {'summary' | 'report' | 'figures' | 'csv' | 'review' | 'word'} Job   As in batch_worker.js.
 * @typedef {{ job: Job, text: string, words: string, name: string, as?: import('./batch_worker.js').As }} Question
 *
 * @typedef {object} Pool
 * @property {number} size   So many questions are answered at once.
 * @property {(question: Question, signal?: AbortSignal) => Promise<{ done: any } | Unanswered>} ask   In the order in which they are asked.
 */

const WORKER = new URL('./batch_worker.js', import.meta.url);
const MOST = 4;
/** Workers that nobody has asked for so long are let go. */
const REST = 20_000;

/**
 * @param {() => Promise<WebAssembly.Module>} core   The compiled core, loaded once for all workers.
 * @returns {Pool}
 */
export function createPool(core) {
  const size = Math.min(MOST, Math.max(1, navigator.hardwareConcurrency || 1));
  /** Workers that have nothing to do. @type {Worker[]} */
  let idle = [];
  let busy = 0;
  /** Those who wait for a worker. @type {(() => void)[]} */
  const line = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let restTimer;

  async function fresh() {
    const worker = confinedWorker(WORKER);
    await started(worker, core().then((module) => ({ start: module })), START_LIMIT);
    return worker;
  }

  function release() {
    const next = line.shift();
    // The place is handed on, so that nobody else takes it meanwhile.
    if (next) next();
    else busy -= 1;
    if (!busy) restTimer = setTimeout(letGo, REST);
  }

  function letGo() {
    for (const worker of idle) worker.terminate();
    idle = [];
  }

  return {
    size,

    async ask(question, signal) {
      clearTimeout(restTimer);
      if (busy < size) busy += 1;
      else await new Promise((go) => { line.push(() => go(null)); });
      try {
        if (signal?.aborted) return { why: 'cancelled' };
        const worker = idle.pop() ?? await fresh();
        const answer = await answered(worker, question, { limit: timeLimit(question.text.length), signal });
        // One that gave no answer has been ended.
        if ('done' in answer) idle.push(worker);
        return answer;
      } catch {
        return { why: 'failed' };
      } finally {
        release();
      }
    },
  };
}
