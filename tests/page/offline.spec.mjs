// Once loaded, the page is there without a network; a newer version is offered, and
// comes when it is asked for.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { expect, expectAccessible, paste, report, test } from './fixtures.mjs';
import { open, read } from './page.mjs';
import { served } from './site.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const SCRIPT = readFileSync(join(ROOT, 'www/sw.js'), 'utf8');
const docx = join(ROOT, 'tests/documents/docx/style_d02.docx');
const pdf = join(ROOT, 'tests/documents/pdf/gbk-d05.pdf');

test.use({ serviceWorkers: 'allow' });

/** @type {Awaited<ReturnType<typeof served>>} */
let site;
/** @type {Record<string, string>} */
let instead = {};

test.beforeEach(async () => {
  instead = {};
  site = await served(instead);
});
test.afterEach(({ watch }) => {
  site.close();
  expect(watch.foreign.filter((each) => !each.startsWith(`GET ${site.away}/`))).toEqual([]);
  watch.foreign.length = 0;
});

/** Opens the page and waits until it says that it is there without a network. */
async function arrive(/** @type {import('@playwright/test').Page} */ page, path = '/www/') {
  await page.goto(`${site.away}${path}#tab=metrics`);
  await page.waitForSelector('html[data-ready]', { state: 'attached' });
  await expect(page.locator('.status-offline')).toBeVisible();
}

/** Loads the page anew with nobody there to serve it. */
async function reloadAlone(/** @type {import('@playwright/test').Page} */ page) {
  site.close();
  await page.reload();
  await page.waitForSelector('html[data-ready]', { state: 'attached' });
}

test('loaded once, it reads without a network', async ({ page }) => {
  await arrive(page, '/www/index.html');
  await expect(page.locator('.status-offline')).toHaveText('可离线使用：文字');
  await expectAccessible(page);
  await reloadAlone(page);
  await paste(page, report('d03'));
  await read(page);
  expect(await page.locator('.row[data-metric]').count()).toBeGreaterThan(10);
  await page.locator('#do-export').click();
  const saved = page.waitForEvent('download');
  await page.locator('[data-export="data"]').click();
  expect((await saved).suggestedFilename()).toMatch(/\.json$/);
});

test('what opens files is there once it has been used', async ({ page, watch }) => {
  // Of a page of plain text the browser asks for an icon.
  watch.expected.push(/ERR_CONNECTION_REFUSED/);
  await arrive(page);
  await open(page, docx);
  await expect(page.locator('.status-offline')).toHaveText(/：文字、Word 等文件$/);
  await open(page, pdf);
  await expect(page.locator('.status-offline')).toHaveText('可离线使用：文字、Word 等文件、PDF');
  await reloadAlone(page);
  await open(page, docx);
  await open(page, pdf);
  await expect(page.locator('#source summary')).toContainText('PDF');
  await page.goto(`${site.away}/www/THIRD-PARTY.txt`);
  await expect(page.locator('body')).toContainText('wasm-bindgen');
});

test('a file that was never used is refused without a network, and nothing is lost', async ({ page, watch }) => {
  watch.expected.push(/ERR_|fetch|Failed/);
  await arrive(page);
  await paste(page, report('d03'));
  await read(page);
  await reloadAlone(page);
  await page.locator('#file').setInputFiles(docx);
  await expect(page.locator('#notice')).toContainText('没有读成');
  await expect(page.locator('#paper')).toContainText('听松街道办事处');
});

test('a newer version is offered and comes when it is asked for, with the text as it is', async ({ page }) => {
  // Two versions are fetched whole.
  test.slow();
  await arrive(page);
  await open(page, docx);
  await page.locator('#paper').focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('新写的一句。');
  await expect(page.locator('#paper')).toContainText('新写的一句。');
  await expect(page.locator('.status-newer')).toHaveCount(0);

  instead['/www/sw.js'] = SCRIPT.replace(/const VERSION = '\w+'/, "const VERSION = 'newer'");
  instead['/www/strings.js'] = readFileSync(join(ROOT, 'www/strings.js'), 'utf8').replace("'可离线使用：", "'可以离线使用：");
  await page.evaluate(async () => { await (await navigator.serviceWorker.getRegistration())?.update(); });
  const update = page.getByRole('button', { name: '有新版本，点此更新' });
  await expect(update).toBeVisible();
  await expectAccessible(page);
  // Till then all stays as it is, even over a reload.
  await expect(page.locator('.status-offline')).toContainText(/^可离线使用/);

  await update.click();
  await expect(page.locator('.status-offline')).toContainText(/^可以离线使用/);
  await expect(page.locator('#paper')).toContainText('新写的一句。');
  await expect(update).toHaveCount(0);
  // The parts that were used are there in the newer version too, and the older one is gone.
  await expect(page.locator('.status-offline')).toContainText('Word 等文件');
  expect(await page.evaluate(() => caches.keys())).toEqual(['fazhi-lens newer']);
});

test('another tab of the older version is not loaded anew unasked', async ({ page, context }) => {
  await arrive(page);
  const other = await context.newPage();
  await arrive(other);
  await paste(other, report('d03'));
  await read(other);
  instead['/www/sw.js'] = SCRIPT.replace(/const VERSION = '\w+'/, "const VERSION = 'newer'");
  await page.evaluate(async () => { await (await navigator.serviceWorker.getRegistration())?.update(); });
  await page.locator('.status-newer').click();
  await expect.poll(() => other.evaluate(() => caches.keys())).toEqual(['fazhi-lens newer']);
  await expect(other.locator('.status-newer')).toBeVisible();
  await expect(other.locator('#paper')).toContainText('听松街道办事处');
});

test('of what this computer serves by its own name nothing is kept', async ({ page }) => {
  await page.goto('/www/');
  await page.waitForSelector('html[data-ready]', { state: 'attached' });
  expect(await page.evaluate(() => navigator.serviceWorker.getRegistrations().then((all) => all.length))).toBe(0);
});

test('it installs, and reads the files that the desktop opens with it', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'launchQueue', { value: { setConsumer: (/** @type {unknown} */ consumer) => Object.assign(window, { consumer }) } });
  });
  await page.goto('/www/');
  await page.waitForSelector('html[data-ready]', { state: 'attached' });
  const client = await page.context().newCDPSession(page);
  const { errors, data } = await client.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  const { file_handlers: [{ accept }] } = JSON.parse(data ?? '');
  expect(Object.values(accept).flat()).toEqual(expect.arrayContaining(['.docx', '.txt']));
  expect((await client.send('Page.getInstallabilityErrors')).installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
  await page.evaluate(() => {
    const file = new File(['一、总体情况\n全年受理案件12件。'], '桌面.txt');
    return /** @type {any} */ (window).consumer({ files: [{ getFile: async () => file }] });
  });
  await expect(page.locator('#paper')).toContainText('全年受理案件12件');
  await expect(page.locator('#doc-name')).toContainText('桌面');
});
