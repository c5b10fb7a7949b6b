// The card of the selected figure, date or name: what, how much, where, in
// which sentence.

import { ANSWER_SIGNS, answerOf } from '../choices.js';
import { byId, h, replace } from '../dom.js';
import { equationWords, excerpt, valueOf } from '../format.js';
import { redraw } from '../redraw.js';
import { shows } from '../state.js';
import { isTerm, t, term } from '../strings.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../state.js').Metric} Metric
 * @typedef {import('../state.js').Lang} Lang
 * @typedef {import('../model.js').Model} Model
 * @typedef {import('../actions.js').Actions} Actions
 * @typedef {import('../dom.js').Child} Child
 */

/**
 * @param {Actions} actions
 * @returns {(state: State, prev: State | null) => void}
 */
export function detailView(actions) {
  const root = byId('detail');

  root.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (!button) return;
    if (button.dataset.close !== undefined) actions.deselect();
    else if (button.dataset.place !== undefined) actions.showRegion('paper');
    else if (button.dataset.relation !== undefined) actions.select('relation', Number(button.dataset.relation), 'walk');
    else if (button.dataset.section !== undefined) actions.select('section', Number(button.dataset.section), 'list');
  });

  return redraw((state) => [state.selected, state.read, state.lang, state.tab, shows(state, 'metrics')], (state) => {
    const { read, selected, lang } = state;
    const card = read && selected && (selected.kind !== 'metric' || shows(state, 'metrics')) ? cardOf(read, selected.kind, selected.index, lang) : null;
    root.hidden = !card;
    byId('desk').classList.toggle('with-detail', card !== null);
    if (card) {
      replace(root, h('button', { type: 'button', class: 'close', 'data-close': '', 'aria-label': t(lang, 'detail.close'), title: `${t(lang, 'detail.close')} (Esc)` }, '×'), card);
      root.scrollTop = 0;
    } else {
      replace(root);
    }
  });
}

/**
 * @param {Model} read
 * @param {string} kind
 * @param {number} index
 * @param {Lang} lang
 * @returns {Child[] | null}
 */
function cardOf(read, kind, index, lang) {
  const { report, text } = read;
  if (kind === 'metric') {
    const metric = report.metrics[index];
    return metric ? metricCard(read, metric, index, lang) : null;
  }
  if (kind === 'date') {
    const date = report.dates[index];
    if (!date) return null;
    return [
      h('p', { class: 'detail-head' }, h('span', { class: 'detail-kind' }, t(lang, 'detail.date')), h('span', { class: 'detail-name', lang: 'zh-Hans' }, text.slice(date.span.start, date.span.end))),
      h('p', { class: 'detail-figure' }, h('span', { class: 'detail-value' }, date.iso ?? t(lang, 'detail.masked'))),
      quoteOf(text, date.span),
    ];
  }
  if (kind === 'entity') {
    const entity = report.entities[index];
    if (!entity) return null;
    return [
      h('p', { class: 'detail-head' }, h('span', { class: 'detail-kind' }, t(lang, `entity.${entity.kind}`)), h('span', { class: 'detail-name', lang: 'zh-Hans' }, entity.name), entity.private ? h('span', { class: 'tag' }, t(lang, 'entity.private')) : null),
      quoteOf(text, entity.span),
    ];
  }
  return null;
}

/**
 * @param {Model} read
 * @param {Metric} metric
 * @param {number} index
 * @param {Lang} lang
 * @returns {Child[]}
 */
function metricCard(read, metric, index, lang) {
  const { report, text } = read;
  const printed = text.slice(metric.span.start, metric.span.end);
  const section = metric.section ?? null;
  const relations = read.relationsOfMetric[index];
  const period = metric.period ?? null;
  const unstated = () => h('span', { class: 'muted' }, t(lang, 'unstated'));
  const kind = [term(lang, 'kind', metric.kind), metric.direction ? term(lang, 'direction', metric.direction) : null].filter(Boolean).join(lang === 'zh' ? '，' : ', ');

  /** @type {[string, Child | Child[]][]} */
  const facts = [
    ['detail.printed', h('span', { lang: 'zh-Hans' }, printed)],
    ['detail.approx', t(lang, `approx.${metric.approx}`)],
    ['detail.subject', metric.subject ? h('span', { lang: 'zh-Hans' }, metric.subject) : unstated()],
    ['detail.period', period ? [h('span', { lang: 'zh-Hans' }, period.text), period.iso ? h('span', { class: 'iso' }, period.iso) : null] : unstated()],
    ['detail.kind', kind],
    ['detail.theme', metric.theme ? h('span', { lang: isTerm('role', metric.theme) ? null : 'zh-Hans' }, term(lang, 'role', metric.theme)) : h('span', { class: 'muted' }, t(lang, 'noTheme'))],
    ['detail.section', section === null ? h('span', { class: 'muted' }, t(lang, 'noSection')) : h('button', { type: 'button', class: 'link', lang: 'zh-Hans', 'data-section': section }, `${report.sections[section].marker ?? ''}${report.sections[section].title}`)],
    ['detail.checks', relations.length ? relations.map((each) => {
      const answer = answerOf(report.relations[each]);
      return h('button', { type: 'button', class: `link equation ${answer}`, 'data-relation': each }, `${ANSWER_SIGNS[answer]} ${equationWords(report.relations[each].expr, lang)}`, h('span', { class: 'sr' }, t(lang, `checks.${answer}`)));
    }) : h('span', { class: 'muted' }, t(lang, 'detail.noChecks'))],
  ];

  return [
    h('p', { class: 'detail-head' }, h('span', { class: 'detail-name', lang: 'zh-Hans' }, metric.indicator || t(lang, 'unnamed'))),
    h('p', { class: 'detail-figure' }, h('span', { class: 'detail-value' }, valueOf(metric)), h('span', { class: 'detail-unit', lang: 'zh-Hans' }, metric.unit ?? '')),
    sentenceOf(text, metric),
    h('dl', { class: 'facts' }, facts.map(([name, value]) => h('div', null, h('dt', null, t(lang, name)), h('dd', null, value)))),
    h('button', { type: 'button', class: 'secondary only-narrow', 'data-place': '' }, t(lang, 'detail.place')),
  ];
}

/**
 * The whole sentence, cut only where it is very long.
 * @param {string} text
 * @param {Metric} metric
 */
function sentenceOf(text, { span, sentence }) {
  const start = Math.max(sentence.start, span.start - 160);
  const end = Math.min(sentence.end, span.end + 160);
  return h('blockquote', { lang: 'zh-Hans' },
    `${start > sentence.start ? '…' : ''}${text.slice(start, span.start).trimStart()}`,
    h('mark', null, text.slice(span.start, span.end)),
    `${text.slice(span.end, end).trimEnd()}${end < sentence.end ? '…' : ''}`);
}

/**
 * @param {string} text
 * @param {import('../state.js').Span} span
 */
function quoteOf(text, span) {
  const { before, quote, after } = excerpt(text, span, 60);
  return h('blockquote', { lang: 'zh-Hans' }, before, h('mark', null, quote), after);
}
