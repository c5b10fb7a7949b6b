// Reading and writing are one: what is typed, deleted, pasted and taken back on the
// sheet, and that nothing else of the text changes.
import { expect, expectAccessible, paste, report, test } from './fixtures.mjs';
import { caretAt, clickWords, highlighted, placeOf, read, start, startWith, textOf, toEnd } from './page.mjs';

/** @typedef {import('@playwright/test').Page} Page */

const TEXT = '青澜县2023年法治政府建设年度报告\n\n一、主要举措和成效\n　　全年受理案件12件，办结9件。\n（一）健全制度。修订办法2件。\n科目\t上年\t本年\n受理\t5件\t12件\n| 项目 | 数量 |\n|---|---|\n| 培训 | 3次 |\n\n二、存在的不足和原因\n执法力量不足。\n';

/** Puts the caret before some words. */
const before = (/** @type {Page} */ page, /** @type {string} */ words, text = TEXT) => caretAt(page, placeOf(text, words));

/** What the blocks say, one a line. */
const blocksOf = (/** @type {Page} */ page) => page.locator('#paper .block').allTextContents();

/** @param {Page} page @param {string} text */
async function expectText(page, text) {
  expect(await textOf(page)).toBe(text);
  expect(await blocksOf(page)).toEqual(text.split(/\r\n|[\r\n]/));
}

test('the text is a field of its own, with its headings, and Tab leaves it', async ({ page }) => {
  await startWith(page, TEXT);
  const sheet = page.getByRole('textbox', { name: '报告全文（可修改）' });
  await expect(sheet).toHaveAttribute('aria-multiline', 'true');
  await expect(sheet.getByRole('heading', { name: '一、主要举措和成效' })).toHaveCount(1);
  await sheet.focus();
  await expectAccessible(page);
  await page.keyboard.press('Tab');
  await expect(page.locator('#splitter')).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(sheet).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(sheet).not.toBeFocused();
  await expectText(page, TEXT);
});

test('letters are typed where the caret is, and the page has no keys there', async ({ page }) => {
  await startWith(page, TEXT);
  await before(page, '受理案件');
  await page.keyboard.type('共j?/k');
  await expectText(page, TEXT.replace('受理案件', '共j?/k受理案件'));
  await expect(page.locator('#help')).toBeHidden();
  await before(page, '一、主要');
  await page.keyboard.type('第');
  const typed = TEXT.replace('受理案件', '共j?/k受理案件').replace('一、主要', '第一、主要');
  await before(page, '，办结9件', typed);
  await page.keyboard.press('Delete');
  await page.keyboard.press('Backspace');
  await expectText(page, typed.replace('件，办结9件', '办结9件'));
});

test('Enter parts a line, Backspace and Delete join lines, also blank ones', async ({ page }) => {
  await startWith(page, TEXT);
  await before(page, '，办结9件');
  await page.keyboard.press('Enter');
  await page.keyboard.type('又');
  const parted = TEXT.replace('，办结9件', '\n又，办结9件');
  await expectText(page, parted);
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await expectText(page, TEXT);
  // At the beginning of a heading: a blank line before it, and the heading stays one.
  await before(page, '二、存在');
  await page.keyboard.press('Enter');
  await expectText(page, TEXT.replace('二、存在', '\n二、存在'));
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await expectText(page, TEXT.replace('\n\n二、存在', '二、存在'));
  await page.keyboard.press('Control+z');
  await expectText(page, TEXT);
  await before(page, '执法力量');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Delete');
  await expectText(page, TEXT.replace('原因\n执法', '原因执法'));
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Delete');
  await expectText(page, TEXT.replace('原因\n执法', '原因执法'));
});

test('what is selected over several lines goes, or gives way to what is typed', async ({ page }) => {
  await startWith(page, TEXT);
  await caretAt(page, placeOf(TEXT, '受理案件'), placeOf(TEXT, '健全制度'));
  await page.keyboard.press('Delete');
  const gone = TEXT.slice(0, TEXT.indexOf('受理案件')) + TEXT.slice(TEXT.indexOf('健全制度'));
  await expectText(page, gone);
  await page.keyboard.press('Control+z');
  await expectText(page, TEXT);
  await page.keyboard.press('Control+y');
  await expectText(page, gone);
  await page.keyboard.press('Control+z');
  await caretAt(page, placeOf(TEXT, '受理案件'), placeOf(TEXT, '健全制度'));
  await page.keyboard.type('新');
  await expectText(page, gone.replace('全年健全', '全年新健全'));
});

