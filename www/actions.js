// Everything that can happen. Each action reads the state, sets the next one,
// and leaves drawing to the views. What happens to the text, to findings and to
// the reader's words is in actions/; here is what is shown, and how.

import { createCommon, saveAs, writeClipboard } from './actions/common.js';
import { documentActions } from './actions/document.js';
import { findingActions } from './actions/findings.js';
import { wordActions } from './actions/words.js';
import { sectionAt } from './model.js';
import { ALL_METRICS, LAYERS } from './state.js';

/**
 * @typedef {import('./state.js').State} State
 * @typedef {import('./state.js').Kind} Kind
 * @typedef {import('./state.js').Layer} Layer
 * @typedef {import('./state.js').Lang} Lang
 * @typedef {import('./state.js').MetricsView} MetricsView
 * @typedef {import('./state.js').Region} Region
 * @typedef {import('./state.js').Selected} Selected
 * @typedef {import('./state.js').Span} Span
 * @typedef {import('./state.js').Tab} Tab
 * @typedef {import('./state.js').Theme} Theme
 * @typedef {import('./state.js').View} View
 * @typedef {ReturnType<typeof createActions>} Actions
 */

/** The tab that lists a kind of thing. */
const HOME = /** @type {Partial<Record<Kind, Tab>>} */ ({ metric: 'metrics', citation: 'citations', finding: 'findings', relation: 'checks' });

/** @param {import('./actions/common.js').Page} page */
export function createActions(page) {
  const common = createCommon(page);
  const { get, set, say, words, toast, notify } = common;

  return {
    ...documentActions(common),
    ...findingActions(common),
    ...wordActions(common),

    dismiss() {
      set({ notice: null });
    },

    /**
     * @param {Kind} kind
     * @param {number} index
     * @param {Selected['from']} from
     * @param {'stay'} [tab]
     */
    select(kind, index, from, tab) {
      const state = get();
      const home = tab === 'stay' ? undefined : HOME[kind];
      const narrow = isNarrow();
      const listed = kind === 'finding' || kind === 'citation' || kind === 'relation';
      /** @type {Partial<State>} */
      const patch = { selected: { kind, index, from }, lit: [], tab: home ?? state.tab };
      // A finding shows its card at its place.
      if (narrow && listed && kind !== 'finding' && from === 'paper') patch.region = 'results';
      if (narrow && from !== 'paper' && kind !== 'metric') patch.region = 'paper';
      if (kind === 'metric' && home && state.metricsView !== ALL_METRICS && from !== 'list') patch.metricsView = withRow(state, index);
      set(patch);
    },

    /** @param {Span} span */
    goTo(span) {
      set({ selected: { kind: 'place', index: 0, from: 'list', span }, region: 'paper' });
    },

    deselect() {
      set({ selected: null, lit: [] });
    },

    /** @param {number[]} metrics */
    light(metrics) {
      const { lit } = get();
      if (lit.length !== metrics.length || lit.some((each, at) => each !== metrics[at])) set({ lit: metrics });
    },

    /**
     * @param {string} table
     * @param {number} rows
     */
    async copyTable(table, rows) {
      if (await writeClipboard(table)) toast('metrics.copied', { n: rows });
      else notify('copyFailed');
    },

    /** @param {string} csv */
    download(csv) {
      const state = get();
      const title = state.read?.report.meta.title?.text ?? state.doc?.name ?? words('name');
      saveAs(`${title.replace(/[\\/:*?"<>|\s]+/g, '').slice(0, 60)}-${words('tab.metrics')}.csv`, new Blob([csv], { type: 'text/csv;charset=utf-8' }));
    },

    /** @param {Partial<MetricsView>} patch */
    setMetricsView(patch) {
      set({ metricsView: { ...get().metricsView, ...patch } });
    },

    /** @param {number} n */
    sayShown(n) {
      say(words('say.metrics', { n }));
    },

    clearMetricsView() {
      const { sort, dir, group } = get().metricsView;
      set({ metricsView: { ...ALL_METRICS, sort, dir, group } });
    },

    showUnchecked() {
      set({ tab: 'metrics', tabChosen: true, metricsView: { ...ALL_METRICS, checked: 'unchecked' } });
    },

    /** @param {string} theme */
    showTheme(theme) {
      set({ tab: 'metrics', tabChosen: true, metricsView: { ...ALL_METRICS, theme } });
    },

    /** @param {Layer} layer */
    toggleLayer(layer) {
      const { layers } = get();
      set({ layers: LAYERS.filter((each) => layers.includes(each) !== (each === layer)) });
    },

    /** @param {Tab} tab */
    showTab(tab) {
      // The card of a figure belongs to the table of figures, and would cover what the tab shows.
      const { selected } = get();
      const covers = isNarrow() || selected?.kind === 'metric' || selected?.kind === 'date' || selected?.kind === 'entity';
      set({ tab, tabChosen: true, region: 'results', lit: [], ...(covers ? { selected: null } : {}) });
    },

    /** @param {State['checksShown']} checksShown */
    showChecks(checksShown) {
      set({ tab: 'checks', tabChosen: true, region: 'results', checksShown });
    },

    /** @param {Region} region */
    showRegion(region) {
      set({ region });
    },

    /** @param {View} view */
    showView(view) {
      if (get().view === view) return;
      set({ view });
      say(words(`say.view.${view}`));
    },

    /** @param {number} offset */
    scrolledTo(offset) {
      const { read: now, here } = get();
      if (!now) return;
      const section = sectionAt(now.report, offset);
      if (section !== here) set({ here: section });
    },

    /** @param {Lang} lang */
    setLang(lang) {
      set({ lang });
    },

    /** @param {Theme} theme */
    setTheme(theme) {
      set({ theme });
    },

    /** @param {boolean} on */
    setLetterKeys(on) {
      set({ letterKeys: on });
    },
  };
}

/** One region at a time, as style.css has it: a narrow window, or one that is low, as under high zoom. */
export const isNarrow = () => matchMedia('(max-width: 699px), (max-height: 479px)').matches;

/**
 * The view of the figures with the filters taken off that would hide a row.
 * @param {State} state
 * @param {number} index
 * @returns {MetricsView}
 */
function withRow({ metricsView: view, read }, index) {
  const metric = read?.report.metrics[index];
  const hidden = metric && (view.filter || view.checked || (view.kind && view.kind !== metric.kind) || (view.theme && view.theme !== metric.theme));
  return hidden ? { ...ALL_METRICS, sort: view.sort, dir: view.dir, group: view.group } : view;
}
