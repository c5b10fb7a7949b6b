// The whole report at a glance: who, which year, how much on what, and when.
// The charts are tables first; the bars only repeat what their row says.

import { byId, h, replace, svg } from '../dom.js';
import { number } from '../format.js';
import { t, term } from '../strings.js';
import { blank } from './blank.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../state.js').Lang} Lang
 * @typedef {import('../state.js').Span} Span
 * @typedef {import('../model.js').Model} Model
 * @typedef {import('../actions.js').Actions} Actions
 * @typedef {import('../dom.js').Child} Child
 */

/**
 * @param {Actions} actions
 * @returns {(state: State, prev: State | null) => void}
 */
export function overviewView(actions) {
  const root = byId('panel-overview');
  /** @type {State | null} */
  let drawn = null;

  root.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (!button) return;
    const { place, date, entity, theme } = button.dataset;
    if (place !== undefined) {
      const [start, end] = place.split(',').map(Number);
      actions.goTo({ start, end });
    } else if (date !== undefined) actions.select('date', Number(date), 'list');
    else if (entity !== undefined) actions.select('entity', Number(entity), 'list');
    else if (theme !== undefined) actions.showTheme(theme);
  });

  return (state) => {
    if (state.tab !== 'overview') return;
    if (drawn && drawn.read === state.read && drawn.lang === state.lang && drawn.reading === state.reading) return;
    drawn = state;
    const { read, lang } = state;
    if (!read) {
      replace(root, blank(state));
      return;
    }
    replace(root,
      section(t(lang, 'overview.facts'), facts(read, lang)),
      section(t(lang, 'overview.share'), shareChart(read, lang)),
      section(t(lang, 'overview.figures'), figureChart(read, lang)),
      section(t(lang, 'overview.timeline'), timeline(read, lang)),
      section(t(lang, 'overview.names'), names(read, lang)));
  };
}

/**
 * @param {string} title
 * @param {Child | Child[]} body
 */
function section(title, body) {
  return h('section', { class: 'overview-part' }, h('h3', { class: 'group-title' }, title), body);
}

/**
 * @param {Model} read
 * @param {Lang} lang
 */
function facts(read, lang) {
  const { meta } = read.report;
  /** @param {{ text: string, span: Span } | null | undefined} quote */
  const quoted = (quote) => (quote ? h('button', { type: 'button', class: 'link', lang: 'zh-Hans', 'data-place': `${quote.span.start},${quote.span.end}` }, quote.text) : null);
  /** @type {[string, Child | Child[]][]} */
  const rows = [
    ['meta.title', quoted(meta.title)],
    ['meta.issuer', [quoted(meta.issuer), meta.issuerKind ? h('span', { class: 'hint-inline' }, term(lang, 'issuer', meta.issuerKind)) : null].filter(Boolean)],
    ['meta.kind', meta.kind ? term(lang, 'report', meta.kind) : null],
    ['meta.year', meta.year ? [quoted(meta.year)] : null],
    ['meta.signed', meta.signedDate ? [quoted(meta.signedDate), h('span', { class: 'iso' }, meta.signedDate.value)] : null],
    ['meta.published', meta.publishedDate ? [quoted(meta.publishedDate), h('span', { class: 'iso' }, meta.publishedDate.value)] : null],
    ['meta.source', quoted(meta.source)],
  ];
  const optional = new Set(['meta.published', 'meta.source']);
  return h('dl', { class: 'facts' }, rows
    .filter(([name, value]) => value || !optional.has(name))
    .map(([name, value]) => h('div', null, h('dt', null, t(lang, name)), h('dd', null, isNothing(value) ? h('span', { class: 'muted' }, t(lang, 'meta.none')) : value))));
}

/** @param {Child | Child[]} value */
const isNothing = (value) => value === null || (Array.isArray(value) && !value.length);

/**
 * @param {Model} read
 * @param {Lang} lang
 */
function shareChart(read, lang) {
  const themes = read.report.themes.filter(({ characters }) => characters > 0).sort((a, b) => b.characters - a.characters);
  if (!themes.length) return h('p', { class: 'empty-note' }, t(lang, 'overview.themes.none'));
  const all = themes.reduce((sum, { characters }) => sum + characters, 0);
  return bars(lang, t(lang, 'overview.share'), t(lang, 'overview.share.col'), themes.map(({ id, characters }) => ({
    id, value: characters, words: `${(characters / all * 100).toFixed(1)}%`, title: t(lang, 'chars', { n: number(characters) }), button: false,
  })));
}

/**
 * @param {Model} read
 * @param {Lang} lang
 */
function figureChart(read, lang) {
  const themes = read.report.themes.filter(({ metrics }) => metrics > 0).sort((a, b) => b.metrics - a.metrics);
  if (!themes.length) return h('p', { class: 'empty-note' }, t(lang, 'metrics.empty'));
  return bars(lang, t(lang, 'overview.figures'), t(lang, 'overview.figures.col'), themes.map(({ id, metrics }) => ({
    id, value: metrics, words: String(metrics), title: '', button: true,
  })));
}

/**
 * @param {Lang} lang
 * @param {string} caption
 * @param {string} column
 * @param {{ id: string, value: number, words: string, title: string, button: boolean }[]} rows
 */
