// What a batch keeps of a report: enough for its row and for what stands behind each
// cell of it, and no more. Made where the report is read, beside the page's own thread.

import { answerOf } from './choices.js';
import { joined, oneLine, quoted } from './format.js';

/**
 * @typedef {import('./state.js').Span} Span
 * @typedef {import('./model.js').Model} Model
 * @typedef {{ before: string, words: string, after: string }} Quote
 *
 * A stretch of the text from one heading of the first or second level to the next, in UTF-16 units.
 * @typedef {{ start: number, end: number, role: string, title: string }} Part
 *
 * @typedef {object} Remark
 * @property {string} code       Of its rule.
 * @property {string} severity
 * @property {string} key        By which the reader's decisions know it.
 * @property {number} at         Where it stands, in UTF-16 units.
 * @property {{ zh: string, en: string }} says
 * @property {Quote | null} quote   `null` where something is missing, and for remarks beyond the first hundred.
 *
 * @typedef {object} Summary
 * @property {string | null} title
 * @property {{ text: string, quote: Quote | null } | null} body
 * @property {{ value: number, quote: Quote | null } | null} year
 * @property {string} scope      `report`, `passage` or `other`.
 * @property {{ id: string, state: string, places: number, heading: string | null, opening: string | null }[]} parts
 *   The parts that are asked for: how many places speak of each, the first of them, and the text under its heading.
 * @property {number} figures
 * @property {number} unchecked  Figures that stand in no relation.
 * @property {number} holds      Checks that hold.
 * @property {{ answer: 'asks' | 'fails', remark: number, expr: string, stated: string, computed: string, quote: Quote | null }[]} failing   `remark` indexes `remarks`.
 * @property {Remark[]} remarks
 * @property {{ name: string, status: string, endedOn: string | null, supersededBy: string | null, quote: Quote | null }[]} ended   Acts cited that were no longer in force.
 * @property {number} acts
 * @property {number} length     Of the text, in UTF-16 units.
 * @property {number} characters   Without blanks.
 * @property {Part[]} band       The text from its beginning to its end.
 * @property {number[]} places   Of its figures, in UTF-16 units.
 * @property {number} took       Milliseconds the core took.
 */

/** Words shown on either side of a quote. */
const REACH = 20;
/** So much of a part's text is kept. */
const LONGEST_OPENING = 90;
/** So many remarks keep their quotes. */
const MOST_QUOTES = 100;

/**
 * @param {Model} read
 * @returns {Summary}
 */
export function summaryOf(read) {
  const { text, report, troubles, troubleKeys } = read;
  const { meta, metrics, relations, citations } = report;
  const quote = (/** @type {Span | undefined} */ span) => (span ? quoted(text, span, REACH) : null);
  const failing = relations.flatMap((relation, index) => {
    const answer = answerOf(relation);
    const remark = read.troubleOfRelation[index];
    return answer === 'holds' || remark === null ? [] : [{ answer, remark, expr: relation.expr, stated: relation.stated, computed: relation.computed, quote: quote(metrics[relation.total]?.span) }];
  });
  const ended = read.acts.flatMap(({ first, name, uses }) => {
    const { law } = first;
    return law?.status === 'repealed' || law?.status === 'superseded'
      ? [{ name, status: law.status, endedOn: law.endedOn ?? null, supersededBy: law.supersededBy ?? null, quote: quote(citations[uses[0]].span) }] : [];
  });
  return {
    title: meta.title ? joined(meta.title.text) : null,
    body: meta.issuer ? { text: meta.issuer.text, quote: quote(meta.issuer.span) } : null,
    year: meta.year ? { value: meta.year.value, quote: quote(meta.year.span) } : null,
    scope: meta.scope,
    parts: report.requirements.map(({ id, state, spans }) => ({
      id, state, places: spans.length,
      heading: spans.length ? oneLine(text.slice(spans[0].start, spans[0].end), LONGEST_OPENING) : null,
      opening: spans.length ? openingOf(read, id, spans[0]) : null,
    })),
    figures: metrics.length,
    unchecked: read.unrelated,
    holds: relations.filter(({ holds }) => holds).length,
    failing,
    remarks: troubles.map(({ code, severity, span, message }, index) => ({ code, severity, key: troubleKeys[index], at: span.start, says: message, quote: index < MOST_QUOTES ? quote(span) : null })),
    ended,
    acts: read.acts.length,
    length: text.length,
    characters: read.characters,
    band: bandOf(read),
    places: metrics.map(({ span }) => span.start),
    took: read.took,
  };
}

/**
 * The text that stands under a heading; nothing for what is no section.
 * @param {Model} read
 * @param {string} id
 * @param {Span} span
 */
function openingOf({ text, report: { sections } }, id, span) {
  if (id === 'title' || id === 'signature' || id === 'date') return null;
  // A section's own heading; elsewhere only a sentence speaks of it.
  const section = sections.find(({ heading }) => heading.start <= span.start && span.end <= heading.end);
  return section ? oneLine(text.slice(section.heading.end, Math.min(section.span.end, section.heading.end + LONGEST_OPENING * 2)), LONGEST_OPENING) || null : null;
}

/**
 * The text cut where a heading of the first or second level begins.
 * @param {Model} read
 * @returns {Part[]}
 */
export function bandOf({ text, report: { sections } }) {
  const heads = sections.filter(({ parent }) => parent === null || parent === undefined || (sections[parent].parent ?? null) === null);
  const first = heads[0]?.span.start ?? text.length;
  const parts = heads.map(({ span, role, marker, title }, at) => ({ start: span.start, end: heads[at + 1]?.span.start ?? text.length, role, title: `${marker ?? ''}${title}` }));
  return first > 0 ? [{ start: 0, end: first, role: 'preamble', title: '' }, ...parts] : parts;
}

/**
 * The remarks that wait for the reader, and those that do not: told by what was decided.
 * @typedef {{ accepted: ReadonlySet<string>, rulesOff: ReadonlySet<string> }} Decisions
 */

/**
 * @param {Remark} remark
 * @param {Decisions} decisions
 */
export const isOpen = ({ code, key }, { accepted, rulesOff }) => !rulesOff.has(code) && !accepted.has(key);

/**
 * @param {Summary} summary
 * @param {Decisions} decisions
 */
export const openRemarks = ({ remarks }, decisions) => remarks.filter((remark) => isOpen(remark, decisions));

/**
 * The checks that fail or ask, without those that the reader has decided on.
 * @param {Summary} summary
 * @param {Decisions} decisions
 */
export const openChecks = ({ failing, remarks }, decisions) => failing.filter(({ remark }) => isOpen(remarks[remark], decisions));
