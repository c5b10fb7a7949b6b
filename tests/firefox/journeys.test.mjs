// What readers do most, in Firefox: the ways of tests/page that matter most, on the page as a
// server sends it. The one file and the walls are in page.test.mjs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { hash, missing, native } from '../node/native.mjs';
import { served } from '../page/site.mjs';
import { unzip } from '../page/unzip.mjs';
import { FIREFOX, firefox, until } from './browser.mjs';
import { chord, hand, opened, paste, saved, shows, told, type } from './page.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const FAULTY = readFileSync(join(ROOT, 'www/samples/faulty.txt'), 'utf8');
const corpus = (/** @type {string} */ name) => join(ROOT, 'tests/corpus', `${name}.txt`);
const compared = (/** @type {string} */ name) => join(ROOT, 'src/compare/tests/gold', `${name}.txt`);

/** @typedef {import('puppeteer-core').Page} Page */

/** How light the paper is, from 0 to 255. @param {Page} page */
const brightness = (page) => page.evaluate(() => {
  const [r, g, b] = (getComputedStyle(document.querySelector('.paper') ?? document.body).backgroundColor.match(/[\d.]+/g) ?? []).map(Number);
  return (r + g + b) / 3;
});

describe('in Firefox a reader', { skip: FIREFOX ? false : 'no Firefox here: name one by FIREFOX' }, () => {
  /** @type {import('./browser.mjs').Firefox} */
  let it;
  /** @type {Awaited<ReturnType<typeof served>>} */
  let site;

  before(async () => {
    [it, site] = await Promise.all([firefox(), served()]);
  });
  after(async () => {
    await it?.close();
    site?.close();
  });

  /**
   * One way through the page, in a tab of its own and without an error.
   * @param {string} name
   * @param {(page: Page) => Promise<void>} way
   * @param {string} [view]
   */
  const journey = (name, way, view = '') => test(name, async () => {
    const { page, errors } = await opened(it.browser, `${site.origin}/www/${view}`);
    try {
      await way(page);
      assert.deepEqual(errors, []);
    } finally {
      await page.close();
    }
  });

  journey('pastes a text and is shown its faults', async (page) => {
    await paste(page, FAULTY);
    await page.click('#tab-findings');
    await shows(page, '.finding', '合同法');
    const marked = await page.evaluate(() => ['finding-error', 'finding-warning'].map((name) => CSS.highlights.get(name)?.size ?? 0));
    assert.ok(marked.every((size) => size > 0), `marked in the text: ${marked}`);
  });

  journey('mends a fault by Alt+Enter, and takes it back', async (page) => {
    await type(page, FAULTY);
    await page.keyboard.press('F8');
    await shows(page, '#card', '合同法');
    await chord(page, 'Alt', 'Enter');
    await until(async () => (await told(page)).text.includes('《中华人民共和国民法典》'), 'the text is mended');
    await page.click('#do-undo');
    await until(async () => (await told(page)).text === FAULTY, 'the text is as it was');
  });

  journey('opens a document of Word and takes it away with remarks, and as a workbook', async (page) => {
    await hand(page, join(ROOT, 'tests/documents/docx/style_d02.docx'));
    const { metrics } = await told(page);
    assert.ok(metrics > 20);
    /** @type {[string, string, string][]} */
    const ways = [['annotated', '.docx', 'word/comments.xml'], ['workbook', '.xlsx', 'xl/worksheets/sheet3.xml']];
    for (const [kind, ending, part] of ways) {
      await page.click('#do-export');
      await page.click(`[data-export="${kind}"]`);
      const parts = unzip(await saved(it, ending));
      assert.ok(part in parts, `${part} among ${Object.keys(parts)}`);
      // A line for each figure, under the heads.
      if (kind === 'workbook') assert.equal(parts[part].match(/<row /g)?.length, metrics + 1);
    }
  });

  journey('opens three files together, and one of them', async (page) => {
    await hand(page, ...['d01', 'd02', 'd03'].map(corpus));
    const rows = () => page.evaluate(() => /** @type {any} */ (window).fazhi.batch?.map((/** @type {any} */ { state }) => state) ?? []);
    await until(async () => (await rows()).filter((/** @type {string} */ state) => state !== 'waiting' && state !== 'reading').length === 3, 'all three are read');
    assert.equal(await page.evaluate(() => document.querySelectorAll('.batch-row[data-row]').length), 3);
    await shows(page, '[data-row="0"] [data-column="report"]', '青岚市澄湖区民政局');
    await page.click('[data-row="2"] [data-column="report"] button, [data-row="2"] [data-column="report"] a');
    await until(async () => { const { name, state } = await told(page); return name === 'd03.txt' && state === 'ready'; }, 'the third is open');
  });

  journey('holds two years against each other', async (page) => {
    await hand(page, compared('a_2023'), compared('a_2024'));
    await (await page.waitForSelector('[data-compare]', { visible: true }))?.click();
    await shows(page, '.compare-differs .compare-item', '上年是 321件');
    await page.click('#compare-tab-figures');
    await shows(page, '#compare-figures tbody tr', '+9.8%');
  });

  journey('has it in English', async (page) => {
    await type(page, FAULTY);
    await page.click('#do-lang');
    await shows(page, '#tab-metrics .tab-name', 'Figures');
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
    assert.match(page.url(), /lang=en/);
    await page.click('#tab-findings');
    await shows(page, '.finding', /cites|Contract|superseded|repealed/);
  });

  journey('has it dark by choice', async (page) => {
    await type(page, FAULTY);
    assert.ok(await brightness(page) > 200);
    await page.select('#theme', 'dark');
    assert.ok(await brightness(page) < 80);
  });

  test('has it dark where the system is', async () => {
    const dark = await firefox({ 'layout.css.prefers-color-scheme.content-override': 0 });
    try {
      const { page, errors } = await opened(dark.browser, `${site.origin}/www/`);
      await type(page, FAULTY);
      assert.ok(await brightness(page) < 80);
      await page.select('#theme', 'light');
      assert.ok(await brightness(page) > 200);
      assert.deepEqual(errors, []);
    } finally {
      await dark.close();
    }
  });

  journey('comes back to the text after a reload', async (page) => {
    await type(page, FAULTY);
    await page.evaluate(() => { document.getElementById('paper')?.focus(); });
    await chord(page, 'Control', 'End');
    await page.keyboard.type('12');
    await until(async () => (await told(page)).text.includes('12', FAULTY.trimEnd().length), 'what is typed is taken in');
    const { text } = await told(page);
    // What was written is not left without a word.
    page.once('dialog', (dialog) => dialog.accept());
    await page.reload();
    await until(async () => { const now = await told(page); return now.text === text && now.state === 'ready'; }, 'the text is there again');
  });

  test('is told of every report of the corpora what the program says', { skip: missing }, async () => {
    const { page, errors } = await opened(it.browser, `${site.origin}/www/`);
    /** @type {string[]} */
    const other = [];
    for (const { file, text, told: said } of native()) {
      await hand(page, file);
      const { text: has, report } = await page.evaluate(() => {
        const { text, report } = /** @type {any} */ (window).fazhi;
        return { text, report: JSON.stringify(report) };
      });
      if (has !== text || hash(JSON.parse(report)) !== said) other.push(file);
    }
    assert.deepEqual(other, []);
    assert.deepEqual(errors, []);
    await page.close();
  });
});
