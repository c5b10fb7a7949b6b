// `window.fazhi`: what programs beside the page may know of it.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { STRINGS } from '../../www/strings.js';
import { expect, paste, report, test } from './fixtures.mjs';
import { open, read, start, startWith } from './page.mjs';

const ROOT = resolve(import.meta.dirname, '../..');

/** @typedef {import('../../www/programs.js').Fazhi} Fazhi */

const told = (/** @type {import('@playwright/test').Page} */ page) => page.evaluate(() => {
  const { name, text, report, state, notice } = /** @type {{ fazhi: Fazhi }} */ (/** @type {unknown} */ (window)).fazhi;
  return { name, text, metrics: report?.metrics.length ?? null, state, notice };
});

test('programs are told what the page has', async ({ page }) => {
  await start(page);
  expect(await told(page)).toEqual({ name: null, text: null, metrics: null, state: 'empty', notice: null });

  const text = report('d03');
  // In one turn with the paste: a moment later it may have been read.
  const atOnce = await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    const { text, report, state } = /** @type {{ fazhi: Fazhi }} */ (/** @type {unknown} */ (window)).fazhi;
    return { text, report, state };
  }, text);
  expect(atOnce).toEqual({ text, report: null, state: 'busy' });
  await read(page);
  const metrics = Number(await page.locator('#tab-metrics .tab-count').textContent());
  expect(metrics).toBeGreaterThan(10);
  expect(await told(page)).toEqual({ name: null, text, metrics, state: 'ready', notice: null });

  await open(page, { name: '报告.txt', mimeType: 'text/plain', buffer: Buffer.from('全年办理案件12件。') });
  expect(await told(page)).toMatchObject({ name: '报告.txt', text: '全年办理案件12件。', metrics: 1, state: 'ready' });
});

test('a text that has changed since it was read has no report', async ({ page }) => {
  await startWith(page, '全年办理案件12件。');
  await page.locator('#paper').focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.insertText('其中诉讼案件3件。');
  // Never a report of the earlier text, at whatever moment one asks.
  const [before, after] = ['全年办理案件12件。 1', '全年办理案件12件。其中诉讼案件3件。 2'];
  const seen = await page.evaluate(async (last) => {
    const { fazhi } = /** @type {{ fazhi: Fazhi }} */ (/** @type {unknown} */ (window));
    /** @type {Set<string>} */
    const seen = new Set();
    for (const end = performance.now() + 10_000; performance.now() < end && !seen.has(last);) {
      seen.add(fazhi.report ? `${fazhi.text} ${fazhi.report.metrics.length}` : fazhi.state);
      await new Promise((done) => setTimeout(done));
    }
    return [...seen];
  }, after);
  expect(seen).toContain(after);
  expect([before, 'busy', after]).toEqual(expect.arrayContaining(seen));
});

test('a failure and its notice are told, in the language shown', async ({ page, watch }) => {
  watch.expected.push(/404/, /fazhi_lens_bg/);
  await page.route('**/fazhi_lens_bg.wasm', (route) => route.fulfill({ status: 404, body: '' }));
  await start(page, '#lang=en');
  await paste(page, '全年办理案件12件。');
  await expect(page.locator('#notice')).toBeVisible();
  const { notice, ...rest } = await told(page);
  expect(rest).toEqual({ name: null, text: '全年办理案件12件。', metrics: null, state: 'error' });
  expect(notice).toBe(await page.locator('#notice p').textContent());
});

test('nothing of the page is changed through it', async ({ page }) => {
  await startWith(page, '全年办理案件12件。');
  const outcome = await page.evaluate(() => {
    'use strict';
    const { fazhi } = /** @type {{ fazhi: any }} */ (/** @type {unknown} */ (window));
    const throws = [
      () => { fazhi.text = 'x'; },
      () => { fazhi.more = 'x'; },
      () => { /** @type {any} */ (window).fazhi = {}; },
      () => { delete fazhi.text; },
    ].map((change) => {
      try {
        change();
        return false;
      } catch {
        return true;
      }
    });
    fazhi.report.metrics[0].raw = 'changed';
    return { throws, frozen: Object.isFrozen(fazhi) };
  });
  expect(outcome).toEqual({ throws: [true, true, true, true], frozen: true });
  await page.locator('#do-lang').click();
  await expect(page.locator('.row[data-metric]')).not.toContainText('changed');
});

test('the notices of what ships are linked and there', async ({ page, request }) => {
  await start(page);
  const link = page.getByRole('link', { name: STRINGS['status.notices'][0] });
  await expect(link).toBeVisible();
  const there = await request.get(new URL(await link.getAttribute('href') ?? '', page.url()).href);
  expect(await there.text()).toBe(readFileSync(resolve(ROOT, 'www/THIRD-PARTY.txt'), 'utf8'));
  await page.setViewportSize({ width: 375, height: 700 });
  await expect(link).toBeVisible();
});
