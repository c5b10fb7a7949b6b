// The worker that reads and writes files. It answers every message, an error included.
//
//   in:  { start: WebAssembly.Module }        out: { ready: true } | { failed: string }
//   in:  { call: one of CALLS, args: unknown[] }
//                                             out: { done } | { failed: string }

import init, * as documents from '../pkg/fazhi_documents.js';
import { start } from './network.js';

/** What can be asked, by name. */
const CALLS = ['annotate', 'newDocument', 'pack', 'readClipboard', 'readFile', 'readPdfPages', 'unpack', 'workbook'];

self.addEventListener('message', async ({ data }) => {
  if (data.start) {
    await start(async () => { await init({ module_or_path: data.start }); });
    return;
  }
  try {
    if (!CALLS.includes(data.call)) throw new TypeError(`no call: ${data.call}`);
    const call = /** @type {Record<string, (...args: unknown[]) => unknown>} */ (/** @type {unknown} */ (documents))[data.call];
    self.postMessage({ done: call(...data.args) });
  } catch (error) {
    self.postMessage({ failed: String(error) });
  }
});
