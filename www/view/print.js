// What the printer gets: the text with the numbers of its findings, and what there is to say of it.

import { shownRows } from '../actions/batch.js';
import { ANSWER_SIGNS } from '../choices.js';
import { byId, h, replace } from '../dom.js';
import { SIGNS, equationWords, requirementLine, versusOf } from '../format.js';
import { unread } from '../model.js';
import { placeWords, remarkParts, reviewOf } from '../review.js';
import { PARTS, checkCounts, reasonOf, remarkCounts, rowName } from '../rows.js';
import { t } from '../strings.js';
import { SEVERITIES, checkStanding } from '../trouble.js';
import { TIGHT, specsOf } from './sheet.js';
import { SCOPES } from './outline.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../model.js').Model} Model
 */

/** @param {State} state */
export function drawPrint(state) {
  const root = byId('print');
  const { read, doc, lang, table, batch } = state;
  if (table && batch) {
    replace(root, h('h2', null, t(lang, 'batch.print')), rowsTable(state, batch.rows));
    return;
  }
  const review = reviewOf(state);
  if (!read || !review) {
    replace(root, doc ? h('article', { class: 'paper', lang: 'zh-Hans' }, numbered(unread(doc.text), [])) : null);
    return;
  }
  const { meta, relations, requirements } = read.report;
  const scope = SCOPES[meta.scope];
  const { remarks } = review;
  const fails = relations.filter((_, index) => checkStanding(state, index) === 'open');
  replace(root,
    h('article', { class: 'paper', lang: 'zh-Hans' }, numbered(read, remarks)),
    h('h2', null, t(lang, 'print.title')),
    h('p', null, t(lang, 'print.of', { name: t(lang, 'name'), date: review.date, rules: review.rules })),
    h('h3', null, t(lang, 'req.title')),
    scope ? h('p', null, t(lang, scope)) : null,
    requirements.length ? h('ul', null, requirements.map((each) => h('li', null, requirementLine(each, lang)))) : null,
    h('h3', null, t(lang, 'print.findings')),
    remarks.length ? h('ol', null, remarks.map((remark) => {
      const { title, says, place, quote } = remark;
      return h('li', null, h('strong', null, `${title} `), says, h('span', { class: 'muted', lang: 'zh-Hans' }, ` （${placeWords(place, lang)}）`),
        quote ? h('div', { lang: 'zh-Hans' }, quote.before, h('mark', null, quote.words), quote.after) : null,
        remarkParts(remark, lang).map((part) => h('div', null, part)));
    })) : h('p', null, t(lang, 'print.none')),
    h('h3', null, t(lang, 'print.checks')),
    fails.length ? h('ol', null, fails.map((relation) => {
      const { pair, apart } = versusOf(read, relation, lang);
      return h('li', null, [equationWords(relation.expr, lang), ...[...pair, ...(apart ? [apart] : [])].map((each) => each.join(' '))].join('　'));
    })) : h('p', null, t(lang, 'print.none')));
}

/** What of a batch's table has room on paper. @type {readonly import('../rows.js').Column[]} */
const PRINTED = ['report', 'year', ...PARTS, 'figures', 'checks', ...SEVERITIES, 'ended', 'verdict', 'note'];

/**
 * The table of a batch as it is shown.
 * @param {State} state
 * @param {readonly import('../batch.js').Row[]} rows
 */
function rowsTable(state, rows) {
  const { lang } = state;
  const cell = (/** @type {import('../batch.js').Row} */ row, /** @type {typeof PRINTED[number]} */ column) => {
    const { summary } = row;
    if (column === 'report') return rowName(row);
    if (column === 'verdict') return t(lang, `batch.verdict.${row.verdict || 'none'}`);
    if (column === 'note') return row.note || (summary ? '' : reasonOf(row, lang));
    if (!summary) return '';
    if (column === 'year') return summary.year?.value ?? '–';
    if (column === 'figures') return summary.figures;
    if (column === 'ended') return summary.ended.length;
    if (column === 'checks') {
      const { holds, fails, asks } = checkCounts(summary, state);
      return `${ANSWER_SIGNS.holds}${holds} ${ANSWER_SIGNS.fails}${fails} ${ANSWER_SIGNS.asks}${asks}`;
    }
    if (column === 'error' || column === 'warning' || column === 'info') return remarkCounts(summary, state)[column];
    return SIGNS[summary.parts.find(({ id }) => id === column)?.state ?? ''] ?? '–';
  };
  return h('table', { class: 'print-rows' },
    h('thead', null, h('tr', null, PRINTED.map((column) => h('th', null, t(lang, `batch.col.${column}`))))),
    h('tbody', null, shownRows(state).map((at) => h('tr', null, PRINTED.map((column) => h('td', null, cell(rows[at], column)))))));
}

/**
 * The text as on the paper, with the number of each finding behind its words.
 * @param {Model} read
 * @param {readonly import('../review.js').Remark[]} remarks
 */
function numbered(read, remarks) {
  const ends = remarks.map(({ span, n }) => ({ at: span.end, nth: n })).sort((a, b) => a.at - b.at || a.nth - b.nth);
  let next = 0;
  return specsOf(read).filter(({ text }) => text.trim()).map((block) => {
    const element = h(block.tag, { class: block.look.replace(TIGHT, '') });
    let from = block.start;
    const end = block.start + block.text.length;
    for (; next < ends.length && ends[next].at <= end; next += 1) {
      const to = Math.max(from, ends[next].at);
      element.append(read.text.slice(from, to), h('sup', null, `[${ends[next].nth}]`));
      from = to;
    }
    element.append(read.text.slice(from, end));
    return element;
  });
}
