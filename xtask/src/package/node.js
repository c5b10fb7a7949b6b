// The same module for Node.js: ready as soon as it is imported.
import { readFileSync } from 'node:fs';
import { initSync } from './{stem}.js';

initSync({ module: readFileSync(new URL('./{stem}_bg.wasm', import.meta.url)) });

export * from './{stem}.js';
export { default } from './{stem}.js';
