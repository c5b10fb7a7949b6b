// What the printer gets: the text with the numbers of its findings, and what there is to say of it.

import { byId, h, replace } from '../dom.js';
import { requirementLine, versusOf } from '../format.js';
import { unread } from '../model.js';
import { placeWords, remarkParts, reviewOf } from '../review.js';
import { t } from '../strings.js';
import { checkStanding } from '../trouble.js';
import { TIGHT, specsOf } from './sheet.js';
import { SCOPES } from './outline.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../model.js').Model} Model
 */

/** @param {State} state */
export function drawPrint(state) {
  const root = byId('print');
  const { read, doc, lang } = state;
  const review = reviewOf(state);
  if (!read || !review) {
    replace(root, doc ? h('article', { class: 'paper', lang: 'zh-Hans' }, numbered(unread(doc.text), [])) : null);
    return;
  }
  const { meta, relations, requirements } = read.report;
  const scope = SCOPES[meta.scope];
  const { remarks } = review;
  const fails = relations.filter((_, index) => checkStanding(state, index) === 'open');
  replace(root,
    h('article', { class: 'paper', lang: 'zh-Hans' }, numbered(read, remarks)),
    h('h2', null, t(lang, 'print.title')),
    h('p', null, t(lang, 'print.of', { name: t(lang, 'name'), date: review.date, rules: review.rules })),
    h('h3', null, t(lang, 'req.title')),
    scope ? h('p', null, t(lang, scope)) : null,
    requirements.length ? h('ul', null, requirements.map((each) => h('li', null, requirementLine(each, lang)))) : null,
    h('h3', null, t(lang, 'print.findings')),
    remarks.length ? h('ol', null, remarks.map((remark) => {
      const { title, says, place, quote } = remark;
      return h('li', null, h('strong', null, `${title} `), says, h('span', { class: 'muted', lang: 'zh-Hans' }, ` （${placeWords(place, lang)}）`),
        quote ? h('div', { lang: 'zh-Hans' }, quote.before, h('mark', null, quote.words), quote.after) : null,
        remarkParts(remark, lang).map((part) => h('div', null, part)));
    })) : h('p', null, t(lang, 'print.none')),
    h('h3', null, t(lang, 'print.checks')),
    fails.length ? h('ol', null, fails.map((relation) => {
      const { pair, apart } = versusOf(read, relation, lang);
      return h('li', null, [relation.expr, ...[...pair, ...(apart ? [apart] : [])].map((each) => each.join(' '))].join('　'));
    })) : h('p', null, t(lang, 'print.none')));
}

/**
 * The text as on the paper, with the number of each finding behind its words.
 * @param {Model} read
 * @param {readonly import('../review.js').Remark[]} remarks
 */
function numbered(read, remarks) {
  const ends = remarks.map(({ span, n }) => ({ at: span.end, nth: n })).sort((a, b) => a.at - b.at || a.nth - b.nth);
  let next = 0;
  return specsOf(read).filter(({ text }) => text.trim()).map((block) => {
    const element = h(block.tag, { class: block.look.replace(TIGHT, '') });
    let from = block.start;
    const end = block.start + block.text.length;
    for (; next < ends.length && ends[next].at <= end; next += 1) {
      const to = Math.max(from, ends[next].at);
      element.append(read.text.slice(from, to), h('sup', null, `[${ends[next].nth}]`));
      from = to;
    }
    element.append(read.text.slice(from, end));
    return element;
  });
}
