// The files of tests/documents: what each was made of, and how much of what the core tells
// of that text it tells of the text that was read.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { load, root } from './package.mjs';

export const DOCUMENTS = join(root, 'tests/documents');

/** @type {typeof import('../../pkg/fazhi_lens.js')} */
const core = await load();

/**
 * What a file was made of: the text beside it, else the report that its name tells; `null`
 * where there is neither.
 * @param {string} folder
 * @param {string} name
 */
export function source(folder, name) {
  const beside = [`${name}.txt`, name.replace(/\.\w+$/, '.txt')].map((each) => join(DOCUMENTS, folder, each)).find(existsSync);
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
  const add = (/** @type {unknown[]} */ ...what) => found.set(what.join('|'), (found.get(what.join('|')) ?? 0) + 1);
  for (const { marker, title } of sections) add('section', marker, title);
  for (const { indicator, value, unit } of metrics) add('metric', indicator, value, unit);
  return found;
}

const sum = (/** @type {Iterable<number>} */ counts) => [...counts].reduce((all, each) => all + each, 0);

/**
 * How many sections and figures a text has, how many the one it was made of, and how many
 * both have.
 * @param {string} text
 * @param {string} meant
 */
export function compared(text, meant) {
  const [one, other] = [items(text), items(meant)];
  const shared = sum([...other].map(([item, count]) => Math.min(count, one.get(item) ?? 0)));
  return { read: sum(one.values()), meant: sum(other.values()), shared };
}
