// Relations between figures, the failing ones first.

import { byId, h, replace } from '../dom.js';
import { oneLine } from '../format.js';
import { t, term } from '../strings.js';
import { blank, nothing } from './blank.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../state.js').Lang} Lang
 * @typedef {import('../model.js').Model} Model
 * @typedef {import('../actions.js').Actions} Actions
 */

/**
 * @param {Actions} actions
 * @returns {(state: State, prev: State | null) => void}
 */
export function checksView(actions) {
  const root = byId('panel-checks');
  /** @type {State | null} */
  let drawn = null;
  /** @type {State | null} */
  let now = null;

  root.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (!button) return;
    if (button.dataset.unchecked !== undefined) actions.showUnchecked();
    else if (button.dataset.relation !== undefined) actions.select('relation', Number(button.dataset.relation), 'list');
    else if (button.dataset.member !== undefined) actions.select('metric', Number(button.dataset.member), 'list', 'stay');
  });

  const light = (/** @type {Event} */ event) => {
    const item = event.target instanceof Element ? event.target.closest('[data-item]') : null;
    const relation = item instanceof HTMLElement ? now?.read?.report.relations[Number(item.dataset.item)] : undefined;
    actions.light(relation ? [relation.total, ...relation.parts] : []);
  };
  root.addEventListener('pointerover', light);
  root.addEventListener('focusin', light);
  root.addEventListener('pointerleave', () => actions.light([]));
  root.addEventListener('focusout', () => actions.light([]));

  return (state, prev) => {
    now = state;
    if (state.tab !== 'checks') return;
    if (!drawn || drawn.read !== state.read || drawn.lang !== state.lang || drawn.reading !== state.reading) {
      drawn = state;
      draw(root, state);
    }
    if (prev?.selected !== state.selected || prev?.tab !== state.tab || prev?.read !== state.read) markSelected(root, state);
  };
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 */
function draw(root, state) {
  const { lang, read } = state;
  if (!read) {
    replace(root, blank(state));
    return;
  }
  const { relations } = read.report;
  const rest = read.unrelated ? h('p', { class: 'aside' }, t(lang, 'checks.unrelated', { n: read.unrelated }), ' ',
    h('button', { type: 'button', class: 'link', 'data-unchecked': '' }, t(lang, 'checks.showUnrelated'))) : null;
  if (!relations.length) {
    replace(root, nothing(t(lang, 'checks.empty'), t(lang, 'checks.empty.note')), rest);
    return;
  }
  const fails = relations.filter(({ holds }) => !holds).length;
  const holds = relations.length - fails;
  replace(root,
    h('p', { class: 'summary' }, fails
      ? [h('strong', { class: 'fails' }, t(lang, 'checks.summary.fails', { n: fails })), h('span', null, t(lang, 'checks.summary.holds', { n: holds }))]
      : h('strong', { class: 'holds' }, t(lang, 'checks.summary.allHold', { n: holds }))),
    h('ol', { class: 'items checks' }, read.checks.map((index) => item(read, index, lang))),
    rest,
    h('p', { class: 'aside' }, t(lang, 'checks.caveat')));
}

/**
 * @param {Model} read
 * @param {number} index
 * @param {Lang} lang
 */
function item(read, index, lang) {
  const { text, report } = read;
  const relation = report.relations[index];
  const { holds } = relation;
  // Of two statements of one thing, neither is the computed one.
  const twice = relation.kind === 'equal';
  const members = [relation.total, ...relation.parts].map((member) => {
    const metric = report.metrics[member];
    return metric && h('li', null, h('button', { type: 'button', class: 'member', 'data-member': member, lang: 'zh-Hans' },
      h('span', { class: 'member-name' }, metric.indicator || '—'), h('span', { class: 'member-value' }, oneLine(text.slice(metric.span.start, metric.span.end)))));
  });
  return h('li', { class: `item check ${holds ? 'is-holding' : 'is-failing'}`, 'data-item': index },
    h('button', { type: 'button', class: 'item-go', 'data-relation': index },
      h('span', { class: 'check-sign' }, h('span', { 'aria-hidden': 'true' }, holds ? '✓' : '✕'), h('span', { class: holds ? 'sr' : 'check-word' }, t(lang, holds ? 'checks.holds' : 'checks.fails'))),
      h('span', { class: 'equation' }, relation.expr),
      h('span', { class: 'check-kind' }, term(lang, 'rel', relation.kind))),
    holds
      ? (relation.exact || relation.computed === relation.stated || relation.kind === 'bound' || relation.kind === 'equal' || relation.kind === 'list' ? null : h('p', { class: 'check-note' }, t(lang, 'checks.computed'), ' ', h('span', { class: 'num' }, relation.computed), ' · ', t(lang, 'checks.rounded')))
      : h('dl', { class: `versus versus-${relation.kind}` },
        h('div', null, h('dt', null, t(lang, twice ? 'checks.here' : 'checks.stated')), h('dd', null, relation.stated)),
        h('div', null, h('dt', null, t(lang, twice ? 'checks.there' : 'checks.computed')), h('dd', null, relation.computed))),
    relation.note ? h('p', { class: 'check-note', lang: 'zh-Hans' }, relation.note) : null,
    h('ul', { class: 'members' }, members));
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 */
function markSelected(root, { selected }) {
  root.querySelector('.item.is-selected')?.classList.remove('is-selected');
  if (selected?.kind !== 'relation') return;
  const found = root.querySelector(`[data-item="${selected.index}"]`);
  found?.classList.add('is-selected');
  if (selected.from !== 'list') found?.scrollIntoView({ block: 'center' });
}
