// Relations between figures, the failing ones first.

import { ANSWER_SIGNS, answerOf } from '../choices.js';
import { byId, h, replace } from '../dom.js';
import { clause, equationWords, oneLine, versusOf } from '../format.js';
import { growing, redraw } from '../redraw.js';
import { shows } from '../state.js';
import { t, term } from '../strings.js';
import { checkStanding, selectedTrouble } from '../trouble.js';
import { blank, nothing } from './blank.js';
import { equationPicture } from './pictures.js';
import { repairsPart, worthPart } from './probes.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../state.js').Lang} Lang
 * @typedef {import('../state.js').Relation} Relation
 * @typedef {import('../model.js').Model} Model
 * @typedef {import('../actions.js').Actions} Actions
 */

/**
 * @param {Actions} actions
 * @returns {(state: State, prev: State | null) => void}
 */
export function checksView(actions) {
  const root = byId('panel-checks');
  const summary = h('div', { class: 'summary' });
  const repairs = h('div');
  const body = h('div');
  const worth = h('div');
  root.append(summary, repairs, body, worth);
  /** @type {Listed} */
  let list = { order: [], rows: null };
  /** @type {State | null} */
  let now = null;

  root.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (!button) return;
    if (button.dataset.unchecked !== undefined) actions.showUnchecked();
    else if (button.dataset.repair !== undefined) actions.repair(Number(button.dataset.repair));
    else if (button.dataset.worth !== undefined) actions.askWorth();
    else if (button.dataset.worthEnd !== undefined) actions.endWorth();
    else if (button.dataset.shown !== undefined) actions.showChecks(/** @type {State['checksShown']} */ (button.dataset.shown));
    else if (button.dataset.trouble !== undefined) actions.select('finding', Number(button.dataset.trouble), 'walk');
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

  const drawList = redraw(
    ({ read, lang, reading, checksShown, accepted, rulesOff }) => [read, lang, reading === 'failed', checksShown, accepted, rulesOff],
    (state, _, drawn) => {
      const held = root.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.shown : undefined;
      list = draw({ summary, body }, state, drawn?.checksShown === state.checksShown ? list.rows?.made() : 0);
      const again = held === undefined ? null : root.querySelector(`[data-shown="${held}"]`);
      if (again instanceof HTMLElement) again.focus();
    },
  );
  const drawRepairs = redraw(({ read, repairs: told, lang }) => [read, told, lang], (state) => replace(repairs, repairsPart(state)));
  const drawWorth = redraw(({ read, worth: told, lang }) => [read, told, lang], (state) => {
    const held = worth.contains(document.activeElement);
    replace(worth, state.read?.report.relations.some(({ holds }) => holds) ? worthPart(state) : null);
    // The button that asked is gone: the keys stay where its answer comes.
    const goal = held && (worth.querySelector('button') ?? worth.querySelector('.worth'));
    if (goal instanceof HTMLElement) goal.focus({ preventScroll: true });
    if (held) worth.scrollIntoView({ block: 'nearest' });
  });
  return (state, prev) => {
    now = state;
    if (!shows(state, 'checks')) return;
    drawList(state, prev);
    drawRepairs(state, prev);
    drawWorth(state, prev);
    if (prev?.selected !== state.selected || !(prev && shows(prev, 'checks')) || prev?.read !== state.read) markSelected(root, state, list);
  };
}

/**
 * The relations in the order of the rows, and the rows made of them so far.
 * @typedef {{ order: readonly number[], rows: ReturnType<typeof growing> | null }} Listed
 */

/** A row, in pixels. */
const ROW_HEIGHT = 90;

/** So few rows are laid out at once: none of them jumps when the list is drawn again. */
const FEW_ROWS = 20;

/**
 * @param {{ summary: HTMLElement, body: HTMLElement }} parts
 * @param {State} state
 * @param {number} [least]   Rows to be made at once.
 * @returns {Listed}
 */
function draw({ summary, body }, state, least) {
  const { lang, read } = state;
  summary.hidden = !read?.report.relations.length;
  if (!read) {
    replace(body, blank(state));
    return { order: [], rows: null };
  }
  const { relations } = read.report;
  const rest = read.unrelated ? h('p', { class: 'aside' }, t(lang, 'checks.unrelated', { n: read.unrelated }), ' ',
    h('button', { type: 'button', class: 'link', 'data-unchecked': '' }, t(lang, 'checks.showUnrelated'))) : null;
  if (!relations.length) {
    replace(body, nothing(t(lang, 'checks.empty'), t(lang, 'checks.empty.note')), rest);
    return { order: [], rows: null };
  }
  const [fails, asks, holds] = ['fails', 'asks', 'holds'].map((name) => relations.filter((each) => answerOf(each) === name).length);
  const shown = read.checks.filter((index) => !state.checksShown || answerOf(relations[index]) === state.checksShown);
  const chip = (/** @type {State['checksShown']} */ name, /** @type {number} */ n) => h('button', { type: 'button', class: state.checksShown === name ? 'chip is-selected' : 'chip', 'data-shown': name, 'aria-pressed': String(state.checksShown === name) },
    t(lang, `checks.shown.${name || 'all'}`), h('span', { class: 'chip-count' }, n));
  const items = h('ol', { class: shown.length > FEW_ROWS ? 'items checks' : 'items checks few' });
  const rows = growing(shown.length, ROW_HEIGHT, (from, to) => {
    for (let at = from; at < to; at += 1) {
      const row = item(state, shown[at]);
      // Not all rows of a long list are there to be counted.
      row.setAttribute('aria-posinset', String(at + 1));
      row.setAttribute('aria-setsize', String(shown.length));
      items.append(row);
    }
  }, least);
  replace(summary, fails || asks
    ? h('div', { class: 'chips', role: 'group', 'aria-label': t(lang, 'checks.shown') }, chip('', relations.length), fails ? chip('fails', fails) : null, asks ? chip('asks', asks) : null, chip('holds', holds))
    : h('strong', { class: 'holds' }, t(lang, 'checks.summary.allHold', { n: holds })));
  replace(body,
    shown.length ? [items, rows.rest] : h('p', { class: 'empty' }, t(lang, 'checks.none')),
    rest,
    h('p', { class: 'aside' }, t(lang, 'checks.caveat')));
  return { order: shown, rows };
}

