// The built package, loaded in Node as any program would load it.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

export const root = resolve(import.meta.dirname, '../..');

/** Loads `pkg/` or another directory of its shape. */
export async function load(directory = join(root, 'pkg')) {
  const core = await import(pathToFileURL(join(directory, 'fazhi_lens.js')).href);
  core.initSync({ module: readFileSync(join(directory, 'fazhi_lens_bg.wasm')) });
  return core;
}
