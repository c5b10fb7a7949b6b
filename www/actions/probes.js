// What is asked beside the reading: which changes settle several checks at once, and
// which slips the checks would have marked.

import { together } from '../probe.js';

/**
 * @typedef {import('./common.js').Common} Common
 */

/** A text that is still being typed is not asked about yet, in milliseconds. */
const REST = 700;

/** @param {Common} common */
export function probeActions({ get, set, say, words, probe }) {
  let timer = 0;

  /** Ends what is asked of a text that is no longer read. */
  function end() {
    clearTimeout(timer);
    probe.repairs.end();
    probe.worth.end();
  }

  return {
    /** Asks how several failing checks may hold together, once the text rests. */
    askRepairs() {
      end();
      const { read, words: own, repairs, worth } = get();
      if (repairs || worth) set({ repairs: null, worth: null });
      if (!read || !together(read.report).some((group) => group.length > 1)) return;
      timer = setTimeout(async () => {
        const told = await probe.repairs.ask('repairs', read.text, own);
        if (told && 'repairs' in told && get().read === read) set({ repairs: { of: read, repairs: told.repairs } });
      }, REST);
    },

    /** Tries slips on the text. */
    async askWorth() {
      const { read, words: own } = get();
      if (!read) return;
      set({ worth: { of: read, told: 'asked' } });
      const told = await probe.worth.ask('worth', read.text, own);
      if (get().read !== read || get().worth?.told !== 'asked') return;
      set({ worth: { of: read, told: told && 'worth' in told ? told.worth : 'failed' } });
      say(words(told ? 'worth.done' : 'worth.failed'));
    },

    endWorth() {
      set({ worth: null });
      probe.worth.end();
    },
  };
}
