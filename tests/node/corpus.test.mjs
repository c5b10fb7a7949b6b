// The command beside the page: rows, words and reviews agree, and the scripts under
// examples/ run on a small corpus.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';

import { model } from '../../www/model.js';
import { STRINGS, term } from '../../www/strings.js';
import { FIGURE_COLUMNS, figureCells } from '../../www/table.js';
import { authored } from '../accuracy/corpus.mjs';
import { FAZHI, missing } from './native.mjs';
import { load, root } from './package.mjs';

/** @type {typeof import('../../pkg/fazhi_lens.js')} */
const core = await load();

const targets = join(root, process.env.CARGO_TARGET_DIR ?? 'target');
/** What `cargo xtask setup` installs the packages of examples/requirements.txt into. */
const PYTHON = join(targets, 'python/bin/python');

/** Columns that the command alone has. */
const OWN = ['id', 'dimension', 'base'];

const place = mkdtempSync(join(tmpdir(), 'fazhi-'));
after(() => rmSync(place, { recursive: true }));

const texts = authored().slice(0, 8);
const documents = texts.map(({ name, text }) => `${JSON.stringify({ id: name, text })}\n`).join('');

/**
 * @param {string} program
 * @param {string[]} args
 * @param {{ input?: string, env?: Record<string, string> }} [of]
 */
function run(program, args, { input = '', env = {} } = {}) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: root, input, encoding: 'utf8', maxBuffer: 1 << 28, timeout: 900_000, env: { ...process.env, FAZHI, LC_ALL: 'en_GB.UTF-8', ...env } });
  assert.ok(!error, `${program}: ${error}`);
  return { status, stdout, stderr };
}

/** @param {string} lines @returns {Record<string, any>[]} */
const parsed = (lines) => lines.split('\n').filter(Boolean).map((line) => JSON.parse(line));

