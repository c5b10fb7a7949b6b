// The whole report at a glance: who, which year, how much on what, and when.
// The charts are tables first; the bars only repeat what their row says.

import { byId, h, replace, svg } from '../dom.js';
import { number, oneLine } from '../format.js';
import { shows } from '../state.js';
import { isTerm, t, term } from '../strings.js';
import { SEVERITIES, checkStanding, openTroubles } from '../trouble.js';
import { blank } from './blank.js';
import { SCOPES } from './outline.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../state.js').Lang} Lang
 * @typedef {import('../state.js').Span} Span
 * @typedef {import('../state.js').Tab} Tab
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
    const button = event.target instanceof Element ? event.target.closest('button, g[data-date]') : null;
    if (!(button instanceof HTMLElement || button instanceof SVGElement)) return;
    const { place, date, entity, theme, tab } = button.dataset;
    if (tab !== undefined) actions.showTab(/** @type {Tab} */ (tab));
    else if (place !== undefined) {
      const [start, end] = place.split(',').map(Number);
      actions.goTo({ start, end });
    } else if (date !== undefined) actions.select('date', Number(date), 'list');
    else if (entity !== undefined) actions.select('entity', Number(entity), 'list');
    else if (theme !== undefined) actions.showTheme(theme);
  });

  return (state) => {
    if (!shows(state, 'overview')) return;
    if (drawn && drawn.read === state.read && drawn.lang === state.lang && drawn.reading === state.reading
      && drawn.accepted === state.accepted && drawn.rulesOff === state.rulesOff) return;
    drawn = state;
    const { read, lang } = state;
    if (!read) {
      replace(root, blank(state));
      return;
    }
    replace(root,
      tiles(read, state),
      section(t(lang, 'overview.facts'), facts(read, lang)),
      section(t(lang, 'req.title'), required(read, lang)),
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
 * The four lists in four numbers, each the way to its tab.
 * @param {Model} read
 * @param {State} state
 */
function tiles(read, state) {
  const { lang } = state;
  const { metrics, relations, citations } = read.report;
  const open = [...openTroubles(state)].map((index) => read.troubles[index]);
  const fails = relations.filter((_, index) => checkStanding(state, index) === 'open').length;
  const ended = read.acts.filter(({ first }) => first.law?.status === 'repealed' || first.law?.status === 'superseded').length;
  const severities = SEVERITIES
    .map((severity) => ({ severity, n: open.filter((each) => each.severity === severity).length }))
    .filter(({ n }) => n)
    .map(({ severity, n }) => `${t(lang, `severity.${severity}`)} ${n}`);
  /** @type {[Tab, number, string, boolean][]} */
  const all = [
    ['metrics', metrics.length, read.unrelated ? t(lang, 'tile.metrics', { n: read.unrelated }) : '', false],
    ['checks', relations.length, relations.length ? t(lang, fails ? 'checks.summary.fails' : 'tile.checks', { n: fails }) : '', fails > 0],
    ['findings', open.length, severities.join(' · '), open.some(({ severity }) => severity === 'error')],
    ['citations', read.acts.length, ended ? t(lang, 'tile.citations.ended', { n: ended }) : citations.length ? t(lang, 'tile.citations', { n: citations.length }) : '', ended > 0],
  ];
  return h('ul', { class: 'tiles' }, all.map(([tab, n, note, trouble]) => h('li', null,
    h('button', { type: 'button', class: 'tile', 'data-tab': tab },
      h('span', { class: 'tile-name' }, t(lang, `tab.${tab}`)),
      h('span', { class: 'tile-number' }, number(n)),
      h('span', { class: trouble ? 'tile-note fails' : 'tile-note' }, note)))));
}

/** Colours of style.css for themes of the reader's own. */
const OWN_COLOURS = 5;

/** How many places of a part are listed. */
const PLACES = 3;

/**
 * The four parts that the rules ask for, and where they were found.
 * @param {Model} read
 * @param {Lang} lang
 */
function required(read, lang) {
  const scope = SCOPES[read.report.meta.scope];
  const four = read.report.requirements.filter(({ id }) => id !== 'title' && id !== 'signature' && id !== 'date');
  return [scope ? h('p', { class: 'empty-note' }, t(lang, scope)) : null, h('dl', { class: 'facts' }, four.map(({ id, state, spans }) => h('div', { class: `req-${state}` },
    h('dt', null, t(lang, `req.${id}`)),
    h('dd', { class: 'places' }, h('span', { class: 'req-state' }, t(lang, `req.state.${state}`)),
      spans.length ? h('ul', null, spans.slice(0, PLACES).map((span) => h('li', null, placeLink(read.text, span))),
        spans.length > PLACES ? h('li', { class: 'muted' }, t(lang, 'req.more', { n: spans.length - PLACES })) : null) : null))))];
}

/**
 * @param {string} text
 * @param {Span} span
 */
function placeLink(text, span) {
  return h('button', { type: 'button', class: 'link', lang: 'zh-Hans', 'data-place': `${span.start},${span.end}` }, oneLine(text.slice(span.start, span.end), 32));
}

/**
 * @param {Model} read
 * @param {Lang} lang
 */
function facts(read, lang) {
  const { meta, requirements } = read.report;
  /** @param {{ text: string, span: Span } | null | undefined} quote */
  const quoted = (quote) => (quote ? h('button', { type: 'button', class: 'link', lang: 'zh-Hans', 'data-place': `${quote.span.start},${quote.span.end}` }, quote.text) : null);
  // A date that is there but is no day of the calendar.
  const [dateAsPrinted] = requirements.find(({ id }) => id === 'date')?.spans ?? [];
  const unclear = dateAsPrinted ? [placeLink(read.text, dateAsPrinted), h('span', { class: 'hint-inline' }, t(lang, 'meta.unclear'))] : null;
  /** @type {[string, Child | Child[]][]} */
  const rows = [
    ['meta.title', quoted(meta.title)],
    ['meta.issuer', [quoted(meta.issuer), meta.issuerKind ? h('span', { class: 'hint-inline' }, term(lang, 'issuer', meta.issuerKind)) : null].filter(Boolean)],
    ['meta.kind', meta.kind ? term(lang, 'report', meta.kind) : null],
    ['meta.year', meta.year ? [quoted(meta.year)] : null],
    ['meta.signed', meta.signedDate ? [quoted(meta.signedDate), h('span', { class: 'iso' }, meta.signedDate.value)] : unclear],
    ['meta.published', meta.publishedDate ? [quoted(meta.publishedDate), h('span', { class: 'iso' }, meta.publishedDate.value)] : null],
    ['meta.source', quoted(meta.source)],
  ];
  const optional = new Set(['meta.published', 'meta.source']);
  // Of a whole report it is worth telling what it does not say.
  const told = rows.filter(([name, value]) => !isNothing(value) || (meta.scope === 'report' && !optional.has(name)));
  if (!told.length) return h('p', { class: 'empty-note' }, t(lang, 'meta.nothing'));
  return h('dl', { class: 'facts' }, told
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
  let from = 0;
  const strip = svg('svg', { class: 'strip', viewBox: '0 0 100 4', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, themes.map(({ id, characters }) => {
    const width = characters / all * 100;
    const part = svg('rect', { class: `bar-fill ${colourOf(read, id)}`, x: from.toFixed(2), y: 0, width: width.toFixed(2), height: 4 }, svg('title', null, `${term(lang, 'role', id)} ${width.toFixed(1)}%`));
    from += width;
    return part;
  }));
  return [strip, bars(read, lang, t(lang, 'overview.share'), t(lang, 'overview.share.col'), themes.map(({ id, characters }) => ({
    id, value: characters, words: `${(characters / all * 100).toFixed(1)}%`, title: t(lang, 'chars', { n: number(characters) }), button: false,
  })))];
}

/**
 * @param {Model} read
 * @param {Lang} lang
 */
function figureChart(read, lang) {
  const themes = read.report.themes.filter(({ metrics }) => metrics > 0).sort((a, b) => b.metrics - a.metrics);
  if (!themes.length) return h('p', { class: 'empty-note' }, t(lang, 'metrics.empty'));
  return bars(read, lang, t(lang, 'overview.figures'), t(lang, 'overview.figures.col'), themes.map(({ id, metrics }) => ({
    id, value: metrics, words: String(metrics), title: '', button: true,
  })));
}

/**
 * The class that colours a theme.
 * @param {Model} read
 * @param {string} theme
 */
function colourOf(read, theme) {
  if (isTerm('role', theme)) return `role-${theme}`;
  const own = read.report.themes.filter(({ id }) => !isTerm('role', id));
  return `role-own-${own.findIndex(({ id }) => id === theme) % OWN_COLOURS}`;
}

/**
 * @param {Model} read
 * @param {Lang} lang
 * @param {string} caption
 * @param {string} column
 * @param {{ id: string, value: number, words: string, title: string, button: boolean }[]} rows
 */
function bars(read, lang, caption, column, rows) {
  const longest = Math.max(...rows.map(({ value }) => value));
  return h('table', { class: 'bars' },
    h('caption', { class: 'sr' }, caption),
    h('thead', { class: 'sr' }, h('tr', null, h('th', { scope: 'col' }, t(lang, 'overview.theme')), h('th', { scope: 'col' }, column))),
    h('tbody', null, rows.map(({ id, value, words, title, button }) => h('tr', { class: colourOf(read, id), title: title || null },
      h('th', { scope: 'row', lang: isTerm('role', id) ? null : 'zh-Hans' }, button ? h('button', { type: 'button', class: 'link', 'data-theme': id }, term(lang, 'role', id)) : term(lang, 'role', id)),
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
  const width = 520;
  const side = 6;
  const lane = 14;
  const scale = (width - side * 2) / (years * 12);
  const x = (/** @type {number} */ month) => side + (month - first * 12) * scale;
  const step = Math.ceil(years / 9);

  // What would overlap goes to the next lane; the earliest are on top.
  /** @type {number[]} */
  const lanes = [];
  const placed = points.map((point) => {
    const day = /^\d+-\d+-\d+$/.test(point.iso);
    const start = day ? x(point.from) - 4 : x(point.from);
    const end = day ? start + 8 : Math.max(start + 8, x(point.to));
    let at = lanes.findIndex((until) => until <= start - 2);
    if (at < 0) at = lanes.length;
    lanes[at] = end;
    return { ...point, day, start, end, at };
  });
  const floor = lanes.length * lane + 8;
  const height = floor + 18;
  const from = points[0].iso.split('/')[0];
  const to = points.reduce((latest, { iso }) => { const end = iso.split('/')[1] ?? iso; return end > latest ? end : latest; }, '');
  const count = points.reduce((sum, { uses }) => sum + uses.length, 0);
  const reported = read.report.meta.year?.value ?? null;

  const ticks = [];
  for (let year = first; year <= last; year += step) {
    ticks.push(svg('line', { class: 'tick', x1: x(year * 12), x2: x(year * 12), y1: 0, y2: floor }));
    if (year < last) ticks.push(svg('text', { class: 'tick-word', x: step === 1 ? x(year * 12 + 6) : x(year * 12) + 3, y: height - 5, 'text-anchor': step === 1 ? 'middle' : 'start' }, String(year)));
  }
  return [
    h('figure', { class: 'timeline' },
      svg('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': t(lang, 'overview.timeline.alt', { n: count, from, to }) },
        reported !== null && reported >= first && reported < last ? svg('rect', { class: 'reported', x: x(reported * 12), y: 0, width: 12 * scale, height: floor }) : null,
        ticks,
        svg('line', { class: 'axis', x1: side, x2: width - side, y1: floor, y2: floor }),
        placed.map(({ iso, uses, day, start, end, at }) => svg('g', { class: day ? 'moment day' : 'moment', 'data-date': uses[0] },
          svg('rect', { class: 'span', x: start.toFixed(1), y: at * lane + (day ? 6 : 7), width: (end - start).toFixed(1), height: day ? 8 : 6, rx: day ? 4 : 3 }),
          svg('title', null, `${iso} · ${t(lang, 'overview.timeline.times', { n: uses.length })}`)))),
      h('figcaption', { class: 'empty-note' }, t(lang, 'overview.timeline.legend'))),
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
