// The first reading of a fresh process: loading, compiling, starting and reading.
//
//   node benches/first.mjs ours|autocorrect FILE
//
// Prints {wall, cpu} in milliseconds; CPU time counts every thread.
import { readFileSync } from 'node:fs';

const [engine, file] = process.argv.slice(2);
const text = readFileSync(file, 'utf8');

const before = process.cpuUsage();
const start = performance.now();
if (engine === 'ours') {
  const { load } = await import('../tests/node/package.mjs');
  (await load()).analyze(text);
} else {
  const { load } = await import('./autocorrect.mjs');
  (await load()).lintFor(text, 'text');
}
const wall = performance.now() - start;
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ wall, cpu: (user + system) / 1e3 }));
