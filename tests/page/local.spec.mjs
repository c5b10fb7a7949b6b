// Where the modules do not run the page says so, and shows nothing that would do nothing.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { STRINGS } from '../../www/strings.js';
import { expect, expectAccessible, test } from './fixtures.mjs';
import { start } from './page.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const DEAD = ['#start-text', '#start-read', '#start-open', '[data-sample="faulty"]', '#do-words', '#do-help', '#theme'];

for (const file of ['www/index.html', 'index.html']) {
  test(`${file} opened by double click says what to do instead`, async ({ page, watch }) => {
    watch.expected.push(/file:|CORS|ERR_FAILED/);
    try {
      await page.goto(pathToFileURL(resolve(ROOT, file)).href);
      const note = page.locator('#unstarted');
      await expect(note).toBeVisible();
      await expect(note.locator('p:visible')).toHaveText([STRINGS['unstarted.file'][0], STRINGS['unstarted.file'][1], /cargo xtask single.*python3 -m http\.server.*cargo xtask serve/]);
      for (const dead of DEAD) await expect(page.locator(dead), dead).toBeHidden();
    } finally {
      watch.foreign.length = 0;
    }
  });
}

test('a module that does not load is told', async ({ page, watch }) => {
  watch.expected.push(/404/);
  await page.route('**/format.js', (route) => route.fulfill({ status: 404, body: '' }));
  await page.goto('/www/');
  const note = page.locator('#unstarted');
  await expect(note.locator('p:visible')).toHaveText([STRINGS['unstarted.failed'][0], STRINGS['unstarted.failed'][1]]);
  await expect(page.locator('#start-text')).toBeHidden();
  await expectAccessible(page);
});

test('a module that this browser cannot read is told', async ({ page, watch }) => {
  watch.expected.push(/SyntaxError/);
  await page.route('**/main.js', (route) => route.fulfill({ contentType: 'text/javascript', body: 'let of tomorrow;' }));
  await page.goto('/www/');
  await expect(page.locator('#unstarted-failed')).toBeVisible();
});

test('a page that runs does not say it, however late its modules come', async ({ page }) => {
  await page.route('**/main.js', async (route) => {
    await new Promise((done) => setTimeout(done, 1500));
    await route.continue();
  });
  await start(page);
  await page.waitForLoadState('load');
  await expect(page.locator('#unstarted')).toBeHidden();
  await expect(page.locator('#start-text')).toBeVisible();
});
