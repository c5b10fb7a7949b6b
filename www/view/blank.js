// What stands in a list's place while there is nothing to list.

import { h } from '../dom.js';
import { t } from '../strings.js';

/**
 * Before a text is read, and when it could not be. The former shows itself only
 * after a while, since most texts are read at once.
 * @param {import('../state.js').State} state
 */
export function blank({ lang, reading }) {
  return reading === 'failed'
    ? h('p', { class: 'empty' }, t(lang, 'failed'))
    : h('p', { class: 'empty waiting' }, t(lang, 'unread'));
}

/**
 * Nothing of a kind in the text: what, and what that means.
 * @param {string} words
 * @param {string} [note]
 * @param {boolean} [good]   That there is nothing is good news.
 */
export function nothing(words, note, good = false) {
  return h('div', { class: good ? 'empty is-good' : 'empty' }, h('p', null, words), note ? h('p', { class: 'empty-note' }, note) : null);
}