test('a word and a line are deleted as the browser reckons them', async ({ page }) => {
  const text = '一、概况\nalpha beta gamma\n全年受理案件12件。\n';
  await startWith(page, text);
  await before(page, 'gamma', text);
  await page.keyboard.press('Control+Backspace');
  await expectText(page, text.replace('beta ', ''));
  await page.keyboard.press('Home');
  await page.keyboard.press('Control+Backspace');
  await expectText(page, text.replace('beta ', '').replace('概况\n', '概况'));
});

test('several lines are pasted as a step of their own, between what is typed', async ({ page }) => {
  await startWith(page, TEXT);
  await before(page, '，办结9件');
  await page.keyboard.type('甲');
  await paste(page, '粘贴一\r\n粘贴二\n\n粘贴三');
  await page.keyboard.type('乙');
  const steps = ['', '甲', '甲粘贴一\n粘贴二\n\n粘贴三', '甲粘贴一\n粘贴二\n\n粘贴三乙'].map((words) => TEXT.replace('，办结9件', `${words}，办结9件`));
  await expectText(page, steps[3]);
  for (const step of [2, 1, 0]) {
    await page.keyboard.press('Control+z');
    await expectText(page, steps[step]);
  }
  for (const step of [1, 2, 3]) {
    await page.keyboard.press('Control+y');
    await expectText(page, steps[step]);
  }
});

test('cut takes the very characters along, and they are pasted as they were', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await startWith(page, TEXT);
  await caretAt(page, placeOf(TEXT, '　　全年'), placeOf(TEXT, '科目'));
  await page.keyboard.press('Control+x');
  const words = TEXT.slice(TEXT.indexOf('　　全年'), TEXT.indexOf('科目'));
  await expectText(page, TEXT.replace(words, ''));
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(words);
  await toEnd(page);
  await page.keyboard.press('Control+v');
  await expectText(page, TEXT.replace(words, '') + words);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expectText(page, TEXT);
});

test('words are dragged to another place', async ({ page }) => {
  await startWith(page, TEXT);
  const to = await page.evaluate(() => {
    const blocks = document.querySelectorAll('#paper .block');
    const from = /** @type {Text} */ (blocks[3].firstChild);
    const node = /** @type {Text} */ (blocks[12].firstChild);
    document.getElementById('paper')?.focus();
    document.getSelection()?.setBaseAndExtent(from, 2, from, 4);
    const range = document.createRange();
    range.setStart(node, 2);
    range.setEnd(node, 3);
    const { left, top, height } = range.getBoundingClientRect();
    const dataTransfer = new DataTransfer();
    dataTransfer.setData('text/plain', '全年');
    blocks[3].dispatchEvent(new DragEvent('dragstart', { dataTransfer, bubbles: true }));
    blocks[12].dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true, clientX: left + 1, clientY: top + height / 2 }));
    return document.getSelection()?.toString();
  });
  expect(to).toBe('全年');
  const dragged = TEXT.replace('　　全年', '　　').replace('执法力量', '执法全年力量');
  await expectText(page, dragged);
  await page.keyboard.press('Control+z');
  await expectText(page, TEXT);
});

for (const [name, end] of [['\\r\\n', '\r\n'], ['\\r', '\r']]) {
  test(`line ends of ${name} stay, and new ones are the same`, async ({ page }) => {
    const text = TEXT.replaceAll('\n', end);
    await startWith(page, text);
    await before(page, '，办结9件', text);
    await page.keyboard.type('甲');
    await page.keyboard.press('Enter');
    await paste(page, '一\n二');
    const changed = text.replace('，办结9件', `甲${end}一${end}二，办结9件`);
    await expectText(page, changed);
    await caretAt(page, placeOf(changed, '一、主要'));
    await page.keyboard.press('Backspace');
    await expectText(page, changed.replace(`${end}${end}一、主要`, `${end}一、主要`));
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await expectText(page, text);
  });
}

