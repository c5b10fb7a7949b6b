// The reader's own words: written, opened, used, kept and taken back.
import { readFileSync } from 'node:fs';

import { drop, expect, expectAccessible, paste, test } from './fixtures.mjs';
import { loadDocuments } from '../node/package.mjs';
import { highlighted, leave, read, start, startWith, swap, tool } from './page.mjs';

const TEXT = '青澜县2023年法治政府建设年度报告\n一、主要举措和成效\n（一）规范执法\n'
  + '开展执法检查30次。清理积水点12处。依托澜音议事小院化解各类矛盾纠纷1280起。推行三横四纵五联办案。\n';
const WORDS = '指标\t矛盾纠纷\t纠纷调解量\n机构\t澜音议事小院\n机制\t三横四纵五联\n主题\t积水点\t海绵城市\n';

/** @typedef {import('@playwright/test').Page} Page */

const area = (/** @type {Page} */ page) => page.locator('#words-text');
const dialog = (/** @type {Page} */ page) => page.locator('#words');
const told = (/** @type {Page} */ page) => page.locator('#words-told');
const row = (/** @type {Page} */ page, /** @type {string} */ name) => page.locator('.row[data-metric]', { hasText: name });
const kept = (/** @type {Page} */ page) => page.evaluate(() => Object.values(localStorage).join('|'));

/** Opens the dialog, writes words and uses them. */
async function use(/** @type {Page} */ page, /** @type {string} */ words) {
  await page.locator('#do-words').click();
  await area(page).fill(words);
  await page.locator('#words-use').click();
  await expect(dialog(page)).toBeHidden();
  await read(page);
}

test('words in use name the figures, the bodies and the themes', async ({ page }) => {
  await startWith(page, TEXT);
  await expect(row(page, '1280')).toContainText('矛盾纠纷');
  await expect(row(page, '三横')).toHaveCount(0);
  await use(page, WORDS);
  await expect(row(page, '1280')).toContainText('纠纷调解量');
  await expect(page.locator('#do-words')).toHaveAccessibleName(/我的词表 4\s+条在用/);
  await expect(page.locator('#toast')).toContainText('已用上 4 条词');

  // A theme of one's own has its name in the filter, the groups, the card and the charts.
  await page.locator('#metrics-theme').selectOption({ label: '海绵城市' });
  await expect(page.locator('.row[data-metric]')).toHaveCount(1);
  await page.locator('#metrics-group').selectOption('theme');
  await expect(page.locator('.row.group')).toContainText('海绵城市');
  await page.locator('.row[data-metric]').click();
  await expect(page.locator('.detail .facts')).toContainText('海绵城市');
  await page.locator('#tab-overview').click();
  const own = page.locator('.bars tr', { hasText: '海绵城市' });
  await expect(own).toHaveCount(1);
  const colour = (/** @type {import('@playwright/test').Locator} */ bar) => bar.evaluate((rect) => getComputedStyle(rect).fill);
  expect(await colour(own.first().locator('.bar-fill'))).not.toBe(await colour(page.locator('.bars tr.role-enforcement .bar-fill').first()));
  await expect(page.locator('.names', { hasText: '机构' })).toContainText('澜音议事小院');
  await expect(page.locator('.names', { hasText: '机制' })).toContainText('三横四纵五联');
  await expect(page.locator('#panel-overview')).not.toContainText('undefined');
  await page.locator('#do-lang').click();
  await expect(page.locator('.bars th[lang=zh-Hans]', { hasText: '海绵城市' }).first()).toBeVisible();
});

test('words hold for the next text, and for what is typed into it', async ({ page }) => {
  await start(page);
  await page.locator('#start-words').click();
  await area(page).fill('指标，矛盾纠纷，纠纷调解量');
  await page.locator('#words-use').click();
  await expect(dialog(page)).toBeHidden();
  await expect(page.locator('#start-words')).toBeFocused();
  await paste(page, TEXT);
  await read(page);
  await expect(row(page, '1280')).toContainText('纠纷调解量');
  await page.locator('#paper').focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('排查矛盾纠纷77起。');
  await expect(row(page, '77')).toContainText('纠纷调解量');
});

