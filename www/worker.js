// The worker that holds the core. It answers every message, an error included.
//
//   in:  { start: WebAssembly.Module, ahead?: false }
//                                             out: { ready: true, rules } | { failed: string }
//   in:  { id: number, text: string, words: string }
//                                             out: { id, report, took } | { id, failed: string }
//   in:  { id: number, check: string }        out: { id, told } | { id, failed: string }
//   in:  { probe: string, text: string, words: string }
//                                             out: { done } | { failed: string }

import init, * as core from '../pkg/fazhi_lens.js';
import { start } from './network.js';
import { repairsOf, worthOf } from './probe.js';

self.addEventListener('message', async ({ data }) => {
  if (data.start) {
    let text = '';
    await start(async () => {
      [text] = await Promise.all([data.ahead === false ? '' : sample(), init({ module_or_path: data.start })]);
      return { rules: core.rules() };
    });
    if (text) setTimeout(() => readAhead(text));
    return;
  }
  asked ||= data.text !== undefined;
  try {
    if (data.check !== undefined) {
      self.postMessage({ id: data.id, told: core.checkWords(data.check) });
      return;
    }
    if (data.probe !== undefined) {
      const analyze = (/** @type {string} */ text) => core.analyze(text, data.words || null);
      const report = analyze(data.text);
      self.postMessage({
        done: data.probe === 'worth' ? { worth: worthOf(analyze, data.text, report) } : { repairs: repairsOf(analyze, data.text, report) },
      });
      return;
    }
    const began = performance.now();
    const report = core.analyze(data.text, data.words || null);
    self.postMessage({ id: data.id, report, took: performance.now() - began });
  } catch (error) {
    self.postMessage({ id: data.id, failed: String(error) });
  }
});

let asked = false;

/**
 * Reads the sample once before the reader's own text comes. A fresh core builds its
 * tables and has its code compiled over the first text: a sample of 5 kB takes
 * 440 to 480 ms the first time and 60 to 120 the second, on a busy machine in Node;
 * later readings are no quicker for more of them.
 * @param {string} text
 */
function readAhead(text) {
  if (asked) return;
  try {
    core.analyze(text);
  } catch {
    // The reader's own text will tell.
  }
}

/** @returns {Promise<string>} */
async function sample() {
  try {
    const response = await fetch(new URL('./samples/faulty.txt', import.meta.url), { signal: AbortSignal.timeout(3000) });
    return response.ok ? await response.text() : '';
  } catch {
    return '';
  }
}
