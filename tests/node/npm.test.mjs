// The package as npm hands it out: packed, installed elsewhere and imported by its name,
// in Node.js, in a worker, typed, and through a bundler.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { build } from 'esbuild';

import { root } from './package.mjs';

const TEXT = '全年办理行政复议案件30件，其中维持12件、撤销19件。';
const TOLD = '30 = 12 + 19';

describe('the package', () => {
  const place = mkdtempSync(join(tmpdir(), 'fazhi-npm-'));
  after(() => rmSync(place, { recursive: true }));

  /** @param {string} program @param {string[]} args @param {string} [cwd] */
  function run(program, args, cwd = place) {
    const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8', shell: process.platform === 'win32' });
    assert.equal(status, 0, `${error ?? ''}${stdout}${stderr}`.slice(-2000));
    return stdout;
  }

  /** @param {string} name @param {string} source */
  function script(name, source) {
    writeFileSync(join(place, name), source);
    return run('node', [name]).trim();
  }

  /** @type {string[]} */
  let packed = [];
  before(() => {
    writeFileSync(join(place, 'package.json'), '{ "private": true, "type": "module" }');
    const [{ filename, files }] = JSON.parse(run('npm', ['pack', '--json', '--silent', '--pack-destination', place], join(root, 'pkg')));
    packed = files.map((/** @type {{ path: string }} */ { path }) => path);
    // No more than to unpack it: it depends on nothing.
    mkdirSync(join(place, 'node_modules/fazhi-lens'), { recursive: true });
    run('tar', ['-xzf', filename, '--strip-components=1', '-C', 'node_modules/fazhi-lens']);
  });

  test('holds what its manifest names, its licences and a page on its use', () => {
    const { exports, dependencies } = JSON.parse(readFileSync(join(root, 'pkg/package.json'), 'utf8'));
    assert.equal(dependencies, undefined);
    // All but the record of its making.
    assert.deepEqual([...packed, 'BUILD.json'].sort(), readdirSync(join(root, 'pkg')).sort());
    for (const name of ['README.md', 'LICENSE-MIT', 'LICENSE-APACHE', 'THIRD-PARTY.txt']) assert.ok(packed.includes(name), name);
    const ways = Object.values(exports).flatMap((way) => (typeof way === 'string' ? [way] : Object.values(way)));
    for (const way of ways) assert.ok(packed.includes(way.replace('./', '')), way);
  });

  test('is ready in Node.js', () => {
    assert.equal(script('node.js', `
      import init, { analyze } from 'fazhi-lens';
      const { relations } = analyze('${TEXT}');
      await init();
      console.log(relations[0].expr, analyze('${TEXT}').relations.length);`), `${TOLD} 1`);
  });

  test('reads files in Node.js', () => {
    assert.equal(script('files.js', `
      import { readFile } from 'fazhi-lens/documents';
      const { format, text } = readFile(new TextEncoder().encode('${TEXT}'), 'x.txt', []);
      console.log(format, text);`), `txt ${TEXT}`);
  });

  test('runs in a worker', () => {
    writeFileSync(join(place, 'worker.js'), `
      import { parentPort } from 'node:worker_threads';
      import { analyze } from 'fazhi-lens';
      parentPort.on('message', (text) => { parentPort.postMessage(analyze(text).relations[0].expr); parentPort.close(); });`);
    assert.equal(script('main.js', `
      import { Worker } from 'node:worker_threads';
      const worker = new Worker(new URL('worker.js', import.meta.url));
      worker.on('message', console.log);
      worker.postMessage('${TEXT}');`), TOLD);
  });

  test('is typed', () => {
    writeFileSync(join(place, 'typed.ts'), `
      import init, { analyze, type Report } from 'fazhi-lens';
      import { readFile } from 'fazhi-lens/documents';
      await init();
      const report: Report = analyze('');
      export const figures: number[] = report.metrics.map(({ value }) => value);
      // @ts-expect-error A report has no such field.
      report.nothing;
      // @ts-expect-error It takes bytes.
      readFile('text', 'x.txt', []);`);
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    run('node', [tsc, '--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext', '--lib', 'es2022,dom,esnext.disposable', 'typed.ts']);
  });

  test('goes through a bundler, with the module as bytes', async () => {
    writeFileSync(join(place, 'entry.js'), `
      import init, { analyze } from 'fazhi-lens';
      import wasm from 'fazhi-lens/fazhi_lens_bg.wasm';
      await init({ module_or_path: wasm });
      console.log(analyze('${TEXT}').relations[0].expr);`);
    const bundled = { entryPoints: [join(place, 'entry.js')], outfile: join(place, 'bundle.js'), bundle: true, target: 'es2022', format: /** @type {const} */ ('esm'), loader: { '.wasm': /** @type {const} */ ('binary') } };
    // For a browser: what is for Node.js alone stays out.
    const { metafile } = await build({ ...bundled, metafile: true, logLevel: 'error' });
    assert.ok(!Object.keys(metafile.inputs).some((name) => name.endsWith('_node.js')));
    assert.equal(run('node', ['bundle.js']).trim(), TOLD);
  });
});
