// A page that is open all day: after a thousand readings it holds no more than after two
// hundred, in the memory of the worker's module, among the page's objects, and in elements.
import { expect, report, test } from './fixtures.mjs';
import { start } from './page.mjs';

/** After the first undo holds its thirty texts; till the second the compiler still makes notes. */
const [FIRST, SECOND, LAST] = [200, 600, 1000];

/** Beginnings of reports, so that a thousand are read soon. */
const TEXTS = ['d01', 'd02', 'd03', 'd04', 'd05'].map((name) => report(name).slice(0, 500));

/**
 * Pastes one text after the other over what is there and has each read and drawn: every
 * other is one of the same few, and every other one that was never there before.
 * @param {import('@playwright/test').Page} page
 * @param {number} from
 * @param {number} to
 */
const readings = (page, from, to) => page.evaluate(async ({ texts, from, to }) => {
  const { fazhi } = /** @type {{ fazhi: import('../../www/programs.js').Fazhi }} */ (/** @type {unknown} */ (window));
  const { port1, port2 } = new MessageChannel();
  // A timer would wait for some milliseconds.
  const turn = () => new Promise((done) => { port1.onmessage = () => done(null); port2.postMessage(null); });
  const seen = new Set();
  for (let at = from; at < to; at += 1) {
    const same = texts[at % texts.length];
    const text = at % 2 ? same : `${same}\n第${at}次阅读，共办理案件${at}件，同比增长${at % 97}%。`;
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    while (fazhi.text !== text || fazhi.state !== 'ready') {
      // Over an open report it is asked for leave first.
      /** @type {HTMLElement | null} */ (document.querySelector('#offer [data-take]'))?.click();
      await turn();
    }
    seen.add(fazhi.report?.metrics.length);
  }
  return seen.size;
}, { texts: TEXTS, from, to });

/**
 * How much more there may be in the end than at these two points: bytes of the page's objects
 * (a kilobyte kept of each reading would be 400,000 since the second), nodes and listeners
 * that are there or still held, and bytes of the module's memory, which never shrinks.
 */
const MOST = {
  heap: [1_000_000, 250_000],
  nodes: [100, 100],
  listeners: [20, 20],
  module: [0, 0],
};

// A trace keeps what the page has let go.
test.use({ trace: 'off' });

test('a thousand readings leave nothing behind', async ({ page }) => {
  test.setTimeout(180_000);
  await start(page);
  const devtools = await page.context().newCDPSession(page);
  const held = async () => {
    // What one collection sets free lets go of more.
    for (let times = 0; times < 3; times += 1) await devtools.send('HeapProfiler.collectGarbage');
    const { usedSize: heap } = await devtools.send('Runtime.getHeapUsage');
    const { nodes, jsEventListeners: listeners } = await devtools.send('Memory.getDOMCounters');
    // The worker has the module already: this gives the one that it reads with.
    const module = await page.workers()[0].evaluate(async () => {
      const { default: init } = await import(new URL('/pkg/fazhi_lens.js', location.origin).href);
      return (await init()).memory.buffer.byteLength;
    });
    return { heap, nodes, listeners, module };
  };

  await readings(page, 0, FIRST);
  const before = [await held()];
  await readings(page, FIRST, SECOND);
  before.push(await held());
  expect(await readings(page, SECOND, LAST), 'the texts are read, and differ').toBeGreaterThan(3);
  const last = await held();
  expect(page.workers()).toHaveLength(1);
  for (const what of /** @type {(keyof typeof MOST)[]} */ (Object.keys(MOST))) {
    const grown = before.map((earlier) => last[what] - earlier[what]);
    grown.forEach((more, at) => expect.soft(more, `${what} in the end beside ${before[at][what]}`).toBeLessThanOrEqual(MOST[what][at]));
  }
});
