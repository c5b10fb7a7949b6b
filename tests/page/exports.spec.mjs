// What leaves the page: the menu, and each file read back.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { expect, expectAccessible, report, test } from './fixtures.mjs';
import { caretAt, open, placeOf, read, start, startWith, textOf, tool } from './page.mjs';
import { unzip } from './unzip.mjs';

/** @typedef {import('@playwright/test').Page} Page */

const FILES = resolve(import.meta.dirname, '../documents/docx');

async function faulty(/** @type {Page} */ page, hash = '') {
  await start(page, hash);
  await page.locator('[data-sample=faulty]').click();
  await read(page);
}

/** Opens a document of Word. */
async function openWord(/** @type {Page} */ page, /** @type {string} */ file, name = '2023年报告.docx') {
  await start(page, '');
  await open(page, { name, mimeType: '', buffer: readFileSync(join(FILES, file)) });
}

/** The file that an entry of the menu gives. */
async function exported(/** @type {Page} */ page, /** @type {string} */ kind) {
  await (await tool(page, 'do-export')).click();
  const [file] = await Promise.all([page.waitForEvent('download'), page.locator(`[data-export=${kind}]`).click()]);
  const chunks = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk);
  return { name: file.suggestedFilename(), bytes: Buffer.concat(chunks), text: Buffer.concat(chunks).toString() };
}

const messages = (/** @type {Page} */ page) => page.locator('.finding .item-title').allTextContents();
const unsaved = (/** @type {Page} */ page) => page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })));

/** Types some words at a place. */
async function write(/** @type {Page} */ page, /** @type {string} */ before, /** @type {string} */ words) {
  const [line, column] = placeOf(await textOf(page), before);
  await caretAt(page, [line, column]);
  await page.keyboard.type(words);
  await textOf(page);
  await read(page);
}

test('the menu is walked by keys and gives the focus back', async ({ page }) => {
  await faulty(page);
  const button = page.locator('#do-export');
  await expect(button).toHaveAttribute('aria-expanded', 'false');
  await button.focus();
  await page.keyboard.press('Enter');
  const items = page.getByRole('menuitem');
  await expect(items.first()).toBeFocused();
  await expect(button).toHaveAttribute('aria-expanded', 'true');
  await expect(items).toHaveText([/^带批注的 Word/, /^审读意见/, /^复制审读意见/, /^带标注的网页/, /^Excel 工作簿/, /^指标 CSV/, /^数据 JSON/, /^文本/]);
  await page.keyboard.press('ArrowDown');
  await expect(items.nth(1)).toBeFocused();
  await page.keyboard.press('End');
  await expect(items.last()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(items.first()).toBeFocused();
  await page.keyboard.press('e');
  await expect(page.locator('[data-export=workbook]')).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page.locator('#exports')).toBeHidden();
  await expect(button).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(items.first()).toBeFocused();
  await page.locator('#paper').click();
  await expect(page.locator('#exports')).toBeHidden();
  await page.locator('#do-clear').click();
  await expect(button).toBeHidden();
});

for (const hash of ['#theme=dark', '#lang=en&theme=light']) {
  test(`the menu is accessible ${hash}, also on a phone`, async ({ page }) => {
    await page.setViewportSize({ width: 375, height: 700 });
    await faulty(page, hash);
    await (await tool(page, 'do-export')).click();
    const menu = page.locator('#exports');
    await expect(menu).toBeInViewport({ ratio: 1 });
    for (const item of await menu.locator('button').all()) expect((await item.boundingBox())?.height).toBeGreaterThanOrEqual(40);
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(page.locator('#do-more')).toBeFocused();
  });
}

