// Pictures of what a text says, each with the same in words.

import { sideOf } from '../choices.js';
import { h, svg } from '../dom.js';
import { number } from '../format.js';
import { t } from '../strings.js';
import { checkState } from '../table.js';

/**
 * @typedef {import('../state.js').Lang} Lang
 * @typedef {import('../state.js').Relation} Relation
 * @typedef {import('../model.js').Model} Model
 */

/**
 * A relation as a picture: of a sum its parts beside the whole, of a rate the value that
 * follows on the stretch that its rounding allows. `null` where a picture says no more
 * than the equation.
 * @param {Model} read
 * @param {Relation} relation
 * @param {Lang} lang
 */
export function equationPicture({ text, report: { metrics } }, relation, lang) {
  const { kind, total, parts, expr } = relation;
  const result = metrics[total];
  const values = parts.map((part) => metrics[part]?.value ?? NaN);
  if (!result || !values.length || ![result.value, ...values].every((value) => Number.isFinite(value) && value >= 0)) return null;
  // 90% + 10% = 100%: shares beside one another, none of which is the whole.
  const shares = kind === 'sum' && result.unit === '%' && result.value !== 100 && /\b100%/.test(expr);
  if (shares) return stacked([result.value, ...values], 100, lang, 'picture.shares');
  if (kind === 'sum') return stacked(values, result.value, lang);
  if (kind === 'difference' && values.length === 2 && result.unit !== '%') {
    const [less, more] = values.toSorted((a, b) => a - b);
    return stacked([less, result.value], more, lang);
  }
  if (kind === 'bound') return stacked([Math.min(...values)], result.value, lang);
  const right = sideOf(expr.split(' = ')[1] ?? '');
  const printed = /\d[\d,]*(\.\d+)?/.exec(text.slice(result.span.start, result.span.end));
  if (!right || !printed || (kind !== 'ratio' && kind !== 'difference')) return null;
  const stated = Number(printed[0].replaceAll(',', ''));
  const scale = result.value / stated || 1;
  const computed = Math.abs(right.of(right.values)) * (/%/.test(expr) ? 100 : 1) / scale;
  return rounded(stated, (printed[1]?.length ?? 1) - 1, computed, lang);
}

/**
 * Parts one behind the other, the whole below them; where they differ, the gap is hatched.
 * @param {readonly number[]} parts
 * @param {number} whole
 * @param {Lang} lang
 * @param {'picture.sum' | 'picture.shares'} [said]
 */
function stacked(parts, whole, lang, said = 'picture.sum') {
  const sum = parts.reduce((all, each) => all + each, 0);
  const most = Math.max(sum, whole);
  if (!most) return null;
  const piece = (/** @type {number} */ value, /** @type {string} */ name) => h('i', { class: name, vars: { 'flex-basis': `${value / most * 100}%` } });
  const gap = Math.abs(sum - whole);
  const words = t(lang, said, { parts: parts.map(number).join(lang === 'zh' ? '、' : ', '), sum: number(sum), whole: number(whole) });
  return h('div', { class: 'stack', role: 'img', 'aria-label': words, title: words },
    h('div', null, parts.map((value) => piece(value, 'stack-part')), sum < whole ? piece(gap, 'stack-gap') : null),
    h('div', null, piece(whole, 'stack-whole'), whole < sum ? piece(gap, 'stack-gap') : null));
}

/**
 * A printed rate stands for all that is rounded to it; the one that follows lies in that stretch or outside.
 * @param {number} stated
 * @param {number} decimals
 * @param {number} computed
 * @param {Lang} lang
 */
function rounded(stated, decimals, computed, lang) {
  if (!Number.isFinite(computed)) return null;
  const half = 0.5 / 10 ** decimals;
  const reach = Math.max(Math.abs(computed - stated) * 1.25, half * 3);
  const x = (/** @type {number} */ value) => 100 + (value - stated) / reach * 92;
  const inside = Math.abs(computed - stated) <= half * 1.000001;
  const show = (/** @type {number} */ value) => number(Number(value.toFixed(decimals + 2)));
  const words = t(lang, inside ? 'picture.inside' : 'picture.outside', { from: show(stated - half), to: show(stated + half), computed: show(computed) });
  const width = Math.max(3, x(stated + half) - x(stated - half));
  return h('div', { class: `interval ${inside ? 'is-inside' : 'is-outside'}` },
    svg('svg', { viewBox: '0 0 200 18', width: 200, height: 18, 'aria-hidden': 'true' },
      svg('line', { class: 'interval-axis', x1: 4, x2: 196, y1: 9, y2: 9 }),
      svg('rect', { class: 'interval-band', x: (100 - width / 2).toFixed(1), y: 4, width: width.toFixed(1), height: 10 }),
      svg('line', { class: 'interval-stated', x1: 100, x2: 100, y1: 2, y2: 16 }),
      svg('circle', { class: 'interval-dot', cx: x(computed).toFixed(1), cy: 9, r: 4 })),
    h('span', { class: 'interval-words' }, words));
}

/**
 * How far the figures of each section are proved, contradicted or without anything to compare.
 * @param {Model} read
 * @param {Lang} lang
 */
export function coverage(read, lang) {
  const { sections, metrics } = read.report;
  const rows = sections.flatMap((section, index) => {
    const parent = section.parent ?? null;
    return read.metricsOfSection[index] && (parent === null || (sections[parent].parent ?? null) === null) ? [{ index, deep: parent !== null }] : [];
  });
  if (!rows.length) return h('p', { class: 'empty-note' }, t(lang, 'metrics.empty'));
  /** @type {{ holds: number, fails: number, none: number }[]} */
  const counts = sections.map(() => ({ holds: 0, fails: 0, none: 0 }));
  metrics.forEach(({ section }, index) => {
    const told = checkState(read, index);
    const state = told === 'holds' || told === 'fails' ? told : 'none';
    for (let at = section ?? null; at !== null; at = sections[at].parent ?? null) counts[at][state] += 1;
  });
  const most = Math.max(...rows.map(({ index }) => read.metricsOfSection[index]));
  return h('table', { class: 'coverage' },
    h('caption', null, ['holds', 'fails', 'none'].map((state) => h('span', { class: `cover-key cover-${state}` }, t(lang, `cover.${state}`)))),
    h('thead', { class: 'sr' }, h('tr', null, ['col.section', 'cover.holds', 'cover.fails', 'cover.none'].map((key) => h('th', { scope: 'col' }, t(lang, key))))),
    h('tbody', null, rows.map(({ index, deep }) => {
      const { marker, title } = sections[index];
      const { holds, fails, none } = counts[index];
      const bar = h('div', { class: 'cover-bar', 'aria-hidden': 'true', vars: { width: `${read.metricsOfSection[index] / most * 100}%` } },
        [['holds', holds], ['fails', fails], ['none', none]].map(([state, n]) => (n ? h('i', { class: `cover-${state}`, vars: { 'flex-grow': String(n) } }) : null)));
      return h('tr', { class: deep ? 'is-deep' : null },
        h('th', { scope: 'row', lang: 'zh-Hans' }, h('button', { type: 'button', class: 'link', 'data-section': index }, `${marker ?? ''}${title}`), bar),
        h('td', { class: holds ? 'holds' : 'muted' }, holds), h('td', { class: fails ? 'fails' : 'muted' }, fails), h('td', { class: 'muted' }, none));
    })));
}
