// Reports of a batch held against each other: the table, what disagrees, what was taken
// over, what each covers, and the way to the words.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { expect, expectAccessible, report, test } from './fixtures.mjs';
import { start } from './page.mjs';
import { unzip } from './unzip.mjs';

/** @typedef {import('@playwright/test').Page} Page */

const GOLD = resolve(import.meta.dirname, '../../src/compare/tests/gold');
const gold = (/** @type {string} */ name) => readFileSync(join(GOLD, `${name}.txt`), 'utf8');
const file = (/** @type {string} */ name, /** @type {string} */ content) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });

const COUNTY = () => [file('2023年.txt', gold('a_2023')), file('2024年.txt', gold('a_2024'))];
const TOWNS = () => ['c_county', 'c_town1', 'c_town2', 'c_town3', 'c_town4', 'c_town5'].map((name) => file(`${name}.txt`, gold(name)));

/** Opens files together and compares them. */
async function compare(/** @type {Page} */ page, files = COUNTY(), hash = '') {
  await start(page, hash);
  await page.locator('#file').setInputFiles(files);
  await page.locator('[data-compare]').click();
  await expect(page.locator('#compare')).toBeVisible();
  await expect(page.locator('[role=tab][aria-selected=true]:visible')).toHaveCount(1);
}

const tab = (/** @type {Page} */ page, /** @type {string} */ name) => page.locator(`#compare-tab-${name}`);
const rows = (/** @type {Page} */ page) => page.locator('#compare-figures tbody tr:not(.compare-behind)');

test('what disagrees stands first, with both quotes, and leads to the words', async ({ page, watch }) => {
  await start(page);
  await page.locator('#file').setInputFiles(COUNTY());
  await expect(page.locator('[data-compare]')).toBeVisible();
  expect(watch.requests.filter((url) => url.includes('compare_bg') || url.includes('/compare/'))).toEqual([]);
  await page.locator('[data-compare]').click();

  const item = page.locator('.compare-differs .compare-item').filter({ hasText: '321件' });
  await expect(item).toContainText('上年是 321件');
  await expect(item.locator('mark')).toHaveText(['321件', '37件', '312件']);
  await expect(page.locator('.compare-asks .compare-item')).toContainText('159件');
  await expectAccessible(page);

  await item.locator('.link').first().click();
  await expect(page.locator('#desk')).toBeVisible();
  await expect(page.locator('#compare')).toBeHidden();
  await expect(page.locator('#paper')).toContainText('上年的321件');
  await expect.poll(() => page.evaluate(() => /** @type {any} */ (window).fazhi.name)).toBe('2024年.txt');
  // Back to the comparison as it was.
  await page.locator('#batch-bar [data-back]').click();
  await expect(page.locator('#compare')).toBeVisible();
  await page.locator('#compare [data-back]').click();
  await expect(page.locator('#batch')).toBeVisible();
  await expect(page.locator('#compare')).toBeHidden();
});

test('indicators are one table, which is filtered and sorted', async ({ page }) => {
  await compare(page);
  await tab(page, 'figures').click();
  const row = rows(page).filter({ hasText: '受理12345' }).or(rows(page).filter({ hasText: '群众和企业诉求' })).first();
  await expect(row.locator('td')).toHaveText(['28416件', '31205件', '+2789件', '+9.8%'], { useInnerText: true });
  await row.locator('.compare-name').click();
  await expect(page.locator('.compare-behind mark')).toHaveText(['28416件', '31205件']);
  await expectAccessible(page);

  await page.locator('#compare-filter').fill('案卷');
  await expect(rows(page)).toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(page.locator('#compare-filter')).toHaveValue('');
  await page.locator('#compare-sort').selectOption('down');
  await expect(rows(page).first().locator('td').last()).toHaveText(/^−/);
  await page.locator('#compare-only').selectOption('single');
  await expect(rows(page).first().locator('.compare-none')).toHaveCount(1);
  await page.locator('#compare-filter').fill('没有这样的指标');
  await expect(page.locator('#compare-figures .empty')).toBeVisible();
});

test('taken-over passages stand side by side, and coverage is two tables', async ({ page }) => {
  await compare(page, [file('2021年.txt', report('d02')), file('2022年.txt', report('d01'))]);
  await tab(page, 'reuse').click();
  const passage = page.locator('.compare-passage').filter({ hasText: '法治工作力量与任务不够匹配' });
  await expect(passage).toHaveCount(1);
  await expect(passage.locator('del')).toHaveText(['1']);
  await expect(passage.locator('ins')).toHaveText(['2']);
  const before = await page.locator('.compare-passage').count();
  await page.locator('#compare-updated').check();
  await expect.poll(() => page.locator('.compare-passage').count()).toBeGreaterThan(before);
  await expectAccessible(page);

  await tab(page, 'coverage').click();
  await expect(page.locator('#compare-coverage table')).toHaveCount(2);
  await expect(page.locator('.compare-stands tbody tr')).toHaveCount(7);
  await expect(page.locator('.compare-heat tbody tr').first().locator('td')).toHaveText([/%$/, /%$/]);
  await expectAccessible(page);
});

test('a county is held against all its townships', async ({ page }) => {
  await compare(page, TOWNS());
  const item = page.locator('.compare-asks .compare-item');
  await expect(item).toHaveCount(1);
  await expect(item).toContainText('137件');
  await expect(item).toContainText('131件');
  await item.locator('summary').click();
  await expect(item.locator('.compare-parts mark')).toHaveText(['41件', '36件', '27件', '15件', '12件']);
});

