// The menu of what leaves the page: what makes sense of the report that is open.

import { meantRows } from '../actions/batch.js';
import { takesChanges } from '../documents.js';
import { byId, h, replace } from '../dom.js';
import { redraw } from '../redraw.js';
import { t } from '../strings.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../actions.js').Actions} Actions
 * @typedef {import('../actions/exports.js').Kind} Kind
 * @typedef {import('../actions/batch_exports.js').BatchKind} BatchKind
 */

/**
 * @param {Actions} actions
 * @returns {(state: State, prev: State | null) => void}
 */
export function exportsView(actions) {
  const button = byId('do-export');
  const menu = byId('exports');
  /** What was changed goes into the reader's own document too. */
  let tracked = true;
  /** @type {State | null} */
  let now = null;

  const items = () => /** @type {HTMLElement[]} */ ([...menu.querySelectorAll('button:not(:disabled)')]);
  const isOpen = () => !menu.hidden;

  function open() {
    if (!now?.doc && !now?.table) return;
    actions.prepareExports();
    menu.hidden = false;
    button.setAttribute('aria-expanded', 'true');
    draw(now, null);
    // Under its button; where that is in a menu itself, at the edge of the bar.
    const box = button.getBoundingClientRect();
    const bar = /** @type {HTMLElement} */ (menu.parentElement).getBoundingClientRect();
    const right = byId('do-more').offsetParent === null ? Math.min(bar.right - box.right, bar.width - menu.offsetWidth - 6) : 0;
    menu.style.setProperty('right', `${Math.max(6, right)}px`);
    items()[0]?.focus();
  }

  /** @param {boolean} back   The focus goes to where the menu came from. */
  function close(back) {
    if (!isOpen()) return;
    menu.hidden = true;
    button.setAttribute('aria-expanded', 'false');
    if (back) (button.offsetParent === null ? byId('do-more') : button).focus();
  }

  button.addEventListener('click', () => (isOpen() ? close(true) : open()));
  button.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown' || isOpen()) return;
    event.preventDefault();
    open();
  });
  document.addEventListener('pointerdown', ({ target }) => { if (target instanceof Node && !menu.contains(target) && !button.contains(target)) close(false); });
  menu.addEventListener('focusout', ({ relatedTarget }) => { if (relatedTarget instanceof Node && !menu.contains(relatedTarget) && relatedTarget !== button) close(false); });
  menu.addEventListener('click', (event) => {
    const item = event.target instanceof Element ? event.target.closest('button') : null;
    if (!item) return;
    if (item.dataset.tracked !== undefined) {
      tracked = !tracked;
      item.setAttribute('aria-checked', String(tracked));
      return;
    }
    close(true);
    if (now?.table) actions.exportBatch(/** @type {BatchKind} */ (item.dataset.export));
    else actions.export(/** @type {Kind} */ (item.dataset.export), { tracked: tracked && now !== null && isChanged(now) });
  });
  menu.addEventListener('keydown', (event) => {
    const all = items();
    const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const step = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (event.key === 'Escape') close(true);
    else if (event.key === 'Tab') close(false);
    else if (step !== undefined) all[(step + all.length) % all.length]?.focus();
    else if (/^\S$/u.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const named = (/** @type {HTMLElement} */ item) => (item.textContent ?? '').toLowerCase().startsWith(event.key.toLowerCase());
      (all.slice(at + 1).find(named) ?? all.find(named))?.focus();
    } else return;
    // Tab goes on from here; other keys are the menu's own.
    if (event.key !== 'Tab') event.preventDefault();
    event.stopPropagation();
  });

  const draw = redraw(
    (state) => [isOpen(), state.lang, state.table, state.chosen, state.batch?.left, state.doc?.source, !state.doc, isChanged(state), state.doc?.text === state.doc?.given, state.read?.text === state.doc?.text, state.reading === 'failed'],
    (state) => {
      if (!isOpen()) return;
      const held = /** @type {HTMLElement | null} */ (menu.contains(document.activeElement) ? document.activeElement : null)?.dataset.export;
      replace(menu, groups(state).map(([group, kinds]) => h('div', { class: 'export-group', role: 'group', 'aria-label': t(state.lang, `export.group.${group}`) },
        h('p', { class: 'export-title', 'aria-hidden': 'true' }, t(state.lang, `export.group.${group}`)),
        kinds.map((kind) => item(state, kind, tracked)))));
      const again = held ? menu.querySelector(`[data-export="${held}"]`) : null;
      if (again instanceof HTMLElement) again.focus();
    },
  );
  return (state, prev) => {
    now = state;
    if (!state.doc && !state.table) close(false);
    draw(state, prev);
  };
}

/**
 * Whether there are changes that can be written back into the file.
 * @param {State} state
 */
const isChanged = ({ doc }) => Boolean(doc?.source && takesChanges(doc.source) && doc.text !== doc.given);

/**
 * What makes sense at the moment, under the names of its groups.
 * @param {State} state
 * @returns {[string, (Kind | BatchKind | 'withTracked')[]][]}
 */
function groups(state) {
  if (state.table) return [['data', ['batchWorkbook', 'batchCsv', 'batchFigures']], ['review', ['batchReviews', 'batchWord']]];
  const { doc } = state;
  const own = doc?.source?.format === 'docx';
  const changed = doc && doc.given !== null && doc.given !== doc.text;
  return [
    ['word', own ? (isChanged(state) ? ['annotated', 'withTracked', 'tracked'] : ['annotated']) : ['document']],
    ['review', changed ? ['review', 'copyReview', 'page', 'changes'] : ['review', 'copyReview', 'page']],
    ['data', ['workbook', 'figures', 'data', 'text']],
  ];
}

/**
 * @param {State} state
 * @param {Kind | BatchKind | 'withTracked'} kind
 * @param {boolean} tracked
 */
function item(state, kind, tracked) {
  const { lang, doc, reading, read } = state;
  const name = h('span', { class: 'export-name' }, t(lang, `export.${kind}`));
  if (kind === 'withTracked') return h('button', { type: 'button', class: 'export-item export-check', role: 'menuitemcheckbox', 'aria-checked': String(tracked), 'data-tracked': '', tabindex: -1 }, name);
  if (state.table) return h('button', { type: 'button', class: 'export-item', role: 'menuitem', 'data-export': kind, tabindex: -1, disabled: Boolean(state.batch?.left) }, name, h('span', { class: 'export-note' }, t(lang, `export.${kind}.note`, { n: meantRows(state).length })));
  // The text itself goes out even where it could not be read.
  const dead = kind !== 'text' && !read && reading === 'failed';
  const saves = kind === 'tracked' || (kind === 'text' && !(doc?.source && takesChanges(doc.source)));
  // A reload keeps the text, not the file that it came in.
  const lost = kind === 'document' && /\.docx$/i.test(doc?.name ?? '');
  return h('button', { type: 'button', class: 'export-item', role: 'menuitem', 'data-export': kind, tabindex: -1, disabled: dead, 'aria-keyshortcuts': saves ? 'Control+S' : null },
    name, saves ? h('kbd', { 'aria-hidden': 'true' }, 'Ctrl+S') : null, h('span', { class: 'export-note' }, t(lang, lost ? 'export.document.lost' : `export.${kind}.note`)));
}
