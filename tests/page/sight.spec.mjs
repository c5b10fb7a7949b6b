// What meets the eye: nothing loud, covered, cut off, out of line or in another language.
import { expect, report, test } from './fixtures.mjs';
import { leave, read, start, startWith, toEnd, unfold } from './page.mjs';

/** @typedef {import('@playwright/test').Page} Page */

const TABLE = '青岚市司法局2023年法治政府建设年度报告\n一、主要举措和成效\n办理情况如下：\n项目\t2023年\t2022年\n行政许可\t100\t90\n行政处罚\t50\t40\n合计\t150\t130\n';
const LIST = '青岚市司法局2023年法治政府建设年度报告\n一、主要举措和成效\n设立了综合分队、安全消防分队、环保分队、来穗分队四个分队。\n';
const UNTITLED = '2021年，洛浦街在区委、区政府的领导下，推进法治建设。现将洛浦街2021年度法治政府建设工作情况报告如下：\n一、主要举措和成效\n全年受理案件12件，办结9件。\n';

/** The sample with slips. @param {Page} page @param {string} [hash] */
async function faulty(page, hash = '') {
  await start(page, hash);
  await page.locator('[data-sample=faulty]').click();
  await read(page);
}

/** How two boxes lie: whether they have an area in common. */
const meet = (/** @type {{ x: number, y: number, width: number, height: number }} */ a, /** @type {typeof a} */ b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** @param {import('@playwright/test').Locator} locator */
async function boxOf(locator) {
  const box = await locator.boundingBox();
  if (!box) throw new Error('not in sight');
  return box;
}

const styleOf = (/** @type {import('@playwright/test').Locator} */ locator) => locator.evaluate((element) => {
  const { fontWeight, color } = getComputedStyle(element);
  return { fontWeight, color };
});

test('of a finding its head alone is bold, and its reason has the colour of words', async ({ page }) => {
  await faulty(page);
  const plain = await styleOf(page.locator('#panel-findings .findings-body'));
  const row = page.locator('.finding').first();
  expect(await styleOf(row.locator('.item-title'))).toEqual(plain);
  await unfold(row);
  expect((await styleOf(row.locator('.item-title'))).fontWeight).toBe('600');
  expect(await styleOf(row.locator('.why p').first())).toEqual(plain);
});

test('what was just done is told over no finding and no figure', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await faulty(page);
  await page.locator('.finding [data-choose]').first().click();
  await read(page);
  await page.getByRole('tab', { name: '指标' }).click();
  await page.locator('[data-metric]').nth(2).click();
  await expect(page.locator('#detail')).toBeVisible();
  const toast = await boxOf(page.locator('#toast'));
  for (const each of ['#detail dl', '#panel-metrics', '#paper-region']) {
    const box = await boxOf(page.locator(each));
    // The line that the status stands in is one pixel or two lower.
    expect(meet(toast, { ...box, height: box.height - 6 }), each).toBe(false);
  }
  await page.locator('#toast button').click();
  await read(page);
  await expect(page.locator('#verdict')).toContainText('差错 5');
});

for (const [width, height] of [[375, 740], [360, 225], [768, 1024]]) {
  test(`what was just done takes little of a window of ${width} × ${height}, and is taken back from there`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await faulty(page);
    await page.locator('.finding [data-choose]').first().click();
    await read(page);
    const toast = await boxOf(page.locator('#toast'));
    expect(height - toast.y).toBeLessThan(42);
    expect(toast.x).toBeGreaterThanOrEqual(0);
    expect(toast.x + toast.width).toBeLessThanOrEqual(width);
    await page.locator('#toast button').click();
    await read(page);
    await expect(page.locator('#verdict')).toContainText('差错 5');
  });
}

test('on a phone the words at fault are in sight beside their button', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 740 });
  await startWith(page, report('d03'), '#tab=findings');
  await page.locator('#regions button').last().click();
  const rows = page.locator('.finding:has(.item-choices):has(mark)');
  await expect(rows.first()).toBeVisible();
  for (const row of await rows.all()) {
    const [quote, mark] = await Promise.all([boxOf(row.locator('.item-quote')), boxOf(row.locator('mark'))]);
    expect(mark.x - quote.x, await row.innerText()).toBeLessThan(4);
  }
});

