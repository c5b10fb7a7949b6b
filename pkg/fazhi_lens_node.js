// The same module for Node.js: ready as soon as it is imported.
import { readFileSync } from 'node:fs';
import { initSync } from './fazhi_lens.js';

initSync({ module: readFileSync(new URL('./fazhi_lens_bg.wasm', import.meta.url)) });

export * from './fazhi_lens.js';
export { default } from './fazhi_lens.js';
