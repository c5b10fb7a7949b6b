// The table of figures.

import { ANSWER_SIGNS } from '../choices.js';
import { byId, h, oncePainted, replace } from '../dom.js';
import { number, oneLine, signOf, valueOf } from '../format.js';
import { growing, redraw } from '../redraw.js';
import { shows } from '../state.js';
import { t, term } from '../strings.js';
import { checkState, csvOf, isTarget, tsvOf } from '../table.js';
import { checkStanding, listed } from '../trouble.js';
import { blank, nothing } from './blank.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../state.js').MetricsView} MetricsView
 * @typedef {import('../state.js').Metric} Metric
 * @typedef {import('../state.js').Lang} Lang
 * @typedef {import('../model.js').Model} Model
 * @typedef {import('../actions.js').Actions} Actions
 * @typedef {MetricsView['sort']} Column
 */

/** @type {readonly Column[]} */
const COLUMNS = ['indicator', 'value', 'subject', 'period', 'check', 'kind', 'section'];

/** How wide each is. */
const WIDTHS = /** @type {Readonly<Record<string, string>>} */ ({
  indicator: 'minmax(7em, 2.4fr)', value: 'minmax(7.2em, 1.3fr)', subject: 'minmax(4em, 1fr)', period: 'minmax(4.4em, 1fr)', check: 'var(--check, 3.9em)', kind: '5.2em', section: 'minmax(5em, 1.3fr)',
});

/** Those that give way where there is no room, the first of them first. */
const LEAVING = ['section', 'subject', 'kind', 'period'];

/** A column with fewer cells filled folds into the line under the indicator. */
const FILLED = 0.2;
/** In a short table it stays. */
const FEW_ROWS = 5;

/**
 * A period from one month to another: a line may end between the two, and not within one.
 * @param {string} iso
 */
const isoWords = (iso) => iso.split('/').map((part, at, all) => h('span', { class: 'iso-part' }, at < all.length - 1 ? `${part}/` : part));

/** A row, in pixels. */
const ROW_HEIGHT = 32;
/** The figures of most reports stand there at once. */
const LEAST = 100;

/**
 * @param {Actions} actions
 * @returns {(state: State, prev: State | null) => void}
 */
