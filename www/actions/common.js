// What all actions share: speaking to the reader, the history, reading a text.

import { madeBy, number } from '../format.js';
import { createHistory } from '../history.js';
import { model } from '../model.js';
import { homeTab } from '../state.js';
import { t } from '../strings.js';
import { openTroubles } from '../trouble.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../history.js').Step} Step
 * @typedef {import('../reader.js').Reading} Reading
 * @typedef {ReturnType<typeof createCommon>} Common
 *
 * What the page lends to its actions.
 * @typedef {object} Page
 * @property {() => State} get
 * @property {(patch: Partial<State>) => void} set
 * @property {(text: string, words: string) => Promise<Reading>} read
 * @property {(words: string) => Promise<import('../state.js').WordsRead | 'stale' | 'failed'>} check   What a file of words holds.
 * @property {import('../documents.js').Documents} documents   Reads and writes files.
 * @property {import('../pool.js').Pool} pool   Reads many reports side by side.
 * @property {() => void} cancel   Ends the reading under way.
 * @property {Readonly<Record<'repairs' | 'worth', ReturnType<typeof import('../prober.js').createProber>>>} probe   Questions that take many readings.
 * @property {(words: string) => void} say   Speaks through the live region.
 * @property {() => void} settle   Takes in what was typed a moment ago.
 */

const TOAST_TIME = 8000;
/** What takes longer says so, in milliseconds, */
const SLOW = 250;
/** and a reading that takes longer than this counts the time and can be ended. */
const LONG = 1000;

/** Of a longer text what came from the worker is prepared in one task and drawn in the next. */
const LONG_TEXT = 200_000;

/** A window that is low, as under high zoom; style.css has the same height. */
const isLow = () => matchMedia('(max-height: 479px)').matches;
/** A window that shows one region at a time; style.css has the same width. */
const isNarrow = () => matchMedia('(max-width: 699px)').matches;

/** Lets the browser do what waits. */
const pause = () => new Promise((go) => { setTimeout(go); });

