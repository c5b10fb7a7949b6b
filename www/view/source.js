// How the open file was read, and what of it the text does not hold: one line, and
// behind it the words of each, with a switch to read them too.

import { ASKED_FOR } from '../documents.js';
import { byId, h, replace } from '../dom.js';
import { redraw } from '../redraw.js';
import { t } from '../strings.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../open.js').LeftOut} LeftOut
 */

/** So many are quoted. */
const QUOTED = 8;

/**
 * @param {import('../actions.js').Actions} actions
 * @returns {(state: State, prev: State | null) => void}
 */
export function sourceView(actions) {
  const root = /** @type {HTMLDetailsElement} */ (byId('source'));
  root.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button') : null;
    if (button) actions.readWith(/** @type {LeftOut['kind']} */ (button.dataset.kind));
  });
  return redraw(({ doc, lang }) => [doc?.source, lang], ({ doc, lang }, _, drawn) => {
    const source = doc?.source;
    // A plain text was read as it is.
    root.hidden = !source || (source.format === 'txt' && !source.leftOut.length);
    if (drawn?.doc?.source?.bytes !== source?.bytes) root.open = false;
    if (!source || root.hidden) {
      replace(root);
      return;
    }
    const held = root.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.kind : undefined;
    const parts = source.leftOut.map((left) => h('section', { class: 'source-part' },
      h('h2', null, t(lang, `left.${left.kind}`, { n: left.count })),
      ASKED_FOR.includes(left.kind) ? h('button', { type: 'button', class: 'quiet', 'data-kind': left.kind }, t(lang, left.read ? 'source.without' : 'source.with')) : null,
      quotes(left, lang)));
    replace(root, h('summary', null, summary(source, lang)), parts.length ? h('div', { class: 'source-parts' }, parts) : null);
    const again = held ? root.querySelector(`[data-kind="${held}"]`) : null;
    if (again instanceof HTMLElement) again.focus();
  });
}

/**
 * @param {import('../open.js').Source} source
 * @param {State['lang']} lang
 */
function summary({ format, numbers, leftOut }, lang) {
  const listed = (/** @type {boolean} */ read) => leftOut.filter((left) => left.read === read).map(({ kind, count }) => t(lang, `left.${kind}`, { n: count })).join(lang === 'zh' ? '、' : ', ');
  return [
    t(lang, 'source.read', { format: t(lang, `format.${format}`) }),
    listed(false) && t(lang, 'source.left', { what: listed(false) }),
    listed(true) && t(lang, 'source.kept', { what: listed(true) }),
    numbers && t(lang, 'source.numbers', { n: numbers }),
  ].filter(Boolean).join(lang === 'zh' ? '；' : '; ');
}

/**
 * @param {LeftOut} left
 * @param {State['lang']} lang
 */
function quotes({ count, quotes: said }, lang) {
  const told = said.slice(0, QUOTED);
  return h('ul', { lang: 'zh-Hans' }, told.map((words) => h('li', null, words)),
    count > told.length && told.length ? h('li', { class: 'source-more' }, t(lang, 'source.more', { n: count - told.length })) : null);
}
