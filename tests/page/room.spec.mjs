// Every size and hand: very wide, very low, narrow, and the keyboard alone.
import { expect, expectAccessible, paste, report, test } from './fixtures.mjs';
import { read, start, startWith } from './page.mjs';

/** @param {import('@playwright/test').Page} page @param {string} [hash] */
async function faulty(page, hash = '') {
  await start(page, hash);
  await page.locator('[data-sample=faulty]').click();
  await read(page);
}

test('a very wide window shows the text, its findings and another list side by side', async ({ page }) => {
  test.slow();
  await page.setViewportSize({ width: 2560, height: 1300 });
  await faulty(page);
  const [paper, findings, overview] = await Promise.all(['#paper', '#panel-findings', '#panel-overview'].map((id) => page.locator(id).boundingBox()));
  if (!paper || !findings || !overview) throw new Error('not all in sight');
  expect(paper.x + paper.width).toBeLessThan(findings.x);
  expect(findings.x + findings.width).toBeLessThanOrEqual(overview.x);
  // A line that can be read: not more than some fifty characters.
  const line = await page.locator('#paper').evaluate((sheet) => {
    const { fontSize, paddingLeft, paddingRight } = getComputedStyle(sheet);
    return (sheet.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight)) / parseFloat(fontSize);
  });
  expect(line).toBeLessThan(50);
  expect(line).toBeGreaterThan(30);
  await expect(page.getByRole('tab')).toHaveCount(4);
  await page.getByRole('tab', { name: '指标' }).click();
  await expect(page.locator('#panel-metrics')).toBeVisible();
  await expect(page.locator('#panel-findings')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: '引用' })).toHaveAttribute('aria-selected', 'true');
  // What is done to a finding leaves the other list where it is.
  await page.locator('.finding [data-choose]').first().click();
  await read(page);
  await expect(page.locator('#panel-citations')).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(page.getByRole('tab')).toHaveCount(5);
});

test('at 400 % the first screen holds what is wrong, and mends it', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 225 });
  await faulty(page);
  const first = page.locator('.finding').first();
  await expect(first).toBeInViewport({ ratio: 0.9 });
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await first.locator('.item-go').click();
  await expect(page.locator('#card')).toBeInViewport({ ratio: 0.95 });
  await page.locator('#card [data-choose]').first().click();
  await expect.poll(() => page.evaluate(() => /** @type {any} */ (window).fazhi.text)).toContain('《中华人民共和国民法典》');
});

test('on a phone the tools are a menu, and a tap shows what is wrong and mends it', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true, locale: 'zh-CN', baseURL, serviceWorkers: 'block' });
  const page = await context.newPage();
  await faulty(page);
  const more = page.getByRole('button', { name: '更多' });
  await expect(page.locator('#do-print')).toBeHidden();
  await more.tap();
  for (const id of ['do-open', 'do-copy', 'do-export', 'do-print', 'do-clear', 'do-help']) {
    const box = await page.locator(`#${id}`).boundingBox();
    expect(box?.height ?? 0, id).toBeGreaterThanOrEqual(40);
  }
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page.locator('#do-print')).toBeHidden();
  await page.locator('.region-tab[data-region=results]').tap();
  await page.locator('.finding', { hasText: '合同法' }).locator('.item-go').tap();
  await expect(page.locator('#card')).toBeInViewport();
  await page.locator('#card').getByRole('button', { name: /改为/ }).tap();
  await expect.poll(() => page.evaluate(() => /** @type {any} */ (window).fazhi.text)).toContain('《中华人民共和国民法典》');
  await context.close();
});

test('the chosen tab is in sight, also in English on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 740 });
  await faulty(page, '#lang=en&tab=overview');
  await page.locator('.region-tab[data-region=results]').click();
  await expect(page.locator('#tab-overview')).toBeInViewport({ ratio: 0.95 });
});

