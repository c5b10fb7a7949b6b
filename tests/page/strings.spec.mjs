// The words of the page: both languages whole, and the markup in agreement.
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { STRINGS, t } from '../../www/strings.js';
import { expect, test } from './fixtures.mjs';

const WWW = resolve(import.meta.dirname, '../../www');
const html = readFileSync(join(WWW, 'index.html'), 'utf8');
const scripts = ['', 'actions', 'view'].flatMap((folder) => readdirSync(join(WWW, folder))
  .filter((name) => name.endsWith('.js') && name !== 'strings.js')
  .map((name) => readFileSync(join(WWW, folder, name), 'utf8')));

test('both languages have the same keys, all with words', () => {
  expect(Object.keys(STRINGS.en).sort()).toEqual(Object.keys(STRINGS.zh).sort());
  for (const words of [...Object.values(STRINGS.zh), ...Object.values(STRINGS.en)]) expect(words.trim()).not.toBe('');
});

test('both languages fill in the same values', () => {
  const filled = (/** @type {string} */ words) => [...new Set([...words.matchAll(/\{(\w+)/g)].map(([, name]) => name))].sort();
  for (const [key, words] of Object.entries(STRINGS.zh)) expect(filled(STRINGS.en[key]), key).toEqual(filled(words));
});

test('every key that is named exists', () => {
  const named = scripts.flatMap((script) => [...script.matchAll(/\bt\((?:lang|now\.lang|state\.lang|get\(\)\.lang), '([^']+)'/g)].map(([, key]) => key));
  const marked = [...html.matchAll(/data-t(?:-[a-z-]+)?="([^"]+)"/g)].map(([, key]) => key);
  expect(named.length).toBeGreaterThan(80);
  for (const key of [...named, ...marked]) expect(Object.hasOwn(STRINGS.zh, key), key).toBe(true);
});

test('what the page says before any script is what it says after', () => {
  for (const [, key, words] of html.matchAll(/data-t="([^"]+)"[^>]*>([^<]+)</g)) expect(words, key).toBe(STRINGS.zh[key]);
  // What is said in both languages at once, where no script can choose.
  for (const [, key, words] of html.matchAll(/data-en="([^"]+)"[^>]*>([^<]+)</g)) expect(words, key).toBe(STRINGS.en[key]);
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
    .filter((name) => name !== undefined && name !== 'worker.js');
  expect([...new Set(loaded)].sort()).toEqual(named);
});
