// How the page looks: languages, colours, widths, paper.
import { expect, expectAccessible, report, test } from './fixtures.mjs';
import { leave, read, start, startWith } from './page.mjs';

const TEXT = report('d08');

test('English is one click away and stays in the address', async ({ page }) => {
  await startWith(page, TEXT);
  await page.locator('#do-lang').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.locator('#tab-metrics')).toContainText('Figures');
  await expect(page.locator('#paper')).toHaveAttribute('lang', 'zh-Hans');
  expect(page.url()).toContain('lang=en');
  await page.locator('#do-lang').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  expect(page.url()).not.toContain('lang');
});

test('the address brings a view back', async ({ page }) => {
  await startWith(page, TEXT, '#tab=citations&theme=dark');
  await expect(page.locator('#tab-citations')).toHaveAttribute('aria-selected', 'true');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

/** @param {import('@playwright/test').Page} page */
const brightness = (page) => page.evaluate(() => {
  const [r, g, b] = (getComputedStyle(document.querySelector('.paper') ?? document.body).backgroundColor.match(/[\d.]+/g) ?? []).map(Number);
  return (r + g + b) / 3;
});

test('dark follows the system, and the switch wins over it', async ({ page }) => {
  test.slow();
  await page.emulateMedia({ colorScheme: 'dark' });
  await startWith(page, TEXT);
  expect(await brightness(page)).toBeLessThan(80);
  await expectAccessible(page);
  await page.locator('#theme').selectOption('light');
  expect(await brightness(page)).toBeGreaterThan(200);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.locator('#theme').selectOption('dark');
  expect(await brightness(page)).toBeLessThan(80);
  for (const tab of ['checks', 'findings', 'citations', 'overview']) {
    await page.locator(`#tab-${tab}`).click();
    await expectAccessible(page);
  }
});

test('the page itself never scrolls: its regions do', async ({ page }) => {
  await start(page, '#tab=checks');
  await page.locator('[data-sample=faulty]').click();
  await read(page);
  for (const tab of ['checks', 'citations', 'overview', 'metrics']) {
    await page.locator(`#tab-${tab}`).click();
    await page.keyboard.press('j');
    await page.keyboard.press('End');
    expect(await page.evaluate(() => ({ top: document.scrollingElement?.scrollTop, extra: document.documentElement.scrollHeight - innerHeight }))).toEqual({ top: 0, extra: 0 });
  }
  await page.locator('.sec-go').last().click();
  expect(await page.evaluate(() => document.body.getBoundingClientRect().top)).toBe(0);
});

for (const width of [320, 375, 800, 1000, 1440]) {
  test(`nothing sticks out at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 760 });
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    for (const hash of ['', '#lang=en']) {
      await leave(page);
      await start(page, hash);
      expect(await overflow()).toBe(0);
      await page.locator('[data-sample=faulty]').click();
      await read(page);
      expect(await overflow()).toBe(0);
      for (const region of ['outline', 'results', 'paper']) {
        const button = page.locator(`.region-tab[data-region=${region}]`);
        if (await button.isVisible()) await button.click();
        expect(await overflow()).toBe(0);
      }
    }
  });
}

test('a narrow screen shows one region at a time', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 740 });
  await startWith(page, TEXT);
  await expect(page.locator('#paper')).toBeVisible();
  await expect(page.locator('#results')).toBeHidden();
  await page.locator('.region-tab[data-region=results]').click();
  await page.locator('.row[data-metric]').nth(3).click();
  await expect(page.locator('.detail mark')).toBeVisible();
  await page.getByRole('button', { name: '看正文' }).click();
  await expect(page.locator('#paper')).toBeVisible();
  await page.locator('.region-tab[data-region=outline]').click();
  await page.locator('.sec-go').nth(2).click();
  await expect(page.locator('#paper')).toBeVisible();
  await expectAccessible(page);
});

test('forced colours and print keep the text', async ({ page }) => {
  await start(page);
  await page.locator('[data-sample=faulty]').click();
  await read(page);
  await page.emulateMedia({ forcedColors: 'active' });
  await expect(page.locator('#paper')).toBeVisible();
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('#print .paper')).toBeVisible();
  await expect(page.locator('#paper')).toBeHidden();
  await expect(page.locator('#print')).toContainText('阅读记录');
  await expect(page.locator('#outline')).toBeHidden();
});
