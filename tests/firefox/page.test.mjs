// The page in Firefox: the one file opened by double click, and the two walls.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { served } from '../page/site.mjs';
import { fromPage, fromWorker, listen } from '../page/ways_out.mjs';
import { unzip } from '../page/unzip.mjs';
import { FIREFOX, firefox, until } from './browser.mjs';
import { hand, opened, paste, saved, told, type } from './page.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const REPORT = readFileSync(join(ROOT, 'tests/corpus/d03.txt'), 'utf8');

describe('in Firefox', { skip: FIREFOX ? false : 'no Firefox here: name one by FIREFOX' }, () => {
  /** @type {import('./browser.mjs').Firefox} */
  let it;
  let folder = '';
  let single = '';

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'fazhi-single-'));
    const file = join(folder, 'fazhi-lens.html');
    execFileSync(process.execPath, [join(ROOT, 'single/build.mjs'), file], { stdio: 'pipe' });
    single = pathToFileURL(file).href;
    it = await firefox();
  });
  after(async () => {
    await it?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('the one file reads a sample, in a worker', async () => {
    const { page, errors } = await opened(it.browser, single);
    await page.click('[data-sample="faulty"]');
    await until(async () => (await told(page)).state === 'ready', 'the sample is read');
    assert.ok((await told(page)).metrics > 20);
    assert.deepEqual(errors, []);
    await page.close();
  });

  test('the one file takes what is pasted', async () => {
    const { page, errors } = await opened(it.browser, single);
    await paste(page, REPORT);
    assert.equal((await told(page)).text.trim(), REPORT.trim());
    assert.deepEqual(errors, []);
    await page.close();
  });

  test('the one file opens a document of Word and writes remarks into it', async () => {
    const { page, errors } = await opened(it.browser, single);
    await hand(page, join(ROOT, 'tests/documents/docx/style_d02.docx'));
    await page.click('#do-export');
    await page.click('[data-export="annotated"]');
    assert.ok('word/comments.xml' in unzip(await saved(it, '.docx')));
    assert.deepEqual(errors, []);
    await page.close();
  });

  test('the one file opens a PDF', async () => {
    const { page, errors } = await opened(it.browser, single);
    await hand(page, join(ROOT, 'tests/documents/pdf/gbk-d05.pdf'));
    assert.ok((await told(page)).metrics > 10);
    assert.deepEqual(errors, []);
    await page.close();
  });

  test('without the walls, everything that is tried arrives', async () => {
    const [other, from] = [await listen(), await listen()];
    try {
      const page = await it.browser.newPage();
      await page.goto(`${from.origin}/open`);
      // A prefetch is a hint, which Firefox may leave.
      const tried = (await page.evaluate(fromPage, other.origin)).filter((way) => way !== 'prefetch');
      await until(() => tried.every((way) => other.arrived.has(way)), `all of ${tried}`, 10_000);
      await page.close();
    } finally {
      other.close();
      from.close();
    }
  });

  for (const name of ['the page', 'the one file']) {
    test(`nothing reaches another origin from ${name}`, async () => {
      const [other, site] = [await listen(), await served()];
      try {
        const { page } = await opened(it.browser, name === 'the page' ? `${site.origin}/www/` : single);
        await type(page, REPORT);
        assert.ok((await page.evaluate(fromPage, other.origin)).length > 15);
        await new Promise((done) => setTimeout(done, 1000));
        assert.deepEqual([...other.arrived], []);
        await page.close();
      } finally {
        other.close();
        site.close();
      }
    });
  }

  test('framed by another origin the page hides itself', async () => {
    const [other, site] = [await listen(), await served()];
    try {
      const page = await it.browser.newPage();
      await page.goto(`${other.origin}/open`);
      await page.evaluate((src) => { document.body.append(Object.assign(document.createElement('iframe'), { src, width: '900', height: '600' })); }, `${site.origin}/www/`);
      const framed = () => page.frames().find((frame) => frame.url().startsWith(site.origin));
      await until(() => framed()?.evaluate(() => document.documentElement.hasAttribute('data-ready')), 'the framed page runs');
      assert.match(await framed()?.evaluate(() => document.body.innerText) ?? '', /^这个网页嵌在别的网站里[^]+Open it by itself$/);
      await page.close();
    } finally {
      other.close();
      site.close();
    }
  });

  test('the page keeps nothing for when there is no network, since its workers would not start', async () => {
    const site = await served();
    try {
      const { page, errors } = await opened(it.browser, `${site.away}/www/`);
      await until(() => page.evaluate(() => navigator.serviceWorker.controller !== null), 'the service worker is there');
      await until(() => site.asked.has('/www/passes.js'), 'what it is told by was asked of the server');
      await new Promise((done) => setTimeout(done, 500));
      assert.equal(await page.evaluate(() => document.querySelector('.status-offline')), null);
      assert.deepEqual(await page.evaluate(() => caches.keys()), []);
      await type(page, REPORT);
      assert.deepEqual(errors, []);
      await page.close();
    } finally {
      site.close();
    }
  });

  for (const walled of [true, false]) {
    test(walled ? 'nothing reaches another origin from a worker that gives up nothing of itself' : 'without the policy it does', async () => {
      const other = await listen();
      const tries = `const tried = await (${fromWorker})(${JSON.stringify(other.origin)});
        await fetch(new URL('tried?' + tried.length, ${walled ? 'location.origin' : 'location.href'}));`;
      const free = '<!doctype html><meta charset="utf-8"><script>new Worker("/www/worker.js", { type: "module" });</script>';
      const site = await served({ '/www/worker.js': tries, '/free.html': free });
      try {
        const page = await it.browser.newPage();
        await page.goto(`${site.origin}/${walled ? 'www/' : 'free.html'}`);
        await until(() => [...site.asked].some((path) => /tried[?]\d+$/.test(path)), 'all was tried');
        await new Promise((done) => setTimeout(done, 500));
        if (walled) assert.deepEqual([...other.arrived], []);
        else assert.ok(other.arrived.size > 8, [...other.arrived].join());
        await page.close();
      } finally {
        other.close();
        site.close();
      }
    });
  }
});