function bars(lang, caption, column, rows) {
  const longest = Math.max(...rows.map(({ value }) => value));
  return h('table', { class: 'bars' },
    h('caption', { class: 'sr' }, caption),
    h('thead', { class: 'sr' }, h('tr', null, h('th', { scope: 'col' }, t(lang, 'overview.theme')), h('th', { scope: 'col' }, column))),
    h('tbody', null, rows.map(({ id, value, words, title, button }) => h('tr', { class: `role-${id}`, title: title || null },
      h('th', { scope: 'row' }, button ? h('button', { type: 'button', class: 'link', 'data-theme': id }, term(lang, 'role', id)) : term(lang, 'role', id)),
      h('td', null, h('div', { class: 'bar-cell' }, svg('svg', { class: 'bar-svg', viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
        svg('rect', { class: 'bar-track', x: 0, y: 0, width: 100, height: 10 }),
        svg('rect', { class: 'bar-fill', x: 0, y: 0, width: (value / longest * 100).toFixed(2), height: 10 })), h('span', { class: 'bar-words' }, words)))))));
}

/**
 * @param {Model} read
 * @param {Lang} lang
 */
function timeline(read, lang) {
  const { dates } = read.report;
  /** @type {Map<string, number[]>} */
  const byIso = new Map();
  dates.forEach(({ iso }, index) => {
    if (!iso || !/^\d{4}/.test(iso)) return;
    byIso.set(iso, [...(byIso.get(iso) ?? []), index]);
  });
  if (!byIso.size) return h('p', { class: 'empty-note' }, t(lang, 'overview.timeline.none'));
  const points = [...byIso].map(([iso, uses]) => ({ iso, uses, from: monthsOf(iso.split('/')[0], false), to: monthsOf(iso.split('/')[1] ?? iso, true) }))
    .sort((a, b) => a.from - b.from || a.to - b.to);
  const first = Math.floor(Math.min(...points.map(({ from }) => from)) / 12);
  const last = Math.ceil(Math.max(...points.map(({ to }) => to)) / 12);
  const years = Math.max(1, last - first);
  const width = 440;
  const left = 8;
  const scale = (width - left * 2) / (years * 12);
  const x = (/** @type {number} */ month) => left + (month - first * 12) * scale;
  const step = Math.ceil(years / 9);

  // Points that would overlap go to the next lane.
  /** @type {number[]} */
  const lanes = [];
  const placed = points.map((point) => {
    const start = x(point.from);
    const end = Math.max(start + 7, x(point.to));
    let lane = lanes.findIndex((until) => until <= start - 2);
    if (lane < 0) lane = lanes.length;
    lanes[lane] = end;
    return { ...point, start, end, lane };
  });
  const height = 26 + lanes.length * 10;
  const from = points[0].iso.split('/')[0];
  const to = points.reduce((latest, { iso }) => { const end = iso.split('/')[1] ?? iso; return end > latest ? end : latest; }, '');
  const count = points.reduce((sum, { uses }) => sum + uses.length, 0);
  const reported = read.report.meta.year?.value ?? null;

  const ticks = [];
  for (let year = first; year <= last; year += step) {
    ticks.push(svg('line', { class: 'tick', x1: x(year * 12), x2: x(year * 12), y1: 0, y2: height - 18 }));
    if (year < last || years % step) ticks.push(svg('text', { class: 'tick-word', x: x(year * 12) + 2, y: height - 5 }, String(year)));
  }
  return [
    h('figure', { class: 'timeline' },
      svg('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': t(lang, 'overview.timeline.alt', { n: count, from, to }) },
        reported !== null && reported >= first && reported < last ? svg('rect', { class: 'reported', x: x(reported * 12), y: 0, width: 12 * scale, height: height - 18 }) : null,
        ticks,
        svg('line', { class: 'axis', x1: left, x2: width - left, y1: height - 18, y2: height - 18 }),
        placed.map(({ iso, uses, start, end, lane }) => svg('rect', { class: 'span', x: start, y: height - 26 - lane * 10, width: end - start, height: 6, rx: 3 }, svg('title', null, `${iso} · ${t(lang, 'overview.timeline.times', { n: uses.length })}`))))),
    h('details', { class: 'fold' }, h('summary', null, t(lang, 'overview.timeline.list')),
      h('ol', { class: 'date-list' }, points.map(({ iso, uses }) => h('li', null, h('span', { class: 'iso' }, iso), uses.map((use) => {
        const { span } = dates[use];
        return h('button', { type: 'button', class: 'chip', lang: 'zh-Hans', 'data-date': use }, read.text.slice(span.start, span.end));
      }))))),
  ];
}

/**
 * A date in months since year 0; its end where it is a year or a month.
 * @param {string} iso
 * @param {boolean} end
 */
function monthsOf(iso, end) {
  const [year, month, day] = iso.split('-').map(Number);
  if (month === undefined || Number.isNaN(month)) return year * 12 + (end ? 12 : 0);
  if (day === undefined || Number.isNaN(day)) return year * 12 + month - 1 + (end ? 1 : 0);
  return year * 12 + month - 1 + day / 31;
}

/**
 * @param {Model} read
 * @param {Lang} lang
 */
function names(read, lang) {
  const { entities } = read.report;
  if (!entities.length) return h('p', { class: 'empty-note' }, t(lang, 'overview.names.none'));
  return ['org', 'person', 'mechanism'].map((kind) => {
    /** @type {Map<string, number[]>} */
    const byName = new Map();
    entities.forEach((entity, index) => {
      if (entity.kind === kind) byName.set(entity.name, [...(byName.get(entity.name) ?? []), index]);
    });
    if (!byName.size) return null;
    return h('div', { class: 'names' }, h('h4', null, t(lang, `entity.${kind}`), h('span', { class: 'group-count' }, byName.size)),
      h('ul', { class: 'chips' }, [...byName].map(([name, uses]) => h('li', null, h('button', { type: 'button', class: 'chip', lang: 'zh-Hans', 'data-entity': uses[0] }, name,
        uses.length > 1 ? h('span', { class: 'chip-count' }, uses.length) : null,
        entities[uses[0]].private ? h('span', { class: 'chip-count', lang: lang === 'zh' ? 'zh-Hans' : 'en' }, t(lang, 'entity.private')) : null)))));
  });
}
