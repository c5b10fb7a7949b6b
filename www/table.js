// The figures as a table for Excel, WPS and other programs.

import { t, term } from './strings.js';

/**
 * @typedef {import('./state.js').Lang} Lang
 * @typedef {import('./model.js').Model} Model
 */

/**
 * @param {Model} read
 * @param {readonly number[]} order
 * @param {Lang} lang
 * @returns {string[][]}
 */
function rowsOf(read, order, lang) {
  const head = ['indicator', 'value', 'unit', 'subject', 'period', 'kind', 'section'].map((column) => t(lang, `col.${column}`));
  const rows = order.map((index) => {
    const metric = read.report.metrics[index];
    const section = metric.section ?? null;
    const upper = metric.valueMax ?? null;
    return [
      metric.indicator,
      upper === null ? String(metric.value) : `${metric.value}–${upper}`,
      metric.unit ?? '',
      metric.subject ?? '',
      metric.period?.text ?? '',
      term(lang, 'kind', metric.kind),
      section === null ? '' : `${read.report.sections[section].marker ?? ''}${read.report.sections[section].title}`,
      read.text.slice(metric.span.start, metric.span.end),
      t(lang, `approx.${metric.approx}`),
    ];
  });
  return [[...head, t(lang, 'detail.printed'), t(lang, 'detail.approx')], ...rows];
}

/**
 * A cell that a spreadsheet program will not take for a formula.
 * @param {string} cell
 */
const harmless = (cell) => (/^[=+\-@\t\r]/.test(cell) && !/^-?[\d.]+$/.test(cell) ? `'${cell}` : cell);

/**
 * @param {Model} read
 * @param {readonly number[]} order
 * @param {Lang} lang
 */
export function tsvOf(read, order, lang) {
  return rowsOf(read, order, lang).map((row) => row.map((cell) => harmless(cell.replace(/[\t\r\n]+/g, ' '))).join('\t')).join('\n');
}

/**
 * With a byte order mark, by which Excel knows it for UTF-8.
 * @param {Model} read
 * @param {readonly number[]} order
 * @param {Lang} lang
 */
export function csvOf(read, order, lang) {
  const lines = rowsOf(read, order, lang).map((row) => row.map((cell) => `"${harmless(cell).replaceAll('"', '""')}"`).join(','));
  return `\ufeff${lines.join('\r\n')}\r\n`;
}
