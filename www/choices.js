// What can be done about a trouble: the one fix where only one is right, else
// each single change that would settle it. Which of them is right, the reader
// knows; where figures disagree any of them may be the slip.

import { SCALES, oneLine } from './format.js';
import { t } from './strings.js';

/**
 * @typedef {import('./state.js').Span} Span
 * @typedef {import('./state.js').Metric} Metric
 * @typedef {import('./state.js').Relation} Relation
 * @typedef {import('./model.js').Model} Model
 *
 * @typedef {{ span: Span, text: string }} Edit
 *
 * @typedef {object} Choice
 * @property {'fix' | 'figure' | 'name' | 'width'} kind
 * @property {boolean} sure     Nothing else is right.
 * @property {Edit[]} edits     In the order of the text, apart from each other.
 * @property {string} from      The words before and after, to be shown.
 * @property {string} to
 */

/**
 * The text with its edits made.
 * @param {string} text
 * @param {readonly Edit[]} edits   In the order of the text.
 */
export function edited(text, edits) {
  let out = '';
  let at = 0;
  for (const { span, text: words } of edits) {
    out += text.slice(at, span.start) + words;
    at = span.end;
  }
  return out + text.slice(at);
}

/**
 * What a choice does, in a few words.
 * @param {Choice} choice
 * @param {import('./state.js').Lang} lang
 */
export function choiceWords({ kind, from, to }, lang) {
  if (kind === 'figure') return `${oneLine(from, 20)} → ${oneLine(to, 20)}`;
  if (kind === 'width') return t(lang, 'findings.fix.wide');
  if (!from) return t(lang, 'findings.fix.insert', { text: oneLine(to, 24) });
  if (!to) return from.trim() ? t(lang, 'findings.fix.delete', { text: oneLine(from, 20) }) : t(lang, 'findings.fix.blank');
  return t(lang, 'findings.fix', { text: oneLine(to, 40) });
}

/**
 * What a check says: one that fails and may be none only asks whether its figures are
 * meant to agree.
 * @param {Relation} relation
 * @returns {'holds' | 'asks' | 'fails'}
 */
export const answerOf = ({ holds, grade }) => (holds ? 'holds' : grade === 'likely' ? 'asks' : 'fails');

/** The sign of each answer. */
export const ANSWER_SIGNS = /** @type {const} */ ({ holds: '✓', asks: '?', fails: '✕' });

/**
 * Of each figure the relations that it is in, by their indices.
 * @param {import('./state.js').Report} report
 */
export function relationsByMetric({ metrics, relations }) {
  const all = metrics.map(() => /** @type {number[]} */ ([]));
  relations.forEach(({ total, parts }, index) => new Set([total, ...parts]).forEach((member) => all[member]?.push(index)));
  return all;
}

/** @type {WeakMap<Model, Map<number, Choice[]>>} */
const known = new WeakMap();

/**
 * @param {Model} read
 * @param {number} index   Of a trouble.
 * @returns {Choice[]}
 */
export function choicesOf(read, index) {
  let all = known.get(read);
  if (!all) known.set(read, all = new Map());
  let choices = all.get(index);
  if (!choices) all.set(index, choices = find(read, index));
  return choices;
}

/**
 * @param {Model} read
 * @param {number} index
 * @returns {Choice[]}
 */
function find(read, index) {
  const { text, report, troubles } = read;
  const { code, fix, relations, span } = troubles[index];
  if (fix) return [{ kind: 'fix', sure: true, edits: [fix], from: text.slice(fix.span.start, fix.span.end), to: fix.text }];
  if (code === 'width-mixed') return allWide(text);
  if (code === 'citation-outdated' || code === 'citation-misnamed') return otherName(read, span, code);
  const seen = new Set();
  return relations
    .flatMap((each) => changesOf(read, report.relations[each]))
    .filter(({ edits: [edit] }) => !seen.has(`${edit.span.start} ${edit.text}`) && seen.add(`${edit.span.start} ${edit.text}`));
}

/**
 * The act that has taken the place of a cited one, or its right name.
 * @param {Model} read
 * @param {Span} span
 * @param {string} code
 * @returns {Choice[]}
 */
function otherName({ text, report }, span, code) {
  const cited = report.citations.find((each) => each.span.start < span.end && span.start < each.span.end);
  const known = code === 'citation-outdated' ? cited?.law?.supersededBy : cited?.law?.title;
  // The catalogue's brackets are narrow; a text's own are as it has them.
  const name = text.includes('（') ? known?.replace(/[()]/g, (mark) => WIDE[mark]) : known;
  if (!cited || !name || name === cited.name) return [];
  const at = text.indexOf(cited.name, cited.span.start);
  if (at < 0 || at + cited.name.length > cited.span.end) return [];
  return [{ kind: 'name', sure: false, edits: [{ span: { start: at, end: at + cited.name.length }, text: name }], from: cited.name, to: name }];
}

