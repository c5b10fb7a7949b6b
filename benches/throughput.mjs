// How fast the built package reads in Node, the passing of the result included,
// beside AutoCorrect on the same texts. `cargo xtask bench` runs this after the
// native measure.
//
// The engines take turns and medians are told, since others may use the machine.
// Reading runs on one thread, so that CPU time tells its speed and is steadier than
// wall time. A first reading compiles on other threads too: there the wall counts.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as corpus from '../tests/accuracy/corpus.mjs';
import { load } from '../tests/node/package.mjs';
import * as autocorrect from './autocorrect.mjs';

const ROUNDS = 15;
/** So many megabytes are read before times are taken: V8 compiles the functions of both engines anew until then. */
const SETTLING = 3;
const TIMES = 16;
/** The report that a fresh process reads first, where the public ones are there. */
const FIRST = 'r003';
/** What is asked for: at least this part of AutoCorrect's speed, at most this part of its first time. */
const SPEED = 0.6;
const FIRST_TIME = 0.4;

/** @typedef {{ wall: number, cpu: number }} Time milliseconds */

const real = corpus.real();
const docs = real.length > 0 ? real : corpus.authored();
const name = real.length > 0 ? 'five public reports' : 'eight invented reports';
const joined = docs.map(({ text }) => text).join('\n');
/** @type {[string, number, number][]} */
const bars = [];

console.log(`\nWebAssembly in Node ${process.version}, medians of ${ROUNDS} rounds in turn`);
if (real.length === 0) console.log('no public reports beside the clone: the invented ones instead');
if (!autocorrect.isInstalled) console.log('AutoCorrect is not installed: no comparison');

const { analyze } = await load();
const other = autocorrect.isInstalled ? await autocorrect.load() : undefined;
throughput(name, joined);
throughput(`${name}, ${TIMES} times`, joined.repeat(TIMES));
first(docs.find((doc) => doc.name === FIRST) ?? docs[0]);
verdict();

function throughput(/** @type {string} */ title, /** @type {string} */ text) {
  const megabytes = Buffer.byteLength(text) / 1e6;
  console.log(`\n${title}: ${megabytes.toFixed(3)} MB`);
  const lint = other && (() => other.lintFor(text, 'text'));
  const [own, theirs] = turns(() => analyze(text), lint, Math.ceil(SETTLING / megabytes));
  const speeds = [own, theirs].map((times, i) => {
    if (!times) return undefined;
    const [wall, cpu] = [median(times, 'wall'), median(times, 'cpu')];
    const speed = (/** @type {number} */ ms) => `${ms.toFixed(2).padStart(9)} ms ${((megabytes / ms) * 1e3).toFixed(2).padStart(7)} MB/s`;
    console.log(`  ${['fazhi-lens', 'AutoCorrect'][i].padEnd(12)} wall ${speed(wall)}   CPU ${speed(cpu)}`);
    return { wall: 1 / wall, cpu: 1 / cpu };
  });
  const [a, b] = speeds;
  if (a && b) bars.push([`speed, ${title}`, a.wall / b.wall, a.cpu / b.cpu]);
}

/** Runs both in turn, after `ahead` rounds that let the engine settle. */
function turns(/** @type {() => unknown} */ own, /** @type {(() => unknown) | undefined} */ theirs, /** @type {number} */ ahead) {
  /** @type {[Time[], Time[] | undefined]} */
  const times = [[], theirs && []];
  for (let round = -ahead; round < ROUNDS; round++) {
    const taken = [timed(own), theirs && timed(theirs)];
    if (round < 0) continue;
    times[0].push(/** @type {Time} */ (taken[0]));
    times[1]?.push(/** @type {Time} */ (taken[1]));
  }
  return times;
}

/** @returns {Time} */
function timed(/** @type {() => unknown} */ run) {
  const before = process.cpuUsage();
  const start = performance.now();
  run();
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return { wall, cpu: (user + system) / 1e3 };
}

/** A fresh process each time: compilation, start and first reading. */
function first(/** @type {corpus.Doc} */ doc) {
  console.log(`\nfirst reading of a fresh process: ${doc.name}, ${(Buffer.byteLength(doc.text) / 1e3).toFixed(1)} kB`);
  const place = mkdtempSync(join(tmpdir(), 'fazhi-lens-'));
  try {
    const file = join(place, 'report.txt');
    writeFileSync(file, doc.text);
    const script = join(import.meta.dirname, 'first.mjs');
    const run = (/** @type {string} */ engine) => JSON.parse(execFileSync(process.execPath, [script, engine, file], { encoding: 'utf8' }));
    /** @type {Record<string, Time[]>} */
    const times = { ours: [], autocorrect: [] };
    for (let round = 0; round < ROUNDS; round++) {
      times.ours.push(run('ours'));
      if (other) times.autocorrect.push(run('autocorrect'));
    }
    const shown = (/** @type {Time[]} */ list) => `wall ${median(list, 'wall').toFixed(1).padStart(7)} ms   CPU ${median(list, 'cpu').toFixed(1).padStart(7)} ms`;
    console.log(`  fazhi-lens   ${shown(times.ours)}`);
    if (!other) return;
    console.log(`  AutoCorrect  ${shown(times.autocorrect)}`);
    const ratio = (/** @type {keyof Time} */ kind) => median(times.ours, kind) / median(times.autocorrect, kind);
    bars.push(['first reading, time', ratio('wall'), ratio('cpu')]);
  } finally {
    rmSync(place, { recursive: true });
  }
}

function verdict() {
  if (bars.length === 0) return;
  console.log(`\n${'against AutoCorrect'.padEnd(46)} ${'wall'.padStart(6)} ${'CPU'.padStart(6)}   asked for`);
  for (const [what, wall, cpu] of bars) {
    const time = what.startsWith('first');
    const [asked, met] = time ? [`≤ ${FIRST_TIME}`, wall <= FIRST_TIME] : [`≥ ${SPEED}`, cpu >= SPEED];
    const by = `${asked} × by ${time ? 'wall' : 'CPU'}: ${met ? 'met' : 'not met'}`;
    console.log(`  ${what.padEnd(44)} ${wall.toFixed(3).padStart(6)} ${cpu.toFixed(3).padStart(6)}   ${by}`);
  }
}

function median(/** @type {Time[]} */ times, /** @type {keyof Time} */ kind) {
  const sorted = times.map((time) => time[kind]).sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}
