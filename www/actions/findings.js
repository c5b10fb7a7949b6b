// What the reader decides about findings and rules.

import { forget, keep, keepOne } from '../memory.js';
import { spansOf } from '../model.js';
import { ALL_TROUBLES, shownTroubles } from '../trouble.js';

/**
 * @typedef {import('../memory.js').Memory} Memory
 * @typedef {import('./common.js').Common} Common
 */

/** @param {Common} common */
export function findingActions({ get, set, say, words, toast, history, walked, onceRead }) {
  /**
   * One decision, as a step that holds it alone: what another tab has decided meanwhile stands.
   * @param {string} name
   * @param {'accepted' | 'rulesOff'} which
   * @param {string} key
   * @param {boolean} on
   * @returns {number | null} The step's number; `null` where nothing changed.
   */
  function decide(name, which, key, on) {
    if (get()[which].has(key) === on) return null;
    const put = (/** @type {boolean} */ now, /** @type {1 | -1} */ count) => {
      const { doc, remember, [which]: before } = get();
      const next = new Set(before);
      if (now) next.add(key);
      else next.delete(key);
      set({ [which]: next, selected: null });
      if (remember) keepOne(which, key, now);
      else if (doc) doc.safe.decisions += count;
    };
    put(on, 1);
    return history.push({ name, undo: () => put(!on, -1), redo: () => put(on, 1) });
  }

  /**
   * @param {1 | -1} step
   * @param {number | null} caret
   */
  function walk(step, caret) {
    const state = get();
    if (!state.read) return;
    const { troubles } = state.read;
    const open = shownTroubles(state);
    if (!open.length) {
      say(words('say.noFindings'));
      set({ tab: 'findings' });
      return;
    }
    const { selected } = state;
    const at = caret === null && selected?.kind === 'finding' ? open.indexOf(selected.index) : -1;
    let next = at + step;
    if (at < 0) {
      const from = caret ?? spansOf(state.read, selected).main?.start ?? walked.at;
      const after = open.findIndex((index) => troubles[index].span.start > from);
      next = step > 0 ? (after < 0 ? 0 : after) : (after < 0 ? open.length : after) - 1;
    }
    const nth = (next + open.length) % open.length;
    walked.at = troubles[open[nth]].span.start;
    set({ selected: { kind: 'finding', index: open[nth], from: 'walk' }, tab: 'findings', region: 'paper', lit: [] });
    say(words('say.finding', { n: nth + 1, all: open.length, message: troubles[open[nth]].message[state.lang] }));
  }

  return {
    /**
     * The next or the previous open finding, from where the reader is.
     * @param {1 | -1} step
     * @param {number | null} [caret]   Where the reader writes.
     */
    walk(step, caret = null) {
      onceRead(() => walk(step, caret));
    },

    sayNoChoice() {
      say(words('say.noChoice'));
    },

    /** Unfolds a trouble in the list. @param {number} index */
    showInList(index) {
      set({ selected: { kind: 'finding', index, from: 'list' }, tab: 'findings', region: 'results', lit: [] });
    },

    /** @param {number} n */
    sayShownTroubles(n) {
      say(words('say.findings', { n }));
    },

    /** What the list shows. @param {Partial<import('../trouble.js').TroubleView>} patch */
    setTroubleView(patch) {
      set({ troubleView: { ...get().troubleView, ...patch } });
    },

    /**
     * The list with one filter alone; asked for again, with none.
     * @param {Partial<import('../trouble.js').TroubleView>} filter
     */
    showTroubles(filter) {
      const { troubleView: view, tab } = get();
      const only = { ...ALL_TROUBLES, ...filter, sort: view.sort };
      const again = tab === 'findings' && view.severity === only.severity && view.group === only.group;
      set({ tab: 'findings', tabChosen: true, region: 'results', selected: null, lit: [], troubleView: again ? { ...ALL_TROUBLES, sort: view.sort } : only });
    },

    /** @param {number} index */
    accept(index) {
      const { read: now } = get();
      const step = now && decide('accept', 'accepted', now.troubleKeys[index], true);
      if (step !== null) toast('toast.accepted', {}, { step });
    },

    /** @param {number} index */
    unaccept(index) {
      const { read: now } = get();
      if (now) decide('unaccept', 'accepted', now.troubleKeys[index], false);
    },

    /**
     * @param {string} code
     * @param {boolean} on
     */
    setRule(code, on) {
      const step = decide(on ? 'ruleOn' : 'ruleOff', 'rulesOff', code, !on);
      const { rules, lang } = get();
      if (step !== null && !on) toast('toast.ruleOff', { name: rules.find((rule) => rule.code === code)?.what[lang] ?? code }, { step });
    },

    /** @param {boolean} on */
    remember(on) {
      set({ remember: on });
      if (!on) {
        forget();
        return;
      }
      const { accepted, rulesOff, doc } = get();
      const all = keep({ accepted, rulesOff });
      set({ accepted: new Set(all.accepted), rulesOff: new Set(all.rulesOff) });
      if (doc) doc.safe.decisions = 0;
    },

    /** What another tab has kept, or forgotten. @param {Memory | null} kept */
    adopt(kept) {
      if (!get().remember) return;
      if (kept) set({ accepted: new Set(kept.accepted), rulesOff: new Set(kept.rulesOff) });
      else set({ remember: false });
    },
  };
}
