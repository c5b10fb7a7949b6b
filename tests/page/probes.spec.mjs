// What takes many readings: how several failing checks may hold together, and what
// the silence on a report is worth.
import { expect, expectAccessible, test } from './fixtures.mjs';
import { read, startWith } from './page.mjs';

const TEXT = '某某县司法局2023年法治政府建设年度报告\n一、主要举措和成效\n今年共受理行政复议案件315件，比上年的312件增加39件，增长12.5%，其中确认类120件、处罚类140件、强制类91件。\n二、存在的不足和原因\n力量不足，原因是编制紧张。';

test('one change that settles several checks is offered and made as one step', async ({ page }) => {
  await startWith(page, TEXT);
  await page.locator('#tab-checks').click();
  const repairs = page.locator('#panel-checks .repairs');
  await expect(repairs).toContainText('改 1 处，2 处核对都对得上');
  // Also where the page opens.
  await page.locator('#tab-findings').click();
  await expect(page.locator('#panel-findings .repairs')).toContainText('改 1 处，2 处核对都对得上');
  await expectAccessible(page);
  await page.locator('#tab-checks').click();
  await expectAccessible(page);
  await repairs.locator('[data-repair]').click();
  await read(page);
  await expect(page.locator('#panel-checks')).toContainText('全部 3 处对得上');
  await expect(page.locator('#paper')).toContainText('案件351件');
  await expect(repairs).toHaveCount(0);
  await page.locator('#do-undo').click();
  await read(page);
  await expect(page.locator('#paper')).toContainText('案件315件');
});

test('slips are tried on the text at the reader’s wish, and the text stays', async ({ page }) => {
  await startWith(page, TEXT.replace('315', '351'));
  await page.locator('#tab-checks').click();
  const worth = page.locator('#panel-checks .worth');
  await expect(worth).toContainText('没有标出，不等于没有差错');
  await worth.locator('[data-worth]').press('Enter');
  await expect(worth.locator('tbody tr').first()).toBeVisible({ timeout: 20_000 });
  await expect(worth).toContainText(/共试 \d+ 处，标出 \d+ 处/);
  await expect(page.locator('#paper')).toContainText('案件351件');
  await expectAccessible(page);
});
