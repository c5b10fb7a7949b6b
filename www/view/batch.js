// The table of a batch: a row for each file, with what was read of it at a glance.

import { ANSWER_SIGNS } from '../choices.js';
import { meantRows, shownRows } from '../actions/batch.js';
import { byId, h, oncePainted, replace, svg } from '../dom.js';
import { SIGNS, joined, number, requirementWord } from '../format.js';
import { growing, redraw } from '../redraw.js';
import { COLUMNS, ONLY, PARTS, arranged, checkCounts, reasonOf, remarkCounts, rowName } from '../rows.js';
import { t } from '../strings.js';
import { openRemarks } from '../summary.js';
import { SEVERITIES } from '../trouble.js';
import { whyOf, whyView } from './batch_why.js';
import { HEIGHT, WIDTH, bandMarks } from './strip.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../state.js').Lang} Lang
 * @typedef {import('../batch.js').Row} Row
 * @typedef {import('../batch.js').Verdict} Verdict
 * @typedef {import('../summary.js').Summary} Summary
 * @typedef {import('../summary.js').Decisions} Decisions
 * @typedef {import('../rows.js').Column} Column
 * @typedef {import('../rows.js').Only} Only
 * @typedef {import('../actions.js').Actions} Actions
 */

/** A row, about, in pixels. */
const ROW_HEIGHT = 46;
/** A page of rows, for the keys. */
const PAGE = 10;

/** @type {readonly Verdict[]} */
export const VERDICTS = ['', 'pass', 'return'];

/** The columns that hold what was read; the others are the reader's own. */
const READ = COLUMNS.filter((column) => column !== 'verdict' && column !== 'note');

/**
 * @param {Actions} actions
 * @returns {(state: State, prev: State | null) => void}
 */