const WIDE = /** @type {Readonly<Record<string, string>>} */ ({ ',': '，', ';': '；', ':': '：', '?': '？', '!': '！', '(': '（', ')': '）' });
const HAN = /[\p{Script=Han}“”‘’《》〈〉、，。；：？！（）…—]/u;
const INNER = /[\d.,:A-Za-z]/;

/**
 * Every half-width mark that stands among Han characters made wide: next to one,
 * and not within a number, a time or foreign words.
 * @param {string} text
 * @returns {Choice[]}
 */
function allWide(text) {
  /** @type {Edit[]} */
  const edits = [];
  for (const { 0: mark, index: at } of text.matchAll(/[,;:?!()]/g)) {
    const [before, after] = [text[at - 1] ?? '\n', text[at + 1] ?? '\n'];
    if (INNER.test(before) && INNER.test(after)) continue;
    const near = mark === '(' || mark === ')' ? bracketed(text, at) : HAN.test(before) || HAN.test(after);
    if (near) edits.push({ span: { start: at, end: at + 1 }, text: WIDE[mark] });
  }
  return edits.length > 1 ? [{ kind: 'width', sure: false, edits, from: text[edits[0].span.start], to: edits[0].text }] : [];
}

/**
 * Whether a bracket has Han characters beside it or within reach inside.
 * @param {string} text
 * @param {number} at
 */
function bracketed(text, at) {
  return text[at] === '(' ? HAN.test(text.slice(Math.max(0, at - 1), at + 12)) : HAN.test(text.slice(Math.max(0, at - 12), at + 2));
}

/**
 * A number as it is printed within a figure.
 * @typedef {object} Printed
 * @property {number} start     Of its digits in the text.
 * @property {number} end
 * @property {number} value     Without the word for its scale.
 * @property {number} scale     1e4 for 万.
 * @property {number} decimals
 * @property {boolean} grouped  1,234
 */

