// What is shown, and how.

import { sectionAt } from '../model.js';
import { ALL_METRICS, LAYERS } from '../state.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../state.js').Kind} Kind
 * @typedef {import('../state.js').Layer} Layer
 * @typedef {import('../state.js').Lang} Lang
 * @typedef {import('../state.js').MetricsView} MetricsView
 * @typedef {import('../state.js').Region} Region
 * @typedef {import('../state.js').Selected} Selected
 * @typedef {import('../state.js').Span} Span
 * @typedef {import('../state.js').Tab} Tab
 * @typedef {import('../state.js').Theme} Theme
 * @typedef {import('./common.js').Common} Common
 */

/** The tab that lists a kind of thing. */
const HOME = /** @type {Partial<Record<Kind, Tab>>} */ ({ metric: 'metrics', citation: 'citations', finding: 'findings', relation: 'checks' });

/** @param {Common} common */
export function viewActions({ get, set, say, words }) {
  return {
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
const isNarrow = () => matchMedia('(max-width: 699px), (max-height: 479px)').matches;

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