export function metricsView(actions) {
  const root = byId('panel-metrics');

  const filter = h('input', { type: 'search', id: 'metrics-filter', class: 'filter', autocomplete: 'off', spellcheck: 'false' });
  const selects = {
    kind: h('select', { id: 'metrics-kind' }),
    theme: h('select', { id: 'metrics-theme' }),
    checked: h('select', { id: 'metrics-checked' }),
    group: h('select', { id: 'metrics-group' }),
  };
  const shownCount = h('span', { class: 'count' });
  const copy = h('button', { type: 'button', class: 'quiet' });
  const save = h('button', { type: 'button', class: 'quiet' });
  const bar = h('div', { class: 'metrics-bar' }, filter, Object.values(selects), h('div', { class: 'metrics-tools' }, shownCount, copy, save));
  const body = h('div', { class: 'grid-scroll' });
  root.append(bar, body);

  /** @type {number[]} */
  let order = [];
  /** The rows made so far. @type {ReturnType<typeof growing> | null} */
  let rows = null;
  /** @type {State | null} */
  let now = null;

  filter.addEventListener('input', (event) => {
    if (!(/** @type {InputEvent} */ (event)).isComposing) actions.setMetricsView({ filter: filter.value });
  });
  filter.addEventListener('compositionend', () => actions.setMetricsView({ filter: filter.value }));
  for (const [name, select] of Object.entries(selects)) {
    select.addEventListener('change', () => actions.setMetricsView({ [name]: select.value }));
  }
  copy.addEventListener('click', () => {
    if (now?.read) actions.copyTable(tsvOf(now.read, order, now.lang, now.doc?.name), order.length);
  });
  save.addEventListener('click', () => {
    if (now?.read) actions.download(csvOf(now.read, order, now.lang, now.doc?.name));
  });

  body.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const head = target?.closest('button[data-sort]');
    if (head instanceof HTMLElement && now) {
      const column = /** @type {Column} */ (head.dataset.sort);
      const { sort, dir } = now.metricsView;
      if (sort !== column) actions.setMetricsView({ sort: column, dir: 1 });
      else if (dir === 1) actions.setMetricsView({ dir: -1 });
      else actions.setMetricsView({ sort: 'order', dir: 1 });
      return;
    }
    if (target?.closest('button[data-clear]')) {
      actions.clearMetricsView();
      return;
    }
    const row = target?.closest('[data-metric]');
    if (row instanceof HTMLElement) actions.select('metric', Number(row.dataset.metric), 'list');
  });

  body.addEventListener('keydown', (event) => {
    const row = event.target instanceof HTMLElement ? event.target.closest('[data-metric]') : null;
    if (!(row instanceof HTMLElement)) return;
    const letters = now?.letterKeys ?? false;
    const step = event.key === 'ArrowDown' || (letters && event.key === 'j') ? 1 : event.key === 'ArrowUp' || (letters && event.key === 'k') ? -1 : 0;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      actions.select('metric', Number(row.dataset.metric), 'list');
      if (event.key === 'Enter') actions.showRegion('paper');
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = order.indexOf(Number(row.dataset.metric));
    const goal = event.key === 'Home' ? 0 : event.key === 'End' ? order.length - 1 : event.key === 'PageDown' ? at + 12 : event.key === 'PageUp' ? at - 12 : step ? at + step : null;
    if (goal === null) return;
    event.preventDefault();
    const index = order[Math.min(order.length - 1, Math.max(0, goal))];
    actions.select('metric', index, 'list');
    focusRow(index);
  });

  /** @param {number} index */
  function rowOf(index) {
    const at = order.indexOf(index);
    if (at >= 0) rows?.reach(at);
    const row = body.querySelector(`[data-metric="${index}"]`);
    return row instanceof HTMLElement ? row : null;
  }

  /** @param {number} index */
  function focusRow(index) {
    const row = rowOf(index);
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'nearest' });
  }

  /** @param {State} state */
  function drawBar(state) {
    const { lang, read, metricsView: view } = state;
    filter.placeholder = t(lang, 'metrics.filter');
    filter.setAttribute('aria-label', t(lang, 'metrics.filter'));
    if (filter.value !== view.filter) filter.value = view.filter;
    const metrics = read?.report.metrics ?? [];
    const kinds = [...new Set(metrics.map(({ kind }) => kind))];
    const themes = [...new Set(metrics.map(({ theme }) => theme ?? null))].filter((theme) => theme !== null);
    options(selects.kind, t(lang, 'metrics.kind'), view.kind, [['', t(lang, 'metrics.allKinds')], ...kinds.map((kind) => /** @type {[string, string]} */ ([kind, term(lang, 'kind', kind)]))]);
    options(selects.theme, t(lang, 'metrics.theme'), view.theme, [['', t(lang, 'metrics.allThemes')], ...themes.map((theme) => /** @type {[string, string]} */ ([theme, term(lang, 'role', theme)]))]);
    options(selects.checked, t(lang, 'metrics.checked'), view.checked, [['', t(lang, 'metrics.allChecked')], ['holds', t(lang, 'metrics.holds')], ['fails', t(lang, 'metrics.fails')], ['asks', t(lang, 'metrics.asks')], ['unchecked', t(lang, 'metrics.unchecked')]]);
    options(selects.group, t(lang, 'metrics.group'), view.group, [['', t(lang, 'metrics.ungrouped')], ['section', t(lang, 'metrics.bySection')], ['theme', t(lang, 'metrics.byTheme')]]);
    replace(copy, t(lang, 'metrics.copy'));
    replace(save, t(lang, 'metrics.csv'));
  }

  /** @param {State} state */
  function drawRows(state) {
    const { lang, read, metricsView: view } = state;
    rows = null;
    bar.hidden = !read;
    if (!read) {
      order = [];
      replace(body, blank(state));
      return;
    }
    const { metrics } = read.report;
    order = arrange(read, view, lang);
    const grouping = view.group || (view.sort === 'value' ? 'unit' : '');
    const levels = levelsOf(read, view, order);
    const columns = columnsOf(read, order);
    /** @type {Map<string, number>} */
    const sizes = new Map();
    for (const index of grouping ? order : []) {
      const name = groupOf(read, metrics[index], grouping || 'unit', lang);
      sizes.set(name, (sizes.get(name) ?? 0) + 1);
    }
    shownCount.textContent = order.length === metrics.length ? t(lang, 'metrics.all', { all: metrics.length }) : t(lang, 'metrics.shown', { shown: order.length, all: metrics.length });
    bar.hidden = metrics.length === 0;
    if (!metrics.length) {
      replace(body, nothing(t(lang, 'metrics.empty'), t(lang, 'metrics.empty.note')));
      return;
    }
    if (!order.length) {
      replace(body, h('div', { class: 'empty' }, h('p', null, t(lang, 'metrics.none')), h('button', { type: 'button', class: 'secondary', 'data-clear': '' }, t(lang, 'metrics.clear'))));
      return;
    }

    const head = h('div', { class: 'row head', role: 'row', 'aria-rowindex': 1 }, columns.map((column) => {
      const sorted = view.sort === column ? (view.dir === 1 ? 'ascending' : 'descending') : 'none';
      return h('div', { role: 'columnheader', class: `col-${column}`, 'aria-sort': sorted },
        h('button', { type: 'button', 'data-sort': column, title: column === 'value' ? t(lang, 'col.sort.value') : t(lang, 'col.sort', { name: t(lang, `col.${column}`) }) },
          t(lang, `col.${column}`), h('span', { class: 'arrow', 'aria-hidden': 'true' }, sorted === 'ascending' ? '↑' : sorted === 'descending' ? '↓' : '')));
    }));
    const grid = h('div', { class: 'grid', role: levels.size ? 'treegrid' : 'grid', 'aria-label': t(lang, 'metrics.table'), 'aria-rowcount': order.length + 1, 'aria-colcount': columns.length, vars: widthsOf(columns) },
      h('div', { role: 'rowgroup', class: 'grid-head' }, head));
    /** @type {HTMLElement} */
    let group = h('div', { role: 'rowgroup' });
    /** @type {string | null} */
    let groupName = null;
    const focusable = state.selected?.kind === 'metric' && order.includes(state.selected.index) ? state.selected.index : order[0];

    const append = (/** @type {number} */ at) => {
      const index = order[at];
      const name = grouping ? groupOf(read, metrics[index], grouping, lang) : '';
      if (name !== groupName) {
        groupName = name;
        group = h('div', { role: 'rowgroup' }, grouping ? h('div', { role: 'row', class: 'row group' },
          h('div', { role: 'gridcell', 'aria-colspan': columns.length, lang: grouping === 'section' ? 'zh-Hans' : null }, name, h('span', { class: 'group-count' }, sizes.get(name)))) : null);
        grid.append(group);
      }
      group.append(row(state, index, { columns, rowIndex: at + 2, focusable: index === focusable, level: levels.size ? (levels.get(index) ?? 1) : null }));
    };
    rows = growing(order.length, ROW_HEIGHT, (from, to) => { for (let at = from; at < to; at += 1) append(at); }, LEAST);
    replace(body, grid, rows.rest);
    markSelected(state);
  }

  /** @param {State} state */
  function markSelected(state) {
    const previous = body.querySelector('[aria-selected="true"]');
    previous?.setAttribute('aria-selected', 'false');
    const { selected } = state;
    if (selected?.kind !== 'metric') return;
    const row = rowOf(selected.index);
    if (!row) return;
    body.querySelector('[data-metric][tabindex="0"]')?.setAttribute('tabindex', '-1');
    row.setAttribute('aria-selected', 'true');
    row.setAttribute('tabindex', '0');
  }

  const drawTable = redraw(
    ({ read, lang, metricsView: view, reading, accepted, rulesOff }) => [read, lang, view, reading === 'failed', accepted, rulesOff],
    (state, prev, drawn) => {
      drawBar(state);
      drawRows(state);
      if (drawn && drawn.read === state.read && drawn.metricsView.filter !== state.metricsView.filter) actions.sayShown(order.length);
    },
  );
  return (state, prev) => {
    now = state;
    if (!shows(state, 'metrics')) return;
    drawTable(state, prev);
    if (prev?.selected !== state.selected || !(prev && shows(prev, 'metrics'))) {
      markSelected(state);
      const { selected } = state;
      if (selected?.kind !== 'metric') return;
      if (selected.from !== 'list') rowOf(selected.index)?.scrollIntoView({ block: 'center' });
      // The card of the figure, drawn after it, takes its room from the table.
      oncePainted(() => { if (now?.selected === selected) rowOf(selected.index)?.scrollIntoView({ block: 'nearest' }); });
    }
  };
}

