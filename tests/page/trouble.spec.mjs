// Is it all right? The verdict, the one list of trouble, the card at the place.
import { expect, expectAccessible, report, test } from './fixtures.mjs';
import { clickWords, highlighted, read, selectedInSight, start, startWith, unfold } from './page.mjs';

/** @typedef {import('@playwright/test').Page} Page */

const FOUR = '某某县水务局2023年法治政府建设年度报告\n一、主要举措和成效\n全年办结水行政处罚案件47件，其中水资源类18件、河道管理类21件、水土保持类9件。\n二、存在的不足和原因\n执法力量不足，原因是编制紧张。';
const BLANKS = '某某县水务局2023年法治政府建设年度报告\n一、主要举措和成效\n水费收缴率占90 %，用水户知晓率达95 %，办件满意率为99 %。进一步进一步加强执法。\n';

/** The sample with slips, as a reader comes to it. @param {Page} page */
async function faulty(page) {
  await start(page, '');
  await page.locator('[data-sample=faulty]').click();
  await read(page);
}

const paperText = (/** @type {Page} */ page) => page.locator('#paper').evaluate((paper) => paper.textContent ?? '');

test('the page opens on what is wrong, and says so on top', async ({ page }) => {
  await faulty(page);
  await expect(page.locator('#tab-findings')).toHaveAttribute('aria-selected', 'true');
  const verdict = page.locator('#verdict');
  await expect(verdict.locator('[data-severity=error]')).toHaveText(/差错\s*5/);
  await expect(verdict.locator('[data-severity=warning]')).toHaveText(/疑点\s*7/);
  await expect(verdict).toContainText('9 处对得上');
  await expect(verdict).toContainText('3 处对不上');
  await expect(verdict).toContainText('6 / 7 齐备');
  await expect(verdict).toContainText('1 件失效');
  expect(page.url()).not.toContain('tab=');
});

test('where nothing is wrong it opens on the overview', async ({ page }) => {
  await start(page, '');
  await page.locator('[data-sample=clean]').click();
  await read(page);
  await expect(page.locator('#tab-overview')).toHaveAttribute('aria-selected', 'true');
  await expect(page.locator('#verdict')).toContainText('没有发现差错和疑点');
});

test('each part of the verdict is a filter', async ({ page }) => {
  await faulty(page);
  const rows = page.locator('.finding');
  const all = await rows.count();
  const errors = page.locator('#verdict [data-severity=error]');
  await errors.click();
  await expect(rows).toHaveCount(5);
  await expect(errors).toHaveAttribute('aria-pressed', 'true');
  await errors.click();
  await expect(rows).toHaveCount(all);
  await page.locator('#verdict [data-go=fails]').click();
  await expect(page.locator('.check')).toHaveCount(3);
  await page.locator('#verdict [data-go=parts]').click();
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('第一责任人');
  await page.getByRole('button', { name: '清除筛选' }).click();
  await expect(rows).toHaveCount(all);
});

test('rows take two lines, and twelve of them a window', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await startWith(page, report('d08'), '#tab=findings');
  const heights = await page.locator('.finding').evaluateAll((rows) => rows.slice(0, 6).map((row) => row.getBoundingClientRect().height));
  for (const height of heights) expect(height).toBeLessThanOrEqual(60);
});

test('the list is filtered, searched and put in order', async ({ page }) => {
  await faulty(page);
  const rows = page.locator('.finding');
  await page.locator('[data-group=figures]').click();
  await expect(rows).toHaveCount(3);
  await page.locator('[data-group=""]').click();
  await page.keyboard.press('/');
  await expect(page.locator('#findings-filter')).toBeFocused();
  await page.keyboard.type('合同法');
  await expect(rows).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(rows).toHaveCount(12);
  await page.locator('#findings-sort').selectOption('rule');
  await expect(page.locator('.findings-body h3').first()).toContainText('引用已废止或被取代的文件');
  await page.locator('#findings-sort').selectOption('place');
  await expect(page.locator('.findings-body h3')).toHaveCount(0);
  await expect(rows.last()).toContainText('2024126');
});

