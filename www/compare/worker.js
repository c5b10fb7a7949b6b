// The worker that compares reports. It answers every message, an error included.
//
//   in:  { start: WebAssembly.Module }   out: { ready: true } | { failed: string }
//   in:  { reports: CompareInput[] }     out: { done: Comparison } | { failed: string }

import init, { compare } from '../../pkg/fazhi_compare.js';
import { start } from '../network.js';

self.addEventListener('message', async ({ data }) => {
  if (data.start) {
    await start(async () => { await init({ module_or_path: data.start }); });
    return;
  }
  try {
    const done = compare(data.reports);
    self.postMessage(done ? { done } : { failed: 'reports' });
  } catch (error) {
    self.postMessage({ failed: String(error) });
  }
});
