// The keyboard beyond what the browser gives: walking lists, F8, / and ?.

import { choicesOf } from './choices.js';
import { byId, h, replace } from './dom.js';
import { t } from './strings.js';
import { openTroubles, selectedTrouble } from './trouble.js';

/**
 * @typedef {import('./state.js').State} State
 * @typedef {import('./actions.js').Actions} Actions
 */

const STOPS = '.item-go, .sec-go, .req button, [data-metric]';

/**
 * @param {Actions} actions
 * @param {() => State} get
 * @param {Pick<ReturnType<typeof import('./view/paper.js').paperView>, 'write' | 'troubleAtCaret' | 'walksFrom'>} paper
 */
export function listenToKeys(actions, get, paper) {
  const help = /** @type {HTMLDialogElement} */ (byId('help'));

  function openHelp() {
    const { lang, letterKeys } = get();
    /** @type {[string[], string][]} */
    const rows = [
      [['Ctrl+V'], 'help.paste'], [['↑ ↓', 'j k'], 'help.list'], [['Enter'], 'help.enter'], [['F8', 'Shift+F8'], 'help.walk'], [['Alt+Enter', 'Alt+Delete'], 'help.mend'],
      [['/'], 'help.filter'], [['← →'], 'help.tabs'], [['Ctrl+Z', 'Ctrl+Y'], 'help.undo'], [['F2'], 'help.edit'], [['Ctrl+S'], 'help.save'], [['Esc'], 'help.escape'], [['?'], 'help.help'], [['j k', '← →'], 'help.batch'], [['1', '2', '0', 'n'], 'help.batch.judge'], [['Alt+PgDn', 'Alt+PgUp'], 'help.batch.turn'],
    ];
    const box = h('input', { type: 'checkbox', id: 'letter-keys', checked: letterKeys });
    box.addEventListener('change', () => actions.setLetterKeys(box.checked));
    replace(help,
      h('h2', { id: 'help-title', tabindex: -1, autofocus: true }, t(lang, 'help.title')),
      h('dl', { class: 'keys' }, rows.map(([keys, key]) => h('div', null, h('dt', null, keys.map((each) => h('kbd', null, each))), h('dd', null, t(lang, key))))),
      h('label', { class: 'check-label' }, box, h('span', null, t(lang, 'help.letters'))),
      h('p', { class: 'help-more' }, h('button', { type: 'button', class: 'link', 'data-open-rules': '' }, t(lang, 'rules.open'))),
      h('form', { method: 'dialog' }, h('button', { class: 'primary' }, t(lang, 'help.close'))));
    if (!help.open) help.showModal();
  }

  /**
   * Makes the one change there is; of several, the reader chooses.
   * @param {number} index
   */
  function mend(index) {
    const { read } = get();
    const choices = read ? choicesOf(read, index).length : 0;
    if (choices === 1) {
      actions.choose(index, 0);
      return;
    }
    if (!choices) {
      actions.sayNoChoice();
      return;
    }
    if (byId('card').hidden) actions.select('finding', index, 'walk');
    queueMicrotask(() => {
      const first = byId('card').querySelector('[data-choose]');
      if (first instanceof HTMLElement) first.focus();
    });
  }

  byId('do-help').addEventListener('click', openHelp);
  help.addEventListener('click', (event) => { if (event.target === help) help.close(); });

  document.addEventListener('keydown', (event) => {
    // A dialog keeps its keys to itself.
    if (event.isComposing || event.defaultPrevented || document.querySelector('dialog[open]')) return;
    const state = get();
    const target = event.target instanceof HTMLElement ? event.target : document.body;
    const writing = target.id === 'paper';
    const typing = writing || target.matches('textarea, input:not([type=checkbox]), select');

    // The table of a batch has keys of its own.
    const onReport = state.doc !== null && !state.table;
    if (event.key === 'F8') {
      event.preventDefault();
      if (onReport) actions.walk(event.shiftKey ? -1 : 1, paper.walksFrom());
      return;
    }
    if (event.altKey && (event.key === 'PageDown' || event.key === 'PageUp') && onReport && state.batch) {
      event.preventDefault();
      actions.turn(event.key === 'PageDown' ? 1 : -1);
      return;
    }
    if (event.key === 'F2' && onReport) {
      event.preventDefault();
      const trouble = selectedTrouble(state);
      if (trouble !== null && !byId('card').hidden) byId('card').querySelector('[data-write]')?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
      else if (writing) byId('scroll').focus({ preventScroll: true });
      else paper.write(null);
      return;
    }
    if (onReport && event.altKey && !event.ctrlKey && !event.metaKey && (event.key === 'Enter' || event.key === 'Delete' || event.key === 'Backspace')) {
      const index = selectedTrouble(state) ?? paper.troubleAtCaret();
      // In the text these keys would write or delete.
      if (writing) event.preventDefault();
      if (index === null || !openTroubles(state).has(index)) return;
      event.preventDefault();
      if (event.key === 'Enter') mend(index);
      else actions.accept(index);
      return;
    }
    if (event.key === 'Escape') {
      if (target.id === 'metrics-filter' && state.metricsView.filter) actions.setMetricsView({ filter: '' });
      else if (target.id === 'findings-filter' && state.troubleView.filter) actions.setTroubleView({ filter: '' });
      else if (state.offer) actions.answerOffer(false);
      else if (state.notice) actions.dismiss();
      else if (state.table && state.compare) {
        if (target.id === 'compare-filter' && state.compareView.filter) actions.setCompareView({ filter: '' });
        else actions.closeCompare();
      } else if (state.table) actions.setBatchView({ filter: '' });
      else if (state.selected) actions.deselect();
      else if (state.batch && !typing) actions.showTable();
      return;
    }
    const way = historyKey(event);
    // The text has the page's own history, wherever the keys go; other fields have the browser's.
    if (way && (!typing || writing)) {
      event.preventDefault();
      actions[way]({ whole: false });
      return;
    }
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 's' && onReport) {
      event.preventDefault();
      actions.save();
      return;
    }
    // All is the report, not the page round it.
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'a' && (!typing || writing) && onReport) {
      event.preventDefault();
      document.getSelection()?.selectAllChildren(byId('paper'));
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing) return;

    if (state.letterKeys && event.key === '?') {
      event.preventDefault();
      openHelp();
      return;
    }
    if (!onReport) return;
    if (state.letterKeys && event.key === '/') {
      event.preventDefault();
      const list = state.tab === 'findings' && openTroubles(state).size ? 'findings' : 'metrics';
      actions.showTab(list);
      queueMicrotask(() => byId(`${list}-filter`).focus());
      return;
    }
    const letter = state.letterKeys ? { j: 1, k: -1 }[event.key] : undefined;
    const arrow = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const inList = target.closest('#outline, .panel');
    const step = letter ?? (inList && target.matches(STOPS) ? arrow : undefined);
    if (step === undefined) return;
    const list = inList ?? byId(`panel-${state.tab}`);
    const stops = [...list.querySelectorAll(STOPS)].filter((stop) => stop instanceof HTMLElement && stop.offsetParent !== null);
    const at = stops.indexOf(target.closest(STOPS) ?? target);
    const marked = stops.findIndex((stop) => stop.closest('.is-selected, [aria-selected="true"]'));
    const goal = stops[Math.min(stops.length - 1, Math.max(0, at >= 0 ? at + step : marked >= 0 ? marked + step : 0))];
    if (!(goal instanceof HTMLElement)) return;
    event.preventDefault();
    goal.focus({ preventScroll: true });
    goal.scrollIntoView({ block: 'nearest' });
    if (goal.dataset.metric !== undefined) actions.select('metric', Number(goal.dataset.metric), 'list');
  });
}

/**
 * Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y, or the same with Command.
 * @param {KeyboardEvent} event
 * @returns {'undo' | 'redo' | null}
 */
function historyKey({ ctrlKey, metaKey, shiftKey, altKey, key }) {
  if (!(ctrlKey || metaKey) || altKey) return null;
  const letter = key.toLowerCase();
  if (letter === 'z') return shiftKey ? 'redo' : 'undo';
  return letter === 'y' && !shiftKey ? 'redo' : null;
}
