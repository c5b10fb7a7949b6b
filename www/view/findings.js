// The one list of trouble: two lines each; the one that is selected unfolds its
// reason, its source and every way to settle it.

import { choicesOf, choiceWords } from '../choices.js';
import { byId, h, replace } from '../dom.js';
import { excerpt, oneLine } from '../format.js';
import { growing, redraw } from '../redraw.js';
import { shows } from '../state.js';
import { t } from '../strings.js';
import { GROUPS, SEVERITIES, groupOf, listed, openTroubles, selectedTrouble, shownTroubles, sortedTroubles } from '../trouble.js';
import { blank, nothing } from './blank.js';
import { quotes, versus } from './checks.js';
import { equationPicture } from './pictures.js';
import { choiceButtons, chosen, quote, reasonOf } from './pieces.js';
import { repairsPart } from './probes.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../actions.js').Actions} Actions
 * @typedef {import('../dom.js').Child} Child
 * @typedef {import('../trouble.js').TroubleView} TroubleView
 */

/**
 * @param {Actions} actions
 * @returns {(state: State, prev: State | null) => void}
 */
export function findingsView(actions) {
  const root = byId('panel-findings');
  const filter = h('input', { type: 'search', id: 'findings-filter', class: 'filter', autocomplete: 'off', spellcheck: 'false' });
  const sort = h('select', { id: 'findings-sort' });
  const chips = h('div', { class: 'chips findings-groups', role: 'group' });
  const tools = h('div', { class: 'findings-tools' });
  const bar = h('div', { class: 'findings-bar' }, chips, h('div', { class: 'findings-fields' }, filter, sort, tools));
  const body = h('div', { class: 'findings-body' });
  const repairs = h('div');
  root.append(bar, repairs, body);
  /** The rows as they stand. @type {Listed} */
  let list = { order: [], rows: null };
  /** The row that is unfolded. @type {number | null} */
  let unfolded = null;
  /** The reading that the row unfolded last tells of. @type {State['read']} */
  let openOf = null;
  /** @type {State | null} */
  let now = null;

  filter.addEventListener('input', (event) => {
    if (!(/** @type {InputEvent} */ (event)).isComposing) actions.setTroubleView({ filter: filter.value });
  });
  filter.addEventListener('compositionend', () => actions.setTroubleView({ filter: filter.value }));
  sort.addEventListener('change', () => actions.setTroubleView({ sort: /** @type {TroubleView['sort']} */ (sort.value) }));

  root.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (!button) return;
    const { finding, choose, repair, accept, unaccept, off, on, walk, copy, related, group, clear, all, prove, member } = button.dataset;
    if (finding !== undefined) {
      if (Number(finding) === unfolded) actions.deselect();
      else actions.select('finding', Number(finding), 'list');
    } else if (choose !== undefined) actions.choose(...chosen(choose));
    else if (repair !== undefined) actions.repair(Number(repair));
    else if (accept !== undefined) actions.accept(Number(accept));
    else if (unaccept !== undefined) actions.unaccept(Number(unaccept));
    else if (off !== undefined) actions.setRule(off, false);
    else if (on !== undefined) actions.setRule(on, true);
    else if (all !== undefined) actions.fixAll(all);
    else if (walk !== undefined) actions.walk(walk === 'next' ? 1 : -1);
    else if (copy !== undefined) actions.copyText();
    else if (prove !== undefined) actions.select('relation', Number(prove), 'walk');
    else if (member !== undefined) actions.select('metric', Number(member), 'list', 'stay');
    else if (group !== undefined) actions.setTroubleView({ group: /** @type {TroubleView['group']} */ (group) });
    else if (clear !== undefined) actions.setTroubleView({ severity: '', group: '', filter: '' });
    else if (related !== undefined) {
      const [start, end] = related.split(',').map(Number);
      actions.goTo({ start, end });
    }
  });
  root.addEventListener('change', (event) => {
    if (event.target instanceof HTMLInputElement && event.target.id === 'remember') actions.remember(event.target.checked);
  });

  /**
   * Folds the row that was open and unfolds the one selected, and nothing else.
   * @param {State} state
   * @param {boolean} follow
   */
  function unfold(state, follow) {
    const index = selectedTrouble(state);
    // Pointed at one of its figures, a row stays open.
    if (index === null && state.selected?.from === 'list' && state.selected.kind !== 'citation') return;
    if (unfolded !== null && unfolded !== index) refill(state, unfolded, false);
    unfolded = index;
    if (index === null) return;
    const row = refill(state, index, true);
    openOf = state.read;
    if (follow) row?.scrollIntoView({ block: 'nearest' });
  }

  /**
   * @param {State} state
   * @param {number} index
   * @param {boolean} open
   */
  function refill(state, index, open) {
    const at = list.order.indexOf(index);
    if (at >= 0) list.rows?.reach(at);
    const row = body.querySelector(`[data-item="${index}"]`);
    if (!row) return null;
    const held = row.contains(document.activeElement);
    const fresh = item(state, index, open);
    for (const name of ['aria-posinset', 'aria-setsize']) fresh.setAttribute(name, row.getAttribute(name) ?? '');
    row.replaceWith(fresh);
    if (held) fresh.querySelector('button')?.focus({ preventScroll: true });
    return fresh;
  }

  /** What the rows say that were there at the last look, and how often that has changed. */
  const told = { rows: FIRST, words: /** @type {string | null} */ (null), changes: 0 };

  /**
   * Rows made since then say what the state is: that they are more changes nothing.
   * @param {State} state
   */
  function changes(state) {
    const made = list.rows?.made() ?? FIRST;
    const now = wordsOf(state, told.rows);
    if (now !== told.words) told.changes += 1;
    told.words = made === told.rows ? now : wordsOf(state, made);
    told.rows = made;
    return told.changes;
  }

  const drawList = redraw(
    (state) => [changes(state), state.lang, state.reading === 'failed', state.rules, state.rulesOff, state.accepted, state.remember, state.troubleView, unfolded === null ? openOf : (openOf = state.read)],
    (state, prev, drawn) => {
      const held = focusedIndex(body);
      unfolded = selectedTrouble(state);
      drawBar({ bar, chips, filter, sort, tools }, state);
      list = draw(body, state, () => now ?? state, unfolded, drawn?.troubleView === state.troubleView ? list.rows?.made() : 0);
      if (held !== null) refocus(body, held);
      if (drawn && drawn.read === state.read && drawn.troubleView.filter !== state.troubleView.filter) actions.sayShownTroubles(shownTroubles(state).length);
    },
  );
  const drawRepairs = redraw(({ read, repairs: told, lang }) => [read, told, lang], (state) => replace(repairs, repairsPart(state)));
  return (state, prev) => {
    now = state;
    if (!shows(state, 'findings')) return;
    drawList(state, prev);
    drawRepairs(state, prev);
    if (prev?.selected !== state.selected || !(prev && shows(prev, 'findings'))) unfold(state, state.selected !== null && state.selected.from !== 'list');
  };
}

