// The left side: the parts that the rules ask for, then all headings.

import { byId, h, replace } from '../dom.js';
import { countBySection, sectionAt } from '../model.js';
import { t, term } from '../strings.js';
import { openTroubles } from '../trouble.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../state.js').Lang} Lang
 * @typedef {import('../state.js').Requirement} Requirement
 * @typedef {import('../actions.js').Actions} Actions
 */

export const SIGNS = /** @type {Record<string, string>} */ ({ section: '✓', mentioned: '◐', empty: '◌', missing: '✕' });

/** What is said in the place of parts that are not looked for. */
export const SCOPES = /** @type {Record<string, string>} */ ({ passage: 'scope.passage', other: 'scope.other' });

/**
 * @param {Actions} actions
 * @returns {(state: State, prev: State | null) => void}
 */
export function outlineView(actions) {
  const root = byId('outline');

  root.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (!button) return;
    const { section, requirement } = button.dataset;
    if (section !== undefined) actions.select('section', Number(section), 'list');
    else if (requirement !== undefined) actions.select('requirement', Number(requirement), 'list');
  });

  return (state, prev) => {
    const changed = !prev || prev.read !== state.read || prev.lang !== state.lang
      || prev.rulesOff !== state.rulesOff || prev.accepted !== state.accepted;
    if (changed) {
      const kept = root.scrollTop;
      draw(root, state);
      if (kept) root.scrollTop = kept;
    }
    if (changed || prev?.here !== state.here) markHere(root, state.here);
  };
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 */
function draw(root, state) {
  const { lang, read } = state;
  if (!read) {
    replace(root);
    return;
  }
  const { report } = read;
  const findings = countBySection(report, [...openTroubles(state)]
    .map((index) => read.troubles[index])
    .filter(({ span }) => span.end > span.start)
    .map(({ span }) => sectionAt(report, span.start)));

  const nodes = report.sections.map((section, index) => {
    const facts = [
      read.metricsOfSection[index] ? h('span', null, t(lang, 'count.metrics', { n: read.metricsOfSection[index] })) : null,
      findings[index] ? h('span', { class: 'sec-findings' }, t(lang, 'count.findings', { n: findings[index] })) : null,
    ];
    return h('li', { class: `sec role-${section.role} sec-${Math.min(4, section.level)}` },
      h('button', { type: 'button', class: 'sec-go', 'data-section': index },
        h('span', { class: 'sec-title', lang: 'zh-Hans' }, section.marker ? h('span', { class: 'sec-marker' }, section.marker) : null, h('span', { class: 'sec-words' }, section.title)),
        h('span', { class: 'sec-facts' }, h('span', { class: 'sec-role' }, term(lang, 'role', section.role)), facts)));
  });
  const tree = h('ol', { class: 'secs' });
  report.sections.forEach((section, index) => {
    const parent = section.parent ?? null;
    if (parent === null) {
      tree.append(nodes[index]);
    } else {
      const inner = nodes[parent].querySelector(':scope > ol') ?? nodes[parent].appendChild(h('ol'));
      inner.append(nodes[index]);
    }
  });

  replace(root,
    h('section', { class: 'reqs', 'aria-labelledby': 'reqs-title' },
      h('h2', { id: 'reqs-title', class: 'side-title' }, t(lang, 'req.title')),
      report.requirements.length ? h('ul', null, report.requirements.map((requirement, index) => requirementRow(state, requirement, index))) : null,
      h('p', { class: 'empty-note' }, t(lang, SCOPES[report.meta.scope] ?? 'req.note'))),
    h('section', { 'aria-labelledby': 'secs-title' },
      h('h2', { id: 'secs-title', class: 'side-title' }, t(lang, 'outline.title')),
      report.sections.length ? tree : h('p', { class: 'empty-note' }, t(lang, 'outline.empty'))));
}

/**
 * @param {State} state
 * @param {Requirement} requirement
 * @param {number} index
 */
function requirementRow({ lang }, { id, state, spans }, index) {
  const name = requirementName({ id }, lang);
  const word = requirementWord({ id, state }, lang);
  const inside = [
    h('span', { class: 'req-sign', 'aria-hidden': 'true' }, SIGNS[state] ?? ''),
    h('span', { class: 'req-name' }, name),
    h('span', { class: 'req-state' }, word),
  ];
  return h('li', { class: `req req-${state}` }, spans.length
    ? h('button', { type: 'button', 'data-requirement': index }, inside)
    : h('div', { class: 'req-row' }, inside));
}

/**
 * @param {{ id: string }} requirement
 * @param {Lang} lang
 */
export const requirementName = ({ id }, lang) => t(lang, id === 'title' ? 'req.name.title' : `req.${id}`);

/**
 * @param {{ id: string, state: string }} requirement
 * @param {Lang} lang
 */
export function requirementWord({ id, state }, lang) {
  const formal = id === 'title' || id === 'signature' || id === 'date';
  return t(lang, `req.state.${formal && state === 'section' ? 'present' : state}`);
}

/**
 * @param {HTMLElement} root
 * @param {number | null} here
 */
function markHere(root, here) {
  root.querySelector('[aria-current]')?.removeAttribute('aria-current');
  if (here === null) return;
  const button = root.querySelector(`[data-section="${here}"]`);
  if (!(button instanceof HTMLElement)) return;
  button.setAttribute('aria-current', 'location');
  const box = button.getBoundingClientRect();
  const frame = root.getBoundingClientRect();
  if (box.top < frame.top + 30) root.scrollTop -= frame.top + 30 - box.top;
  else if (box.bottom > frame.bottom - 30) root.scrollTop += box.bottom - frame.bottom + 30;
}
