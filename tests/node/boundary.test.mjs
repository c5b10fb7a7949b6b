// The promise of the package, kept on every report and on texts made to break it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import * as corpus from '../accuracy/corpus.mjs';
import { load, root } from './package.mjs';

const core = await load();

/** What stands in every report, and in the types. */
const FIELDS = [
  'meta', 'sections', 'points', 'metrics', 'citations', 'dates',
  'entities', 'relations', 'findings', 'requirements', 'themes',
];

const sample = corpus.authored()[0].text;
const million = sample.repeat(Math.ceil(1_000_000 / Buffer.byteLength(sample)));

/** @type {[string, string][]} */
const NASTY = [
  ['nothing', ''],
  ['one blank', ' '],
  ['blank lines', '\n\n \r\n\t\n　\n'],
  ['a lone high surrogate', '共办理\ud83d12件。'],
  ['a lone low surrogate', '\udc00一、工作\n共办理12件。\udc00'],
  ['surrogates the wrong way round', '\udc00\ud83d《法\udc00\ud83d》12件'],
  ['CRLF', sample.replaceAll('\n', '\r\n')],
  ['CR alone', sample.replaceAll('\n', '\r')],
  ['mixed line ends', sample.replace(/\n/g, (_, at) => ['\n', '\r\n', '\r'][at % 3])],
  ['line and paragraph separators', sample.replaceAll('\n', '\u2028\u2029')],
  ['emoji everywhere', [...sample].join('😀')],
  ['rare characters', '𠮷野镇2022年法治政府建设年度报告\n一、𡈽地\n（一）𠀀𠀀。共办理𠮷𠮷12件、𡈽34件。\n𠮷野镇人民政府\n2023年1月12日'],
  ['emoji in a citation', '依据《👩‍👩‍👧‍👦保护法（2021年）》办理😀12😀件'],
  ['tabs', sample.replace(/[，。]/g, '$&\t')],
  ['a byte order mark', `\ufeff${sample}`],
  ['zero width and NUL', sample.replace(/[，。]/g, '$&\u200b\u0000\ufeff')],
  ['marks alone', '《》《《》》〔〕（（））“”""「」()[]【】一、（一）1.①'.repeat(50)],
  ['open marks', '《（“〔'.repeat(500)],
  ['closed marks', '》）”〕'.repeat(500)],
  ['a long number', '9'.repeat(5000) + '万亿余件'],
  ['Chinese numerals', '一二三四五六七八九十百千万亿零〇两'.repeat(200) + '件'],
  ['number pieces', '1,234,567.89.10％%‰1—2~3-4至5余多约近超过0.0.0/0'.repeat(50)],
  ['dates gone wrong', '2022年13月45日，20*年，二〇二二年〇月，0年0月0日，99999年，2022-02-30'],
  ['one endless line', sample.replaceAll('\n', '').repeat(20)],
  ['headings alone', '一、甲\n（一）乙\n1.丙\n（1）丁\n①戊\n'.repeat(100)],
  ['Latin text', 'The quick brown fox, 12 times in 2022 (90%).\n'.repeat(50)],
  ['one megabyte', million],
];

/** @type {[string, string][]} */
const TEXTS = [...corpus.authored(), ...corpus.real()].map(({ name, text }) => [name, text]);

describe('a report', () => {
  for (const [name, text] of [...TEXTS, ...NASTY]) {
    test(`of ${name}`, () => {
      const report = core.analyze(text);
      assert.deepEqual(Object.keys(report).sort(), [...FIELDS].sort());
      spansLieInText(text, report);
      quotesAreVerbatim(text, report);
      listsAreInOrder(report);
      indicesPointSomewhere(report);
    });
  }
});

describe('reading is pure', () => {
  for (const [name, text] of [...TEXTS, ...NASTY]) {
    test(`on ${name}`, () => {
      const first = JSON.stringify(core.analyze(text));
      core.analyze('别的文本，12件。');
      assert.equal(JSON.stringify(core.analyze(text)), first);
    });
  }
});

test('real reports are measured where they lie beside the clone', (t) => {
  if (corpus.real().length === 0) t.skip('none here');
});