/**
 * The troubles in the order of the rows, and the rows made of them so far.
 * @typedef {{ order: readonly number[], rows: ReturnType<typeof growing> | null }} Listed
 */

/**
 * @param {{ bar: HTMLElement, chips: HTMLElement, filter: HTMLInputElement, sort: HTMLSelectElement, tools: HTMLElement }} parts
 * @param {State} state
 */
function drawBar({ bar, chips, filter, sort, tools }, state) {
  const { lang, read, troubleView: view } = state;
  const open = [...openTroubles(state)];
  bar.hidden = !read || !open.length;
  if (!read) return;
  const held = chips.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.group : undefined;
  const counts = new Map(GROUPS.map((group) => [group, 0]));
  for (const index of open) counts.set(groupOf(read.troubles[index].code), (counts.get(groupOf(read.troubles[index].code)) ?? 0) + 1);
  const chip = (/** @type {TroubleView['group']} */ group, /** @type {string} */ name, /** @type {number} */ n) => h('button', { type: 'button', class: view.group === group ? 'chip is-selected' : 'chip', 'data-group': group, 'aria-pressed': String(view.group === group) },
    name, h('span', { class: 'chip-count' }, n));
  chips.setAttribute('aria-label', t(lang, 'findings.groups'));
  replace(chips, chip('', t(lang, 'findings.all'), open.length), [...counts].filter(([group, n]) => n || group === view.group).map(([group, n]) => chip(group, t(lang, `group.${group}`), n)));
  const again = held === undefined ? null : chips.querySelector(`[data-group="${held}"]`);
  if (again instanceof HTMLElement) again.focus();

  filter.placeholder = t(lang, 'findings.filter');
  filter.setAttribute('aria-label', t(lang, 'findings.filter'));
  if (filter.value !== view.filter) filter.value = view.filter;
  sort.setAttribute('aria-label', t(lang, 'findings.sort'));
  replace(sort, ['severity', 'place', 'rule'].map((each) => h('option', { value: each }, t(lang, `findings.sort.${each}`))));
  sort.value = view.sort;
  if (!tools.firstChild) replace(tools, walkButton('previous', '‹'), walkButton('next', '›'));
  for (const button of tools.querySelectorAll('button')) {
    const words = t(lang, `findings.${button.dataset.walk}`);
    button.title = `${words} (${button.dataset.walk === 'next' ? 'F8' : 'Shift+F8'})`;
    button.setAttribute('aria-label', words);
  }
}

