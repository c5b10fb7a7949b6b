// What the measurements in a browser share: the page served, a browser on it, the CPU
// time of its threads.
//
//   CHROMIUM=PATH    the browser, as in tests/page/playwright.config.mjs
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { extname, join, normalize, resolve } from 'node:path';

import { chromium } from '@playwright/test';

const ROOT = resolve(import.meta.dirname, '..');
const TYPES = /** @type {Record<string, string>} */ ({ '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.wasm': 'application/wasm', '.txt': 'text/plain' });

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').CDPSession} Session */
/** @typedef {{ main: number, worker: number, longest: number, longestWall: number }} Cost   Milliseconds; the longest task by its CPU and by its wall time. */

/** The page on a server of its own, and a browser. */
export async function openBrowser() {
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname));
    const body = await readFile(join(ROOT, path.endsWith('/') ? `${path}index.html` : path)).catch(() => null);
    response.writeHead(body ? 200 : 404, { 'content-type': TYPES[extname(path)] ?? 'text/html' }).end(body ?? '');
  });
  await new Promise((done) => { server.listen(0, '127.0.0.1', () => done(null)); });
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const executablePath = process.env.CHROMIUM || ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  return {
    browser,
    address: `http://127.0.0.1:${port}`,
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/**
 * Until the main thread has nothing left to do.
 * @param {Page} page
 */
export function settled(page) {
  return page.evaluate(() => new Promise((done) => { requestIdleCallback(() => setTimeout(done, 400)); }));
}

/**
 * What the threads of the page do while something happens.
 * @param {Session} session
 * @param {() => Promise<unknown>} run
 * @returns {Promise<Cost>}
 */
export async function traced(session, run) {
  /** @type {any[]} */
  const events = [];
  const collect = (/** @type {{ value: any[] }} */ { value }) => events.push(...value);
  session.on('Tracing.dataCollected', collect);
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['toplevel', 'disabled-by-default-devtools.timeline', '__metadata'], excludedCategories: ['*'] } });
  await run();
  const done = new Promise((resolve) => { session.once('Tracing.tracingComplete', resolve); });
  await session.send('Tracing.end');
  await done;
  session.off('Tracing.dataCollected', collect);
  const names = new Map(events.filter(({ name }) => name === 'thread_name').map(({ pid, tid, args }) => [`${pid} ${tid}`, args.name]));
  const tasks = events.filter(({ name, ph }) => name === 'RunTask' && ph === 'X');
  const of = (/** @type {string} */ thread) => tasks.filter(({ pid, tid }) => names.get(`${pid} ${tid}`) === thread);
  const total = (/** @type {any[]} */ list) => list.reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1000;
  const main = of('CrRendererMain');
  if (!main.length) throw new Error(`no tasks of the main thread in the trace; threads: ${[...new Set(names.values())].join(', ')}`);
  return {
    main: total(main), worker: total(of('DedicatedWorker thread')),
    longest: Math.max(...main.map(({ tdur = 0 }) => tdur)) / 1000, longestWall: Math.max(...main.map(({ dur = 0 }) => dur)) / 1000,
  };
}

/**
 * A quantile of what was measured and, since others on the machine slow each instruction
 * too, the least; the asked for is held against the quantile.
 * @param {string} what
 * @param {number[]} values
 * @param {number} part
 * @param {number} [limit]
 */
export function told(what, values, part, limit) {
  const ms = quantile(values, part);
  console.log(`  ${what.padEnd(62)} ${ms.toFixed(1).padStart(8)} ${Math.min(...values).toFixed(1).padStart(8)}${limit ? `   asked for ≤ ${limit}: ${ms <= limit ? 'met' : 'not met'}` : ''}`);
}

/**
 * @param {number[]} values
 * @param {number} part
 */
function quantile(values, part) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}
