// Acts cited, those no longer current first.

import { byId, h, replace } from '../dom.js';
import { growing, redraw } from '../redraw.js';
import { shows } from '../state.js';
import { t, term } from '../strings.js';
import { blank, nothing } from './blank.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../state.js').Citation} Citation
 * @typedef {import('../state.js').Lang} Lang
 * @typedef {import('../model.js').Model} Model
 * @typedef {import('../actions.js').Actions} Actions
 */

const RANK = /** @type {Record<string, number>} */ ({ repealed: 0, superseded: 0, amended: 1 });

/**
 * @param {Actions} actions
 * @returns {(state: State, prev: State | null) => void}
 */
export function citationsView(actions) {
  const root = byId('panel-citations');
  /** @type {Listed} */
  let list = { order: [], rows: null };

  root.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (button?.dataset.citation !== undefined) actions.select('citation', Number(button.dataset.citation), 'list');
  });

  const drawList = redraw(({ read, lang, reading }) => [read, lang, reading === 'failed'], (state) => { list = draw(root, state); });
  return (state, prev) => {
    if (!shows(state, 'citations')) return;
    drawList(state, prev);
    if (prev?.selected !== state.selected || !(prev && shows(prev, 'citations')) || prev?.read !== state.read) markSelected(root, state, list);
  };
}

/**
 * The acts in the order of the rows, and the rows made of them so far.
 * @typedef {{ order: readonly number[], rows: ReturnType<typeof growing> | null }} Listed
 */

/** A row, in pixels. */
const ROW_HEIGHT = 70;

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @returns {Listed}
 */
function draw(root, state) {
  const { lang, read } = state;
  if (!read) {
    replace(root, blank(state));
    return { order: [], rows: null };
  }
  const { acts } = read;
  if (!acts.length) {
    replace(root, nothing(t(lang, 'citations.empty')));
    return { order: [], rows: null };
  }
  const ranked = acts
    .map((act, index) => ({ index, rank: RANK[act.first.law?.status ?? ''] ?? (act.uses.some((use) => read.report.citations[use].broken) ? 2 : 3) }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index);
  const ended = ranked.filter(({ rank }) => rank === 0).length;
  const order = ranked.map(({ index }) => index);
  const items = h('ol', { class: 'items' });
  const rows = growing(order.length, ROW_HEIGHT, (from, to) => { for (const index of order.slice(from, to)) items.append(item(read, index, lang)); });
  replace(root,
    h('p', { class: 'summary' },
      h('span', null, t(lang, 'citations.summary', { acts: acts.length, uses: read.report.citations.length })),
      ended ? h('strong', { class: 'fails' }, t(lang, 'citations.attention', { n: ended })) : null),
    items, rows.rest,
    h('p', { class: 'aside' }, t(lang, 'citations.note')));
  return { order, rows };
}

/**
 * @param {Model} read
 * @param {number} index
 * @param {Lang} lang
 */
function item(read, index, lang) {
  const year = read.report.meta.year?.value ?? Infinity;
  const act = read.acts[index];
  const uses = act.uses.map((use) => read.report.citations[use]);
  const law = act.first.law ?? null;
  const status = law?.status ?? 'unknown';
  const printed = [...new Set(uses.map(({ name }) => name))].filter((name) => name !== act.name);
  const dates = law ? [
    law.endedOn ? t(lang, law.status === 'in-force' || law.status === 'amended' ? 'citations.endedLater' : 'citations.ended', { date: law.endedOn }) : null,
    law.effective && !law.endedOn ? t(lang, law.status === 'amended' || Number(law.effective.slice(0, 4)) > year ? 'citations.amended' : 'citations.effective', { date: law.effective }) : null,
    law.supersededBy ? t(lang, 'citations.by', { name: `《${law.supersededBy}》` }) : null,
    law.confidence === 'high' || status === 'unknown' ? null : t(lang, 'citations.unsure'),
  ].filter(Boolean) : [];
  return h('li', { class: `item cited status-${status}`, 'data-act': index },
    h('button', { type: 'button', class: 'item-go', 'data-citation': act.uses[0] },
      h('span', { class: 'item-title', lang: 'zh-Hans' }, `《${act.name}》`)),
    h('p', { class: 'act-facts' },
      h('span', { class: 'act-status' }, t(lang, `citations.status.${status}`)),
      h('span', null, term(lang, 'cite', act.first.kind)),
      uses.some(({ broken }) => broken) ? h('span', { class: 'fails' }, t(lang, 'citations.broken')) : null,
      dates.map((words) => h('span', null, words)),
      act.uses.length > 1 ? h('span', null, t(lang, 'citations.uses', { n: act.uses.length })) : null),
    printed.length ? h('p', { class: 'act-facts muted', lang: 'zh-Hans' }, `${t(lang, 'citations.asPrinted')} ${printed.map((name) => `《${name}》`).join('')}`) : null,
    act.uses.length > 1 || uses[0].article ? h('div', { class: 'uses' }, act.uses.map((use, nth) => {
      const { article } = read.report.citations[use];
      return h('button', { type: 'button', class: 'chip', 'data-citation': use }, t(lang, 'citations.goto', { n: nth + 1 }), article ? h('span', { lang: 'zh-Hans' }, ` ${article}`) : null);
    })) : null);
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @param {Listed} list
 */
function markSelected(root, { selected, read }, { order, rows }) {
  root.querySelector('.item.is-selected')?.classList.remove('is-selected');
  root.querySelector('.chip.is-selected')?.classList.remove('is-selected');
  if (selected?.kind !== 'citation' || !read) return;
  rows?.reach(order.indexOf(read.actOfCitation[selected.index]));
  const found = root.querySelector(`[data-act="${read.actOfCitation[selected.index]}"]`);
  found?.classList.add('is-selected');
  found?.querySelector(`.chip[data-citation="${selected.index}"]`)?.classList.add('is-selected');
  if (selected.from !== 'list') found?.scrollIntoView({ block: 'center' });
}