export function batchView(actions) {
  const root = byId('batch');
  const parts = frame(root);
  const { filter, chips, sort, body } = parts;
  const why = whyView(byId('batch-why'));
  /** @type {State | null} */
  let now = null;
  /** The rows as they stand, in their order. @type {number[]} */
  let order = [];
  /** What stands in them. @type {readonly Row[]} */
  let drawnRows = [];
  /** @type {ReturnType<typeof growing> | null} */
  let made = null;
  /** Where the keys are. @type {{ at: number, column: string }} */
  let place = { at: -1, column: 'report' };
  /** The column from which a note is being written by its key. @type {string | null} */
  let notedFrom = null;
  /** The keys are brought to a cell by the page itself, not by the reader. */
  let quiet = false;

  const rowOf = (/** @type {number} */ at) => /** @type {HTMLElement | null} */ (body.querySelector(`[data-row="${at}"]`));
  const cellOf = (/** @type {HTMLElement | null} */ row, /** @type {string} */ column) => /** @type {HTMLElement | null} */ (row?.querySelector(`[data-column="${column}"]`) ?? row?.querySelector('[data-column="unread"]') ?? null);

  /**
   * Brings the keys to a cell.
   * @param {number} at
   * @param {string} column
   * @param {boolean} [focus]
   */
  function goTo(at, column, focus = true) {
    if (!order.includes(at)) return;
    made?.reach(order.indexOf(at));
    for (const each of body.querySelectorAll('[data-row] [tabindex="0"]')) each.setAttribute('tabindex', '-1');
    place = { at, column };
    const row = rowOf(at);
    const cell = cellOf(row, column);
    if (!row || !cell) return;
    cell.setAttribute('tabindex', '0');
    for (const control of row.querySelectorAll('input, select')) control.setAttribute('tabindex', '0');
    if (!focus) return;
    cell.focus({ preventScroll: true });
    row.scrollIntoView({ block: 'nearest' });
  }

  /** Brings the keys to a row without showing what stands behind its cell. @param {number} at */
  function comeTo(at) {
    quiet = true;
    goTo(at, place.column);
    quiet = false;
  }

  filter.addEventListener('input', (event) => { if (!(/** @type {InputEvent} */ (event)).isComposing) actions.setBatchView({ filter: filter.value }); });
  filter.addEventListener('compositionend', () => actions.setBatchView({ filter: filter.value }));
  sort.addEventListener('change', () => actions.setBatchView({ sort: /** @type {Column | ''} */ (sort.value), dir: 1 }));
  chips.addEventListener('click', ({ target }) => {
    const chip = target instanceof Element ? target.closest('button') : null;
    if (chip && now) actions.setBatchView({ only: chip.dataset.only === now.batchView.only ? '' : /** @type {Only} */ (chip.dataset.only) });
  });
  root.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button') : null;
    if (!button || !now) return;
    const { sort: column, cancel, resume, clear, open, compare } = button.dataset;
    if (column !== undefined) sortBy(/** @type {Column} */ (column));
    else if (cancel !== undefined) actions.cancelBatch();
    else if (resume !== undefined) actions.resumeBatch();
    else if (clear !== undefined) actions.setBatchView({ filter: '', only: '' });
    else if (open !== undefined) actions.openRow(Number(open));
    else if (compare !== undefined) actions.compareRows();
  });

  /** @param {Column} column */
  function sortBy(column) {
    if (!now) return;
    const { sort: before, dir } = now.batchView;
    if (before !== column) actions.setBatchView({ sort: column, dir: 1 });
    else if (dir === 1) actions.setBatchView({ dir: -1 });
    else actions.setBatchView({ sort: '', dir: 1 });
  }

  body.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement) || !now) return;
    if (target.dataset.all !== undefined) {
      actions.tickRows(order, /** @type {HTMLInputElement} */ (target).checked);
      return;
    }
    const at = Number(/** @type {HTMLElement | null} */ (target.closest('[data-row]'))?.dataset.row);
    if (target instanceof HTMLSelectElement) actions.judge(at, /** @type {Verdict} */ (target.value));
    else if (target.type === 'checkbox') actions.tickRows([at], target.checked);
    else actions.note(at, target.value);
  });

  body.addEventListener('focusin', ({ target }) => {
    const cell = target instanceof HTMLElement ? target.closest('[data-column]') : null;
    const row = cell?.closest('[data-row]');
    if (!(cell instanceof HTMLElement) || !(row instanceof HTMLElement)) return;
    const at = Number(row.dataset.row);
    if (at !== place.at || cell.dataset.column !== place.column) goTo(at, cell.dataset.column ?? 'report', false);
    if (target === cell && now && !quiet) why.show(cell, whyFor(now, at, cell.dataset.column ?? ''), true);
  });
  body.addEventListener('focusout', () => {
    notedFrom = null;
    why.hide();
  });
  body.addEventListener('pointerover', ({ target, pointerType }) => {
    const cell = target instanceof Element && pointerType !== 'touch' ? target.closest('[data-row] [data-column]') : null;
    const row = cell?.closest('[data-row]');
    if (cell instanceof HTMLElement && row instanceof HTMLElement && now) why.show(cell, whyFor(now, Number(row.dataset.row), cell.dataset.column ?? ''), false);
    else why.leave();
  });
  body.addEventListener('pointerleave', () => why.leave());
  body.addEventListener('scroll', () => why.hide(), { passive: true });
  body.addEventListener('dblclick', ({ target }) => {
    const row = target instanceof Element && !target.closest('input, select, button') ? target.closest('[data-row]') : null;
    if (row instanceof HTMLElement) actions.openRow(Number(row.dataset.row));
  });

  document.addEventListener('keydown', (event) => {
    if (!now?.table || !now.batch || event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]')) return;
    if (onKey(event, now)) event.preventDefault();
  });

  /**
   * @param {KeyboardEvent} event
   * @param {State} state
   * @returns {boolean} Whether the key was meant for the table.
   */
  function onKey(event, state) {
    const { key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const target = event.target instanceof HTMLElement ? event.target : document.body;
    if (key === 'Escape' && why.hide()) return true;
    const inBody = body.contains(target);
    if (target.matches('textarea, input:not([type=checkbox]), select')) {
      if (!inBody || (key !== 'Escape' && key !== 'Enter') || (key === 'Enter' && target instanceof HTMLSelectElement)) return false;
      // What was typed is taken; the keys are the table's again, where they were.
      goTo(place.at, notedFrom ?? place.column);
      return true;
    }
    if (state.letterKeys && key === '/') {
      filter.focus();
      return true;
    }
    const letter = state.letterKeys ? key : '';
    const step = key === 'ArrowDown' || letter === 'j' ? 1 : key === 'ArrowUp' || letter === 'k' ? -1 : key === 'PageDown' ? PAGE : key === 'PageUp' ? -PAGE : 0;
    if (step && (inBody || letter === 'j' || letter === 'k')) {
      const from = order.indexOf(place.at);
      goTo(order[from < 0 ? 0 : Math.min(order.length - 1, Math.max(0, inBody ? from + step : from))], place.column);
      return true;
    }
    return inBody && target.closest('[data-row]') !== null && onCellKey(key, letter, target);
  }

  /**
   * @param {string} key
   * @param {string} letter   The same, where letters are keys.
   * @param {HTMLElement} target
   */
  function onCellKey(key, letter, target) {
    const { at } = place;
    const row = rowOf(at);
    const columns = /** @type {HTMLElement[]} */ ([...row?.querySelectorAll('[data-column]') ?? []]).flatMap((cell) => (cell.offsetParent === null ? [] : cell.dataset.column ?? []));
    const nth = columns.indexOf(target.closest('[data-column]') instanceof HTMLElement ? /** @type {HTMLElement} */ (target.closest('[data-column]')).dataset.column ?? '' : '');
    const goal = { ArrowRight: nth + 1, ArrowLeft: nth - 1, Home: 0, End: columns.length - 1 }[key];
    if (goal !== undefined) {
      goTo(at, columns[Math.min(columns.length - 1, Math.max(0, goal))]);
      return true;
    }
    const verdict = { 0: '', 1: 'pass', 2: 'return' }[letter];
    if (verdict !== undefined) actions.judge(at, /** @type {Verdict} */ (verdict));
    else if (letter === 'n') {
      const from = place.column;
      cellOf(row, 'note')?.querySelector('input')?.focus();
      notedFrom = from;
    } else if (target.matches('button, input')) return false;
    else if (key === ' ') actions.tickRows([at], !now?.chosen.has(at));
    else if (key === 'Enter') {
      const control = target.querySelector('input, select');
      if (control instanceof HTMLElement) control.focus();
      else actions.openRow(at);
    } else return false;
    return true;
  }

  /** @param {State} state */
  function drawRows(state) {
    const { lang, batch, batchView: view } = state;
    if (!batch) return;
    const decisions = decisionsOf(state);
    order = shownRows(state);
    drawnRows = batch.rows;
    made = null;
    if (!order.length) {
      replace(body, h('div', { class: 'empty' }, h('p', null, t(lang, 'batch.none')), h('button', { type: 'button', class: 'secondary', 'data-clear': '' }, t(lang, 'batch.all'))));
      return;
    }
    const held = body.contains(document.activeElement);
    const rows = h('div', { role: 'rowgroup' });
    const grid = h('div', { class: 'batch-grid', role: 'grid', 'aria-label': t(lang, 'batch'), 'aria-rowcount': order.length + 1, 'aria-colcount': COLUMNS.length + 1 }, head(view, lang), rows);
    made = growing(order.length, ROW_HEIGHT, (from, to) => {
      for (let nth = from; nth < to; nth += 1) rows.append(rowElement(state, order[nth], nth + 2, decisions));
    });
    replace(body, grid, made.rest);
    const at = order.includes(place.at) ? place.at : order[0];
    if (held) comeTo(at);
    else goTo(at, place.column, false);
  }

  /** The rows that tell of something else by now, each where it stands. @param {State} state */
  function patchRows(state) {
    const { batch, lang } = state;
    if (!batch) return;
    quiet = true;
    batch.rows.forEach((row, at) => {
      if (row === drawnRows[at]) return;
      const element = rowOf(at);
      if (element) fillRow(element, row, at, lang, decisionsOf(state));
    });
    drawnRows = batch.rows;
    goTo(place.at, place.column, false);
    quiet = false;
  }

  const drawTable = redraw(({ batch, batchView: view, lang, accepted, rulesOff }) => [batch?.rows, view, lang, accepted, rulesOff], (state, _, drawn) => {
    const next = state.batch ? arranged(state.batch.rows, state.batchView, decisionsOf(state)) : [];
    const same = drawn && drawn.lang === state.lang && drawn.batchView === state.batchView && drawn.accepted === state.accepted && drawn.rulesOff === state.rulesOff
      && drawn.batch?.rows.length === state.batch?.rows.length && next.length === order.length && next.every((at, nth) => at === order[nth]);
    if (same && made) patchRows(state);
    else drawRows(state);
    if (drawn && (drawn.batchView.filter !== state.batchView.filter || drawn.batchView.only !== state.batchView.only)) actions.sayShownRows(next.length);
  });
  const drawHead = redraw(({ batch, batchView: view, lang, accepted, rulesOff, chosen }) => [batch, view, lang, accepted, rulesOff, chosen], (state) => drawBar(parts, state));
  const drawChosen = redraw(({ batch, batchView: view, chosen, lang }) => [batch?.rows, view, chosen, lang], ({ chosen }) => {
    for (const box of body.querySelectorAll('[data-row] input[type=checkbox]')) {
      const row = /** @type {HTMLElement} */ (box.closest('[data-row]'));
      const on = chosen.has(Number(row.dataset.row));
      /** @type {HTMLInputElement} */ (box).checked = on;
      row.setAttribute('aria-selected', String(on));
    }
    const all = body.querySelector('[data-all]');
    if (all instanceof HTMLInputElement) {
      all.checked = order.length > 0 && order.every((at) => chosen.has(at));
      all.indeterminate = !all.checked && order.some((at) => chosen.has(at));
    }
  });

  return (state, prev) => {
    now = state;
    if (!state.batch || !state.table) {
      why.hide();
      return;
    }
    drawHead(state, prev);
    drawTable(state, prev);
    drawChosen(state, prev);
    // Back from a report: the keys are at its row; a table that has just come takes them, too.
    if (!prev?.table && state.batch.at !== null) place = { at: state.batch.at, column: 'report' };
    if (!prev?.table) oncePainted(() => { if (document.activeElement === document.body && now?.table) comeTo(order.includes(place.at) ? place.at : order[0]); });
  };
}

