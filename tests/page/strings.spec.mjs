// The words of the page: both languages whole, and the markup in agreement.
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { STRINGS, t } from '../../www/strings.js';
import { expect, test } from './fixtures.mjs';

const WWW = resolve(import.meta.dirname, '../../www');
const html = readFileSync(join(WWW, 'index.html'), 'utf8');
const scripts = ['', 'actions', 'compare', 'exports', 'view'].flatMap((folder) => readdirSync(join(WWW, folder))
  .filter((name) => name.endsWith('.js') && name !== 'strings.js')
  .map((name) => readFileSync(join(WWW, folder, name), 'utf8')));

test('every key has words in both languages', () => {
  for (const [key, both] of Object.entries(STRINGS)) {
    expect(both, key).toHaveLength(2);
    for (const words of both) expect(words.trim(), key).not.toBe('');
  }
});

test('both languages fill in the same values', () => {
  const filled = (/** @type {string} */ words) => [...new Set([...words.matchAll(/\{(\w+)/g)].map(([, name]) => name))].sort();
  for (const [key, [zh, en]] of Object.entries(STRINGS)) expect(filled(en), key).toEqual(filled(zh));
});

test('every key that is named exists', () => {
  const named = scripts.flatMap((script) => [...script.matchAll(/\bt\((?:lang|now\.lang|state\.lang|get\(\)\.lang), '([^']+)'/g)].map(([, key]) => key));
  const marked = [...html.matchAll(/data-t(?:-[a-z-]+)?="([^"]+)"/g)].map(([, key]) => key);
  expect(named.length).toBeGreaterThan(80);
  for (const key of [...named, ...marked]) expect(Object.hasOwn(STRINGS, key), key).toBe(true);
});

test('what the page says before any script is what it says after', () => {
  for (const [, key, words] of html.matchAll(/data-t="([^"]+)"[^>]*>([^<]+)</g)) expect(words, key).toBe(STRINGS[key][0]);
  for (const [, key, words] of html.matchAll(/data-t-placeholder="([^"]+)" placeholder="([^"]+)"/g)) expect(words.replaceAll('&#10;', '\n'), key).toBe(STRINGS[key][0]);
  for (const [, key, words] of html.matchAll(/data-t-aria-label="([^"]+)" aria-label="([^"]+)"/g)) expect(words, key).toBe(STRINGS[key][0]);
  // What is said in both languages at once, where no script can choose.
  for (const [, key, words] of html.matchAll(/data-en="([^"]+)"[^>]*>([^<]+)</g)) expect(words, key).toBe(STRINGS[key][1]);
});

test('numbers choose their English form', () => {
  expect(t('en', 'count.metrics', { n: 1 })).toBe('1 figure');
  expect(t('en', 'count.metrics', { n: 12 })).toBe('12 figures');
});

test('every module that the page loads is loaded ahead', async ({ page, watch }) => {
  await page.goto('/www/');
  await page.waitForSelector('html[data-ready]', { state: 'attached' });
  const named = [...html.matchAll(/(?:rel="modulepreload" href|type="module" src|script defer src)="([^"]+)"/g)].map(([, href]) => href).sort();
  const loaded = watch.requests
    .map((url) => /\/www\/(.+\.js)$/.exec(url)?.[1])
    .filter((name) => name !== undefined && name !== 'worker.js' && name !== 'network.js');
  expect([...new Set(loaded)].sort()).toEqual(named);
});
