// Files that are read by the module for documents: what is said of them, and what
// happens where the module does not come or a file does not end.
import { expect, report, test } from './fixtures.mjs';
import { read, start, startWith } from './page.mjs';

const TEXT = report('d03');
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
  await page.locator('#file').setInputFiles(FILE);
  await read(page);
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
  await page.locator('#file').setInputFiles(FILE);
  await read(page);
  await expect(page.locator('#paper')).toContainText('全年受理案件12件');
});
