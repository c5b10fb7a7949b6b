// The report as a workbook: what there is in it, and each check as a formula over the
// figures of its own sheet, so that a spreadsheet program works it out again.

import { answerOf, sideOf } from '../choices.js';
import { SCALES, SIGNS, equationWords, joined, oneLine, requirementName, requirementWord } from '../format.js';
import { placeWords, placer, remarkParts } from '../review.js';
import { t, term } from '../strings.js';
import { FIGURE_COLUMNS, figureRows } from '../table.js';
import { checkStanding } from '../trouble.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../state.js').Lang} Lang
 * @typedef {import('../state.js').Metric} Metric
 * @typedef {import('../state.js').Relation} Relation
 * @typedef {import('../model.js').Model} Model
 * @typedef {import('../review.js').Review} Review
 * @typedef {import('../review.js').Place} Place
 *
 * @typedef {import('../../pkg/fazhi_documents.js').Workbook} Workbook
 * @typedef {Workbook['sheets'][number]} Sheet
 * @typedef {Sheet['rows'][number][number]} Cell
 *
 * What the sheets are made of.
 * @typedef {{ state: State, read: Model, review: Review, lang: Lang, placeAt: (offset: number) => Place }} Of
 */

/**
 * @param {State} state
 * @param {Model} read
 * @param {Review} review
 * @returns {Workbook}
 */
export function workbookOf(state, read, review) {
  const { lang } = state;
  const of = { state, read, review, lang, placeAt: placer(read, lang) };
  return { sheets: [overview(of), parts(of), figures(of), checks(of), findings(of), citations(of)] };
}

/**
 * @param {Of} of
 * @param {string} name
 * @param {readonly [key: string, width: number][]} columns   Keys under `sheet.`.
 * @param {Cell[][]} rows
 * @returns {Sheet}
 */
const sheet = ({ lang }, name, columns, rows) => ({ name: t(lang, `sheet.${name}`), columns: columns.map(([key, width]) => ({ title: t(lang, `sheet.${key}`), width })), rows });

/** @param {Of} of */
function overview(of) {
  const { state, read, review, lang } = of;
  const { meta, sections, metrics, relations, citations } = read.report;
  const answers = relations.map(answerOf);
  const counted = (/** @type {string} */ answer) => answers.filter((each) => each === answer).length;
  const ended = read.acts.filter(({ first }) => first.law?.status === 'repealed' || first.law?.status === 'superseded').length;
  /** @type {[string, Cell][]} */
  const rows = [
    ['meta.title', meta.title ? joined(meta.title.text) : null],
    ['sheet.file', state.doc?.name ?? null],
    ['meta.issuer', meta.issuer?.text ?? null],
    ['meta.year', meta.year?.value ?? null],
    ['meta.signed', meta.signedDate?.value ?? null],
    ['meta.published', meta.publishedDate?.value ?? null],
    ['meta.source', meta.source?.text ?? null],
    ['sheet.characters', read.characters],
    ['outline.title', sections.length],
    ['tab.metrics', metrics.length],
    ['sheet.unchecked', read.unrelated],
    ['checks.holds', counted('holds')],
    ['checks.fails', counted('fails')],
    ['checks.asks', counted('asks')],
    ['verdict.error', review.counts.error],
    ['verdict.warning', review.counts.warning],
    ['verdict.info', review.counts.info],
    ['findings.accept', review.settled.accepted],
    ['sheet.acts', read.acts.length],
    ['sheet.uses', citations.length],
    ['sheet.ended', ended],
    ['sheet.read', review.date],
    ['sheet.rules', review.rules],
    ['sheet.caveat', t(lang, 'checks.caveat')],
  ];
  return sheet(of, 'overview', [['item', 22], ['content', 60]], rows.map(([key, value]) => [t(lang, key), value]));
}

/** @param {Of} of */
function parts(of) {
  const { read: { text, report }, lang, placeAt } = of;
  return sheet(of, 'parts', [['sign', 6], ['part', 22], ['state', 14], ['place', 40], ['words', 60]], report.requirements.map((each) => {
    const [span] = each.spans;
    return [SIGNS[each.state] ?? '', requirementName(each, lang), requirementWord(each, lang), span ? placeWords(placeAt(span.start), lang) : null, span ? oneLine(text.slice(span.start, span.end), 200) : null];
  }));
}

/** How wide the columns of figures are, where not as others. */
export const FIGURE_WIDTHS = /** @type {Readonly<Record<string, number>>} */ ({ report: 30, body: 20, section: 26, sentence: 50, indicator: 28, theme: 12, check: 18, printed: 16, subject: 16 });

/** @param {Of} of */
function figures({ state, read, lang }) {
  return {
    name: t(lang, 'sheet.figures'),
    columns: FIGURE_COLUMNS.map((column) => ({ title: t(lang, `col.${column}`), width: FIGURE_WIDTHS[column] ?? 10 })),
    rows: figureRows(read, lang, state.doc?.name ?? null),
  };
}

