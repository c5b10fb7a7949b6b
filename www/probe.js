// Two questions that are answered by reading a changed text again: which smallest
// sets of changes make every check hold, and which slips the checks would have
// marked. Both run in a worker of their own, since either takes many readings.

import { answerOf, changesOf, edited, relationsByMetric } from './choices.js';

/**
 * @typedef {import('./state.js').Report} Report
 * @typedef {import('./state.js').Relation} Relation
 * @typedef {import('./state.js').Span} Span
 * @typedef {import('./choices.js').Choice} Choice
 * @typedef {import('./choices.js').Edit} Edit
 * @typedef {(text: string) => Report} Analyze
 *
 * @typedef {object} Repair
 * @property {Edit[]} edits       In the order of the text.
 * @property {{ from: string, to: string }[]} shown   The figures as they stand and as they would.
 * @property {number[]} settles   Indices of the relations that would hold.
 *
 * @typedef {typeof SLIPS[number]} Slip
 * @typedef {{ slip: Slip, tried: number, marked: number }} Worth
 */

/** At most so many changes in a set, and so many sets are told. */
const MOST_EDITS = 3;
const MOST_REPAIRS = 5;
/** No more readings than this are spent on the checks that hang together. */
const MOST_READINGS = 120;

/** @param {Report} report */
const failing = (report) => report.relations.flatMap((relation, index) => (answerOf(relation) === 'fails' ? [index] : []));

/**
 * The failing checks that share figures, over other checks too: what mends one may
 * mend or break its neighbours.
 * @param {Report} report
 * @returns {number[][]}
 */
export function together({ metrics, relations }) {
  const head = metrics.map((_, index) => index);
  const find = (/** @type {number} */ at) => {
    while (head[at] !== at) at = head[at] = head[head[at]];
    return at;
  };
  for (const { total, parts } of relations) for (const part of parts) head[find(part)] = find(total);
  /** @type {Map<number, number[]>} */
  const groups = new Map();
  relations.forEach((relation, index) => {
    if (answerOf(relation) !== 'fails') return;
    const { total } = relation;
    const own = groups.get(find(total));
    if (own) own.push(index);
    else groups.set(find(total), [index]);
  });
  return [...groups.values()];
}

/**
 * The smallest sets of changes of single figures that make all checks of a group
 * hold and lose none that holds, for each group of at least two failing checks:
 * of one alone the choices say as much.
 *
 * A set is tried by reading the changed text, so that whatever the core reckons is
 * reckoned again: also the checks that a change would break.
 * @param {Analyze} analyze
 * @param {string} text
 * @param {Report} report   What the text was read to be.
 * @returns {Repair[]}
 */
export function repairsOf(analyze, text, report) {
  const relationsOfMetric = relationsByMetric(report);
  const failed = failing(report).length;
  const held = report.relations.length - failed;
  /** @type {Repair[]} */
  const found = [];
  for (const group of together(report)) {
    if (group.length < 2) continue;
    let readings = MOST_READINGS;
    const settles = (/** @type {Edit[]} */ edits) => {
      if (readings <= 0) return false;
      readings -= 1;
      const after = analyze(edited(text, edits));
      const fails = failing(after).length;
      return fails === failed - group.length && after.relations.length - fails >= held + group.length;
    };
    /** @type {Map<string, Choice>} */
    const changes = new Map();
    for (const index of group) {
      for (const choice of changesOf({ text, report, relationsOfMetric }, report.relations[index])) {
        const [edit] = choice.edits;
        changes.set(`${edit.span.start} ${edit.text}`, choice);
      }
    }
    const sets = smallest([...changes.values()], settles);
    found.push(...sets.map((set) => ({
      edits: set.flatMap(({ edits }) => edits),
      shown: set.map(({ from, to }) => ({ from, to })),
      settles: group,
    })));
  }
  return found.slice(0, MOST_REPAIRS);
}

/**
 * All sets of one change that settle a group, or of two if there are none, or of three.
 * @param {Choice[]} changes
 * @param {(edits: Edit[]) => boolean} settles
 * @returns {Choice[][]}
 */
function smallest(changes, settles) {
  const inOrder = (/** @type {Choice[]} */ set) => [...set].sort((a, b) => a.edits[0].span.start - b.edits[0].span.start);
  /** @type {Choice[][]} */
  let sets = [[]];
  for (let size = 1; size <= MOST_EDITS; size += 1) {
    // Each set goes on with the changes behind its last one, and of one figure has one change.
    sets = sets.flatMap((set) => {
      const from = set.length ? changes.indexOf(set[set.length - 1]) + 1 : 0;
      const apart = (/** @type {Choice} */ change) => set.every(({ edits }) => edits[0].span.start !== change.edits[0].span.start);
      return changes.slice(from).filter(apart).map((change) => [...set, change]);
    });
    const settling = sets.map(inOrder).filter((set) => settles(set.flatMap(({ edits }) => edits)));
    if (settling.length) return settling;
  }
  return [];
}

