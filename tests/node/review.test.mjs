// The remarks that every file holds, the places that they name, the list of changes, and
// the checks of the workbook as formulas.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { load, root } from './package.mjs';
import { answerOf } from '../../www/choices.js';
import { changesOf, hunksOf } from '../../www/exports/changes.js';
import { workbookOf } from '../../www/exports/workbook.js';
import { model } from '../../www/model.js';
import { placeWords, placer, reviewOf } from '../../www/review.js';
import { ALL_TROUBLES } from '../../www/trouble.js';

/** @typedef {import('../../www/state.js').State} State */

/** @type {typeof import('../../pkg/fazhi_lens.js')} */
const core = await load();
const corpus = (/** @type {string} */ name) => readFileSync(join(root, 'tests/corpus', `${name}.txt`), 'utf8');

/** @returns {State & { read: import('../../www/model.js').Model }} */
const stateOf = (/** @type {string} */ text, /** @type {Partial<State>} */ more = {}) => /** @type {any} */ ({
  read: model(text, core.analyze(text), 0), doc: { text, name: null, source: null }, lang: 'zh', rules: core.rules(),
  rulesOff: new Set(), accepted: new Set(), troubleView: ALL_TROUBLES, ...more,
});

const TEXT = `某县司法局2023年法治政府建设工作报告

　　2023年，我局认真履职。
一、主要举措
第一段只有一句。
（一）制度建设
制定文件3件。审查文件5件。
项目\t数量（件）
许可\t12
处罚\t7
二、存在的不足
（1）人手少。缺编2人。（2）经费紧。
某县司法局
2024年1月5日
`;

test('a place is told by its headings, the paragraph and the sentence', () => {
  const { read } = stateOf(TEXT);
  const place = placer(read, 'zh');
  const at = (/** @type {string} */ words) => placeWords(place(TEXT.indexOf(words)), 'zh');
  assert.equal(at('法治政府建设工作报告'), '正文 › 标题');
  assert.equal(at('我局认真'), '正文 › 第 1 段');
  assert.equal(at('一、主要'), '一、主要举措 › 标题');
  assert.equal(at('只有一句'), '一、主要举措 › 第 1 段');
  assert.equal(at('3件'), '一、主要举措 › （一）制度建设 › 第 1 段第 1 句');
  assert.equal(at('5件'), '一、主要举措 › （一）制度建设 › 第 1 段第 2 句');
  assert.equal(at('12'), '一、主要举措 › （一）制度建设 › 表 1 第 2 行第 2 列');
  assert.equal(at('2024年1月5日'), '正文 › 落款');
  assert.equal(placeWords(placer(read, 'en')(TEXT.indexOf('5件')), 'en'), '一、主要举措 › （一）制度建设 › paragraph 1, sentence 2');
});

test('what was accepted and what a rule that is off says is counted, not told', () => {
  const text = readFileSync(join(root, 'www/samples/faulty.txt'), 'utf8');
  const all = reviewOf(stateOf(text));
  assert.ok(all && all.remarks.length > 10);
  const { read } = stateOf(text);
  const [first] = read.troubleKeys;
  const less = reviewOf(stateOf(text, { accepted: new Set([first]), rulesOff: new Set(['repeated-word']) }));
  assert.equal(less?.remarks.length, all.remarks.length - 2);
  assert.deepEqual(less?.settled, { accepted: 1, off: 1 });
  assert.deepEqual(less?.remarks.map(({ n }) => n), less?.remarks.map((_, at) => at + 1));
  assert.equal(reviewOf({ ...stateOf(text), doc: /** @type {any} */ ({ text: `${text}。`, name: null, source: null }) }), null);
});

test('the list of changes makes the one text of the other', () => {
  let seed = 7;
  const random = (/** @type {number} */ below) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor(seed / 65536) % below;
  };
  for (let round = 0; round < 400; round += 1) {
    const before = Array.from({ length: random(40) }, () => '甲乙1𠀀\n丁'[random(6)]).join('');
    const units = [...before];
    for (let edits = random(6); edits > 0; edits -= 1) units.splice(random(units.length + 1), random(3), ['', '戊', '己\n', '25'][random(4)]);
    const after = units.join('');
    let [made, at] = ['', 0];
    for (const { from, to, start, end } of hunksOf(before, after)) {
      assert.ok(to > from || end > start);
      made += before.slice(at, from) + after.slice(start, end);
      at = to;
    }
    assert.equal(made + before.slice(at), after);
  }
});

test('a change is told as a reader would', () => {
  const after = TEXT.replace('3件', '13件').replace('缺编2人。', '').replace('第一段只有一句。\n', '第一段只有一句。\n又加一段。\n');
  const told = changesOf(TEXT, after, placer(stateOf(after).read, 'zh'));
  assert.deepEqual(told.map(({ before, after: now }) => [before, now]), [['', '又加一段。\n'], ['3', '13'], ['缺编2人。', '']]);
  assert.equal(told[1].context.before, '制定文件');
});

test('each check of the corpus is a formula over its figures that says what the check says', () => {
  let formulas = 0;
  for (let nth = 1; nth <= 8; nth += 1) {
    const state = stateOf(corpus(`d0${nth}`));
    const { read } = state;
    const review = reviewOf(state);
    assert.ok(review);
    const { sheets } = workbookOf(state, read, review);
    assert.deepEqual(sheets.map(({ name }) => name), ['概况', '要件', '指标', '核对', '问题', '引用']);
    for (const { columns, rows } of sheets) for (const row of rows) assert.equal(row.length, columns.length);
    const [, , figures, checks, findings] = sheets;
    const letters = (/** @type {string} */ formula) => formula.replace(/'指标'!H(\d+)/g, (_, row) => String(figures.rows[Number(row) - 2][7]));
    checks.rows.forEach((row, at) => {
      const relation = read.report.relations[read.checks[at]];
      const [, answer, , , stated, computed, apart, slack] = /** @type {any[]} */ (row);
      const says = { holds: '对得上', fails: '对不上', asks: '是否对得上？' }[answerOf(relation)];
      assert.equal(answer.value ?? answer, says, relation.expr);
      if (!computed?.formula) return;
      formulas += 1;
      const worked = compute(letters(computed.formula));
      assert.ok(Math.abs(worked - computed.value) < 1e-6, `${relation.expr}: ${worked}`);
      assert.equal(compute(letters(stated.formula)), stated.value);
      if (answer.formula && slack !== null) assert.equal(Math.abs(computed.value - stated.value) <= slack + 1e-9, relation.holds, relation.expr);
      assert.ok(Math.abs(apart.value - (computed.value - stated.value)) < 1e-9);
    });
    assert.equal(findings.rows.length, review.remarks.length);
  }
  assert.ok(formulas > 150, String(formulas));
});

/**
 * The value of a formula of the workbook, its cells filled in.
 * @param {string} formula
 */
function compute(formula) {
  const script = formula.replaceAll('ROUND', 'round').replaceAll('ABS', 'Math.abs');
  assert.match(script, /^[\d.+\-*/(),]*(?:round\(|Math\.abs\(|[\d.+\-*/(),])*$/);
  return new Function('round', `return ${script}`)((/** @type {number} */ x, /** @type {number} */ places) => Math.round(x * 10 ** places) / 10 ** places);
}