test('a long name of a theme breaks into lines', async ({ page }) => {
  await startWith(page, TEXT, '#tab=overview');
  await use(page, `主题\t积水点\t${'海绵城市与地下管网'.repeat(6)}`);
  const panel = page.locator('#panel-overview');
  await expect(panel.locator('.bars tr', { hasText: '海绵城市' })).toHaveCount(1);
  expect(await panel.evaluate((it) => it.scrollWidth - it.clientWidth)).toBe(0);
  const bar = await panel.locator('.bars tr', { hasText: '海绵城市' }).first().locator('.bar-svg').boundingBox();
  expect(bar?.width ?? 0).toBeGreaterThan(120);
});

test('a theme that goes with its words takes its filter along', async ({ page }) => {
  await startWith(page, TEXT);
  await use(page, WORDS);
  await page.locator('#metrics-theme').selectOption({ label: '海绵城市' });
  await use(page, '指标\t矛盾纠纷\t纠纷调解量');
  await expect(page.locator('#metrics-theme')).toHaveValue('');
  await expect(row(page, '1280')).toBeVisible();
});

test('lines that cannot be taken are listed, and lead to their places', async ({ page }) => {
  await startWith(page, TEXT);
  await page.locator('#do-words').click();
  await expect(told(page)).toContainText('还没有词');
  await area(page).fill(`类别,词\n指标,立案数\n天气,晴天\n主题,养老\n\n机构,县\n指标,立案数\n${'# 说明\n'.repeat(40)}机构，丙`);
  await expect(told(page)).toContainText('取用 1 条；5 行未能取用');
  const problems = page.locator('#words-problems button');
  await expect(problems).toHaveText([
    /第 3 行.*天气,晴天.*类别只能是/, /第 4 行.*主题,养老.*没有写主题的名称/, /第 6 行.*2 到 60 个字/, /第 7 行.*前面已有/, /第 48 行.*2 到 60/,
  ]);
  const chosen = () => area(page).evaluate((it) => {
    const field = /** @type {HTMLTextAreaElement} */ (it);
    return field.value.slice(field.selectionStart, field.selectionEnd);
  });
  await problems.nth(4).click();
  await expect(area(page)).toBeFocused();
  expect(await chosen()).toBe('机构，丙');
  expect(await area(page).evaluate((it) => it.scrollTop)).toBeGreaterThan(300);
  await problems.nth(0).click();
  expect(await chosen()).toBe('天气,晴天');
  expect(await area(page).evaluate((it) => it.scrollTop)).toBe(0);

  // Nothing to take is not put in use.
  await area(page).fill('天气,晴天');
  await page.locator('#words-use').click();
  await expect(page.locator('#words-trouble')).toContainText('没有可以取用的词。每行先写类别');
  await area(page).fill('# 说明\n天气,晴天');
  await expect(page.locator('#words-trouble')).toBeHidden();
  await page.locator('#words-use').click();
  await expect(page.locator('#words-trouble')).toContainText('请先改好下面列出的行');
  await expect(dialog(page)).toBeVisible();
  await expect(page.locator('#do-words .badge')).toBeHidden();
  await page.locator('#do-lang').evaluate((button) => /** @type {HTMLElement} */ (button).click());
  await expect(told(page)).toContainText('0 entries taken; 1 line not taken');
});

