// What leaves the page of a batch: its table, all figures, all reviews.

import { named, requirementName } from '../format.js';
import { placeWords, remarkParts, reviewFacts } from '../review.js';
import { rowName, tableHead, tableRows } from '../rows.js';
import { t } from '../strings.js';
import { FIGURE_COLUMNS, csvLines, figureHead } from '../table.js';
import { FIGURE_WIDTHS } from './workbook.js';

/**
 * @typedef {import('../state.js').Lang} Lang
 * @typedef {import('../batch.js').Row} Row
 * @typedef {import('../summary.js').Decisions} Decisions
 * @typedef {import('../review.js').Review} Review
 * @typedef {import('../documents.js').WriteBlock} WriteBlock
 * @typedef {import('../../pkg/fazhi_documents.js').Workbook} Workbook
 */

/**
 * The table, and behind it the figures of all its reports, where they are given.
 * @param {readonly Row[]} rows
 * @param {(string | number | null)[][] | null} figures
 * @param {Lang} lang
 * @param {Decisions} decisions
 * @returns {Workbook}
 */
export function batchWorkbook(rows, figures, lang, decisions) {
  const columns = FIGURE_COLUMNS.map((column) => ({ title: t(lang, `col.${column}`), width: FIGURE_WIDTHS[column] ?? 10 }));
  return {
    sheets: [
      { name: t(lang, 'batch.sheet'), columns: tableHead(lang), rows: tableRows(rows, lang, decisions) },
      ...(figures ? [{ name: t(lang, 'sheet.figures'), columns, rows: figures }] : []),
    ],
  };
}

/**
 * @param {readonly Row[]} rows
 * @param {Lang} lang
 * @param {Decisions} decisions
 */
export const batchCsv = (rows, lang, decisions) => csvLines([tableHead(lang).map(({ title }) => title), ...tableRows(rows, lang, decisions)]);

/** @param {Lang} lang */
export const figuresCsvHead = (lang) => csvLines([figureHead(lang)]);

/**
 * The reviews of a batch as the text of one document of Word, and what its lines are.
 * @param {readonly { row: Row, review: Review | null }[]} reports
 * @param {Lang} lang
 * @returns {{ text: string, blocks: WriteBlock[] }}
 */
export function reviewsDocument(reports, lang) {
  /** @type {string[]} */
  const lines = [];
  /** @type {WriteBlock[]} */
  const blocks = [];
  let at = 0;
  const add = (/** @type {string} */ words, /** @type {WriteBlock['kind'] | null} */ kind = null) => {
    const line = words.replace(/[\r\n\t]+/g, ' ');
    if (kind) blocks.push({ start: at, end: at + line.length, kind });
    lines.push(line);
    at += line.length + 1;
  };
  add(t(lang, 'batch.reviews'), 'title');
  reports.forEach(({ row, review }, nth) => {
    add(`${nth + 1}. ${rowName(row)}${row.summary?.year ? t(lang, 'batch.reviews.year', { year: row.summary.year.value }) : ''}`, 'heading');
    for (const words of factsOf(row, review, lang)) add(words);
    for (const remark of review?.remarks ?? []) {
      add(`${remark.n}. ${remark.title} · ${placeWords(remark.place, lang)}`, 'subheading');
      if (remark.quote) add(`${remark.quote.before}【${remark.quote.words}】${remark.quote.after}`);
      add(named(lang, t(lang, 'review.says'), remark.says));
      for (const part of remarkParts(remark, lang)) add(part);
    }
  });
  return { text: lines.join('\n'), blocks };
}

/**
 * What is said of a report before the remarks on it.
 * @param {Row} row
 * @param {Review | null} review
 * @param {Lang} lang
 */
function factsOf({ name, verdict, note, summary, why }, review, lang) {
  const lacking = (summary?.parts ?? []).filter(({ state }) => state !== 'section').map((part) => requirementName(part, lang));
  return [
    named(lang, t(lang, 'sheet.file'), name),
    named(lang, t(lang, 'batch.verdict'), t(lang, `batch.verdict.${verdict || 'none'}`)),
    note && named(lang, t(lang, 'batch.note'), note),
    lacking.length ? named(lang, t(lang, 'batch.reviews.lacking'), lacking.join(lang === 'zh' ? '、' : ', ')) : '',
    ...(review ? reviewFacts(review) : [why ? t(lang, why.refused, why.vars) : t(lang, 'batch.state.refused')]),
  ].filter(Boolean);
}