/**
 * @param {State} state
 * @param {number} index
 */
function item(state, index) {
  const { lang, read } = state;
  if (!read) return h('li');
  const standing = checkStanding(state, index);
  const trouble = read.troubleOfRelation[index] ?? null;
  const relation = read.report.relations[index];
  const { holds, kind } = relation;
  const answer = answerOf(relation);
  const note = (lang === 'zh' ? relation.note : relation.noteEn) ?? null;
  const plain = relation.exact || relation.computed === relation.stated || kind === 'bound' || kind === 'equal' || kind === 'list';
  const picture = equationPicture(read, relation, lang);
  return h('li', { class: `item check ${holds ? 'is-holding' : standing === 'open' ? 'is-failing' : standing === 'asks' ? 'is-asking' : 'is-settled'}`, 'data-item': index },
    h('button', { type: 'button', class: 'item-go', 'data-relation': index },
      h('span', { class: 'check-sign' }, h('span', { 'aria-hidden': 'true' }, ANSWER_SIGNS[answer]), h('span', { class: holds ? 'sr' : 'check-word' }, t(lang, `checks.${answer}`), standing === 'accepted' || standing === 'off' ? ` · ${t(lang, `checks.${standing}`)}` : null)),
      h('span', { class: 'equation' }, equationWords(relation.expr, lang)),
      h('span', { class: 'check-kind' }, term(lang, 'rel', kind))),
    holds
      ? (plain || picture ? null : h('p', { class: 'check-note' }, t(lang, 'checks.computed'), ' ', h('span', { class: 'num' }, relation.computed), ' · ', t(lang, 'checks.rounded')))
      : [versus(read, relation, lang), h('p', { class: 'check-note' }, t(lang, 'checks.any'), ' ', trouble !== null && (standing === 'open' || standing === 'asks') ? h('button', { type: 'button', class: 'link', 'data-trouble': trouble }, t(lang, 'checks.mend')) : null)],
    note ? h('p', { class: 'check-note' }, holds ? note : t(lang, 'checks.likely', { note })) : null,
    picture,
    h('div', { class: 'check-quotes', lang: 'zh-Hans' }, quotes(read, relation)));
}

/**
 * What is printed beside what follows, and how far apart they are.
 * @param {Model} read
 * @param {Relation} relation
 * @param {Lang} lang
 */
export function versus(read, relation, lang) {
  const { pair, apart } = versusOf(read, relation, lang);
  return h('dl', { class: `versus versus-${relation.kind}` },
    pair.map(([name, value]) => h('div', null, h('dt', null, name), h('dd', null, value))),
    apart ? h('div', { class: 'apart' }, h('dt', null, apart[0]), h('dd', null, apart[1])) : null);
}

/** Context shown round the figures in a quote, and the gap that parts two quotes. */
const REACH = 18;
const GAP = 48;

/**
 * The members in the words of the text, each a button to its place. Members
 * that stand far apart are quoted one by one.
 * @param {Model} read
 * @param {Relation} relation
 */
export function quotes({ text, report: { metrics } }, relation) {
  const members = [...new Set([relation.total, ...relation.parts])]
    .filter((member) => metrics[member])
    .sort((a, b) => metrics[a].span.start - metrics[b].span.start);
  /** @type {number[][]} */
  const groups = [];
  let end = -Infinity;
  for (const member of members) {
    const { span } = metrics[member];
    if (span.start - end > GAP || /[\r\n]/.test(text.slice(end, span.start))) groups.push([]);
    groups[groups.length - 1].push(member);
    ({ end } = span);
  }
  return groups.map((group) => {
    const first = metrics[group[0]].span;
    const last = metrics[group[group.length - 1]].span;
    const { before, after } = clause(text, { start: first.start, end: last.end }, REACH);
    let from = first.start;
    return h('p', { class: 'check-quote' }, before, group.map((member) => {
      const { span, indicator } = metrics[member];
      const between = text.slice(Math.min(from, span.start), span.start);
      from = span.end;
      return [between, h('button', { type: 'button', class: 'member', 'data-member': member, title: indicator || null }, oneLine(text.slice(span.start, span.end)))];
    }).flat(), after);
  });
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @param {Listed} list
 */
function markSelected(root, state, { order, rows }) {
  root.querySelector('.item.is-selected')?.classList.remove('is-selected');
  const { selected, read } = state;
  const trouble = selectedTrouble(state);
  const index = selected?.kind === 'relation' ? selected.index : trouble === null ? undefined : read?.troubles[trouble].relations[0];
  const at = index === undefined ? -1 : order.indexOf(index);
  if (at >= 0) rows?.reach(at);
  const found = at < 0 ? null : root.querySelector(`[data-item="${index}"]`);
  found?.classList.add('is-selected');
  if (selected?.from !== 'list') found?.scrollIntoView({ block: 'center' });
}
