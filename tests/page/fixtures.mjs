// What every spec starts from: `import { expect, test } from './fixtures.mjs'`.
//
// Each test, whatever it is about, fails when the page prints an error, throws,
// misses a file, or asks anything of another origin.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { AxeBuilder } from '@axe-core/playwright';
import { expect, test as base } from '@playwright/test';

export { expect };

const CORPUS = resolve(import.meta.dirname, '../corpus');

/** One report of the corpus: `report('d01')`. */
export const report = (/** @type {string} */ name) => readFileSync(join(CORPUS, `${name}.txt`), 'utf8');

/**
 * @typedef {object} Watch
 * @property {string[]} errors what the console and the page complained of
 * @property {string[]} requests every address asked for, in order
 * @property {string[]} foreign those that are no part of the site
 * @property {RegExp[]} expected complaints that the test itself provokes
 */

/**
 * @type {import('@playwright/test').Fixtures<
 *   { watch: Watch }, {},
 *   import('@playwright/test').PlaywrightTestArgs & import('@playwright/test').PlaywrightTestOptions,
 *   import('@playwright/test').PlaywrightWorkerArgs & import('@playwright/test').PlaywrightWorkerOptions
 * >}
 */
const fixtures = {
  /** Fills itself as the test runs. */
  watch: [
    async ({ context, page, baseURL }, use) => {
      const origin = new URL(baseURL ?? '').origin;
      /** @type {Watch} */
      const watch = { errors: [], requests: [], foreign: [], expected: [] };
      context.on('request', (request) => {
        const url = request.url();
        watch.requests.push(url);
        const own = url.startsWith(`${origin}/`) || /^(data|blob):/.test(url);
        if (!own) watch.foreign.push(`${request.method()} ${url}`);
        if (request.method() !== 'GET') watch.errors.push(`${request.method()} ${url}`);
      });
      context.on('response', (response) => {
        if (response.status() >= 400) watch.errors.push(`${response.status()} ${response.url()}`);
      });
      context.on('weberror', (error) => watch.errors.push(String(error.error())));
      context.on('console', (message) => {
        if (message.type() === 'error') watch.errors.push(`console: ${message.text()}`);
      });
      page.on('crash', () => watch.errors.push('the page crashed'));
      await use(watch);
      expect.soft(watch.foreign, 'requests to other origins').toEqual([]);
      const errors = watch.errors.filter((error) => !watch.expected.some((pattern) => pattern.test(error)));
      expect.soft(errors, 'errors of the page').toEqual([]);
    },
    { auto: true },
  ],
};

export const test = base.extend(fixtures);

/** Drops a file on an element, as a hand would. */
export async function drop(
  /** @type {import('@playwright/test').Locator} */ target,
  /** @type {{ name: string, type?: string, bytes: Uint8Array | string }} */ { name, type = 'text/plain', bytes },
) {
  const data = await target.page().evaluateHandle(
    ({ name, type, base64 }) => {
      const file = new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name, { type });
      const transfer = new DataTransfer();
      transfer.items.add(file);
      return transfer;
    },
    { name, type, base64: Buffer.from(bytes).toString('base64') },
  );
  for (const event of ['dragenter', 'dragover', 'drop']) {
    await target.dispatchEvent(event, { dataTransfer: data });
  }
}

/** Pastes a text into the element that has the focus, through a real paste event. */
export async function paste(
  /** @type {import('@playwright/test').Page} */ page,
  /** @type {string} */ text,
) {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    (document.activeElement ?? document.body).dispatchEvent(event);
  }, text);
}

/** Fails on any breach of WCAG 2.2 A and AA that axe can see. */
export async function expectAccessible(/** @type {import('@playwright/test').Page} */ page) {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  // What rises into sight has its colours once it is there.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().filter((each) => each.effect?.getComputedTiming().endTime !== Infinity).map(({ finished }) => finished)));
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  const found = violations.map(({ id, help, nodes }) => ({ id, help, at: nodes.map((node) => node.target.join(' ')) }));
  expect(found, 'accessibility').toEqual([]);
}
