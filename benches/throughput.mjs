// How fast the built package reads in Node, the passing of the result included.
// `cargo xtask bench` runs this after the native measure.
import * as corpus from '../tests/accuracy/corpus.mjs';
import { load } from '../tests/node/package.mjs';

const RUNS = 21;
const { analyze } = await load();

const texts = corpus.authored().map(({ text }) => text);
const joined = texts.join('\n');
const bytes = (/** @type {string} */ text) => Buffer.byteLength(text);

console.log(`WebAssembly in Node ${process.version}, ${RUNS} runs each`);
measure('one report', texts[0]);
measure('eight reports in one text', joined);
measure('one megabyte', joined.repeat(Math.ceil(1_000_000 / bytes(joined))));

function measure(/** @type {string} */ name, /** @type {string} */ text) {
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    analyze(text);
    return performance.now() - start;
  }).sort((a, b) => a - b);
  const megabytes = bytes(text) / 1e6;
  const speed = (/** @type {number} */ ms) => `${ms.toFixed(2).padStart(8)} ms ${(megabytes / ms * 1e3).toFixed(1).padStart(7)} MB/s`;
  console.log(
    `${name.padEnd(26)} ${megabytes.toFixed(3).padStart(6)} MB   best ${speed(times[0])}   median ${speed(times[RUNS >> 1])}`,
  );
}
