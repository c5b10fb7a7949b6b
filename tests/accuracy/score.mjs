// One report against its gold: a list of items, each with a verdict.
//
//   right   the gold is found                      counts as found
//   missed  the gold is not found                  counts against recall
//   extra   something is found that is no gold     counts against precision
//   wrong   the thing is found, this of it is not  counts against both
//
// Gold that reasonable readers would differ on is optional: found or not, it
// counts as nothing.
import { bare, likeness, locate, overlap, sameKind, sameName, sameNumber, sameSpan, sameTail } from './compare.mjs';

export const CATEGORIES = /** @type {const} */ ([
  'meta', 'section', 'section-level', 'section-role',
  'metric-value', 'metric-unit', 'metric-indicator', 'metric-full', 'metric-subject', 'metric-period',
  'citation', 'date', 'relation', 'sentence', 'entity-recall', 'entity-edge', 'finding', 'finding-language',
]);

/** Slips of language take a reader's judgement: they are measured apart, and by recall alone. */
const LANGUAGE = /^(typo|word-order|term-|unit-suspect|word-choice|wording|grammar|logic|number-style)/;

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
    told(sheet, 'metric-subject', g, g.subject, p.subject);
    told(sheet, 'metric-period', g, g.period?.text ?? g.period?.q ?? g.period, p.period?.text);
  }
  for (const item of unpaired) sheet.items.push({ ...item, category: 'metric-full' });
}

/** Whose figure it is and of when: asked only where the gold says so. */
function told(
  /** @type {Sheet} */ sheet,
  /** @type {string} */ category,
  /** @type {any} */ g,
  /** @type {string | null | undefined} */ want,
  /** @type {string | null | undefined} */ got,
) {
  if (!want) return;
  const verdict = sameTail(want, got ?? '') ? 'right' : got ? 'wrong' : 'missed';
  const note = verdict === 'right' ? '' : `gold ${want}, got ${got ?? 'nothing'}  ${sheet.around(g.span)}`;
  sheet.add(category, verdict, g.span.start, g.q, note);
}

/** A relative or masked date may be read or left. */
function dates(/** @type {Sheet} */ sheet, /** @type {any[]} */ found) {
  const golds = sheet.gold('dates').map((/** @type {any} */ g) => ({ ...g, optional: g.optional || g.iso == null }));
  const same = (/** @type {any} */ g, /** @type {any} */ p) =>
    overlap(g.span, p.span) && (g.iso ?? null) === (p.iso ?? null);
  sheet.pair('date', golds, found, same);
}

/**
 * A relation is the same figures, in whatever order, with the same outcome. One
 * that fails and is told as likely alone is no mistake where the gold has none.
 */
function relations(/** @type {Sheet} */ sheet, /** @type {any[]} */ golds, /** @type {any} */ report) {
  const key = (/** @type {string[]} */ quotes) => quotes.map(bare).sort().join('|');
  // A bound or a list is a matter of taste: whoever reads it is not wrong.
  const wanted = golds.map((g) => ({ ...g, key: key(g.quotes ?? []), optional: g.optional || ['bound', 'list'].includes(g.kind) }));
  const same = (/** @type {any} */ g, /** @type {any} */ p) => g.key === p.key && g.holds === p.holds;
  const found = report.relations
    .map((/** @type {any} */ r) => ({
      expr: r.expr,
      at: report.metrics[r.total].span.start,
      holds: r.holds,
      unsure: !r.holds && r.grade === 'likely',
      key: key([r.total, ...r.parts].map((index) => sheet.quote(report.metrics[index].span))),
    }))
    .filter((/** @type {any} */ p) => !p.unsure || wanted.some((g) => same(g, p)));
  sheet.pair('relation', wanted, found, same, (p) => `${p.expr} (${p.key})`);
  sentences(sheet, wanted, found, same);
}

