// The report model as data, for other programs.

import { placeWords } from '../review.js';

/**
 * Positions count UTF-16 code units of `text`.
 * @param {import('../state.js').State} state
 * @param {import('../model.js').Model} read
 * @param {import('../review.js').Review} review
 */
export function dataOf({ doc }, { text, report }, { date, lang, remarks }) {
  const told = remarks.map(({ n, code, severity, span, place, quote, says, choices, source }) => ({ n, code, severity, span, place: placeWords(place, lang), quote: quote?.words ?? null, remark: says, suggestions: choices, source }));
  return `${JSON.stringify({ name: doc?.name ?? null, date, text, report, remarks: told }, null, 1)}\n`;
}
