// The same report in every format: its sections and figures are those of its plain text.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { load, loadDocuments, root } from './package.mjs';

const FOLDER = join(root, 'tests/documents');
/** So much of what the plain text gives has to come out of a file, and no more than that. */
const FLOOR = 0.99;

const core = await load();
const documents = await loadDocuments();

/**
 * What a file was made of: the text beside it, else the report that its name tells.
 * @param {string} format
 * @param {string} name
 */
function source(format, name) {
  const beside = [`${name}.txt`, name.replace(/\.\w+$/, '.txt')].map((each) => join(FOLDER, format, each)).find(existsSync);
  const report = /d\d\d/.exec(name);
  if (beside) return readFileSync(beside, 'utf8');
  return report ? readFileSync(join(root, 'tests/corpus', `${report[0]}.txt`), 'utf8') : null;
}

/**
 * The sections and figures of a text, each with how often it comes.
 * @param {string} text
 */
function items(text) {
  const { sections, metrics } = core.analyze(text);
  /** @type {Map<string, number>} */
  const found = new Map();
  const add = (/** @type {string} */ item) => found.set(item, (found.get(item) ?? 0) + 1);
  for (const { marker, title } of sections) add(`${marker ?? ''}${title}`);
  for (const { indicator, value, unit } of metrics) add([indicator, value, unit].join(' | '));
  return found;
}

const sum = (/** @type {Iterable<number>} */ counts) => [...counts].reduce((all, each) => all + each, 0);

for (const format of ['docx', 'doc', 'odt', 'rtf', 'html', 'mht', 'ofd']) {
  test(`${format}: the report is that of its text`, (t) => {
    let [hits, wanted, got] = [0, 0, 0];
    for (const name of readdirSync(join(FOLDER, format)).filter((each) => !each.endsWith('.txt'))) {
      const text = source(format, name);
      if (text === null) continue;
      const read = documents.readFile(readFileSync(join(FOLDER, format, name)), name, []);
      assert.equal(read.why, undefined, `${name} is not read`);
      const [one, other] = [items(text), items(read.text)];
      hits += sum([...one].map(([item, n]) => Math.min(n, other.get(item) ?? 0)));
      wanted += sum(one.values());
      got += sum(other.values());
    }
    t.diagnostic(`${hits} of ${wanted} items, ${got} read`);
    assert.ok(wanted > 0);
    assert.ok(hits >= FLOOR * wanted && hits >= FLOOR * got, `${hits} of ${wanted}, ${got} read`);
  });
}
