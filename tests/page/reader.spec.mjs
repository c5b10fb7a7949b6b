// The worker and its failures: the text stays, the reader is told, and can try again.
import { expect, paste, report, test } from './fixtures.mjs';
import { read, start, swap } from './page.mjs';

const TEXT = report('d03');

/** A worker that fails on 坏 and takes its time over 慢. */
const STUB = `
const empty = { meta: { title: null, issuer: null, issuerKind: null, kind: null, source: null, year: null, signedDate: null, publishedDate: null, boilerplate: [] },
  sections: [], points: [], metrics: [], citations: [], dates: [], entities: [], relations: [], findings: [], requirements: [], themes: [] };
self.onmessage = ({ data }) => {
  if (data.start) self.postMessage({ ready: true, rules: [] });
  else if (data.text.includes('坏')) self.postMessage({ id: data.id, failed: 'RuntimeError: unreachable' });
  else setTimeout(() => self.postMessage({ id: data.id, report: empty, took: 1 }), data.text.includes('慢') ? 1200 : 0);
};`;

test('a core that does not load keeps the text, and can be tried again', async ({ page, watch }) => {
  watch.expected.push(/404/, /fazhi_lens_bg/);
  await page.route('**/fazhi_lens_bg.wasm', (route) => route.fulfill({ status: 404, body: '' }));
  await start(page);
  await paste(page, TEXT);
  await expect(page.locator('#notice')).toContainText('没有载入');
  await expect(page.locator('#paper')).toContainText('听松街道办事处');
  await page.unroute('**/fazhi_lens_bg.wasm');
  await page.getByRole('button', { name: '重试' }).click();
  await read(page);
  await expect(page.locator('#notice')).toBeHidden();
  await expect(page.locator('.row[data-metric]').first()).toBeVisible();
});

test('a core that fails is started anew, and the next text is read', async ({ page }) => {
  await page.route('**/worker.js', (route) => route.fulfill({ contentType: 'text/javascript', body: STUB }));
  await start(page);
  await paste(page, '坏的一段文字');
  await expect(page.locator('#notice')).toContainText('已经重新启动');
  await expect(page.locator('#paper')).toContainText('坏的一段文字');
  await expect(page.locator('#panel-metrics')).toContainText('没有读成');
  await paste(page, '好的一段文字');
  await swap(page);
  await read(page);
  await expect(page.locator('#paper')).toContainText('好的一段文字');
});

test('the latest text wins over one that is still being read', async ({ page }) => {
  await page.route('**/worker.js', (route) => route.fulfill({ contentType: 'text/javascript', body: STUB }));
  await start(page);
  await paste(page, '慢的第一段文字');
  await expect(page.locator('#status')).toContainText('正在读');
  await expect(page.locator('#paper')).toContainText('慢的第一段文字');
  await paste(page, '第二段文字');
  await page.locator('#offer [data-take]').click();
  await paste(page, '第三段文字');
  await page.locator('#offer [data-take]').click();
  await expect(page.locator('#paper')).toContainText('第三段文字');
  await read(page);
  await page.waitForTimeout(1500);
  await expect(page.locator('#paper')).toHaveText('第三段文字');
});

test('the worker gives up the network before it sees a text', async ({ page }) => {
  await start(page);
  await paste(page, TEXT);
  await read(page);
  const [worker] = page.workers();
  const ways = await worker.evaluate(() => ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'indexedDB', 'caches']
    .filter((name) => /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (self))[name] !== undefined));
  expect(ways).toEqual([]);
});
