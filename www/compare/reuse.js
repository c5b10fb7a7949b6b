// Passages that one report has from another, both texts side by side.

import { h, replace } from '../dom.js';
import { redraw } from '../redraw.js';
import { t } from '../strings.js';
import { labels, share } from './parts.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../state.js').Lang} Lang
 * @typedef {import('../state.js').Compared} Compared
 * @typedef {import('../../pkg/fazhi_compare.js').Passage} Passage
 * @typedef {import('../../pkg/fazhi_compare.js').Reuse} Reuse
 * @typedef {import('../actions.js').Actions} Actions
 */

/** Pairs that are unfolded at first, and passages shown of each. */
const UNFOLDED = 3;
const MOST = 60;

/**
 * @param {HTMLElement} root
 * @param {Actions} actions
 * @returns {(state: State, prev: State | null) => void}
 */
export function reuseView(root, actions) {
  const box = h('input', { type: 'checkbox', id: 'compare-updated' });
  const words = h('span');
  const told = h('p', { class: 'hint' });
  const body = h('div');
  replace(root, h('div', { class: 'compare-fields' }, h('label', { class: 'check-label' }, box, words)), told, body);
  box.addEventListener('change', () => actions.setCompareView({ updated: box.checked }));

  return redraw(({ compare, compareView: { updated }, lang }) => [compare, updated, lang], ({ compare, compareView: { updated }, lang }) => {
    if (!compare) return;
    box.checked = updated;
    words.textContent = t(lang, 'compare.reuse.updated');
    told.textContent = t(lang, 'compare.reuse.note');
    const names = labels(compare, lang);
    const pairs = compare.found.reuse.map((each) => ({ ...each, passages: each.passages.filter(({ kind }) => updated || kind !== 'updated') })).filter(({ passages }) => passages.length);
    replace(body, pairs.length ? pairs.map((pair, at) => pairPart(compare, pair, names, at < UNFOLDED, lang))
      : h('div', { class: 'empty' }, h('p', null, t(lang, 'compare.reuse.none'))));
  });
}

/**
 * @param {Compared} compare
 * @param {Reuse} pair
 * @param {readonly string[]} names
 * @param {boolean} open
 * @param {Lang} lang
 */
function pairPart(compare, { report, source, share: of, passages }, names, open, lang) {
  const made = h('div', { class: 'compare-passages' });
  const fill = () => {
    if (made.childElementCount) return;
    made.append(h('div', { class: 'compare-sides compare-sides-head', 'aria-hidden': 'true' }, h('span', null, names[source]), h('span', null, names[report])),
      ...passages.slice(0, MOST).map((passage) => passagePart(compare, report, source, passage, names, lang)));
    if (passages.length > MOST) made.append(h('p', { class: 'hint' }, t(lang, 'compare.reuse.more', { n: passages.length - MOST })));
  };
  if (open) fill();
  const part = h('details', { class: 'compare-group', open },
    h('summary', null, h('h2', null, t(lang, 'compare.reuse.pair', { later: names[report], earlier: names[source] }), h('span', { class: 'chip-count' }, t(lang, 'compare.reuse.share', { share: share(of), n: passages.length })))), made);
  part.addEventListener('toggle', () => { if (part.open) fill(); });
  return part;
}

/**
 * @param {Compared} compare
 * @param {number} report
 * @param {number} source
 * @param {Passage} passage
 * @param {readonly string[]} names
 * @param {Lang} lang
 */
function passagePart({ reports }, report, source, { kind, similarity, span, source: from, pieces }, names, lang) {
  const [later, earlier] = [reports[report].text, reports[source].text];
  const side = (/** @type {string} */ text, /** @type {'span' | 'source'} */ of, /** @type {'ins' | 'del'} */ tag) => pieces.map((piece) => {
    const words = text.slice(piece[of].start, piece[of].end);
    return words && (piece.same ? words : h(tag, null, words));
  });
  const go = (/** @type {number} */ at, /** @type {import('../state.js').Span} */ place) => h('button', { type: 'button', class: 'link', 'data-report': at, 'data-start': place.start, 'data-end': place.end }, t(lang, 'compare.show', { name: names[at] }));
  return h('article', { class: 'compare-passage' },
    h('p', { class: 'compare-kind' }, t(lang, `compare.kind.${kind}`), kind === 'verbatim' ? null : h('span', { class: 'count' }, t(lang, 'compare.similar', { share: share(similarity) }))),
    h('div', { class: 'compare-sides', lang: 'zh-Hans' },
      h('div', null, h('blockquote', null, side(earlier, 'source', 'del')), go(source, from)),
      h('div', null, h('blockquote', null, side(later, 'span', 'ins')), go(report, span))));
}