/** @param {Page} page */
export function createCommon({ get, set, read, check, documents, pool, cancel, probe, say, settle }) {
  let slowTimer = 0;
  let longTimer = 0;
  let toastTimer = 0;
  /** What waits for the reading of the text as it is now. @type {(() => void) | null} */
  let waiting = null;

  const words = (/** @type {string} */ key, /** @type {Record<string, string | number>} */ vars = {}) => t(get().lang, key, vars);

  const history = createHistory({
    changed() {
      const { toast: shown } = get();
      const undoable = history.last();
      const redoable = history.next();
      set({ undoable: undoable?.name ?? null, redoable: redoable?.name ?? null });
      // What a toast offers is its own step, and no other.
      if (shown?.step !== undefined && shown.step !== (shown.redo ? redoable : undoable)?.id) withdraw();
    },
  });

  function withdraw() {
    clearTimeout(toastTimer);
    set({ toast: null });
  }

  /**
   * @param {string} key
   * @param {Record<string, string | number>} [vars]
   * @param {{ step?: number, redo?: boolean }} [offer]   The step that its button takes back, or makes again.
   */
  function toast(key, vars = {}, offer = {}) {
    clearTimeout(toastTimer);
    set({ toast: { key, vars, ...offer } });
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
   * @param {{ retry?: boolean, anew?: boolean }} [offer]   What its button does.
   */
  function notify(key, vars = {}, tone = 'info', offer = {}) {
    set({ notice: { key, vars, tone, ...offer } });
    say(words(key, vars));
  }

  /**
   * Says how long a reading has taken, second by second, and offers to end it.
   * @param {number} start
   * @param {number} length
   */
  function tellLong(start, length) {
    clearInterval(longTimer);
    longTimer = setInterval(() => {
      const s = Math.round((performance.now() - start) / 1000);
      const first = !get().notice?.cancel;
      set({ notice: { key: 'reading.long', vars: { n: number(length), s }, tone: 'info', cancel: true } });
      if (first) say(words('reading.long', { n: number(length), s }));
    }, LONG);
  }

  /**
   * @param {boolean} fresh   Not a change to the text already shown.
   * @param {import('../state.js').Span | null} [changed]   The place to be shown once it is read.
   */
  async function analyse(fresh, changed = null) {
    const { doc, words: own } = get();
    if (!doc) return;
    set({ reading: 'busy' });
    clearTimeout(slowTimer);
    slowTimer = setTimeout(() => set({ slow: true }), SLOW);
    const start = performance.now();
    tellLong(start, doc.text.length);
    const reading = await read(doc.text, own);
    const long = doc.text.length > LONG_TEXT;
    if (long) await pause();
    const { batch } = get();
    const next = reading.done ? model(doc.text, reading.report, reading.took, batch && batch.at !== null ? batch.rows[batch.at].name : '') : null;
    if (long) await pause();
    if (get().doc?.text !== doc.text || get().words !== own || (!reading.done && reading.why === 'stale')) return;
    clearTimeout(slowTimer);
    clearInterval(longTimer);
    if (get().notice?.cancel) set({ notice: null });
    if (!reading.done || !next) {
      set({ reading: 'failed', slow: false, read: null });
      if (!reading.done) notify(`fail.${reading.why}`, { detail: reading.detail.slice(0, 120) }, 'error', { retry: true });
      return;
    }
    const state = get();
    performance.measure('fazhi-read', { start });
    const { notice, metricsView } = state;
    const themeGone = metricsView.theme && !reading.report.metrics.some(({ theme }) => theme === metricsView.theme);
    set({
      read: next, reading: 'done', slow: false, here: null,
      selected: fresh ? state.selected : changed && { kind: 'place', index: 0, from: 'step', span: changed }, lit: [],
      notice: notice?.retry || notice?.key === 'large' ? null : notice,
      ...(themeGone ? { metricsView: { ...metricsView, theme: '' } } : {}),
    });
    const go = waiting;
    waiting = null;
    go?.();
    requestAnimationFrame(() => setTimeout(() => performance.measure('fazhi-shown', { start })));
    if (!fresh) return;
    // A small window has room for one thing: what is wrong, or what the address asks for.
    if ((isLow() || (isNarrow() && !state.tabChosen)) && homeTab(get()) === 'findings') set({ region: 'results' });
    if (!state.tabChosen) set({ tab: homeTab(get()) });
    const { meta, sections, metrics, relations } = reading.report;
    if (meta.scope === 'other') notify('scope.other');
    else if (!sections.length) notify('noStructure');
    say(words('say.done', { sections: sections.length, metrics: metrics.length, checks: relations.length, findings: openTroubles(get()).size }));
  }

  return {
    get, set, check, documents, pool, cancel, probe, say, settle, words, toast, notify, analyse, history,

    /**
     * Says of work that takes a moment that it is under way.
     * @template T
     * @param {string} key
     * @param {Record<string, string | number>} vars
     * @param {Promise<T>} work
     */
    async telling(key, vars, work) {
      const slow = setTimeout(() => notify(key, vars), SLOW);
      try {
        return await work;
      } finally {
        clearTimeout(slow);
        if (get().notice?.key === key) set({ notice: null });
      }
    },

    /**
     * What the reader has taken out of the page need not be asked about when it is left.
     * @param {{ text?: boolean }} [what]   Without the text: only what was decided on it.
     */
    tookOut({ text = true } = {}) {
      const { doc } = get();
      if (doc) Object.assign(doc.safe, text ? { text: doc.text, decisions: 0 } : { decisions: 0 });
    },

    /**
     * What a file of this report is called: as the one that it came in, or by its title.
     * @param {string | null} what   `export.name.<what>` says what it holds.
     * @param {string} ending
     */
    fileName(what, ending) {
      const { read: now, doc, lang } = get();
      const name = ((doc?.source && doc.name) ?? now?.report.meta.title?.text ?? doc?.name ?? (now && madeBy(now.report.meta, lang)) ?? words('name')).replace(/\.\w{1,5}$/, '').replace(/[\\/:*?"<>|\s]+/g, '').slice(0, 60);
      return `${name}${what ? `_${words(`export.name.${what}`)}` : ''}.${ending}`;
    },

    /**
     * Takes in what was typed a moment ago, and does a thing once it has been read.
     * @param {() => void} go
     */
    onceRead(go) {
      settle();
      const { doc, read: now } = get();
      if (doc && now?.text !== doc.text) waiting = go;
      else go();
    },
    /** Where the last finding stood that the reader walked to or mended. */
    walked: { at: -1 },
  };
}
