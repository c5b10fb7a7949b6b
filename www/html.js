// The report as markup that a word processor takes: headings as headings, each
// paragraph as one, with nothing of the page's own looks.

/** @typedef {import('./model.js').Model} Model */

const ENTITIES = /** @type {Readonly<Record<string, string>>} */ ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' });

/** @param {string} words */
const escaped = (words) => words.replace(/[&<>]/g, (mark) => ENTITIES[mark]);

/** @param {Model} read */
export function htmlOf({ text, blocks, report }) {
  const lines = blocks.map(({ kind, start, end, section }) => {
    const words = escaped(text.slice(start, end).trim());
    if (kind === 'title') return `<h1 style="text-align:center">${words}</h1>`;
    if (kind === 'heading' && section !== null) {
      const level = Math.min(6, report.sections[section].level + 1);
      return `<h${level}>${words}</h${level}>`;
    }
    if (kind === 'sign') return `<p style="text-align:right">${words}</p>`;
    return kind === 'furniture' ? `<p>${words}</p>` : `<p style="text-indent:2em">${words}</p>`;
  });
  return `<div lang="zh-Hans">${lines.join('\n')}</div>`;
}