/** @param {State} state @returns {Decisions} */
const decisionsOf = ({ accepted, rulesOff }) => ({ accepted, rulesOff });

/** @param {HTMLElement} root */
function frame(root) {
  const told = h('p', { class: 'batch-told' });
  const progress = h('progress', { class: 'batch-progress' });
  const cancel = h('button', { type: 'button', class: 'act', 'data-cancel': '' });
  const resume = h('button', { type: 'button', class: 'act', 'data-resume': '' });
  const chips = h('div', { class: 'chips batch-chips', role: 'group' });
  const filter = h('input', { type: 'search', id: 'batch-filter', class: 'filter', autocomplete: 'off', spellcheck: 'false' });
  const sort = h('select', { class: 'batch-sort' });
  const count = h('span', { class: 'batch-count' });
  const compare = h('button', { type: 'button', class: 'quiet', 'data-compare': '' });
  const body = h('div', { class: 'batch-scroll' });
  replace(root, h('h1', { class: 'sr', id: 'batch-name' }),
    h('div', { class: 'batch-tools' }, chips, h('div', { class: 'batch-fields' }, progress, told, cancel, resume, count, compare, filter, sort)), body);
  return { told, progress, cancel, resume, chips, filter, sort, count, compare, body };
}

/**
 * @param {ReturnType<typeof frame>} parts
 * @param {State} state
 */
