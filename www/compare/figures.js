// The indicators of all reports as one table: a row for each, a column for each report.

import { h, replace } from '../dom.js';
import { growing, redraw } from '../redraw.js';
import { t, term } from '../strings.js';
import { difference, labels, percent, quote } from './parts.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../state.js').Lang} Lang
 * @typedef {import('../state.js').Compared} Compared
 * @typedef {import('../state.js').CompareView} CompareView
 * @typedef {import('../../pkg/fazhi_compare.js').Row} Row
 * @typedef {import('../actions.js').Actions} Actions
 */

/** A row, about, in pixels. */
const ROW_HEIGHT = 40;

export const ONLY = /** @type {const} */ (['shared', 'changed', 'all', 'single']);
export const SORTS = /** @type {const} */ (['order', 'most', 'up', 'down']);

/**
 * The column of changes where there are just two reports, the later against the earlier.
 * @param {Compared} compare
 */
export function pairOf({ found: { reports } }) {
  const later = reports.findIndex(({ base }) => base !== null);
  return reports.length === 2 && later >= 0 ? { later, earlier: reports[later].base ?? 0 } : null;
}

/**
 * The latest change of a row, by which it is sorted: in per cent, or in points.
 * @param {Row} row
 */
function changeOf({ cells }) {
  const change = cells.findLast((cell) => cell?.change)?.change;
  return change ? change.percent ?? change.difference : null;
}

/**
 * The rows that are shown, by their places, in order.
 * @param {readonly Row[]} rows
 * @param {CompareView} view
 */
export function arranged(rows, { filter, only, sort }) {
  const wanted = filter.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const shown = rows.flatMap((row, at) => {
    const many = row.cells.filter(Boolean).length > 1;
    const among = only === 'all' || (only === 'single' ? !many : many && (only === 'shared' || new Set(row.cells.flatMap((cell) => (cell ? [cell.value] : []))).size > 1));
    const words = wanted.length ? `${row.name} ${row.unit ?? ''} ${row.cells.map((cell) => cell?.name ?? '').join(' ')}`.toLowerCase() : '';
    return among && wanted.every((word) => words.includes(word)) ? [at] : [];
  });
  if (sort === 'order') return shown;
  const key = (/** @type {number} */ at) => {
    const change = changeOf(rows[at]);
    if (change === null) return -Infinity;
    return sort === 'most' ? Math.abs(change) : sort === 'up' ? change : -change;
  };
  const keys = new Map(shown.map((at) => [at, key(at)]));
  return shown.sort((a, b) => {
    const [one, other] = [keys.get(a) ?? 0, keys.get(b) ?? 0];
    return one === other ? a - b : other - one;
  });
}

/**
 * @param {HTMLElement} root
 * @param {Actions} actions
 * @returns {(state: State, prev: State | null) => void}
 */
export function figuresView(root, actions) {
  const filter = h('input', { type: 'search', class: 'filter', id: 'compare-filter', autocomplete: 'off', spellcheck: 'false' });
  const only = h('select', { id: 'compare-only' });
  const sort = h('select', { id: 'compare-sort' });
  const count = h('span', { class: 'count' });
  const body = h('div', { class: 'compare-scroll', tabindex: 0, role: 'region' });
  replace(root, h('div', { class: 'compare-fields' }, filter, only, sort, count), body);
  /** @type {State | null} */
  let now = null;

  filter.addEventListener('input', (event) => {
    if (!(/** @type {InputEvent} */ (event)).isComposing) actions.setCompareView({ filter: filter.value });
  });
  filter.addEventListener('compositionend', () => actions.setCompareView({ filter: filter.value }));
  only.addEventListener('change', () => actions.setCompareView({ only: /** @type {CompareView['only']} */ (only.value) }));
  sort.addEventListener('change', () => actions.setCompareView({ sort: /** @type {CompareView['sort']} */ (sort.value) }));
  body.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button[data-row]') : null;
    if (button instanceof HTMLElement && now?.compare) unfold(button, now.compare, now.lang);
  });

  /**
   * The sentences behind a row, under it.
   * @param {HTMLElement} button
   * @param {Compared} compare
   * @param {Lang} lang
   */
  function unfold(button, compare, lang) {
    const row = button.closest('tr');
    const open = button.getAttribute('aria-expanded') === 'true';
    button.setAttribute('aria-expanded', String(!open));
    if (open) {
      row?.nextElementSibling?.remove();
      return;
    }
    const names = labels(compare, lang);
    const { cells } = compare.found.rows[Number(button.dataset.row)];
    const quotes = cells.flatMap((cell, report) => (cell ? [cell.span, ...cell.again].map((span) => quote(compare, report, [span], names[report], lang)) : []));
    row?.after(h('tr', { class: 'compare-behind' }, h('td', { colspan: row.cells.length }, h('div', { class: 'compare-quotes' }, quotes))));
  }

  return redraw(({ compare, compareView: view, lang }) => [compare, view, lang], (state, _, drawn) => {
    now = state;
    const { compare, compareView: view, lang } = state;
    if (!compare) return;
    const { rows } = compare.found;
    options(only, lang, 'compare.only', ONLY, view.only);
    options(sort, lang, 'compare.sort', SORTS, view.sort);
    filter.placeholder = t(lang, 'compare.filter');
    filter.setAttribute('aria-label', t(lang, 'compare.filter'));
    if (filter.value !== view.filter) filter.value = view.filter;
    body.setAttribute('aria-label', t(lang, 'compare.tab.figures'));
    const order = arranged(rows, view);
    count.textContent = t(lang, 'compare.shown', { n: order.length });
    if (drawn && drawn.compareView !== view) actions.sayComparedRows(order.length);
    if (!order.length) {
      replace(body, h('div', { class: 'empty' }, h('p', null, t(lang, view.filter || view.only === 'single' || view.only === 'all' ? 'compare.figures.filtered' : 'compare.figures.none'))));
      return;
    }
    drawTable(body, compare, order, lang);
  });
}