test('a file of words is opened in any encoding, and what it replaces can be had back', async ({ page }) => {
  await startWith(page, TEXT);
  await page.locator('#do-words').click();
  await page.locator('#words-file').setInputFiles({ name: '词.csv', mimeType: 'text/csv', buffer: Buffer.from(`\ufeff${WORDS.replaceAll('\n', '\r\n')}`, 'utf16le') });
  await expect(area(page)).toHaveValue(WORDS);
  await expect(told(page)).toContainText('取用 4 条');
  // 指标,件数,办件量 in GB 18030.
  await page.locator('#words-file').setInputFiles({ name: '词.csv', mimeType: 'text/csv', buffer: Buffer.from('d6b8b1ea2cbcfecafd2cb0ecbcfec1bf0a', 'hex') });
  await expect(area(page)).toHaveValue('指标,件数,办件量\n');
  await expect(page.locator('#words-opened')).toContainText('已换成“词.csv”的内容');
  await page.getByRole('button', { name: '换回原来的' }).click();
  await expect(area(page)).toHaveValue(WORDS);
  await expect(told(page)).toContainText('取用 4 条');
  await expect(page.locator('#words-opened')).toBeHidden();
  await expect(page.locator('#paper')).toContainText('开展执法检查30次');
});

const documents = await loadDocuments();
const TABLE = Buffer.from(documents.workbook({ sheets: [{ name: '词', columns: [{ title: '类别', width: 10 }], rows: [['机制']] }] }));

/** @type {[string, Buffer, RegExp][]} */
const REFUSED = [
  ['词.xlsx', TABLE, /表格文件.*CSV/],
  ['词.pdf', Buffer.from('%PDF-1.7'), /已损坏/],
  ['词.bin', Buffer.from([0, 1, 2, 3, 255, 254, 0, 0, 7]), /不是认得的文档/],
  ['大.txt', Buffer.from('机制\t甲乙丙\n'.repeat(20_000)), /超过 256 KB/],
  ['空.txt', Buffer.alloc(0), /没有文字/],
];

test('a file that is none of words is refused, and what was there stays', async ({ page }) => {
  await start(page);
  await page.locator('#start-words').click();
  await area(page).fill(WORDS);
  for (const [name, buffer, message] of REFUSED) {
    await page.locator('#words-file').setInputFiles({ name, mimeType: '', buffer });
    await expect(page.locator('#words-trouble')).toContainText(message);
    await expect(page.locator('#words-trouble')).toContainText(name);
    await expect(area(page)).toHaveValue(WORDS);
  }
  await expect(page.locator('#notice')).toBeHidden();
  await area(page).evaluate((it) => { /** @type {HTMLTextAreaElement} */ (it).value = '机制，甲乙丙\n'.repeat(20_000); it.dispatchEvent(new Event('input')); });
  await page.locator('#words-use').click();
  await expect(page.locator('#words-trouble')).toContainText('超过 256 KB');
  await expect(dialog(page)).toBeVisible();
});

test('what is pasted or dropped on the dialog is words, elsewhere a report', async ({ page }) => {
  await startWith(page, TEXT);
  await page.locator('#do-words').click();
  await paste(page, WORDS);
  await page.locator('#words-close').focus();
  await paste(page, WORDS);
  await expect(page.locator('#paper')).toContainText('开展执法检查30次');
  await drop(dialog(page), { name: '词.tsv', bytes: WORDS });
  await expect(area(page)).toHaveValue(WORDS);
  await expect(page.locator('#veil')).toBeHidden();
  await expect(page.locator('#paper')).toContainText('开展执法检查30次');
  await page.locator('#words-close').click();
  await drop(page.locator('body'), { name: '词.tsv', bytes: WORDS });
  await swap(page);
  await expect(page.locator('#paper')).toContainText('纠纷调解量');
  await expect(page.locator('#do-words .badge')).toBeHidden();
});

test('words are kept only when asked, and forgotten at once', async ({ page }) => {
  await startWith(page, TEXT);
  await use(page, WORDS);
  expect(await kept(page)).toBe('');
  // They are there while the tab is; the next one has nothing of them.
  await leave(page);
  await startWith(page, TEXT);
  await expect(page.locator('#do-words .badge')).toBeHidden();

  await use2(page);
  expect(await kept(page)).toBe(WORDS);
  await leave(page);
  await startWith(page, TEXT);
  await expect(page.locator('#do-words .badge')).toContainText('4');
  await expect(row(page, '1280')).toContainText('纠纷调解量');
  await page.locator('#do-words').click();
  await expect(area(page)).toHaveValue(WORDS);
  await expect(page.locator('#words-keep')).toBeChecked();
  await page.locator('#words-keep').uncheck();
  expect(await kept(page)).toBe('');
  await page.locator('#words-keep').check();
  expect(await kept(page)).toBe(WORDS);
  await page.locator('#words-clear').click();
  expect(await kept(page)).toBe('');
});

