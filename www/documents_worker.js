// The worker that reads and writes files. It answers every message, an error included.
//
//   in:  { start: WebAssembly.Module }        out: { ready: true } | { failed: string }
//   in:  { id: number, call: keyof Calls, args: unknown[] }
//                                             out: { id, done } | { id, failed: string }

import init, * as documents from '../pkg/fazhi_documents.js';
import { giveUpTheNetwork } from './network.js';

/** What can be asked, by name. */
const CALLS = /** @type {const} */ ({ readFile: documents.readFile, readClipboard: documents.readClipboard, unpack: documents.unpack, annotate: documents.annotate, newDocument: documents.newDocument, workbook: documents.workbook, readPdfPages: documents.readPdfPages });

self.addEventListener('message', async ({ data }) => {
  if (data.start) {
    try {
      await init({ module_or_path: data.start });
      giveUpTheNetwork();
      self.postMessage({ ready: true });
    } catch (error) {
      self.postMessage({ failed: String(error) });
    }
    return;
  }
  try {
    const call = /** @type {(...args: unknown[]) => unknown} */ (CALLS[/** @type {keyof typeof CALLS} */ (data.call)]);
    self.postMessage({ id: data.id, done: call(...data.args) });
  } catch (error) {
    self.postMessage({ id: data.id, failed: String(error) });
  }
});
