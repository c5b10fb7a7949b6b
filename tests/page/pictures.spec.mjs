// Pictures, and the same in words.
import { expect, expectAccessible, paste, report, test } from './fixtures.mjs';
import { read, start, startWith } from './page.mjs';

/** @param {import('@playwright/test').Page} page @param {string} hash */
async function faulty(page, hash) {
  await start(page, hash);
  await page.locator('[data-sample=faulty]').click();
  await read(page);
}

test('the band shows the parts of the report, what is in sight, and leads there', async ({ page }) => {
  await faulty(page, '#tab=findings');
  const strip = page.locator('#strip');
  await expect(strip.getByRole('img')).toHaveAccessibleName(/共 [\d,]+ 个字符：.*存在的不足和原因占 \d+%，\d+ 个数字，1 处问题/);
  expect(await strip.locator('.strip-part').count()).toBeGreaterThan(6);
  const figures = (await strip.locator('.strip-figures').getAttribute('d'))?.match(/M/g)?.length ?? 0;
  expect(figures).toBeGreaterThan(30);
  const sight = strip.locator('.strip-sight');
  const left = async () => (await sight.boundingBox())?.x ?? 0;
  const before = await left();
  const box = await strip.boundingBox();
  if (!box) throw new Error('no band');
  await page.mouse.click(box.x + box.width * 0.8, box.y + box.height / 2);
  await expect.poll(left).toBeGreaterThan(before + box.width * 0.3);
  // What is accepted is no tick any more.
  const warnings = () => strip.locator('.strip-warning, .strip-error').evaluateAll((paths) => paths.map((path) => path.getAttribute('d')).join(''));
  const ticks = (await warnings()).match(/M/g)?.length ?? 0;
  await page.keyboard.press('F8');
  await page.keyboard.press('Alt+Delete');
  await expect.poll(async () => (await warnings()).match(/M/g)?.length ?? 0).toBeLessThan(ticks);
});

test('a sum is drawn as its parts beside the whole, a rate on what its rounding allows', async ({ page }) => {
  await faulty(page, '#tab=checks');
  const check = (/** @type {string} */ equation) => page.locator('.check', { has: page.locator('.equation', { hasText: equation }) });
  const sum = check('47 = 18 + 21 + 9').locator('.stack');
  await expect(sum).toHaveAccessibleName('各部分 18、21、9，相加 48；合计写作 47');
  await expect(sum.locator('.stack-part')).toHaveCount(3);
  const width = async (/** @type {string} */ name) => (await sum.locator(name).boundingBox())?.width ?? 0;
  expect(await width('.stack-gap') / await width('.stack-whole')).toBeCloseTo(1 / 47, 1);
  await expect(check('33.7% = 62 ÷ 184').locator('.interval')).toContainText('33.65–33.75，重算 33.696 在内');
  await expect(check('96.4% = 253 ÷ 268').locator('.interval')).toContainText('重算 94.403 在外');
  const outside = check('96.4% = 253 ÷ 268').locator('.interval');
  const [dot, band] = [await outside.locator('.interval-dot').boundingBox(), await outside.locator('.interval-band').boundingBox()];
  expect((dot?.x ?? 0) + (dot?.width ?? 0)).toBeLessThan(band?.x ?? 0);
});

test('shares that make a hundred are drawn beside one another', async ({ page }) => {
  await startWith(page, '受理案件400件，民事类占42.5%，行政类占37.5%，其他占20%。受理信访400件，来信占42.5%，来访占37.5%，网上占30%。', '#tab=checks');
  const shares = (/** @type {string} */ equation) => page.locator('.check', { has: page.locator('.equation', { hasText: equation }) }).locator('.stack');
  const held = shares('42.5% + 37.5% + 20% = 100%');
  await expect(held).toHaveAccessibleName('各占 42.5、37.5、20，相加 100');
  await expect(held.locator('.stack-part')).toHaveCount(3);
  await expect(held.locator('.stack-gap')).toHaveCount(0);
  const failed = shares('100% = 42.5% + 37.5% + 30%');
  await expect(failed).toHaveAccessibleName('各占 42.5、37.5、30，相加 110');
  await expect(failed.locator('.stack-gap')).toHaveCount(1);
});

test('the figures of each section are told as proved, contradicted or without anything to compare', async ({ page }) => {
  await faulty(page, '#tab=overview');
  const rows = page.locator('.coverage tbody tr:not(.is-deep)');
  const numbers = await rows.evaluateAll((all) => all.map((row) => [...row.querySelectorAll('td')].map((cell) => Number(cell.textContent))));
  const held = await page.evaluate(() => {
    const { metrics, relations, sections } = /** @type {any} */ (window).fazhi.report;
    const inside = metrics.map((/** @type {any} */ metric, /** @type {number} */ index) => ({ metric, index })).filter((/** @type {any} */ { metric }) => sections[metric.section]);
    const of = (/** @type {number} */ index) => relations.filter((/** @type {any} */ { total, parts }) => total === index || parts.includes(index));
    const states = inside.map((/** @type {any} */ { index }) => (!of(index).length ? 'none' : of(index).every((/** @type {any} */ { holds }) => holds) ? 'holds' : 'fails'));
    return ['holds', 'fails', 'none'].map((state) => states.filter((/** @type {string} */ each) => each === state).length);
  });
  expect([0, 1, 2].map((at) => numbers.reduce((sum, row) => sum + row[at], 0))).toEqual(held);
  await rows.first().getByRole('button').click();
  await expect(page.locator('.sec-go[aria-current]')).toContainText('主要举措和成效');
  await expectAccessible(page);
});

test('a date stands with its words', async ({ page }) => {
  await startWith(page, '某局2023年法治政府建设工作报告\n一、主要举措\n2023年5月12日，召开全局法治工作会议，部署重点任务。\n', '#tab=overview');
  await expect(page.locator('.date-list li')).toContainText(['2023-05-12']);
  await expect(page.locator('.date-go')).toContainText('2023年5月12日，召开全局法治工作会议');
});

test('a long list is made as far as one has come', async ({ page }) => {
  test.slow();
  await start(page, '#tab=findings');
  await paste(page, `${report('d08')}\n${report('d01')}\n`.repeat(12));
  await read(page);
  const all = Number(await page.locator('#tab-findings .tab-count').textContent());
  expect(all).toBeGreaterThan(100);
  const made = () => page.locator('.finding').count();
  expect(await made()).toBeLessThan(60);
  await page.locator('#panel-findings').evaluate(async (panel) => {
    for (let round = 0; round < 60 && panel.querySelector('.rest:not([hidden])'); round += 1) {
      panel.scrollTop = panel.scrollHeight;
      await new Promise((done) => { requestAnimationFrame(() => setTimeout(done, 30)); });
    }
  });
  await expect.poll(made).toBe(all);
});
