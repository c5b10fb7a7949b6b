// What the page says is true: no figure is called the wrong one, no heading is
// taken for its content, no fall for a rise, no forecast for a report.
import { readFileSync } from 'node:fs';

import { expect, expectAccessible, test } from './fixtures.mjs';
import { leave, read, start, startWith, unfold } from './page.mjs';

const FORECAST = '今天白天到夜间，我市多云转晴，最高气温25℃，最低气温14℃，偏南风3到4级。预计未来三天将有一次较强降温过程，请市民注意防寒保暖。';
const FALL = '某某县信访局2023年法治政府建设年度报告\n一、主要举措和成效\n2023年全年信访总量1412件次，比上年的1735件次下降18.6%，减少323件次。依法办结案件47件，其中网上18件、来信21件、来访9件。\n二、存在的不足和原因\n三、2024年工作安排\n加强学法。\n';

/** The rows of a CSV that has no quotes in its cells. @param {string} csv */
const rows = (csv) => csv.replace(/^\ufeff/, '').trim().split('\r\n').map((line) => line.slice(1, -1).split('","'));

test('a text of another kind is told so once, and nothing is missing in it', async ({ page }) => {
  await startWith(page, FORECAST);
  await expect(page.locator('#outline')).toContainText('看不出是法治政府建设（依法行政）年度报告');
  await expect(page.locator('.req')).toHaveCount(0);
  await expect(page.locator('#notice')).toContainText('看不出是法治政府建设（依法行政）年度报告');
  await page.locator('#tab-overview').click();
  await expect(page.locator('#panel-overview')).toContainText('看不出是');
  for (const region of ['#outline', '#panel-overview']) await expect(page.locator(region)).not.toContainText('未见');
  await expectAccessible(page);
  await page.locator('#do-lang').click();
  await expect(page.locator('#outline')).toContainText('Nothing shows that this text is an annual report');
});

test('bare words are no section, a heading alone is no content', async ({ page }) => {
  await startWith(page, '第一责任人');
  await expect(page.locator('.req-section')).toHaveCount(0);
  await leave(page);
  await startWith(page, FALL);
  const problems = page.locator('.req', { hasText: '存在的不足和原因' });
  await expect(problems).toHaveClass(/req-empty/);
  await expect(problems).toContainText('◌');
  await expect(problems).toContainText('只有标题');
  await expect(page.locator('.req', { hasText: '下一年度安排' })).toHaveClass(/req-section/);
  await expect(page.locator('.reqs')).toContainText('◌ 只有标题，没有内容');
});

test('a failing check accuses none of its figures', async ({ page }) => {
  await startWith(page, FALL);
  await expect(page.locator('.flag')).toHaveCount(4);
  await expect(page.locator('.flag').first()).toHaveText('待核');
  await page.locator('#tab-checks').click();
  const card = page.locator('.check.is-failing').first();
  await expect(card).toContainText('47 = 18 + 21 + 9');
  await expect(card.locator('.versus')).toHaveText('文中47件重算48件相差1件');
  await expect(card).toContainText('哪个数字有误，单凭本文看不出');
  const looks = await card.locator('.versus dd, .member').evaluateAll((all) => all.map((each) => {
    const { color, textDecorationLine, fontWeight, backgroundColor } = getComputedStyle(each);
    return [each.tagName, color, textDecorationLine, fontWeight, backgroundColor].join(' ');
  }));
  expect(new Set(looks).size, 'one look for the sides, one for the members').toBe(2);
  expect(looks.join(' ')).not.toContain('line-through');
  await page.locator('#tab-findings').click();
  await expect(page.locator('.finding', { hasText: '这几个数字对不上' })).toHaveCount(1);
});

test('a fall is a fall in the table, on the clipboard and in the file', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await startWith(page, FALL);
  await expect(page.locator('.row[data-metric]', { hasText: '−18.6' })).toHaveCount(1);
  await expect(page.locator('.row[data-metric]', { hasText: '−323' })).toHaveCount(1);
  await expect(page.locator('.col-period').filter({ hasText: '上年' }).first()).toContainText('2022');

  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载 CSV' }).click();
  const [head, ...body] = rows(readFileSync(await (await waiting).path(), 'utf8'));
  expect(head).toEqual(['报告', '机关', '年度', '章节', '句子', '位置', '指标', '数值', '数值上限', '单位', '增减方向', '确切程度', '时段', '时段（ISO）', '归属', '主题', '类别', '目标', '核对', '原文写法']);
  const cells = (/** @type {string} */ printed) => {
    const row = body.find((each) => each.at(-1) === printed) ?? [];
    return Object.fromEntries(head.map((name, i) => [name, row[i]]));
  };
  expect(cells('18.6%')).toMatchObject({ 报告: '某某县信访局2023年法治政府建设年度报告', 机关: '某某县信访局', 年度: '2023', 章节: '一、主要举措和成效', 数值: '18.6', 单位: '%', 增减方向: '下降', 核对: '对得上' });
  expect(cells('1735件次')).toMatchObject({ 数值: '1735', '时段（ISO）': '2022', 位置: String(FALL.indexOf('1735')) });
  expect(cells('18件').核对).toBe('在对不上的核对里');
  expect(FALL).toContain(cells('18件').句子);

  await page.getByRole('button', { name: '复制表格' }).click();
  const copied = (await page.evaluate(() => navigator.clipboard.readText())).split('\n').map((line) => line.split('\t'));
  expect(copied[0]).toEqual(head);
  expect(copied.find((each) => each.at(-1) === '323件次')).toContain('下降');
});

test('the samples read right where they once did not', async ({ page }) => {
  await start(page);
  await page.locator('[data-sample=faulty]').click();
  await read(page);
  const row = (/** @type {string} */ words) => page.locator('.row[data-metric]', { hasText: words });
  await expect(row('行政许可事项')).toContainText('32');
  await expect(row('警示标志牌')).toContainText('数量');
});

test('a source is something that a reader can open', async ({ page }) => {
  await start(page);
  await page.locator('[data-sample=faulty]').click();
  await read(page);
  await page.locator('#tab-findings').click();
  await unfold(page.locator('.finding', { hasText: '合同法' }));
  await expect(page.locator('.finding', { hasText: '合同法' }).getByRole('link', { name: 'flk.npc.gov.cn' })).toHaveAttribute('href', 'https://flk.npc.gov.cn/');
});
