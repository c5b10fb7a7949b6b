// The left side: the parts that the rules ask for, then all headings.

import { byId, h, replace } from '../dom.js';
import { SIGNS, requirementName, requirementWord } from '../format.js';
import { countBySection, sectionAt } from '../model.js';
import { growing, redraw } from '../redraw.js';
import { t, term } from '../strings.js';
import { openTroubles } from '../trouble.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../state.js').Lang} Lang
 * @typedef {import('../state.js').Requirement} Requirement
 * @typedef {import('../actions.js').Actions} Actions
 */

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

  /** The headings made so far. @type {ReturnType<typeof growing> | null} */
  let rows = null;
  const drawAll = redraw((state) => [state.lang, wordsOf(state)], (state) => { rows = draw(root, state, rows?.made()); });
  return (state, prev) => {
    const changed = drawAll(state, prev);
    if (changed || prev?.here !== state.here) markHere(root, state.here, rows);
  };
}

/**
 * What the outline says. Most changes to a text leave it as it is: then it is not drawn again.
 * @param {State} state
 */
function wordsOf(state) {
  const { read } = state;
  if (!read) return null;
  const { sections, requirements, meta } = read.report;
  const findings = findingsOf(state);
  return [meta.scope, ...requirements.map(({ id, state: found, spans }) => `${id} ${found} ${spans.length > 0}`),
    ...sections.map(({ marker, title, level, role, parent }, index) => [marker, title, level, role, parent, read.metricsOfSection[index], findings[index]].join('\u0001'))].join('\n');
}

/**
 * How many findings each section has.
 * @param {State} state
 */
function findingsOf(state) {
  const { read } = state;
  if (!read) return [];
  return countBySection(read.report, [...openTroubles(state)]
    .map((index) => read.troubles[index])
    .filter(({ span }) => span.end > span.start)
    .map(({ span }) => sectionAt(read.report, span.start)));
}

/** A heading, in pixels. */
const ROW_HEIGHT = 44;

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @param {number} [least]   Headings to be made at once.
 * @returns {ReturnType<typeof growing> | null}
 */
function draw(root, state, least) {
  const { lang, read } = state;
  if (!read) {
    replace(root);
    return null;
  }
  const { report } = read;
  const findings = findingsOf(state);
  const tree = h('ol', { class: 'secs' });
  /** @type {HTMLElement[]} */
  const nodes = [];
  const rows = growing(report.sections.length, ROW_HEIGHT, (from, to) => {
    for (let index = from; index < to; index += 1) {
      nodes[index] = heading(state, index, findings[index]);
      const parent = report.sections[index].parent ?? null;
      const above = parent === null ? null : nodes[parent];
      const list = above === null ? tree : above.querySelector(':scope > ol') ?? above.appendChild(h('ol'));
      list.append(nodes[index]);
    }
  }, least);

  replace(root,
    h('section', { class: 'reqs', 'aria-labelledby': 'reqs-title' },
      h('h2', { id: 'reqs-title', class: 'side-title' }, t(lang, 'req.title')),
      report.requirements.length ? h('ul', null, report.requirements.map((requirement, index) => requirementRow(state, requirement, index))) : null,
      h('p', { class: 'empty-note' }, t(lang, SCOPES[report.meta.scope] ?? 'req.note'))),
    h('section', { 'aria-labelledby': 'secs-title' },
      h('h2', { id: 'secs-title', class: 'side-title' }, t(lang, 'outline.title')),
      report.sections.length ? [tree, rows.rest] : h('p', { class: 'empty-note' }, t(lang, 'outline.empty'))));
  return rows;
}

/**
 * @param {State} state
 * @param {number} index
 * @param {number} findings
 */
function heading({ read, lang }, index, findings) {
  if (!read) return h('li');
  const section = read.report.sections[index];
  const metrics = read.metricsOfSection[index];
  return h('li', { class: `sec role-${section.role} sec-${Math.min(4, section.level)}` },
    h('button', { type: 'button', class: 'sec-go', 'data-section': index },
      h('span', { class: 'sec-title', lang: 'zh-Hans' }, section.marker ? h('span', { class: 'sec-marker' }, section.marker) : null, h('span', { class: 'sec-words' }, section.title)),
      h('span', { class: 'sec-facts' }, h('span', { class: 'sec-role' }, term(lang, 'role', section.role)),
        metrics ? h('span', null, t(lang, 'count.metrics', { n: metrics })) : null,
        findings ? h('span', { class: 'sec-findings' }, t(lang, 'count.findings', { n: findings })) : null)));
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
 * @param {HTMLElement} root
 * @param {number | null} here
 * @param {ReturnType<typeof growing> | null} rows
 */
function markHere(root, here, rows) {
  root.querySelector('[aria-current]')?.removeAttribute('aria-current');
  if (here === null) return;
  rows?.reach(here);
  const button = root.querySelector(`[data-section="${here}"]`);
  if (!(button instanceof HTMLElement)) return;
  button.setAttribute('aria-current', 'location');
  const box = button.getBoundingClientRect();
  const frame = root.getBoundingClientRect();
  if (box.top < frame.top + 30) root.scrollTop -= frame.top + 30 - box.top;
  else if (box.bottom > frame.bottom - 30) root.scrollTop += box.bottom - frame.bottom + 30;
}
