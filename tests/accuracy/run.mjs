// The accuracy run: every report of the corpus against its gold.
//
//   node tests/accuracy/run.mjs [options]
//     --pkg DIR             another build than pkg/
//     --verbose A,B | all   list every item of these categories that is not right
//     --doc NAME,…          these documents alone; floors and the listing are left out
//     --raise               lift floors.json to what is measured
//     --write               rewrite the listing that gains and losses are told against
//
// Fails when a figure has fallen under its floor. Floors only rise.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

import { load, root } from '../node/package.mjs';
import * as corpus from './corpus.mjs';
import { CATEGORIES, figures, score } from './score.mjs';

const { values: options } = parseArgs({
  options: {
    pkg: { type: 'string' },
    verbose: { type: 'string', default: '' },
    doc: { type: 'string' },
    raise: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});

const FLOORS = join(root, 'tests/accuracy/floors.json');
// The words of real reports are not committed: their listing stays in the build directory.
const LISTINGS = {
  authored: join(root, 'tests/accuracy/listing.tsv'),
  real: join(root, 'target/accuracy/real.tsv'),
};

/** @typedef {import('./score.mjs').Item & { doc: string }} Row */

const core = await load(options.pkg);
const chosen = options.doc?.split(',');
const measure = (/** @type {corpus.Doc[]} */ docs) =>
  docs
    .filter((doc) => !chosen || chosen.includes(doc.name))
    .flatMap(({ name, text, gold }) =>
      score(text, gold, core.analyze(text)).map((item) => ({ ...item, doc: name })),
    );
const rows = { authored: measure(corpus.authored()), real: measure(corpus.real()) };
const everything = [...rows.authored, ...rows.real];
const groups = rows.real.length > 0 ? { authored: rows.authored, all: everything } : { authored: rows.authored };

listWanted();
printDocuments();
for (const [name, group] of Object.entries(groups)) printTable(name, group);
if (rows.real.length === 0 && !chosen) console.log('\nno real reports beside the clone: authored ones alone');
if (!chosen) {
  compareListing('authored', LISTINGS.authored, rows.authored);
  if (rows.real.length > 0) compareListing('real', LISTINGS.real, rows.real);
  holdFloors();
}

function listWanted() {
  const wanted = options.verbose.split(',');
  for (const { doc, category, verdict, what, note } of everything) {
    if (verdict !== 'right' && (wanted.includes(category) || wanted.includes('all'))) {
      console.log(`${doc} ${verdict} ${category}: ${oneLine(what)}  ${oneLine(note)}`);
    }
  }
}

function printDocuments() {
  console.log(`\nF1 by document\n${'document'.padEnd(10)}${CATEGORIES.map((c) => c.padStart(c.length + 2)).join('')}`);
  for (const [doc, items] of grouped(everything)) {
    const cells = CATEGORIES.map((c) =>
      figures(items.filter((i) => i.category === c)).f1.toFixed(1).padStart(c.length + 2),
    );
    console.log(doc.padEnd(10) + cells.join(''));
  }
}

function printTable(/** @type {string} */ name, /** @type {Row[]} */ group) {
  console.log(`\n${name.padEnd(18)}     P      R     F1   gold`);
  for (const category of CATEGORIES) {
    const { precision, recall, f1, gold } = figures(group.filter((row) => row.category === category));
    const numbers = [precision, recall, f1].map((n) => n.toFixed(1).padStart(6)).join(' ');
    console.log(`${category.padEnd(18)}${numbers} ${String(gold).padStart(6)}`);
  }
}

/** Prints what changed since the listing was written, and rewrites it on request. */
function compareListing(/** @type {string} */ name, /** @type {string} */ file, /** @type {Row[]} */ now) {
  const after = keyed(now);
  if (existsSync(file)) printChanges(name, parsed(readFileSync(file, 'utf8')), after);
  else console.log(`\n${name}: no listing to compare with`);
  // What is not committed has no author to rewrite it: the first run is the start.
  if (options.write || (name === 'real' && !existsSync(file))) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, [...after].map(([key, verdict]) => `${key}\t${verdict}\n`).join(''));
    console.log(`  the listing is written: ${after.size} items`);
  }
}

