// Findings: what, where, why, and what can be done about each.

import { byId, h, replace } from '../dom.js';
import { excerpt, oneLine } from '../format.js';
import { sortedFindings } from '../model.js';
import { t } from '../strings.js';
import { blank, nothing } from './blank.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../actions.js').Actions} Actions
 * @typedef {import('../dom.js').Child} Child
 */

const SEVERITIES = ['error', 'warning', 'info'];

/**
 * @param {Actions} actions
 * @returns {(state: State, prev: State | null) => void}
 */
export function findingsView(actions) {
  const root = byId('panel-findings');
  /** @type {State | null} */
  let drawn = null;

  root.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (!button) return;
    const { finding, fix, accept, unaccept, off, on, walk, copy, related } = button.dataset;
    if (finding !== undefined) actions.select('finding', Number(finding), 'list');
    else if (fix !== undefined) actions.fix(Number(fix));
    else if (accept !== undefined) actions.accept(Number(accept));
    else if (unaccept !== undefined) actions.unaccept(Number(unaccept));
    else if (off !== undefined) actions.setRule(off, false);
    else if (on !== undefined) actions.setRule(on, true);
    else if (walk !== undefined) actions.walk(walk === 'next' ? 1 : -1);
    else if (copy !== undefined) actions.copyText();
    else if (related !== undefined) {
      const [start, end] = related.split(',').map(Number);
      actions.goTo({ start, end });
    }
  });
  root.addEventListener('change', (event) => {
    if (event.target instanceof HTMLInputElement && event.target.id === 'remember') actions.remember(event.target.checked);
  });

  return (state, prev) => {
    if (state.tab !== 'findings') return;
    const changed = !drawn || drawn.read !== state.read || drawn.lang !== state.lang || drawn.reading !== state.reading || drawn.rules !== state.rules
      || drawn.rulesOff !== state.rulesOff || drawn.accepted !== state.accepted || drawn.remember !== state.remember;
    if (changed) {
      const kept = root.scrollTop;
      const held = focusedIndex(root);
      draw(root, state);
      if (kept) root.scrollTop = kept;
      drawn = state;
      if (held !== null) refocus(root, held);
    }
    if (changed || prev?.selected !== state.selected || prev?.tab !== state.tab) markSelected(root, state, prev?.selected !== state.selected);
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
  const { findings } = read.report;
  const { open, accepted, off } = sortedFindings(state);

  const groups = SEVERITIES.map((severity) => {
    const these = open.filter((index) => findings[index].severity === severity);
    return these.length ? h('section', { class: `severity-${severity}` },
      h('h3', { class: 'group-title' }, h('span', { class: 'severity' }, t(lang, `severity.${severity}`)), h('span', { class: 'group-count' }, these.length)),
      h('ol', { class: 'items' }, these.map((index) => item(state, index)))) : null;
  });
  const clean = open.length ? null : nothing(t(lang, accepted.length || off.length ? 'findings.allAccepted' : 'findings.none'), t(lang, 'findings.none.note'), true);

  const offByRule = new Map();
  for (const index of off) offByRule.set(findings[index].code, (offByRule.get(findings[index].code) ?? 0) + 1);
  for (const code of state.rulesOff) if (!offByRule.has(code)) offByRule.set(code, 0);

  replace(root,
    open.length ? h('div', { class: 'walk' },
      h('button', { type: 'button', class: 'quiet', 'data-walk': 'previous' }, t(lang, 'findings.previous')),
      h('button', { type: 'button', class: 'quiet', 'data-walk': 'next' }, t(lang, 'findings.next')),
      h('span', { class: 'muted' }, t(lang, 'findings.walk'))) : null,
    clean,
    groups,
    accepted.length ? h('details', { class: 'fold' },
      h('summary', null, t(lang, 'findings.accepted.n', { n: accepted.length })),
      h('ol', { class: 'items' }, accepted.map((index) => h('li', { class: 'item quiet-item' },
        h('button', { type: 'button', class: 'item-go', 'data-finding': index }, h('span', { class: 'item-title' }, findings[index].message[lang])),
        h('div', { class: 'item-tools' }, h('button', { type: 'button', class: 'link', 'data-unaccept': index }, t(lang, 'findings.unaccept'))))))) : null,
    offByRule.size ? h('details', { class: 'fold' },
      h('summary', null, t(lang, 'findings.rulesOff', { n: off.length })),
      h('ul', { class: 'items' }, [...offByRule].map(([code, count]) => h('li', { class: 'item quiet-item rule-off' },
        h('span', null, ruleName(state, code), count ? h('span', { class: 'group-count' }, count) : null),
        h('button', { type: 'button', class: 'link', 'data-on': code }, t(lang, 'findings.on')))))) : null,
    findings.length || state.remember || state.rulesOff.size ? h('div', { class: 'keep' },
      h('button', { type: 'button', class: 'secondary', 'data-copy': '' }, t(lang, 'findings.copy')),
      h('label', { class: 'check-label' }, h('input', { type: 'checkbox', id: 'remember', checked: state.remember }), h('span', null, t(lang, 'findings.remember'), h('span', { class: 'hint' }, t(lang, 'findings.remember.note'))))) : null);
}

