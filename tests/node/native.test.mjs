// The module in Node says of every report of the corpora what the program of this machine
// says, byte for byte; in browsers tests/page/native.spec.mjs and tests/firefox say so.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { FILES, hash, missing, native } from './native.mjs';
import { load } from './package.mjs';

test('the module in Node says what the program says', { skip: missing }, async () => {
  const core = await load();
  const all = native();
  assert.equal(all.length, FILES.length);
  assert.ok(all.length >= 16);
  const other = all.filter(({ text, told }) => hash(core.analyze(text)) !== told);
  assert.deepEqual(other.map(({ file }) => file), []);
});