/** The table of docs/rows.md: the cells of each column's line. */
const documented = readFileSync(join(root, 'docs/rows.md'), 'utf8').split('\n## ')[0]
  .split('\n').filter((line) => line.startsWith('| `'))
  .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| |[`]| \|$/g, '')));

describe('rows', { skip: missing }, () => {
  test('have the columns that are documented', () => {
    const names = documented.map(([name]) => name);
    const rows = parsed(run(FAZHI, ['rows'], { input: documents }).stdout);
    assert.ok(rows.length > 100);
    for (const row of rows) assert.deepEqual(Object.keys(row), names);
    const [head] = run(FAZHI, ['read', '--csv', 'tests/corpus/d01.txt']).stdout.replace('\ufeff', '').split('\r\n');
    assert.deepEqual(head.split(',').map((cell) => JSON.parse(cell)), names);
  });

  test('have the types that are documented', () => {
    const types = new Map(documented.map(([name, , , type]) => [name, type]));
    for (const row of parsed(run(FAZHI, ['rows'], { input: documents }).stdout)) {
      for (const [name, value] of Object.entries(row)) {
        const kind = value === null ? 'null' : typeof value;
        const type = types.get(name) ?? '';
        const fits = type.includes(kind) || (kind === 'number' && type.includes('integer') && Number.isInteger(value))
          || (kind === 'string' && type.split(/, | or /).includes(value));
        assert.ok(fits, `${name}: ${value} is no ${type}`);
      }
    }
  });

  test('have the columns of the page under the heads that are documented', () => {
    const page = documented.filter(([name]) => !OWN.includes(name));
    assert.deepEqual(page.map(([name]) => name), [...FIGURE_COLUMNS]);
    for (const [name, zh, en] of page) assert.deepEqual([zh, en], [...STRINGS[/** @type {'col.unit'} */ (`col.${name}`)]]);
  });

  test('have the base units that are documented', () => {
    const [, bases] = readFileSync(join(root, 'docs/rows.md'), 'utf8').split('\n## ');
    const told = new Map([...bases.matchAll(/`([\w-]+)` \| (\S+)/g)].map(([, dimension, base]) => [dimension, base]));
    const units = readFileSync(join(root, 'src/words/units.tsv'), 'utf8').split('\n').slice(1).map((line) => line.split('\t'));
    const converted = units.filter(([, , , factor]) => factor && factor !== '1');
    assert.ok(converted.length > 20);
    for (const [unit, dimension, base] of converted) assert.equal(told.get(dimension), base, unit);
  });

  test('tell what the page tells', () => {
    for (const { name, text } of texts) {
      const rows = parsed(run(FAZHI, ['rows'], { input: `${JSON.stringify({ id: name, text })}\n` }).stdout);
      const read = model(text, core.analyze(text), 0);
      assert.equal(rows.length, read.report.metrics.length, name);
      rows.forEach((row, index) => {
        const cells = figureCells(read, index, 'zh', name);
        const word = (/** @type {string} */ of, /** @type {string | null} */ code) => code && term('zh', /** @type {'kind'} */ (of), code);
        const worded = {
          ...row,
          direction: word('direction', row.direction), approx: word('approx', row.approx), kind: word('kind', row.kind), theme: word('role', row.theme),
          target: row.target ? STRINGS['metrics.target'][0] : null,
          check: STRINGS[/** @type {'metrics.holds'} */ (`metrics.${row.check}`)][0],
        };
        for (const own of OWN) delete (/** @type {Record<string, unknown>} */ (worded))[own];
        assert.deepEqual(worded, cells);
      });
    }
  });
});

test('the command says what the page says under the same key', () => {
  const lines = readFileSync(join(root, 'src/command/words.tsv'), 'utf8').trim().split('\n').slice(1);
  const shared = lines.map((line) => line.split('\t')).filter(([key]) => key in STRINGS);
  assert.ok(shared.length > 10);
  for (const [key, zh, en] of shared) assert.deepEqual([zh, en], [...STRINGS[/** @type {'name'} */ (key)]], key);
});

test('a review has the remarks of the page', { skip: missing }, () => {
  for (const name of ['samples/faulty.txt', 'samples/clean.txt']) {
    const text = readFileSync(join(root, 'www', name), 'utf8');
    const review = run(FAZHI, ['--lang', 'zh', 'read', '--review', `www/${name}`]).stdout;
    const says = [...review.matchAll(/^- 意见：(.*)$/gm)].map(([, words]) => words.replace(/\\(.)/g, '$1'));
    const troubles = model(text, core.analyze(text), 0).troubles.toSorted((a, b) => a.span.start - b.span.start);
    assert.deepEqual(says, troubles.map(({ message }) => message.zh.replace(/[\r\n]+/g, ' ')), name);
  }
});

/** Four Java machines are started for eight documents: most of it is what they compile. */
const QUICK = {
  PARTITIONS: '2',
  SPARK_LOCAL_IP: '127.0.0.1',
  PYSPARK_SUBMIT_ARGS: '--conf spark.ui.enabled=false pyspark-shell',
  JAVA_TOOL_OPTIONS: '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC',
};

describe('the scripts under examples', { skip: missing }, () => {
  const input = join(place, 'documents.jsonl');
  writeFileSync(input, documents);
  const rows = missing ? '' : run(FAZHI, ['rows'], { input: documents }).stdout;
  const has = (/** @type {string} */ program, /** @type {string[]} */ ...args) => spawnSync(program, args, { stdio: 'ignore' }).status === 0;
  const lacking = (/** @type {string} */ name, /** @type {boolean} */ there) => (there ? false : `${name} is not installed`);
  const python = (/** @type {string} */ name) => lacking(name, existsSync(PYTHON) && has(PYTHON, '-c', `import ${name}`));

  test('GNU parallel', { skip: lacking('parallel', has('parallel', '--version')) }, () => {
    const { status, stdout } = run('sh', ['examples/parallel.sh', input], { env: { BLOCK: '20k' } });
    assert.equal(status, 0);
    assert.equal(stdout, rows);
  });

  test('xargs', { skip: lacking('split with shares', has('split', '-n', 'l/1', '/dev/null', join(place, 'x'))) }, () => {
    const { status, stdout } = run('sh', ['examples/xargs.sh', input], { env: { CORES: '3' } });
    assert.equal(status, 0);
    assert.equal(stdout, rows);
    const broken = join(place, 'broken.jsonl');
    writeFileSync(broken, `${documents}no JSON\n`);
    const told = run('sh', ['examples/xargs.sh', broken], { env: { CORES: '3' } });
    assert.equal(told.status, 1);
    assert.equal(told.stdout, rows);
    assert.match(told.stderr, /Line \d+ is no JSON object/);
  });

  test('DuckDB', { skip: python('duckdb') }, () => {
    const figures = join(place, 'figures.jsonl');
    writeFileSync(figures, rows);
    const { status, stdout, stderr } = run(PYTHON, ['examples/duckdb_rows.py', figures, join(place, 'figures.parquet')]);
    assert.equal(status, 0, stderr);
    const count = rows.split('\n').length - 1;
    assert.match(stdout, new RegExp(`│ +${texts.length} │ +${count} │`));
    assert.ok(existsSync(join(place, 'figures.parquet')));
  });

  test('Spark', { skip: python('pyspark') || lacking('java', has('java', '-version')) }, () => {
    const { status, stdout, stderr } = run(PYTHON, ['examples/spark_rows.py', input, join(place, 'spark.parquet')], { env: QUICK });
    assert.equal(status, 0, stderr);
    const count = rows.split('\n').length - 1;
    assert.match(stdout, new RegExp(`\\| +${texts.length}\\| +${count}\\|`));
  });
});