function drawBar({ told, progress, cancel, resume, chips, filter, sort, count, compare }, state) {
  const { lang, batch, batchView: view, chosen } = state;
  if (!batch) return;
  const { rows, left } = batch;
  const decisions = decisionsOf(state);
  const stopped = rows.filter(({ state: each }) => each === 'stopped').length;
  byId('batch-name').textContent = t(lang, 'batch');
  told.textContent = left ? t(lang, 'batch.reading', { n: rows.length - left, all: rows.length }) : stopped ? t(lang, 'batch.stopped', { n: stopped }) : '';
  Object.assign(progress, { max: rows.length, value: rows.length - left, hidden: !left });
  progress.setAttribute('aria-label', t(lang, 'batch.progress'));
  cancel.hidden = !left;
  cancel.textContent = t(lang, 'batch.cancel');
  resume.hidden = Boolean(left) || !stopped;
  resume.textContent = t(lang, 'batch.resume');

  const held = chips.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.only : undefined;
  chips.setAttribute('aria-label', t(lang, 'batch.only'));
  replace(chips, ONLY.flatMap((only) => {
    const n = arranged(rows, { sort: '', dir: 1, filter: '', only }, decisions).length;
    return n || only === view.only || only === '' ? [h('button', { type: 'button', class: 'chip', 'data-only': only, 'aria-pressed': String(view.only === only) }, t(lang, `batch.only.${only || 'all'}`), h('span', { class: 'chip-count' }, n))] : [];
  }));
  if (held !== undefined) /** @type {HTMLElement | null} */ (chips.querySelector(`[data-only="${held}"]`))?.focus();

  filter.placeholder = t(lang, 'batch.filter');
  filter.setAttribute('aria-label', t(lang, 'batch.filter'));
  if (filter.value !== view.filter) filter.value = view.filter;
  sort.setAttribute('aria-label', t(lang, 'batch.sort'));
  replace(sort, h('option', { value: '' }, t(lang, 'batch.sort.file')), COLUMNS.map((column) => h('option', { value: column }, t(lang, 'col.sort', { name: t(lang, `batch.col.${column}`) }))));
  sort.value = view.sort;
  const readable = meantRows(state).filter((at) => rows[at].state === 'read').length;
  compare.textContent = t(lang, 'compare.go', { n: readable });
  compare.hidden = Boolean(left) || readable < 2;
  const shown = shownRows(state).length;
  count.textContent = chosen.size ? t(lang, 'batch.chosen', { n: meantRows(state).length }) : shown === rows.length ? '' : t(lang, 'batch.shown', { n: shown });
}

