// AutoCorrect (`@huacnlee/autocorrect`), a well-kept checker of Chinese text in
// Rust and WebAssembly: what speed is compared with. `cargo xtask bench` installs
// it under target/bench; nothing else uses it.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = resolve(import.meta.dirname, '..');
const place = join(root, 'target/bench/node_modules/@huacnlee/autocorrect');

export const isInstalled = existsSync(place);

/**
 * Loads it without a bundler, for which it is published.
 * @returns {Promise<{ lintFor: (text: string, kind: string) => unknown }>}
 */
export async function load() {
  const glue = await import(pathToFileURL(join(place, 'autocorrect_bg.js')).href);
  const module = new WebAssembly.Module(readFileSync(join(place, 'autocorrect_bg.wasm')));
  const { exports } = new WebAssembly.Instance(module, { './autocorrect_bg.js': glue });
  glue.__wbg_set_wasm(exports);
  /** @type {any} */ (exports).__wbindgen_start();
  return glue;
}
