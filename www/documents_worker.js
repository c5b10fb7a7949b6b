// The worker that reads and writes files. It answers every message, an error included.
//
//   in:  { start: WebAssembly.Module }        out: { ready: true } | { failed: string }
//   in:  { call: keyof CALLS, args: unknown[] }
//                                             out: { done } | { failed: string }

import init, { annotate, newDocument, readClipboard, readFile, readPdfPages, unpack, workbook } from '../pkg/fazhi_documents.js';
import { start } from './network.js';

/** What can be asked, by name. */
const CALLS = { annotate, newDocument, readClipboard, readFile, readPdfPages, unpack, workbook };

self.addEventListener('message', async ({ data }) => {
  if (data.start) {
    await start(async () => { await init({ module_or_path: data.start }); });
    return;
  }
  try {
    const call = /** @type {(...args: unknown[]) => unknown} */ (CALLS[/** @type {keyof typeof CALLS} */ (data.call)]);
    self.postMessage({ done: call(...data.args) });
  } catch (error) {
    self.postMessage({ failed: String(error) });
  }
});
