// The review and the list of changes as Markdown, which also reads well as plain text.

import { named } from '../format.js';
import { placeWords, remarkParts, reviewFacts } from '../review.js';
import { t } from '../strings.js';

/**
 * @typedef {import('../state.js').Lang} Lang
 * @typedef {import('../review.js').Review} Review
 * @typedef {import('./changes.js').Change} Change
 */

/**
 * Words that stand for themselves.
 * @param {string} words
 */
const plain = (words) => words.replace(/[\\`*_[\]<]/g, '\\$&').replace(/[\r\n]+/g, ' ');

/** @param {Review} review */
export function reviewMarkdown(review) {
  const { lang, title, remarks } = review;
  const parts = [`# ${plain(t(lang, 'review.of', { title }))}`, ...reviewFacts(review).map(plain)];
  for (const remark of remarks) {
    const { n, title: kind, place, quote, says } = remark;
    parts.push(`## ${n}. ${kind} · ${plain(placeWords(place, lang))}`);
    if (quote) parts.push(`> ${plain(`${quote.before}【${quote.words}】${quote.after}`)}`);
    parts.push([named(lang, t(lang, 'review.says'), says), ...remarkParts(remark, lang)].map((part) => `- ${plain(part)}`).join('\n'));
  }
  return `${parts.join('\n\n')}\n`;
}

/**
 * @param {readonly Change[]} changes
 * @param {{ lang: Lang, title: string, date: string }} of
 */
export function changesMarkdown(changes, { lang, title, date }) {
  const parts = [`# ${plain(t(lang, 'changes.of', { title }))}`, t(lang, 'changes.count', { n: changes.length, date })];
  changes.forEach(({ place, before, after, context }, at) => {
    parts.push(`## ${at + 1}. ${plain(placeWords(place, lang))}`);
    // Bold next to Chinese marks is none in most programs.
    const shown = (/** @type {string} */ words) => (words.trim() ? plain(`${context.before}【${words.trim()}】${context.after}`) : plain(`${context.before}${context.after}`) || t(lang, 'changes.nothing'));
    parts.push([['changes.before', before], ['changes.after', after]].map(([key, words]) => `- ${named(lang, t(lang, key), shown(words))}`).join('\n'));
  });
  return `${parts.join('\n\n')}\n`;
}
