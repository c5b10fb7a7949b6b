// The measure itself is measured: a perfect reading scores 100, a spoilt one less.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import * as corpus from '../accuracy/corpus.mjs';
import { likeness, locate, sameName } from '../accuracy/compare.mjs';
import { CATEGORIES, figures, score } from '../accuracy/score.mjs';

/** The report that an analyzer would return which reads exactly the gold. */
function perfect(/** @type {corpus.Doc} */ { text, gold }) {
  const span = (/** @type {any} */ quote) => locate(text, quote) ?? assert.fail(`not in the text: ${JSON.stringify(quote)}`);
  const placed = (/** @type {any[]} */ list) => list.map((g) => ({ ...g, span: span(g) }));
  const period = (/** @type {any} */ p) => (p ? { text: p.text ?? p.q ?? p } : null);
  const metrics = placed(gold.metrics).map((m) => ({ ...m, valueMax: m.value_max ?? null, period: period(m.period) }));
  const indexOf = (/** @type {string} */ quote) => metrics.findIndex((m) => m.q === quote);
  return {
    meta: {
      title: gold.meta.title && { text: gold.meta.title },
      issuer: gold.meta.issuer && { text: gold.meta.issuer },
      year: gold.meta.year && { text: `${gold.meta.year}年`, value: gold.meta.year },
      signedDate: gold.meta.signed_date && { text: '', value: gold.meta.signed_date },
      publishedDate: gold.meta.published_date && { text: '', value: gold.meta.published_date },
    },
    sections: placed(gold.sections).map((s) => ({ ...s, heading: s.span })),
    metrics,
    citations: placed(gold.citations),
    dates: placed(gold.dates),
    entities: [
      ...gold.entities.orgs.map((/** @type {any} */ e) => ({ kind: 'org', span: span(e) })),
      ...gold.entities.people.map((/** @type {any} */ e) => ({ kind: 'person', span: span(e) })),
      ...gold.entities.mechanisms.map((/** @type {string} */ q) => ({ kind: 'mechanism', span: span({ q }) })),
    ],
    relations: gold.relations.map((/** @type {any} */ r) => ({
      expr: r.expr,
      holds: r.holds,
      total: indexOf(r.quotes[0]),
      parts: r.quotes.slice(1).map(indexOf),
    })),
    findings: placed(gold.findings).map((f) => ({ ...f, severity: 'warning' })),
  };
}

const percent = (/** @type {any[]} */ items, /** @type {string} */ category) =>
  figures(items.filter((item) => item.category === category));

describe('a reading that is the gold scores 100', () => {
  for (const doc of corpus.authored()) {
    test(doc.name, () => {
      const items = score(doc.text, doc.gold, perfect(doc));
      for (const category of CATEGORIES) {
        const bad = items.filter((i) => i.category === category && i.verdict !== 'right');
        assert.deepEqual(bad, [], category);
        assert.equal(percent(items, category).f1, 100, category);
      }
    });
  }
});

test('a spoilt reading scores less, each fault in its own category', () => {
  const doc = corpus.authored()[0];
  const report = perfect(doc);
  report.sections[0].level = 9;
  report.sections[1].role = 'nonsense';
  report.metrics[0].unit = '光年';
  report.metrics[1].indicator = '毫不相干';
  report.metrics[2].value += 1;
  report.citations.pop();
  report.dates.push({ span: { start: 0, end: 4 }, iso: '1900' });
  report.meta.title = { text: '别的标题' };
  report.findings.push({ code: 'typo', span: { start: 5, end: 6 }, severity: 'warning' });
  const items = score(doc.text, doc.gold, report);
  const bad = Object.fromEntries(
    CATEGORIES.map((c) => [c, items.filter((i) => i.category === c && i.verdict !== 'right').map((i) => i.verdict)]),
  );
  assert.deepEqual(bad['section-level'], ['wrong']);
  assert.deepEqual(bad['section-role'], ['wrong']);
  assert.deepEqual(bad['metric-unit'], ['wrong']);
  assert.deepEqual(bad['metric-indicator'], ['wrong']);
  assert.deepEqual(bad['metric-value'].sort(), ['extra', 'missed']);
  assert.deepEqual(bad['metric-full'].sort(), ['extra', 'missed', 'wrong', 'wrong']);
  assert.deepEqual(bad['citation'], ['missed']);
  assert.deepEqual(bad['date'], ['extra']);
  assert.deepEqual(bad['meta'], ['wrong']);
  assert.deepEqual(bad['finding'], ['extra']);
  assert.deepEqual(bad['section'], []);
});

