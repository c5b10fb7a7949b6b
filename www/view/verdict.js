// The strip above everything: is it all right? Each part of the answer is the way
// to what it speaks of.

import { ANSWER_SIGNS } from '../choices.js';
import { byId, h, replace } from '../dom.js';
import { number } from '../format.js';
import { redraw } from '../redraw.js';
import { shows } from '../state.js';
import { t } from '../strings.js';
import { SEVERITIES, checkStanding, openTroubles } from '../trouble.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../actions.js').Actions} Actions
 * @typedef {import('../trouble.js').TroubleView} TroubleView
 * @typedef {import('../dom.js').Child} Child
 */

/**
 * @param {Actions} actions
 * @returns {(state: State, prev: State | null) => void}
 */
export function verdictView(actions) {
  const root = byId('verdict');

  root.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (!button) return;
    const { severity, go } = button.dataset;
    if (severity !== undefined) actions.showTroubles({ severity: /** @type {TroubleView['severity']} */ (severity) });
    else if (go === 'fails' || go === 'asks' || go === 'holds') actions.showChecks(go);
    else if (go === 'parts') actions.showTroubles({ group: 'parts' });
    else if (go !== undefined) actions.showTab(/** @type {import('../state.js').Tab} */ (go));
  });

  return redraw(({ doc, table, read, lang, accepted, rulesOff, tab, wide, beside, troubleView, checksShown }) => [!doc, table, read, lang, accepted, rulesOff, tab, wide, beside, troubleView, checksShown], (state) => {
    const held = root.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset : null;
    root.hidden = !state.doc || !state.read || state.table;
    replace(root, state.read ? partsOf(state) : []);
    const again = held && [...root.querySelectorAll('button')].find(({ dataset }) => dataset.severity === held.severity && dataset.go === held.go);
    again?.focus();
  });
}

/**
 * @param {State} state
 * @returns {Child[]}
 */
function partsOf(state) {
  const { lang, read, troubleView: view } = state;
  if (!read) return [];
  const open = [...openTroubles(state)].map((index) => read.troubles[index]);
  const { relations, requirements, meta } = read.report;
  const listed = shows(state, 'findings');
  const proven = shows(state, 'checks');

  /** @type {Child[]} */
  const parts = [];
  const counts = SEVERITIES.map((severity) => ({ severity, n: open.filter((each) => each.severity === severity).length }));
  if (!counts[0].n && !counts[1].n) parts.push(h('p', { class: 'verdict-clean' }, h('span', { 'aria-hidden': 'true' }, '✓ '), t(lang, 'verdict.clean')));
  for (const { severity, n } of counts) {
    if (n) parts.push(part({ 'data-severity': severity, class: `verdict-${severity}`, 'aria-pressed': String(listed && view.severity === severity) }, t(lang, `verdict.${severity}`), number(n)));
  }

  const standing = relations.map((_, index) => checkStanding(state, index));
  const fails = standing.filter((each) => each === 'open').length;
  const asks = standing.filter((each) => each === 'asks').length;
  const holds = standing.filter((each) => each === 'holds').length;
  if (relations.length) {
    parts.push(h('span', { class: 'verdict-group' }, h('span', { class: 'verdict-name' }, t(lang, 'verdict.checks')),
      holds ? sign({ 'data-go': 'holds', class: 'verdict-good', 'aria-pressed': String(proven && state.checksShown === 'holds') }, ANSWER_SIGNS.holds, holds, t(lang, 'checks.summary.holds', { n: holds })) : null,
      fails ? sign({ 'data-go': 'fails', class: 'verdict-error', 'aria-pressed': String(proven && state.checksShown === 'fails') }, ANSWER_SIGNS.fails, fails, t(lang, 'checks.summary.fails', { n: fails })) : null,
      asks ? sign({ 'data-go': 'asks', class: 'verdict-info', 'aria-pressed': String(proven && state.checksShown === 'asks') }, ANSWER_SIGNS.asks, asks, t(lang, 'checks.summary.asks', { n: asks })) : null));
  }
  if (meta.scope === 'report' && requirements.length) {
    const there = requirements.filter((each) => each.state === 'section').length;
    const lacking = open.some(({ code }) => code.startsWith('part-') || code.endsWith('-missing'));
    parts.push(part({ 'data-go': lacking ? 'parts' : 'overview', class: there < requirements.length ? 'verdict-warning' : 'verdict-good', 'aria-pressed': lacking ? String(listed && view.group === 'parts') : null },
      t(lang, 'verdict.parts'), `${there}/${requirements.length}`, t(lang, 'verdict.parts.of', { n: there, all: requirements.length })));
  }
  const { acts } = read;
  if (acts.length) {
    const ended = acts.filter(({ first }) => first.law?.status === 'repealed' || first.law?.status === 'superseded').length;
    const words = t(lang, ended ? 'verdict.ended' : 'verdict.acts', { n: ended || acts.length });
    parts.push(part({ 'data-go': 'citations', class: ended ? 'verdict-error' : '' }, t(lang, 'verdict.citations'), words));
  }
  return parts;
}

/**
 * @param {Record<string, string | null>} props
 * @param {string} name
 * @param {string} value
 * @param {string} [spoken]   The value in words, where it is not said as it is written.
 */
function part(props, name, value, spoken) {
  return h('button', { type: 'button', ...props, class: `verdict-part ${props.class ?? ''}` }, h('span', { class: 'verdict-name' }, name), ' ',
    spoken ? [h('b', { 'aria-hidden': 'true' }, value), h('span', { class: 'sr' }, spoken)] : h('b', null, value));
}

/**
 * @param {Record<string, string | null>} props
 * @param {string} mark
 * @param {number} n
 * @param {string} spoken
 */
function sign(props, mark, n, spoken) {
  return h('button', { type: 'button', ...props, class: `verdict-part ${props.class}`, title: spoken }, h('b', { 'aria-hidden': 'true' }, `${mark} ${number(n)}`), h('span', { class: 'sr' }, spoken));
}