/** The slips of typing that are tried on a text. */
export const SLIPS = /** @type {const} */ (['swapped', 'digit', 'ten', 'left-out', 'base']);
/** So many slips of each kind at most, spread evenly over the text. */
const MOST_SLIPS = 16;

/**
 * How many slips of each kind in the figures of checks that hold would have been
 * marked, tried on the very text.
 * @param {Analyze} analyze
 * @param {string} text
 * @param {Report} report
 * @returns {Worth[]}
 */
export function worthOf(analyze, text, report) {
  const before = report.relations.filter(({ holds }) => !holds).length;
  const sound = report.relations.filter(({ holds, kind }) => holds && kind !== 'list' && kind !== 'bound');
  return SLIPS.map((slip) => {
    const all = sound.flatMap((relation) => slipsIn(slip, text, report, relation));
    const step = Math.max(1, all.length / MOST_SLIPS);
    const some = all.filter((_, nth) => Math.floor(nth / step) !== Math.floor((nth - 1) / step));
    const marked = some.filter((edit) => isMarked(analyze(edited(text, [edit])), edit, before));
    return { slip, tried: some.length, marked: marked.length };
  });
}

const ARITHMETIC = /mismatch|exceeds|conflict|unattainable|impossible|direction/;

/**
 * A failing check or a finding on figures touches the place, or a check fails that did not.
 * @param {Report} report   Of the changed text.
 * @param {Edit} edit
 * @param {number} before   How many checks failed before.
 */
function isMarked({ metrics, relations, findings }, { span, text }, before) {
  const touches = (/** @type {Span} */ other) => other.start <= span.start + text.length && span.start <= other.end;
  const fails = relations.filter(({ holds }) => !holds);
  return fails.length > before
    || fails.some(({ total, parts }) => [total, ...parts].some((member) => metrics[member] && touches(metrics[member].span)))
    || findings.some(({ code, span: own, related }) => ARITHMETIC.test(code) && [own, ...related].some(touches));
}

/**
 * What a kind of slip would make of the figures of a check.
 * @param {Slip} slip
 * @param {string} text
 * @param {Report} report
 * @param {Relation} relation
 * @returns {Edit[]}
 */
function slipsIn(slip, text, { metrics }, { kind, total, parts, expr }) {
  const members = [total, ...parts].map((member) => metrics[member]).filter(Boolean);
  if (slip === 'left-out') {
    // What stands from the figure before to this one's end: 、罚款78件.
    const row = parts.map((part) => metrics[part]).filter(Boolean).sort((a, b) => a.span.start - b.span.start);
    if (kind !== 'sum' || row.length < 3) return [];
    return row.slice(1).flatMap(({ span }, nth) => {
      const start = row[nth].span.end;
      return /[。！？\n]/.test(text.slice(start, span.end)) ? [] : [{ span: { start, end: span.end }, text: '' }];
    });
  }
  if (slip === 'base') {
    // (312 − 260) ÷ 260, reckoned over 312.
    const [, now, then, base] = expr.match(/\((\d[\d.]*) − (\d[\d.]*)\) ÷ (\d[\d.]*)/) ?? [];
    const digits = base === then ? digitsOf(text, members[0].span) : null;
    if (!digits || !now) return [];
    const places = (digits.text.split('.')[1] ?? '').length;
    const wrong = (100 * Math.abs(Number(now) - Number(then)) / Number(now)).toFixed(places);
    return wrong === digits.text ? [] : [{ span: digits.span, text: wrong }];
  }
  return members.flatMap(({ span }) => {
    const digits = digitsOf(text, span);
    const wrong = digits ? SLIPPED[slip](digits.text) : null;
    return digits && wrong !== null && wrong !== digits.text ? [{ span: digits.span, text: wrong }] : [];
  });
}

/**
 * The digits of a figure that has one number.
 * @param {string} text
 * @param {Span} span
 * @returns {{ span: Span, text: string } | null}
 */
function digitsOf(text, span) {
  const found = [...text.slice(span.start, span.end).matchAll(/\d+(?:\.\d+)?/g)];
  if (found.length !== 1) return null;
  const start = span.start + found[0].index;
  return { span: { start, end: start + found[0][0].length }, text: found[0][0] };
}

/** @type {Readonly<Record<'swapped' | 'digit' | 'ten', (digits: string) => string | null>>} */
const SLIPPED = {
  swapped(digits) {
    const at = [...digits].findIndex((digit, nth) => nth > 0 && /\d/.test(digit) && /\d/.test(digits[nth - 1]) && digit !== digits[nth - 1] && !(nth === 1 && digit === '0'));
    return at < 0 ? null : digits.slice(0, at - 1) + digits[at] + digits[at - 1] + digits.slice(at + 1);
  },
  digit(digits) {
    const at = Math.floor(digits.length / 2);
    return /\d/.test(digits[at]) ? digits.slice(0, at) + ((Number(digits[at]) + 3) % 9 + 1) + digits.slice(at + 1) : null;
  },
  ten(digits) {
    const [whole, part] = digits.split('.');
    return whole.length < 2 ? null : `${Number(whole) + 10}${part === undefined ? '' : `.${part}`}`;
  },
};
