// Everything that can happen. Each action reads the state, sets the next one,
// and leaves drawing to the views.

import { LARGE, LARGEST, openFile } from './open.js';
import { megabytes } from './format.js';
import { forget, keep, keepWords } from './memory.js';
import { model, sectionAt, sortedFindings, spansOf } from './model.js';
import { ALL_METRICS, LAYERS, NO_DRAFT } from './state.js';
import { t } from './strings.js';
import { LARGEST_WORDS, linesOf, tabbed } from './words.js';

/**
 * @typedef {import('./state.js').State} State
 * @typedef {import('./state.js').Document} Document
 * @typedef {import('./state.js').Draft} Draft
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
 * @typedef {import('./state.js').WordsRead} WordsRead
 * @typedef {import('./reader.js').Reading} Reading
 * @typedef {ReturnType<typeof createActions>} Actions
 */

/** The tab that lists a kind of thing. */
const HOME = /** @type {Partial<Record<Kind, Tab>>} */ ({ metric: 'metrics', citation: 'citations', finding: 'findings', relation: 'checks' });

/** Steps that can be taken back. */
const DEEPEST = 30;
const TOAST_TIME = 8000;
/** A reading that takes longer says so. */
const SLOW = 250;
/** Words are looked at when the typing has rested for this long. */
const REST = 200;

/**
 * @param {object} page
 * @param {() => State} page.get
 * @param {(patch: Partial<State>) => void} page.set
 * @param {(text: string, words: string) => Promise<Reading>} page.read
 * @param {(words: string) => Promise<WordsRead | 'stale' | 'failed'>} page.check   What a file of words holds.
 * @param {(words: string) => void} page.say   Speaks through the live region.
 */