test('a comparison goes out as a workbook and as CSV', async ({ page }) => {
  await compare(page);
  const csv = page.waitForEvent('download');
  await page.locator('[data-file=csv]').click();
  const lines = readFileSync(await (await csv).path(), 'utf8').split('\r\n');
  expect(lines[0]).toContain('"指标","单位"');
  expect(lines.some((line) => line.includes('"28416件"') && line.includes('"31205件"') && line.includes('"2789"'))).toBe(true);
  const xlsx = page.waitForEvent('download');
  await page.locator('[data-file=xlsx]').click();
  const parts = unzip(readFileSync(await (await xlsx).path()));
  expect(Object.keys(parts).filter((name) => name.includes('worksheets/'))).toHaveLength(5);
});

/** Two years of one body, of which the later says of the earlier what that says of itself. */
const AGREEING = () => [
  file('2022年.txt', '青岚市司法局2022年法治政府建设年度报告\n一、主要举措和成效\n全年办理行政复议案件10件。平均办理时限压缩75%。\n'),
  file('2023年.txt', '青岚市司法局2023年法治政府建设年度报告\n一、主要举措和成效\n全年办理行政复议案件12件，比上年的10件增加2件，增长20%。平均办理时限压缩80%。\n'),
];

test('where nothing disagrees that is said, what agrees is shown, and the tab counts what is shown', async ({ page }) => {
  await compare(page, AGREEING());
  await expect(page.locator('.compare-verdict')).toContainText('没有发现对不上：1 处');
  await expect(page.locator('.compare-holds .compare-item')).toBeVisible();
  await expect(tab(page, 'said').locator('.tab-count')).toHaveText('1');
  await expect(page.locator('.compare-of')).toHaveText('青岚市司法局：2022年、2023年');
});

test('two files of one body and year are told apart by a few words of their names', async ({ page }) => {
  const [one, two] = AGREEING();
  const long = '（征求意见稿，请各科室于本周五前反馈修改意见）.txt';
  await compare(page, [one, { ...two, name: `甲稿${long}` }, { ...two, name: `乙稿${long}` }]);
  await expect(page.locator('.compare-of')).toHaveText('青岚市司法局：2022年、2023年（甲稿（征求意见稿，请各科室于…）、2023年（乙稿（征求意见稿，请各科室于…）');
});

test('on a phone a change stands under its figure, and rates of change differ in points', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 740 });
  await compare(page, AGREEING());
  await tab(page, 'figures').click();
  const row = rows(page).filter({ hasText: '行政复议案件' }).first();
  const change = row.locator('.compare-change');
  await expect(change).toHaveText('+2件 (+20%)');
  const box = await change.boundingBox();
  expect((box?.x ?? 999) + (box?.width ?? 0)).toBeLessThanOrEqual(375);
  await expect(page.locator('#compare-figures tbody tr', { hasText: '−80%' }).locator('.compare-change')).toHaveText('−5个百分点');
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(change).toBeHidden();
  await expect(row.locator('.compare-by').first()).toHaveText('+2件');
});

test('reports with nothing in common say so', async ({ page }) => {
  const short = (/** @type {string} */ body, /** @type {string} */ words) => `${body}2023年法治政府建设年度报告\n\n一、主要举措和成效\n${words}\n\n${body}\n2024年1月12日\n`;
  await compare(page, [file('甲.txt', short('青岭县司法局', '办理公证事项840件。')), file('乙.txt', short('青岭县水利局', '新建水库3座。'))]);
  await expect(page.locator('#compare-figures .empty')).toBeVisible();
  await tab(page, 'said').click();
  await expect(page.locator('#compare-said .empty')).toBeVisible();
  await tab(page, 'reuse').click();
  await expect(page.locator('#compare-reuse .empty')).toBeVisible();
});

test('one report cannot be compared', async ({ page }) => {
  await start(page);
  await page.locator('#file').setInputFiles([file('一.txt', report('d01')), { name: '图.png', mimeType: 'image/png', buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 0]) }]);
  await expect(page.locator('.batch-row[data-row]')).toHaveCount(2);
  await expect(page.locator('.batch-progress')).toBeHidden();
  await expect(page.locator('[data-compare]')).toBeHidden();
});

test('a module that does not load is said, and nothing is lost', async ({ page, watch }) => {
  watch.expected.push(/404/, /fazhi_compare_bg/);
  await page.route('**/fazhi_compare_bg.wasm', (route) => route.fulfill({ status: 404, body: '' }));
  await start(page);
  await page.locator('#file').setInputFiles(COUNTY());
  await page.locator('[data-compare]').click();
  await expect(page.locator('#notice')).toContainText('没有比成');
  await expect(page.locator('.batch-row[data-row]')).toHaveCount(2);
  await page.unroute('**/fazhi_compare_bg.wasm');
  await page.locator('[data-compare]').click();
  await expect(page.locator('#compare')).toBeVisible();
});

test('all of it by keyboard, narrow, dark and in English', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 720 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await compare(page, COUNTY(), '#lang=en');
  await expect(tab(page, 'said')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(tab(page, 'figures')).toBeFocused();
  await expect(page.locator('#compare-figures')).toBeVisible();
  await page.locator('.compare-name').first().focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('.compare-behind')).toHaveCount(1);
  for (const name of ['figures', 'said', 'reuse', 'coverage']) {
    await tab(page, name).click();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  }
  await page.keyboard.press('Escape');
  await expect(page.locator('#batch')).toBeVisible();
});