const NUMBER = /(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(万亿|亿|千万|百万|万|千|百|)/g;

/** @param {RegExpMatchArray} match */
const valueOf = ([, whole, part = '']) => Number(`${whole.replaceAll(',', '')}${part}`);

/**
 * @param {number} a
 * @param {number} b
 */
const same = (a, b) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

/**
 * `null` for a range, and for a number written in Han characters.
 * @param {string} text
 * @param {Metric} metric
 * @returns {Printed | null}
 */
function printedOf(text, { span, value }) {
  const found = [...text.slice(span.start, span.end).matchAll(NUMBER)];
  if (found.length !== 1) return null;
  const [match] = found;
  const [, whole, part = '', word] = match;
  const start = span.start + match.index;
  const printed = valueOf(match);
  return same(printed * SCALES[word], value)
    ? { start, end: start + whole.length + part.length, value: printed, scale: SCALES[word], decimals: Math.max(0, part.length - 1), grouped: whole.includes(',') }
    : null;
}

/**
 * A side of an equation, with the places of its numbers: `(184 − 156) ÷ 156`.
 * @typedef {{ values: number[], of: (values: readonly number[]) => number }} Side
 */

/**
 * @param {string} words
 * @returns {Side | null}
 */
export function sideOf(words) {
  /** @type {number[]} */
  const values = [];
  /** @type {(string | number)[]} */
  const tokens = [];
  const rest = words.replace(NUMBER, (...found) => {
    const match = /** @type {RegExpMatchArray} */ (found.slice(0, 4));
    tokens.push(values.length);
    values.push(valueOf(match) * SCALES[match[3]]);
    return '\u0000';
  });
  let next = 0;
  const parts = [...rest.replace(/[\s%]/g, '')].map((each) => (each === '\u0000' ? /** @type {number} */ (tokens[next++]) : each));
  if (parts.some((each) => typeof each === 'string' && !'+−×÷()'.includes(each))) return null;
  const of = (/** @type {readonly number[]} */ given) => reckon(parts, given);
  return values.length && Number.isFinite(of(values)) ? { values, of } : null;
}

/**
 * @param {readonly (string | number)[]} parts
 * @param {readonly number[]} values
 */
function reckon(parts, values) {
  let at = 0;
  /** @returns {number} */
  const one = () => {
    const part = parts[at++];
    if (part !== '(') return typeof part === 'number' ? values[part] : NaN;
    const inside = sum();
    at += 1;
    return inside;
  };
  /** @returns {number} */
  const product = () => {
    let value = one();
    while (parts[at] === '×' || parts[at] === '÷') value = parts[at++] === '×' ? value * one() : value / one();
    return value;
  };
  /** @returns {number} */
  const sum = () => {
    let value = product();
    while (parts[at] === '+' || parts[at] === '−') value = parts[at++] === '+' ? value + product() : value - product();
    return value;
  };
  const value = sum();
  return at === parts.length ? value : NaN;
}

/**
 * The changes of one figure each by which a failing check would hold.
 * @param {Pick<Model, 'text' | 'report' | 'relationsOfMetric'>} read
 * @param {Relation} relation
 * @returns {Choice[]}
 */
export function changesOf({ text, report: { metrics, relations }, relationsOfMetric }, relation) {
  const indices = [...new Set([relation.total, ...relation.parts])].filter((member) => metrics[member]);
  const members = indices.map((member) => metrics[member]);
  const [total] = members;
  /** @type {{ choice: Choice, borne: number }[]} */
  const choices = [];
  const offer = (/** @type {number} */ at, /** @type {Printed} */ printed, /** @type {number} */ wanted, /** @type {(value: number) => boolean} */ fits) => {
    const digits = (wanted / printed.scale).toFixed(printed.decimals);
    const value = Number(digits);
    if (!(value > 0) || same(value, printed.value) || !fits(value * printed.scale)) return;
    const words = printed.grouped ? digits.replace(/\B(?=(\d{3})+(?!\d)(?<!\.\d*))/g, ',') : digits;
    const { span } = members[at];
    choices.push({
      // What other checks bear out is less likely the slip.
      borne: relationsOfMetric[indices[at]].filter((each) => relations[each].holds).length,
      choice: {
        kind: 'figure', sure: false, edits: [{ span: { start: printed.start, end: printed.end }, text: words }],
        from: text.slice(span.start, span.end),
        to: `${text.slice(span.start, printed.start)}${words}${text.slice(printed.end, span.end)}`,
      },
    });
  };
  const told = () => choices.sort((a, b) => a.borne - b.borne).map(({ choice }) => choice);

  if (relation.kind === 'equal') {
    members.forEach(({ value }, at) => {
      const other = members[1 - at];
      const printed = members.length === 2 ? printedOf(text, members[at]) : null;
      if (printed && other) offer(at, printed, other.value, (wanted) => same(wanted, other.value) && !same(wanted, value));
    });
    return told();
  }
  const sides = relation.expr.split(' = ');
  const right = sides.length === 2 ? sideOf(sides[1]) : null;
  const result = total && printedOf(text, total);
  if (!right || !result) return [];
  const goal = total.value;
  const factor = /%/.test(sides[0]) && !/%/.test(sides[1]) ? 100 : 1;
  // A count has to be met; a rate, as closely as it is printed.
  const exact = factor === 1 && result.decimals === 0 && !/÷/.test(sides[1]);
  const slack = exact ? 1e-9 * Math.max(1, goal) : 0.5 * result.scale / 10 ** result.decimals * 1.000001;

  const now = right.of(right.values) * factor;
  offer(0, result, Math.abs(now), (value) => Math.abs(value - Math.abs(now)) <= slack);
  members.forEach((member, at) => {
    const printed = at > 0 ? printedOf(text, member) : null;
    const places = right.values.flatMap((value, nth) => (same(value, member.value) ? [nth] : []));
    if (!printed || !places.length) return;
    // Of two figures alike in one sum, each stands at its own place.
    const alike = members.filter(({ value }, nth) => nth > 0 && same(value, member.value));
    const mine = alike.length > 1 ? [places[alike.indexOf(member)] ?? places[0]] : places;
    const as = (/** @type {number} */ x) => right.of(right.values.map((value, nth) => (mine.includes(nth) ? x : value))) * factor;
    const wanted = solve(as, Math.sign(now || 1) * goal, member.value);
    if (wanted !== null) offer(at, printed, wanted, (value) => Math.abs(Math.abs(as(value)) - goal) <= slack);
  });
  return told();
}

/**
 * Where a function of the form a + b·x or a + b÷x takes a value.
 * @param {(x: number) => number} f
 * @param {number} goal
 * @param {number} near   A place where it is defined.
 * @returns {number | null}
 */
function solve(f, goal, near) {
  const [one, two, three] = [f(near), f(near * 2), f(near * 3)];
  if (same(three - two, two - one)) {
    const slope = (two - one) / near;
    return slope ? near + (goal - one) / slope : null;
  }
  const b = (one - two) * 2 * near;
  const a = one - b / near;
  return same(a + b / (3 * near), three) && goal !== a ? b / (goal - a) : null;
}