/**
 * @param {'previous' | 'next'} way
 * @param {string} mark
 */
const walkButton = (way, mark) => h('button', { type: 'button', class: 'quiet walk-step', 'data-walk': way }, h('span', { 'aria-hidden': 'true' }, mark));

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @param {() => State} latest   The state when further rows are made.
 * @param {number | null} unfolded
 * @param {number} [least]   Rows to be made at once.
 * @returns {Listed}
 */
function draw(root, state, latest, unfolded, least) {
  const { lang, read, troubleView: view } = state;
  if (!read) {
    replace(root, blank(state));
    return { order: [], rows: null };
  }
  const { open, accepted, off } = sortedTroubles(state);
  const { shown, groups, order } = arranged(state);
  const clean = open.length ? null : nothing(t(lang, accepted.length || off.length ? 'findings.allAccepted' : 'findings.none'), t(lang, 'findings.none.note'), true);
  const narrowed = view.severity || view.group || view.filter.trim();
  const opened = new Set([...root.querySelectorAll('details[open]')].map((each) => /** @type {HTMLElement} */ (each).dataset.fold));
  const home = h('div', { class: 'findings-list' });
  const rows = growing(order.length, ROW_HEIGHT, putter(home, groups, (index) => item(latest(), index, index === unfolded)), Math.max(least ?? 0, unfolded === null ? 0 : order.indexOf(unfolded) + 1));
  home.append(rows.rest);
  replace(root,
    clean,
    open.length && narrowed ? h('p', { class: 'shown-count' }, t(lang, 'findings.shown', { shown: shown.length, all: open.length }), ' ',
      view.severity ? h('span', { class: `severity severity-${view.severity}` }, t(lang, `severity.${view.severity}`)) : null, ' ',
      h('button', { type: 'button', class: 'link', 'data-clear': '' }, t(lang, 'metrics.clear'))) : null,
    open.length && !shown.length ? h('p', { class: 'empty' }, t(lang, 'findings.noneShown')) : null,
    order.length ? home : null,
    settled(state, opened));
  return { order, rows };
}

/** A folded row, in pixels. */
const ROW_HEIGHT = 57;
/** Rows looked at before any are made. */
const FIRST = 20;

/**
 * The troubles that the filters leave, in their groups and in the order of the rows.
 * @param {State} state
 */
function arranged(state) {
  const { sort } = state.troubleView;
  const shown = shownTroubles(state);
  const groups = sort === 'rule' ? byRule(state, shown) : sort === 'place' ? [{ head: null, severity: '', these: shown }] : bySeverity(state, shown);
  return { shown, groups, order: groups.flatMap(({ these }) => these) };
}

/**
 * What the first rows say. Most changes to a text leave the list as it is: then it is not drawn again.
 * @param {State} state
 * @param {number} rows
 */
function wordsOf(state, rows) {
  const { read, lang } = state;
  if (!read) return null;
  const { order } = arranged(state);
  const { accepted, off } = sortedTroubles(state);
  const first = order.slice(0, rows).map((index) => {
    const { severity, message, span } = read.troubles[index];
    const { before, quote: words, after } = excerpt(read.text, span, 8);
    return [severity, message[lang], before, words, after, ...choicesOf(read, index).map((choice) => choiceWords(choice, lang))].join('\u0001');
  });
  return `${order.join(' ')}\n${accepted.join(' ')}\n${off.join(' ')}\n${first.join('\n')}`;
}

/**
 * Rows that stand under one heading.
 * @typedef {{ head: HTMLElement | null, severity: string, these: readonly number[] }} Group
 */

/**
 * Sets rows one behind the other, each under the heading of its group.
 * @param {HTMLElement} home
 * @param {readonly Group[]} groups
 * @param {(index: number) => HTMLElement} make
 * @returns {(from: number, to: number) => void}
 */
