// What reports say of the year before, and totals against their parts: what disagrees
// first, with both quotes.

import { h, replace } from '../dom.js';
import { signOf } from '../format.js';
import { redraw } from '../redraw.js';
import { t } from '../strings.js';
import { amount, labels, quote } from './parts.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../state.js').Lang} Lang
 * @typedef {import('../state.js').Compared} Compared
 * @typedef {import('../../pkg/fazhi_compare.js').Statement} Statement
 * @typedef {import('../../pkg/fazhi_compare.js').Total} Total
 */

/** Statements that were looked at, by what came of it, in the order in which they are shown. */
const GROUPS = /** @type {const} */ (['differs', 'asks', 'open', 'holds']);

/** @param {Statement} statement */
export const groupOf = ({ state, grade }) => (state === 'differs' && grade === 'likely' ? 'asks' : state);
/** @param {Total} total */
export const totalGroupOf = ({ state, grade }) => (state === 'differs' || state === 'exceeded' ? (grade === 'likely' ? 'asks' : 'differs') : state === 'holds' ? 'holds' : 'open');

/**
 * What is shown in each group: statements of one sentence on one figure are one.
 * @param {Compared} compare
 */
function grouped({ found: { statements, totals } }) {
  return GROUPS.map((group) => ({
    group, said: together(statements.filter((each) => groupOf(each) === group)), totals: totals.filter((each) => totalGroupOf(each) === group),
  }));
}

/**
 * How many are shown in each group.
 * @param {Compared} compare
 */
export function saidCounts(compare) {
  const counts = new Map(grouped(compare).map(({ group, said, totals }) => [group, said.length + totals.length]));
  const of = (/** @type {typeof GROUPS[number]} */ group) => counts.get(group) ?? 0;
  return { differs: of('differs'), asks: of('asks'), open: of('open'), holds: of('holds') };
}

/**
 * @param {HTMLElement} root
 * @returns {(state: State, prev: State | null) => void}
 */
export function saidView(root) {
  return redraw(({ compare, lang }) => [compare, lang], ({ compare, lang }) => {
    if (!compare) return;
    const { statements, totals } = compare.found;
    if (!statements.length && !totals.length) {
      replace(root, h('div', { class: 'empty' }, h('p', null, t(lang, 'compare.said.none')), h('p', { class: 'empty-note' }, t(lang, 'compare.said.none.why'))));
      return;
    }
    const names = labels(compare, lang);
    const { differs, asks, open: unsure, holds } = saidCounts(compare);
    const clean = !differs && !asks;
    const verdict = clean ? h('p', { class: 'compare-verdict' }, t(lang, holds ? 'compare.said.clean' : 'compare.said.unproved', { n: holds || unsure })) : null;
    replace(root, verdict, grouped(compare).flatMap(({ group, said, totals: sums }) => {
      const mine = [...said.map((each) => statementItem(compare, each, names, lang)), ...sums.map((each) => totalItem(compare, each, names, lang))];
      if (!mine.length) return [];
      // Where nothing disagrees, what does agree is what there is to see.
      const open = group === 'differs' || group === 'asks' || (clean && (group === 'holds' || !holds));
      return [h('details', { class: `compare-group compare-${group}`, open },
        h('summary', null, h('h2', null, t(lang, `compare.said.${group}`), h('span', { class: 'chip-count' }, mine.length))),
        group === 'holds' ? null : h('p', { class: 'hint' }, t(lang, `compare.said.${group}.note`)),
        h('ul', { class: 'compare-items' }, mine))];
    }));
  });
}

/**
 * Statements of one sentence that rest on one figure of the earlier report: 上年的321件 and
 * 增加37件 have one reason.
 * @param {readonly Statement[]} statements
 */
function together(statements) {
  /** @type {Map<string, Statement[]>} */
  const groups = new Map();
  for (const each of statements) {
    const key = `${each.report} ${each.sentence.start} ${each.earlierSpan?.start ?? `${each.name}`}`;
    groups.set(key, [...groups.get(key) ?? [], each]);
  }
  return [...groups.values()];
}

/**
 * @param {Compared} compare
 * @param {readonly Statement[]} statements   Of one figure of the earlier report.
 * @param {readonly string[]} names
 * @param {Lang} lang
 */
function statementItem(compare, statements, names, lang) {
  const [{ report, earlier, name, earlierSpan }] = statements;
  const says = statements.map(({ state, kind, stated, computed, metric }) => {
    if (state === 'open') return t(lang, earlierSpan ? 'compare.said.unsure' : 'compare.said.unfound', { name: names[earlier] });
    const sign = kind === 'value' ? '' : signOf(compare.reports[report].report.metrics[metric]);
    return t(lang, `compare.says.${kind === 'value' ? 'value' : kind === 'unchanged' ? 'unchanged' : 'change'}`, { stated: `${sign}${stated}`, computed: computed ?? '', name: names[earlier] });
  });
  return h('li', { class: 'compare-item' },
    h('h3', null, h('span', { lang: 'zh-Hans' }, name), [...new Set(says)].map((each) => h('span', { class: 'compare-says' }, each))),
    quote(compare, report, statements.map(({ span }) => span), names[report], lang),
    earlierSpan ? quote(compare, earlier, [earlierSpan], names[earlier], lang) : null);
}

/**
 * @param {Compared} compare
 * @param {Total} total
 * @param {readonly string[]} names
 * @param {Lang} lang
 */
function totalItem(compare, total, names, lang) {
  const { report, state, name, stated, sum, unit, span, parts, expected } = total;
  const says = t(lang, `compare.total.${state}`, { stated, sum: amount(sum, { unit: unit ?? undefined }), n: parts.length, all: expected ?? '?' });
  return h('li', { class: 'compare-item' },
    h('h3', null, h('span', { lang: 'zh-Hans' }, name), h('span', { class: 'compare-says' }, says)),
    quote(compare, report, [span], names[report], lang),
    h('details', { class: 'compare-parts' }, h('summary', null, t(lang, 'compare.total.parts', { n: parts.length })),
      parts.map((part) => quote(compare, part.report, [part.span], names[part.report], lang))));
}