test('a cell of a table is changed, and its marks and tabs stay', async ({ page }) => {
  await startWith(page, TEXT);
  await before(page, '5件\t12件');
  await page.keyboard.press('Delete');
  await page.keyboard.type('6');
  await caretAt(page, placeOf(TEXT, '3次 |'));
  await page.keyboard.type('1');
  await expectText(page, TEXT.replace('5件', '6件').replace('3次', '13次'));
  await expect(page.locator('#panel-metrics')).toContainText('13');
});

/** @param {Page} page */
async function composer(page) {
  const session = await page.context().newCDPSession(page);
  return {
    /** @param {string} text */
    compose: (text) => session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length }),
    /** @param {string} text */
    commit: (text) => session.send('Input.insertText', { text }),
  };
}

test('a composition is left alone, however long, and read when it is done', async ({ page }) => {
  await startWith(page, TEXT);
  const rows = page.locator('.row[data-metric]');
  const all = await rows.count();
  await before(page, '，办结9件');
  const { compose, commit } = await composer(page);
  await page.keyboard.type('，');
  const node = await page.evaluateHandle(() => document.getSelection()?.anchorNode);
  for (const words of ['f', 'fa', 'fafang', '发放资料300份']) {
    await compose(words);
    await page.waitForTimeout(350);
    await expect(rows).toHaveCount(all);
    expect(await node.evaluate((each) => /** @type {Text} */ (each).isConnected)).toBe(true);
  }
  await commit('发放资料300份');
  await expect(rows).toHaveCount(all + 1);
  await expectText(page, TEXT.replace('，办结9件', '，发放资料300份，办结9件'));
  await page.keyboard.type('好');
  await expectText(page, TEXT.replace('，办结9件', '，发放资料300份好，办结9件'));
});

test('a composition in a blank line and over several lines changes those alone', async ({ page }) => {
  await startWith(page, TEXT);
  const { compose, commit } = await composer(page);
  await caretAt(page, [1, 0]);
  await compose('kong');
  await compose('空行');
  await commit('空行');
  await expectText(page, TEXT.replace('报告\n\n', '报告\n空行\n'));
  await page.keyboard.press('Control+z');
  await expectText(page, TEXT);
  await caretAt(page, placeOf(TEXT, '受理案件'), placeOf(TEXT, '健全制度'));
  await compose('xin');
  await compose('新');
  await commit('新');
  await expectText(page, `${TEXT.slice(0, TEXT.indexOf('受理案件'))}新${TEXT.slice(TEXT.indexOf('健全制度'))}`);
});

test('what the browser does unasked is read back', async ({ page }) => {
  await startWith(page, TEXT);
  await page.locator('#paper').focus();
  // A correction of the browser's, blocks joined and a line of its own, without a word before.
  await page.locator('#paper .block').nth(3).evaluate((block) => { /** @type {Text} */ (block.firstChild).data = '　　全年受理案件13件，办结9件。'; });
  await expectText(page, TEXT.replace('12件，', '13件，'));
  await page.locator('#paper').evaluate((paper) => {
    const [a, b] = [...paper.querySelectorAll('.block')].slice(3, 5);
    a.append(...b.childNodes);
    b.remove();
  });
  const joined = TEXT.replace('12件，', '13件，').replace('9件。\n', '9件。');
  await expectText(page, joined);
  await page.locator('#paper').evaluate((paper) => {
    const alien = document.createElement('div');
    alien.textContent = '外来的行';
    paper.querySelectorAll('.block')[4].after(alien);
  });
  await expectText(page, joined.replace('科目\t上年\t本年\n', '科目\t上年\t本年\n外来的行\n'));
});

