// The remarks on a report, numbered as in the text. Whatever leaves the page with
// remarks in it takes them from here: they agree in every file.

import { choicesOf, choiceWords, edited } from './choices.js';
import { clause, joined, named, oneLine, quoted, versusOf } from './format.js';
import { firstWhere, lastStartingBefore, linesOf, sectionAt } from './model.js';
import { t } from './strings.js';
import { ALL_TROUBLES, SEVERITIES, shownTroubles, sortedTroubles } from './trouble.js';

/**
 * @typedef {import('./state.js').State} State
 * @typedef {import('./state.js').Lang} Lang
 * @typedef {import('./state.js').Span} Span
 * @typedef {import('./model.js').Model} Model
 *
 * Where something stands, in words.
 * @typedef {object} Place
 * @property {string[]} path     The headings that enclose it, the outermost first.
 * @property {string} where      The paragraph and the sentence, counted in the innermost of them.
 *
 * @typedef {object} Remark
 * @property {number} n          From 1.
 * @property {string} code       Of its rule.
 * @property {typeof SEVERITIES[number]} severity
 * @property {string} title      What it is called: 差错, 疑点, 提示 or 疑问.
 * @property {Span} span
 * @property {Place} place
 * @property {{ before: string, words: string, after: string } | null} quote   `null` where something is missing.
 * @property {string} says
 * @property {string[]} sides    Of figures that disagree: both, and how far apart they are.
 * @property {string[]} also     Other places that it speaks of, each with its words.
 * @property {string[]} choices  The changes that would settle it.
 * @property {boolean} sure      Nothing but the one choice is right.
 * @property {string} rule       What its rule looks for.
 * @property {string} why
 * @property {string} source     Who says so; empty for some rules.
 *
 * @typedef {object} Review
 * @property {Lang} lang
 * @property {string} title      Of the report; its file's name where it has none.
 * @property {string} text
 * @property {Remark[]} remarks
 * @property {Record<typeof SEVERITIES[number], number>} counts
 * @property {{ accepted: number, off: number }} settled   What the reader has decided on, and what rules that are switched off would say.
 * @property {number} rules      That were looked for.
 * @property {string} date       `2026-11-28`.
 */

/** Words shown on either side of what is quoted. */
const REACH = 20;
/** So many other places are told. */
const MOST_ALSO = 4;

/**
 * What a review is made of.
 * @typedef {import('./trouble.js').Decided & Pick<State, 'lang' | 'rules'> & { doc: Pick<import('./state.js').Document, 'text' | 'name'> | null }} Reviewed
 */

/**
 * @param {Reviewed} state
 * @param {Date} [now]
 * @returns {Review | null} `null` while the text as it is now has not been read.
 */
export function reviewOf(state, now = new Date()) {
  const { read, doc, lang, rules, rulesOff } = state;
  if (!read || !doc || read.text !== doc.text) return null;
  const placeAt = placer(read, lang);
  const masked = maskedText(read);
  const { accepted, off } = sortedTroubles(state);
  const remarks = shownTroubles({ ...state, troubleView: ALL_TROUBLES }).map((index, at) => remarkOf(state, read, index, at + 1, { placeAt, masked }));
  const counted = (/** @type {Remark['severity']} */ severity) => remarks.filter((each) => each.severity === severity).length;
  return {
    lang,
    title: oneLine(joined(read.report.meta.title?.text ?? doc.name ?? ''), 120),
    text: read.text,
    remarks,
    counts: { error: counted('error'), warning: counted('warning'), info: counted('info') },
    settled: { accepted: accepted.length, off: off.length },
    rules: rules.filter(({ code }) => !rulesOff.has(code)).length,
    date: `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`,
  };
}

/**
 * @param {Pick<State, 'lang' | 'rules'>} state
 * @param {Model} read
 * @param {number} index
 * @param {number} n
 * @param {{ placeAt: (offset: number) => Place, masked: string }} of
 * @returns {Remark}
 */
function remarkOf({ lang, rules }, read, index, n, { placeAt, masked }) {
  const { code, severity, grade, span, related, message, relations } = read.troubles[index];
  const choices = choicesOf(read, index);
  const rule = rules.find((each) => each.code === code);
  const place = placeAt(span.start);
  const told = (/** @type {Span} */ other) => named(lang, placeWords(placeAt(other.start), lang), around(masked, other));
  return {
    n,
    code,
    severity: /** @type {Remark['severity']} */ (severity),
    title: t(lang, grade === 'likely' ? 'grade.likely' : `severity.${severity}`),
    span,
    place,
    quote: quoted(masked, span, REACH),
    says: message[lang],
    sides: relations.flatMap((each) => {
      const { pair, apart } = versusOf(read, read.report.relations[each], lang);
      return [...pair, ...(apart ? [apart] : [])].map(([name, value]) => `${name} ${value}`);
    }),
    also: elsewhere(read.text, span, related).filter(({ start }) => !relations.length || placeWords(placeAt(start), lang) !== placeWords(place, lang)).slice(0, MOST_ALSO).map(told),
    choices: choices.map((choice) => choiceWords(choice, lang)),
    sure: choices.some(({ sure }) => sure),
    rule: rule?.what[lang] ?? code,
    why: rule?.why[lang] ?? '',
    source: rule?.source[lang] ?? '',
  };
}

/**
 * The text without the numbers by which a person is known: a review is handed on.
 * @param {Model} read
 */
function maskedText({ text, troubles }) {
  let masked = text;
  for (const { code, fix } of troubles) {
    if (fix && code.endsWith('-exposed') && fix.text.length === fix.span.end - fix.span.start) masked = edited(masked, [fix]);
  }
  return masked;
}

