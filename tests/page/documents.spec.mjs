// Files that are read by the module for documents: what is said of them, and what
// happens where the module does not come or a file does not end.
import { resolve } from 'node:path';

import { expect, expectAccessible, report, test } from './fixtures.mjs';
import { open, read, start, startWith } from './page.mjs';

const TEXT = report('d03');
/** @param {string} name */
const fixture = (name) => resolve(import.meta.dirname, '../documents', name);
const FILE = { name: '报告.txt', mimeType: 'text/plain', buffer: Buffer.from('一、总体情况\n全年受理案件12件。') };

/** A worker that takes the module and never answers. */
const SILENT = 'self.onmessage = ({ data }) => { if (data.start) self.postMessage({ ready: true }); };';
/** One that fails on every file. */
const FAILING = `self.onmessage = ({ data }) => self.postMessage(data.start ? { ready: true } : { id: data.id, failed: 'RuntimeError: unreachable' });`;

test('the module is not loaded before a file asks for it', async ({ page, watch }) => {
  await startWith(page, TEXT);
  expect(watch.requests.filter((url) => url.includes('fazhi_documents'))).toEqual([]);
});

test('a module that does not load is told, and the next file is read', async ({ page, watch }) => {
  watch.expected.push(/404/, /fazhi_documents_bg/);
  await startWith(page, TEXT);
  await page.route('**/fazhi_documents_bg.wasm', (route) => route.fulfill({ status: 404, body: '' }));
  await page.locator('#file').setInputFiles(FILE);
  await expect(page.locator('#notice')).toContainText('没有读成');
  await expect(page.locator('#paper')).toContainText('听松街道办事处');
  await page.unroute('**/fazhi_documents_bg.wasm');
  await open(page, FILE);
  await expect(page.locator('#paper')).toContainText('全年受理案件12件');
});

test('a file that does not end is stopped, and the text that was there stays', async ({ page }) => {
  await page.route('**/documents_worker.js', (route) => route.fulfill({ contentType: 'text/javascript', body: SILENT }));
  await startWith(page, TEXT);
  await page.clock.install();
  await page.locator('#file').setInputFiles(FILE);
  await expect(async () => {
    await page.clock.fastForward(11_000);
    await expect(page.locator('#notice')).toContainText('已经停下', { timeout: 500 });
  }).toPass();
  await expect(page.locator('#paper')).toContainText('听松街道办事处');
});

test('a reader that breaks is told, and a fresh one reads the next file', async ({ page }) => {
  await page.route('**/documents_worker.js', (route) => route.fulfill({ contentType: 'text/javascript', body: FAILING }), { times: 1 });
  await start(page);
  await page.locator('#file').setInputFiles(FILE);
  await expect(page.locator('#notice')).toContainText('没有读成');
  await open(page, FILE);
  await expect(page.locator('#paper')).toContainText('全年受理案件12件');
});

test('a Word document is read with the numbers that Word shows, and says how it was read', async ({ page }) => {
  await start(page);
  await open(page, fixture('docx/numbering.docx'));
  await expect(page.locator('#paper')).toContainText('壹拾壹、段40');
  await expect(page.locator('#source summary')).toHaveText('按 Word 文档（.docx）读入；补出自动编号 45 处');
});

test('what a document holds beside its text is told, and read when asked for', async ({ page }) => {
  await start(page);
  await open(page, fixture('docx/rich.docx'));
  const source = page.locator('#source');
  await expect(source.locator('summary')).toContainText('略去修订删除 2 处、隐藏文字 2 处、批注 1 条');
  await expect(page.locator('#paper')).not.toContainText('内部数字99件');
  await source.locator('summary').click();
  await expect(source).toContainText('内部数字99件');
  await expectAccessible(page);
  const hidden = source.locator('[data-kind=hidden]');
  await hidden.click();
  await read(page);
  await expect(page.locator('#paper')).toContainText('内部数字99件');
  await expect(hidden).toHaveText('不读入');
  await expect(hidden).toBeFocused();
  await page.locator('#do-undo').click();
  await expect(page.locator('#paper')).not.toContainText('内部数字99件');
});

for (const name of ['doc/table.doc', 'odt/table.odt', 'rtf/office-d05-table.rtf', 'html/site-trs.html', 'mht/quoted.mht']) {
  test(`${name} is opened`, async ({ page }) => {
    await start(page);
    await open(page, fixture(name));
    await expect(page.locator('#source summary')).toContainText(/按.*读入/);
    await expect(page.locator('.row[data-metric]').first()).toBeVisible();
  });
}