test('a failing check and its finding are one thing with one state', async ({ page }) => {
  await startWith(page, FOUR, '#tab=findings');
  const finding = page.locator('.finding', { hasText: '这几个数字对不上' });
  await expect(finding).toHaveCount(1);
  await unfold(finding);
  await finding.getByRole('button', { name: '无需修改' }).click();
  await expect(finding).toHaveCount(0);
  await page.locator('#tab-checks').click();
  await expect(page.locator('.check.is-failing')).toHaveCount(0);
  await expect(page.locator('.check.is-settled')).toContainText('已标为无需修改');
  await expect(page.locator('#verdict [data-go=fails]')).toHaveCount(0);
  await page.locator('#tab-metrics').click();
  await expect(page.locator('.flag')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(page.locator('.flag')).toHaveCount(4);
});

test('a sum that fails offers each of its figures, and any one of the changes makes it hold', async ({ page }) => {
  const changes = ['47件 → 48件', '18件 → 17件', '21件 → 20件', '9件 → 8件'];
  await startWith(page, FOUR, '#tab=findings');
  const finding = page.locator('.finding', { hasText: '这几个数字对不上' });
  await expect(finding.locator('.item-choices')).toHaveText('4 种改法');
  await unfold(finding);
  await expect(finding.locator('[data-choose]')).toHaveText(changes);
  for (const change of changes) {
    await unfold(finding);
    await finding.getByRole('button', { name: change }).click();
    await expect(finding).toHaveCount(0);
    await expect(page.locator('#verdict')).toContainText('1 处对得上');
    await page.keyboard.press('Control+z');
    await expect(finding).toHaveCount(1);
  }
});

test('a change shows where it was made', async ({ page }) => {
  await faulty(page);
  await page.locator('.finding', { hasText: '进一步进一步' }).getByRole('button', { name: '删去' }).or(page.locator('.finding', { hasText: '“进一步”重复' }).locator('[data-choose]')).first().click();
  await expect.poll(() => selectedInSight(page)).toBe(true);
  expect(await highlighted(page, 'selected')).toHaveLength(1);
});

test('all of a kind are mended in one step', async ({ page }) => {
  await startWith(page, BLANKS, '#tab=findings');
  const before = await paperText(page);
  expect(before).toContain('90 %');
  await page.locator('#findings-sort').selectOption('rule');
  await page.getByRole('button', { name: /^同类 3 处全部改$/ }).click();
  await expect.poll(() => paperText(page)).toContain('占90%，用水户知晓率达95%，办件满意率为99%');
  await page.keyboard.press('Control+z');
  await expect.poll(() => paperText(page)).toBe(before);
});

test('two hundred narrow marks are made wide at once', async ({ page }) => {
  await startWith(page, report('d03'), '#tab=findings');
  await page.getByRole('button', { name: /半角标点全部改为全角$/ }).click();
  await expect(page.locator('.finding', { hasText: '全文逗号、括号等用半角' })).toHaveCount(0);
  await expect(page.locator('#toast')).toContainText(/已改 \d{2,} 处/);
});

test('F8 brings the card to its place with the focus, and Escape gives it back', async ({ page }) => {
  await faulty(page);
  await page.locator('#scroll').focus();
  await page.keyboard.press('F8');
  const card = page.locator('#card');
  await expect(card).toBeFocused();
  await expect(card).toContainText('合同法');
  await expect.poll(() => selectedInSight(page)).toBe(true);
  const box = await card.boundingBox();
  const frame = await page.locator('#paper-region').boundingBox();
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual((frame?.y ?? 0) + (frame?.height ?? 0) + 1);
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();
  await expect(page.locator('#scroll')).toBeFocused();
});

test('where there are several ways Alt+Enter leads to them, and the reader chooses', async ({ page }) => {
  await startWith(page, FOUR, '#tab=findings');
  await page.keyboard.press('F8');
  await page.keyboard.press('Alt+Enter');
  await expect(page.locator('#card [data-choose]').first()).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect.poll(() => paperText(page)).toContain('水资源类17件');
  await expect(page.locator('#card')).toBeHidden();
});

test('from load to a mended text by keys alone', async ({ page }) => {
  await faulty(page);
  const all = await page.locator('.finding').count();
  await page.keyboard.press('F8');
  await page.keyboard.press('Alt+Enter');
  await expect.poll(() => paperText(page)).toContain('《中华人民共和国民法典》');
  await expect(page.locator('.finding')).toHaveCount(all - 1);
  await page.keyboard.press('F8');
  await page.keyboard.press('Alt+Delete');
  await expect(page.locator('.finding')).toHaveCount(all - 2);
  await page.keyboard.press('F8');
  await expect(page.locator('#card')).toContainText('农村饮水安全管理办法');
});

test('the pointer brings the card, and takes it away', async ({ page }) => {
  await faulty(page);
  await clickWords(page, '中华人民共和国合同法', '合同法');
  await expect(page.locator('#card')).toContainText('2021-01-01废止');
  await expect(page.locator('.finding.is-open')).toContainText('合同法');
  await clickWords(page, '中华人民共和国合同法》等法律', '等法律');
  await expect(page.locator('#card')).toBeHidden();
  const at = await page.evaluate(() => {
    let box = new DOMRect();
    CSS.highlights.get('finding-error')?.forEach((each) => {
      const range = document.createRange();
      range.setStart(each.startContainer, each.startOffset);
      range.setEnd(each.endContainer, each.endOffset);
      if (range.toString().includes('合同法')) [box] = range.getClientRects();
    });
    return { x: box.x + 12, y: box.y + 10 };
  });
  // Two moves of one frame: the second is where the pointer rests.
  await page.evaluate(({ x, y }) => {
    for (const left of [x + 400, x]) {
      document.getElementById('scroll')?.dispatchEvent(new PointerEvent('pointermove', { bubbles: true, pointerType: 'mouse', clientX: left, clientY: y }));
    }
  }, at);
  await expect(page.locator('#card')).toBeVisible();
  await page.mouse.move(5, 5);
  await expect(page.locator('#card')).toBeHidden();
});

for (const [width, height] of [[375, 740], [360, 225], [720, 450]]) {
  test(`at ${width} × ${height} a finding is read and mended`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await faulty(page);
    await expect(page.locator('.region-tab[data-region=results]')).toContainText('12');
    await page.locator('.region-tab[data-region=paper]').click();
    await clickWords(page, '中华人民共和国合同法', '合同法');
    const card = page.locator('#card');
    await expect(card).toBeInViewport({ ratio: 1 });
    await expect(card).toContainText('2021-01-01废止');
    const box = await card.boundingBox();
    expect(box?.height ?? 0).toBeLessThan(height * 0.7);
    await card.getByRole('button', { name: /改为/ }).click();
    await expect.poll(() => paperText(page)).toContain('《中华人民共和国民法典》');
    await page.locator('.region-tab[data-region=results]').click();
    const row = page.locator('.finding').nth(1);
    await row.scrollIntoViewIfNeeded();
    await expect(row).toBeInViewport({ ratio: 0.9 });
    // What is half under the bar that stays can be scrolled out from under it.
    await page.evaluate(() => scrollTo(0, 0));
    await expectAccessible(page);
  });
}

