// The table of a batch: its columns, what it is sorted and filtered by, what stands in it.

import { SIGNS, joined, requirementWord } from './format.js';
import { t } from './strings.js';
import { openChecks, openRemarks } from './summary.js';
import { SEVERITIES } from './trouble.js';

/**
 * @typedef {import('./state.js').Lang} Lang
 * @typedef {import('./state.js').BatchView} BatchView
 * @typedef {import('./batch.js').Row} Row
 * @typedef {import('./summary.js').Summary} Summary
 * @typedef {import('./summary.js').Decisions} Decisions
 * @typedef {typeof COLUMNS[number]} Column
 * @typedef {typeof ONLY[number]} Only
 */

/** The parts that are asked for, as the core names them. */
export const PARTS = /** @type {const} */ (['achievements', 'problems', 'first-responsible', 'plan', 'title', 'signature', 'date']);

export const COLUMNS = /** @type {const} */ (['report', 'year', ...PARTS, 'figures', 'checks', ...SEVERITIES, 'ended', 'band', 'verdict', 'note']);

/** What the table can be narrowed to; '' for nothing. */
export const ONLY = /** @type {const} */ (['', 'open', 'pass', 'return', 'problems', 'parts', 'error', 'checks', 'ended', 'refused']);

/** @type {Readonly<Record<string, number>>} */
const STANDING = { missing: 0, empty: 1, mentioned: 2, section: 3 };
/** @type {Readonly<Record<Row['verdict'], number>>} */
const RULED = { return: 0, '': 1, pass: 2 };

const byWords = new Intl.Collator('zh-Hans', { numeric: true });

/**
 * How many of a row's checks fail, and how many only ask.
 * @param {Summary} summary
 * @param {Decisions} decisions
 */
export function checkCounts(summary, decisions) {
  const open = openChecks(summary, decisions);
  const fails = open.filter(({ answer }) => answer === 'fails').length;
  return { holds: summary.holds, fails, asks: open.length - fails };
}

/**
 * How many remarks of each severity wait.
 * @param {Summary} summary
 * @param {Decisions} decisions
 */
export function remarkCounts(summary, decisions) {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of openRemarks(summary, decisions)) counts[/** @type {keyof typeof counts} */ (severity)] += 1;
  return counts;
}

/**
 * What a report goes by: its body, else its title, else its file.
 * @param {Row} row
 */
export const rowName = ({ name, summary }) => summary?.body?.text ?? (summary?.title ? joined(summary.title) : name);

/**
 * By what a row is sorted; `null` for what stands behind all others.
 * @param {Row} row
 * @param {Column} column
 * @param {Decisions} decisions
 * @returns {number | string | null}
 */
function keyOf(row, column, decisions) {
  const { summary } = row;
  if (column === 'verdict') return RULED[row.verdict];
  if (column === 'note') return row.note || null;
  if (column === 'report') return rowName(row);
  if (!summary) return null;
  if (column === 'year') return summary.year?.value ?? null;
  if (column === 'figures') return summary.figures;
  if (column === 'ended') return summary.ended.length;
  if (column === 'band') return summary.characters;
  if (column === 'checks') {
    const { fails, asks, holds } = checkCounts(summary, decisions);
    return fails * 1e8 + asks * 1e4 + holds;
  }
  if (column === 'error' || column === 'warning' || column === 'info') return remarkCounts(summary, decisions)[column];
  const part = summary.parts.find(({ id }) => id === column);
  return part ? STANDING[part.state] ?? null : null;
}

/**
 * @param {Row} row
 * @param {Only} only
 * @param {Decisions} decisions
 */
function isAmong(row, only, decisions) {
  const { summary, verdict, state } = row;
  if (only === '') return true;
  if (only === 'open') return verdict === '';
  if (only === 'pass' || only === 'return') return verdict === only;
  if (only === 'refused') return state === 'refused' || state === 'stopped';
  if (!summary) return false;
  if (only === 'error') return remarkCounts(summary, decisions).error > 0;
  if (only === 'checks') return checkCounts(summary, decisions).fails > 0;
  if (only === 'ended') return summary.ended.length > 0;
  return summary.parts.some(({ id, state: stands }) => stands !== 'section' && (only === 'parts' || id === only));
}

