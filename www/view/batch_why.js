// What stands behind a cell of the batch: the quote, and the reason. Shown while the
// pointer or the keys are on the cell, and while the pointer is on what is shown.

import { h, replace } from '../dom.js';
import { equationWords, joined, named, number, requirementName, requirementWord } from '../format.js';
import { PARTS, reasonOf } from '../rows.js';
import { t, term } from '../strings.js';
import { openChecks, openRemarks } from '../summary.js';

/**
 * @typedef {import('../state.js').Lang} Lang
 * @typedef {import('../batch.js').Row} Row
 * @typedef {import('../summary.js').Summary} Summary
 * @typedef {import('../summary.js').Quote} Quote
 * @typedef {import('../summary.js').Decisions} Decisions
 * @typedef {import('../dom.js').Child} Child
 */

/** So many remarks, checks or acts are told. */
const MOST = 5;
/** A pointer that passes over shows nothing, in milliseconds; one that leaves has time to come back. */
const DELAY = 220;
/** Kept free at the window's edges, in pixels. */
const EDGE = 8;

/** The rules that ask for each part, by the beginning of their codes. */
const PART_RULES = /** @type {Readonly<Record<string, readonly string[]>>} */ ({ title: ['title-missing'], signature: ['issuer-missing', 'signature-missing'], date: ['date-missing'], problems: ['causes-missing'] });

/** @param {HTMLElement} root */
export function whyView(root) {
  /** @type {HTMLElement | null} */
  let of = null;
  let timer = 0;
  root.addEventListener('pointerenter', () => clearTimeout(timer));
  root.addEventListener('pointerleave', leave);

  function leave() {
    clearTimeout(timer);
    if (of && of !== document.activeElement) timer = setTimeout(hide, DELAY);
  }

  /** @returns {boolean} Whether there was something to hide. */
  function hide() {
    clearTimeout(timer);
    of?.removeAttribute('aria-describedby');
    of = null;
    const shown = !root.hidden;
    root.hidden = true;
    return shown;
  }

  /**
   * @param {HTMLElement} cell
   * @param {Child[]} words
   */
  function put(cell, words) {
    hide();
    of = cell;
    replace(root, words);
    root.hidden = false;
    cell.setAttribute('aria-describedby', root.id);
    const box = cell.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = root;
    const below = box.bottom + 4 + height <= innerHeight - EDGE;
    root.style.setProperty('left', `${Math.max(EDGE, Math.min(box.left, innerWidth - width - EDGE))}px`);
    root.style.setProperty('top', `${below ? box.bottom + 4 : Math.max(EDGE, box.top - 4 - height)}px`);
  }

  return {
    /**
     * @param {HTMLElement} cell
     * @param {Child[] | null} words
     * @param {boolean} atOnce   The keys are there.
     */
    show(cell, words, atOnce) {
      if (of === cell) {
        clearTimeout(timer);
        return;
      }
      clearTimeout(timer);
      if (!words?.length) leave();
      else if (atOnce) put(cell, words);
      else timer = setTimeout(() => { if (cell.isConnected) put(cell, words); }, DELAY);
    },
    leave,
    hide,
  };
}

/**
 * @param {Row} row
 * @param {string} column
 * @param {Lang} lang
 * @param {Decisions} decisions
 * @returns {Child[] | null} `null` where nothing stands behind it.
 */
export function whyOf(row, column, lang, decisions) {
  const { summary, name } = row;
  if (column === 'note' || column === 'verdict' || column === 'mark') return null;
  if (!summary) return [h('p', { class: 'why-title' }, name), h('p', null, reasonOf(row, lang))];
  if (column === 'report') return aboutReport(row, summary, lang);
  if (column === 'year') return summary.year ? [h('p', null, t(lang, 'batch.why.year')), quoteOf(summary.year.quote)] : [h('p', null, t(lang, 'batch.why.noYear'))];
  if (column === 'figures') return [h('p', null, t(lang, 'batch.why.figures', { n: number(summary.figures), unchecked: number(summary.unchecked) }))];
  if (column === 'checks') return aboutChecks(summary, lang, decisions);
  if (column === 'ended') return aboutActs(summary, lang);
  if (column === 'band') return aboutBand(summary, lang);
  if (PARTS.some((each) => each === column)) return aboutPart(summary, column, lang, decisions);
  return listed(lang, openRemarks(summary, decisions).filter(({ severity }) => severity === column), t(lang, `severity.${column}`), ({ says, quote }) => h('li', null, h('p', null, says[lang]), quoteOf(quote)));
}

/** @param {Quote | null} quote */
const quoteOf = (quote) => quote && h('p', { class: 'item-quote', lang: 'zh-Hans' }, quote.before, h('mark', null, quote.words), quote.after);