test('under high zoom the bars scroll away', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 225 });
  await faulty(page);
  await page.locator('.region-tab[data-region=results]').click();
  await page.locator('.finding').nth(6).scrollIntoViewIfNeeded();
  await expect(page.locator('.bar')).not.toBeInViewport();
  await expect(page.locator('#verdict')).not.toBeInViewport();
  await expect(page.locator('.tabs')).not.toBeInViewport();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow).toBe(0);
});

test('all is the report, and it is copied as words and as markup', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await faulty(page);
  await clickWords(page, '现将有关情况报告如下', '报告');
  await page.keyboard.press('Control+a');
  const chosen = await page.evaluate(() => document.getSelection()?.toString() ?? '');
  expect(chosen).toContain('临樵县水利局');
  expect(chosen).not.toContain('打开文件');
  await page.evaluate(() => document.getSelection()?.removeAllRanges());
  await page.locator('#do-copy').click();
  await expect(page.locator('#toast')).toContainText('已复制全文');
  const html = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    return (await item.getType('text/html')).text();
  });
  expect(html).toMatch(/<h1[^>]*>临樵县水利局/);
  expect(html).toMatch(/<h2[^>]*>一、主要举措和成效/);
});

test('only the paragraph that changes is drawn again', async ({ page }) => {
  await startWith(page, report('d08'), '#tab=findings');
  await page.locator('#paper').evaluate((paper) => { for (const block of paper.querySelectorAll('.block')) /** @type {HTMLElement} */ (block).dataset.old = ''; });
  const blocks = await page.locator('#paper .block').count();
  await page.locator('[data-choose]').first().click();
  await expect(page.locator('#paper .block:not([data-old])')).toHaveCount(1);
  await expect(page.locator('#paper .block')).toHaveCount(blocks);
});

test('the rules are all there, with reason, source, examples and switch', async ({ page }) => {
  await faulty(page);
  const all = await page.locator('.finding').count();
  await page.locator('#status').getByRole('button', { name: '查什么，看不出什么' }).click();
  const dialog = page.locator('#rules');
  await expect(dialog.locator('.rule')).toHaveCount(64);
  await expect(dialog).toContainText('不是定论');
  const rule = dialog.locator('.rule', { hasText: '字词重复' });
  await rule.locator('summary').click();
  await expect(rule.locator('.why')).toContainText('现代汉语词典');
  await expect(rule.locator('.rule-examples dd')).toHaveCount(2);
  await expectAccessible(page);
  await rule.locator('input').uncheck();
  await page.keyboard.press('Escape');
  await expect(page.locator('.finding')).toHaveCount(all - 1);
});

