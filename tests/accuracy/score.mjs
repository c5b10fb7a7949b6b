// One report against its gold: a list of items, each with a verdict.
//
//   right   the gold is found                      counts as found
//   missed  the gold is not found                  counts against recall
//   extra   something is found that is no gold     counts against precision
//   wrong   the thing is found, this of it is not  counts against both
//
// Gold that reasonable readers would differ on is optional: found or not, it
// counts as nothing.
import { bare, likeness, locate, overlap, sameName, sameNumber, sameSpan } from './compare.mjs';

export const CATEGORIES = /** @type {const} */ ([
  'meta', 'section', 'section-level', 'section-role',
  'metric-value', 'metric-unit', 'metric-indicator', 'metric-full',
  'citation', 'date', 'relation', 'entity-recall', 'finding', 'finding-language',
]);

/** Slips of language take a reader's judgement: they are measured apart, and by recall alone. */
const LANGUAGE = /^(typo|word-order|term-|unit-suspect|word-choice|number-style)/;

/**
 * @typedef {import('./compare.mjs').Span} Span
 * @typedef {'right' | 'missed' | 'extra' | 'wrong'} Verdict
 * @typedef {{ category: string, verdict: Verdict, start: number, what: string, note: string }} Item
 */

/** @returns {Item[]} */
export function score(/** @type {string} */ text, /** @type {any} */ gold, /** @type {any} */ report) {
  const sheet = new Sheet(text, gold);
  meta(sheet, gold.meta, report.meta);
  sections(sheet, report.sections);
  metrics(sheet, report.metrics);
  sheet.pair('citation', sheet.gold('citations'), report.citations, (g, p) => sameSpan(g.span, p.span));
  dates(sheet, report.dates);
  relations(sheet, gold.relations ?? [], report);
  findings(sheet, report.findings);
  entities(sheet, gold.entities ?? {}, report.entities);
  return sheet.items;
}

/** The text, its gold with places, and the items so far. */
class Sheet {
  constructor(/** @type {string} */ text, /** @type {any} */ gold) {
    this.text = text;
    this.all = gold;
    /** @type {Item[]} */
    this.items = [];
  }

  /** The gold of one kind, each with its span. A quote that is not in the text has none, and is missed. */
  gold(/** @type {string} */ kind) {
    return (this.all[kind] ?? []).map((/** @type {any} */ g) => ({
      ...g,
      span: locate(this.text, g) ?? { start: -1, end: -1 },
    }));
  }

  add(/** @type {string} */ category, /** @type {Verdict} */ verdict, /** @type {number} */ start, /** @type {string} */ what, note = '') {
    this.items.push({ category, verdict, start, what, note });
  }

  quote(/** @type {Span} */ span) {
    return this.text.slice(span.start, span.end);
  }

  around(/** @type {Span} */ span) {
    return `…${this.text.slice(Math.max(0, span.start - 14), span.end + 14)}…`;
  }

  /**
   * Pairs gold with predictions, one to one, in order. Returns the pairs.
   * @param {string} category
   * @param {any[]} golds @param {any[]} predictions
   * @param {(gold: any, prediction: any) => boolean} same
   * @param {(prediction: any) => string} shown
   */
  pair(category, golds, predictions, same, shown = (p) => this.quote(p.span)) {
    const free = new Set(predictions);
    /** @type {[any, any][]} */
    const pairs = [];
    for (const g of golds) {
      const found = predictions.find((p) => free.has(p) && same(g, p));
      if (found) {
        free.delete(found);
        pairs.push([g, found]);
      }
      if (g.optional) continue;
      const note = found || !g.span ? '' : this.around(g.span);
      this.add(category, found ? 'right' : 'missed', g.span?.start ?? 0, g.q ?? g.expr, note);
    }
    for (const p of free) {
      this.add(category, 'extra', p.span?.start ?? 0, shown(p), p.span ? this.around(p.span) : '');
    }
    return pairs;
  }

  /** Judges one property of a pair. */
  judge(/** @type {string} */ category, /** @type {any} */ g, /** @type {boolean} */ right, /** @type {string} */ note) {
    this.add(category, right ? 'right' : 'wrong', g.span.start, g.q, right ? '' : note);
  }
}

/** Every field right, or rightly empty. */
function meta(/** @type {Sheet} */ sheet, /** @type {any} */ gold, /** @type {any} */ found) {
  const plain = (/** @type {any} */ field) => field?.value ?? field?.text ?? null;
  for (const [field, want] of [
    ['title', gold.title],
    ['issuer', gold.issuer],
    ['year', gold.year],
    ['signedDate', gold.signed_date],
    ['publishedDate', gold.published_date],
  ]) {
    const got = plain(found[field]);
    const wanted = want ?? null;
    if (wanted === null && got === null) continue;
    const same = wanted !== null && got !== null && bare(String(wanted)) === bare(String(got));
    const verdict = same ? 'right' : got === null ? 'missed' : wanted === null ? 'extra' : 'wrong';
    sheet.add('meta', verdict, 0, field, same ? '' : `gold ${wanted}, got ${got}`);
  }
}

function sections(/** @type {Sheet} */ sheet, /** @type {any[]} */ found) {
  const headings = found.map((section) => ({ ...section, span: section.heading }));
  const same = (/** @type {any} */ g, /** @type {any} */ p) =>
    Math.abs(g.span.start - p.span.start) <= 3 && likeness(g.title, p.title) >= 0.85;
  for (const [g, p] of sheet.pair('section', sheet.gold('sections'), headings, same)) {
    const roles = g.roles ?? [g.role];
    sheet.judge('section-level', g, g.level === p.level, `gold ${g.level}, got ${p.level}`);
    sheet.judge('section-role', g, roles.includes(p.role), `gold ${roles.join(' or ')}, got ${p.role}`);
  }
}