export function createActions({ get, set, read, check, say }) {
  /** What takes back each of the last steps. @type {(() => void)[]} */
  const past = [];
  let slowTimer = 0;
  let toastTimer = 0;
  let restTimer = 0;
  /** Where the last finding stood that the reader walked to or mended. */
  let walkedTo = -1;
  /** @type {File[]} */
  let queued = [];

  const words = (/** @type {string} */ key, /** @type {Record<string, string | number>} */ vars = {}) => t(get().lang, key, vars);

  /**
   * @param {string} key
   * @param {Record<string, string | number>} [vars]
   * @param {boolean} [undo]
   */
  function toast(key, vars = {}, undo = false) {
    clearTimeout(toastTimer);
    set({ toast: { key, vars, undo } });
    say(words(key, vars));
    toastTimer = setTimeout(function away() {
      // Not from under the reader's hand.
      if (document.querySelector('#toast:hover, #toast:focus-within')) toastTimer = setTimeout(away, 1500);
      else set({ toast: null });
    }, TOAST_TIME);
  }

  /**
   * @param {string} key
   * @param {Record<string, string | number>} [vars]
   * @param {'info' | 'error'} [tone]
   * @param {boolean} [retry]
   */
  function notify(key, vars = {}, tone = 'info', retry = false) {
    set({ notice: { key, vars, tone, retry } });
    say(words(key, vars));
  }

  /** @param {() => void} back */
  function canUndo(back) {
    past.push(back);
    if (past.length > DEEPEST) past.shift();
  }

  /** @param {Document | null} doc */
  function remember(doc) {
    canUndo(() => setDocument(doc, { notice: null }));
  }

  /**
   * @param {Document | null} doc
   * @param {Partial<State>} [more]
   */
  function setDocument(doc, more = {}) {
    set({ doc, selected: null, lit: [], ...more, ...(doc ? {} : { read: null, reading: 'idle', slow: false, here: null }) });
    if (doc) analyse(true);
  }

  /** @param {boolean} fresh   Not a change to the text already shown. */
  async function analyse(fresh) {
    const { doc, words: own } = get();
    if (!doc) return;
    set({ reading: 'busy' });
    clearTimeout(slowTimer);
    slowTimer = setTimeout(() => set({ slow: true }), SLOW);
    const start = performance.now();
    const reading = await read(doc.text, own);
    if (get().doc?.text !== doc.text || get().words !== own || (!reading.done && reading.why === 'stale')) return;
    clearTimeout(slowTimer);
    if (!reading.done) {
      set({ reading: 'failed', slow: false, read: null });
      notify(`fail.${reading.why}`, { detail: reading.detail.slice(0, 120) }, 'error', true);
      return;
    }
    const state = get();
    performance.measure('fazhi-read', { start });
    const next = model(doc.text, reading.report, reading.took);
    const { notice, metricsView } = state;
    const themeGone = metricsView.theme && !reading.report.metrics.some(({ theme }) => theme === metricsView.theme);
    set({
      read: next, reading: 'done', slow: false, here: null,
      selected: fresh ? state.selected : null, lit: [],
      notice: notice?.retry || notice?.key === 'large' ? null : notice,
      ...(themeGone ? { metricsView: { ...metricsView, theme: '' } } : {}),
    });
    requestAnimationFrame(() => setTimeout(() => performance.measure('fazhi-shown', { start })));
    if (!fresh) return;
    const { sections, metrics, relations } = reading.report;
    if (!sections.length) notify('noStructure');
    say(words('say.done', { sections: sections.length, metrics: metrics.length, checks: relations.length, findings: sortedFindings(get()).open.length }));
  }

  /**
   * Takes in a text: pasted, dropped, opened or a sample.
   * @param {string} text
   * @param {string | null} name
   * @param {boolean} [inQueue]
   */
  function load(text, name, inQueue = false) {
    if (!text.trim()) {
      notify('emptyPaste');
      return;
    }
    const size = text.length * 3 > LARGE ? new Blob([text]).size : 0;
    if (size > LARGEST) {
      notify('tooLarge', { size: megabytes(size) }, 'error');
      return;
    }
    const { doc } = get();
    remember(doc);
    walkedTo = -1;
    setDocument({ text, name }, { read: null, notice: null, region: 'paper', metricsView: ALL_METRICS, ...(inQueue ? {} : { queue: null }) });
    if (size > LARGE) notify('large', { size: megabytes(size) });
    if (doc && !inQueue) toast('toast.replaced', {}, true);
  }

  /**
   * @param {File} file
   * @param {boolean} inQueue   Where it is refused, the file before does not stand in for it.
   */
  async function openOne(file, inQueue) {
    const opened = await openFile(file);
    if ('refused' in opened) {
      const { doc } = get();
      if (inQueue && doc) {
        remember(doc);
        setDocument(null);
      }
      notify(opened.refused, opened.vars, 'error');
    } else {
      load(opened.text, opened.name, inQueue);
    }
  }

  /** @param {number} at */
  async function openQueued(at) {
    const file = queued[at];
    if (!file) return;
    set({ queue: { names: queued.map(({ name }) => name), at } });
    await openOne(file, true);
  }

  /** @param {string} text */
  async function writeClipboard(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const area = document.createElement('textarea');
      area.className = 'sr';
      area.value = text;
      document.body.append(area);
      const { activeElement } = document;
      area.select();
      const done = document.execCommand('copy');
      area.remove();
      if (activeElement instanceof HTMLElement) activeElement.focus();
      return done;
    }
  }

  function stored() {
    const state = get();
    if (state.remember) keep(state);
  }

  /** @param {Partial<Draft>} patch */
  function setDraft(patch) {
    set({ draft: { ...get().draft, ...patch } });
  }

  /** @param {string} text */
  const wordsTooLarge = (text) => text.length * 3 > LARGEST_WORDS && new Blob([text]).size > LARGEST_WORDS;

  /** @param {string} text */
  const tooLarge = (text) => ({ key: 'words.tooLarge', vars: { size: Math.ceil(new Blob([text]).size / 1024) } });

  /**
   * Has the core look at the draft.
   * @returns {Promise<WordsRead | null>} `null` where it did not say, or the draft is another by now.
   */
  async function checkDraft() {
    clearTimeout(restTimer);
    const { text, checked } = get().draft;
    if (checked?.text === text) return checked.told;
    if (!text.trim()) {
      setDraft({ checked: null });
      return null;
    }
    if (wordsTooLarge(text)) {
      setDraft({ checked: null, trouble: tooLarge(text) });
      return null;
    }
    const told = await check(text);
    if (told === 'stale' || get().draft.text !== text) return null;
    if (told === 'failed') {
      setDraft({ checked: null, trouble: { key: 'words.unchecked' } });
      return null;
    }
    setDraft({ checked: { text, told } });
    return told;
  }

  /**
   * Puts words in use, and takes the current report in with them.
   * @param {Pick<State, 'words' | 'wordsTaken' | 'draft'>} next
   */
  function putWords(next) {
    set(next);
    if (get().wordsKept && !keepWords(next.words)) {
      set({ wordsKept: false });
      notify('words.notKept', {}, 'error');
    }
    if (get().doc) analyse(false);
  }

  /**
   * @param {Pick<State, 'words' | 'wordsTaken' | 'draft'>} next
   * @param {string} key   What the toast says.
   */
  function changeWords(next, key) {
    const { words: before, wordsTaken, draft } = get();
    canUndo(() => putWords({ words: before, wordsTaken, draft: { ...draft, trouble: null, before: null } }));
    putWords(next);
    toast(key, { n: next.wordsTaken ?? 0 }, true);
  }

  const actions = {
    load,

    /**
     * One file, or several to be read one after the other.
     * @param {readonly File[]} files
     */
    async open(files) {
      if (files.length > 1) {
        queued = [...files].sort((a, b) => byName.compare(a.name, b.name));
        await openQueued(0);
      } else if (files[0]) {
        await openOne(files[0], false);
      }
    },

    /** @param {1 | -1} step */
    async turn(step) {
      const { queue } = get();
      if (queue) await openQueued(queue.at + step);
    },

    /** @param {'clean' | 'faulty'} id */
    async sample(id) {
      try {
        const response = await fetch(new URL(`./samples/${id}.txt`, import.meta.url));
        if (!response.ok) throw new Error(String(response.status));
        load(await response.text(), words(`sample.${id}`));
      } catch {
        notify('sampleFailed', {}, 'error');
      }
    },

    nothingToRead() {
      notify('empty');
    },

    clear() {
      const { doc } = get();
      if (!doc) return;
      remember(doc);
      setDocument(null, { notice: null, view: 'read', queue: null });
      toast('toast.cleared', {}, true);
    },

    undo() {
      const back = past.pop();
      if (!back) return;
      clearTimeout(toastTimer);
      set({ toast: null });
      back();
      say(words('toast.undone'));
    },

    /**
     * What was typed.
     * @param {string} text
     */
    edit(text) {
      const { doc } = get();
      if (!doc || doc.text === text) return;
      set({ doc: { ...doc, text } });
      analyse(false);
    },

    retry() {
      set({ notice: null });
      analyse(true);
    },

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
      if (narrow && listed && from === 'paper') patch.region = 'results';
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
     * The next or the previous open finding, from where the reader is.
     * @param {1 | -1} step
     */
    walk(step) {
      const state = get();
      if (!state.read) return;
      const { findings } = state.read.report;
      const open = sortedFindings(state).open;
      if (!open.length) {
        say(words('say.noFindings'));
        set({ tab: 'findings' });
        return;
      }
      const { selected } = state;
      const at = selected?.kind === 'finding' ? open.indexOf(selected.index) : -1;
      let next = at + step;
      if (at < 0) {
        const from = spansOf(state.read, selected).main?.start ?? walkedTo;
        const after = open.findIndex((index) => findings[index].span.start > from);
        next = step > 0 ? (after < 0 ? 0 : after) : (after < 0 ? open.length : after) - 1;
      }
      const nth = (next + open.length) % open.length;
      walkedTo = findings[open[nth]].span.start;
      set({ selected: { kind: 'finding', index: open[nth], from: 'walk' }, tab: 'findings', lit: [] });
      say(words('say.finding', { n: nth + 1, all: open.length, message: findings[open[nth]].message[state.lang] }));
    },

    /** @param {number} index */
    fix(index) {
      const state = get();
      const fix = state.read?.report.findings[index]?.fix;
      if (!fix || !state.doc || state.read?.text !== state.doc.text) return;
      const { text } = state.doc;
      remember(state.doc);
      walkedTo = fix.span.start - 1;
      set({ doc: { ...state.doc, text: text.slice(0, fix.span.start) + fix.text + text.slice(fix.span.end) }, selected: null, lit: [] });
      analyse(false);
      if (fix.text) toast('findings.fixed', { text: fix.text.slice(0, 24) }, true);
      else toast('findings.fixed.delete', {}, true);
    },

    /** @param {number} index */
    accept(index) {
      const { read: now, accepted } = get();
      if (!now) return;
      set({ accepted: new Set([...accepted, now.findingKeys[index]]), selected: null });
      say(words('toast.accepted'));
      stored();
    },

    /** @param {number} index */
    unaccept(index) {
      const { read: now, accepted } = get();
      if (!now) return;
      set({ accepted: new Set([...accepted].filter((key) => key !== now.findingKeys[index])) });
      stored();
    },

    /**
     * @param {string} code
     * @param {boolean} on
     */
    setRule(code, on) {
      const state = get();
      const rulesOff = new Set(state.rulesOff);
      if (on) rulesOff.delete(code);
      else rulesOff.add(code);
      set({ rulesOff, selected: null });
      if (!on) say(words('toast.ruleOff', { name: state.rules.find((rule) => rule.code === code)?.what[state.lang] ?? code }));
      stored();
    },

    /** @param {boolean} on */
    remember(on) {
      set({ remember: on });
      if (on) keep(get());
      else forget();
    },

    async copyText() {
      const { doc } = get();
      if (!doc) return;
      if (await writeClipboard(doc.text)) toast('toast.copied');
      else notify('copyFailed');
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

    /** Words of an earlier visit. @param {string} text */
    async recallWords(text) {
      if (!text || wordsTooLarge(text)) return;
      set({ words: text, wordsKept: true, draft: { ...NO_DRAFT, text } });
      const told = await checkDraft();
      if (told && get().words === text) set({ wordsTaken: told.entries });
    },

    /**
     * What was typed into the dialog.
     * @param {string} text
     */
    draftWords(text) {
      if (get().draft.text === text) return;
      setDraft({ text, trouble: null, before: null });
      clearTimeout(restTimer);
      restTimer = setTimeout(checkDraft, REST);
    },

    checkWords() {
      setDraft({ trouble: null });
      checkDraft();
    },

    /**
     * A file's words take the place of the draft; where it is refused, the draft stays.
     * @param {File} file
     */
    async openWords(file) {
      setDraft({ trouble: null });
      if (file.size > LARGEST_WORDS) {
        setDraft({ trouble: { key: 'words.file.tooLarge', vars: { name: file.name, size: Math.ceil(file.size / 1024) } } });
        return;
      }
      const opened = await openFile(file);
      if ('refused' in opened) {
        setDraft({ trouble: { key: opened.refused === 'file.table' ? 'words.file.table' : opened.refused, vars: opened.vars } });
        return;
      }
      const { text } = get().draft;
      setDraft({ text: linesOf(opened.text), trouble: null, before: text.trim() ? { text, name: opened.name } : null });
      checkDraft();
    },

    /** The draft as it was before a file was opened. */
    bringBack() {
      const { before } = get().draft;
      if (!before) return;
      setDraft({ text: before.text, trouble: null, before: null });
      checkDraft();
    },

    /**
     * The draft comes into use.
     * @returns {Promise<boolean>} Whether it did.
     */
    async useWords() {
      const { draft, words: before } = get();
      const { text } = draft;
      if (!text.trim()) {
        if (before) actions.clearWords();
        return true;
      }
      if (text === before) return true;
      const told = await checkDraft();
      if (!told || get().draft.text !== text) return false;
      if (!told.entries) {
        setDraft({ trouble: { key: told.problems.length ? 'words.nothing.listed' : 'words.nothing' } });
        return false;
      }
      changeWords({ words: text, wordsTaken: told.entries, draft: get().draft }, 'words.used');
      return true;
    },

    clearWords() {
      clearTimeout(restTimer);
      changeWords({ words: '', wordsTaken: null, draft: NO_DRAFT }, 'words.cleared');
    },

    /** @param {boolean} on */
    keepWords(on) {
      const done = keepWords(on ? get().words : '');
      set({ wordsKept: on && done });
      setDraft({ trouble: done ? null : { key: on ? 'words.notKept' : 'words.notForgotten' } });
    },

    saveWords() {
      saveAs('words.tsv', new Blob([tabbed(get().draft.text)], { type: 'text/tab-separated-values;charset=utf-8' }));
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
      set({ tab: 'metrics', metricsView: { ...ALL_METRICS, checked: 'unchecked' } });
    },

    /** @param {string} theme */
    showTheme(theme) {
      set({ tab: 'metrics', metricsView: { ...ALL_METRICS, theme } });
    },

    /** @param {Layer} layer */
    toggleLayer(layer) {
      const { layers } = get();
      set({ layers: LAYERS.filter((each) => layers.includes(each) !== (each === layer)) });
    },

    /** @param {Tab} tab */
    showTab(tab) {
      // On a narrow screen the card of a figure covers what the tab shows.
      set({ tab, region: 'results', lit: [], ...(isNarrow() ? { selected: null } : {}) });
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
  return actions;
}

const byName = new Intl.Collator('zh-Hans', { numeric: true });

/**
 * @param {string} name
 * @param {Blob} file
 */
function saveAs(name, file) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

const isNarrow = () => matchMedia('(max-width: 699px)').matches;

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