/**
 * @template T
 * @param {Lang} lang
 * @param {readonly T[]} all
 * @param {string} title
 * @param {(each: T) => HTMLElement} item
 * @returns {Child[]}
 */
function listed(lang, all, title, item) {
  if (!all.length) return [h('p', null, t(lang, 'batch.why.none', { what: title }))];
  return [h('p', { class: 'why-title' }, `${title} ${all.length}`), h('ul', null, all.slice(0, MOST).map(item)), all.length > MOST ? h('p', { class: 'muted' }, t(lang, 'batch.why.more', { n: all.length - MOST })) : null];
}

/**
 * @param {Row} row
 * @param {Summary} summary
 * @param {Lang} lang
 */
function aboutReport({ name }, summary, lang) {
  return [
    summary.title ? h('p', { class: 'why-title', lang: 'zh-Hans' }, joined(summary.title)) : h('p', null, t(lang, 'batch.why.noTitle')),
    summary.body ? quoteOf(summary.body.quote) : h('p', null, t(lang, 'batch.why.noBody')),
    h('p', { class: 'muted' }, named(lang, t(lang, 'sheet.file'), name)),
    summary.scope === 'other' ? h('p', null, t(lang, 'scope.other')) : null,
    h('p', { class: 'muted' }, t(lang, 'status.chars', { n: number(summary.characters) })),
  ];
}

/**
 * @param {Summary} summary
 * @param {string} id
 * @param {Lang} lang
 * @param {Decisions} decisions
 */
function aboutPart(summary, id, lang, decisions) {
  const part = summary.parts.find((each) => each.id === id);
  if (!part) return [h('p', null, t(lang, 'batch.why.noParts'))];
  const rules = PART_RULES[id] ?? [];
  const name = requirementName(part, lang);
  const said = openRemarks(summary, decisions).filter(({ code, says }) => rules.includes(code) || (code.startsWith('part-') && says[lang].includes(name)));
  return [
    h('p', { class: 'why-title' }, `${name} · ${requirementWord(part, lang)}`),
    part.heading ? h('p', { class: 'item-quote', lang: 'zh-Hans' }, h('mark', null, part.heading), part.opening ? ` ${part.opening}` : '') : null,
    part.places > 1 ? h('p', { class: 'muted' }, t(lang, 'req.more', { n: part.places - 1 })) : null,
    ...said.slice(0, 2).map(({ says }) => h('p', null, says[lang])),
    !said.length && part.state !== 'section' ? h('p', null, t(lang, `batch.why.${part.state}`)) : null,
  ];
}

/**
 * @param {Summary} summary
 * @param {Lang} lang
 * @param {Decisions} decisions
 */
function aboutChecks(summary, lang, decisions) {
  const open = openChecks(summary, decisions);
  return [
    summary.holds ? h('p', null, t(lang, 'checks.summary.holds', { n: summary.holds })) : null,
    ...(open.length ? listed(lang, open, t(lang, 'batch.why.checks'), ({ answer, expr, stated, computed, quote }) => h('li', null,
      h('p', null, h('span', { class: answer === 'fails' ? 'fails' : 'asks' }, t(lang, `checks.${answer}`)), ` ${equationWords(expr, lang)}`),
      h('p', { class: 'muted' }, `${t(lang, 'checks.stated')} ${stated} · ${t(lang, 'checks.computed')} ${computed}`), quoteOf(quote))) : []),
    !summary.holds && !open.length ? h('p', null, t(lang, 'batch.noChecks')) : null,
  ];
}

/**
 * @param {Summary} summary
 * @param {Lang} lang
 */
function aboutActs({ ended, acts }, lang) {
  if (!ended.length) return [h('p', null, t(lang, 'batch.why.acts', { n: acts }))];
  return listed(lang, ended, t(lang, 'batch.ended'), ({ name, status, endedOn, supersededBy, quote }) => h('li', null,
    h('p', null, `《${name}》 `, t(lang, `citations.status.${status}`), endedOn ? ` ${endedOn}` : '', supersededBy ? ` → 《${supersededBy}》` : ''), quoteOf(quote)));
}

/**
 * @param {Summary} summary
 * @param {Lang} lang
 */
function aboutBand({ band, length }, lang) {
  return [h('p', null, t(lang, 'strip.label', { n: number(length) })),
    h('ul', { class: 'why-band' }, band.slice(0, 24).map(({ start, end, role, title }) => h('li', { class: `role-${role}` }, h('span', null, title || term(lang, 'role', role)), h('b', null, `${Math.round((end - start) / length * 100)}%`))))];
}
