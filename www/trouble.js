// What is wrong in a report, as one list: every finding, and every check that
// fails. A check that fails and the finding that tells of it are one thing, with
// one state: accepted or switched off there, it is so here.

import { answerOf } from './choices.js';
import { equationWords } from './format.js';
import { STRINGS } from './strings.js';

/**
 * @typedef {import('./state.js').Report} Report
 * @typedef {import('./state.js').Relation} Relation
 * @typedef {import('./state.js').Span} Span
 * @typedef {import('./state.js').State} State
 * @typedef {import('./state.js').Lang} Lang
 * @typedef {import('./model.js').Model} Model
 *
 * @typedef {object} Trouble
 * @property {string} code        Of its rule.
 * @property {string} severity
 * @property {string} grade       `likely`: it asks, and accuses nobody.
 * @property {Span} span
 * @property {readonly Span[]} related
 * @property {{ zh: string, en: string }} message
 * @property {{ span: Span, text: string } | null} fix   Where only one is right.
 * @property {number[]} relations   The checks that fail here.
 *
 * What the list shows of them.
 * @typedef {object} TroubleView
 * @property {'' | 'error' | 'warning' | 'info'} severity
 * @property {'' | Group} group
 * @property {string} filter
 * @property {'severity' | 'place' | 'rule'} sort
 *
 * @typedef {typeof GROUPS[number]} Group
 */

export const SEVERITIES = /** @type {const} */ (['error', 'warning', 'info']);

/** The kinds of rules, in the order in which they are offered. */
export const GROUPS = /** @type {const} */ (['figures', 'parts', 'numbering', 'marks', 'dates', 'citations', 'words', 'privacy']);

/** @type {TroubleView} */
export const ALL_TROUBLES = { severity: '', group: '', filter: '', sort: 'severity' };

const MEMBERS = /** @type {Readonly<Record<Group, string>>} */ ({
  figures: 'sum-mismatch ratio-mismatch difference-mismatch direction-mismatch figure-conflict part-exceeds-whole list-mismatch points-for-percent unit-missing rate-impossible rate-unattainable rate-without-base multiple-decrease approx-redundant approx-exact change-wording',
  parts: 'part-missing part-mentioned-only causes-missing title-missing issuer-missing signature-missing date-missing heading-empty empty-attachment',
  numbering: 'numbering-missing numbering-gap numbering-duplicate numbering-restart marker-style-mixed marker-punctuation-redundant',
  marks: 'bracket-unbalanced quote-unbalanced title-mark-unbalanced width-mixed punctuation-doubled punctuation-missing stray-space page-number-left line-break-left boilerplate-left',
  dates: 'year-conflict year-masked signed-early published-late date-conflict date-garbled date-impossible',
  citations: 'citation-outdated citation-misnamed citation-premature abbreviation-undefined term-misnamed term-outdated',
  words: 'repeated-word repeated-text placeholder-left contradiction typo word-order',
  privacy: 'private-person-named id-number-exposed phone-number-exposed bank-card-exposed',
});

const GROUP_OF = new Map(GROUPS.flatMap((group) => MEMBERS[group].split(' ').map((code) => /** @type {[string, Group]} */ ([code, group]))));

/**
 * A rule that this page does not know yet is one on words.
 * @param {string} code
 * @returns {Group}
 */
export const groupOf = (code) => GROUP_OF.get(code) ?? 'words';

/** The rule that a check belongs to which no finding tells of. */
const RULE_OF = /** @type {Readonly<Record<string, string>>} */ ({
  sum: 'sum-mismatch', ratio: 'ratio-mismatch', difference: 'difference-mismatch', equal: 'figure-conflict', bound: 'part-exceeds-whole', list: 'list-mismatch',
});

/**
 * The list under a key, made where there is none yet.
 * @template K
 * @template V
 * @param {Map<K, V[]>} lists
 * @param {K} key
 */
export function listed(lists, key) {
  let list = lists.get(key);
  if (!list) lists.set(key, list = []);
  return list;
}

/**
 * The findings under their own numbers, and behind them the checks that fail
 * without a finding.
 * @param {Report} report
 * @returns {{ troubles: Trouble[], troubleOfRelation: (number | null)[] }}
 */
