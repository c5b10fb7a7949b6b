// The figures as a table for Excel, WPS and other programs.

import { answerOf } from './choices.js';
import { joined } from './format.js';
import { t, term } from './strings.js';

/**
 * @typedef {import('./state.js').Lang} Lang
 * @typedef {import('./model.js').Model} Model
 */

/** What is told of each figure. */
export const FIGURE_COLUMNS = /** @type {const} */ (['report', 'body', 'year', 'section', 'sentence', 'offset', 'indicator', 'value', 'valueMax', 'unit', 'direction', 'approx', 'period', 'iso', 'subject', 'theme', 'kind', 'target', 'check', 'printed']);

/**
 * A figure as a row that is complete in itself: rows of many reports can be put under
 * one another. Values are in base units and never negative; what fell has its direction
 * beside it.
 * @param {Model} read
 * @param {number} index
 * @param {Lang} lang
 * @param {string | null} name   The file's name, for a report without a title.
 * @returns {Record<typeof FIGURE_COLUMNS[number], string | number | null>}
 */
export function figureCells(read, index, lang, name) {
  const { meta, metrics, sections } = read.report;
  const metric = metrics[index];
  const section = sections[metric.section ?? -1];
  return {
    report: meta.title ? joined(meta.title.text) : name,
    body: meta.issuer?.text ?? null,
    year: meta.year?.value ?? null,
    section: section ? `${section.marker ?? ''}${section.title}` : null,
    sentence: read.text.slice(metric.sentence.start, metric.sentence.end).trim(),
    offset: metric.span.start,
    indicator: metric.indicator,
    value: metric.value,
    valueMax: metric.valueMax ?? null,
    unit: metric.unit ?? null,
    direction: metric.direction ? term(lang, 'direction', metric.direction) : null,
    approx: t(lang, `approx.${metric.approx}`),
    period: metric.period?.text ?? null,
    iso: metric.period?.iso ?? null,
    subject: metric.subject ?? null,
    theme: metric.theme ? term(lang, 'role', metric.theme) : null,
    kind: term(lang, 'kind', metric.kind),
    target: isTarget(read, index) ? t(lang, 'metrics.target') : null,
    check: t(lang, `metrics.${checkState(read, index)}`),
    printed: read.text.slice(metric.span.start, metric.span.end),
  };
}

/**
 * All figures of a report as rows, under FIGURE_COLUMNS.
 * @param {Model} read
 * @param {Lang} lang
 * @param {string | null} name   The file's name, for a report without a title.
 * @param {readonly number[]} [order]   Only these, in this order.
 * @returns {(string | number | null)[][]}
 */
export function figureRows(read, lang, name, order = read.report.metrics.map((_, index) => index)) {
  return order.map((index) => {
    const cells = figureCells(read, index, lang, name);
    return FIGURE_COLUMNS.map((column) => cells[column]);
  });
}

/** @param {Lang} lang */
export const figureHead = (lang) => FIGURE_COLUMNS.map((column) => t(lang, `col.${column}`));

/**
 * What the checks say of a figure. One that stands in a check that fails need not
 * be the wrong one.
 * @param {Model} read
 * @param {number} index
 * @returns {'holds' | 'fails' | 'asks' | 'unchecked'}
 */
export function checkState(read, index) {
  const mine = read.relationsOfMetric[index];
  if (!mine.length) return 'unchecked';
  const answers = mine.map((each) => answerOf(read.report.relations[each]));
  return answers.includes('fails') ? 'fails' : answers.includes('asks') ? 'asks' : 'holds';
}

/**
 * Whether a figure is one of a plan: it stands where the report plans, or is of a
 * later year.
 * @param {Model} read
 * @param {number} index
 */
export function isTarget({ report: { metrics, sections, meta } }, index) {
  const { section, period } = metrics[index];
  for (let at = section ?? null; at !== null; at = sections[at]?.parent ?? null) if (sections[at]?.role === 'plan') return true;
  return Boolean(meta.year && period?.iso && Number(period.iso.slice(0, 4)) > meta.year.value);
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
 * @param {string | null} [name]   The file's name, for a report without a title.
 */
export function tsvOf(read, order, lang, name = null) {
  return [figureHead(lang), ...figureRows(read, lang, name, order)].map((row) => row.map((cell) => harmless(String(cell ?? '').replace(/[\t\r\n]+/g, ' '))).join('\t')).join('\n');
}

/**
 * Rows as lines of CSV.
 * @param {readonly (readonly (string | number | boolean | null)[])[]} rows
 */
export const csvLines = (rows) => rows.map((row) => `${row.map((cell) => `"${harmless(String(cell ?? '')).replaceAll('"', '""')}"`).join(',')}\r\n`).join('');

/** By this mark Excel knows a file for UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff';

/**
 * @param {Model} read
 * @param {readonly number[]} order
 * @param {Lang} lang
 * @param {string | null} [name]   The file's name, for a report without a title.
 */
export function csvOf(read, order, lang, name = null) {
  return `${BYTE_ORDER_MARK}${csvLines([figureHead(lang), ...figureRows(read, lang, name, order)])}`;
}
