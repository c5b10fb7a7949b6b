// When two things are the same thing.

const IGNORED = /[\s，,。；;：:、“”"'()（）]/g;

/** A text without blanks and punctuation. @param {string | null | undefined} text */
export const bare = (text) => (text ?? '').replace(IGNORED, '');

/** How alike two texts are, 0 to 1: twice the longest common subsequence over both lengths. */
export function likeness(/** @type {string} */ a, /** @type {string} */ b) {
  const [x, y] = [[...bare(a)], [...bare(b)]];
  if (x.length === 0 || y.length === 0) return x.length === y.length ? 1 : 0;
  const units = bare(a).length + bare(b).length;
  let row = new Uint16Array(y.length + 1);
  for (const character of x) {
    const next = new Uint16Array(y.length + 1);
    for (let j = 0; j < y.length; j++) {
      next[j + 1] = character === y[j] ? row[j] + 1 : Math.max(row[j + 1], next[j]);
    }
    row = next;
  }
  return (2 * row[y.length]) / units;
}

/** An indicator's names agree: alike, or one is the tail of the other. */
export function sameName(/** @type {string} */ want, /** @type {string} */ got) {
  if (likeness(want, got) >= 0.6) return true;
  const [a, b] = [bare(want), bare(got)];
  return a.length >= 2 && b.length >= 2 && (a.endsWith(b) || b.endsWith(a));
}

/** The same words, or one the other's tail (我区各镇街, 各镇街). */
export function sameTail(/** @type {string} */ want, /** @type {string} */ got) {
  const [a, b] = [bare(want), bare(got)];
  return a === b || (b.length >= 2 && (a.endsWith(b) || b.endsWith(a)));
}

/**
 * Codes of findings by what they are about, each by the starts of its codes.
 * Whoever annotated and whoever wrote the rules name the codes of one kind
 * differently; some codes are of two kinds.
 */
const KINDS = {
  figures: [
    'sum', 'ratio', 'difference', 'direction', 'equal', 'figure', 'bound', 'part-exceeds', 'list',
    'points-for', 'unit-missing', 'rate', 'multiple', 'approx',
  ],
  parts: ['part', 'causes', 'content-missing', 'heading-empty', 'empty-attachment'],
  head: ['title-m', 'issuer', 'signature', 'date-missing', 'year', 'signed', 'published', 'date-conflict', 'period'],
  numbering: ['numbering', 'marker', 'heading-missing'],
  marks: ['bracket', 'quote', 'title-mark', 'width', 'punctuation', 'stray', 'page-number', 'line-break'],
  dates: ['date-garbled', 'date-impossible', 'placeholder', 'year-masked'],
  citations: ['citation', 'abbreviation'],
  privacy: ['private', 'id-', 'phone', 'bank', 'privacy'],
  words: [
    'repeated', 'contradiction', 'boilerplate', 'placeholder', 'change', 'typo', 'word', 'term', 'grammar',
    'logic', 'number-style', 'heading-missing',
  ],
};

/** Two codes of findings tell of the same kind of fault. */
export function sameKind(/** @type {string} */ a, /** @type {string} */ b) {
  return Object.values(KINDS).some((starts) =>
    [a, b].every((code) => starts.some((start) => code.startsWith(start))),
  );
}

/** Numbers agree up to the noise of binary fractions. */
export const sameNumber = (/** @type {number} */ a, /** @type {number} */ b) =>
  Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

export const overlap = (/** @type {Span} */ a, /** @type {Span} */ b) =>
  a.start < b.end && b.start < a.end;

export const sameSpan = (/** @type {Span} */ a, /** @type {Span} */ b) =>
  a.start === b.start && a.end === b.end;

/**
 * Where a gold quote stands: `q`, made unique by a longer quote `in` around it.
 * @param {string} text
 * @param {{ q: string, in?: string }} quote
 * @returns {Span | null}
 */
export function locate(text, quote) {
  const around = quote.in ?? quote.q;
  const [outer, inner] = [text.indexOf(around), around.indexOf(quote.q)];
  if (outer < 0 || inner < 0) return null;
  return { start: outer + inner, end: outer + inner + quote.q.length };
}

/** @typedef {{ start: number, end: number }} Span */
