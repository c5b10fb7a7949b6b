// Numbers, quotes and files' sizes as the reader sees them.

import { t } from './strings.js';

/**
 * @typedef {import('./state.js').Lang} Lang
 * @typedef {import('./state.js').Span} Span
 * @typedef {import('./state.js').Metric} Metric
 */

const plain = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 6 });

/** @param {number} value */
export const number = (value) => plain.format(value);

/**
 * The value in base units; a range with both ends, a change with its sign.
 * @param {Metric} metric
 */
export function valueOf(metric) {
  const upper = metric.valueMax ?? null;
  return `${signOf(metric)}${number(metric.value)}${upper === null ? '' : `–${number(upper)}`}`;
}

/**
 * + or − for a change that says where it goes, nothing else.
 * @param {Metric} metric
 */
export const signOf = ({ direction }) => (direction === 'up' ? '+' : direction === 'down' ? '−' : '');

/** What a word behind a number multiplies it by. */
export const SCALES = /** @type {Readonly<Record<string, number>>} */ ({ 万亿: 1e12, 亿: 1e8, 千万: 1e7, 百万: 1e6, 万: 1e4, 千: 1e3, 百: 1e2, '': 1 });

/**
 * How far a printed figure is from another one: 3.74万人 and 3.47万人 are 0.27万人
 * apart. `null` where the other one holds no Arabic number.
 * @param {Metric} metric
 * @param {string} other
 * @param {Lang} lang
 * @returns {string | null}
 */
export function differenceOf(metric, other, lang) {
  const found = /(\d[\d,]*(?:\.\d+)?)(万亿|亿|千万|百万|万|千|)/.exec(other);
  if (!found) return null;
  const scale = SCALES[found[2]];
  const apart = metric.value / scale - Number(found[1].replaceAll(',', ''));
  const digits = Math.max(2, found[1].split('.')[1]?.length ?? 0);
  const size = plain.format(Number(Math.abs(apart).toFixed(digits)));
  const unit = metric.unit === '%' ? t(lang, 'checks.points') : `${found[2]}${metric.unit ?? ''}`;
  return `${size}${unit}`;
}

/**
 * Both sides of a relation that fails, and their distance, each with its name.
 * @param {import('./model.js').Model} read
 * @param {import('./state.js').Relation} relation
 * @param {Lang} lang
 * @returns {{ pair: [string, string][], apart: [string, string] | null }}
 */
export function versusOf({ text, report: { metrics } }, relation, lang) {
  const { kind, stated, computed } = relation;
  const total = metrics[relation.total];
  const part = metrics[relation.parts[0]];
  // Of two statements of one thing neither is the computed one; a part that
  // exceeds its whole says nothing of which of the two is wrong.
  // Where a result does not follow from the figures beside it, any of them may be
  // the slip: both sides are told alike.
  const names = kind === 'equal' ? ['checks.here', 'checks.there'] : kind === 'bound' ? ['checks.part', 'checks.whole'] : ['checks.stated', 'checks.computed'];
  /** @type {[string, string]} */
  let values = [stated, computed];
  let apart = total ? differenceOf(total, computed, lang) : null;
  if (kind === 'bound' && total && part) {
    const [more, less] = total.value > part.value ? [total, part] : [part, total];
    values = [text.slice(more.span.start, more.span.end), text.slice(less.span.start, less.span.end)];
    apart = differenceOf(more, values[1], lang);
  }
  return {
    pair: [[t(lang, names[0]), values[0]], [t(lang, names[1]), values[1]]],
    apart: apart ? [t(lang, 'checks.apart'), apart] : null,
  };
}

/**
 * The words around a span, cut at the paragraph's ends.
 * @param {string} text
 * @param {Span} span
 * @param {number} reach
 * @returns {{ before: string, quote: string, after: string }}
 */
export function excerpt(text, span, reach) {
  const quote = text.slice(span.start, span.end);
  let before = text.slice(Math.max(0, span.start - reach), span.start);
  let after = text.slice(span.end, span.end + reach);
  const cutBefore = span.start > reach;
  const cutAfter = span.end + reach < text.length;
  const lineStart = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
  const lineEnd = after.search(/[\r\n]/);
  if (lineStart > 0) before = before.slice(lineStart);
  else if (cutBefore) before = `…${before.replace(/^[\udc00-\udfff]/, '')}`;
  if (lineEnd >= 0) after = after.slice(0, lineEnd);
  else if (cutAfter) after = `${after.replace(/[\ud800-\udbff]$/, '')}…`;
  return { before: before.trimStart(), quote, after: after.trimEnd() };
}