/**
 * The rows that are shown, by their indices, in order.
 * @param {readonly Row[]} rows
 * @param {BatchView} view
 * @param {Decisions} decisions
 * @returns {number[]}
 */
export function arranged(rows, { sort, dir, filter, only }, decisions) {
  const wanted = filter.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const shown = rows.flatMap((row, at) => {
    if (!isAmong(row, only, decisions)) return [];
    const words = wanted.length ? `${row.name} ${row.summary?.title ?? ''} ${row.summary?.body?.text ?? ''} ${row.summary?.year?.value ?? ''} ${row.note}`.toLowerCase() : '';
    return wanted.every((word) => words.includes(word)) ? [at] : [];
  });
  if (!sort) return dir === 1 ? shown : shown.reverse();
  const keys = new Map(shown.map((at) => [at, keyOf(rows[at], sort, decisions)]));
  return shown.sort((a, b) => {
    const [one, other] = [keys.get(a) ?? null, keys.get(b) ?? null];
    // What has nothing to be sorted by stands last, whichever way.
    if (one === null || other === null) return one === other ? a - b : one === null ? 1 : -1;
    const way = typeof one === 'string' ? byWords.compare(one, String(other)) : one - Number(other);
    return way * dir || a - b;
  });
}

/** @typedef {readonly [key: string, width: number, cell: (row: Row, lang: Lang, decisions: Decisions) => string | number | null]} Field */

/**
 * A required part in words.
 * @param {typeof PARTS[number]} id
 * @returns {Field}
 */
const partField = (id) => [id === 'title' ? 'req.name.title' : `req.${id}`, 16, ({ summary }, lang) => {
  const part = summary?.parts.find((each) => each.id === id);
  return part ? `${SIGNS[part.state] ?? ''} ${requirementWord(part, lang)}` : null;
}];

/** What the table is as a file: of each column its title, its width in characters and its cell. @type {readonly Field[]} */
const FIELDS = [
  ['sheet.file', 30, ({ name }) => name],
  ['col.body', 26, ({ summary }) => summary?.body?.text ?? null],
  ['col.report', 40, ({ summary }) => summary?.title ?? null],
  ['col.year', 8, ({ summary }) => summary?.year?.value ?? null],
  ...PARTS.map(partField),
  ['sheet.characters', 10, ({ summary }) => summary?.characters ?? null],
  ['tab.metrics', 8, ({ summary }) => summary?.figures ?? null],
  ['sheet.unchecked', 10, ({ summary }) => summary?.unchecked ?? null],
  .../** @type {const} */ (['holds', 'fails', 'asks']).map((answer) => /** @type {Field} */ ([`batch.checks.${answer}`, 8, ({ summary }, _, decisions) => (summary ? checkCounts(summary, decisions)[answer] : null)])),
  ...SEVERITIES.map((severity) => /** @type {Field} */ ([`verdict.${severity}`, 8, ({ summary }, _, decisions) => (summary ? remarkCounts(summary, decisions)[severity] : null)])),
  ['sheet.acts', 8, ({ summary }) => summary?.acts ?? null],
  ['batch.ended', 10, ({ summary }) => summary?.ended.length ?? null],
  ['batch.ended.which', 40, ({ summary }) => summary?.ended.map(({ name }) => `《${name}》`).join('') || null],
  ['batch.verdict', 10, ({ verdict }, lang) => t(lang, `batch.verdict.${verdict || 'none'}`)],
  ['batch.note', 40, ({ note }) => note || null],
  ['batch.unread', 40, (row, lang) => reasonOf(row, lang)],
];

/**
 * Why a row has nothing to show, if so.
 * @param {Row} row
 * @param {Lang} lang
 */
export function reasonOf({ state, why }, lang) {
  if (why) return t(lang, why.refused, why.vars);
  return state === 'read' ? null : t(lang, `batch.state.${state}`);
}

/** @param {Lang} lang */
export const tableHead = (lang) => FIELDS.map(([key, width]) => ({ title: t(lang, key), width }));

/**
 * @param {readonly Row[]} rows
 * @param {Lang} lang
 * @param {Decisions} decisions
 */
export const tableRows = (rows, lang, decisions) => rows.map((row) => FIELDS.map(([, , cell]) => cell(row, lang, decisions)));
