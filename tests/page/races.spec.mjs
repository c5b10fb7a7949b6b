// The newest action wins, and tabs do not undo each other's.
import { expect, paste, test } from './fixtures.mjs';
import { read, start, startWith, swap, unfold } from './page.mjs';

const TEXT = '青澜县2023年法治政府建设年度报告\n一、主要举措和成效\n全年受理案件12件。\n';
const OTHER = '澄湖区2022年法治政府建设年度报告\n一、总体情况\n全年办结案件9件。\n';

/** @typedef {import('@playwright/test').Page} Page */

/** Files whose name says so take their time. */
const slowFiles = (/** @type {Page} */ page) => page.addInitScript(() => {
  const quick = Blob.prototype.arrayBuffer;
  Blob.prototype.arrayBuffer = async function arrayBuffer() {
    if (this instanceof File && this.name.startsWith('慢')) await new Promise((resolve) => { setTimeout(resolve, 1200); });
    return quick.call(this);
  };
});

const file = (/** @type {string} */ name, /** @type {string} */ text) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

test('a file that is still being opened gives way to what is pasted meanwhile', async ({ page }) => {
  await slowFiles(page);
  await start(page);
  await page.locator('#file').setInputFiles(file('慢.txt', OTHER));
  await paste(page, TEXT);
  await read(page);
  await page.waitForTimeout(1600);
  await expect(page.locator('#paper')).toContainText('受理案件12件');
  await expect(page.locator('#do-undo')).toHaveAccessibleName('撤销：读入');
});

test('a file that is still being opened gives way to a question asked meanwhile', async ({ page }) => {
  await slowFiles(page);
  await startWith(page, TEXT);
  await page.locator('#file').setInputFiles(file('慢.txt', TEXT.repeat(2)));
  await paste(page, OTHER);
  await page.waitForTimeout(1600);
  await expect(page.locator('#offer')).toBeVisible();
  await swap(page);
  await expect(page.locator('#paper')).toContainText('办结案件9件');
});

test('a sample that is still on its way gives way to what is pasted meanwhile', async ({ page }) => {
  await start(page);
  await page.route('**/samples/*.txt', async (route) => {
    await new Promise((resolve) => { setTimeout(resolve, 1200); });
    await route.continue();
  });
  await page.locator('[data-sample=clean]').click();
  await paste(page, TEXT);
  await read(page);
  await page.waitForTimeout(1800);
  await expect(page.locator('#paper')).toContainText('受理案件12件');
});

test('a sample that fails late says nothing over a text that came meanwhile', async ({ page, watch }) => {
  watch.expected.push(/404/);
  await start(page);
  await page.route('**/samples/*.txt', async (route) => {
    await new Promise((resolve) => { setTimeout(resolve, 800); });
    await route.fulfill({ status: 404, body: '' });
  });
  await page.locator('[data-sample=clean]').click();
  await paste(page, TEXT);
  await read(page);
  await page.waitForTimeout(1200);
  await expect(page.locator('#notice')).toBeHidden();
});

test('of two files the one chosen last is read, and a report of a batch gives way to a clear', async ({ page }) => {
  await slowFiles(page);
  await start(page);
  await page.locator('#file').setInputFiles(file('慢.txt', OTHER));
  await page.locator('#file').setInputFiles(file('快.txt', TEXT));
  await page.waitForTimeout(1600);
  await expect(page.locator('#paper')).toContainText('受理案件12件');
  await page.locator('#do-clear').click();
  await page.locator('#file').setInputFiles([file('1.txt', TEXT), file('慢2.txt', OTHER)]);
  await expect(page.locator('[data-row="0"] .cell-figures')).toBeVisible();
  await page.locator('[data-open="1"]').click();
  await page.locator('#do-clear').click();
  await page.waitForTimeout(1600);
  await expect(page.locator('#start')).toBeVisible();
  await expect(page.locator('#batch')).toBeHidden();
});

