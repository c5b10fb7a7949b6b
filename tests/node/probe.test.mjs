// What reading a changed text again tells: the smallest sets of changes that settle
// all checks of a group, and which slips the checks of a text would have marked.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './package.mjs';
import { edited } from '../../www/choices.js';
import { repairsOf, SLIPS, worthOf } from '../../www/probe.js';

/** @typedef {import('../../www/state.js').Report} Report */

const core = /** @type {{ analyze: (text: string, words: string | null) => Report }} */ (await load());
const analyze = (/** @type {string} */ text) => core.analyze(text, null);
const told = (/** @type {string} */ text) => repairsOf(analyze, text, analyze(text)).map(({ shown, settles }) => [shown.map(({ from, to }) => `${from}→${to}`).join(' '), settles.length]);

const SOUND = '今年共受理行政复议案件351件，比上年的312件增加39件，增长12.5%，其中确认类120件、处罚类140件、强制类91件。';

test('one figure that several checks disagree with is the smallest set', () => {
  // 12.5% is 39 of 312 all the same.
  assert.deepEqual(told(SOUND.replace('351', '315')), [['315件→351件', 2]]);
});

test('two slips take two changes, and whatever is told settles what it says', () => {
  // What 351 would have to be for the list it must not be for the increase.
  const text = SOUND.replace('12.5', '15.2').replace('120件', '210件');
  const report = analyze(text);
  const failing = report.relations.filter(({ holds }) => !holds).length;
  const repairs = repairsOf(analyze, text, report);
  assert.ok(repairs.some(({ shown }) => shown.map(({ to }) => to).join() === '12.5%,120件'), JSON.stringify(repairs));
  for (const { edits, settles } of repairs) {
    assert.equal(edits.length, 2);
    const after = analyze(edited(text, edits));
    assert.equal(after.relations.filter(({ holds }) => !holds).length, failing - settles.length, JSON.stringify(edits));
  }
});

test('where one check fails alone its choices say as much', () => {
  assert.deepEqual(told('全年立案540件，其中罚款260件、没收150件、警告103件。'), []);
  assert.deepEqual(told(SOUND), []);
  assert.deepEqual(told(''), []);
});

test('the slips of a kind that are marked are counted on the text itself', () => {
  const worth = worthOf(analyze, SOUND, analyze(SOUND));
  assert.deepEqual(worth.map(({ slip }) => slip), [...SLIPS]);
  for (const { slip, tried, marked } of worth) assert.ok(marked <= tried, slip);
  const digit = worth.find(({ slip }) => slip === 'digit');
  assert.ok(digit && digit.tried > 0 && digit.marked > 0, JSON.stringify(worth));
  assert.ok(worthOf(analyze, '没有数字。', analyze('没有数字。')).every(({ tried }) => tried === 0));
});

test('edits are made where they stand', () => {
  assert.equal(edited('一二三', [{ span: { start: 0, end: 1 }, text: '' }, { span: { start: 2, end: 3 }, text: '四五' }]), '二四五');
});