/** @type {readonly [key: string, width: number][]} */
const CHECK_COLUMNS = [
  ['n', 6], ['answer', 12], ['kind', 14], ['equation', 36], ['stated', 14], ['computed', 14], ['apart', 12], ['slack', 10], ['unit', 8], ['settled', 16], ['note', 30], ['place', 40], ['sentence', 60],
];

/** @param {Of} of */
function checks(of) {
  const { state, read, lang, placeAt } = of;
  const rows = read.checks.map((index, at) => {
    const relation = read.report.relations[index];
    const total = read.report.metrics[relation.total];
    const standing = checkStanding(state, index);
    const settled = standing === 'accepted' || standing === 'off' ? t(lang, `checks.${standing}`) : null;
    const { stated, computed, apart, slack, answer } = recomputed(read, relation, at + 2, lang);
    return [
      at + 1, answer, term(lang, 'rel', relation.kind), equationWords(relation.expr, lang), stated, computed, apart, slack, total?.unit ?? null, settled,
      (lang === 'zh' ? relation.note : relation.noteEn) ?? null, total ? placeWords(placeAt(total.span.start), lang) : null, total ? read.text.slice(total.sentence.start, total.sentence.end).trim() : null,
    ];
  });
  return sheet(of, 'checks', CHECK_COLUMNS, rows);
}

/**
 * Columns by their letters, as formulas name them.
 * @param {readonly string[]} columns
 * @param {...string} names
 */
const lettersOf = (columns, ...names) => names.map((name) => String.fromCharCode(65 + columns.indexOf(name)));

const [VALUES] = lettersOf(FIGURE_COLUMNS, 'value');
const [STATED, COMPUTED, APART, SLACK] = lettersOf(CHECK_COLUMNS.map(([key]) => key), 'stated', 'computed', 'apart', 'slack');

/**
 * The cells of a check.
 * @param {Model} read
 * @param {Relation} relation
 * @param {number} row    Of the sheet, from 1.
 * @param {Lang} lang
 * @returns {Record<'stated' | 'computed' | 'apart' | 'slack' | 'answer', Cell>}
 */
function recomputed(read, relation, row, lang) {
  const answer = answerOf(relation);
  const words = t(lang, `checks.${answer}`);
  const total = read.report.metrics[relation.total];
  const right = total ? rightSide(read, relation, lang) : null;
  if (!total || !right) return { stated: relation.stated, computed: relation.computed, apart: null, slack: null, answer: words };
  const apart = rounded(right.value - total.value, 9);
  const cells = {
    stated: { formula: reference(relation.total, lang), value: total.value },
    computed: { formula: right.formula, value: right.value },
    apart: { formula: `ROUND(${COMPUTED}${row}-${STATED}${row},9)`, value: apart },
  };
  const judged = (/** @type {string} */ met) => ({ formula: `IF(${met},"${t(lang, 'checks.holds')}","${t(lang, answer === 'asks' ? 'checks.asks' : 'checks.fails')}")`, value: words });
  if (relation.kind === 'bound') return { ...cells, slack: null, answer: (apart <= 0) === relation.holds ? judged(`${APART}${row}<=0`) : words };
  const slack = slackOf(read, relation, Math.abs(apart), right.divides);
  return { ...cells, slack, answer: slack === null ? words : judged(`ROUND(ABS(${APART}${row})-${SLACK}${row},9)<=0`) };
}

/**
 * The cell of a figure on its sheet.
 * @param {number} index
 * @param {Lang} lang
 */
const reference = (index, lang) => `'${t(lang, 'sheet.figures')}'!${VALUES}${index + 2}`;

const SIGNS_OF = /** @type {Readonly<Record<string, string>>} */ ({ '+': '+', '−': '-', '×': '*', '÷': '/', '(': '(', ')': ')' });

/** @param {string} words */
const plainly = (words) => words.replace(/[,，\s]/g, '');

/**
 * What the figures beside the result come to, as a formula over their cells; `null`
 * where the equation is none of those that can be written so.
 * @param {Model} read
 * @param {Relation} relation
 * @param {Lang} lang
 * @returns {{ formula: string, value: number, divides: boolean } | null}
 */
