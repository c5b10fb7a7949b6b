// The built package, loaded in Node as any program would load it.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

export const root = resolve(import.meta.dirname, '../..');

/** Loads `pkg/` or another directory of its shape. */
export async function load(directory = join(root, 'pkg')) {
  return loaded(directory, 'fazhi_lens');
}

/** The module that compares reports. */
export const loadCompare = () => loaded(join(root, 'pkg'), 'fazhi_compare');

/** The module that reads and writes files. */
export const loadDocuments = () => loaded(join(root, 'pkg'), 'fazhi_documents');

/**
 * @param {string} directory
 * @param {string} stem
 */
async function loaded(directory, stem) {
  const module = await import(pathToFileURL(join(directory, `${stem}.js`)).href);
  module.initSync({ module: readFileSync(join(directory, `${stem}_bg.wasm`)) });
  return module;
}