test('all outputs hold the same remarks, numbered as in the text', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await faulty(page, '#tab=findings');
  await page.locator('#findings-sort').selectOption('place');
  // One is accepted, one rule switched off: neither is told.
  await page.locator('.finding', { hasText: '20*年' }).locator('.item-go').click();
  await page.locator('.finding.is-open').getByRole('button', { name: '无需修改' }).click();
  await page.locator('.finding', { hasText: '进一步' }).locator('.item-go').click();
  await page.locator('.finding.is-open').getByRole('button', { name: '关闭此规则' }).click();
  const told = await messages(page);
  expect(told.length).toBeGreaterThan(8);

  const review = await exported(page, 'review');
  expect(review.name).toBe('临樵县水利局2023年度法治政府建设情况报告_审读意见.md');
  expect(review.text).toContain('# 审读意见：临樵县水利局2023年度法治政府建设情况报告');
  expect(review.text).toContain('另有 1 处标为无需修改，1 处的规则已关闭');
  expect(review.text.match(/^## \d+\./gm)).toEqual(told.map((_, at) => `## ${at + 1}.`));
  const said = [...review.text.matchAll(/^- 意见：(.*)$/gm)].map(([, words]) => words.replace(/\\(.)/g, '$1'));
  expect(said).toEqual(told);
  expect(review.text).toContain('一、主要举措和成效 › （一）强化组织领导，压实工作责任 › 第 1 段第 4 句');
  expect(review.text).toMatch(/- 建议：改为“中华人民共和国民法典”\n- 理由：.+\n- 依据：国家法律法规数据库/);

  await page.locator('#do-export').click();
  await page.locator('[data-export=copyReview]').click();
  await expect(page.locator('#toast')).toContainText(`已复制 ${told.length} 条意见`);
  const copied = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const [html, text] = await Promise.all(['text/html', 'text/plain'].map(async (type) => (await item.getType(type)).text()));
    return { text, html, rows: html.split('<tr>').length - 2 };
  });
  expect(copied.rows).toBe(told.length);
  expect(copied.html).not.toMatch(/style=|<script/);
  for (const words of told) expect(copied.text).toContain(words);

  const data = JSON.parse((await exported(page, 'data')).text);
  expect(data.text).toBe(await textOf(page));
  expect(data.report).toEqual(await page.evaluate(() => /** @type {any} */ (window).fazhi.report));
  expect(data.remarks.map((/** @type {any} */ { remark }) => remark)).toEqual(told);
  for (const { span, quote } of data.remarks) if (quote !== null) expect(data.text.slice(span.start, span.end).replace(/\s+/g, ' ')).toBe(quote);

  const html = await exported(page, 'page');
  expect(html.name).toMatch(/_标注\.html$/);
  expect(html.text.match(/<li id="r\d+"/g)).toHaveLength(told.length);
});

test('a review does not hand on the numbers that it says to hide', async ({ page }) => {
  await startWith(page, report('d08'), '#tab=findings');
  const { text } = await exported(page, 'review');
  expect(text).not.toMatch(/\d{17}|\d{11}/);
  expect(text).toContain('459923\\*\\*\\*\\*\\*\\*\\*\\*0436');
});

test('the annotated page stands by itself', async ({ page, context }) => {
  await startWith(page, `${report('d08')}附表\n项目\t件数\n许可\t12\n处罚\t<b>3</b>\n`, '#tab=findings');
  const { text } = await exported(page, 'page');
  expect(text).not.toMatch(/<script|src=|https?:\/\/(?!www\.w3)|<link/);
  const copy = await context.newPage();
  await copy.route('**/*', (route) => route.fulfill({ body: text, contentType: 'text/html; charset=utf-8' }));
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    for (const width of [375, 1280]) {
      await copy.setViewportSize({ width, height: 800 });
      await copy.emulateMedia({ colorScheme });
      await copy.goto(new URL('/annotated.html', page.url()).href);
      await expect(copy.locator('table td')).toHaveText(['项目', '件数', '许可', '12', '处罚', '<b>3</b>']);
      expect(await copy.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      await expectAccessible(copy);
    }
  }
  // A number leads to its remark, which stands beside its paragraph.
  await copy.locator('sup a').nth(2).click();
  const [mark, note] = await Promise.all([copy.locator('#p3').boundingBox(), copy.locator('#r3').boundingBox()]);
  expect(note?.x).toBeGreaterThan(mark?.x ?? 0);
  expect(await copy.locator('article').evaluate((all) => [...all.querySelectorAll('.notes, sup')].reduce((_, each) => (each.remove(), all.textContent ?? ''), ''))).toContain('对照《法治政府建设实施纲要（2015-2020年）》和县委');
  await copy.close();
});