test('the count of a list is told in the reader’s language', async ({ page }) => {
  await startWith(page, LIST, '#tab=checks');
  const equation = page.locator('#panel-checks .equation');
  await expect(equation).toHaveText('4 = 所列 4 项');
  await page.locator('#do-lang').click();
  await expect(equation).toHaveText('4 = 4 listed');
});

test('cells of a table stand under their heads', async ({ page }) => {
  await startWith(page, TABLE);
  const places = await page.locator('#paper .cells').evaluateAll((lines) => lines.map((line) => {
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    const text = line.textContent ?? '';
    /** @type {number[]} */
    const found = [];
    let from = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const words = node.nodeValue ?? '';
      for (let at = 0; at < words.length; at += 1) {
        if (text[from + at - 1] !== '\t') continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        found.push(Math.round(range.getBoundingClientRect().left));
      }
      from += words.length;
    }
    return found;
  }));
  expect(places).toHaveLength(4);
  expect(places[0]).toHaveLength(2);
  for (const each of places) expect(each).toEqual(places[0]);
});

test('in English the columns of figures and of a batch keep apart', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await faulty(page, '#tab=metrics&lang=en');
  const row = page.locator('.row[data-metric]', { has: page.locator('.flag') }).first();
  expect(meet(await boxOf(row.locator('.flag')), await boxOf(row.locator('.col-kind')))).toBe(false);

  await leave(page);
  await start(page, '#lang=en');
  await page.locator('#file').setInputFiles(['d03', 'd04', 'd06', 'd08'].map((name) => ({ name: `${name}.txt`, mimeType: 'text/plain', buffer: Buffer.from(report(name)) })));
  await expect(page.locator('.batch-row[data-row]')).toHaveCount(4);
  await expect(page.locator('[data-compare]')).toBeVisible();
  const heads = await page.locator('.batch-columns button').evaluateAll((buttons) => buttons.map((button) => {
    const range = document.createRange();
    range.selectNodeContents(button.querySelector('[aria-hidden]') ?? button);
    const { left, right } = range.getBoundingClientRect();
    return [left, right];
  }).filter(([left, right]) => right > left));
  for (let at = 1; at < heads.length; at += 1) expect(heads[at][0] - heads[at - 1][1]).toBeGreaterThan(2);
  // The tools stand in one line beside the ways to narrow the table.
  const [compare, filter] = await Promise.all([boxOf(page.locator('[data-compare]')), boxOf(page.locator('.batch-fields .filter'))]);
  expect(compare.y + compare.height).toBeGreaterThan(filter.y);
});

test('a report without a title goes by who made it and its year, also as a file', async ({ page }) => {
  await startWith(page, UNTITLED);
  await expect(page.locator('#doc-name')).toHaveText('洛浦街2021年');
  const saved = page.waitForEvent('download');
  await page.keyboard.press('Control+s');
  expect((await saved).suggestedFilename()).toBe('洛浦街2021年.txt');
});

test('the keys are told from the first of them on, and at a desk all at once', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 740 });
  await faulty(page);
  await page.locator('#do-more').click();
  await page.locator('#do-help').click();
  await expect(page.locator('#help-title')).toBeFocused();
  await expect(page.locator('#help-title')).toBeInViewport();
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.locator('#do-help').click();
  await expect(page.locator('#help-title')).toBeInViewport();
  await expect(page.getByRole('dialog').getByRole('button', { name: '关闭' })).toBeInViewport({ ratio: 1 });
});

test('the start says that many files can be given, and of which kinds', async ({ page }) => {
  await start(page, '');
  await expect(page.locator('#start-text')).toHaveAttribute('placeholder', /一批：\nWord、WPS、PDF/);
  await expect(page.locator('.gives')).toContainText('两年的报告可以比较');
  await page.locator('#do-lang').click();
  await expect(page.locator('#start-text')).toHaveAttribute('placeholder', /many:\nWord, WPS, PDF/);
});

