// What the page tells programs that run beside it, such as scripts and tests of
// other projects: `window.fazhi`. It is read only and hands out copies, so that
// nothing of the page can be changed through it.

import { t } from './strings.js';

/**
 * @typedef {import('./state.js').State} State
 * @typedef {import('./state.js').Report} Report
 *
 * @typedef {object} Fazhi
 * @property {string | null} name    The name of the file or sample; `null` for a pasted text.
 * @property {string | null} text    The text of the page, changes included; typing is taken in after a short pause.
 * @property {Report | null} report  What the module says of exactly this text; `null` unless `state` is `ready`.
 * @property {'empty' | 'busy' | 'ready' | 'error'} state
 *   No text; a text that is being read or is still to be; read; could not be read.
 * @property {{ name: string, state: string, body: string | null, year: number | null, verdict: string, note: string }[] | null} batch
 *   Files opened together, in the order of their names; `null` where there is none.
 * @property {string | null} notice  The words of the notice shown, in the page's language.
 */

/** @param {State} state */
function stateOf({ doc, read, reading }) {
  if (!doc) return 'empty';
  if (reading === 'failed') return 'error';
  return reading === 'done' && read?.text === doc.text ? 'ready' : 'busy';
}

/**
 * Defines `window.fazhi`.
 * @param {() => State} get
 */
export function tellPrograms(get) {
  /** @type {{ of: Report | null, copy: Report | null }} */
  let last = { of: null, copy: null };
  /** @type {Fazhi} */
  const fazhi = {
    get name() { return get().doc?.name ?? null; },
    get text() { return get().doc?.text ?? null; },
    get report() {
      const { read } = get();
      if (!read || stateOf(get()) !== 'ready') return null;
      if (last.of !== read.report) last = { of: read.report, copy: structuredClone(read.report) };
      return last.copy;
    },
    get state() { return stateOf(get()); },
    get batch() {
      return get().batch?.rows.map(({ name, state, summary, verdict, note }) => ({ name, state, body: summary?.body?.text ?? null, year: summary?.year?.value ?? null, verdict, note })) ?? null;
    },
    get notice() {
      const { notice, lang } = get();
      return notice && t(lang, notice.key, notice.vars);
    },
  };
  Object.defineProperty(window, 'fazhi', { value: Object.freeze(fazhi), enumerable: true });
}