test('caret, selection and place stay over a re-reading, and only what looks otherwise is drawn again', async ({ page }) => {
  const text = report('d08');
  await startWith(page, text);
  await page.locator('#scroll').evaluate((scroll) => { scroll.scrollTop = 900; });
  const line = text.split('\n').findIndex((each, at) => at > 12 && each.length > 60);
  await caretAt(page, [line, 20]);
  await page.locator('#paper .block').nth(line).scrollIntoViewIfNeeded();
  await page.waitForTimeout(200);
  await page.locator('#paper').evaluate((paper) => { for (const block of paper.querySelectorAll('.block')) /** @type {HTMLElement} */ (block).dataset.old = ''; });
  const top = await page.locator('#scroll').evaluate((scroll) => scroll.scrollTop);
  const mark = await page.evaluate(() => performance.getEntriesByName('fazhi-shown').length);
  await page.keyboard.type('并办结案件77件，');
  await expect(page.locator('#tab-metrics')).toHaveText(/\d/);
  await page.waitForFunction((mark) => performance.getEntriesByName('fazhi-shown').length > mark, mark);
  expect(await page.locator('#scroll').evaluate((scroll) => scroll.scrollTop)).toBe(top);
  const old = text.split('\n')[line];
  await page.keyboard.type('好');
  expect((await blocksOf(page))[line]).toBe(`${old.slice(0, 20)}并办结案件77件，好${old.slice(20)}`);
  expect(await page.locator('#paper .block:not([data-old])').count()).toBe(0);
  // A block that becomes another is drawn anew, under the caret.
  await caretAt(page, [line, (await blocksOf(page))[line].length]);
  await page.keyboard.press('Enter');
  await page.keyboard.type('（九）强化法治宣传教育');
  await expect(page.locator('#paper .heading', { hasText: '（九）强化' })).toBeVisible();
  await page.keyboard.type('工作');
  expect(await textOf(page)).toContain('（九）强化法治宣传教育工作');
  await expect(page.locator('#paper')).toBeFocused();
});

test('underlines move with their words while one types, and the card comes to them', async ({ page }) => {
  await start(page, '');
  await page.locator('[data-sample=faulty]').click();
  await read(page);
  const text = await textOf(page);
  const name = '《中华人民共和国合同法》';
  await caretAt(page, placeOf(text, name));
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type('关于');
  expect(await highlighted(page, 'finding-error')).toContain(name);
  // Behind a line that is parted, too, before anything has been read.
  await page.keyboard.press('Enter');
  expect(await highlighted(page, 'finding-error')).toContain(name);
  const figures = await highlighted(page, 'metric');
  expect(figures.every((words) => /[\d一二三四五六七八九十]/.test(words))).toBe(true);
});

test('what is typed before a figure is no part of its mark', async ({ page }) => {
  await startWith(page, TEXT);
  await before(page, '12件，');
  await page.keyboard.type('共');
  await page.waitForFunction(() => /** @type {any} */ (window).fazhi.state === 'ready' && /** @type {any} */ (window).fazhi.text.includes('共12'));
  await expect.poll(() => highlighted(page, 'metric')).toContain('12件');
  // Parted and joined again within a moment, nothing is read, and the marks are as before.
  await before(page, '2件，', TEXT.replace('12件，', '共12件，'));
  const marks = (await highlighted(page, 'metric')).sort();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Backspace');
  await page.waitForTimeout(400);
  expect((await highlighted(page, 'metric')).sort()).toEqual(marks);
});

test('a very long line is one line all the same', async ({ page }) => {
  const text = `一、概况\n${'全年受理案件若干，办结若干。'.repeat(1000)}\n二、不足\n`;
  await startWith(page, text);
  expect(await page.locator('#paper .block').count()).toBe(6);
  const first = (await blocksOf(page))[1].length;
  await caretAt(page, [2, 0]);
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Delete');
  await page.keyboard.type('甲');
  const at = text.indexOf('全年') + first;
  expect(await textOf(page)).toBe(`${text.slice(0, at - 1)}甲${text.slice(at + 1)}`);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect.poll(() => textOf(page)).toBe(text);
});

