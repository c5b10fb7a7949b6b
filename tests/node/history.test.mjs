// The history by itself: what joins, what stops, what is forgotten.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createHistory, joinedSplice, reversed, spliced, spliceOf, textStep } from '../../www/history.js';

/** A text with its history, and a clock in hand. */
function desk({ most = 300, room = 1e6 } = {}) {
  const it = { text: '', time: 0 };
  const history = createHistory({ most, room, clock: () => it.time });
  const put = (/** @type {import('../../www/history.js').Splice} */ splice) => { it.text = spliced(it.text, splice); };
  const write = (/** @type {string} */ text, joins = true) => {
    const splice = spliceOf(it.text, text);
    put(splice);
    return history.push(textStep('type', splice, put, joins));
  };
  const swap = (/** @type {string} */ text) => {
    const before = it.text;
    it.text = text;
    return history.push({ name: 'load', whole: true, weight: before.length, undo: () => { it.text = before; }, redo: () => { it.text = text; } });
  };
  return { it, history, write, swap };
}

/** A number below `n`, the same in every run. */
function dice(seed = 7) {
  let state = seed;
  return (/** @type {number} */ n) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state % n;
  };
}

test('a splice turns one text into another, and back', () => {
  for (const [before, after] of [['', 'a'], ['abc', ''], ['abcabc', 'abc'], ['aaa', 'aaaa'], ['甲乙丙', '甲丁丙'], ['same', 'same']]) {
    const splice = spliceOf(before, after);
    assert.equal(spliced(before, splice), after);
    assert.equal(spliced(after, reversed(splice)), before);
  }
});

test('two splices that touch are one', () => {
  const roll = dice();
  let touched = 0;
  for (let n = 0; n < 3000; n += 1) {
    const before = Array.from({ length: roll(12) }, () => 'abc'[roll(3)]).join('');
    const change = (/** @type {string} */ text) => {
      const at = roll(text.length + 1);
      const splice = { at, removed: text.slice(at, at + roll(4)), inserted: 'xyz'.slice(0, roll(4)) };
      return { splice, text: spliced(text, splice) };
    };
    const first = change(before);
    const second = change(first.text);
    const one = joinedSplice(first.splice, second.splice);
    if (!one) continue;
    touched += 1;
    assert.equal(spliced(before, one), second.text);
    assert.equal(spliced(second.text, reversed(one)), before);
  }
  assert.ok(touched > 500);
});

test('typing joins until it rests, moves away or has gone on for long', () => {
  const { it, history, write } = desk();
  write('一');
  it.time += 300;
  write('一二');
  it.time += 2000;
  write('一二三');
  it.time += 100;
  write('零一二三');
  for (const text of ['一二三', '一二', '']) {
    assert.equal(history.undo(), 'done');
    assert.equal(it.text, text);
  }
  assert.equal(history.undo(), 'none');
  for (let n = 0; n < 40; n += 1) {
    it.time += 1000;
    write(`${it.text}字`);
  }
  let steps = 0;
  while (history.undo() === 'done') steps += 1;
  assert.ok(steps >= 3 && steps <= 5, String(steps));
});

test('typing after a step back is a step of its own, and ends what could be made again', () => {
  const { it, history, write } = desk();
  write('一');
  write('一二', false);
  history.undo();
  write('一三');
  assert.equal(history.next(), null);
  assert.equal(history.redo(), 'none');
  history.undo();
  assert.equal(it.text, '一');
});

test('typing that is taken out again leaves no step', () => {
  const { history, write } = desk();
  write('一', false);
  write('一二');
  write('一');
  assert.equal(history.last()?.name, 'type');
  history.undo();
  assert.equal(history.undo(), 'none');
});

test('keys stop at another document, and a toast takes its own step alone', () => {
  const { it, history, write, swap } = desk();
  write('甲', false);
  const load = swap('乙');
  assert.equal(history.undo({ whole: false }), 'stopped');
  const typed = write('乙丙', false);
  assert.equal(history.undo({ only: load }), 'none');
  assert.equal(it.text, '乙丙');
  assert.equal(history.undo({ only: typed }), 'done');
  assert.equal(history.undo({ only: load }), 'done');
  assert.equal(it.text, '甲');
  assert.equal(history.redo({ whole: false }), 'stopped');
  assert.deepEqual(history.next(), { id: load, name: 'load', whole: true });
});

test('to another file and back again leaves no step, and several turns are one', () => {
  const history = createHistory();
  const of = {};
  let at = 0;
  const turn = (/** @type {number} */ to) => {
    const from = at;
    at = to;
    history.push({ name: 'turn', whole: true, turn: { from, to, of }, undo: () => { at = from; }, redo: () => { at = to; } });
  };
  turn(1);
  turn(2);
  history.undo();
  assert.equal(at, 0);
  history.redo();
  assert.equal(at, 2);
  history.undo();
  turn(1);
  turn(0);
  assert.equal(history.last(), null);
});

test('the oldest steps are forgotten, and what is left is right', () => {
  const many = desk({ most: 3 });
  for (const text of ['一', '一二', '一二三', '一二三四', '一二三四五']) many.write(text, false);
  for (let n = 0; n < 3; n += 1) assert.equal(many.history.undo(), 'done');
  assert.equal(many.history.undo(), 'none');
  assert.equal(many.history.last(), null);
  assert.equal(many.it.text, '一二');

  const heavy = desk({ room: 25 });
  for (const text of ['甲'.repeat(10), '乙'.repeat(10), '丙'.repeat(10), '丁'.repeat(10)]) heavy.swap(text);
  let steps = 0;
  while (heavy.history.undo() === 'done') steps += 1;
  assert.equal(steps, 2);
  // The last step can always be taken back, however much it holds.
  heavy.swap('戊'.repeat(100));
  heavy.swap('');
  assert.equal(heavy.history.undo(), 'done');
  assert.equal(heavy.it.text.length, 100);
});

test('any course of steps can be walked back and forth', () => {
  const roll = dice(11);
  const { it, history, write, swap } = desk();
  const seen = [''];
  for (let n = 0; n < 200; n += 1) {
    it.time += 5000;
    if (roll(10) === 0) swap(`新文${n}`);
    else write(spliced(it.text, { at: roll(it.text.length + 1), removed: '', inserted: `${n}` }), false);
    seen.push(it.text);
  }
  for (let n = seen.length - 2; n >= 0; n -= 1) {
    history.undo();
    assert.equal(it.text, seen[n]);
  }
  for (let n = 1; n < seen.length; n += 1) {
    history.redo();
    assert.equal(it.text, seen[n]);
  }
});