/**
 * @param {State} state
 * @param {number} index
 * @param {{ columns: readonly Column[], rowIndex: number, focusable: boolean, level: number | null }} how   `level` in the tree of wholes and parts.
 */
function row(state, index, { columns, rowIndex, focusable, level }) {
  const { lang, read } = state;
  if (!read) return h('div');
  const metric = read.report.metrics[index];
  const place = metric.section ?? null;
  const section = place === null ? null : read.report.sections[place];
  const period = metric.period ?? null;
  const { subject } = metric;
  const when = period ? [period.iso && !saysYear(period) ? [h('span', null, isoWords(period.iso)), ' ', h('span', { class: 'iso' }, period.text)] : period.text].flat() : [];
  // What has no column of its own stands under the indicator.
  const under = [!columns.includes('subject') && subject ? h('span', null, subject) : null, !columns.includes('period') && period ? h('span', null, when) : null].filter((each) => each !== null);
  const cells = /** @type {Record<string, () => HTMLElement>} */ ({
    indicator: () => h('div', { role: 'gridcell', class: `col-indicator${level && level > 1 ? ` part part-${Math.min(4, level)}` : ''}`, lang: 'zh-Hans' },
      metric.indicator || h('span', { class: 'muted' }, t(lang, 'unnamed')),
      isTarget(read, index) ? h('span', { class: 'target', lang: lang === 'zh' ? 'zh-Hans' : 'en', title: t(lang, 'metrics.target.title') }, t(lang, 'metrics.target')) : null,
      under.length ? h('span', { class: 'under' }, under) : null),
    value: () => valueCell(read.text, metric, lang),
    subject: () => h('div', { role: 'gridcell', class: 'col-subject', lang: 'zh-Hans' }, subject ?? ''),
    period: () => h('div', { role: 'gridcell', class: 'col-period', lang: 'zh-Hans' }, when),
    check: () => h('div', { role: 'gridcell', class: 'col-check' }, checkMark(state, index)),
    kind: () => h('div', { role: 'gridcell', class: 'col-kind' }, term(lang, 'kind', metric.kind)),
    section: () => h('div', { role: 'gridcell', class: 'col-section', lang: 'zh-Hans', title: section ? `${section.marker ?? ''}${section.title}` : null }, section ? section.title : ''),
  });
  return h('div', { class: 'row', role: 'row', tabindex: focusable ? 0 : -1, 'data-metric': index, 'aria-rowindex': rowIndex, 'aria-selected': 'false', 'aria-level': level }, columns.map((column) => cells[column]()));
}