export function troublesOf({ findings, relations, metrics }) {
  /** @type {Trouble[]} */
  const troubles = findings.map(({ code, severity, grade, span, related, message, fix }) => ({ code, severity, grade, span, related, message, fix: fix ?? null, relations: [] }));
  /** By each place that a finding on figures names. @type {Map<string, number[]>} */
  const byPlace = new Map();
  const place = (/** @type {Span} */ { start, end }) => `${start},${end}`;
  troubles.forEach(({ code, span, related }, index) => {
    if (groupOf(code) !== 'figures') return;
    for (const each of new Set([span, ...related].map(place))) listed(byPlace, each).push(index);
  });

  const troubleOfRelation = relations.map((relation, at) => {
    if (relation.holds) return null;
    const members = [...new Set([relation.total, ...relation.parts])].map((member) => metrics[member]?.span).filter((span) => span !== undefined);
    const naming = members.map((span) => byPlace.get(place(span)) ?? []);
    const found = naming[0]?.find((index) => naming.every((those) => those.includes(index)))
      ?? naming[0]?.find((index) => troubles[index].code !== 'unit-missing' && place(troubles[index].span) === place(members[0]));
    if (found !== undefined) {
      troubles[found].relations.push(at);
      return found;
    }
    const [span, ...related] = members;
    const likely = answerOf(relation) === 'asks';
    const words = STRINGS[likely ? 'trouble.question' : 'trouble.check'];
    const [zh, en] = /** @type {const} */ (['zh', 'en']).map((lang, nth) => words[nth].replace('{expr}', equationWords(relation.expr, lang)));
    troubles.push({
      code: RULE_OF[relation.kind] ?? 'sum-mismatch', severity: likely ? 'info' : relation.kind === 'equal' || relation.kind === 'list' ? 'warning' : 'error', grade: relation.grade,
      span: span ?? { start: 0, end: 0 }, related, message: { zh, en }, fix: null, relations: [at],
    });
    return troubles.length - 1;
  });
  return { troubles, troubleOfRelation };
}

/**
 * Troubles sorted by what the reader has decided on them.
 * @typedef {{ open: number[], accepted: number[], off: number[] }} Sorted
 */

/**
 * What `make` gives, kept for as long as it is asked of the same values.
 * @template {readonly unknown[]} K
 * @template V
 * @param {(...of: K) => V} make
 * @returns {(...of: K) => V}
 */
function keeping(make) {
  /** @type {{ of: K, value: V } | null} */
  let last = null;
  return (...of) => {
    if (!last || of.some((each, at) => each !== last?.of[at])) last = { of, value: make(...of) };
    return last.value;
  };
}

const sorted = keeping((/** @type {Model | null} */ read, /** @type {ReadonlySet<string>} */ accepted, /** @type {ReadonlySet<string>} */ rulesOff) => {
  /** @type {Sorted} */
  const value = { open: [], accepted: [], off: [] };
  read?.troubles.forEach(({ code }, index) => {
    if (rulesOff.has(code)) value.off.push(index);
    else if (accepted.has(read.troubleKeys[index])) value.accepted.push(index);
    else value.open.push(index);
  });
  return value;
});

/** What the reader has decided on, beside what was read. @typedef {Pick<State, 'read' | 'accepted' | 'rulesOff'>} Decided */

/** @param {Decided} state */
export const sortedTroubles = ({ read, accepted, rulesOff }) => sorted(read, accepted, rulesOff);

const openAmong = keeping((/** @type {Sorted} */ { open }) => new Set(open));

/** Those that wait for the reader. @param {State} state */
export const openTroubles = (state) => openAmong(sortedTroubles(state));

const shown = keeping((/** @type {Model | null} */ read, /** @type {Sorted} */ { open }, /** @type {TroubleView} */ view, /** @type {Lang} */ lang) => {
  if (!read) return [];
  const words = view.filter.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const { troubles, text } = read;
  return open.filter((index) => {
    const { code, severity, message, span } = troubles[index];
    if (view.severity && severity !== view.severity) return false;
    if (view.group && groupOf(code) !== view.group) return false;
    if (!words.length) return true;
    const all = `${message[lang]} ${text.slice(Math.max(0, span.start - 18), span.end + 18)}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
});

/**
 * Those that fit the filters, in the order of the text.
 * @param {Decided & Pick<State, 'troubleView' | 'lang'>} state
 * @returns {number[]}
 */
export function shownTroubles(state) {
  const { troubles } = state.read ?? { troubles: [] };
  return [...shown(state.read, sortedTroubles(state), state.troubleView, state.lang)].sort((a, b) => troubles[a].span.start - troubles[b].span.start || a - b);
}

/**
 * The trouble that is selected, by itself or by its check.
 * @param {State} state
 * @returns {number | null}
 */
export function selectedTrouble({ read, selected }) {
  if (!read || !selected) return null;
  if (selected.kind === 'finding') return read.troubles[selected.index] ? selected.index : null;
  return selected.kind === 'relation' ? (read.troubleOfRelation[selected.index] ?? null) : null;
}

/**
 * How a check stands: it holds, or fails and waits, or is a question that waits, or has been decided on.
 * @param {State} state
 * @param {number} index
 * @returns {'holds' | 'open' | 'asks' | 'accepted' | 'off'}
 */
export function checkStanding(state, index) {
  const trouble = state.read?.troubleOfRelation[index] ?? null;
  if (trouble === null || !state.read) return 'holds';
  if (openTroubles(state).has(trouble)) return answerOf(state.read.report.relations[index]) === 'asks' ? 'asks' : 'open';
  return state.rulesOff.has(state.read.troubles[trouble].code) ? 'off' : 'accepted';
}
