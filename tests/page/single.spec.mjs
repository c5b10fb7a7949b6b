// The page in one file, opened by double click: it reads, takes what is pasted, opens
// files, writes them, and asks nothing of anybody.
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { expect, expectAccessible, paste, report, test } from './fixtures.mjs';
import { open, read, swap } from './page.mjs';
import { unzip } from './unzip.mjs';
import { fromPage, fromWorker, listen, settled } from './ways_out.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const fixture = (/** @type {string} */ name) => join(ROOT, 'tests/documents', name);

/** The address of the file, once it is made. */
let address = '';

// eslint-disable-next-line no-empty-pattern -- Playwright asks for a pattern.
test.beforeAll(({}, { outputDir }) => {
  const file = join(outputDir, 'fazhi-lens.html');
  execFileSync(process.execPath, [join(ROOT, 'single/build.mjs'), file], { stdio: 'pipe' });
  expect(statSync(file).size).toBeLessThan(4_500_000);
  address = pathToFileURL(file).href;
});

test.beforeEach(async ({ page }) => {
  await page.goto(`${address}#tab=metrics`);
  await page.waitForSelector('html[data-ready]', { state: 'attached' });
});

test.afterEach(({ watch }) => {
  const asked = watch.requests.filter((url) => !url.startsWith('blob:') && !url.startsWith('data:'));
  // A reload asks for it again.
  expect(new Set(asked), 'the file is all that is asked for').toEqual(new Set([address]));
  watch.foreign.length = 0;
});

test('it reads a sample, and what is pasted, in a worker', async ({ page }) => {
  test.slow();
  await expect(page.locator('#unstarted')).toBeHidden();
  await page.locator('[data-sample="faulty"]').click();
  await read(page);
  expect(await page.locator('.row[data-metric]').count()).toBeGreaterThan(20);
  expect(page.workers().length).toBeGreaterThan(0);
  await page.locator('#do-lang').click();
  await expect(page.locator('#tab-metrics .tab-name')).toHaveText('Figures');
  await paste(page, report('d03'));
  await swap(page);
  await expect(page.locator('#paper')).toContainText('听松街道办事处');
  await expectAccessible(page);
});

test('it opens a document of Word and writes remarks into it', async ({ page }) => {
  await open(page, fixture('write/hand-breaks.docx'));
  await page.locator('#do-export').click();
  const saved = page.waitForEvent('download');
  await page.locator('#exports [role^="menuitem"]').first().click();
  const parts = unzip(readFileSync(await (await saved).path()));
  expect(Object.keys(parts)).toContain('word/comments.xml');
});

test('it opens a PDF whose fonts need a table', async ({ page }) => {
  await open(page, fixture('pdf/gbk-d05.pdf'));
  await expect(page.locator('#source summary')).toContainText('PDF');
  expect(Number(await page.locator('#tab-metrics .tab-count').textContent())).toBeGreaterThan(10);
});

test('it reads several files and lays them side by side', async ({ page }) => {
  await page.locator('#file').setInputFiles(['d01', 'd02'].map((name) => join(ROOT, `tests/corpus/${name}.txt`)));
  await expect.poll(() => page.evaluate(() => /** @type {any} */ (window).fazhi.batch?.filter((/** @type {any} */ { state }) => state !== 'waiting' && state !== 'reading').length ?? 0)).toBe(2);
  await page.locator('[data-compare]').click();
  await expect(page.locator('#compare [data-back]')).toBeVisible();
});

test('it keeps a text over a reload', async ({ page }) => {
  await paste(page, report('d01'));
  await read(page);
  const figures = await page.locator('#tab-metrics .tab-count').textContent();
  await page.reload();
  await read(page);
  await expect(page.locator('#tab-metrics .tab-count')).toHaveText(figures ?? '');
});

test('its notices open from within', async ({ page, context }) => {
  const opened = context.waitForEvent('page');
  await page.getByRole('link', { name: '许可与声明' }).click();
  await expect((await opened).locator('body')).toContainText('wasm-bindgen');
});

test('neither page nor worker may ask anything of anybody', async ({ page, watch }) => {
  watch.expected.push(/127\.0\.0\.1|[Cc]ontent.[Ss]ecurity.[Pp]olicy|Trusted/);
  await paste(page, report('d03'));
  await read(page);
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content') ?? '';
  expect(policy).toMatch(/^default-src 'none';/);
  expect(policy).not.toMatch(/connect-src|https?:|'self'|\*|unsafe-inline|'unsafe-eval'/);
  const other = await listen();
  try {
    expect((await page.evaluate(fromPage, other.origin)).length).toBeGreaterThan(15);
    for (const worker of page.workers()) expect((await worker.evaluate(fromWorker, other.origin)).length).toBeGreaterThan(8);
    expect(await settled(other.arrived)).toEqual([]);
  } finally {
    other.close();
    // Those are what was tried.
    watch.requests.length = 0;
    watch.requests.push(address);
  }
});
