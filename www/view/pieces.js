// What the list of trouble and the card at the place both show of one trouble.

import { choicesOf, choiceWords } from '../choices.js';
import { h } from '../dom.js';
import { named, quoted } from '../format.js';
import { t } from '../strings.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../state.js').Lang} Lang
 * @typedef {import('../state.js').Span} Span
 * @typedef {import('../model.js').Model} Model
 */

/**
 * A button for each choice: `data-choose` names the trouble and the choice.
 * @param {Model} read
 * @param {number} index
 * @param {Lang} lang
 */
export function choiceButtons(read, index, lang) {
  return choicesOf(read, index).map((choice, nth) => {
    const words = choiceWords(choice, lang);
    return h('button', { type: 'button', class: 'act', 'data-choose': `${index},${nth}`, title: words }, words);
  });
}

/**
 * What a choice's button stands for.
 * @param {string} choose
 * @returns {[index: number, nth: number]}
 */
export function chosen(choose) {
  const [index, nth] = choose.split(',').map(Number);
  return [index, nth];
}

/**
 * The words round a place with the fault marked; nothing where it is no stretch of words.
 * @param {string} text
 * @param {Span} span
 * @param {number} reach
 */
export function quote(text, span, reach) {
  const told = quoted(text, span, reach);
  return told && h('span', { class: 'item-quote', lang: 'zh-Hans' }, h('span', { class: 'quote-before' }, told.before), h('mark', null, told.words), told.after);
}

/** An address that a source names, as a reader can open it. */
const ADDRESS = /\b(?:[a-z]+\.)+(?:gov|org)\.cn\b/g;

/**
 * Words with the addresses in them as links.
 * @param {string} words
 */
export function linked(words) {
  /** @type {(string | HTMLElement)[]} */
  const parts = [];
  let from = 0;
  for (const { 0: address, index } of words.matchAll(ADDRESS)) {
    parts.push(words.slice(from, index), h('a', { href: `https://${address}/`, target: '_blank', rel: 'noopener noreferrer' }, address));
    from = index + address.length;
  }
  return [...parts, words.slice(from)];
}

/**
 * Why a rule is one, and who says so.
 * @param {State} state
 * @param {string} code
 */
export function reasonOf({ rules, lang }, code) {
  const rule = rules.find((each) => each.code === code);
  if (!rule) return null;
  return h('div', { class: 'why' },
    h('p', null, rule.why[lang]),
    rule.source[lang] ? h('p', { class: 'muted' }, named(lang, t(lang, 'findings.source'), ''), linked(rule.source[lang])) : null);
}