test('whose, of when, where a name ends, whole sentences, and of what kind a finding is', () => {
  const doc = corpus.authored().find(({ gold }) => gold.findings.length > 0 && gold.relations.length > 0) ?? assert.fail();
  const verdicts = (/** @type {(report: any) => void} */ spoil, /** @type {string} */ category) => {
    const report = perfect(doc);
    spoil(report);
    const items = score(doc.text, doc.gold, report).filter((item) => item.category === category);
    return items.filter(({ verdict }) => verdict !== 'right').map(({ verdict }) => verdict);
  };
  const sure = doc.gold.findings.findIndex((/** @type {any} */ f) => (f.certain ?? true) && !/^(typo|word|term)/.test(f.code));
  const of = (/** @type {any} */ report, /** @type {string} */ field) => report.metrics.find((/** @type {any} */ m) => m[field] && !m.optional);
  assert.deepEqual(verdicts((r) => (of(r, 'subject').subject = '别处'), 'metric-subject'), ['wrong']);
  assert.deepEqual(verdicts((r) => (of(r, 'subject').subject = null), 'metric-subject'), ['missed']);
  assert.deepEqual(verdicts((r) => (of(r, 'period').period = null), 'metric-period'), ['missed']);
  assert.deepEqual(verdicts((r) => (r.entities[0].span.end += 1), 'entity-edge'), ['wrong']);
  assert.deepEqual(verdicts((r) => (r.entities[0].span.end += 1), 'entity-recall'), []);
  assert.deepEqual(verdicts((r) => (r.findings[sure].code = 'no-such-kind'), 'finding'), ['missed']);
  assert.deepEqual(verdicts((r) => r.relations.shift(), 'sentence'), ['missed']);
  assert.deepEqual(verdicts((r) => (r.relations[0].holds = !r.relations[0].holds), 'sentence'), ['missed']);
  const alarm = (/** @type {any} */ more) => (/** @type {any} */ r) => {
    const others = r.relations.flatMap((/** @type {any} */ x) => [x.total, ...x.parts]);
    const lone = r.metrics.findIndex((/** @type {any} */ _, /** @type {number} */ i) => !others.includes(i));
    r.relations.push({ expr: 'x', holds: false, total: lone, parts: [lone], ...more });
  };
  assert.equal(verdicts(alarm({}), 'sentence').length, 1);
  assert.deepEqual(verdicts(alarm({ grade: 'likely' }), 'sentence'), []);
  assert.deepEqual(verdicts(alarm({ grade: 'likely' }), 'relation'), []);
});

test('figures', () => {
  const items = ['right', 'right', 'right', 'missed', 'wrong'].map((verdict) => ({ verdict }));
  const { precision, recall, f1, gold } = figures(/** @type {any} */ (items));
  assert.equal(precision, 75);
  assert.equal(recall, 60);
  assert.equal(f1.toFixed(3), '66.667');
  assert.equal(gold, 5);
});

test('likeness', () => {
  assert.equal(likeness('召开会议', '召开会议'), 1);
  assert.equal(likeness('召开“会议”', '召开会议'), 1);
  assert.equal(likeness('甲', '乙'), 0);
  assert.equal(likeness('', ''), 1);
  assert.ok(sameName('全区共登记社会组织', '社会组织'));
  assert.ok(!sameName('社会组织', '结婚登记'));
});

test('every gold quote stands in its text, and a longer quote around it stands there once', () => {
  for (const { name, text, gold } of corpus.authored()) {
    for (const [kind, list] of Object.entries(gold)) {
      if (!Array.isArray(list)) continue;
      for (const quote of list.filter((entry) => entry.q)) {
        assert.ok(locate(text, quote), `${name} ${kind}: ${quote.q}`);
        if (quote.in) assert.equal(text.split(quote.in).length, 2, `${name} ${kind}: ${quote.in}`);
      }
    }
  }
});
