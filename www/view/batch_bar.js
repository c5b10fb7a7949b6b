// Over a report that is one of a batch: the way back to the table, to the next report,
// and what the reader says of this one.

import { shownRows } from '../actions/batch.js';
import { byId, h, replace } from '../dom.js';
import { redraw } from '../redraw.js';
import { rowName } from '../rows.js';
import { t } from '../strings.js';
import { VERDICTS } from './batch.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../batch.js').Verdict} Verdict
 */

/**
 * @param {import('../actions.js').Actions} actions
 * @returns {(state: State, prev: State | null) => void}
 */
export function batchBarView(actions) {
  const root = byId('batch-bar');
  const back = h('button', { type: 'button', class: 'quiet', 'data-back': '' });
  const turns = h('div', { class: 'batch-turns' });
  const verdicts = h('div', { class: 'batch-verdicts', role: 'group' });
  const note = h('input', { type: 'text', class: 'filter', id: 'batch-note', autocomplete: 'off' });
  replace(root, back, turns, verdicts, note);
  /** @type {number | null} */
  let at = null;

  root.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button') : null;
    if (!button || at === null) return;
    const { turn, verdict } = button.dataset;
    if (button.dataset.back !== undefined) actions.showTable();
    else if (turn !== undefined) actions.turn(turn === 'next' ? 1 : -1);
    else if (verdict !== undefined) actions.judge(at, /** @type {Verdict} */ (verdict));
  });
  note.addEventListener('change', () => { if (at !== null) actions.note(at, note.value); });

  return redraw(({ batch, table, batchView, lang }) => [batch, table, batchView, lang], (state) => {
    const { batch, table, lang } = state;
    const row = batch && !table && batch.at !== null ? batch.rows[batch.at] : null;
    root.hidden = !row;
    if (!batch || !row || batch.at === null) {
      at = null;
      return;
    }
    const shown = shownRows(state);
    const nth = shown.indexOf(batch.at);
    const neighbour = (/** @type {number} */ step) => (nth < 0 ? undefined : shown[nth + step]);
    const held = /** @type {HTMLElement | null} */ (turns.contains(document.activeElement) ? document.activeElement : null)?.dataset.turn;
    const turn = (/** @type {string} */ way, /** @type {number | undefined} */ to) => h('button', { type: 'button', class: 'quiet', 'data-turn': way, disabled: to === undefined, title: to === undefined ? null : rowName(batch.rows[to]) }, t(lang, `batch.${way}`));
    back.textContent = t(lang, 'batch.back');
    replace(turns, turn('previous', neighbour(-1)), h('span', null, nth < 0 ? t(lang, 'batch.apart') : t(lang, 'batch.at', { at: nth + 1, all: shown.length })), turn('next', neighbour(1)));
    const again = held ? turns.querySelector(`[data-turn="${held}"]:not([disabled])`) ?? turns.querySelector('button:not([disabled])') : null;
    if (again instanceof HTMLElement) again.focus();
    verdicts.setAttribute('aria-label', t(lang, 'batch.whole.verdict'));
    if (!verdicts.childElementCount) replace(verdicts, VERDICTS.map((verdict) => h('button', { type: 'button', class: `chip ruled-${verdict || 'none'}`, 'data-verdict': verdict })));
    for (const button of verdicts.querySelectorAll('button')) {
      const { verdict } = button.dataset;
      button.textContent = t(lang, `batch.verdict.${verdict || 'none'}`);
      button.setAttribute('aria-pressed', String(row.verdict === verdict));
    }
    note.placeholder = t(lang, 'batch.note.empty');
    note.setAttribute('aria-label', t(lang, 'batch.whole.note'));
    if (note !== document.activeElement || at !== batch.at) note.value = row.note;
    at = batch.at;
  });
}