/** Uses words, with the wish that they stay. */
async function use2(/** @type {Page} */ page) {
  await page.locator('#do-words').click();
  await page.locator('#words-keep').check();
  expect(await kept(page)).toBe('');
  await area(page).fill(WORDS);
  await page.locator('#words-use').click();
  await expect(dialog(page)).toBeHidden();
}

test('a browser that keeps nothing says so', async ({ page }) => {
  await start(page);
  await page.evaluate(() => {
    Storage.prototype.setItem = () => { throw new Error('no room'); };
  });
  await use2(page);
  await expect(page.locator('#notice')).toContainText('浏览器不让保存');
  await page.locator('#start-words').click();
  await expect(page.locator('#words-keep')).not.toBeChecked();
  await page.locator('#words-keep').click();
  await expect(page.locator('#words-trouble')).toContainText('浏览器不让保存');
  await expect(page.locator('#words-keep')).not.toBeChecked();
});

test('clearing is taken back by its toast, and using by Ctrl+Z', async ({ page }) => {
  await startWith(page, TEXT);
  await use(page, WORDS);
  await page.locator('#do-words').click();
  await area(page).fill(`${WORDS}# 未用`);
  await page.locator('#words-clear').click();
  await expect(row(page, '1280')).not.toContainText('纠纷调解量');
  await expect(page.locator('#do-words .badge')).toBeHidden();
  await page.locator('#toast').getByRole('button', { name: '撤销' }).click();
  await expect(row(page, '1280')).toContainText('纠纷调解量');
  await expect(page.locator('#do-words .badge')).toContainText('4');
  await page.locator('#do-words').click();
  await expect(area(page)).toHaveValue(`${WORDS}# 未用`);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expect(row(page, '1280')).not.toContainText('纠纷调解量');
  await expect(page.locator('#paper')).toContainText('开展执法检查30次');
});

