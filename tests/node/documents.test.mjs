// The module that reads files, as it ships: what it takes from where it runs, and its size.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { loadDocuments } from './package.mjs';

const documents = await loadDocuments();
const TEXT = '一、总体情况\n全年受理案件12件。\n';

/** @param {Uint8Array} bytes @param {string} [name] */
const read = (bytes, name = '报告.txt') => documents.readFile(bytes, name, []);

test('the encoding of a text is told from its bytes', () => {
  const utf16 = Buffer.from(TEXT, 'utf16le');
  for (const [bytes, encoding] of /** @type {[Buffer, string][]} */ ([
    [Buffer.from(TEXT), 'utf-8'],
    [Buffer.from(`\ufeff${TEXT}`), 'utf-8'],
    [utf16, 'utf-16le'],
    [Buffer.from(utf16).swap16(), 'utf-16be'],
    [Buffer.from('d2bba1a2d7dccce5c7e9bff60ac8abc4eacadcc0edb0b8bcfe3132bcfea1a30a', 'hex'), 'gb18030'],
  ])) {
    assert.deepEqual(read(bytes), { format: 'txt', encoding, text: TEXT, numbers: [], leftOut: [] });
  }
});

test('what is not read says why', () => {
  assert.deepEqual(read(new Uint8Array()), { why: 'empty' });
  assert.deepEqual(read(new Uint8Array([0, 1, 2, 3, 255, 254, 0, 0, 7])), { why: 'unknown' });
  assert.deepEqual(read(Uint8Array.of(0x89, 0x50, 0x4e, 0x47)), { why: 'other', what: 'picture' });
});