test('the types name every field of a report', () => {
  const types = readFileSync(join(root, 'pkg/fazhi_lens.d.ts'), 'utf8');
  assert.match(types, /export function analyze\(text: string, words\?: string | null\): Report;/);
  const [, report] = types.match(/export interface Report \{([^}]*)\}/) ?? assert.fail('no interface Report');
  const named = [...report.matchAll(/^\s*(\w+)\??:/gm)].map(([, name]) => name);
  for (const field of FIELDS) assert.ok(named.includes(field), `Report.${field}`);
  for (const name of ['Span', 'Meta', 'Section', 'Point', 'Metric', 'Citation', 'DateExpr', 'Entity', 'Relation', 'Finding', 'Requirement', 'Theme']) {
    assert.match(types, new RegExp(`export interface ${name} \\{`));
  }
});

/** Every object in the report, with its path. @returns {Generator<[string, any]>} */
function* objects(/** @type {any} */ value, path = 'report') {
  if (value === null || typeof value !== 'object') return;
  yield [path, value];
  for (const [key, child] of Object.entries(value)) yield* objects(child, `${path}.${key}`);
}

function spansLieInText(/** @type {string} */ text, /** @type {any} */ report) {
  const splits = (/** @type {number} */ at) =>
    /[\ud800-\udbff]/.test(text[at - 1] ?? '') && /[\udc00-\udfff]/.test(text[at] ?? '');
  for (const [path, object] of objects(report)) {
    if (!('start' in object)) continue;
    const { start, end } = object;
    assert.ok(Number.isInteger(start) && Number.isInteger(end), `${path}: whole numbers`);
    assert.ok(0 <= start && start <= end && end <= text.length, `${path}: ${start}..${end} of ${text.length}`);
    assert.ok(!splits(start) && !splits(end), `${path}: ${start}..${end} splits a character`);
  }
}

/** A quote is what stands there, without blanks, line ends and unseen characters that separate nothing. */
function quotesAreVerbatim(/** @type {string} */ text, /** @type {any} */ report) {
  // The core sees a lone surrogate as U+FFFD.
  const seen = text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
  for (const [path, object] of objects(report)) {
    const isQuote = typeof object.text === 'string' && object.span && !path.endsWith('.fix');
    if (!isQuote) continue;
    const printed = seen.slice(object.span.start, object.span.end);
    const bare = (/** @type {string} */ words) => words.replace(/[\s\p{Cc}\p{Cf}]/gu, '');
    assert.equal(bare(object.text), bare(printed), path);
    assert.ok(object.text.length <= printed.length, path);
    if (!/[\s\p{Cc}\p{Cf}]/u.test(printed)) assert.equal(object.text, printed, path);
  }
}

function listsAreInOrder(/** @type {any} */ report) {
  for (const list of ['sections', 'points', 'metrics', 'citations', 'dates', 'entities', 'findings']) {
    const starts = report[list].map((/** @type {any} */ item) => item.span.start);
    for (let at = 1; at < starts.length; at++) {
      assert.ok(starts[at - 1] <= starts[at], `${list}[${at}] is out of order`);
    }
  }
}

function indicesPointSomewhere(/** @type {any} */ report) {
  const within = (/** @type {any} */ index, /** @type {any[]} */ list, /** @type {string} */ what) =>
    assert.ok(Number.isInteger(index) && index >= 0 && index < list.length, `${what}: ${index}`);
  for (const [at, relation] of report.relations.entries()) {
    within(relation.total, report.metrics, `relations[${at}].total`);
    // What a count's own list names are no figures.
    assert.equal(relation.parts.length === 0, relation.kind === 'list', `relations[${at}] has parts`);
    for (const part of relation.parts) within(part, report.metrics, `relations[${at}].parts`);
  }
  for (const [at, section] of report.sections.entries()) {
    // A parent stands before its children.
    if (section.parent !== null) within(section.parent, report.sections.slice(0, at), `sections[${at}].parent`);
  }
  for (const list of ['points', 'metrics']) {
    for (const [at, item] of report[list].entries()) {
      if (item.section !== null) within(item.section, report.sections, `${list}[${at}].section`);
    }
  }
}
