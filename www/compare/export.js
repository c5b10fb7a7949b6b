// What leaves a comparison as a file: the table of indicators, what disagrees, what was
// taken over, what each report covers.

import { requirementName, requirementWord } from '../format.js';
import { t, term } from '../strings.js';
import { csvLines } from '../table.js';
import { labels } from './parts.js';
import { groupOf, totalGroupOf } from './said.js';

/**
 * @typedef {import('../state.js').Lang} Lang
 * @typedef {import('../state.js').Compared} Compared
 * @typedef {import('../../pkg/fazhi_documents.js').Workbook} Workbook
 * @typedef {(string | number | null)[]} Line
 */

/**
 * The indicators: of each report the value in the base unit and as printed; where it has
 * one to be reckoned from, the change.
 * @param {Compared} compare
 * @param {Lang} lang
 * @returns {{ columns: { title: string, width: number }[], rows: Line[] }}
 */
function figures(compare, lang) {
  const { rows, reports } = compare.found;
  const names = labels(compare, lang);
  const column = (/** @type {string} */ title, width = 14) => ({ title, width });
  const columns = [column(t(lang, 'compare.col.name'), 32), column(t(lang, 'col.unit'), 8), column(t(lang, 'col.kind'), 8), column(t(lang, 'col.theme'), 14), column(t(lang, 'compare.target'), 8)];
  names.forEach((name, at) => {
    columns.push(column(name), column(t(lang, 'compare.printed', { name }), 16));
    if (reports[at].base !== null) columns.push(column(t(lang, 'compare.change', { name })), column(t(lang, 'compare.changePercent', { name })));
  });
  const lines = rows.map((row) => [
    row.name, row.unit ?? null, term(lang, 'kind', row.kind), row.theme ? term(lang, 'role', row.theme) : null, row.target ? t(lang, 'compare.target') : null,
    ...row.cells.flatMap((cell, at) => [cell?.value ?? null, cell?.printed ?? null, ...(reports[at].base === null ? [] : [cell?.change?.difference ?? null, cell?.change?.percent ?? null])]),
  ]);
  return { columns, rows: lines };
}

/**
 * @param {Compared} compare
 * @param {Lang} lang
 */
export function compareCsv(compare, lang) {
  const { columns, rows } = figures(compare, lang);
  return csvLines([columns.map(({ title }) => title), ...rows]);
}

/**
 * @param {Compared} compare
 * @param {Lang} lang
 * @returns {Workbook}
 */
export function compareWorkbook(compare, lang) {
  const { statements, totals, reuse, themes, requirements } = compare.found;
  const names = labels(compare, lang);
  const words = (/** @type {number} */ report, /** @type {import('../state.js').Span} */ { start, end }) => compare.reports[report].text.slice(start, end).trim();
  const titled = (/** @type {readonly [key: string, width: number][]} */ columns) => columns.map(([key, width]) => ({ title: t(lang, key), width }));
  const perReport = names.map((title) => ({ title, width: 16 }));
  return {
    sheets: [
      { name: t(lang, 'compare.tab.figures'), ...figures(compare, lang) },
      {
        name: t(lang, 'compare.tab.said'),
        columns: titled([['compare.col.result', 14], ['compare.col.name', 28], ['compare.col.report', 18], ['compare.col.stated', 14], ['compare.col.computed', 14], ['col.sentence', 50], ['compare.col.against', 18], ['compare.col.against.sentence', 50]]),
        rows: [
          ...statements.map((each) => [t(lang, `compare.said.${groupOf(each)}`), each.name, names[each.report], each.stated, each.computed ?? null, words(each.report, each.sentence), names[each.earlier], each.earlierSentence ? words(each.earlier, each.earlierSentence) : null]),
          ...totals.map((each) => [t(lang, `compare.said.${totalGroupOf(each)}`), each.name, names[each.report], each.stated, `${each.sum}${each.unit ?? ''}`, words(each.report, each.sentence), each.parts.map(({ report }) => names[report]).join('、'), each.parts.map(({ stated }) => stated).join(' + ')]),
        ],
      },
      {
        name: t(lang, 'compare.tab.reuse'),
        columns: titled([['compare.col.report', 18], ['compare.col.from', 18], ['compare.col.kind', 14], ['compare.col.similarity', 10], ['compare.col.words', 60], ['compare.col.words.from', 60]]),
        rows: reuse.flatMap(({ report, source, passages }) => passages.map((each) => [names[report], names[source], t(lang, `compare.kind.${each.kind}`), Math.round(each.similarity * 1000) / 10, words(report, each.span), words(source, each.source)])),
      },
      {
        name: t(lang, 'compare.themes'),
        columns: [{ title: t(lang, 'overview.theme'), width: 20 }, ...perReport],
        rows: themes.map(({ id, cells }) => [term(lang, 'role', id), ...cells.map((cell) => Math.round(cell.share * 1000) / 10)]),
      },
      {
        name: t(lang, 'compare.parts'),
        columns: [{ title: t(lang, 'compare.part'), width: 24 }, ...perReport],
        rows: requirements.map(({ id, cells }) => [requirementName({ id }, lang), ...cells.map((cell) => (cell ? requirementWord({ id, state: cell.state }, lang) : null))]),
      },
    ],
  };
}