/**
 * As printed, a change with its sign; below it in base units, where that is not the same.
 * @param {string} text
 * @param {Metric} metric
 * @param {Lang} lang
 */
function valueCell(text, metric, lang) {
  const printed = oneLine(text.slice(metric.span.start, metric.span.end), 24);
  const plain = printed.replace(/[,，\s]/g, '').includes(number(metric.value).replaceAll(',', ''));
  const base = `${valueOf(metric)}${metric.unit ?? ''}`;
  return h('div', { role: 'gridcell', class: 'col-value', title: [base, metric.direction ? term(lang, 'direction', metric.direction) : '', metric.approx === 'exact' ? '' : t(lang, `approx.${metric.approx}`)].filter(Boolean).join(' · ') },
    h('span', { class: 'printed', lang: 'zh-Hans' }, `${signOf(metric)}${printed}`), plain ? null : h('span', { class: 'base', lang: 'zh-Hans' }, base));
}

/**
 * @param {State} state
 * @param {number} index
 */
function checkMark(state, index) {
  const { lang, read } = state;
  const standing = (read?.relationsOfMetric[index] ?? []).map((each) => checkStanding(state, each));
  if (!standing.length) return h('span', { class: 'muted', title: t(lang, 'metrics.unchecked') }, h('span', { 'aria-hidden': 'true' }, '–'), h('span', { class: 'sr' }, t(lang, 'metrics.unchecked')));
  if (standing.includes('open')) return h('span', { class: 'flag', title: t(lang, 'metrics.flag.title') }, t(lang, 'metrics.flag'));
  if (standing.includes('asks')) return h('span', { class: 'muted', title: t(lang, 'metrics.asks') }, h('span', { 'aria-hidden': 'true' }, ANSWER_SIGNS.asks), h('span', { class: 'sr' }, t(lang, 'metrics.asks')));
  const holds = standing.every((each) => each === 'holds');
  const words = t(lang, holds ? 'metrics.holds' : 'metrics.settled');
  return h('span', { class: holds ? 'holds' : 'muted', title: words }, h('span', { 'aria-hidden': 'true' }, holds ? ANSWER_SIGNS.holds : '≠'), h('span', { class: 'sr' }, words));
}