/**
 * @param {State['batchView']} view
 * @param {Lang} lang
 */
function head({ sort, dir }, lang) {
  return h('div', { role: 'rowgroup', class: 'batch-thead' }, h('div', { role: 'row', class: 'batch-row batch-columns', 'aria-rowindex': 1 },
    h('div', { role: 'columnheader', class: 'cell-mark' }, h('input', { type: 'checkbox', 'data-all': '', 'aria-label': t(lang, 'batch.chooseAll') })),
    COLUMNS.map((column) => {
      const sorted = sort === column ? (dir === 1 ? 'ascending' : 'descending') : 'none';
      const whole = t(lang, `batch.whole.${column}`);
      return h('div', { role: 'columnheader', class: `cell-${column}`, 'aria-sort': sorted }, h('button', { type: 'button', 'data-sort': column, title: t(lang, 'col.sort', { name: whole }) },
        h('span', { 'aria-hidden': 'true' }, t(lang, `batch.col.${column}`)), h('span', { class: 'sr' }, whole), h('span', { class: 'arrow', 'aria-hidden': 'true' }, sorted === 'ascending' ? '↑' : sorted === 'descending' ? '↓' : '')));
    })));
}

/**
 * @param {State} state
 * @param {number} at
 * @param {number} rowIndex
 * @param {Decisions} decisions
 */
function rowElement({ batch, lang, chosen }, at, rowIndex, decisions) {
  const row = /** @type {Row} */ (batch?.rows[at]);
  const cell = (/** @type {string} */ column, /** @type {HTMLElement} */ control) => h('div', { role: 'gridcell', class: `cell-${column}`, 'data-column': column, tabindex: -1 }, control);
  const element = h('div', { role: 'row', class: 'batch-row', 'data-row': at, 'aria-rowindex': rowIndex, 'aria-selected': String(chosen.has(at)) },
    cell('mark', h('input', { type: 'checkbox', tabindex: -1 })),
    cell('verdict', h('select', { tabindex: -1 }, VERDICTS.map((verdict) => h('option', { value: verdict }, t(lang, `batch.verdict.${verdict || 'none'}`))))),
    cell('note', h('input', { type: 'text', tabindex: -1, autocomplete: 'off', placeholder: t(lang, 'batch.note.empty') })));
  fillRow(element, row, at, lang, decisions);
  return element;
}

/**
 * Puts into a row what is known of its report; the reader's own fields stay what they are.
 * @param {HTMLElement} element
 * @param {Row} row
 * @param {number} at
 * @param {Lang} lang
 * @param {Decisions} decisions
 */
function fillRow(element, row, at, lang, decisions) {
  const name = rowName(row);
  const [mark, verdict, note] = /** @type {[HTMLInputElement, HTMLSelectElement, HTMLInputElement]} */ ([...element.querySelectorAll('.cell-mark input, select, .cell-note input')]);
  mark.setAttribute('aria-label', t(lang, 'batch.choose', { name }));
  verdict.setAttribute('aria-label', t(lang, 'batch.verdict.of', { name }));
  note.setAttribute('aria-label', t(lang, 'batch.note.of', { name }));
  verdict.value = row.verdict;
  if (note !== document.activeElement) note.value = row.note;
  element.className = `batch-row ruled-${row.verdict || 'none'}`;
  const held = document.activeElement?.closest('[data-read]');
  const focused = held instanceof HTMLElement && element.contains(held) ? held.dataset.column : undefined;
  for (const each of element.querySelectorAll('[data-read]')) each.remove();
  element.querySelector('.cell-mark')?.after(...readCells(row, at, lang, decisions));
  if (focused) /** @type {HTMLElement | null} */ (element.querySelector(`[data-column="${focused}"]`) ?? element.querySelector('[data-column="report"]'))?.focus({ preventScroll: true });
}

