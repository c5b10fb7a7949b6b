// A batch apart from the page: what is read when, and what is given to those who ask.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createBatch } from '../../www/batch.js';
import { model } from '../../www/model.js';
import { arranged } from '../../www/rows.js';
import { summaryOf } from '../../www/summary.js';
import { authored } from '../accuracy/corpus.mjs';
import { load } from './package.mjs';

/** @typedef {import('../../www/pool.js').Pool} Pool */
/** @typedef {import('../../www/session.js').KeptReport} KeptReport */

/** @type {typeof import('../../pkg/fazhi_lens.js')} */
const { analyze } = await load();
const texts = authored().map(({ text }) => text);
const decisions = { accepted: new Set(), rulesOff: new Set() };

/**
 * Answers as the workers do, here and now; `asked` tells what it was asked.
 * @param {(text: string) => boolean} [refuses]
 * @returns {Pool & { asked: import('../../www/pool.js').Question[] }}
 */
function poolHere(refuses = () => false) {
  /** @type {import('../../www/pool.js').Question[]} */
  const asked = [];
  return {
    asked,
    size: 2,
    async ask(question, signal) {
      asked.push(question);
      await new Promise((go) => { setTimeout(go); });
      if (signal?.aborted) return { why: 'cancelled' };
      if (refuses(question.text)) return { why: 'failed' };
      const read = model(question.text, analyze(question.text, question.words || null), 1, question.name);
      return { done: question.job === 'summary' ? summaryOf(read) : read.report };
    },
  };
}

const documents = /** @type {import('../../www/documents.js').Documents} */ (/** @type {unknown} */ ({
  read: async (/** @type {Uint8Array} */ bytes) => ({ text: new TextDecoder().decode(bytes), format: 'txt', encoding: null, numbers: [], leftOut: [] }),
}));

/** @returns {KeptReport} */
const kept = (/** @type {string} */ text, /** @type {number} */ at) => ({ name: `${at + 1}.txt`, text, given: text, changed: false, verdict: '', note: '' });

/** Opens a report of a batch and writes at its end. */
async function written(/** @type {import('../../www/batch.js').Batch} */ batch, /** @type {number} */ at, /** @type {string} */ words) {
  const doc = await batch.open(at);
  if ('refused' in doc) throw new Error(doc.refused);
  batch.keep(at, { ...doc, text: `${doc.text}${words}` });
}

async function atRest(/** @type {import('../../www/batch.js').Batch} */ batch) {
  for (let tries = 0; batch.left() && tries < 4000; tries += 1) await new Promise((go) => { setTimeout(go, 2); });
  assert.equal(batch.left(), 0);
}

test('files are rows in the order of their names, each with its summary', async () => {
  const pool = poolHere();
  const files = [new File([texts[1]], '10.txt'), new File([texts[0]], '2.txt')];
  const batch = createBatch({ files, documents, pool, changed() {} });
  batch.read('');
  await atRest(batch);
  assert.deepEqual(batch.rows().map(({ name, state }) => [name, state]), [['2.txt', 'read'], ['10.txt', 'read']]);
  for (const [at, text] of [texts[0], texts[1]].entries()) assert.deepEqual(batch.rows()[at].summary, summaryOf(model(text, analyze(text), 1, batch.rows()[at].name)));
});

test('whole reports are to be had of each row, as its text is now', async () => {
  const batch = createBatch({ kept: texts.slice(0, 3).map(kept), documents, pool: poolHere(), changed() {} });
  batch.read('');
  await atRest(batch);
  await written(batch, 1, '\n另外办结案件123件。');
  const reports = await batch.reports([0, 1]);
  assert.deepEqual(reports.map(({ row, name }) => [row, name]), [[0, '1.txt'], [1, '2.txt']]);
  for (const { text, body, year, report } of reports) {
    assert.deepEqual(report, analyze(text));
    assert.equal(body, report.meta.issuer?.text ?? null);
    assert.equal(year, report.meta.year?.value ?? null);
  }
  assert.ok(reports[1].text.endsWith('另外办结案件123件。'));
});

test('a changed text and other words are read again, and nothing else is', async () => {
  const pool = poolHere();
  const batch = createBatch({ kept: texts.slice(0, 3).map(kept), documents, pool, changed() {} });
  batch.read('');
  await atRest(batch);
  assert.equal(pool.asked.length, 3);
  await written(batch, 2, '\n全年受理案件12件。');
  await atRest(batch);
  assert.equal(pool.asked.length, 4);
  assert.ok(pool.asked[3].text.endsWith('全年受理案件12件。'));
  batch.read('指标\t案件\n');
  await atRest(batch);
  assert.equal(pool.asked.length, 7);
  batch.read('指标\t案件\n');
  await atRest(batch);
  assert.equal(pool.asked.length, 7);
});

test('one that fails has its reason, and the rest is read', async () => {
  const batch = createBatch({ kept: texts.slice(0, 3).map(kept), documents, pool: poolHere((text) => text === texts[1]), changed() {} });
  batch.read('');
  await atRest(batch);
  assert.deepEqual(batch.rows().map(({ state }) => state), ['read', 'refused', 'read']);
  assert.equal(batch.rows()[1].why?.refused, 'batch.failed');
  assert.equal((await batch.reports([0, 1, 2])).length, 2);
});

test('what was stopped waits until it is gone on with', async () => {
  const batch = createBatch({ kept: texts.map(kept), documents, pool: poolHere(), changed() {} });
  batch.read('');
  batch.cancel();
  await atRest(batch);
  assert.ok(batch.rows().every(({ state }) => state === 'stopped'));
  batch.resume();
  await atRest(batch);
  assert.ok(batch.rows().every(({ state }) => state === 'read'));
});

test('the reader’s decisions count in what is shown', async () => {
  const batch = createBatch({ kept: texts.map(kept), documents, pool: poolHere(), changed() {} });
  batch.read('');
  await atRest(batch);
  const rows = batch.rows();
  const view = /** @type {const} */ ({ sort: 'error', dir: -1, filter: '', only: 'error' });
  const shown = arranged(rows, view, decisions);
  assert.ok(shown.length > 1);
  const accepted = new Set(rows[shown[0]].summary?.remarks.filter(({ severity }) => severity === 'error').map(({ key }) => key));
  assert.ok(!arranged(rows, view, { accepted, rulesOff: new Set() }).includes(shown[0]));
  // What is accepted in one report is not in another that has the same words.
  const twins = [model(texts[3], analyze(texts[3]), 1, '1.txt'), model(texts[3], analyze(texts[3]), 1, '2.txt')];
  assert.ok(twins[0].troubleKeys.length > 1);
  assert.ok(twins[0].troubleKeys.every((key) => !twins[1].troubleKeys.includes(key)));
  batch.decide(0, { verdict: 'pass', note: '很好' });
  assert.deepEqual(arranged(batch.rows(), { sort: '', dir: 1, filter: '很好', only: 'pass' }, decisions), [0]);
  assert.equal(batch.held().untold, 1);
});