/**
 * The columns that say something in these rows.
 * @param {Model} read
 * @param {readonly number[]} order
 * @returns {Column[]}
 */
function columnsOf({ report: { metrics } }, order) {
  const filled = (/** @type {(metric: Metric) => unknown} */ cell) => order.length <= FEW_ROWS || order.filter((index) => cell(metrics[index])).length >= order.length * FILLED;
  return COLUMNS.filter((column) => {
    if (column === 'subject') return filled(({ subject }) => subject);
    if (column === 'period') return filled(({ period }) => period);
    return column !== 'section' || order.some((index) => (metrics[index].section ?? null) !== null);
  });
}

/**
 * The widths of the columns, for a table with room and for narrower ones.
 * @param {readonly Column[]} columns
 */
function widthsOf(columns) {
  return Object.fromEntries(LEAVING.map((_, at) => {
    const left = columns.filter((column) => !LEAVING.slice(0, at).includes(column));
    return [`--columns-${at}`, left.map((column) => WIDTHS[column]).join(' ')];
  }));
}

/**
 * How deep each figure stands among wholes and parts; empty where they are not shown as a tree.
 * @param {Model} read
 * @param {MetricsView} view
 * @param {readonly number[]} order
 * @returns {Map<number, number>}
 */
function levelsOf({ wholeOf }, view, order) {
  /** @type {Map<number, number>} */
  const levels = new Map();
  if (view.sort !== 'order' || view.group) return levels;
  const there = new Set(order);
  let deep = false;
  for (const index of order) {
    const whole = wholeOf[index];
    const level = whole !== null && there.has(whole) ? (levels.get(whole) ?? 1) + 1 : 1;
    levels.set(index, level);
    deep ||= level > 1;
  }
  return deep ? levels : new Map();
}

/**
 * 2024年, 截至2024年底: the printed words name the year themselves.
 * @param {{ text: string, iso?: string | null }} period
 */
const saysYear = ({ text, iso }) => Boolean(iso && text.includes(iso.slice(0, 4)));

/**
 * @param {HTMLSelectElement} select
 * @param {string} label
 * @param {string} value
 * @param {[string, string][]} choices
 */
function options(select, label, value, choices) {
  select.setAttribute('aria-label', label);
  replace(select, choices.map(([key, words]) => h('option', { value: key }, words)));
  select.value = value;
  select.classList.toggle('is-set', value !== '');
}

/**
 * The figures that fit the filters, in the chosen order.
 * @param {Model} read
 * @param {MetricsView} view
 * @param {Lang} lang
 * @returns {number[]}
 */
