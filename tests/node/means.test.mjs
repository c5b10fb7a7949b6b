// What the core takes from where it runs: decoders of text, and marks of time.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { load } from './package.mjs';

const core = await load();
const TEXT = '一、总体情况\n全年受理案件12件。\n';

test('the encoding of a file is told from its bytes', () => {
  const utf16 = Buffer.from(TEXT, 'utf16le');
  for (const [bytes, encoding] of /** @type {[Buffer, string][]} */ ([
    [Buffer.from(TEXT), 'utf-8'],
    [Buffer.from(`\ufeff${TEXT}`), 'utf-8'],
    [utf16, 'utf-16le'],
    [Buffer.from(utf16).swap16(), 'utf-16be'],
    [Buffer.from('d2bba1a2d7dccce5c7e9bff60ac8abc4eacadcc0edb0b8bcfe3132bcfea1a30a', 'hex'), 'gb18030'],
  ])) {
    assert.deepEqual(core.decode(bytes), { text: TEXT, encoding });
  }
  assert.equal(core.decode(new Uint8Array([0, 1, 2, 3, 255, 254, 0, 0, 7])), null);
});

test('each stage of the last reading is a measure', () => {
  performance.clearMeasures();
  core.analyze(TEXT);
  core.analyze(TEXT);
  const names = performance.getEntriesByType('measure').map(({ name }) => name);
  for (const stage of ['text', 'outline', 'dates', 'metrics', 'findings', 'report']) {
    assert.deepEqual(names.filter((name) => name === `fazhi:${stage}`), [`fazhi:${stage}`]);
  }
  assert.deepEqual(performance.getEntriesByType('mark').filter(({ name }) => name.startsWith('fazhi:')), []);
});

test('without a clock a text is read all the same', () => {
  const expected = JSON.stringify(core.analyze(TEXT));
  const clock = Object.getOwnPropertyDescriptor(globalThis, 'performance');
  assert.ok(clock);
  Object.defineProperty(globalThis, 'performance', { value: undefined, configurable: true, writable: true });
  try {
    assert.equal(JSON.stringify(core.analyze(TEXT)), expected);
  } finally {
    Object.defineProperty(globalThis, 'performance', clock);
  }
});
