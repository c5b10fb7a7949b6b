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
      warmUp();
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

/** The core builds its tables at its first reading; that need not wait for the reader's text. */
function warmUp() {
  try {
    core.analyze('某县某局2023年法治政府建设年度报告\n一、主要举措和成效\n（一）严格执法\n一是全年办理案件12件，比上年的10件增加2件，办结率96.5%。依据《中华人民共和国行政处罚法》。\n某县某局\n2024年1月20日\n');
  } catch {
    // The reader's own text will tell.
  }
}