test('from the caret to a mended text and back, by keys', async ({ page }) => {
  await start(page, '');
  await page.locator('[data-sample=faulty]').click();
  await read(page);
  const text = await textOf(page);
  await caretAt(page, placeOf(text, '现将有关情况'));
  await page.keyboard.type('甲');
  await page.waitForFunction(() => /** @type {any} */ (window).fazhi.state === 'ready' && /** @type {any} */ (window).fazhi.text.includes('甲现将'));
  await page.keyboard.press('F8');
  await expect(page.locator('#card')).toBeFocused();
  await expect(page.locator('#card')).toContainText('合同法');
  await page.keyboard.press('Alt+Enter');
  await expect(page.locator('#paper')).toBeFocused();
  await page.keyboard.type('乙');
  const mended = text.replace('现将有关情况', '甲乙现将有关情况').replace('《中华人民共和国合同法》', '《中华人民共和国民法典》');
  await expect.poll(() => textOf(page)).toBe(mended);
  await page.waitForFunction(() => /** @type {any} */ (window).fazhi.state === 'ready');
  // Walking goes on behind it, Escape leads back, and what is at the caret is mended there.
  await page.keyboard.press('F8');
  await page.keyboard.press('Escape');
  await expect(page.locator('#card')).toBeHidden();
  await expect(page.locator('#paper')).toBeFocused();
  await page.keyboard.press('F8');
  // F2 writes at the words themselves.
  const told = await page.locator('#card .card-title').textContent();
  await page.keyboard.press('F2');
  await expect(page.locator('#paper')).toBeFocused();
  expect(await page.evaluate(() => document.getSelection()?.toString())).not.toBe('');
  expect(told).not.toBe('');
  await page.keyboard.press('ArrowRight');
  await caretAt(page, placeOf(mended, '饮水安全管理办法'));
  const all = await page.locator('.finding').count();
  await page.keyboard.press('Alt+Delete');
  await expect(page.locator('.finding')).toHaveCount(all - 1);
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Control+s')]);
  expect(file.suggestedFilename()).toContain('临樵县水利局');
});

test('a click on a figure selects its row, and the caret is there', async ({ page }) => {
  const text = report('d08');
  await startWith(page, text);
  await clickWords(page, '研究议题17项', '17项');
  await expect(page.locator('.row[aria-selected=true]')).toContainText('17');
  await expect(page.locator('#paper')).toBeFocused();
  await page.keyboard.type('9');
  expect(await textOf(page)).toMatch(/研究议题(9?1|1?9)9?7项|研究议题917项|研究议题197项/);
});

test('all is the report, copied as the very text and as markup', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const text = TEXT.replaceAll('\n', '\r\n');
  await startWith(page, text);
  await page.locator('#paper').focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  const copied = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    return { plain: await (await item.getType('text/plain')).text(), html: await (await item.getType('text/html')).text() };
  });
  expect(copied.plain.replaceAll('\r\n', '\n')).toBe(TEXT);
  expect(copied.html).toMatch(/<h2[^>]*>一、主要举措和成效/);
  await page.keyboard.type('全换');
  await expectText(page, '全换');
  await page.keyboard.press('Control+z');
  await expectText(page, text);
});

test('a third click selects a line without its end', async ({ page }) => {
  await startWith(page, TEXT);
  const box = await page.locator('#paper .block').nth(12).boundingBox();
  await page.mouse.click((box?.x ?? 0) + 60, (box?.y ?? 0) + 15, { clickCount: 3 });
  await page.keyboard.type('换');
  await expectText(page, TEXT.replace('执法力量不足。', '换'));
});

test('without highlights the text is written in all the same', async ({ page }) => {
  await page.addInitScript(() => { Object.defineProperty(window, 'Highlight', { value: undefined }); });
  await startWith(page, TEXT);
  await before(page, '，办结9件');
  await page.keyboard.type('甲');
  await page.keyboard.press('Enter');
  await expectText(page, TEXT.replace('，办结9件', '甲\n，办结9件'));
});

test('where there is no plain-text editing, no markup comes in', async ({ page }) => {
  await page.addInitScript(() => {
    const of = /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'contentEditable'));
    Object.defineProperty(HTMLElement.prototype, 'contentEditable', {
      ...of, set(value) { if (value === 'plaintext-only') throw new DOMException('no such state', 'SyntaxError'); of.set?.call(this, value); },
    });
  });
  await startWith(page, TEXT);
  await expect(page.locator('#paper')).toHaveAttribute('contenteditable', 'true');
  await caretAt(page, placeOf(TEXT, '受理案件'), placeOf(TEXT, '12件，'));
  await page.keyboard.press('Control+b');
  await page.keyboard.press('Control+i');
  expect(await page.locator('#paper b, #paper i, #paper strong').count()).toBe(0);
  await page.keyboard.type('办');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Backspace');
  await expectText(page, TEXT.replace('受理案件', '办'));
});

