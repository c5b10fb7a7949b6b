// The library of others that is kept in the repository is what its package holds.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { KNOWN } from '../../www/pdf/tables.js';
import { SUMS, VENDORED, files, sums, version } from '../vendor_pdfjs.mjs';

test('the files of pdf.js are those that were copied', () => {
  assert.equal(sums(VENDORED), readFileSync(join(VENDORED, SUMS), 'utf8'));
  assert.equal(readFileSync(join(VENDORED, 'VERSION'), 'utf8'), `pdfjs-dist ${version()}\n`);
});

test('the tables that can be asked for are those that are there', () => {
  const there = files(join(VENDORED, 'cmaps')).filter((name) => name.endsWith('.bcmap'));
  assert.deepEqual([...KNOWN], there.map((name) => name.replace('.bcmap', '')));
});

test('the library brings no script that makes scripts of strings', () => {
  for (const name of ['pdf.min.mjs', 'pdf.worker.min.mjs']) {
    const script = readFileSync(join(VENDORED, name), 'utf8');
    assert.doesNotMatch(script.replaceAll('Function("return this")', ''), /\bnew Function\b|\beval\(|\bFunction\(/, name);
  }
});