test('everything can be done by keyboard, and the page keeps still behind', async ({ page }) => {
  await start(page, '#tab=findings');
  await page.locator('[data-sample=faulty]').click();
  await read(page);
  await page.locator('#do-words').focus();
  await page.keyboard.press('Enter');
  await expect(area(page)).toBeFocused();
  await page.locator('#words-close').focus();
  await page.keyboard.press('Control+z');
  await area(page).focus();
  await page.keyboard.type('指标，水');
  await page.keyboard.press('F8');
  await page.keyboard.type('库');
  await expect(page.locator('.finding.is-selected')).toHaveCount(0);
  // Tab leaves the field.
  await page.keyboard.press('Tab');
  await expect(area(page)).not.toBeFocused();
  await expect(page.locator('#words-keep')).toBeFocused();
  await page.keyboard.press('j');
  await page.keyboard.press('?');
  await page.keyboard.press('/');
  await expect(page.locator('#help')).toBeHidden();
  await expect(page.locator('#desk')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
  await expect(page.locator('#do-words')).toBeFocused();
  // What was not used is still there.
  await page.keyboard.press('Enter');
  await expect(area(page)).toHaveValue('指标，水库');
  await page.locator('#words-use').focus();
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toBeHidden();
  await expect(page.locator('#do-words')).toBeFocused();
  await expect(page.locator('#do-words .badge')).toContainText('1');
});

test('the example is taken whole, and the words can be saved as a file', async ({ page }) => {
  for (const [hash, saved] of [['', '指标\t矛盾纠纷\t纠纷化解量'], ['#lang=en', 'indicator\t矛盾纠纷\t纠纷化解量']]) {
    await leave(page);
    await start(page, hash);
    await page.locator('#do-words').click();
    await expect(page.locator('#words-save')).toBeDisabled();
    await page.locator('#words-example').click();
    await expect(told(page)).toContainText(/取用 4 条|4 entries taken/);
    await expect(page.locator('#words-problems')).toBeHidden();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('机构，丙丁，丙丁戊');
    const download = page.waitForEvent('download');
    await page.locator('#words-save').click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('words.tsv');
    const bytes = readFileSync(await file.path(), 'utf8');
    expect(bytes.startsWith(`\ufeff${saved}\n`)).toBe(true);
    expect(bytes.endsWith('\n机构\t丙丁\t丙丁戊\n')).toBe(true);
  }
});

test('the marks follow the words', async ({ page }) => {
  await startWith(page, TEXT);
  await page.locator('[data-layer=entity]').click();
  expect(await highlighted(page, 'entity')).not.toContain('三横四纵五联');
  await use(page, WORDS);
  await expect.poll(() => highlighted(page, 'entity')).toContain('三横四纵五联');
});

test('a core that does not load says so in the dialog', async ({ page, watch }) => {
  watch.expected.push(/404/, /fazhi_lens_bg/);
  await page.route('**/fazhi_lens_bg.wasm', (route) => route.fulfill({ status: 404, body: '' }));
  await start(page);
  await page.locator('#start-words').click();
  await area(page).fill(WORDS);
  await expect(page.locator('#words-trouble')).toContainText('没有载入');
  await page.unroute('**/fazhi_lens_bg.wasm');
  await page.locator('#words-use').click();
  await expect(dialog(page)).toBeHidden();
  await expect(page.locator('#start-words .badge')).toContainText('4');
});

test('five thousand words stay quick', async ({ page }) => {
  await startWith(page, TEXT);
  const many = Array.from({ length: 5005 }, (_, at) => `机制\t甲${at}法`).join('\n');
  const began = Date.now();
  await page.locator('#do-words').click();
  await page.locator('#words-file').setInputFiles({ name: '词.txt', mimeType: 'text/plain', buffer: Buffer.from(many) });
  await expect(told(page)).toContainText('取用 5000 条；5 行未能取用');
  await page.locator('#words-use').click();
  await expect(page.locator('#do-words .badge')).toContainText('5,000');
  await read(page);
  expect(Date.now() - began).toBeLessThan(5000);
});

for (const width of [320, 375]) {
  test(`the dialog fits ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 700 });
    for (const hash of ['', '#lang=en']) {
      await leave(page);
      await start(page, hash);
      await expect(page.locator('#do-words')).toBeHidden();
      await page.locator('#start-words').click();
      await area(page).fill(`${WORDS}天气\t${'长'.repeat(80)}\n`);
      await expect(page.locator('#words-problems button')).toHaveCount(1);
      const fits = await dialog(page).evaluate((it) => {
        const box = it.getBoundingClientRect();
        return { inside: box.left >= 0 && box.right <= innerWidth && box.top >= 0 && box.bottom <= innerHeight, extra: it.scrollWidth - it.clientWidth };
      });
      expect(fits).toEqual({ inside: true, extra: 0 });
      await page.locator('#words-use').click();
      await paste(page, TEXT);
      await read(page);
      await expect((await tool(page, 'do-words')).locator('.badge')).toBeInViewport();
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    }
  });
}

for (const [name, hash] of [['Chinese, light', ''], ['English, dark', '#lang=en&theme=dark']]) {
  test(`nothing in the dialog stands in the way of anyone, in ${name}`, async ({ page }) => {
    await startWith(page, TEXT, hash);
    await page.locator('#do-words').click();
    await expectAccessible(page);
    await area(page).fill(`${WORDS}天气\t晴天\n`);
    await expect(page.locator('#words-problems button')).toHaveCount(1);
    await page.locator('#words-file').setInputFiles({ name: '词.pdf', mimeType: '', buffer: Buffer.from('%PDF-1.7') });
    await expect(page.locator('#words-trouble')).toBeVisible();
    await expectAccessible(page);
    await page.locator('#words-use').click();
    await expect(dialog(page)).toBeHidden();
    await expectAccessible(page);
  });
}