test('a file of words gives way to words that are typed meanwhile', async ({ page }) => {
  await slowFiles(page);
  await start(page);
  await page.locator('#start-words').click();
  await page.locator('#words-file').setInputFiles(file('慢.txt', '指标\t水库\n'));
  await page.locator('#words-text').fill('指标\t案件\n');
  await page.waitForTimeout(1600);
  await expect(page.locator('#words-text')).toHaveValue('指标\t案件\n');
});

const choices = (/** @type {Page} */ page) => page.evaluate(() => JSON.parse(localStorage.getItem('fazhi-lens') ?? 'null'));

test('two tabs that remember lose nothing of each other', async ({ page, context }) => {
  const other = await context.newPage();
  for (const each of [page, other]) {
    await start(each, '#tab=findings');
    await each.locator('[data-sample=faulty]').click();
    await read(each);
    await each.getByLabel('在本机记住').check();
  }
  const accept = async (/** @type {Page} */ each, nth = 0) => {
    await each.bringToFront();
    await unfold(each.locator('.finding').nth(nth));
    await each.locator('.finding').nth(nth).getByRole('button', { name: '无需修改' }).click();
  };
  const all = await page.locator('.finding').count();
  await page.bringToFront();
  await page.getByLabel('在本机记住').uncheck();
  await page.getByLabel('在本机记住').check();
  await other.bringToFront();
  await other.getByLabel('在本机记住').check();
  await accept(page);
  await expect.poll(() => other.locator('.finding').count()).toBe(all - 1);
  await accept(other, 1);
  await accept(page, 2);
  await expect.poll(async () => (await choices(page)).accepted.length).toBe(3);
  await expect(page.locator('.finding')).toHaveCount(all - 3);
  await expect(other.locator('.finding')).toHaveCount(all - 3);
  await other.bringToFront();
  await unfold(other.locator('.finding').first());
  await other.locator('.finding').first().getByRole('button', { name: '关闭此规则' }).click();
  await accept(page, 0);
  const kept = await choices(page);
  expect(kept.accepted).toHaveLength(4);
  expect(kept.rulesOff).toHaveLength(1);
  // What one takes back is the one thing.
  await page.keyboard.press('Control+z');
  expect((await choices(page)).accepted).toHaveLength(3);
  expect((await choices(page)).rulesOff).toHaveLength(1);
});

test('two tabs that keep words keep both', async ({ page, context }) => {
  const other = await context.newPage();
  const use = async (/** @type {Page} */ each, /** @type {(words: string) => string} */ change) => {
    await each.bringToFront();
    await each.locator('#do-words').click();
    const area = each.locator('#words-text');
    await area.fill(change(await area.inputValue()));
    if (!await each.locator('#words-keep').isChecked()) await each.locator('#words-keep').check();
    await each.locator('#words-use').click();
    await expect(each.locator('#words')).toBeHidden();
  };
  const kept = () => page.evaluate(() => localStorage.getItem('fazhi-lens-words') ?? '');
  for (const each of [page, other]) await startWith(each, TEXT);
  await use(page, () => '指标\t案件\t案件量\n');
  await use(other, () => '机构\t青澜县\n');
  // What one tab stores the other may see a moment later.
  await expect.poll(async () => (await kept()).split('\n').sort().join('|')).toBe('|指标\t案件\t案件量|机构\t青澜县');
  // Each has the other's in use, and what one takes out goes for both.
  await expect(other.locator('.row[data-metric]').first()).toContainText('案件量');
  await expect(other.locator('#do-words .badge')).toContainText('2');
  await expect(page.locator('#do-words .badge')).toContainText('2');
  await use(page, (words) => words.replace('指标\t案件\t案件量\n', '主题\t案件\t案子\n'));
  await expect(other.locator('.row[data-metric]').first()).not.toContainText('案件量');
  expect(await kept()).toContain('主题\t案件\t案子');
  expect(await kept()).toContain('机构\t青澜县');
  expect(await kept()).not.toContain('案件量');
});