function putter(home, groups, make) {
  let group = -1;
  let ends = 0;
  let list = h('ol');
  return (from, to) => {
    for (let at = from; at < to; at += 1) {
      while (at >= ends) {
        group += 1;
        const { head, severity, these } = groups[group];
        ends += these.length;
        list = h('ol', { class: 'items findings' });
        home.insertBefore(h('section', { class: severity ? `severity-${severity}` : null }, head, list), home.querySelector(':scope > .rest'));
      }
      const { these } = groups[group];
      const nth = at - ends + these.length;
      const row = make(these[nth]);
      // Not all rows of a long list are there to be counted.
      row.setAttribute('aria-posinset', String(nth + 1));
      row.setAttribute('aria-setsize', String(these.length));
      list.append(row);
    }
  };
}

/**
 * @param {State} state
 * @param {readonly number[]} shown
 * @returns {Group[]}
 */
function bySeverity({ read, lang }, shown) {
  return SEVERITIES.map((severity) => {
    const these = shown.filter((index) => read?.troubles[index].severity === severity);
    return { severity, these, head: h('h3', { class: 'group-title' }, h('span', { class: 'severity' }, t(lang, `severity.${severity}`)), h('span', { class: 'group-count' }, these.length)) };
  }).filter(({ these }) => these.length);
}

/**
 * Those of each rule together, the gravest rules first, with one button for all that have one right change.
 * @param {State} state
 * @param {readonly number[]} shown
 * @returns {Group[]}
 */
function byRule(state, shown) {
  const { read } = state;
  if (!read) return [];
  /** @type {Map<string, number[]>} */
  const rules = new Map();
  for (const index of shown) listed(rules, read.troubles[index].code).push(index);
  const rank = (/** @type {readonly number[]} */ these) => Math.min(...these.map((index) => SEVERITIES.findIndex((each) => each === read.troubles[index].severity)));
  return [...rules].sort(([, a], [, b]) => rank(a) - rank(b) || a[0] - b[0]).map(([code, these]) => ({
    severity: '', these, head: h('h3', { class: 'group-title' }, h('span', null, ruleName(state, code)), h('span', { class: 'group-count' }, these.length), allButton(state, code)),
  }));
}

/**
 * One button for all of a rule that have one right change; nothing for fewer than two.
 * @param {State} state
 * @param {string} code
 */
function allButton(state, code) {
  const { read, lang } = state;
  const sure = read ? [...openTroubles(state)].filter((index) => read.troubles[index].code === code && read.troubles[index].fix).length : 0;
  return sure > 1 ? h('button', { type: 'button', class: 'act', 'data-all': code }, t(lang, 'findings.fixAll', { n: sure })) : null;
}

/**
 * What the reader has decided on, and what is done with the whole.
 * @param {State} state
 * @param {ReadonlySet<string | undefined>} opened   The parts that stand open.
 */
function settled(state, opened) {
  const { lang, read } = state;
  if (!read) return [];
  const { troubles } = read;
  const { accepted, off } = sortedTroubles(state);
  /** @type {Map<string, number>} */
  const offByRule = new Map();
  for (const index of off) offByRule.set(troubles[index].code, (offByRule.get(troubles[index].code) ?? 0) + 1);
  for (const code of state.rulesOff) if (!offByRule.has(code)) offByRule.set(code, 0);
  return [
    accepted.length ? h('details', { class: 'fold', 'data-fold': 'accepted', open: opened.has('accepted') },
      h('summary', null, t(lang, 'findings.accepted.n', { n: accepted.length })),
      h('ol', { class: 'items' }, accepted.map((index) => h('li', { class: 'item quiet-item' },
        h('button', { type: 'button', class: 'item-go', 'data-finding': index }, h('span', { class: 'item-title' }, troubles[index].message[lang])),
        h('div', { class: 'item-tools' }, h('button', { type: 'button', class: 'link', 'data-unaccept': index }, t(lang, 'findings.unaccept'))))))) : null,
    offByRule.size ? h('details', { class: 'fold', 'data-fold': 'off', open: opened.has('off') },
      h('summary', null, t(lang, 'findings.rulesOff', { n: off.length })),
      h('ul', { class: 'items' }, [...offByRule].map(([code, count]) => h('li', { class: 'item quiet-item rule-off' },
        h('span', null, ruleName(state, code), count ? h('span', { class: 'group-count' }, count) : null),
        h('button', { type: 'button', class: 'link', 'data-on': code }, t(lang, 'findings.on')))))) : null,
    troubles.length || state.remember || state.rulesOff.size ? h('div', { class: 'keep' },
      h('div', { class: 'item-choices' }, h('button', { type: 'button', class: 'secondary', 'data-copy': '' }, t(lang, 'findings.copy')),
        h('button', { type: 'button', class: 'secondary', 'data-open-rules': '', 'aria-haspopup': 'dialog' }, t(lang, 'rules.open'))),
      h('label', { class: 'check-label' }, h('input', { type: 'checkbox', id: 'remember', checked: state.remember }), h('span', null, t(lang, 'findings.remember'), h('span', { class: 'hint' }, t(lang, 'findings.remember.note'))))) : null,
  ];
}

