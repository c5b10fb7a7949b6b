// PDFs as the page reads them: pdf.js takes them apart, the module puts them together. The
// report of a PDF is compared with that of the text it was made of.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { runsOf } from '../../www/pdf/runs.js';
import { DOCUMENTS, compared, source } from './fixtures.mjs';
import { loadDocuments, root } from './package.mjs';

const VENDORED = join(root, 'www/vendor/pdfjs');

// Nothing is drawn; the library only looks whether these are there, and says so where they are not.
Object.assign(globalThis, { DOMMatrix: class {}, Path2D: class {} });
const { log } = console;
console.log = (...words) => { if (!String(words[0]).startsWith('Warning: Cannot')) log(...words); };
const library = (/** @type {string} */ name) => import(pathToFileURL(join(VENDORED, name)).href);
await library('pdf.worker.min.mjs');
const pdfjs = await library('pdf.min.mjs');
console.log = log;

const documents = await loadDocuments();

/** @type {import('../../www/pdf/runs.js').Tables} */
const table = async (name) => {
  try {
    return new Uint8Array(readFileSync(join(VENDORED, 'cmaps', `${name}.bcmap`)));
  } catch {
    return null;
  }
};

const bytesOf = (/** @type {string} */ name) => new Uint8Array(readFileSync(join(DOCUMENTS, 'pdf', `${name}.pdf`)));

/** @param {Uint8Array} bytes @param {string[]} [readWith] */
async function readBytes(bytes, readWith = []) {
  const found = await runsOf(pdfjs, bytes, table);
  if ('why' in found) return found;
  return documents.readPdfPages(found.words, found.places, found.heights, found.pictures, readWith);
}

const read = (/** @type {string} */ name) => readBytes(bytesOf(name));

/** The share of items that a text and what a PDF was made of both have. */
function agreement(/** @type {string} */ text, /** @type {string} */ name) {
  const { read, meant, shared } = compared(text, source('pdf', `${name}.pdf`) ?? assert.fail(`what ${name} was made of`));
  return shared / Math.max(read, meant);
}

/** @type {[string, number][]} */
const FLOORS = [
  ['plain-d05', 0.99], ['official-d04', 0.99], ['tables-d03', 0.99],
  ['cid-d01', 0.99], ['cid-d02', 0.99], ['cid-d06', 0.99], ['cid-d08', 0.99], ['gbk-d05', 0.99],
  ['columns-d07', 0.95], ['cid2-d01', 0.95], ['cid2-d02', 0.95], ['cid2-d04', 0.95],
];

for (const [name, floor] of FLOORS) {
  test(`${name}: its report is that of its text`, async (t) => {
    const answer = await read(name);
    assert.equal(answer.format, 'pdf', JSON.stringify(answer).slice(0, 200));
    const share = agreement(answer.text, name);
    t.diagnostic(`${(share * 100).toFixed(1)} %`);
    assert.ok(share >= floor, `${share}`);
  });
}

test('headers and page numbers are set apart, and read when asked for', async () => {
  const { text, leftOut } = await read('official-d04');
  assert.deepEqual(leftOut, [{ kind: 'furniture', count: 2, read: false, quotes: ['法治政府建设年度报告', '—1—'] }]);
  assert.doesNotMatch(text, /—\d—/);
  const all = await readBytes(bytesOf('official-d04'), ['furniture']);
  assert.match(all.text, /^—2—$/m);
  assert.equal(all.leftOut[0].read, true);
});

test('a page that is a picture is told of, an empty one is not', async () => {
  const { text, leftOut } = await read('mixed');
  assert.deepEqual(leftOut.filter((/** @type {{ kind: string }} */ { kind }) => kind === 'picture'), [{ kind: 'picture', count: 1, read: false, quotes: ['第 4 页'] }]);
  assert.equal(agreement(text, 'gbk-d05'), 1);
});

test('what cannot be read says why', async () => {
  assert.deepEqual(await read('scan'), { why: 'scanned' });
  assert.deepEqual(await read('password'), { why: 'encrypted' });
  assert.deepEqual(await read('truncated'), { why: 'damaged' });
  assert.deepEqual(await read('many'), { why: 'tooMuch', limit: 'pages' });
  assert.deepEqual(await readBytes(new TextEncoder().encode('%PDF-1.7')), { why: 'damaged' });
});

test('a password for changes alone keeps no one from reading', async () => {
  const { text } = await read('owner');
  assert.equal(agreement(text, 'gbk-d05'), 1);
});

test('no beginning of a file brings the reader down', async () => {
  const whole = bytesOf('cid2-d04');
  for (let cut = 0; cut < whole.length; cut += Math.ceil(whole.length / 25)) {
    const answer = await readBytes(whole.slice(0, cut));
    assert.ok('why' in answer || answer.format === 'pdf');
  }
});
