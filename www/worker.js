// The worker that holds the core. It answers every message, an error included.
//
//   in:  { start: WebAssembly.Module }        out: { ready: true, rules } | { failed: string }
//   in:  { id: number, text: string }         out: { id, report, took } | { id, failed: string }

import init, * as core from '../pkg/fazhi_lens.js';

/**
 * @typedef {import('./reader.js').Rule} Rule
 */

// The text never leaves this thread except back to the page. A worker does not
// inherit the page's <meta> security policy, so it gives up every way to reach
// the network once the core is there, before it sees a text.
const NETWORK = [
  'fetch', 'XMLHttpRequest', 'WebSocket', 'WebSocketStream', 'WebTransport', 'EventSource',
  'Worker', 'importScripts', 'caches', 'indexedDB', 'BroadcastChannel',
];

self.addEventListener('message', async ({ data }) => {
  if (data.start) {
    try {
      await init({ module_or_path: data.start });
      for (const name of NETWORK) {
        Object.defineProperty(self, name, { value: undefined, writable: false, configurable: false });
      }
      const { rules } = /** @type {{ rules?: () => Rule[] }} */ (/** @type {unknown} */ (core));
      self.postMessage({ ready: true, rules: rules ? rules() : [] });
    } catch (error) {
      self.postMessage({ failed: String(error) });
    }
    return;
  }
  try {
    const began = performance.now();
    const report = core.analyze(data.text);
    self.postMessage({ id: data.id, report, took: performance.now() - began });
  } catch (error) {
    self.postMessage({ id: data.id, failed: String(error) });
  }
});
