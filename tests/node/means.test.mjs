// What the core takes from where it runs: marks of time.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { load } from './package.mjs';

const core = await load();
const TEXT = '一、总体情况\n全年受理案件12件。\n';

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