/** A phone. @param {import('@playwright/test').Browser} browser @param {string | undefined} baseURL */
async function phone(browser, baseURL) {
  const context = await browser.newContext({ viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true, locale: 'zh-CN', baseURL, serviceWorkers: 'block' });
  const page = await context.newPage();
  await start(page, '');
  await page.locator('[data-sample=faulty]').tap();
  await read(page);
  await page.locator('.region-tab[data-region=paper]').tap();
  return page;
}

/** Where some words stand, scrolled into sight. @param {Page} page @param {string} words */
const wordsAt = (page, words) => page.evaluate((words) => {
  const block = [...document.querySelectorAll('#paper .block')].find((each) => each.textContent?.includes(words));
  const walker = document.createTreeWalker(block ?? document.body, NodeFilter.SHOW_TEXT);
  let node = walker.nextNode();
  while (node instanceof Text && !node.data.includes(words)) node = walker.nextNode();
  const range = document.createRange();
  range.setStart(/** @type {Text} */ (node), /** @type {Text} */ (node).data.indexOf(words));
  range.setEnd(/** @type {Text} */ (node), /** @type {Text} */ (node).data.indexOf(words) + 1);
  const scroll = /** @type {HTMLElement} */ (document.getElementById('scroll'));
  scroll.scrollTop += range.getBoundingClientRect().top - 220;
  const { left, top, width, height } = range.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}, words);

test('by touch a tap shows the card without the keyboard, and a second one writes there', async ({ browser, baseURL }) => {
  const page = await phone(browser, baseURL);
  const { x, y } = await wordsAt(page, '合同法');
  await page.touchscreen.tap(x, y);
  await expect(page.locator('#card')).toBeInViewport({ ratio: 1 });
  await expect(page.locator('#paper')).not.toBeFocused();
  await expectAccessible(page);
  await page.waitForTimeout(500);
  await page.touchscreen.tap(x, y);
  await expect(page.locator('#paper')).toBeFocused();
  await expect(page.locator('#card')).toBeHidden();
  const text = await textOf(page);
  await page.keyboard.insertText('写');
  await expect.poll(async () => (await textOf(page)).length).toBe(text.length + 1);
  await page.context().close();
});

test('by touch, while one writes, a tap on a finding shows its card and puts the keyboard away', async ({ browser, baseURL }) => {
  const page = await phone(browser, baseURL);
  await page.getByRole('button', { name: '修改正文' }).tap();
  await expect(page.locator('#paper')).toBeFocused();
  const plain = await wordsAt(page, '现将有关情况');
  await page.touchscreen.tap(plain.x, plain.y);
  await expect(page.locator('#paper')).toBeFocused();
  const { x, y } = await wordsAt(page, '合同法');
  await page.touchscreen.tap(x, y);
  await expect(page.locator('#card')).toBeVisible();
  await expect(page.locator('#paper')).not.toBeFocused();
  await page.context().close();
});

test('a report that comes back before the next one was read is written in again', async ({ page }) => {
  await startWith(page, TEXT);
  await page.evaluate(async (text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    document.getElementById('scroll')?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    await new Promise((done) => { setTimeout(done); });
    /** @type {HTMLElement} */ (document.querySelector('#offer [data-take]')).click();
    await new Promise((done) => { setTimeout(done); });
    /** @type {HTMLElement} */ (document.getElementById('do-undo')).click();
  }, report('d01').repeat(30));
  await read(page);
  await toEnd(page);
  await page.keyboard.type('甲');
  await expectText(page, `${TEXT}甲`);
});