/**
 * @param {State} state
 * @param {number} index
 * @param {boolean} open
 */
function item(state, index, open) {
  const { lang, read } = state;
  if (!read) return h('li');
  const { severity, grade, message, span } = read.troubles[index];
  const choices = choicesOf(read, index).length;
  return h('li', { class: `item finding is-${severity}${open ? ' is-selected is-open' : ''}`, 'data-item': index },
    h('button', { type: 'button', class: 'item-go', 'data-finding': index, 'aria-expanded': String(open) },
      h('span', { class: 'sr' }, `${t(lang, grade === 'likely' ? 'grade.likely' : `severity.${severity}`)} `),
      h('span', { class: 'item-title' }, message[lang]),
      quote(read.text, span, open ? 18 : 8)),
    open ? unfoldedPart(state, index) : choices ? h('div', { class: 'item-choices' }, choices === 1 ? choiceButtons(read, index, lang)
      // To show some of several would be to take sides.
      : h('button', { type: 'button', class: 'quiet', 'data-finding': index, tabindex: -1 }, t(lang, 'findings.more', { n: choices }))) : null);
}

/**
 * @param {State} state
 * @param {number} index
 */
function unfoldedPart(state, index) {
  const { lang, read } = state;
  if (!read) return null;
  const { code, related, relations } = read.troubles[index];
  const failing = relations.map((each) => read.report.relations[each]);
  const buttons = choiceButtons(read, index, lang);
  return h('div', { class: 'item-open' },
    failing.map((relation) => [versus(read, relation, lang), equationPicture(read, relation, lang), h('div', { class: 'check-quotes', lang: 'zh-Hans' }, quotes(read, relation))]).flat(),
    failing.length ? h('p', { class: 'check-note' }, t(lang, 'checks.any')) : null,
    failing.length || !related.length ? null : h('p', { class: 'related' }, t(lang, 'findings.related'), ' ', related.slice(0, 6).map((span) => h('button', { type: 'button', class: 'link', lang: 'zh-Hans', 'data-related': `${span.start},${span.end}` }, oneLine(read.text.slice(span.start, span.end), 16) || '¶'))),
    buttons.length || allButton(state, code) ? h('div', { class: 'item-choices', role: 'group', 'aria-label': t(lang, 'findings.choices') }, buttons, allButton(state, code)) : null,
    reasonOf(state, code),
    h('div', { class: 'item-tools' },
      h('button', { type: 'button', class: 'link', 'data-accept': index }, t(lang, 'findings.accept')),
      h('button', { type: 'button', class: 'link', 'data-off': code }, t(lang, 'findings.off')),
      relations.length ? h('button', { type: 'button', class: 'link', 'data-prove': relations[0] }, t(lang, 'findings.prove')) : null));
}

/**
 * @param {State} state
 * @param {string} code
 */
function ruleName({ rules, lang }, code) {
  return rules.find((rule) => rule.code === code)?.what[lang] ?? code;
}

/** @param {HTMLElement} root */
function focusedIndex(root) {
  const active = document.activeElement;
  if (!active || !root.contains(active)) return null;
  return [...root.querySelectorAll('.item-go')].indexOf(/** @type {Element} */ (active.closest('.item')?.querySelector('.item-go')));
}

/**
 * Keeps the focus near where it was when the list has changed under it.
 * @param {HTMLElement} root
 * @param {number} held
 */
function refocus(root, held) {
  const all = [...root.querySelectorAll('.item-go')];
  const goal = all[Math.min(Math.max(0, held), all.length - 1)] ?? root.parentElement;
  if (goal instanceof HTMLElement) goal.focus({ preventScroll: true });
}