/**
 * @param {Row} row
 * @param {number} at
 * @param {Lang} lang
 * @param {Decisions} decisions
 */
function readCells(row, at, lang, decisions) {
  const { summary } = row;
  const name = rowName(row);
  const under = summary?.title && joined(summary.title) !== name ? joined(summary.title) : name === row.name ? '' : row.name;
  const cell = (/** @type {string} */ column, /** @type {import('../dom.js').Props} */ props, /** @type {import('../dom.js').Child[]} */ ...children) => h('div', { role: 'gridcell', 'data-column': column, 'data-read': '', tabindex: -1, ...props, class: `cell-${column} ${props.class ?? ''}` }, ...children);
  const first = cell('report', { lang: 'zh-Hans' }, h('button', { type: 'button', class: 'link', 'data-open': at, tabindex: -1 }, name), under ? h('span', { class: 'batch-under' }, under) : null);
  if (!summary) return [first, cell('unread', { class: row.state === 'refused' ? 'is-refused' : '', 'aria-colspan': READ.length - 1 }, reasonOf(row, lang))];
  return [first, ...READ.slice(1).map((column) => {
    const { text, props = {} } = contentOf(summary, column, lang, decisions);
    return cell(column, { 'data-label': t(lang, `batch.col.${column}`), ...props }, ...text);
  })];
}

/**
 * @param {string} sign
 * @param {string} words   What it says.
 */
const signed = (sign, words) => [h('span', { 'aria-hidden': 'true' }, sign), h('span', { class: 'sr' }, words)];

/**
 * @param {Summary} summary
 * @param {Column} column
 * @param {Lang} lang
 * @param {Decisions} decisions
 * @returns {{ text: import('../dom.js').Child[], props?: import('../dom.js').Props }}
 */
function contentOf(summary, column, lang, decisions) {
  const counted = (/** @type {number} */ n, /** @type {string} */ tone) => ({ text: [number(n)], props: { class: n ? tone : 'is-none' } });
  if (PARTS.some((each) => each === column)) {
    const part = summary.parts.find(({ id }) => id === column);
    return part ? { text: signed(SIGNS[part.state] ?? '', requirementWord(part, lang)), props: { class: `cell-part stands-${part.state}` } } : { text: signed('–', t(lang, 'batch.noPart')), props: { class: 'cell-part is-none' } };
  }
  if (column === 'year') return { text: [summary.year?.value ?? '–'] };
  if (column === 'figures') return counted(summary.figures, '');
  if (column === 'ended') return counted(summary.ended.length, 'fails');
  if (column === 'band') return { text: [bandOf(summary, lang, decisions)] };
  if (column === 'checks') {
    const counts = checkCounts(summary, decisions);
    const words = /** @type {const} */ (['holds', 'fails', 'asks']).filter((answer) => counts[answer]).map((answer) => t(lang, `checks.summary.${answer}`, { n: counts[answer] }));
    return { text: [h('span', { 'aria-hidden': 'true' }, /** @type {const} */ (['holds', 'fails', 'asks']).map((answer) => (counts[answer] ? h('span', { class: `answer-${answer}` }, `${ANSWER_SIGNS[answer]}${number(counts[answer])}`) : null)), words.length ? null : '–'), h('span', { class: 'sr' }, words.join('，') || t(lang, 'batch.noChecks'))] };
  }
  const severity = SEVERITIES.find((each) => each === column);
  return severity ? counted(remarkCounts(summary, decisions)[severity], `severity-${severity}`) : { text: [] };
}

/**
 * @param {Summary} summary
 * @param {Lang} lang
 * @param {Decisions} decisions
 */
function bandOf(summary, lang, decisions) {
  return svg('svg', { class: 'batch-band', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': t(lang, 'strip.label', { n: number(summary.length) }) },
    bandMarks({ length: summary.length, band: summary.band, places: summary.places, remarks: openRemarks(summary, decisions) }));
}

/**
 * What stands behind a cell.
 * @param {State} state
 * @param {number} at
 * @param {string} column
 */
function whyFor(state, at, column) {
  const row = state.batch?.rows[at];
  return row ? whyOf(row, column, state.lang, decisionsOf(state)) : null;
}
