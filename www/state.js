// What the page knows at any moment, and which part of it the address carries.
//
// There is one state object. Views read it and never change it; every change
// goes through `set` in main.js, which renders once.

import { ALL_TROUBLES, openTroubles } from './trouble.js';

/**
 * @typedef {import('../pkg/fazhi_lens.js').Report} Report
 * @typedef {import('../pkg/fazhi_lens.js').Span} Span
 * @typedef {import('../pkg/fazhi_lens.js').Section} Section
 * @typedef {import('../pkg/fazhi_lens.js').Metric} Metric
 * @typedef {import('../pkg/fazhi_lens.js').Citation} Citation
 * @typedef {import('../pkg/fazhi_lens.js').Relation} Relation
 * @typedef {import('../pkg/fazhi_lens.js').Finding} Finding
 * @typedef {import('../pkg/fazhi_lens.js').Requirement} Requirement
 * @typedef {import('../pkg/fazhi_lens.js').WordsRead} WordsRead
 * @typedef {import('./model.js').Model} Model
 * @typedef {import('./reader.js').Rule} Rule
 *
 * @typedef {'zh' | 'en'} Lang
 * @typedef {'system' | 'light' | 'dark'} Theme
 * @typedef {'metrics' | 'checks' | 'findings' | 'citations' | 'overview'} Tab
 * @typedef {'outline' | 'paper' | 'results'} Region
 * @typedef {'metric' | 'citation' | 'finding' | 'date' | 'entity'} Layer
 * @typedef {'metric' | 'citation' | 'finding' | 'date' | 'entity' | 'relation' | 'section' | 'requirement' | 'place'} Kind
 *
 * @typedef {object} Selected
 * @property {Kind} kind
 * @property {number} index   Index into the report's list of that kind.
 * @property {'paper' | 'list' | 'walk' | 'step'} from   Where the reader chose it: that side stays still. `step`: it has just changed.
 * @property {Span} [span]    Only for `place`.
 *
 * @typedef {object} Notice
 * @property {'info' | 'error'} tone
 * @property {string} key     A key of strings.js.
 * @property {Record<string, string | number>} [vars]
 * @property {boolean} [retry]
 * @property {boolean} [cancel]   The reading under way can be ended.
 * @property {boolean} [anew]     A new document can be had in the place of the one refused.
 *
 * Files opened together: a row for each, which of them is open, and how many are still to be read.
 * @typedef {{ rows: readonly import('./batch.js').Row[], at: number | null, left: number }} Shown
 *
 * Reports held against each other: as they were then, and what was found.
 * @typedef {{ reports: readonly import('./batch.js').BatchReport[], found: import('../pkg/fazhi_compare.js').Comparison }} Compared
 *
 * What a comparison shows, and how.
 * @typedef {object} CompareView
 * @property {'said' | 'figures' | 'reuse' | 'coverage'} tab
 * @property {string} filter
 * @property {'shared' | 'changed' | 'all' | 'single'} only
 * @property {'order' | 'most' | 'up' | 'down'} sort
 * @property {boolean} updated   Passages that only tell new figures are shown, too.
 *
 * What the table of a batch shows, and how.
 * @typedef {object} BatchView
 * @property {import('./rows.js').Column | ''} sort   '' for the order of the files' names.
 * @property {1 | -1} dir
 * @property {string} filter
 * @property {import('./rows.js').Only} only
 *
 * @typedef {object} Toast
 * @property {string} key
 * @property {Record<string, string | number>} [vars]
 * @property {number} [step]   The step of the history that it offers to take back,
 * @property {boolean} [redo]  or to make again.
 *
 * What was pasted or dropped while a report is open: a text, or files.
 * @typedef {{ text: string | null, files: readonly File[] }} Offer
 *
 * @typedef {object} MetricsView
 * @property {'order' | 'indicator' | 'value' | 'subject' | 'period' | 'check' | 'kind' | 'section'} sort
 * @property {1 | -1} dir
 * @property {string} filter
 * @property {string} kind    A metric kind, or '' for all.
 * @property {string} theme   A theme id, or '' for all.
 * @property {'' | 'holds' | 'fails' | 'asks' | 'unchecked'} checked
 * @property {'' | 'section' | 'theme'} group
 *
 * The reader's own words as they stand in the dialog, in use or not.
 * @typedef {object} Draft
 * @property {string} text
 * @property {{ text: string, told: WordsRead } | null} checked   What the core said last, and of what.
 * @property {{ key: string, vars?: Record<string, string | number> } | null} trouble
 * @property {{ text: string, name: string } | null} before   What a file opened last has replaced, and the file's name.
 *
 * @typedef {object} Document
 * @property {string} text           Exactly as given.
 * @property {string | null} name    The file's or sample's name.
 * @property {import('./open.js').Source | null} source   The file it was read from; `null` for what was pasted.
 * @property {string | null} given  The text as it came; `null` where that is not known any more.
 * @property {{ text: string | null, decisions: number }} safe   What the reader has elsewhere: the text as it came
 *   or was last taken out (`null` for none), and how many decisions were made since. Shared by all states of a document.
 *
 * @typedef {object} State
 * @property {Document | null} doc
 * @property {Shown | null} batch
 * @property {boolean} table         The table of the batch is shown, not the report that is open.
 * @property {BatchView} batchView
 * @property {ReadonlySet<number>} chosen   Rows of the batch that the reader has ticked.
 * @property {Compared | null} compare   Shown in the place of the table.
 * @property {CompareView} compareView
 * @property {Model | null} read     The last reading; its text may lag behind `doc.text` while typing.
 * @property {'idle' | 'busy' | 'done' | 'failed'} reading
 * @property {boolean} slow          The reading has taken long enough to say so.
 * @property {Notice | null} notice
 * @property {Offer | null} offer    Waits for the reader to say whether it replaces the report.
 * @property {import('./offline.js').Offline | null} offline   What is there without a network; `null` for nothing.
 * @property {boolean} newer         There is a newer version of the page.
 * @property {boolean} unkept        The text is too long for the tab's own store: a reload loses it.
 * @property {string | null} undoable   The name of the step that can be taken back.
 * @property {string | null} redoable   The name of the step that can be made again.
 * @property {Selected | null} selected
 * @property {readonly number[]} lit   Figures lit for a relation under the pointer.
 * @property {number | null} here    The section at the top of the visible text.
 * @property {readonly Layer[]} layers
 * @property {MetricsView} metricsView
 * @property {import('./trouble.js').TroubleView} troubleView
 * @property {'' | 'fails' | 'asks' | 'holds'} checksShown
 * @property {{ of: Model, repairs: readonly import('./probe.js').Repair[] } | null} repairs   The smallest sets of changes that settle several checks.
 * @property {{ of: Model, told: 'asked' | 'failed' | readonly import('./probe.js').Worth[] } | null} worth   What the silence on a report is worth.
 * @property {readonly Rule[]} rules
 * @property {ReadonlySet<string>} rulesOff
 * @property {ReadonlySet<string>} accepted   Findings the reader has accepted, by their key.
 * @property {string} words          The reader's own words in use, as a file; '' for none.
 * @property {number | null} wordsTaken   How many entries they are, once the core has said.
 * @property {boolean} wordsKept     They stay on this computer.
 * @property {Draft} draft
 * @property {Toast | null} toast
 * @property {boolean} remember
 * @property {boolean} letterKeys    Single-letter shortcuts are on.
 * @property {Lang} lang
 * @property {Theme} theme
 * @property {Tab} tab
 * @property {Tab} beside              The tab that stands beside the findings where there is room for both: the last other one.
 * @property {boolean} wide            There is room for both.
 * @property {boolean} tabChosen     By the reader or the address: a new report does not change it.
 * @property {Region} region         The one region shown on a narrow screen.
 */

