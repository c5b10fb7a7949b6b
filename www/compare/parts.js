// What the parts of a comparison have in common: what a report is called, quotes.

import { h } from '../dom.js';
import { excerpt, oneLine } from '../format.js';
import { t } from '../strings.js';

/**
 * @typedef {import('../state.js').Lang} Lang
 * @typedef {import('../state.js').Compared} Compared
 * @typedef {import('../state.js').Span} Span
 * @typedef {import('../../pkg/fazhi_compare.js').Row} Row
 * @typedef {import('../../pkg/fazhi_compare.js').Change} Change
 */

/** So much of a file's name tells it from another of one body and year. */
const FILE_WORDS = 14;

/** Words shown on either side of a quote. */
const REACH = 44;

/**
 * What each report is called: its year among reports of one body, its body among reports
 * of one year, both elsewhere; with its file where that would name two alike.
 * @param {Compared} compare
 * @param {Lang} lang
 * @returns {string[]}
 */
export function labels({ found: { reports } }, lang) {
  const alike = (/** @type {'body' | 'year'} */ key) => reports.every((each) => each[key] !== null && each[key] === reports[0][key]);
  const [oneBody, oneYear] = [alike('body'), alike('year')];
  const names = reports.map(({ name, body, year }) => {
    const told = year === null ? '' : t(lang, 'compare.year', { year: year ?? '' });
    if (oneBody && told) return told;
    if (oneYear && body) return body;
    return [body, told].filter(Boolean).join(lang === 'zh' ? '' : ' ') || name;
  });
  const twice = (/** @type {readonly string[]} */ all, /** @type {number} */ at) => all.indexOf(all[at]) !== all.lastIndexOf(all[at]);
  const files = reports.map(({ name }) => oneLine(name.replace(/\.\w{1,5}$/, ''), FILE_WORDS));
  const whole = names.map((name, at) => (!twice(names, at) || reports[at].name === name ? name : lang === 'zh' ? `${name}（${files[at]}）` : `${name} (${files[at]})`));
  return whole.map((name, at) => (twice(whole, at) ? reports[at].name : name));
}

/**
 * Stretches of a sentence of a report with the words round them, and the way there.
 * @param {Compared} compare
 * @param {number} report
 * @param {readonly Span[]} spans   In order.
 * @param {string} label
 * @param {Lang} lang
 */
export function quote({ reports }, report, spans, label, lang) {
  const { text } = reports[report];
  const [{ start }] = spans;
  const { end } = spans[spans.length - 1];
  const { before, after } = excerpt(text, { start, end }, REACH);
  const words = spans.flatMap((span, at) => [at ? text.slice(spans[at - 1].end, span.start) : '', h('mark', null, text.slice(span.start, span.end))]);
  return h('div', { class: 'compare-quote' },
    h('button', { type: 'button', class: 'link', 'data-report': report, 'data-start': start, 'data-end': end, title: t(lang, 'compare.show', { name: label }) }, label),
    h('blockquote', { lang: 'zh-Hans' }, before, words, after));
}

const plain = new Intl.NumberFormat('en', { maximumFractionDigits: 2, useGrouping: false });

/**
 * A value in a unit, money in 万 and 亿 from there on.
 * @param {number} value
 * @param {Pick<Row, 'unit'>} of
 */
export function amount(value, { unit }) {
  const size = Math.abs(value);
  const [by, scale] = unit === '元' && size >= 1e8 ? [1e8, '亿'] : unit === '元' && size >= 1e4 ? [1e4, '万'] : [1, ''];
  return `${plain.format(value / by)}${scale}${unit ?? ''}`;
}

/**
 * @param {number} value
 * @param {string} words
 */
const signed = (value, words) => (value > 0 ? `+${words}` : words.replace(/^-/, '−'));

/**
 * A difference, between shares or rates of change in points.
 * @param {Change} change
 * @param {Row} row
 * @param {Lang} lang
 */
export function difference({ difference: by }, row, lang) {
  if (by === 0) return t(lang, 'compare.same');
  const words = (row.kind === 'ratio' || row.kind === 'change') && row.unit === '%' ? t(lang, 'compare.points', { n: plain.format(by) }) : amount(by, row);
  return signed(by, words);
}

/** @param {number} value */
export const percent = (value) => signed(value, `${new Intl.NumberFormat('en', { maximumFractionDigits: 1 }).format(value)}%`);

/** @param {number} share */
export const share = (share) => `${new Intl.NumberFormat('en', { maximumFractionDigits: 1 }).format(share * 100)}%`;
