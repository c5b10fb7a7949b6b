// The worker that takes one PDF apart. pdf.js and its worker's part run on this one
// thread, so that ending it ends both.
//
//   out: { ready: true } | { failed: string }
//   in:  { read: Uint8Array }                 out: { done: Runs | FileRefused } | { failed }
//   out: { table: string }                    in:  { table: string, bytes: Uint8Array | null }
//
// pdf.js's part listens to messages too and sends one; its are marked with names, and
// these have none.

import { start } from './network.js';
import { loadLibrary } from './pdf/library.js';
import { runsOf } from './pdf/runs.js';
import { KNOWN } from './pdf/tables.js';

/** What is waited for, by the name of the table. @type {Map<string, (bytes: Uint8Array | null) => void>} */
const asked = new Map();

/** @type {import('./pdf/runs.js').Tables} */
function table(name) {
  if (!KNOWN.includes(name)) return Promise.resolve(null);
  return new Promise((resolve) => {
    asked.set(name, resolve);
    self.postMessage({ table: name });
  });
}

start(async () => {
  const pdfjs = await loadLibrary();
  self.addEventListener('message', async ({ data }) => {
    if (data.table) asked.get(data.table)?.(data.bytes);
    if (!data.read) return;
    try {
      self.postMessage({ done: await runsOf(pdfjs, data.read, table) });
    } catch (error) {
      self.postMessage({ failed: String(error) });
    }
  });
});
