// The page's side of the worker that compares reports. Its module is loaded when reports
// are first compared; each comparison has a worker of its own, which ends with it.

import { confinedWorker } from '../trusted.js';
import { answered, compiled, started } from '../workers.js';

/**
 * @typedef {import('../../pkg/fazhi_compare.js').Comparison} Comparison
 * @typedef {import('../../pkg/fazhi_compare.js').CompareInput} CompareInput
 */

const MODULE = new URL('../../pkg/fazhi_compare_bg.wasm', import.meta.url);
const WORKER = new URL('./worker.js', import.meta.url);

/** Two hundred reports, in milliseconds; loading the module is not counted. */
const LIMIT = 60_000;

/** @type {Promise<WebAssembly.Module> | null} */
let module = null;

/**
 * @param {readonly CompareInput[]} reports
 * @returns {Promise<Comparison | null>} `null` where it did not come about.
 */
export async function compareReports(reports) {
  /** @type {Worker | null} */
  let worker = null;
  try {
    module ??= compiled(MODULE);
    const loaded = await module;
    worker = confinedWorker(WORKER);
    await started(worker, Promise.resolve({ start: loaded }));
    const answer = await answered(worker, { reports }, { limit: LIMIT });
    return 'done' in answer ? answer.done : null;
  } catch {
    module = null;
    return null;
  } finally {
    worker?.terminate();
  }
}