test('by touch there is a pencil in the card and one in the bar', async ({ browser, baseURL }) => {
  const page = await phone(browser, baseURL);
  await page.locator('.region-tab[data-region=results]').tap();
  await page.locator('.finding', { hasText: '合同法' }).locator('.item-go').tap();
  await page.locator('#card').getByRole('button', { name: '在文中修改' }).tap();
  await expect(page.locator('#paper')).toBeFocused();
  expect(await page.evaluate(() => document.getSelection()?.toString())).toContain('合同法');
  await page.locator('#scroll').focus();
  await page.getByRole('button', { name: '修改正文' }).tap();
  await expect(page.locator('#paper')).toBeFocused();
  await page.context().close();
});

/** A generator of numbers that are the same in each run (mulberry32). @param {number} seed */
function dice(seed) {
  let state = seed;
  return (/** @type {number} */ sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

for (const [seed, end] of /** @type {[number, string][]} */ ([[1, '\n'], [2, '\r\n']])) {
  test(`two hundred edits by keyboard leave exactly the text they should, seed ${seed}`, async ({ page }) => {
    test.slow();
    let text = `${TEXT}三、𠮷字与2024年工作安排\n（一）继续培训。计划培训30次。\n\n\n青澜县人民政府\n2024年1月26日\n`.replaceAll('\n', end);
    await startWith(page, text);
    const roll = dice(seed);
    let caret = 0;
    /** Places between the characters of a text. */
    const stops = () => {
      const all = [];
      for (let at = 0; at <= text.length; at += 1) {
        if (text[at] === '\n' && text[at - 1] === '\r') continue;
        if (/[\udc00-\udfff]/.test(text[at] ?? '')) continue;
        all.push(at);
      }
      return all;
    };
    /** @param {number} at @returns {[number, number]} */
    const place = (at) => {
      const lines = text.slice(0, at).split(/\r\n|[\r\n]/);
      return [lines.length - 1, /** @type {string} */ (lines.at(-1)).length];
    };
    const put = (/** @type {number} */ from, /** @type {number} */ to, /** @type {string} */ words) => {
      text = text.slice(0, from) + words + text.slice(to);
      caret = from + words.length;
    };
    const words = ['办', '12件', 'a', ' ', '。', '（三）', '　', '𠮷', '|', '2023年'];
    for (let step = 0; step < 200; step += 1) {
      const places = stops();
      if (!places.includes(caret) || roll(2)) {
        caret = places[roll(places.length)];
        await caretAt(page, place(caret));
      }
      const nth = places.indexOf(caret);
      const what = ['type', 'type', 'type', 'enter', 'back', 'back', 'delete', 'paste', 'over', 'cut', 'undo'][roll(11)];
      if (what === 'type') {
        const typed = words[roll(words.length)];
        await page.keyboard.type(typed);
        put(caret, caret, typed);
      } else if (what === 'enter') {
        await page.keyboard.press('Enter');
        put(caret, caret, end);
      } else if (what === 'back') {
        await page.keyboard.press('Backspace');
        if (nth > 0) put(places[nth - 1], caret, '');
      } else if (what === 'delete') {
        await page.keyboard.press('Delete');
        if (nth + 1 < places.length) put(caret, places[nth + 1], '');
      } else if (what === 'paste') {
        const pasted = ['一行', '第一行\n第二行', '\n', '甲\t乙\n\n丙\t丁\n'][roll(4)];
        await paste(page, pasted);
        put(caret, caret, pasted.replaceAll('\n', end));
      } else if (what === 'over' || what === 'cut') {
        const to = places[Math.min(places.length - 1, nth + 1 + roll(14))];
        if (to === caret) continue;
        await caretAt(page, place(caret), place(to));
        if (what === 'cut') await page.keyboard.press('Control+x');
        else await page.keyboard.type('代');
        put(caret, to, what === 'cut' ? '' : '代');
      } else {
        await page.keyboard.press('Control+z');
        await page.keyboard.press('Control+y');
        expect(await textOf(page), `step ${step}: ${what}`).toBe(text);
        await caretAt(page, place(caret));
      }
      expect(JSON.stringify(await textOf(page)), `step ${step}: ${what}`).toBe(JSON.stringify(text));
      expect(await blocksOf(page), `step ${step}: ${what}`).toEqual(text.split(/\r\n|[\r\n]/));
    }
  });
}
