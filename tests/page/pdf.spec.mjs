// PDFs in the page: read from the picker and by drop, with a library that is loaded for
// them alone, from the page's own folder; what cannot be read is told.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { drop, expect, report, test } from './fixtures.mjs';
import { open, read, start, startWith, textOf } from './page.mjs';

const TEXT = report('d03');
const fixture = (/** @type {string} */ name) => resolve(import.meta.dirname, '../documents/pdf', `${name}.pdf`);
const library = (/** @type {string[]} */ requests) => requests.filter((url) => /vendor|pdf/.test(url));

test('nothing of it is loaded before there is a PDF', async ({ page, watch }) => {
  await startWith(page, TEXT);
  expect(library(watch.requests)).toEqual([]);
});

test('a PDF is read from the picker, and says how it was read', async ({ page, watch }) => {
  await start(page);
  await open(page, fixture('official-d04'));
  const lines = report('d04').trim().split('\n').filter((line) => line);
  const got = (await textOf(page)).split('\n');
  expect(lines.filter((line) => !got.includes(line))).toEqual([]);
  await expect(page.locator('#source summary')).toHaveText('按 PDF 读入；略去页眉页脚 2 处');
  const loaded = library(watch.requests);
  expect(loaded.length).toBeGreaterThan(2);
  for (const url of loaded) expect(new URL(url).pathname).toMatch(/^\/www\/(pdf|vendor\/pdfjs)/);
  expect(loaded.filter((url) => /\.(ttf|pfb|wasm|bcmap)$/.test(url))).toEqual([]);
});

test('headers and page numbers are read when asked for', async ({ page }) => {
  await start(page);
  await open(page, fixture('official-d04'));
  await page.locator('#source summary').click();
  const furniture = page.locator('#source [data-kind=furniture]');
  await furniture.click();
  await read(page);
  await expect(page.locator('#paper')).toContainText('—2—');
  await expect(furniture).toHaveText('不读入');
});

test('a PDF is read when it is dropped, with the tables of its fonts', async ({ page, watch }) => {
  await start(page);
  await drop(page.locator('#start'), { name: '报告.pdf', type: 'application/pdf', bytes: readFileSync(fixture('cid2-d01')) });
  await read(page);
  await expect(page.locator('#paper')).toContainText('青岚市澄湖区民政局2022年法治政府建设年度报告');
  expect(watch.requests.filter((url) => url.endsWith('/UniGB-UCS2-H.bcmap'))).toHaveLength(1);
});

test('pages that are pictures are told of', async ({ page }) => {
  await start(page);
  await open(page, fixture('mixed'));
  await expect(page.locator('#source summary')).toContainText('略去图片 1 幅');
  await page.locator('#source summary').click();
  await expect(page.locator('#source')).toContainText('第 4 页');
});

/** @type {[string, RegExp][]} */
const REFUSED = [
  ['scan', /扫描件/],
  ['password', /有密码/],
  ['truncated', /已损坏/],
  ['many', /超过 2000 页/],
];

for (const [name, message] of REFUSED) {
  test(`${name}.pdf is refused with what to do, and the next file is read`, async ({ page }) => {
    await startWith(page, TEXT);
    await page.locator('#file').setInputFiles(fixture(name));
    await expect(page.locator('#notice')).toContainText(message);
    await expect(page.locator('#notice')).toContainText(`${name}.pdf`);
    await expect(page.locator('#paper')).toContainText('听松街道办事处');
    await open(page, fixture('owner'));
    await expect(page.locator('#paper')).toContainText('鹭陂县枫梓镇人民政府');
  });
}

test('a PDF is told by its content, whatever its name', async ({ page }) => {
  await start(page);
  await open(page, { name: '报告.docx', mimeType: '', buffer: readFileSync(fixture('gbk-d05')) });
  await expect(page.locator('#source summary')).toContainText('PDF');
});

test('a library that does not load is told, and the next file is read', async ({ page, watch }) => {
  watch.expected.push(/404/, /pdf\.min\.mjs/);
  await startWith(page, TEXT);
  await page.route('**/pdf.min.mjs', (route) => route.fulfill({ status: 404, body: '' }));
  await page.locator('#file').setInputFiles(fixture('owner'));
  await expect(page.locator('#notice')).toContainText('没有读成');
  await page.unroute('**/pdf.min.mjs');
  await open(page, fixture('owner'));
  await expect(page.locator('#paper')).toContainText('鹭陂县枫梓镇人民政府');
});

test('a PDF that does not end is stopped', async ({ page }) => {
  await page.route('**/pdf_worker.js', (route) => route.fulfill({ contentType: 'text/javascript', body: 'self.postMessage({ ready: true });' }));
  await startWith(page, TEXT);
  await page.clock.install();
  await page.locator('#file').setInputFiles(fixture('owner'));
  await expect(async () => {
    await page.clock.fastForward(11_000);
    await expect(page.locator('#notice')).toContainText('已经停下', { timeout: 500 });
  }).toPass();
});
