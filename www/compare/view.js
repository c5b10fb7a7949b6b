// A comparison: what disagrees, the table of indicators, what was taken over, what each covers.

import { h, oncePainted, replace } from '../dom.js';
import { named } from '../format.js';
import { redraw } from '../redraw.js';
import { t } from '../strings.js';
import { coverageView } from './coverage.js';
import { figuresView } from './figures.js';
import { labels } from './parts.js';
import { reuseView } from './reuse.js';
import { saidCounts, saidView } from './said.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../state.js').CompareView} CompareView
 * @typedef {import('../actions.js').Actions} Actions
 */

export const TABS = /** @type {const} */ (['said', 'figures', 'reuse', 'coverage']);

/**
 * @param {HTMLElement} root
 * @param {Actions} actions
 * @returns {(state: State, prev: State | null) => void}
 */
export function view(root, actions) {
  const back = h('button', { type: 'button', class: 'quiet', 'data-back': '' });
  const name = h('h1', { id: 'compare-name' });
  const of = h('p', { class: 'compare-of', lang: 'zh-Hans' });
  const again = h('button', { type: 'button', class: 'quiet', 'data-again': '' });
  const files = /** @type {const} */ (['xlsx', 'csv']).map((ending) => h('button', { type: 'button', class: 'quiet', 'data-file': ending }));
  const tabs = h('div', { class: 'tabs', role: 'tablist' }, TABS.map((tab) => h('button', { type: 'button', class: 'tab', role: 'tab', id: `compare-tab-${tab}`, 'aria-controls': `compare-${tab}`, 'data-tab': tab }, h('span', { class: 'tab-name' }), h('span', { class: 'tab-count' }))));
  const panels = TABS.map((tab) => h('div', { class: 'compare-panel', role: 'tabpanel', id: `compare-${tab}`, 'aria-labelledby': `compare-tab-${tab}`, tabindex: 0 }));
  replace(root, h('div', { class: 'compare-bar' }, back, name, of, h('div', { class: 'compare-tools' }, again, files)), tabs, panels);
  const [said, figures, reuse, coverage] = panels;
  const parts = [saidView(said), figuresView(figures, actions), reuseView(reuse, actions), coverageView(coverage)];
  /** @type {State | null} */
  let now = null;

  root.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button') : null;
    if (!button) return;
    const { tab, report, start, end, file } = button.dataset;
    if (button.dataset.back !== undefined) actions.closeCompare();
    else if (button.dataset.again !== undefined) actions.compareRows(now?.compare?.reports.map(({ row }) => row));
    else if (file !== undefined) actions.exportCompare(/** @type {'xlsx' | 'csv'} */ (file));
    else if (tab !== undefined) actions.setCompareView({ tab: /** @type {CompareView['tab']} */ (tab) });
    else if (report !== undefined) actions.showCompared(Number(report), { start: Number(start), end: Number(end) });
  });
  tabs.addEventListener('keydown', (event) => {
    const at = TABS.findIndex((tab) => event.target instanceof Element && event.target.id === `compare-tab-${tab}`);
    const goal = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: TABS.length - 1 }[event.key];
    if (at < 0 || goal === undefined) return;
    event.preventDefault();
    const tab = TABS[(goal + TABS.length) % TABS.length];
    actions.setCompareView({ tab });
    /** @type {HTMLElement | null} */ (tabs.querySelector(`#compare-tab-${tab}`))?.focus();
  });

  const drawBar = redraw(({ compare, lang }) => [compare, lang], ({ compare, lang }) => {
    if (!compare) return;
    back.textContent = t(lang, 'compare.back');
    name.textContent = t(lang, 'compare.of', { n: compare.reports.length });
    const [{ body }] = compare.found.reports;
    const shared = body && compare.found.reports.every((each) => each.body === body);
    const told = labels(compare, lang).join(lang === 'zh' ? '、' : ', ');
    of.textContent = of.title = shared ? named(lang, body, told) : told;
    again.textContent = t(lang, 'compare.again');
    for (const button of files) button.textContent = t(lang, `compare.file.${button.dataset.file}`);
    tabs.setAttribute('aria-label', t(lang, 'compare'));
    const { differs, asks, open, holds } = saidCounts(compare);
    const { rows, reuse: pairs } = compare.found;
    const counts = {
      said: differs + asks || open + holds, figures: rows.filter(({ cells }) => cells.filter(Boolean).length > 1).length,
      reuse: pairs.flatMap(({ passages }) => passages).filter(({ kind }) => kind !== 'updated').length, coverage: null,
    };
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (tabs.querySelectorAll('[data-tab]'))) {
      const tab = /** @type {CompareView['tab']} */ (button.dataset.tab);
      replace(/** @type {Element} */ (button.querySelector('.tab-name')), t(lang, `compare.tab.${tab}`));
      replace(/** @type {Element} */ (button.querySelector('.tab-count')), counts[tab]);
    }
    tabs.querySelector('[data-tab="said"]')?.classList.toggle('has-trouble', differs > 0);
    tabs.querySelector('[data-tab="said"]')?.classList.toggle('has-doubt', !differs && asks > 0);
  });
  const drawTabs = redraw(({ compareView: { tab } }) => [tab], ({ compareView: { tab } }) => {
    TABS.forEach((each, at) => {
      const button = /** @type {HTMLElement} */ (tabs.querySelector(`#compare-tab-${each}`));
      button.setAttribute('aria-selected', String(each === tab));
      button.tabIndex = each === tab ? 0 : -1;
      panels[at].hidden = each !== tab;
    });
  });

  return (state, prev) => {
    now = state;
    if (!state.compare || !state.table) return;
    drawBar(state, prev);
    drawTabs(state, prev);
    for (const part of parts) part(state, prev);
    // One that has just come, or is come back to, takes the keys.
    if (prev?.compare !== state.compare || !prev?.table) {
      oncePainted(() => {
        const held = document.activeElement;
        if (now?.compare && (!held || held === document.body || !held.checkVisibility())) /** @type {HTMLElement | null} */ (tabs.querySelector('[aria-selected="true"]'))?.focus();
      });
    }
  };
}
