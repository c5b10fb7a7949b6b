// Numbers, quotes and files' sizes as the reader sees them.

/**
 * @typedef {import('./state.js').Lang} Lang
 * @typedef {import('./state.js').Span} Span
 * @typedef {import('./state.js').Metric} Metric
 */

const plain = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 6 });

/** @param {number} value */
export const number = (value) => plain.format(value);

/**
 * The value in base units; a range with both ends.
 * @param {Metric} metric
 */
export function valueOf(metric) {
  const upper = metric.valueMax ?? null;
  return upper === null ? number(metric.value) : `${number(metric.value)}–${number(upper)}`;
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

/**
 * A quote on one line: blanks and breaks become one blank.
 * @param {string} text
 * @param {number} [longest]
 */
export function oneLine(text, longest = 60) {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…` : line;
}

/** @param {number} bytes */
export function megabytes(bytes) {
  return (bytes / 1_000_000).toFixed(1).replace(/\.0$/, '');
}

/** @param {number} ms */
export function milliseconds(ms) {
  return ms < 10 ? ms.toFixed(1) : String(Math.round(ms));
}
