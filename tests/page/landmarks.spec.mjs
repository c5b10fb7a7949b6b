// In every state what is shown lies in a landmark and headings follow one another, so
// that a screen reader's user finds it by either.
import { AxeBuilder } from '@axe-core/playwright';

import { expect, paste, report, test } from './fixtures.mjs';
import { read, start, tool } from './page.mjs';

/** @typedef {import('@playwright/test').Page} Page */

const RULES = ['region', 'heading-order', 'empty-heading', 'landmark-one-main', 'landmark-unique', 'landmark-no-duplicate-main', 'page-has-heading-one'];

/** @param {Page} page @param {string} state */
async function clean(page, state) {
  const { violations } = await new AxeBuilder({ page }).withRules(RULES).analyze();
  expect(violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ target }) => target.join(' ')) })), state).toEqual([]);
}

/** Opens a dialog, looks, and closes it. @param {Page} page @param {() => Promise<void>} open @param {string} name */
async function inDialog(page, open, name) {
  await open();
  await expect(page.locator(`#${name}`)).toBeVisible();
  await clean(page, name);
  await page.keyboard.press('Escape');
  await expect(page.locator(`#${name}`)).toBeHidden();
}

for (const width of [375, 1280, 2300]) {
  test(`all is in its place at ${width} pixels`, async ({ page }) => {
    test.setTimeout(300_000);
    await page.setViewportSize({ width, height: 800 });
    await start(page, '');
    await clean(page, 'start');
    await page.locator('#start-read').click();
    await expect(page.locator('#notice')).toBeVisible();
    await clean(page, 'notice');
    await inDialog(page, () => page.locator('[data-open-rules]').first().click(), 'rules');

    await paste(page, report('d03'));
    await read(page);
    const region = async (/** @type {string} */ name) => {
      const button = page.locator(`[data-region="${name}"].region-tab`);
      if (await button.isVisible()) await button.click();
    };
    for (const name of ['outline', 'paper', 'results']) {
      await region(name);
      await clean(page, name);
    }
    for (const tab of ['checks', 'metrics', 'citations', 'overview', 'findings']) {
      const button = page.locator(`#tab-${tab}`);
      if (!await button.isVisible()) continue;
      await button.click();
      await clean(page, tab);
    }
    await page.locator('#panel-findings .item-go').first().click();
    await clean(page, 'a finding unfolded');
    await region('results');
    await page.locator('#tab-metrics').click();
    await page.locator('.row[data-metric]').first().click();
    await clean(page, 'a figure chosen');

    await inDialog(page, async () => (await tool(page, 'do-words')).click(), 'words');
    await inDialog(page, async () => (await tool(page, 'do-help')).click(), 'help');
    await (await tool(page, 'do-export')).click();
    await clean(page, 'what it can be saved as');
    await page.keyboard.press('Escape');
    await paste(page, '全年办理案件12件。');
    await expect(page.locator('#offer')).toBeVisible();
    await clean(page, 'another text offered');
    await page.locator('#offer [data-take]').click();
    await expect(page.locator('#toast')).toBeVisible();
    await clean(page, 'a toast');
  });
}
