// What outlasts a reload, what is asked before leaving, and where Back leads.
import { drop, expect, expectAccessible, paste, test } from './fixtures.mjs';
import { read, start, startWith, swap, textOf, toEnd, tool, unfold } from './page.mjs';

const TEXT = '青澜县2023年法治政府建设年度报告\n一、主要举措和成效\n全年受理案件12件。\n';
const OTHER = '澄湖区2022年法治政府建设年度报告\n一、总体情况\n全年办结案件9件。\n';

/** @typedef {import('@playwright/test').Page} Page */

const paper = (/** @type {Page} */ page) => page.locator('#paper');

async function type(/** @type {Page} */ page, /** @type {string} */ words) {
  await toEnd(page);
  await page.keyboard.type(words);
}

/** Loads the page anew, and tells whether the reader was asked first. */
async function reload(/** @type {Page} */ page) {
  let asked = false;
  const answer = async (/** @type {import('@playwright/test').Dialog} */ dialog) => {
    asked = dialog.type() === 'beforeunload';
    await dialog.accept();
  };
  page.on('dialog', answer);
  await page.reload();
  await page.waitForSelector('html[data-ready]', { state: 'attached' });
  page.off('dialog', answer);
  return asked;
}

test('a reload brings the text back as it was, and what was decided', async ({ page, context }) => {
  await start(page, '#tab=findings');
  await page.locator('[data-sample=faulty]').click();
  await read(page);
  const all = await page.locator('.finding').count();
  await unfold(page.locator('.finding').first());
  await page.locator('.finding').first().getByRole('button', { name: '无需修改' }).click();
  await expect(page.locator('.finding')).toHaveCount(all - 1);
  await type(page, '刚写的话。');
  const text = await textOf(page);
  await reload(page);
  await read(page);
  await expect.poll(() => textOf(page)).toBe(text);
  await expect(page.locator('.finding')).toHaveCount(all - 1);
  await expect(page.locator('#toast')).toContainText('刷新前');
  expect(await page.evaluate(() => localStorage.length)).toBe(0);

  // Another tab has nothing of it.
  const other = await context.newPage();
  await start(other);
  await expect(other.locator('#start')).toBeVisible();
  await other.close();

  // What was cleared does not come back.
  await page.locator('#do-clear').click();
  await reload(page);
  await expect(page.locator('#start')).toBeVisible();
});

test('words in use come back with the text', async ({ page }) => {
  await startWith(page, TEXT);
  await page.locator('#do-words').click();
  await page.locator('#words-text').fill('指标\t案件\t案件量');
  await page.locator('#words-use').click();
  await expect(page.locator('.row[data-metric]').first()).toContainText('案件量');
  await page.locator('#do-words').click();
  await page.locator('#words-text').fill('指标\t案件\t案件量\n# 未用');
  await page.locator('#words-close').click();
  await reload(page);
  await read(page);
  await expect(page.locator('.row[data-metric]').first()).toContainText('案件量');
  await expect(page.locator('#do-words .badge')).toContainText('1');
  await page.locator('#do-words').click();
  await expect(page.locator('#words-text')).toHaveValue('指标\t案件\t案件量\n# 未用');
});

test('a text that the tab cannot hold says so, and no older one comes back for it', async ({ page }) => {
  await startWith(page, TEXT);
  await page.waitForTimeout(600);
  await page.evaluate(() => {
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function setItem(key, value) {
      if (value.length > 100) throw new DOMException('no room', 'QuotaExceededError');
      set.call(this, key, value);
    };
  });
  await paste(page, OTHER.repeat(4));
  await swap(page);
  await expect(page.locator('#notice')).toContainText('刷新或关闭页面后不能恢复');
  await expect(page.locator('#status')).toContainText('刷新后不能恢复');
  await reload(page);
  await expect(page.locator('#start')).toBeVisible();
});

test('leaving is asked about only what was changed and not taken out', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await startWith(page, TEXT);
  await page.locator('#tab-checks').click();
  expect(await reload(page)).toBe(false);
  await read(page);
  await type(page, '刚');
  expect(await reload(page)).toBe(true);
  await read(page);
  // It is still changed after the reload.
  await page.locator('#tab-findings').click();
  expect(await reload(page)).toBe(true);
  await read(page);
  await page.locator('#do-copy').click();
  await expect(page.locator('#toast')).toContainText('已复制全文');
  expect(await reload(page)).toBe(false);
  await read(page);
  // What was taken back is no change.
  await type(page, '写');
  await page.waitForTimeout(400);
  await page.keyboard.press('Control+z');
  expect(await reload(page)).toBe(false);
  // Copied whole by hand.
  await type(page, '写');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  expect(await reload(page)).toBe(false);
});

test('a decision is asked about, unless it is kept', async ({ page }) => {
  await start(page, '#tab=findings');
  await page.locator('[data-sample=faulty]').click();
  await read(page);
  await unfold(page.locator('.finding').first());
  await page.locator('.finding').first().getByRole('button', { name: '无需修改' }).click();
  expect(await reload(page)).toBe(true);
  await page.getByLabel('在本机记住').check();
  await page.locator('#do-clear').click();
  await page.locator('[data-sample=faulty]').click();
  await read(page);
  await unfold(page.locator('.finding').first());
  await page.locator('.finding').first().getByRole('button', { name: '无需修改' }).click();
  expect(await reload(page)).toBe(false);
});

