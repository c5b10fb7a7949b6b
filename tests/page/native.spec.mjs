// The page in Chromium says of every report of the corpora what the program of a machine
// says, byte for byte.
import { basename } from 'node:path';

import { hash, missing, native } from '../node/native.mjs';
import { expect, test } from './fixtures.mjs';
import { open, start } from './page.mjs';

test('the page says what the program says', async ({ page }) => {
  test.skip(Boolean(missing), String(missing));
  await start(page);
  /** @type {string[]} */
  const other = [];
  for (const { file, text, told } of native()) {
    await open(page, file);
    const has = await page.evaluate(() => {
      const { text, report } = /** @type {{ fazhi: import('../../www/programs.js').Fazhi }} */ (/** @type {unknown} */ (window)).fazhi;
      return { text, report };
    });
    if (has.text !== text || hash(has.report) !== told) other.push(basename(file));
  }
  expect(other).toEqual([]);
});