function rightSide(read, relation, lang) {
  const { text, report: { metrics } } = read;
  const [part] = relation.parts;
  if (relation.kind === 'equal' || relation.kind === 'bound') return metrics[part] ? { formula: reference(part, lang), value: metrics[part].value, divides: false } : null;
  const sides = relation.expr.split(' = ');
  if (relation.kind === 'list' || sides.length !== 2) return null;
  /** @type {number[]} */
  const used = [];
  /** @type {string[]} */
  const formula = [];
  /** @type {string[]} */
  const sum = [];
  for (const token of sides[1].split(/([+−×÷()])/).map((each) => each.trim()).filter(Boolean)) {
    if (SIGNS_OF[token]) {
      formula.push(SIGNS_OF[token]);
      sum.push(token);
      continue;
    }
    const number = plainly(token);
    const printed = (/** @type {number} */ index) => {
      const words = metrics[index] ? plainly(text.slice(metrics[index].span.start, metrics[index].span.end)) : '';
      const from = words.indexOf(number);
      return from >= 0 && !/\d/.test(`${words[from - 1] ?? ''}${words[from + number.length] ?? ''}`);
    };
    const member = relation.parts.find((each) => !used.includes(each) && printed(each)) ?? relation.parts.find(printed);
    const value = member === undefined ? sideOf(token)?.values[0] : metrics[member].value;
    if (value === undefined) return null;
    if (member !== undefined) used.push(member);
    formula.push(member === undefined ? String(value) : reference(member, lang));
    sum.push(String(value));
  }
  // What stands in no equation would not be the check that was made.
  if (relation.parts.some((each) => !used.includes(each))) return null;
  const side = sideOf(sum.join(' '));
  if (!side) return null;
  const percent = metrics[relation.total].unit === '%' && !used.some((each) => metrics[each].unit === '%');
  const plain = side.of(side.values) * (percent ? 100 : 1);
  const body = `${percent ? '100*(' : ''}${formula.join('')}${percent ? ')' : ''}`;
  const divides = sum.includes('÷');
  const places = divides ? placesOf(read, relation) + 2 : 9;
  return { formula: `ROUND(${plain < 0 ? `ABS(${body})` : body},${places})`, value: rounded(Math.abs(plain), places), divides };
}

/**
 * @param {number} value
 * @param {number} places
 */
function rounded(value, places) {
  const scale = 10 ** places;
  return Math.sign(value) * Math.round(Math.abs(value) * scale + 1e-7) / scale;
}

/**
 * The decimal place to which a result is printed: 17.9% has 1, 1.81亿 has −6.
 * @param {Model} read
 * @param {Relation} relation
 */
function placesOf({ text, report: { metrics } }, relation) {
  const { span } = metrics[relation.total];
  const words = text.slice(span.start, span.end);
  const found = /\d+(?:\.(\d+))?(万亿|亿|千万|百万|万|千|)/.exec(plainly(words));
  if (found) return (found[1]?.length ?? 0) - Math.round(Math.log10(SCALES[found[2]]));
  return /点([〇零一二三四五六七八九]+)/.exec(words)?.[1].length ?? 0;
}

/**
 * How far apart both may be for the check to stand as it does: nothing for a count, half
 * a unit of the last place printed for a rate, more where the parts are rounded themselves.
 * `null` where no such measure tells the two answers apart.
 * @param {Model} read
 * @param {Relation} relation
 * @param {number} apart
 * @param {boolean} divides
 */
function slackOf(read, relation, apart, divides) {
  const unit = 10 ** -placesOf(read, relation);
  const half = rounded(unit / 2, 9);
  const tried = divides ? [half, unit, 0] : [0, half, unit, rounded(half * (relation.parts.length + 1), 9)];
  const fits = (/** @type {number} */ slack) => (rounded(apart - slack, 9) <= 0) === relation.holds;
  // A check that fails is measured as strictly as the first; one that holds may need more room.
  return (relation.holds ? tried.find(fits) : fits(tried[0]) ? tried[0] : fits(0) ? 0 : undefined) ?? null;
}

/** @param {Of} of */
function findings(of) {
  const { review, lang } = of;
  const rows = review.remarks.map((remark) => {
    const { n, title, place, quote, says, choices, why, source, code, span } = remark;
    return [n, title, placeWords(place, lang), quote ? `${quote.before}【${quote.words}】${quote.after}` : null, [says, ...remarkParts(remark, lang, ['sides', 'also'])].join('\n'), choices.join('\n') || null, why || null, source || null, code, span.start];
  });
  return sheet(of, 'findings', [['n', 6], ['grade', 8], ['place', 40], ['words', 50], ['remark', 50], ['suggestion', 30], ['why', 40], ['basis', 40], ['rule', 20], ['offset', 8]], rows);
}

/** @param {Of} of */
function citations(of) {
  const { read, lang, placeAt } = of;
  const rows = read.acts.map(({ first, name, uses }) => {
    const law = first.law ?? null;
    const all = uses.map((use) => read.report.citations[use]);
    const printed = [...new Set(all.map((each) => each.name))].filter((each) => each !== name);
    const articles = [...new Set(all.map(({ article }) => article).filter(Boolean))];
    return [
      name, term(lang, 'cite', first.kind), uses.length, t(lang, `citations.status.${law?.status ?? 'unknown'}`), law?.effective ?? null, law?.endedOn ?? null, law?.supersededBy ?? null,
      printed.join('；') || null, articles.join('、') || null, all.some(({ broken }) => broken) ? t(lang, 'citations.broken') : null, placeWords(placeAt(first.span.start), lang),
    ];
  });
  return sheet(of, 'citations', [['name', 44], ['kind', 14], ['times', 8], ['force', 14], ['effective', 12], ['endedOn', 12], ['supersededBy', 36], ['asPrinted', 30], ['articles', 14], ['marks', 12], ['firstPlace', 40]], rows);
}
