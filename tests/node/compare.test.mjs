// The module that compares reports, over the boundary.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { load, loadCompare, root } from './package.mjs';

/** @type {typeof import('../../pkg/fazhi_lens.js')} */
const core = await load();
/** @type {typeof import('../../pkg/fazhi_compare.js')} */
const { compare } = await loadCompare();

/** @param {import('../../pkg/fazhi_compare.js').CompareInput[]} reports */
function compared(reports) {
  const found = compare(reports);
  assert.ok(found);
  return found;
}

const given = (/** @type {string} */ name) => {
  const text = readFileSync(join(root, 'tests/corpus', `${name}.txt`), 'utf8');
  return { name, text, report: core.analyze(text) };
};

test('two reports of a body are held against each other', () => {
  const reports = [given('d02'), given('d01')];
  const found = compared(reports);
  assert.deepEqual(found.reports.map(({ year, base }) => [year, base]), [[2021, null], [2022, 0]]);
  const row = found.rows.find(({ name }) => name === '登记社会组织');
  assert.deepEqual(row?.cells.map((cell) => [cell?.printed, cell?.change]), [['421个', null], ['438个', { difference: 17, percent: 4.038005 }]]);
  for (const { cells } of found.rows) {
    cells.forEach((cell, at) => { if (cell) assert.equal(reports[at].text.slice(cell.span.start, cell.span.end), cell.printed); });
  }
  assert.equal(found.statements.length, 14);
  assert.ok(found.statements.every(({ state }) => state === 'holds'));
  for (const { passages } of found.reuse) {
    for (const { span, source, pieces } of passages) {
      const joined = (/** @type {'span' | 'source'} */ of, /** @type {string} */ text) => pieces.map((piece) => text.slice(piece[of].start, piece[of].end)).join('');
      assert.equal(joined('span', reports[1].text), reports[1].text.slice(span.start, span.end));
      assert.equal(joined('source', reports[0].text), reports[0].text.slice(source.start, source.end));
    }
  }
});

test('the body and year that are given go before those of the text', () => {
  const found = compared([{ ...given('d02'), body: '甲局', year: 2019 }, { ...given('d01'), body: '乙局', year: 2020 }]);
  assert.deepEqual(found.reports.map(({ body, year }) => [body, year]), [['甲局', 2019], ['乙局', 2020]]);
  assert.deepEqual(found.statements, []);
});

test('what is no report is refused, and nothing is no fault', () => {
  for (const wrong of [[{ name: 'x', text: 'x' }], null]) assert.equal(compare(/** @type {any} */ (wrong)), undefined);
  assert.deepEqual(compared([]).reports, []);
});

test('two hundred reports are compared in a few seconds', (t) => {
  const names = ['d01', 'd03', 'd04', 'd05', 'd06', 'd07', 'd08'].map(given);
  const reports = Array.from({ length: 200 }, (_, at) => ({ ...names[at % names.length], body: `${at}局` }));
  const start = performance.now();
  const found = compared(reports);
  const took = performance.now() - start;
  t.diagnostic(`${Math.round(took)} ms`);
  assert.equal(found.reports.length, 200);
  assert.ok(took < 30_000, `${took} ms`);
});
