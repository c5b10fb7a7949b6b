// What each report speaks of, and which of the required parts it has: two maps, each a table.

import { h, replace } from '../dom.js';
import { SIGNS, number, requirementName, requirementWord } from '../format.js';
import { redraw } from '../redraw.js';
import { t, term } from '../strings.js';
import { labels, share } from './parts.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../state.js').Lang} Lang
 * @typedef {import('../state.js').Compared} Compared
 */

/**
 * @param {HTMLElement} root
 * @returns {(state: State, prev: State | null) => void}
 */
export function coverageView(root) {
  return redraw(({ compare, lang }) => [compare, lang], ({ compare, lang }) => {
    if (!compare) return;
    const names = labels(compare, lang);
    replace(root,
      map(t(lang, 'compare.parts'), t(lang, 'compare.parts.note'), requirements(compare, names, lang), lang),
      map(t(lang, 'compare.themes'), t(lang, 'compare.themes.note'), themes(compare, names, lang), lang));
  });
}

/**
 * @param {string} title
 * @param {string} note
 * @param {HTMLElement | null} table
 * @param {Lang} lang
 */
function map(title, note, table, lang) {
  return h('section', { class: 'compare-map' }, h('h2', null, title), h('p', { class: 'hint' }, note),
    table ? h('div', { class: 'compare-scroll', tabindex: 0, role: 'region', 'aria-label': title }, table) : h('p', { class: 'empty-note' }, t(lang, 'compare.map.none')));
}

/**
 * @param {string} corner
 * @param {readonly string[]} names
 */
const head = (corner, names) => h('thead', null, h('tr', null, h('th', { scope: 'col' }, corner), names.map((name) => h('th', { scope: 'col', title: name }, h('span', null, name)))));

/**
 * @param {Compared} compare
 * @param {readonly string[]} names
 * @param {Lang} lang
 */
function themes({ found: { themes: rows } }, names, lang) {
  if (!rows.length) return null;
  const most = Math.max(...rows.flatMap(({ cells }) => cells.map((cell) => cell.share)));
  return h('table', { class: 'compare-table compare-heat' }, head(t(lang, 'overview.theme'), names),
    h('tbody', null, rows.map(({ id, cells }) => h('tr', null, h('th', { scope: 'row' }, term(lang, 'role', id)),
      cells.map((cell) => h('td', { vars: { '--heat': `${Math.round((cell.share / most) * 46)}%` }, title: t(lang, 'compare.themes.cell', { characters: number(cell.characters), metrics: number(cell.metrics) }) },
        cell.characters ? share(cell.share) : h('span', { class: 'muted' }, '–')))))));
}

/**
 * @param {Compared} compare
 * @param {readonly string[]} names
 * @param {Lang} lang
 */
function requirements({ found: { requirements: rows } }, names, lang) {
  if (!rows.length) return null;
  return h('table', { class: 'compare-table compare-stands' }, head(t(lang, 'compare.part'), names),
    h('tbody', null, rows.map(({ id, cells }) => h('tr', null, h('th', { scope: 'row' }, requirementName({ id }, lang)),
      cells.map((cell, report) => {
        if (!cell) return h('td', null, h('span', { class: 'muted' }, '–'));
        const words = [h('span', { 'aria-hidden': 'true' }, SIGNS[cell.state] ?? ''), ' ', requirementWord({ id, state: cell.state }, lang)];
        return h('td', { class: `stands-${cell.state}` }, cell.span
          ? h('button', { type: 'button', class: 'link', 'data-report': report, 'data-start': cell.span.start, 'data-end': cell.span.end, title: t(lang, 'compare.show', { name: names[report] }) }, words) : words);
      })))));
}
