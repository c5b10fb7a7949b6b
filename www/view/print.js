// What the printer adds to the paper: findings and figures that disagree.

import { choicesOf } from '../choices.js';
import { byId, h, replace } from '../dom.js';
import { excerpt } from '../format.js';
import { t } from '../strings.js';
import { ALL_TROUBLES, checkStanding, shownTroubles } from '../trouble.js';
import { versusOf } from './checks.js';
import { choiceWords } from './pieces.js';
import { SCOPES, SIGNS, requirementName, requirementWord } from './outline.js';

/** @typedef {import('../state.js').State} State */

/** @param {State} state */
export function drawPrint(state) {
  const root = byId('print');
  const { read, lang, rules } = state;
  if (!read) {
    replace(root);
    return;
  }
  const { meta, relations, requirements } = read.report;
  const scope = SCOPES[meta.scope];
  const open = shownTroubles({ ...state, troubleView: ALL_TROUBLES });
  const fails = relations.filter((_, index) => checkStanding(state, index) === 'open');
  replace(root,
    h('h2', null, t(lang, 'print.title')),
    h('p', null, t(lang, 'print.of', { name: t(lang, 'name'), date: new Date().toLocaleDateString('sv') })),
    h('h3', null, t(lang, 'req.title')),
    scope ? h('p', null, t(lang, scope)) : null,
    requirements.length ? h('ul', null, requirements.map((each) => h('li', null, `${SIGNS[each.state] ?? ''} ${requirementName(each, lang)} · ${requirementWord(each, lang)}`))) : null,
    h('h3', null, t(lang, 'print.findings')),
    open.length ? h('ol', null, open.map((index) => {
      const { code, severity, message, span } = read.troubles[index];
      const { before, quote, after } = excerpt(read.text, span, 16);
      const rule = rules.find((each) => each.code === code);
      const choices = choicesOf(read, index);
      return h('li', null, h('strong', null, `${t(lang, `severity.${severity}`)} `), message[lang], span.end > span.start ? h('div', { lang: 'zh-Hans' }, before, h('mark', null, quote), after) : null,
        choices.length ? h('div', null, `${t(lang, 'findings.choices')}${lang === 'zh' ? '：' : ': '}${choices.map((choice) => choiceWords(choice, lang)).join(lang === 'zh' ? '；' : '; ')}`) : null,
        rule?.source[lang] ? h('div', { class: 'muted' }, `${t(lang, 'findings.source')}${lang === 'zh' ? '：' : ': '}${rule.source[lang]}`) : null);
    })) : h('p', null, t(lang, 'print.none')),
    h('h3', null, t(lang, 'print.checks')),
    fails.length ? h('ol', null, fails.map((relation) => {
      const { pair, apart } = versusOf(read, relation, lang);
      return h('li', null, [relation.expr, ...[...pair, ...(apart ? [apart] : [])].map((each) => each.join(' '))].join('　'));
    })) : h('p', null, t(lang, 'print.none')));
}
