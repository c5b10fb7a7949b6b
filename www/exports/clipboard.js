// The review for the clipboard: a table for word processors and mail, and the same as
// plain words. No style attributes: the page's policy takes one for a breach even here.

import { named } from '../format.js';
import { escaped } from '../html.js';
import { placeWords, remarkParts, reviewFacts } from '../review.js';
import { t } from '../strings.js';

/** @typedef {import('../review.js').Review} Review */

/** Keys of their titles. */
const COLUMNS = ['sheet.n', 'sheet.place', 'sheet.words', 'sheet.remark', 'sheet.suggestion', 'review.basis'];

/** @param {Review} review */
export function reviewHtml(review) {
  const { lang, title, remarks } = review;
  const rows = remarks.map((remark) => {
    const { n, title: kind, place, quote, says, choices, why, source } = remark;
    const cells = [
      String(n),
      escaped(placeWords(place, lang)),
      quote ? `${escaped(quote.before)}<b>${escaped(quote.words)}</b>${escaped(quote.after)}` : '',
      [named(lang, `<b>${escaped(kind)}</b>`, escaped(says)), ...remarkParts(remark, lang, ['sides', 'also']).map(escaped)].join('<br>'),
      choices.map(escaped).join('<br>'),
      [why, source].filter(Boolean).map(escaped).join('<br>'),
    ];
    return `<tr>${cells.map((cell) => `<td valign="top">${cell}</td>`).join('')}</tr>`;
  });
  const head = COLUMNS.map((column) => `<th align="left">${escaped(t(lang, column))}</th>`).join('');
  return `<div lang="${lang === 'zh' ? 'zh-Hans' : 'en'}"><h2>${escaped(t(lang, 'review.of', { title }))}</h2>
${reviewFacts(review).map((words) => `<p>${escaped(words)}</p>`).join('\n')}
${rows.length ? `<table border="1" cellspacing="0" cellpadding="4"><thead><tr>${head}</tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table>` : ''}</div>`;
}

/** @param {Review} review */
export function reviewText(review) {
  const { lang, title, remarks } = review;
  const parts = [t(lang, 'review.of', { title }), ...reviewFacts(review)];
  for (const remark of remarks) {
    const { n, title: kind, place, quote, says } = remark;
    const lines = [`${n}. ${kind} · ${placeWords(place, lang)}`];
    if (quote) lines.push(`${quote.before}【${quote.words}】${quote.after}`);
    lines.push(named(lang, t(lang, 'review.says'), says), ...remarkParts(remark, lang));
    parts.push(lines.join('\n'));
  }
  return `${parts.join('\n\n')}\n`;
}