function arrange(read, view, lang) {
  const { metrics } = read.report;
  const words = view.filter.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (/** @type {Metric} */ metric, /** @type {number} */ index) => {
    if (view.kind && metric.kind !== view.kind) return false;
    if (view.theme && metric.theme !== view.theme) return false;
    if (view.checked && view.checked !== checkState(read, index)) return false;
    if (!words.length) return true;
    const all = [metric.indicator, metric.subject, metric.period?.text, metric.period?.iso, metric.unit, read.text.slice(metric.span.start, metric.span.end), valueOf(metric), String(metric.value)].join(' ').toLowerCase();
    return words.every((word) => all.includes(word));
  };
  const chosen = metrics.map((_, index) => index).filter((index) => fits(metrics[index], index));

  const { sort, dir } = view;
  if (sort === 'order' && !view.group) return underWholes(read, chosen);
  if (sort === 'value') {
    const signed = (/** @type {number} */ index) => (metrics[index].direction === 'down' ? -metrics[index].value : metrics[index].value);
    chosen.sort((a, b) => (signed(a) - signed(b)) * dir || a - b);
    if (!view.group) return byUnit(read, chosen, lang);
  } else if (sort !== 'order') {
    const key = (/** @type {number} */ index) => {
      const metric = metrics[index];
      if (sort === 'check') return checkState(read, index);
      if (sort === 'section') return metric.section ?? -1;
      if (sort === 'kind') return term(lang, 'kind', metric.kind);
      if (sort === 'period') return metric.period?.iso ?? metric.period?.text ?? '';
      return metric[sort] ?? '';
    };
    chosen.sort((a, b) => {
      const x = key(a);
      const y = key(b);
      const less = typeof x === 'number' && typeof y === 'number' ? x - y : collator.compare(String(x), String(y));
      return less * dir || a - b;
    });
  }
  if (view.group === 'section') return stable(chosen, (index) => metrics[index].section ?? -1);
  if (view.group === 'theme') return stable(chosen, (index) => firstOf(read, metrics[index].theme ?? null));
  return chosen;
}

/**
 * Each part behind its whole.
 * @param {Model} read
 * @param {readonly number[]} chosen
 */
function underWholes({ wholeOf }, chosen) {
  const there = new Set(chosen);
  /** @type {Map<number, number[]>} */
  const parts = new Map();
  for (const index of chosen) {
    const whole = wholeOf[index];
    if (whole !== null && there.has(whole)) listed(parts, whole).push(index);
  }
  const inner = new Set([...parts.values()].flat());
  /** @type {(index: number) => number[]} */
  const withParts = (index) => [index, ...(parts.get(index) ?? []).flatMap(withParts)];
  return chosen.filter((index) => !inner.has(index)).flatMap(withParts);
}

/**
 * Only what is counted in the same unit can be compared: the units with most figures first.
 * @param {Model} read
 * @param {readonly number[]} chosen
 * @param {Lang} lang
 */
function byUnit(read, chosen, lang) {
  /** @type {Map<string, number[]>} */
  const units = new Map();
  for (const index of chosen) {
    const unit = groupOf(read, read.report.metrics[index], 'unit', lang);
    listed(units, unit).push(index);
  }
  return [...units.values()].sort((a, b) => b.length - a.length).flat();
}

const collator = new Intl.Collator('zh-Hans', { numeric: true });

/**
 * @param {number[]} list
 * @param {(index: number) => number} key
 */
function stable(list, key) {
  return list.map((index, at) => ({ index, at })).sort((a, b) => key(a.index) - key(b.index) || a.at - b.at).map(({ index }) => index);
}

/**
 * Themes in the order in which the report takes them up.
 * @param {Model} read
 * @param {string | null} theme
 */
function firstOf(read, theme) {
  return theme === null ? Infinity : read.report.metrics.findIndex((metric) => metric.theme === theme);
}

/**
 * @param {Model} read
 * @param {Metric} metric
 * @param {'section' | 'theme' | 'unit'} by
 * @param {Lang} lang
 */
function groupOf(read, metric, by, lang) {
  if (by === 'unit') return `${metric.unit ?? t(lang, 'metrics.noUnit')}${metric.kind === 'change' ? ` · ${term(lang, 'kind', 'change')}` : ''}`;
  if (by === 'theme') return metric.theme ? term(lang, 'role', metric.theme) : t(lang, 'noTheme');
  const section = metric.section ?? null;
  if (section === null) return t(lang, 'noSection');
  const { marker, title } = read.report.sections[section];
  return `${marker ?? ''}${title}`;
}