test('from nothing to a mended text in a file by keys alone', async ({ page }) => {
  await start(page, '');
  await page.evaluate(() => document.body.focus());
  // The field for the text, the buttons behind it.
  for (let tabs = 0; tabs < 12 && await page.evaluate(() => document.activeElement?.id !== 'start-text'); tabs += 1) await page.keyboard.press('Tab');
  await expect(page.locator('#start-text')).toBeFocused();
  await page.keyboard.insertText('某局2023年法治政府建设工作报告\n一、主要举措\n本局认真学习《中华人民共和国合同法》，举办培训12次。\n');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await read(page);
  await page.keyboard.press('F8');
  for (let walks = 0; walks < 8 && !(await page.locator('#card').textContent())?.includes('合同法'); walks += 1) await page.keyboard.press('F8');
  await page.keyboard.press('Alt+Enter');
  await expect.poll(() => page.evaluate(() => /** @type {any} */ (window).fazhi.text)).toContain('民法典');
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Control+s')]);
  expect(file.suggestedFilename()).toBe('某局2023年法治政府建设工作报告.txt');
  const chunks = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk);
  expect(Buffer.concat(chunks).toString()).toContain('《中华人民共和国民法典》');
});

test('a word in the text is changed where it stands', async ({ page }) => {
  await startWith(page, report('d08'), '#tab=findings');
  const word = await page.evaluate(() => {
    const node = document.querySelector('#paper .body')?.firstChild;
    if (!(node instanceof Text)) throw new Error('no paragraph');
    const range = document.createRange();
    range.setStart(node, 10);
    range.setEnd(node, 11);
    const box = range.getBoundingClientRect();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2, character: node.data[10] };
  });
  await page.mouse.dblclick(word.x, word.y);
  await expect(page.locator('#paper')).toBeFocused();
  await expect.poll(() => page.evaluate(() => document.getSelection()?.toString())).toContain(word.character);
  await page.keyboard.press('F2');
  await expect(page.locator('#scroll')).toBeFocused();
  await page.keyboard.press('F2');
  await expect(page.locator('#paper')).toBeFocused();
  await expect.poll(() => page.evaluate(() => document.getSelection()?.toString())).toContain(word.character);
});

test('while a text is read nothing is told of the one before', async ({ page }) => {
  await startWith(page, report('d08'));
  await expect(page.locator('.metrics-bar .count')).toBeVisible();
  await paste(page, report('d01').repeat(60));
  const told = await page.evaluate(async () => {
    /** @type {HTMLElement} */ (document.querySelector('#offer [data-take]')).click();
    await new Promise((done) => { setTimeout(done); });
    return { busy: document.getElementById('results')?.getAttribute('aria-busy'), bar: /** @type {HTMLElement} */ (document.querySelector('.metrics-bar')).hidden };
  });
  expect(told).toEqual({ busy: 'true', bar: true });
  await read(page);
  await expect(page.locator('.metrics-bar .count')).toBeVisible();
});

test('the print numbers the findings in the text, says where and why', async ({ page }) => {
  await faulty(page);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  const print = page.locator('#print');
  const items = await print.locator('ol').first().locator('li').allTextContents();
  const at = items.findIndex((words) => words.includes('合同法')) + 1;
  expect(at).toBeGreaterThan(0);
  expect(await print.locator('.paper').textContent()).toMatch(new RegExp(`合同法》?\\[${at}\\]`));
  expect(await print.locator('.paper sup').count()).toBe(items.length);
  expect(items[at - 1]).toContain('（一）强化组织领导');
  const why = await page.evaluate(() => /** @type {any} */ (window).fazhi.report.findings.length);
  expect(why).toBeGreaterThan(0);
  await expect(print).toContainText(/查 \d+ 条规则/);
  // The signature and its date stay on one page.
  await page.emulateMedia({ media: 'print' });
  expect(await print.locator('.sign').last().evaluate((sign) => getComputedStyle(sign).breakBefore)).toBe('avoid');
});

for (const [lang, theme] of [['zh', 'dark'], ['en', 'dark'], ['en', 'light'], ['zh', 'light']]) {
  test(`nothing stands in the way of anyone in any list, in ${lang} and ${theme}`, async ({ page }) => {
    test.slow();
    await start(page, `#lang=${lang}&theme=${theme}`);
    await expectAccessible(page);
    await page.locator('[data-sample=faulty]').click();
    await read(page);
    for (const tab of ['findings', 'checks', 'metrics', 'citations', 'overview']) {
      await page.locator(`#tab-${tab}`).click();
      await expectAccessible(page);
    }
    await page.locator('#tab-findings').click();
    await page.locator('.finding .item-go').first().click();
    await page.keyboard.press('F8');
    await expectAccessible(page);
    await page.locator('#do-clear').click();
    await page.locator('#start-text').fill('今天晴，最高气温12度。');
    await page.locator('#start-read').click();
    await read(page);
    await expectAccessible(page);
  });
}
