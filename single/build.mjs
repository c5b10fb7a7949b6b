// Makes one file of the page, to be opened by double click: `node single/build.mjs FILE`.
//
// esbuild makes one classic script of the page and one of each worker, since browsers
// load no modules from files. What the page fetches on a server (the modules of
// WebAssembly, samples, tables of fonts, notices) stands in the file, compressed. The
// file's security policy names each script and the style sheet by its hash, and no
// address at all.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, relative, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

import { build } from 'esbuild';

const ROOT = resolve(import.meta.dirname, '..');
/** A worker's script is named so. */
const WORKERS = readdirSync(join(ROOT, 'www'), { recursive: true }).map((name) => `www/${String(name).replaceAll('\\', '/')}`).filter((name) => /(^|[/_])worker\.js$/.test(name)).sort();
/** What stands here in place of a module of the page. */
const REPLACED = new Map([['www/trusted.js', 'single/trusted.js'], ['www/offline.js', 'single/offline.js'], ['www/pdf/library.js', 'single/library.js']]);
const TYPES = /** @type {Readonly<Record<string, string>>} */ ({ '.wasm': 'application/wasm', '.txt': 'text/plain;charset=utf-8', '.bcmap': 'application/octet-stream' });

const read = (/** @type {string} */ name) => readFileSync(join(ROOT, name), 'utf8');
const nameOf = (/** @type {string} */ path) => relative(ROOT, path).replaceAll('\\', '/');

/** Gives each module its address and puts in what is replaced. @type {import('esbuild').Plugin} */
const embedding = {
  name: 'embedding',
  setup(build) {
    build.onResolve({ filter: /^vendor\// }, ({ path }) => ({ path: join(ROOT, 'www', path) }));
    build.onLoad({ filter: /[\\/](www|pkg)[\\/].*\.m?js$/ }, ({ path }) => {
      const name = nameOf(path);
      const source = REPLACED.get(name) ?? name;
      return { contents: read(source).replaceAll('import.meta.url', JSON.stringify(`embedded:/${name}`)), loader: 'js', resolveDir: dirname(join(ROOT, source)) };
    });
  },
};

/**
 * One classic script of a module and all that it imports.
 * @param {string} entry
 * @returns {Promise<string>}
 */
async function bundled(entry) {
  const { outputFiles: [script] } = await build({
    entryPoints: [join(ROOT, entry)],
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    minify: true,
    legalComments: 'inline',
    inject: [join(ROOT, 'single/embedded.js')],
    plugins: [embedding],
    // The package's manifest is the concern of those who install it.
    logOverride: { 'package.json': 'silent' },
    logLevel: 'warning',
  });
  return script.text;
}

/** Every file that the page may fetch. */
function fetched() {
  const under = (/** @type {string} */ folder, /** @type {string} */ ending) => readdirSync(join(ROOT, folder)).filter((name) => name.endsWith(ending)).map((name) => `${folder}/${name}`);
  return [...under('pkg', '.wasm'), ...under('www/samples', '.txt'), ...under('www/vendor/pdfjs/cmaps', '.bcmap'), 'www/THIRD-PARTY.txt'];
}

/** @param {string} name */
function packedBlock(name) {
  const packed = gzipSync(readFileSync(join(ROOT, name)), { level: 9 }).toString('base64');
  return `<script type="text/plain" data-file="/${name}" data-type="${TYPES[extname(name)]}">${packed}</script>`;
}

/**
 * The words of a script or a style sheet, as they may stand in markup.
 * @param {string} words
 * @param {'script' | 'style'} element
 * @returns {string}
 * @throws {Error} Where markup would end them, or would not end them where they end.
 */
function inMarkup(words, element) {
  const found = (element === 'style' ? /<\/style/i : /<\/script|<!--|<script/i).exec(words);
  if (found) throw new Error(`${found[0]} cannot stand in a page: …${words.slice(found.index - 60, found.index + 60)}…`);
  return words;
}

const hash = (/** @type {string} */ words) => `'sha256-${createHash('sha256').update(words).digest('base64')}'`;

/**
 * Exactly one place of the markup is changed, or the page is no longer what this expects.
 * @param {string} markup
 * @param {RegExp} pattern
 * @param {string} by
 */
function replaceOnce(markup, pattern, by) {
  const found = markup.match(new RegExp(pattern, 'g'))?.length ?? 0;
  if (found !== 1) throw new Error(`www/index.html has ${pattern} ${found} times`);
  return markup.replace(pattern, () => by);
}

async function page() {
  const style = inMarkup(read('www/style.css'), 'style');
  const [main, ...workers] = (await Promise.all(['single/main.js', ...WORKERS].map(bundled))).map((words) => inMarkup(words, 'script'));
  const local = inMarkup(read('www/local.js'), 'script');
  const policy = [
    "default-src 'none'", `script-src ${hash(main)} ${hash(local)} 'wasm-unsafe-eval'`, `style-src ${hash(style)}`, 'img-src data:', 'worker-src blob:',
    "base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'", 'trusted-types fazhi-lens',
  ].join('; ');
  const icon = `data:image/svg+xml;base64,${Buffer.from(read('www/icon.svg')).toString('base64')}`;
  const blocks = [
    ...fetched().map(packedBlock),
    ...WORKERS.map((name, at) => `<script type="text/plain" data-file="/${name}">${workers[at]}</script>`),
    `<script>${main}</script>`,
    `<script>${local}</script>`,
  ];
  let markup = read('www/index.html').replace(/<link rel="(preload|modulepreload|manifest)"[^>]*>\n/g, '');
  markup = replaceOnce(markup, /(?<=http-equiv="Content-Security-Policy" content=")[^"]+/, policy);
  markup = replaceOnce(markup, /<link rel="icon"[^>]*>/, `<link rel="icon" href="${icon}">`);
  markup = replaceOnce(markup, /<link rel="stylesheet"[^>]*>/, `<style>${style}</style>`);
  markup = replaceOnce(markup, /<script type="module" src="main.js"><\/script>\n/, '');
  markup = replaceOnce(markup, /<script defer src="local.js"><\/script>\n/, '');
  return replaceOnce(markup, /<\/body>/, `${blocks.join('\n')}\n</body>`);
}

const [file] = process.argv.slice(2);
if (!file) throw new Error('node single/build.mjs FILE');
const bytes = Buffer.from(await page());
mkdirSync(dirname(resolve(file)), { recursive: true });
writeFileSync(file, bytes);
console.log(`${file}: ${bytes.length} bytes, ${gzipSync(bytes, { level: 9 }).length} compressed`);