/** A metric is found by its place and value; `metric-full` asks for all of it at once. */
function metrics(/** @type {Sheet} */ sheet, /** @type {any[]} */ found) {
  const same = (/** @type {any} */ g, /** @type {any} */ p) =>
    overlap(g.span, p.span) &&
    sameNumber(g.value, p.value) &&
    (g.value_max == null || (p.valueMax != null && sameNumber(g.value_max, p.valueMax)));
  const before = sheet.items.length;
  const pairs = sheet.pair('metric-value', sheet.gold('metrics'), found, same);
  const unpaired = sheet.items.slice(before).filter((item) => item.verdict !== 'right');
  for (const [g, p] of pairs) {
    if (g.optional) continue;
    const names = g.indicators ?? [g.indicator];
    const unit = bare(g.unit) === bare(p.unit);
    const name = names.some((/** @type {string} */ want) => sameName(want, p.indicator));
    const wrongUnit = `gold ${g.unit}, got ${p.unit}`;
    const wrongName = `gold ${names.join(' or ')}, got ${p.indicator}  ${sheet.around(g.span)}`;
    sheet.judge('metric-unit', g, unit, wrongUnit);
    sheet.judge('metric-indicator', g, name, wrongName);
    sheet.judge('metric-full', g, unit && name, unit ? wrongName : wrongUnit);
  }
  for (const item of unpaired) sheet.items.push({ ...item, category: 'metric-full' });
}

/** A relative or masked date may be read or left. */
function dates(/** @type {Sheet} */ sheet, /** @type {any[]} */ found) {
  const golds = sheet.gold('dates').map((/** @type {any} */ g) => ({ ...g, optional: g.iso == null }));
  const same = (/** @type {any} */ g, /** @type {any} */ p) =>
    overlap(g.span, p.span) && (g.iso ?? null) === (p.iso ?? null);
  sheet.pair('date', golds, found, same);
}

/** A relation is the same figures, in whatever order, with the same outcome. */
function relations(/** @type {Sheet} */ sheet, /** @type {any[]} */ golds, /** @type {any} */ report) {
  const key = (/** @type {string[]} */ quotes) => quotes.map(bare).sort().join('|');
  const found = report.relations.map((/** @type {any} */ r) => ({
    expr: r.expr,
    at: report.metrics[r.total].span,
    holds: r.holds,
    key: key([r.total, ...r.parts].map((index) => sheet.quote(report.metrics[index].span))),
  }));
  // A bound or a list is a matter of taste: whoever reads it is not wrong.
  const wanted = golds.map((g) => ({ ...g, optional: g.kind === 'bound' || g.kind === 'list' }));
  const same = (/** @type {any} */ g, /** @type {any} */ p) =>
    key(g.quotes ?? []) === p.key && g.holds === p.holds;
  sheet.pair('relation', wanted, found, same, (p) => `${p.expr} (${p.key})`);
}

/** What an editor would surely mark must be marked there; a mark where there is nothing counts against precision. */
function findings(/** @type {Sheet} */ sheet, /** @type {any[]} */ found) {
  const near = (/** @type {Span} */ g, /** @type {Span} */ p) => g.start < p.end + 2 && p.start < g.end + 2;
  const explained = new Set();
  for (const g of sheet.gold('findings')) {
    const hits = found.filter((p) => near(g.span, p.span));
    for (const hit of hits) explained.add(hit);
    const sure = (g.certain ?? true) || g.planted;
    if (!sure) continue;
    const category = LANGUAGE.test(g.code) ? 'finding-language' : 'finding';
    const verdict = hits.length > 0 ? 'right' : 'missed';
    sheet.add(category, verdict, g.span.start, `${g.code} ${g.q}`, verdict === 'right' ? '' : sheet.around(g.span));
  }
  for (const p of found) {
    if (explained.has(p) || p.severity === 'info') continue;
    const quote = sheet.quote(p.span).slice(0, 30);
    sheet.add('finding', 'extra', p.span.start, `${p.code} ${quote}`, sheet.around(p.span));
  }
}

/** The gold names each body once, so only recall can be told. */
function entities(/** @type {Sheet} */ sheet, /** @type {any} */ gold, /** @type {any[]} */ found) {
  for (const [kind, list] of [
    ['org', gold.orgs],
    ['person', gold.people],
    ['mechanism', gold.mechanisms],
  ]) {
    for (const entry of list ?? []) {
      const quote = typeof entry === 'string' ? { q: entry } : entry;
      const span = locate(sheet.text, quote) ?? { start: -1, end: -1 };
      const hit = found.some((p) => p.kind === kind && overlap(p.span, span));
      sheet.add('entity-recall', hit ? 'right' : 'missed', span.start, `${kind} ${quote.q}`);
    }
  }
}

/** Precision, recall and F1 in percent; an empty question is answered right. */
export function figures(/** @type {Iterable<Item>} */ items) {
  let [found, extra, missed] = [0, 0, 0];
  for (const { verdict } of items) {
    if (verdict === 'right') found++;
    if (verdict === 'extra' || verdict === 'wrong') extra++;
    if (verdict === 'missed' || verdict === 'wrong') missed++;
  }
  const precision = found + extra > 0 ? found / (found + extra) : 1;
  const recall = found + missed > 0 ? found / (found + missed) : 1;
  const f1 = precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0;
  return { precision: 100 * precision, recall: 100 * recall, f1: 100 * f1, gold: found + missed };
}
