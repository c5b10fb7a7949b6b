// What the page costs the browser's main thread, by the CPU time of each thread,
// which others on the machine do not change: `node benches/page.mjs`.
//
//   FAZHI_ROUNDS=9   rounds of each measure, of which the median is told
//   CHROMIUM=PATH    the browser, as in tests/page/playwright.config.mjs
//
// The times come from the browser's own trace: each task of the renderer's main
// thread with the CPU time it took (`tdur`).
import { loadavg } from 'node:os';

import * as corpus from '../tests/accuracy/corpus.mjs';
import { openBrowser, settled, told, traced } from './browser.mjs';

const ROUNDS = Number(process.env.FAZHI_ROUNDS ?? 5);
/** Keys in a row, and the time between two: quick typing. */
const KEYS = 60;
const BEAT = 70;

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').CDPSession} Session */
/** @typedef {import('./browser.mjs').Cost} Cost */

const real = corpus.real();
const docs = (real.length ? real : corpus.authored()).map(({ text }) => text).join('\n');
const textOf = (/** @type {number} */ length) => docs.repeat(Math.ceil(length / docs.length)).slice(0, length);

const { browser, address, close } = await openBrowser();

try {
  console.log(`${browser.version()}, ${ROUNDS} rounds, load ${loadavg()[0].toFixed(1)}; CPU time in ms: the median or what is named, and the least${real.length ? '' : '; no public reports beside the clone: the invented ones instead'}`);
  await reading(5_000);
  await reading(100_000, { paste: 120, pause: 40, key: 16 });
  await reading(2_000_000, { task: 200 }, 1);
} finally {
  await close();
}

/**
 * @param {number} length   In characters.
 * @param {{ paste?: number, pause?: number, key?: number, task?: number }} [asked]
 * @param {number} [rounds]
 */
async function reading(length, asked = {}, rounds = ROUNDS) {
  const text = textOf(length);
  /** @type {Cost[]} */
  const pasted = [];
  /** @type {Cost[]} */
  const paused = [];
  /** @type {number[]} */
  const pressed = [];
  /** @type {number[]} */
  const parted = [];
  /** @type {number[]} */
  const keys = [];
  let figures = 0;
  let findings = 0;
  for (let round = 0; round < rounds; round += 1) {
    const page = await opened();
    const session = await page.context().newCDPSession(page);
    await hold(page, text);
    pasted.push(await traced(session, () => paste(page)));
    [figures, findings] = await page.evaluate(() => ['metrics', 'findings'].map((tab) => Number(document.querySelector(`#tab-${tab} .tab-count`)?.textContent)));
    if (asked.pause) {
      await page.evaluate(() => {
        const blocks = document.querySelectorAll('#paper .body');
        const block = blocks[blocks.length >> 1];
        document.getElementById('paper')?.focus({ preventScroll: true });
        block.scrollIntoView({ block: 'center' });
        document.getSelection()?.collapse(block.firstChild, 1);
      });
      await page.keyboard.type('一');
      await settled(page);
      const done = page.evaluate(() => /** @type {any} */ (window).shown());
      await page.keyboard.type('二');
      // The key itself has been painted; what follows is the pause.
      await page.waitForTimeout(100);
      paused.push(await traced(session, async () => {
        await done;
        await settled(page);
      }));
      pressed.push(...await pressing(page, session, 'a'));
      parted.push(...await pressing(page, session, 'Enter'));
      keys.push(...await typed(page));
    }
    await page.close();
  }
  console.log(`\n${length.toLocaleString('en')} characters: ${figures} figures, ${findings} findings`);
  told('paste to painted, main thread', pasted.map(({ main }) => main), 0.5, asked.paste);
  told('  in the worker', pasted.map(({ worker }) => worker), 0.5);
  told('  longest task of the main thread', pasted.map(({ longest }) => longest), 0.5, asked.task);
  if (paused.length) {
    told('re-reading after a pause, main thread', paused.map(({ main }) => main), 0.5, asked.pause);
    told('  longest task of the main thread', paused.map(({ longest }) => longest), 0.5);
    told('a key, main thread, 95 %', pressed, 0.95, asked.key);
    told('Enter, main thread, 95 %', parted, 0.95);
    told('key to frame, median (wall, with the wait for the next frame)', keys, 0.5);
    told('key to frame, 95 % (wall, with the wait for the next frame)', keys, 0.95);
  }
}

async function opened() {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
  await page.goto(`${address}/www/`);
  await page.waitForSelector('html[data-ready]', { state: 'attached' });
  await page.waitForTimeout(1500);
  return page;
}

/**
 * Puts a text into the page, to be pasted when the time is taken: its way there is no part of it.
 * @param {Page} page
 * @param {string} text
 */
async function hold(page, text) {
  await page.evaluate((held) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', held);
    Object.assign(window, {
      paste: () => document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })),
      shown: () => new Promise((done) => { new PerformanceObserver((list) => { if (list.getEntriesByName('fazhi-shown').length) done(null); }).observe({ entryTypes: ['measure'] }); }),
    });
  }, text);
}

/**
 * Until the text held is read and painted.
 * @param {Page} page
 */
async function paste(page) {
  await page.evaluate(async () => {
    const { paste, shown } = /** @type {any} */ (window);
    const done = shown();
    paste();
    await done;
  });
  await settled(page);
}

/**
 * What each of some keys costs until it is painted, apart from the pause behind them.
 * @param {Page} page
 * @param {Session} session
 * @param {string} what
 */
async function pressing(page, session, what) {
  const costs = [];
  for (let key = 0; key < 12; key += 1) {
    const { main } = await traced(session, async () => {
      await page.keyboard.press(what);
      await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => setTimeout(done, 20)); }));
    });
    costs.push(main);
    await page.waitForTimeout(20);
  }
  await settled(page);
  return costs;
}

/**
 * Milliseconds from each key to the frame that shows it.
 * @param {Page} page
 */
async function typed(page) {
  await page.evaluate(() => {
    const sheet = /** @type {HTMLElement} */ (document.getElementById('paper'));
    const times = /** @type {number[]} */ ([]);
    Object.assign(window, { times });
    sheet.addEventListener('keydown', ({ timeStamp }) => {
      requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.onmessage = () => times.push(performance.now() - timeStamp); channel.port2.postMessage(null); });
    });
  });
  for (let key = 0; key < KEYS; key += 1) {
    await page.keyboard.type('a');
    await page.waitForTimeout(BEAT);
  }
  return page.evaluate(() => /** @type {any} */ (window).times);
}