test('Back leads between the tabs, and keeps the text', async ({ page }) => {
  await startWith(page, TEXT);
  await page.locator('#tab-checks').click();
  await page.locator('#tab-checks').click();
  await page.locator('#tab-citations').click();
  await type(page, '刚写的话。');
  await page.goBack();
  await expect(page.locator('#tab-checks')).toHaveAttribute('aria-selected', 'true');
  // The language is no view: Back leaves it as it is.
  await page.locator('#do-lang').click();
  await page.goBack();
  await expect(page.locator('#tab-metrics')).toHaveAttribute('aria-selected', 'true');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(paper(page)).toContainText('刚写的话');
  await page.goForward();
  await expect(page.locator('#tab-checks')).toHaveAttribute('aria-selected', 'true');
  expect(page.url()).toContain('lang=en');
  await page.goForward();
  await expect(page.locator('#tab-citations')).toHaveAttribute('aria-selected', 'true');
  await expect.poll(() => textOf(page)).toBe(`${TEXT}刚写的话。`);
});

test('what is pasted beside the text is asked about first', async ({ page }) => {
  await startWith(page, TEXT);
  const offer = page.locator('#offer');
  await page.locator('#tab-findings').focus();
  await paste(page, '一句话');
  await expect(offer).toContainText('换成这段文字吗？“一句话”，共 3 字');
  await expect(paper(page)).toContainText('受理案件12件');
  // By keyboard: the answer that changes nothing comes first.
  await expect(offer.getByRole('button', { name: '不换' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(offer).toBeHidden();
  await expect(page.locator('#tab-findings')).toBeFocused();
  await paste(page, '一句话');
  await page.keyboard.press('Escape');
  await expect(offer).toBeHidden();
  await expect(paper(page)).toContainText('受理案件12件');
  await paste(page, OTHER);
  await page.keyboard.press('Shift+Tab');
  await expect(offer.getByRole('button', { name: '换', exact: true })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(paper(page)).toContainText('办结案件9件');
  await expect(page.locator('#toast')).toContainText('已换成新的文字');

  await page.locator('#do-lang').click();
  await drop(page.locator('#results'), { name: '报告.txt', bytes: TEXT });
  await expect(offer).toContainText('Replace the report by “报告.txt”?');
  await expect(paper(page)).toContainText('办结案件9件');
  await offer.getByRole('button', { name: 'Replace' }).click();
  await expect(paper(page)).toContainText('受理案件12件');
});

test('a question goes when the report it is about goes', async ({ page }) => {
  await startWith(page, TEXT);
  await paste(page, OTHER);
  await expect(page.locator('#offer')).toBeVisible();
  await page.locator('#do-clear').click();
  await expect(page.locator('#offer')).toBeHidden();
});

/** Sends an event with a text to an element, and tells whether the page took it from the browser. */
const taken = (/** @type {import('@playwright/test').Locator} */ target, /** @type {'paste' | 'drop' | 'dragover'} */ kind, /** @type {string} */ text) => target.evaluate((element, { kind, text }) => {
  const data = new DataTransfer();
  data.setData('text/plain', text);
  const options = { bubbles: true, cancelable: true };
  const event = kind === 'paste' ? new ClipboardEvent(kind, { ...options, clipboardData: data }) : new DragEvent(kind, { ...options, dataTransfer: data });
  return !element.dispatchEvent(event);
}, { kind, text });

test('on the sheet paste and drop are taken into the text, and in a field that holds something they are the browser’s', async ({ page }) => {
  await startWith(page, TEXT);
  await toEnd(page);
  expect(await taken(paper(page), 'dragover', '一句话')).toBe(false);
  await expect(page.locator('#veil')).toBeHidden();
  expect(await taken(paper(page), 'paste', '一句话')).toBe(true);
  await expect(page.locator('#offer')).toBeHidden();
  expect(await textOf(page)).toBe(`${TEXT}一句话`);
  // A file dropped there would make the browser leave the page: it is asked about.
  await drop(paper(page), { name: '报告.txt', bytes: OTHER });
  await expect(page.locator('#offer')).toContainText('报告.txt');
  await page.keyboard.press('Escape');
  await page.locator('#do-clear').click();
  await page.locator('#start-text').fill('上半篇');
  expect(await taken(page.locator('#start-text'), 'paste', '下半篇')).toBe(false);
  await expect(page.locator('#start')).toBeVisible();
});

test('a text that is refused stays in its field', async ({ page }) => {
  await start(page);
  const field = page.locator('#start-text');
  await field.evaluate((area) => { /** @type {HTMLTextAreaElement} */ (area).value = '文字'.repeat(3_500_000); });
  await page.locator('#start-read').click();
  await expect(page.locator('#notice')).toContainText('超过 20 MB');
  expect(await field.evaluate((area) => /** @type {HTMLTextAreaElement} */ (area).value.length)).toBe(7_000_000);
});

test('the text cannot be changed beyond the limit of the other ways in', async ({ page }) => {
  await startWith(page, TEXT);
  await type(page, '刚写的话。');
  await page.waitForTimeout(400);
  await paste(page, '文字'.repeat(3_500_000));
  await expect(page.locator('#notice')).toContainText('超过 20 MB');
  await expect(page.locator('#notice')).toContainText('没有收下');
  await expect.poll(() => textOf(page)).toBe(`${TEXT}刚写的话。`);
});

for (const width of [320, 375, 1440]) {
  test(`the arrows and the question fit ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 760 });
    await startWith(page, TEXT);
    await (await tool(page, 'do-lang')).click();
    await paste(page, OTHER.repeat(20));
    await expect(page.locator('#offer [data-take]')).toBeInViewport();
    await expect(page.locator('#do-undo')).toBeInViewport();
    await expect(page.locator('#do-redo')).toBeInViewport();
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await overflow()).toBe(0);
    await (await tool(page, 'do-clear')).click();
    await expect(page.locator('#do-undo')).toBeInViewport();
    expect(await overflow()).toBe(0);
  });
}
