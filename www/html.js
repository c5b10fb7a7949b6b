// The report as markup that a word processor takes: headings as headings, each
// paragraph as one, with nothing of the page's own looks. The page's policy takes a
// style attribute for a breach even on its way to the clipboard.

/** @typedef {import('./model.js').Model} Model */

const ENTITIES = /** @type {Readonly<Record<string, string>>} */ ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' });

/** @param {string} words */
export const escaped = (words) => words.replace(/[&<>]/g, (mark) => ENTITIES[mark]);

/**
 * @param {Model} read
 * @param {import('./state.js').Span} [part]   No more than this of the text.
 */
export function htmlOf({ text, blocks, report }, part = { start: 0, end: text.length }) {
  const lines = blocks.filter(({ kind, start, end }) => kind !== 'blank' && start < part.end && end > part.start).map(({ kind, start, end, section }) => {
    const words = escaped(text.slice(Math.max(start, part.start), Math.min(end, part.end)).trim());
    if (kind === 'title') return `<h1 align="center">${words}</h1>`;
    if (kind === 'heading' && section !== null) {
      const level = Math.min(6, report.sections[section].level + 1);
      return `<h${level}>${words}</h${level}>`;
    }
    return kind === 'sign' ? `<p align="right">${words}</p>` : `<p>${words}</p>`;
  });
  return `<div lang="zh-Hans">${lines.join('\n')}</div>`;
}
