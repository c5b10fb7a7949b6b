// What a batch costs: wall time from the choice of the files until the last row is read,
// the CPU time of the threads, and the longest task of the page's main thread:
// `node benches/batch.mjs`. Wall times mean something on a machine with nothing else to do.
//
//   FAZHI_ROUNDS=5   rounds of each measure, of which the median is told
//   FAZHI_CORES=2    so many cores the page takes the machine to have
import { availableParallelism, loadavg } from 'node:os';

import * as corpus from '../tests/accuracy/corpus.mjs';
import { openBrowser, settled, told, traced } from './browser.mjs';

const ROUNDS = Number(process.env.FAZHI_ROUNDS ?? 3);
const CORES = Number(process.env.FAZHI_CORES ?? Math.min(2, availableParallelism()));
/** In characters. */
const LENGTH = 5000;

/** @typedef {import('@playwright/test').Page} Page */

const docs = corpus.authored().map(({ text }) => text);

/** Reports that differ: each begins with another one of the corpus, and goes on with the next. */
const texts = (/** @type {number} */ n) => Array.from({ length: n }, (_, at) => {
  const from = at % docs.length;
  return `${docs.slice(from).join('\n')}${docs.slice(0, from).join('\n')}`.slice(0, LENGTH - 12) + `\n第${String(at + 1).padStart(4, '0')}份。`;
});

const { browser, address, close } = await openBrowser();
try {
  console.log(`${browser.version()}, ${CORES} cores of ${availableParallelism()}, ${ROUNDS} rounds, load ${loadavg()[0].toFixed(1)}; ms: the median, and the least`);
  await batch(50, 1500);
  await batch(500, 12_000);
} finally {
  await close();
}

/**
 * @param {number} n      Reports.
 * @param {number} limit  Of the wall time.
 */
async function batch(n, limit) {
  /** @type {number[]} */
  const walls = [];
  /** @type {import('./browser.mjs').Cost[]} */
  const costs = [];
  const given = texts(n);
  for (let round = 0; round < ROUNDS; round += 1) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
    await page.addInitScript((cores) => Object.defineProperty(navigator, 'hardwareConcurrency', { value: cores }), CORES);
    await page.goto(`${address}/www/`);
    await page.waitForSelector('html[data-ready]', { state: 'attached' });
    await page.waitForTimeout(1500);
    await page.evaluate((all) => {
      const data = new DataTransfer();
      all.forEach((text, at) => data.items.add(new File([text], `${at + 1}.txt`)));
      Object.assign(window, { given: data });
    }, given);
    const session = await page.context().newCDPSession(page);
    costs.push(await traced(session, () => read(page)));
    walls.push(await page.evaluate(() => performance.getEntriesByName('fazhi-batch')[0].duration));
    await page.close();
  }
  console.log(`\n${n} reports of ${LENGTH.toLocaleString('en')} characters`);
  told('files chosen to last row read, wall', walls, 0.5, limit);
  told('  main thread, until all is at rest', costs.map(({ main }) => main), 0.5);
  told('  workers together', costs.map(({ worker }) => worker), 0.5);
  told('  longest task of the main thread', costs.map(({ longest }) => longest), 0.5, 100);
}

/** @param {Page} page */
async function read(page) {
  await page.evaluate(() => new Promise((done) => {
    new PerformanceObserver((list) => { if (list.getEntriesByName('fazhi-batch').length) done(null); }).observe({ entryTypes: ['measure'] });
    const picker = /** @type {HTMLInputElement} */ (document.getElementById('file'));
    picker.files = /** @type {any} */ (window).given.files;
    picker.dispatchEvent(new Event('change'));
  }));
  await settled(page);
}