const CLAUSE_END = /[，。；！？：,;!?\r\n]/;

/**
 * The rest of the clause before a place and after another, cut where it is long.
 * @param {string} text
 * @param {Span} span
 * @param {number} reach
 */
export function clause(text, { start, end }, reach) {
  let from = start;
  while (from > 0 && start - from < reach && !CLAUSE_END.test(text[from - 1])) from -= 1;
  let to = end;
  while (to < text.length && to - end < reach && !CLAUSE_END.test(text[to])) to += 1;
  const paragraphStart = from === 0 || /[\r\n]/.test(text[from - 1]);
  const ended = to >= text.length || /[。！？\r\n]/.test(text[to]);
  return { before: `${paragraphStart ? '' : '…'}${text.slice(from, start).replace(/^[\udc00-\udfff]/, '').trimStart()}`, after: `${text.slice(end, to).replace(/[\ud800-\udbff]$/, '').trimEnd()}${ended ? '' : '…'}` };
}

/**
 * A quote on one line: blanks and breaks become one blank.
 * @param {string} text
 * @param {number} [longest]
 */
export function oneLine(text, longest = 60) {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…` : line;
}

/**
 * An equation in the reader's language: only what is counted in a list has a word in it.
 * @param {string} expr
 * @param {Lang} lang
 */
export const equationWords = (expr, lang) => expr.replace(/(\d+) listed$/, (_, n) => t(lang, 'rel.listed', { n }));

/**
 * A title on one line: one that is set on two has no blank between them.
 * @param {string} title
 */
export const joined = (title) => title.replace(/\s*[\r\n]+\s*/g, '').trim();

/**
 * What a report without a title goes by: who made it, and for which year.
 * @param {import('./state.js').Report['meta']} meta
 * @param {Lang} lang
 */
export const madeBy = ({ issuer, year }, lang) => (issuer ? `${issuer.text}${year ? `${lang === 'zh' ? '' : ' '}${t(lang, 'compare.year', { year: year.value })}` : ''}` : null);

/** Longer quotes are cut, and stand with fewer words beside them. */
const LONGEST_QUOTE = 90;

/**
 * The words of a place on one line, and those round it; nothing where it is no stretch of words.
 * @param {string} text
 * @param {Span} span
 * @param {number} reach
 * @returns {{ before: string, words: string, after: string } | null}
 */
export function quoted(text, span, reach) {
  if (span.end <= span.start) return null;
  const long = span.end - span.start > LONGEST_QUOTE;
  const { before, quote, after } = excerpt(text, span, long ? 6 : reach);
  const line = (/** @type {string} */ words) => words.replace(/\s+/g, ' ');
  return { before: line(before), words: long ? oneLine(quote, LONGEST_QUOTE) : line(quote), after: line(after) };
}

/**
 * Words under their name.
 * @param {Lang} lang
 * @param {string} name
 * @param {string} words
 */
export const named = (lang, name, words) => `${name}${lang === 'zh' ? '：' : ': '}${words}`;

/** @param {number} bytes */
export function megabytes(bytes) {
  return (bytes / 1_000_000).toFixed(1).replace(/\.0$/, '');
}

/** @param {number} ms */
export function milliseconds(ms) {
  return ms < 10 ? ms.toFixed(1) : String(Math.round(ms));
}

/** Of a required part, how it stands. */
export const SIGNS = /** @type {Record<string, string>} */ ({ section: '✓', mentioned: '◐', empty: '◌', missing: '✕' });

/**
 * @param {{ id: string }} requirement
 * @param {Lang} lang
 */
export const requirementName = ({ id }, lang) => t(lang, id === 'title' ? 'req.name.title' : `req.${id}`);

/**
 * @param {{ id: string, state: string }} requirement
 * @param {Lang} lang
 */
export function requirementWord({ id, state }, lang) {
  const formal = id === 'title' || id === 'signature' || id === 'date';
  return t(lang, `req.state.${formal && state === 'section' ? 'present' : state}`);
}

/**
 * How a required part stands, on one line.
 * @param {{ id: string, state: string }} requirement
 * @param {Lang} lang
 */
export const requirementLine = (requirement, lang) => `${SIGNS[requirement.state] ?? ''} ${requirementName(requirement, lang)} · ${requirementWord(requirement, lang)}`;