function printChanges(
  /** @type {string} */ name,
  /** @type {Map<string, string>} */ before,
  /** @type {Map<string, string>} */ after,
) {
  /** @type {string[]} */
  const gains = [];
  /** @type {string[]} */
  const losses = [];
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    // An extra that is gone, or gold that is new, has no verdict on one side.
    const [was, is] = [before.get(key) ?? 'nothing', after.get(key) ?? 'nothing'];
    if (was === is) continue;
    (worth(is) > worth(was) ? gains : losses).push(`${key.replaceAll('\t', ' ')}: ${was} → ${is}`);
  }
  console.log(`\n${name}: ${gains.length} gains, ${losses.length} losses against the listing`);
  for (const line of losses.slice(0, 200)) console.log(`  − ${line}`);
  for (const line of gains.slice(0, 50)) console.log(`  + ${line}`);
  if (gains.length > 50) console.log(`  + … ${gains.length - 50} more`);
}

/** Better is more. An item that vanished is neither good nor bad, unless it was right. */
function worth(/** @type {string} */ verdict) {
  return { right: 3, nothing: 2, wrong: 1, extra: 1, missed: 0 }[verdict] ?? 0;
}

/** `doc category start what nth` → verdict; `nth` tells equal items apart. */
function keyed(/** @type {Row[]} */ items) {
  const seen = new Map();
  const listing = new Map();
  const sorted = [...items].sort(
    (a, b) =>
      order(a.doc, b.doc) ||
      CATEGORIES.indexOf(/** @type {any} */ (a.category)) - CATEGORIES.indexOf(/** @type {any} */ (b.category)) ||
      a.start - b.start ||
      order(a.what, b.what),
  );
  for (const { doc, category, start, what, verdict } of sorted) {
    const key = [doc, category, start, oneLine(what)].join('\t');
    const nth = (seen.get(key) ?? 0) + 1;
    seen.set(key, nth);
    listing.set(`${key}\t${nth}`, verdict);
  }
  return listing;
}

function parsed(/** @type {string} */ listing) {
  const lines = listing.split('\n').filter(Boolean);
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf('\t')), line.slice(line.lastIndexOf('\t') + 1)]));
}

/** Fails under a floor; with --raise, lifts the floors. */
function holdFloors() {
  /** @type {Record<string, Record<string, number>>} */
  const floors = existsSync(FLOORS) ? JSON.parse(readFileSync(FLOORS, 'utf8')) : {};
  const fallen = [];
  for (const [name, group] of Object.entries(groups)) {
    floors[name] ??= {};
    for (const category of CATEGORIES) {
      const { f1, gold } = figures(group.filter((/** @type {Row} */ row) => row.category === category));
      const floor = floors[name][category] ?? 0;
      // A floor is a tenth that the figure reached: noise of binary fractions must not break it.
      if (f1 < floor - 1e-9) fallen.push(`${name} ${category}: ${f1.toFixed(2)} is under the floor of ${floor}`);
      // Where nothing is found yet, nothing was reached.
      if (options.raise && gold > 0) floors[name][category] = Math.max(floor, Math.floor(f1 * 10 + 1e-9) / 10);
      else floors[name][category] = floor;
    }
  }
  if (options.raise) {
    writeFileSync(FLOORS, `${JSON.stringify(floors, null, 2)}\n`);
    console.log('\nfloors.json is raised');
  }
  console.log('');
  for (const line of fallen) console.log(line);
  console.log(fallen.length > 0 ? `accuracy: ${fallen.length} floors broken` : 'accuracy: every floor holds');
  if (fallen.length > 0) process.exitCode = 1;
}

function grouped(/** @type {Row[]} */ items) {
  /** @type {Map<string, Row[]>} */
  const groups = new Map();
  for (const item of items) groups.set(item.doc, [...(groups.get(item.doc) ?? []), item]);
  return groups;
}

function order(/** @type {string} */ a, /** @type {string} */ b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

function oneLine(/** @type {string} */ text) {
  return text.replace(/\s*\n\s*/g, '⏎').replaceAll('\t', '⇥');
}