test('what was changed is listed before and after, also after a reload', async ({ page }) => {
  await faulty(page, '#tab=findings');
  await page.locator('#do-export').click();
  await expect(page.locator('[data-export=changes]')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.locator('.finding', { hasText: '合同法' }).getByRole('button', { name: /改为/ }).click();
  await read(page);
  await write(page, '47件，其中', '1');
  expect(await unsaved(page)).toBe(true);
  const list = await exported(page, 'changes');
  expect(list.name).toMatch(/_修改清单\.md$/);
  expect(list.text).toContain('共改 2 处');
  expect(list.text).toMatch(/- 原文：.*【合同法】.*\n- 改为：.*【民法典】/);
  expect(list.text).toMatch(/- 原文：.*【47】件，其中.*\n- 改为：.*【147】件，其中/);
  // The list is not the text: the page still asks before it is left.
  expect(await unsaved(page)).toBe(true);
  await page.evaluate(() => dispatchEvent(new Event('pagehide')));
  await page.reload();
  await read(page);
  expect((await exported(page, 'changes')).text).toContain('共改 2 处');
  await exported(page, 'text');
  expect(await unsaved(page)).toBe(false);
});

test('the figures are all there, whatever the table shows', async ({ page }) => {
  await startWith(page, report('d02'));
  await page.locator('#metrics-filter').fill('培训');
  const { name, text } = await exported(page, 'figures');
  expect(name).toMatch(/_指标\.csv$/);
  expect(text.startsWith('\ufeff"报告","机关","年度","章节","句子","位置","指标","数值"')).toBe(true);
  const all = await page.evaluate(() => /** @type {any} */ (window).fazhi.report.metrics.length);
  expect(text.trimEnd().split('\r\n')).toHaveLength(all + 1);
});

test('the workbook holds the figures, and the checks as formulas with their values', async ({ page }) => {
  await faulty(page);
  const { name, bytes } = await exported(page, 'workbook');
  expect(name).toBe('临樵县水利局2023年度法治政府建设情况报告_核对.xlsx');
  const parts = unzip(bytes);
  expect([...parts['xl/workbook.xml'].matchAll(/<sheet [^>]*name="([^"]+)"/g)].map(([, each]) => each)).toEqual(['概况', '要件', '指标', '核对', '问题', '引用']);
  const checks = parts['xl/worksheets/sheet4.xml'];
  const relations = await page.evaluate(() => /** @type {any} */ (window).fazhi.report.relations);
  expect(checks.match(/<row /g)).toHaveLength(relations.length + 1);
  expect(checks).toContain('对不上');
  expect(checks).toMatch(/<f>[^<]*指标[^<]*<\/f><v>[\d.]+<\/v>/);
});

test('a report that was pasted becomes a new document of Word with its comments', async ({ page }) => {
  await faulty(page, '#tab=findings');
  const told = await messages(page);
  const { name, bytes } = await exported(page, 'document');
  expect(name).toBe('临樵县水利局2023年度法治政府建设情况报告_批注.docx');
  const parts = unzip(bytes);
  expect(parts['word/comments.xml'].match(/<w:comment /g)).toHaveLength(told.length);
  for (const words of told) expect(parts['word/comments.xml'].replaceAll('&gt;', '>').replaceAll('&lt;', '<')).toContain(words);
  await expect(page.locator('#toast')).toContainText(`批注 ${told.length} 条`);
});

test('the reader’s own document comes back with a comment for each finding', async ({ page }) => {
  await openWord(page, 'style_d08.docx');
  const told = await messages(page);
  const own = unzip(readFileSync(join(FILES, 'style_d08.docx')));
  const { name, bytes } = await exported(page, 'annotated');
  expect(name).toBe('2023年报告_批注.docx');
  const parts = unzip(bytes);
  expect(parts['word/comments.xml'].match(/<w:comment /g)).toHaveLength(told.length);
  expect(parts['word/styles.xml']).toBe(own['word/styles.xml']);
  expect(parts['word/document.xml']).not.toMatch(/<w:ins |<w:del /);
});

test('changes go back into the document as ones that can be rejected', async ({ page }) => {
  await openWord(page, 'plain_d08.docx');
  await page.keyboard.press('Control+s');
  await expect(page.locator('#toast')).toContainText('没有改动');
  await page.locator('.finding', { hasText: '合同法' }).getByRole('button', { name: /改为/ }).first().click();
  await read(page);
  await (await tool(page, 'do-export')).click();
  const choice = page.getByRole('menuitemcheckbox', { name: '改动用修订标记写入' });
  await expect(choice).toHaveAttribute('aria-checked', 'true');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  const tracked = unzip((await exported(page, 'annotated')).bytes);
  expect(tracked['word/document.xml']).toMatch(/<w:del [^>]*>.*合同法.*<\/w:del>/s);
  expect(tracked['word/document.xml']).toMatch(/<w:ins [^>]*>.*民法典.*<\/w:ins>/s);
  expect(await unsaved(page)).toBe(false);

  await (await tool(page, 'do-export')).click();
  await choice.click();
  await expect(choice).toHaveAttribute('aria-checked', 'false');
  await page.keyboard.press('Escape');
  const plain = unzip((await exported(page, 'annotated')).bytes);
  expect(plain['word/document.xml']).not.toContain('民法典</w:t>');
  expect(plain['word/comments.xml']).toContain('<w:comment ');

  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Control+s')]);
  expect(file.suggestedFilename()).toBe('2023年报告_修订.docx');
});

test('what others inserted does not keep changes from going back', async ({ page }) => {
  await openWord(page, 'rich.docx');
  await write(page, '留下的话', '这里');
  const { name, bytes } = await exported(page, 'tracked');
  expect(name).toBe('2023年报告_修订.docx');
  expect(unzip(bytes)['word/document.xml']).toMatch(/<w:ins [^>]*>(?:(?!<\/w:ins>).)*这里/s);
});

test('a document that cannot be written back is refused in words, and a new one offered', async ({ page }) => {
  await page.addInitScript(() => {
    // The worker is made to answer as it does for a file that fails the proof.
    const { addEventListener } = Worker.prototype;
    Worker.prototype.addEventListener = function listen(/** @type {string} */ type, /** @type {any} */ listener, /** @type {any} */ options) {
      return addEventListener.call(this, type, type === 'message' ? (/** @type {any} */ event) => {
        const refused = event.data?.done?.bytes && !(/** @type {any} */ (window).proved);
        listener(refused ? new MessageEvent('message', { data: { ...event.data, done: { why: 'unproved', step: 'text' } } }) : event);
      } : listener, options);
    };
  });
  await openWord(page, 'plain_d08.docx');
  await (await tool(page, 'do-export')).click();
  await page.locator('[data-export=annotated]').click();
  await expect(page.locator('#notice')).toContainText('没有生成文件');
  await expectAccessible(page);
  await page.evaluate(() => { /** @type {any} */ (window).proved = true; });
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '存一份新的 Word' }).click()]);
  expect(file.suggestedFilename()).toBe('2023年报告_批注.docx');
  await expect(page.locator('#notice')).toBeHidden();
});
