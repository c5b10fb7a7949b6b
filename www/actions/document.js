// What happens to the text: it comes, goes, is changed, copied, taken back.

import { choicesOf, edited } from '../choices.js';
import { megabytes } from '../format.js';
import { spliced, spliceOf, textStep } from '../history.js';
import { LARGE, openBytes, openFile, sizeNear, tooLarge, unpacked } from '../open.js';
import { asDocument } from '../state.js';
import { openTroubles } from '../trouble.js';
import { FRESH, NOWHERE } from './places.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../history.js').Splice} Splice
 * @typedef {import('./common.js').Common} Common
 * @typedef {import('./places.js').Places} Places
 */

/** What is deleted at once and is longer is no correction while typing, but a step of its own. */
const LONGEST_DELETED = 40;

/** What the table of a batch shows as well as the report. */
const IN_TABLE = ['verdict', 'note'];

/** So much of a change is shown. */
const LONGEST_SHOWN = 80;

/**
 * @param {Common} common
 * @param {Places} places
 * @param {(files: readonly File[]) => void} openBatch
 */
export function documentActions({ get, set, documents, cancel, say, settle, words, toast, notify, telling, analyse, history, walked }, { here, change, batch, begin }, openBatch) {
  /**
   * Says why a text is not taken in.
   * @param {string} text
   */
  function refuses(text) {
    if (!text.trim()) {
      notify('emptyPaste');
      return true;
    }
    const large = tooLarge(text);
    if (large) notify(large.refused, large.vars, 'error');
    return large !== null;
  }

  /** @param {string} text */
  function warn(text) {
    const size = sizeNear(text, LARGE);
    if (size > LARGE) notify('large', { size: megabytes(size) });
  }

  /**
   * Takes in a text: pasted, dropped, opened or a sample.
   * @param {string} text
   * @param {string | null} name
   * @param {import('../open.js').Source | null} [source]
   * @returns {boolean} Whether it was taken.
   */
  function load(text, name, source = null) {
    if (refuses(text)) return false;
    settle();
    begin();
    const { doc, batch: before } = here();
    const step = change('load', { ...NOWHERE, doc: asDocument(text, name, { source }) }, FRESH);
    warn(text);
    if (doc || before) toast('toast.replaced', {}, { step });
    return true;
  }

  /**
   * @param {string} name
   * @param {Promise<import('../open.js').Opened | import('../open.js').Refused>} opened
   */
  const opening = (name, opened) => telling('file.opening', { name }, opened);

  /** @param {Splice} splice */
  function put(splice) {
    const { doc } = get();
    if (!doc) return;
    set({ doc: { ...doc, text: spliced(doc.text, splice) }, selected: null, lit: [] });
    // Where something went, what stands beside it is shown.
    const shown = Math.min(splice.inserted.length, LONGEST_SHOWN);
    analyse(false, shown ? { start: splice.at, end: splice.at + shown } : { start: Math.max(0, splice.at - 1), end: splice.at + 1 });
  }

  /**
   * Changes at several places, as one step.
   * @param {string} name
   * @param {string} text
   * @param {readonly import('../choices.js').Edit[]} edits   In the order of the text.
   */
  function mend(name, text, edits) {
    const at = edits[0].span.start;
    const end = edits[edits.length - 1].span.end;
    const after = edited(text, edits);
    const inserted = after.slice(at, after.length - (text.length - end));
    const splice = { at, removed: text.slice(at, end), inserted };
    walked.at = at - 1;
    put(splice);
    return history.push(textStep(name, splice, put));
  }

  /**
   * @param {'undo' | 'redo'} way
   * @param {{ whole?: boolean, only?: number }} [limits]
   */
  function go(way, limits) {
    settle();
    const step = way === 'undo' ? history.last() : history.next();
    const gone = history[way](limits);
    if (!step || gone === 'none') {
      say(words(`history.none.${way}`));
    } else if (gone === 'stopped') {
      toast(`history.stop.${way}`, { what: words(`step.${step.name}`) }, { step: step.id, redo: way === 'redo' });
    } else {
      if (step.whole) begin();
      // What was changed in a report is shown in it.
      else if (get().doc && !IN_TABLE.includes(step.name)) set({ table: false });
      say(words(`history.${way}.done`, { what: words(`step.${step.name}`) }));
    }
  }

  return {
    load,

    /**
     * What was chosen or dropped: one file, or a batch.
     * @param {readonly File[]} given   A zip stands for the files in it.
     */
    async open(given) {
      const latest = begin();
      const files = await telling('file.opening', { name: given[0]?.name ?? '' }, unpacked(given, documents));
      if (!latest()) return;
      if (files.length > 1) {
        settle();
        openBatch(files);
      } else if (files[0]) {
        const opened = await opening(files[0].name, openFile(files[0], documents));
        if (!latest()) return;
        if ('refused' in opened) notify(opened.refused, opened.vars, 'error');
        else load(opened.text, opened.name, opened.source);
      }
    },

    /**
     * Reads the open file again, with something that was left out or without it. What was
     * changed in the text since is lost to the new reading; the step takes it back.
     * @param {import('../documents.js').LeftOutKind} kind
     */
    async readWith(kind) {
      const { doc } = get();
      if (!doc?.source) return;
      const { source } = doc;
      const name = doc.name ?? '';
      const latest = begin();
      const kinds = source.leftOut.filter(({ kind: each, read }) => (each === kind ? !read : read)).map(({ kind: each }) => each);
      const opened = await opening(name, openBytes(source.bytes, name, documents, kinds));
      if (!latest()) return;
      if ('refused' in opened) {
        notify(opened.refused, opened.vars, 'error');
        return;
      }
      settle();
      const step = change('load', { ...here(), doc: asDocument(opened.text, opened.name, opened) });
      toast('toast.reread', {}, { step });
    },

    /** @param {'clean' | 'faulty'} id */
    async sample(id) {
      const latest = begin();
      try {
        const response = await fetch(new URL(`../samples/${id}.txt`, import.meta.url));
        if (!response.ok) throw new Error(String(response.status));
        const text = await response.text();
        if (latest()) load(text, words(`sample.${id}`));
      } catch {
        if (latest()) notify('sampleFailed', {}, 'error');
      }
    },

    /**
     * Takes the words of what was copied: at once where they are there as such. Some programs
     * give a copy as markup alone; browsers leave the numbers of a list out of its words, and
     * some the tabs of a table.
     * @param {DataTransfer} data
     * @param {(words: string) => void} take
     */
    pasted(data, take) {
      const html = data.getData('text/html');
      const plain = data.getData('text/plain');
      const isWhole = plain.trim() && !/<ol\b/i.test(html) && (plain.includes('\t') || !/<table\b/i.test(html));
      if (isWhole || !html.trim()) take(plain);
      else documents.readClipboard(html).then((answer) => take('why' in answer ? plain : answer.text));
    },

    /**
     * What was given outside a field: it is read where nothing is open, else the reader is asked.
     * @param {string | null} text
     * @param {readonly File[]} files
     */
    offer(text, files) {
      if (!get().doc && !batch()) {
        if (text === null) this.open(files);
        else load(text, null);
      } else if (text === null || !refuses(text)) {
        // What was still on its way must not take the question's place.
        begin();
        set({ offer: { text, files } });
        say(words('offer.say'));
      }
    },

    /** @param {boolean | 'add'} taken   `add`: the files join the batch that is open. */
    answerOffer(taken) {
      const { offer } = get();
      set({ offer: null });
      if (!offer || !taken) return;
      if (taken === 'add') this.addFiles(offer.files);
      else if (offer.text === null) this.open(offer.files);
      else load(offer.text, null);
    },

    /**
     * Files join the batch that is open.
     * @param {readonly File[]} given   A zip stands for the files in it.
     */
    async addFiles(given) {
      const of = batch();
      const latest = begin();
      const files = await telling('file.opening', { name: given[0]?.name ?? '' }, unpacked(given, documents));
      if (!latest() || !of || of !== batch()) return;
      settle();
      of.add(files);
      set({ table: true });
      toast('batch.added', { n: files.length });
    },

    /** A folder in which there is nothing to read. */
    nothingDropped() {
      notify('file.folder', {}, 'error');
    },

    nothingToRead() {
      notify('empty');
    },

    clear() {
      if (!get().doc && !batch()) return;
      settle();
      begin();
      const step = change('clear', NOWHERE, { tabChosen: false });
      toast('toast.cleared', {}, { step });
    },

    /** The last step back. @param {{ whole?: boolean }} [limits]   Keys stop before a step that puts another document there. */
    undo: (limits) => go('undo', limits),

    /** The step forth again. @param {{ whole?: boolean }} [limits] */
    redo: (limits) => go('redo', limits),

    /** The button of the toast: its own step, and no other. */
    answerToast() {
      const shown = get().toast;
      if (shown?.step !== undefined) go(shown.redo ? 'redo' : 'undo', { only: shown.step });
    },

    /**
     * What was changed on the sheet.
     * @param {string} text
     * @param {boolean} joins   It was typed, and is one with the typing before and after it.
     * @returns {boolean} Whether it was taken.
     */
    edit(text, joins) {
      const { doc } = get();
      if (!doc || doc.text === text) return true;
      const large = tooLarge(text);
      if (large) {
        notify('tooLarge.edit', large.vars, 'error');
        return false;
      }
      const splice = spliceOf(doc.text, text);
      set({ doc: { ...doc, text } });
      history.push(textStep('type', splice, put, joins && splice.removed.length <= LONGEST_DELETED));
      analyse(false);
      return true;
    },

    /**
     * One of the choices for a trouble.
     * @param {number} index
     * @param {number} nth
     */
    choose(index, nth) {
      settle();
      const { doc, read: now } = get();
      const choice = doc && now?.text === doc.text && now.troubles[index] ? choicesOf(now, index)[nth] : undefined;
      if (!doc || !choice) return;
      const step = mend('fix', doc.text, choice.edits);
      if (choice.edits.length > 1) toast('findings.fixed.all', { n: choice.edits.length }, { step });
      else if (choice.to) toast('findings.fixed', { text: choice.to.slice(0, 24) }, { step });
      else toast('findings.fixed.delete', {}, { step });
    },

    /**
     * One of the sets of changes that settle several checks.
     * @param {number} nth
     */
    repair(nth) {
      settle();
      const { doc, repairs } = get();
      const repair = doc && repairs?.of.text === doc.text ? repairs.repairs[nth] : undefined;
      if (doc && repair) toast('repairs.done', { n: repair.edits.length, all: repair.settles.length }, { step: mend('repair', doc.text, repair.edits) });
    },

    /**
     * All of a rule for which only one thing is right.
     * @param {string} code
     */
    fixAll(code) {
      settle();
      const { doc, read: now } = get();
      if (!doc || now?.text !== doc.text) return;
      const edits = [...openTroubles(get())]
        .flatMap((index) => (now.troubles[index].code === code ? now.troubles[index].fix ?? [] : []))
        .sort((a, b) => a.span.start - b.span.start)
        .filter(({ span }, at, all) => at === 0 || span.start >= all[at - 1].span.end);
      if (!edits.length) return;
      toast('findings.fixed.all', { n: edits.length }, { step: mend('fixAll', doc.text, edits) });
    },

    /** Ends a reading that takes too long for the reader; the text stays. */
    cancel,

    retry() {
      set({ notice: null });
      analyse(true);
    },

    /** Whether the tab's own store holds the text. @param {boolean} kept */
    toldKept(kept) {
      set({ unkept: !kept });
      if (!kept) notify(batch() ? 'session.batchNotKept' : 'session.notKept');
    },

    /** Whether something was changed that the reader has not taken out since. */
    unsaved() {
      const { doc, batch: shown } = get();
      const held = batch()?.held();
      const docs = held ? held.docs.map((each, at) => (at === shown?.at ? doc : each)) : [doc];
      return Boolean(held?.untold) || docs.some((each) => each && (each.safe.text !== each.text || each.safe.decisions !== 0));
    },

    /**
     * The text as it was before the page was loaded anew.
     * @param {string} text
     * @param {string | null} name
     * @param {boolean} changed
     * @param {string | null} given   As it came first.
     */
    restore(text, name, changed, given) {
      set({ doc: asDocument(text, name, { changed, given }) });
      analyse(true);
      toast('toast.restored');
    },
  };
}