/** A sentence is right when every relation of it is read and none that is false. */
function sentences(
  /** @type {Sheet} */ sheet,
  /** @type {any[]} */ wanted,
  /** @type {any[]} */ found,
  /** @type {(gold: any, prediction: any) => boolean} */ same,
) {
  const ends = [...sheet.text.matchAll(/[。\n]/g)].map((end) => end.index);
  const endOf = (/** @type {number} */ at) => ends.find((end) => end >= at) ?? sheet.text.length;
  /** @type {Map<number, { asked: boolean, right: boolean, what: string[] }>} */
  const seen = new Map();
  const note = (/** @type {number} */ at, /** @type {boolean} */ asked, /** @type {boolean} */ right, /** @type {string} */ what) => {
    const end = endOf(at);
    const sentence = seen.get(end) ?? { asked: false, right: true, what: [] };
    sentence.asked ||= asked;
    sentence.right &&= right;
    if (!right) sentence.what.push(what);
    seen.set(end, sentence);
  };
  const figures = sheet.gold('metrics');
  for (const g of wanted.filter((w) => !w.optional)) {
    const at = placeOf(g, figures);
    if (at !== undefined) note(at, true, found.some((p) => same(g, p)), `no ${g.expr}`);
  }
  for (const p of found) {
    if (!wanted.some((g) => same(g, p))) note(p.at, false, false, `false ${p.expr}`);
  }
  for (const [end, { asked, right, what }] of seen) {
    const verdict = right ? 'right' : asked ? 'missed' : 'extra';
    const start = Math.max(sheet.text.lastIndexOf('。', end - 1), sheet.text.lastIndexOf('\n', end - 1)) + 1;
    sheet.add('sentence', verdict, start, sheet.text.slice(start, end).slice(0, 24), what.join('; '));
  }
}

/** Where the gold's result stands: of equal quotes the one nearest to its other figures. */
function placeOf(/** @type {any} */ relation, /** @type {any[]} */ figures) {
  const [result, ...parts] = (relation.quotes ?? []).map(bare);
  const called = (/** @type {string} */ quote) => figures.filter((f) => bare(f.q) === quote);
  const far = (/** @type {any} */ figure) => {
    const away = parts.map((/** @type {string} */ part) => {
      const others = called(part).filter((other) => other !== figure);
      return Math.min(1e9, ...others.map((other) => Math.abs(other.span.start - figure.span.start)));
    });
    return away.reduce((/** @type {number} */ sum, /** @type {number} */ n) => sum + n, 0);
  };
  const start = called(result).sort((a, b) => far(a) - far(b))[0]?.span.start;
  return start >= 0 ? start : undefined;
}

/**
 * What an editor would surely mark must be marked there by a remark of the same
 * kind; a mark where there is nothing counts against precision.
 */
function findings(/** @type {Sheet} */ sheet, /** @type {any[]} */ found) {
  const near = (/** @type {Span} */ g, /** @type {Span} */ p) => g.start < p.end + 2 && p.start < g.end + 2;
  const explained = new Set();
  for (const g of sheet.gold('findings')) {
    const hits = found.filter((p) => near(g.span, p.span));
    for (const hit of hits) explained.add(hit);
    const sure = (g.certain ?? true) || g.planted;
    if (!sure) continue;
    const category = LANGUAGE.test(g.code) ? 'finding-language' : 'finding';
    const verdict = hits.some((hit) => sameKind(g.code, hit.code)) ? 'right' : 'missed';
    sheet.add(category, verdict, g.span.start, `${g.code} ${g.q}`, verdict === 'right' ? '' : sheet.around(g.span));
  }
  for (const p of found) {
    if (explained.has(p) || p.severity === 'info') continue;
    const quote = sheet.quote(p.span).slice(0, 30);
    sheet.add('finding', 'extra', p.span.start, `${p.code} ${quote}`, sheet.around(p.span));
  }
}

/** The gold names each body once, so only recall can be told, and of what is found whether its edges are right. */
function entities(/** @type {Sheet} */ sheet, /** @type {any} */ gold, /** @type {any[]} */ found) {
  for (const [kind, list] of [
    ['org', gold.orgs],
    ['person', gold.people],
    ['mechanism', gold.mechanisms],
  ]) {
    for (const entry of list ?? []) {
      const quote = typeof entry === 'string' ? { q: entry } : entry;
      const span = locate(sheet.text, quote) ?? { start: -1, end: -1 };
      const hits = found.filter((p) => p.kind === kind && overlap(p.span, span)).map((p) => sheet.quote(p.span));
      const what = `${kind} ${quote.q}`;
      sheet.add('entity-recall', hits.length > 0 ? 'right' : 'missed', span.start, what);
      if (hits.length === 0) continue;
      const exact = hits.some((hit) => bare(hit) === bare(quote.q));
      sheet.add('entity-edge', exact ? 'right' : 'wrong', span.start, what, exact ? '' : `got ${hits.join(', ')}`);
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