test('a period ends its line between months, and not within one', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 740 });
  await startWith(page, '青岚市司法局2023年法治政府建设年度报告\n一、主要举措和成效\n今年1至11月，受理案件12件，办结9件。\n');
  await page.locator('#regions button').last().click();
  const period = page.locator('.col-period', { hasText: '2023-01/2023-11' }).first();
  await expect(period).toBeVisible();
  const lines = await period.evaluate((cell) => {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    /** @type {Map<number, string>} */
    const lines = new Map();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (let at = 0; at < (node.nodeValue ?? '').length; at += 1) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const top = Math.round(range.getBoundingClientRect().top);
        lines.set(top, (lines.get(top) ?? '') + range.toString());
      }
    }
    return [...lines.values()];
  });
  expect(lines.slice(0, 2)).toEqual(['2023-01/', '2023-11']);
});

test('a phone, too, opens on what is wrong, and on the text where nothing is', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 740 });
  await faulty(page);
  await expect(page.locator('.finding').first()).toBeInViewport({ ratio: 1 });
  await page.locator('.finding .item-go').first().click();
  await expect(page.locator('#card')).toBeInViewport();
  // The band shows what of the text is in sight, though the text came behind the list.
  await expect.poll(() => page.locator('.strip-sight').evaluate((/** @type {HTMLElement} */ sight) => sight.offsetLeft + sight.offsetWidth <= innerWidth && sight.offsetWidth > 20)).toBe(true);
  await leave(page);
  await start(page, '');
  await page.locator('[data-sample=clean]').click();
  await read(page);
  await expect(page.locator('#paper')).toBeVisible();
});

test('the answer to what silence is worth comes where it was asked for, with the keys', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 700 });
  await startWith(page, report('d01'), '#tab=checks');
  await page.locator('[data-worth]').focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('.worth-table')).toBeVisible();
  await expect(page.locator('.worth-table')).toBeInViewport({ ratio: 1 });
  expect(await page.evaluate(() => Boolean(document.activeElement?.closest('.worth')))).toBe(true);
});

test('a short list of checks stays where it is while one writes', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 840 });
  await startWith(page, report('d06'), '#tab=checks');
  const panel = page.locator('#panel-checks');
  await panel.evaluate((panel) => { panel.scrollTop = 9999; });
  const before = await panel.evaluate((panel) => panel.scrollTop);
  expect(before).toBeGreaterThan(100);
  await page.evaluate(() => performance.clearMeasures());
  await toEnd(page);
  await page.keyboard.type('另有新增。');
  await page.waitForFunction(() => performance.getEntriesByName('fazhi-shown', 'measure').length > 0);
  expect(await panel.evaluate((panel) => panel.scrollTop)).toBe(before);
});

for (const [width, height] of [[1024, 700], [375, 740]]) {
  test(`the figure that is chosen stays in sight over its card at ${width} × ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await faulty(page, '#tab=metrics');
    if (width < 700) await page.locator('#regions button').last().click();
    const row = page.locator('[data-metric]').nth(6);
    await row.click();
    await expect(page.locator('#detail')).toBeVisible();
    await expect.poll(async () => {
      const [chosen, card] = await Promise.all([boxOf(row), boxOf(page.locator('#detail'))]);
      return chosen.y + chosen.height <= card.y + 1;
    }).toBe(true);
    await expect(row).toBeInViewport();
  });
}

test('on a phone the status line has whole words alone', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 740 });
  for (const hash of ['', '#lang=en']) {
    await leave(page);
    await faulty(page, hash);
    await expect(page.locator('.status-local')).toBeVisible();
    const cut = await page.locator('#status > *').evaluateAll((parts) => parts.filter((part) => part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).display !== 'inline').map((part) => part.textContent));
    expect(cut).toEqual([]);
    const ends = await page.locator('#status > *').evaluateAll((parts) => Math.max(...parts.map((part) => part.getBoundingClientRect().right)));
    expect(ends).toBeLessThanOrEqual(375);
  }
});