/** @type {readonly Tab[]} */
export const TABS = ['findings', 'checks', 'metrics', 'citations', 'overview'];
/** @type {readonly Layer[]} */
export const LAYERS = ['metric', 'citation', 'date', 'entity', 'finding'];
/** @type {readonly Region[]} */
export const REGIONS = ['outline', 'paper', 'results'];
/** @type {readonly Theme[]} */
export const THEMES = ['system', 'light', 'dark'];
/** @type {readonly Lang[]} */
export const LANGS = ['zh', 'en'];

/** @type {MetricsView} */
export const ALL_METRICS = {
  sort: 'order', dir: 1, filter: '', kind: '', theme: '', checked: '', group: '',
};

/** @type {BatchView} */
export const ALL_ROWS = { sort: '', dir: 1, filter: '', only: '' };

/** @type {CompareView} */
export const ALL_COMPARED = { tab: 'said', filter: '', only: 'shared', sort: 'order', updated: false };

/** @type {Draft} */
export const NO_DRAFT = { text: '', checked: null, trouble: null, before: null };

/**
 * @param {string} text
 * @param {string | null} name
 * @param {{ changed?: boolean, given?: string | null, source?: import('./open.js').Source | null }} [more]
 * @returns {Document}
 */
export const asDocument = (text, name, { changed = false, given = text, source = null } = {}) => ({ text, name, source, given, safe: { text: changed ? null : text, decisions: 0 } });

