// What the printer gets: the text with the numbers of its findings, and what there is to say of it.

import { choicesOf } from '../choices.js';
import { byId, h, replace } from '../dom.js';
import { sectionAt, unread } from '../model.js';
import { excerpt } from '../format.js';
import { t } from '../strings.js';
import { ALL_TROUBLES, checkStanding, shownTroubles } from '../trouble.js';
import { versusOf } from './checks.js';
import { choiceWords } from './pieces.js';
import { TIGHT, specsOf } from './sheet.js';
import { SCOPES, SIGNS, requirementName, requirementWord } from './outline.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../model.js').Model} Model
 */

/** @param {State} state */
export function drawPrint(state) {
  const root = byId('print');
  const { read, doc, lang, rules } = state;
  if (!read) {
    replace(root, doc ? h('article', { class: 'paper', lang: 'zh-Hans' }, numbered(unread(doc.text), [])) : null);
    return;
  }
  const { meta, relations, requirements } = read.report;
  const scope = SCOPES[meta.scope];
  const open = shownTroubles({ ...state, troubleView: ALL_TROUBLES });
  const fails = relations.filter((_, index) => checkStanding(state, index) === 'open');
  replace(root,
    h('article', { class: 'paper', lang: 'zh-Hans' }, numbered(read, open)),
    h('h2', null, t(lang, 'print.title')),
    h('p', null, t(lang, 'print.of', { name: t(lang, 'name'), date: new Date().toLocaleDateString('sv'), rules: rules.filter(({ code }) => !state.rulesOff.has(code)).length })),
    h('h3', null, t(lang, 'req.title')),
    scope ? h('p', null, t(lang, scope)) : null,
    requirements.length ? h('ul', null, requirements.map((each) => h('li', null, `${SIGNS[each.state] ?? ''} ${requirementName(each, lang)} · ${requirementWord(each, lang)}`))) : null,
    h('h3', null, t(lang, 'print.findings')),
    open.length ? h('ol', null, open.map((index) => {
      const { code, severity, message, span } = read.troubles[index];
      const { before, quote, after } = excerpt(read.text, span, 16);
      const rule = rules.find((each) => each.code === code);
      const choices = choicesOf(read, index);
      return h('li', null, h('strong', null, `${t(lang, `severity.${severity}`)} `), message[lang], placeOf(read, span.start), span.end > span.start ? h('div', { lang: 'zh-Hans' }, before, h('mark', null, quote), after) : null,
        choices.length ? h('div', null, `${t(lang, 'findings.choices')}${lang === 'zh' ? '：' : ': '}${choices.map((choice) => choiceWords(choice, lang)).join(lang === 'zh' ? '；' : '; ')}`) : null,
        rule ? h('div', { class: 'muted' }, rule.why[lang]) : null,
        rule?.source[lang] ? h('div', { class: 'muted' }, `${t(lang, 'findings.source')}${lang === 'zh' ? '：' : ': '}${rule.source[lang]}`) : null);
    })) : h('p', null, t(lang, 'print.none')),
    h('h3', null, t(lang, 'print.checks')),
    fails.length ? h('ol', null, fails.map((relation) => {
      const { pair, apart } = versusOf(read, relation, lang);
      return h('li', null, [relation.expr, ...[...pair, ...(apart ? [apart] : [])].map((each) => each.join(' '))].join('　'));
    })) : h('p', null, t(lang, 'print.none')));
}

/**
 * The section that holds a place, as it is headed.
 * @param {Model} read
 * @param {number} offset
 */
function placeOf({ report }, offset) {
  const at = sectionAt(report, offset);
  if (at === null) return null;
  const { marker, title } = report.sections[at];
  return h('span', { class: 'muted', lang: 'zh-Hans' }, ` （${marker ?? ''}${title}）`);
}

/**
 * The text as on the paper, with the number of each finding behind its words.
 * @param {Model} read
 * @param {readonly number[]} open   In the order of their numbers.
 */
function numbered(read, open) {
  const ends = open.map((index, nth) => ({ at: read.troubles[index].span.end, nth: nth + 1 })).sort((a, b) => a.at - b.at || a.nth - b.nth);
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
