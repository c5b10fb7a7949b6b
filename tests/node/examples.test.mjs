// The page's examples are what they are said to be, one pair for each rule.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { EXAMPLES } from '../../www/examples.js';
import { GROUPS, groupOf } from '../../www/trouble.js';
import { load } from './package.mjs';

/** @type {typeof import('../../pkg/fazhi_lens.js')} */
const core = await load();

test('each rule has a text with its fault and one without', () => {
  const codes = core.rules().map(({ code }) => code);
  assert.deepEqual(Object.keys(EXAMPLES).sort(), [...codes].sort());
  for (const [code, [faulty, sound]] of Object.entries(EXAMPLES)) {
    const has = (/** @type {string} */ text) => core.analyze(text).findings.some((finding) => finding.code === code);
    assert.ok(has(faulty), `${code}: ${faulty}`);
    assert.ok(!has(sound), `${code}: ${sound}`);
  }
});

test('each rule is in one of the groups by its own', () => {
  const words = core.rules().map(({ code }) => code).filter((code) => groupOf(code) === 'words');
  // What is not listed counts as one on words: only these are meant to.
  assert.deepEqual(words.sort(), ['contradiction', 'placeholder-left', 'repeated-text', 'repeated-word', 'typo', 'word-order']);
  assert.equal(new Set(core.rules().map(({ code }) => groupOf(code))).size, GROUPS.length);
});