/** @returns {State} */
export function initialState() {
  return {
    doc: null,
    batch: null,
    table: false,
    batchView: ALL_ROWS,
    chosen: new Set(),
    compare: null,
    compareView: ALL_COMPARED,
    read: null,
    reading: 'idle',
    slow: false,
    notice: null,
    offer: null,
    offline: null,
    newer: false,
    unkept: false,
    undoable: null,
    redoable: null,
    selected: null,
    lit: [],
    here: null,
    layers: ['metric', 'citation', 'finding'],
    metricsView: ALL_METRICS,
    troubleView: ALL_TROUBLES,
    checksShown: '',
    repairs: null,
    worth: null,
    rules: [],
    rulesOff: new Set(),
    accepted: new Set(),
    words: '',
    wordsTaken: null,
    wordsKept: false,
    draft: NO_DRAFT,
    toast: null,
    remember: false,
    letterKeys: true,
    lang: ownLang(),
    theme: 'system',
    tab: 'findings',
    beside: 'overview',
    wide: false,
    tabChosen: false,
    region: 'paper',
    ...fromHash(location.hash),
  };
}

/**
 * The part of the state that the address carries: how things are shown, never the text.
 * @param {string} hash
 * @returns {Partial<Pick<State, 'tab' | 'tabChosen' | 'lang' | 'theme'>>}
 */
export function fromHash(hash) {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  const known = {
    tab: oneOf(TABS, given.get('tab')),
    tabChosen: oneOf(TABS, given.get('tab')) && true,
    lang: oneOf(LANGS, given.get('lang')),
    theme: oneOf(THEMES, given.get('theme')),
  };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== null));
}

/** Chinese for readers of Chinese, else English. @returns {Lang} */
const ownLang = () => (/^zh\b/i.test(navigator.language || 'zh') ? 'zh' : 'en');

/**
 * What is shown of a report that the reader has asked nothing of: what is wrong with
 * it, and where nothing is, what is in it.
 * @param {State} state
 * @returns {Tab}
 */
export const homeTab = (state) => (state.read && !openTroubles(state).size ? 'overview' : 'findings');

/**
 * Whether what a tab leads to is in sight.
 * @param {Pick<State, 'tab' | 'wide' | 'beside'>} state
 * @param {Tab} tab
 */
export const shows = (state, tab) => tab === state.tab || (state.wide && (tab === 'findings' || (state.tab === 'findings' && tab === state.beside)));

/** @param {State} state */
export function toHash(state) {
  const shown = new URLSearchParams();
  if (state.tabChosen) shown.set('tab', state.tab);
  if (state.lang !== ownLang()) shown.set('lang', state.lang);
  if (state.theme !== 'system') shown.set('theme', state.theme);
  const hash = shown.toString();
  return hash ? `#${hash}` : '';
}

/**
 * @template {string} T
 * @param {readonly T[]} allowed
 * @param {string | null} value
 * @returns {T | null}
 */
function oneOf(allowed, value) {
  return allowed.find((each) => each === value) ?? null;
}
