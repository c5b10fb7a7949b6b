// What is told of all checks together: how several that fail may hold, and what it
// is worth that nothing else is marked.

import { h } from '../dom.js';
import { t } from '../strings.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../probe.js').Repair} Repair
 */

/**
 * The sets of changes that settle several checks, each a button.
 * @param {State} state
 */
export function repairsPart({ lang, read, repairs }) {
  if (!read || repairs?.of !== read || !repairs.repairs.length) return null;
  /** @type {Map<string, number[]>} */
  const groups = new Map();
  repairs.repairs.forEach(({ settles, edits }, nth) => {
    const key = `${settles} ${edits.length}`;
    groups.set(key, [...groups.get(key) ?? [], nth]);
  });
  const set = (/** @type {number} */ nth) => h('button', { type: 'button', class: 'act', 'data-repair': nth, lang: 'zh-Hans' },
    repairs.repairs[nth].shown.flatMap(({ from, to }, at) => [at ? t(lang, 'repairs.and') : null, h('del', null, from), ' → ', h('ins', null, to)]));
  return h('section', { class: 'repairs', 'aria-label': t(lang, 'repairs') }, [...groups.values()].flatMap((nths) => {
    const { edits, settles } = repairs.repairs[nths[0]];
    return [
      h('p', null, h('strong', null, t(lang, 'repairs.told', { n: edits.length, all: settles.length })), ' ', nths.length > 1 ? t(lang, 'repairs.which') : null),
      h('div', { class: 'item-choices' }, nths.map(set)),
    ];
  }));
}

/**
 * What the silence on a report is worth.
 * @param {State} state
 */
export function worthPart({ lang, read, worth }) {
  if (!read) return null;
  const told = worth?.of === read ? worth.told : null;
  const ask = (/** @type {string} */ key) => h('button', { type: 'button', class: 'secondary', 'data-worth': '' }, t(lang, key));
  /** @type {import('../dom.js').Child[] | import('../dom.js').Child} */
  let body = ask('worth.ask');
  if (told === 'asked') body = [h('span', { class: 'worth-busy' }, t(lang, 'worth.asked')), ' ', h('button', { type: 'button', class: 'link', 'data-worth-end': '' }, t(lang, 'worth.end'))];
  else if (told === 'failed') body = [t(lang, 'worth.failed'), ' ', ask('worth.again')];
  else if (told) body = worthTable(lang, told.filter(({ tried }) => tried));
  return h('section', { class: 'worth', tabindex: -1, 'aria-label': t(lang, 'worth') },
    h('h3', null, t(lang, 'worth')),
    h('p', { class: 'aside' }, t(lang, 'worth.why')),
    h('div', { class: 'worth-body' }, body));
}

/**
 * @param {State['lang']} lang
 * @param {readonly import('../probe.js').Worth[]} rows
 */
function worthTable(lang, rows) {
  if (!rows.length) return t(lang, 'worth.none');
  const all = rows.reduce(([tried, marked], row) => [tried + row.tried, marked + row.marked], [0, 0]);
  const share = (/** @type {number} */ tried, /** @type {number} */ marked) => `${Math.round(100 * marked / tried)}%`;
  return [
    h('table', { class: 'worth-table' },
      h('thead', null, h('tr', null, ['worth.slip', 'worth.tried', 'worth.marked', 'worth.share'].map((key) => h('th', { scope: 'col' }, t(lang, key))))),
      h('tbody', null, rows.map(({ slip, tried, marked }) => h('tr', null,
        h('th', { scope: 'row' }, t(lang, `worth.slip.${slip}`)), h('td', null, tried), h('td', null, marked), h('td', null, share(tried, marked)))))),
    h('p', { class: 'aside' }, t(lang, 'worth.sum', { n: all[0], marked: all[1], share: share(all[0], all[1]) })),
  ];
}