test('the card of a figure does not stay over another list', async ({ page }) => {
  await startWith(page, report('d08'));
  await page.locator('.row[data-metric]').first().click();
  await expect(page.locator('#detail')).toBeVisible();
  await page.locator('#tab-citations').click();
  await expect(page.locator('#detail')).toBeHidden();
});

test('parts stand under their whole, and figures of a plan say so', async ({ page }) => {
  await startWith(page, `${FOUR}\n三、2024年工作安排\n培训执法人员120人次。`);
  const rows = page.locator('.row[data-metric]');
  await expect(rows.first()).toHaveAttribute('aria-level', '1');
  await expect(rows.nth(1)).toHaveAttribute('aria-level', '2');
  await expect(page.getByRole('treegrid')).toBeVisible();
  await expect(rows.last().locator('.target')).toHaveText('目标');
  await expect(rows.first().locator('.target')).toHaveCount(0);
});

test.describe('a browser in English', () => {
  test.use({ locale: 'en-US' });
  test('gets the page in English', async ({ page }) => {
    await start(page, '');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(page.locator('#start-read')).toHaveText('Read it');
  });
});

test('a long reading counts its time and can be ended, and the text stays', async ({ page }) => {
  test.slow();
  await start(page, '');
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, `${report('d01')}\n`.repeat(400));
  const notice = page.locator('#notice');
  await expect(notice).toContainText(/已用 \d+ 秒/);
  await notice.getByRole('button', { name: '停下' }).click();
  await expect(notice).toContainText('已停下。文字还在');
  expect(await page.evaluate(() => /** @type {any} */ (window).fazhi.state)).toBe('error');
  expect((await page.evaluate(() => /** @type {any} */ (window).fazhi.text))?.length).toBeGreaterThan(1_000_000);
});

test('the print says of each finding what to do and who says so', async ({ page }) => {
  await faulty(page);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  const item = page.locator('#print li', { hasText: '合同法' }).first();
  await expect(item).toContainText('建议：改为“中华人民共和国民法典”');
  await expect(item).toContainText('依据：国家法律法规数据库');
  await expect(page.locator('#print')).toContainText(/\d{4}-\d{2}-\d{2} 打印/);
});

test('a copy that is markup alone is read, and a text without a title goes by its first words', async ({ page }) => {
  await start(page, '');
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', '<p>全年受理案件12件，办结9件。</p><p>组织学法6次。</p>');
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await read(page);
  await expect(page.locator('#paper')).toContainText('办结9件');
  await expect(page.locator('#doc-name')).toContainText('全年受理案件12件');
  // The keys go to the text, not into the void.
  await expect(page.locator('#scroll')).toBeFocused();
});

test('what is dragged over the page is named as what it is', async ({ page }) => {
  await start(page, '');
  const over = (/** @type {number} */ n) => page.evaluate((n) => {
    const dataTransfer = new DataTransfer();
    for (let i = 0; i < n; i += 1) dataTransfer.items.add(new File(['一'], `${i}.txt`));
    document.body.dispatchEvent(new DragEvent('dragenter', { dataTransfer, bubbles: true, cancelable: true }));
  }, n);
  await over(3);
  await expect(page.locator('#veil')).toHaveText('松开鼠标，读这 3 份文件');
  await over(1);
  await expect(page.locator('#veil')).toHaveText('松开鼠标，读这份文件');
});

test('a check that only asks accuses no figure', async ({ page }) => {
  await startWith(page, '某某县司法局2023年法治政府建设年度报告\n一、主要举措和成效\n全县有司法所12个，其中规范化司法所5个，市级示范所3个。\n', '');
  const verdict = page.locator('#verdict');
  await expect(verdict).toContainText('1 处存疑');
  await expect(verdict).not.toContainText('处对不上');
  await expect(verdict.locator('[data-go=fails]')).toHaveCount(0);
  await verdict.locator('[data-go=asks]').click();
  const check = page.locator('#panel-checks .check');
  await expect(check).toHaveCount(1);
  await expect(check).toHaveClass(/is-asking/);
  await expect(check).toContainText('是否对得上？');
  await page.locator('#tab-metrics').click();
  await expect(page.locator('#panel-metrics')).not.toContainText('待核');
  await page.locator('#tab-findings').click();
  await expect(page.locator('#panel-findings')).toContainText('这几个数字是否应当对得上？');
});