/**
 * The other places of a trouble that its quote does not show.
 * @param {string} text
 * @param {Span} span
 * @param {readonly Span[]} related
 */
function elsewhere(text, span, related) {
  return related.filter(({ start, end }) => end > start && (end < span.start - REACH || start > span.end + REACH || /[\r\n]/.test(text.slice(Math.min(end, span.end), Math.max(start, span.start)))));
}

/**
 * @param {string} text
 * @param {Span} span
 */
function around(text, span) {
  const { before, after } = clause(text, span, REACH);
  return `${before}${oneLine(text.slice(span.start, span.end), 40)}${after}`;
}

/**
 * @param {Place} place
 * @param {Lang} lang
 */
export function placeWords({ path, where }, lang) {
  return [...(path.length ? path : [t(lang, 'place.outside')]), where].filter(Boolean).join(' › ');
}

const SENTENCE_END = /[。！？][”’」』）》]*/g;

/**
 * Tells where things stand. What it needs of the whole text is found once.
 * @param {Pick<Model, 'text' | 'report' | 'blocks'>} read
 * @param {Lang} lang
 * @returns {(offset: number) => Place}
 */
export function placer({ text, report, blocks }, lang) {
  const { sections, metrics, meta } = report;
  const lines = linesOf(text);
  const kinds = new Map(blocks.map(({ kind, start }) => [start, kind]));
  const kindOf = (/** @type {number} */ at) => kinds.get(lines[at].start) ?? 'body';
  /** Paragraphs up to and with each line. @type {number[]} */
  const paragraphs = [];
  lines.forEach((_, at) => paragraphs.push((paragraphs[at - 1] ?? 0) + (kindOf(at) === 'body' || kindOf(at) === 'sign' ? 1 : 0)));
  const cells = metrics.filter(({ cell }) => cell).sort((a, b) => a.span.start - b.span.start);
  const heading = (/** @type {number} */ index) => `${sections[index].marker ?? ''}${sections[index].title}`;

  return (offset) => {
    const at = Math.max(0, lastStartingBefore(lines, offset));
    const line = lines[at];
    // Blanks before a heading are not yet of its section.
    const first = line.start + (/^\s*/.exec(text.slice(line.start, line.end))?.[0].length ?? 0);
    const home = sectionAt(report, Math.max(offset, Math.min(first, line.end)));
    /** @type {string[]} */
    const path = [];
    for (let up = home; up !== null; up = sections[up].parent ?? null) path.unshift(oneLine(heading(up), 40));
    const kind = kindOf(at);
    if (kind === 'title' || (meta.title && offset >= meta.title.span.start && offset < meta.title.span.end)) return { path: [], where: t(lang, 'req.name.title') };
    if (kind === 'heading') return { path, where: t(lang, 'place.heading') };
    if (kind === 'sign') return { path: [], where: t(lang, 'place.sign') };
    const cell = cells.length ? cells[firstWhere(cells.length, (nth) => cells[nth].span.end > offset)] : null;
    if (cell?.cell && cell.span.start <= offset && offset < cell.span.end) {
      const { table, row, column } = cell.cell;
      return { path, where: t(lang, 'place.cell', { t: table + 1, r: row + 1, c: column + 1 }) };
    }
    const from = home === null ? -1 : lastStartingBefore(lines, sections[home].heading.start);
    const p = Math.max(1, paragraphs[at] - (from < 0 ? 0 : paragraphs[from]) + (from >= 0 && kindOf(from) === 'body' ? 1 : 0));
    const ends = [...text.slice(line.start, line.end).trimEnd().matchAll(SENTENCE_END)].map((match) => line.start + match.index + match[0].length);
    const s = ends.filter((end) => end <= offset).length + 1;
    return { path, where: t(lang, ends.length > 1 ? 'place.sentence' : 'place.paragraph', { p, s }) };
  };
}

/**
 * What is said of the whole before the remarks.
 * @param {Review} review
 * @returns {string[]}
 */
export function reviewFacts({ lang, remarks, counts, settled, rules, date }) {
  const kinds = SEVERITIES.filter((severity) => counts[severity]).map((severity) => `${t(lang, `severity.${severity}`)} ${counts[severity]}`);
  return [
    remarks.length ? t(lang, 'review.count', { n: remarks.length, kinds: kinds.join(lang === 'zh' ? '、' : ', ') }) : t(lang, 'findings.none'),
    settled.accepted || settled.off ? t(lang, 'review.settled', { ...settled }) : '',
    t(lang, 'review.by', { name: t(lang, 'name'), date, rules }),
  ].filter(Boolean);
}

const PARTS = /** @type {const} */ (['sides', 'also', 'choices', 'why', 'source']);

/**
 * What a remark has behind its words, each under its name.
 * @param {Remark} remark
 * @param {Lang} lang
 * @param {readonly (typeof PARTS[number])[]} [kinds]   No more than these.
 * @returns {string[]}
 */
export function remarkParts({ sides, also, choices, sure, why, source }, lang, kinds = PARTS) {
  const join = lang === 'zh' ? '；' : '; ';
  const parts = /** @type {Record<typeof PARTS[number], [key: string, words: string]>} */ ({
    sides: ['review.sides', sides.join(lang === 'zh' ? '，' : ', ')],
    also: ['findings.related', also.join(join)],
    choices: [sure || choices.length < 2 ? 'review.suggests' : 'review.chooses', choices.join(join)],
    why: ['review.why', why],
    source: ['findings.source', source],
  });
  return kinds.map((kind) => parts[kind]).filter(([, words]) => words).map(([key, words]) => named(lang, t(lang, key), words));
}