/**
 * @param {HTMLElement} body
 * @param {Compared} compare
 * @param {readonly number[]} order
 * @param {Lang} lang
 */
function drawTable(body, compare, order, lang) {
  const { rows } = compare.found;
  const names = labels(compare, lang);
  const pair = pairOf(compare);
  const made = h('tbody');
  const heads = ['compare.col.name', ...names.map(() => null), ...(pair ? ['compare.col.difference', 'compare.col.percent'] : [])];
  const table = h('table', { class: pair ? 'compare-table compare-pair' : 'compare-table' }, h('thead', null, h('tr', null,
    heads.map((key, at) => h('th', { scope: 'col', class: key && at ? 'compare-by' : null, title: key ? null : compare.reports[at - 1].name }, h('span', null, key ? t(lang, key) : names[at - 1]))))), made);
  const grown = growing(order.length, ROW_HEIGHT, (from, to) => {
    for (const at of order.slice(from, to)) made.append(rowElement(rows[at], at, pair, lang));
  });
  replace(body, table, grown.rest);
}

/**
 * @param {Row} row
 * @param {number} at
 * @param {ReturnType<typeof pairOf>} pair
 * @param {Lang} lang
 */
function rowElement(row, at, pair, lang) {
  const notes = [row.target ? t(lang, 'compare.target') : '', row.kind === 'change' ? term(lang, 'kind', 'change') : ''].filter(Boolean);
  const cells = row.cells.map((cell) => (cell ? h('td', null, h('span', { class: 'compare-printed', lang: 'zh-Hans' }, cell.value < 0 ? `−${cell.printed}` : cell.printed),
    cell.change ? h('span', { class: 'compare-change' }, `${difference(cell.change, row, lang)}${typeof cell.change.percent !== 'number' || cell.change.difference === 0 ? '' : ` (${percent(cell.change.percent)})`}`) : null)
    : h('td', { class: 'compare-none' }, h('span', { 'aria-hidden': 'true' }, '–'), h('span', { class: 'sr' }, t(lang, 'compare.notStated')))));
  const change = pair ? row.cells[pair.later]?.change : null;
  return h('tr', null,
    h('th', { scope: 'row' }, h('button', { type: 'button', class: 'compare-name', 'data-row': at, 'aria-expanded': 'false', lang: 'zh-Hans' }, row.name), notes.map((note) => h('span', { class: 'compare-note' }, note))),
    cells,
    pair ? [h('td', { class: 'compare-by' }, change ? difference(change, row, lang) : ''), h('td', { class: 'compare-by' }, change && typeof change.percent === 'number' && change.difference !== 0 ? percent(change.percent) : '')] : null);
}

/**
 * @param {HTMLSelectElement} select
 * @param {Lang} lang
 * @param {string} key
 * @param {readonly string[]} values
 * @param {string} value
 */
function options(select, lang, key, values, value) {
  select.setAttribute('aria-label', t(lang, key));
  replace(select, values.map((each) => h('option', { value: each }, t(lang, `${key}.${each}`))));
  select.value = value;
}
