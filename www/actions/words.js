// The reader's own words: written, opened, used, kept, taken back.

import { keepWords, recallWords } from '../memory.js';
import { openFile } from '../open.js';
import { NO_DRAFT } from '../state.js';
import { LARGEST_WORDS, linesOf, mergedLines, tabbed } from '../words.js';
import { saveAs } from './clipboard.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../state.js').Draft} Draft
 * @typedef {import('../state.js').WordsRead} WordsRead
 * @typedef {import('./common.js').Common} Common
 * @typedef {Pick<State, 'words' | 'wordsTaken' | 'draft'>} Use
 */

/** Words are looked at when the typing has rested for this long. */
const REST = 200;

/** @param {string} text */
const wordsTooLarge = (text) => text.length * 3 > LARGEST_WORDS && new Blob([text]).size > LARGEST_WORDS;

/** @param {string} text */
const tooLarge = (text) => ({ key: 'words.tooLarge', vars: { size: Math.ceil(new Blob([text]).size / 1024) } });

/** @param {Common} common */
export function wordActions({ get, set, check, documents, toast, notify, analyse, history }) {
  let restTimer = 0;
  /** Taken before each wait and compared after it: only the newest change to the draft goes on. */
  let ticket = 0;
  /** What this tab knows to be kept. */
  let base = '';

  /** @param {Partial<Draft>} patch */
  function setDraft(patch) {
    set({ draft: { ...get().draft, ...patch } });
  }

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

  /** Has the core count the words in use. */
  async function count() {
    const { words } = get();
    const told = words ? await check(words) : null;
    if (told && typeof told === 'object' && get().words === words) set({ wordsTaken: told.entries });
  }

  /**
   * Puts words in use, and takes the current report in with them.
   * @param {Use} next
   */
  function putWords(next) {
    ticket += 1;
    set(next);
    const kept = get().wordsKept ? keepWords(next.words, base) : next.words;
    if (kept === null) {
      set({ wordsKept: false });
      notify('words.notKept', {}, 'error');
    } else {
      base = kept;
      if (kept !== next.words) follow(next.words, kept);
    }
    if (get().doc) analyse(false);
  }

  /**
   * Words in use give way to the same with what another tab has changed in them.
   * @param {string} before
   * @param {string} after
   */
  function follow(before, after) {
    const { draft } = get();
    set({ words: after, draft: { ...draft, text: draft.text === before ? after : mergedLines(before, draft.text, after) } });
    count();
  }

  /**
   * @param {Use} next
   * @param {string} name   Of the step.
   * @param {string} key    What the toast says.
   */
  function changeWords(next, name, key) {
    const { words, wordsTaken, draft } = get();
    const before = { words, wordsTaken, draft };
    putWords(next);
    const after = { words: get().words, wordsTaken: get().wordsTaken, draft: get().draft };
    const swap = (/** @type {Use} */ from, /** @type {Use} */ to) => () => {
      const merged = mergedLines(from.words, to.words, get().words);
      const text = to.draft.text === to.words ? merged : to.draft.text;
      putWords({ words: merged, wordsTaken: to.wordsTaken, draft: { ...to.draft, text, trouble: null, before: null } });
      if (merged !== to.words) count();
    };
    const step = history.push({ name, weight: words.length + draft.text.length + next.words.length, undo: swap(after, before), redo: swap(before, after) });
    toast(key, { n: next.wordsTaken ?? 0 }, { step });
  }

  const actions = {
    /**
     * Words of an earlier visit, or of before the page was loaded anew.
     * @param {string} text
     * @param {boolean} kept   They stay on this computer.
     * @param {string} [draft]   Of before the page was loaded anew.
     */
    async recallWords(text, kept, draft = '') {
      if (kept) base = text;
      const own = wordsTooLarge(text) ? '' : text;
      if (!own && !draft) return;
      set({ words: own, wordsKept: kept && own !== '', draft: { ...NO_DRAFT, text: draft || own } });
      if (own && draft && draft !== own) await count();
      const told = await checkDraft();
      if (told && get().draft.text === own && get().words === own) set({ wordsTaken: told.entries });
    },

    /**
     * What was typed into the dialog.
     * @param {string} text
     */
    draftWords(text) {
      if (get().draft.text === text) return;
      ticket += 1;
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
      const mine = ticket += 1;
      setDraft({ trouble: null });
      if (file.size > LARGEST_WORDS) {
        setDraft({ trouble: { key: 'words.file.tooLarge', vars: { name: file.name, size: Math.ceil(file.size / 1024) } } });
        return;
      }
      const opened = await openFile(file, documents);
      if (mine !== ticket) return;
      if ('refused' in opened) {
        setDraft({ trouble: { key: opened.refused === 'file.other.table' ? 'words.file.table' : opened.refused, vars: opened.vars } });
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
      ticket += 1;
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
      const mine = ticket += 1;
      const told = await checkDraft();
      if (!told || mine !== ticket || get().draft.text !== text) return false;
      if (!told.entries) {
        setDraft({ trouble: { key: told.problems.length ? 'words.nothing.listed' : 'words.nothing' } });
        return false;
      }
      changeWords({ words: text, wordsTaken: told.entries, draft: get().draft }, 'useWords', 'words.used');
      return true;
    },

    clearWords() {
      clearTimeout(restTimer);
      changeWords({ words: '', wordsTaken: null, draft: NO_DRAFT }, 'clearWords', 'words.cleared');
    },

    /** @param {boolean} on */
    keepWords(on) {
      const { words } = get();
      // Where none are in use here, what another tab keeps must not go.
      const kept = on && !words ? recallWords() : keepWords(on ? words : '', '');
      set({ wordsKept: on && kept !== null });
      setDraft({ trouble: kept !== null ? null : { key: on ? 'words.notKept' : 'words.notForgotten' } });
      base = kept ?? '';
      if (!on || kept === null || kept === words) return;
      // Another tab keeps words, too.
      follow(words, kept);
      if (get().doc) analyse(false);
    },

    /** What another tab keeps by now. @param {string} theirs */
    adoptWords(theirs) {
      const { words, wordsKept, doc } = get();
      if (!wordsKept) return;
      if (!theirs) {
        // Forgotten there; here they stay in use.
        base = '';
        set({ wordsKept: false });
        return;
      }
      const merged = mergedLines(base, words, theirs);
      base = theirs;
      if (merged === words) return;
      follow(words, merged);
      if (doc) analyse(false);
    },

    saveWords() {
      saveAs('words.tsv', new Blob([tabbed(get().draft.text)], { type: 'text/tab-separated-values;charset=utf-8' }));
    },
  };
  return actions;
}
