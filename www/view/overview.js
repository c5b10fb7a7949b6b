// The whole report at a glance: who, which year, how much on what, and when.
// The pictures are tables first; the bars only repeat what their row says.

import { byId, h, replace, svg } from '../dom.js';
import { excerpt, number, oneLine } from '../format.js';
import { redraw } from '../redraw.js';
import { shows } from '../state.js';
import { isTerm, t, term } from '../strings.js';
import { SEVERITIES, checkStanding, openTroubles } from '../trouble.js';
import { blank } from './blank.js';
import { SCOPES } from './outline.js';
import { coverage } from './pictures.js';

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
  root.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (!(button instanceof HTMLElement)) return;
    const { place, date, entity, theme, tab, section: heading } = button.dataset;
    if (tab !== undefined) actions.showTab(/** @type {Tab} */ (tab));
    else if (place !== undefined) {
      const [start, end] = place.split(',').map(Number);
      actions.goTo({ start, end });
    } else if (date !== undefined) actions.select('date', Number(date), 'list');
    else if (entity !== undefined) actions.select('entity', Number(entity), 'list');
    else if (theme !== undefined) actions.showTheme(theme);
    else if (heading !== undefined) actions.select('section', Number(heading), 'list');
  });

  const draw = redraw(({ read, lang, reading, accepted, rulesOff }) => [read, lang, reading === 'failed', accepted, rulesOff], (state) => {
    const { read, lang } = state;
    if (!read) {
      replace(root, blank(state));
      return;
    }
    replace(root,
      tiles(read, state),
      section(t(lang, 'overview.facts'), facts(read, lang)),
      section(t(lang, 'req.title'), required(read, lang)),
      section(t(lang, 'overview.coverage'), coverage(read, lang)),
      section(t(lang, 'overview.share'), themes(read, lang)),
      section(t(lang, 'overview.dates'), dates(read, lang)),
      section(t(lang, 'overview.names'), names(read, lang)));
  });
  return (state, prev) => { if (shows(state, 'overview')) draw(state, prev); };
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
 * How long the text is on each theme, and how many figures it gives.
 * @param {Model} read
 * @param {Lang} lang
 */
function themes(read, lang) {
  const found = read.report.themes.filter(({ characters, metrics }) => characters > 0 || metrics > 0).sort((a, b) => b.characters - a.characters);
  if (!found.length) return h('p', { class: 'empty-note' }, t(lang, 'overview.themes.none'));
  const all = found.reduce((sum, { characters }) => sum + characters, 0) || 1;
  const longest = Math.max(1, ...found.map(({ characters }) => characters));
  return h('table', { class: 'bars' },
    h('caption', { class: 'sr' }, t(lang, 'overview.share')),
    h('thead', null, h('tr', null, ['overview.theme', 'overview.share.col', 'overview.figures.col'].map((key) => h('th', { scope: 'col' }, t(lang, key))))),
    h('tbody', null, found.map(({ id, characters, metrics }) => h('tr', { class: colourOf(read, id), title: t(lang, 'chars', { n: number(characters) }) },
      h('th', { scope: 'row', lang: isTerm('role', id) ? null : 'zh-Hans' }, term(lang, 'role', id)),
      h('td', null, h('div', { class: 'bar-cell' }, svg('svg', { class: 'bar-svg', viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
        svg('rect', { class: 'bar-track', x: 0, y: 0, width: 100, height: 10 }),
        svg('rect', { class: 'bar-fill', x: 0, y: 0, width: (characters / longest * 100).toFixed(2), height: 10 })), h('span', { class: 'bar-words' }, `${(characters / all * 100).toFixed(1)}%`))),
      h('td', { class: 'bar-figures' }, metrics ? h('button', { type: 'button', class: 'link', 'data-theme': id, 'aria-label': `${term(lang, 'role', id)} ${t(lang, 'count.metrics', { n: metrics })}` }, number(metrics)) : h('span', { class: 'muted' }, '–'))))));
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

/** So many dates are listed at once. */
const DATES = 12;
/** Words shown round a date. */
const AROUND = 16;

/**
 * The dates in their order, each with what the text says of it.
 * @param {Model} read
 * @param {Lang} lang
 */
function dates({ text, report }, lang) {
  const all = report.dates.flatMap(({ iso, span }, index) => (iso && /^\d{4}/.test(iso) ? [{ iso, span, index }] : []));
  // A year by itself says little; it is listed where there is nothing else.
  const exact = all.filter(({ iso }) => iso.length > 4);
  const dated = (exact.length ? exact : all)
    .sort((a, b) => (a.iso < b.iso ? -1 : a.iso > b.iso ? 1 : a.index - b.index));
  if (!dated.length) return h('p', { class: 'empty-note' }, t(lang, 'overview.dates.none'));
  const row = (/** @type {typeof dated[number]} */ { iso, span, index }) => {
    const { before, after } = excerpt(text, span, AROUND);
    return h('li', null, h('span', { class: 'iso' }, iso),
      h('button', { type: 'button', class: 'date-go', lang: 'zh-Hans', 'data-date': index }, before, h('b', null, text.slice(span.start, span.end)), after));
  };
  return [
    h('ol', { class: 'date-list' }, dated.slice(0, DATES).map(row)),
    dated.length > DATES ? h('details', { class: 'fold' }, h('summary', null, t(lang, 'overview.dates.more', { n: dated.length - DATES })), h('ol', { class: 'date-list' }, dated.slice(DATES).map(row))) : null,
  ];
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