/**
 * @param {State} state
 * @param {number} index
 */
function item(state, index) {
  const { lang, read } = state;
  if (!read) return null;
  const finding = read.report.findings[index];
  const rule = state.rules.find(({ code }) => code === finding.code);
  const fix = finding.fix ?? null;
  const { start, end } = finding.span;
  const whole = end <= start;
  return h('li', { class: `item finding is-${finding.severity}`, 'data-item': index },
    h('button', { type: 'button', class: 'item-go', 'data-finding': index },
      h('span', { class: 'item-title' }, finding.message[lang]),
      whole ? null : quote(read.text, finding.span)),
    finding.related.length ? h('p', { class: 'related' }, t(lang, 'findings.related'), ' ', finding.related.slice(0, 6).map((span) => h('button', { type: 'button', class: 'link', lang: 'zh-Hans', 'data-related': `${span.start},${span.end}` }, oneLine(read.text.slice(span.start, span.end), 16) || '¶'))) : null,
    h('div', { class: 'item-tools' },
      fix ? h('button', { type: 'button', class: 'act', 'data-fix': index }, fix.text ? t(lang, 'findings.fix', { text: oneLine(fix.text, 24) }) : t(lang, 'findings.fix.delete')) : null,
      h('button', { type: 'button', class: 'link', 'data-accept': index }, t(lang, 'findings.accept')),
      h('button', { type: 'button', class: 'link', 'data-off': finding.code }, t(lang, 'findings.off')),
      rule ? h('details', { class: 'why' }, h('summary', null, t(lang, 'findings.why')),
        h('p', null, rule.why[lang]),
        rule.source[lang] ? h('p', { class: 'muted' }, `${t(lang, 'findings.source')}${lang === 'zh' ? '：' : ': '}${rule.source[lang]}`) : null) : null));
}

/**
 * @param {string} text
 * @param {import('../state.js').Span} span
 */
function quote(text, span) {
  const long = span.end - span.start > 90;
  const { before, quote: words, after } = excerpt(text, span, long ? 6 : 18);
  return h('span', { class: 'item-quote', lang: 'zh-Hans' }, before, h('mark', null, long ? oneLine(words, 90) : words.replace(/\s+/g, ' ')), after);
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
  const goal = all[Math.min(Math.max(0, held), all.length - 1)] ?? root;
  if (goal instanceof HTMLElement) goal.focus({ preventScroll: true });
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @param {boolean} moved
 */
function markSelected(root, { selected }, moved) {
  root.querySelector('.item.is-selected')?.classList.remove('is-selected');
  if (selected?.kind !== 'finding') return;
  const found = root.querySelector(`[data-item="${selected.index}"]`);
  found?.classList.add('is-selected');
  if (moved && selected.from !== 'list') found?.scrollIntoView({ block: 'center' });
}
