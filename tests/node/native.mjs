// What the core says of the corpora when it is no module but a program of this machine:
// `fazhi read --json`. The module must say the same in every engine.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import * as corpus from '../accuracy/corpus.mjs';
import { root } from './package.mjs';

const targets = join(root, process.env.CARGO_TARGET_DIR ?? 'target');
export const FAZHI = join(targets, `debug/fazhi${process.platform === 'win32' ? '.exe' : ''}`);

/** The suite builds it before these tests; whoever runs them alone is told what is missing. */
export const missing = existsSync(FAZHI) || process.env.CI ? false : 'cargo build -p fazhi';

/** The files of the corpora: whole reports, real ones where there are some, and those with faults. */
export const FILES = [
  ...[...corpus.authored(), ...corpus.real()].map(({ file }) => file),
  ...['tests/cases/findings', 'www/samples'].flatMap((folder) => readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.txt'))
    .map((name) => join(root, folder, name))),
];

/**
 * A report as one string that is the same whatever the order of its keys.
 * @param {unknown} report
 * @returns {string}
 */
export function canonical(report) {
  return JSON.stringify(report, (_, value) => (value && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value));
}

/** A report in so many characters that it can be told, and no more of its words than that. @param {unknown} report */
export const hash = (report) => createHash('sha256').update(canonical(report)).digest('hex').slice(0, 16);

/**
 * Of each file its text and the hash of the report that the program gives.
 * @returns {{ file: string, text: string, told: string }[]}
 */
export function native() {
  const lines = execFileSync(FAZHI, ['read', '--json', ...FILES], { encoding: 'utf8', maxBuffer: 1 << 28 });
  return lines.split('\n').filter(Boolean).map((line) => {
    const { id, text, report } = JSON.parse(line);
    return { file: id, text, told: hash(report) };
  });
}
