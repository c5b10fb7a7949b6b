// Whole reports with their gold: what a perfect reading of each contains.
//
// `tests/corpus` holds invented reports. Real ones are not ours to publish:
// where they lie beside the clone they are measured too, and never named by
// their words in anything that is committed.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { root } from '../node/package.mjs';

const AUTHORED = join(root, 'tests/corpus');
const REAL = resolve(root, process.env.FAZHI_REAL_CORPUS ?? '../shared/corpus/real');

/**
 * @typedef {{ name: string, file: string, authored: boolean, text: string, gold: Record<string, any> }} Doc
 */

/** @param {string} directory @param {boolean} authored @returns {Doc[]} */
function read(directory, authored) {
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      const name = file.slice(0, -'.json'.length);
      return {
        name,
        file: join(directory, `${name}.txt`),
        authored,
        text: readFileSync(join(directory, `${name}.txt`), 'utf8'),
        gold: JSON.parse(readFileSync(join(directory, file), 'utf8')),
      };
    });
}

export const authored = () => read(AUTHORED, true);
export const real = () => read(REAL, false);
