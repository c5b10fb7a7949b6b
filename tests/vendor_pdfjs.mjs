// Copies what the page needs of pdf.js into www/vendor/pdfjs, byte for byte, so that the
// repository can be hosted as it is: `node tests/vendor_pdfjs.mjs [PACKAGE]`, where PACKAGE
// is an unpacked pdfjs-dist, else the installed one. tests/node/vendor.test.mjs verifies.
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
export const VENDORED = join(ROOT, 'www/vendor/pdfjs');
/** The list of digests, as sha256sum writes it. */
export const SUMS = 'SHA256SUMS';

/** The builds for browsers that are not the newest; they run in Node 20 too. */
const BUILDS = ['legacy/build/pdf.min.mjs', 'legacy/build/pdf.worker.min.mjs'];
/** The tables for Chinese fonts that a file names and does not hold. */
const TABLES = /^(Adobe-GB1-UCS2|GB.*-[HV]|UniGB-.*|GB-[HV])\.bcmap$/;

/** The version that package.json names. */
export const version = () => JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).devDependencies['pdfjs-dist'];

/** All files under a folder, by name. @param {string} folder @returns {string[]} */
export function files(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

/** @param {string} folder */
export function sums(folder) {
  return files(folder)
    .filter((name) => name !== SUMS)
    .map((name) => `${createHash('sha256').update(readFileSync(join(folder, name))).digest('hex')}  ${name}\n`)
    .join('');
}

/** @param {string} from   The unpacked package. */
function vendor(from) {
  const manifest = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8'));
  if (manifest.version !== version()) throw new Error(`${from} is ${manifest.version}, not ${version()}`);
  rmSync(VENDORED, { recursive: true, force: true });
  /** @type {(name: string, to: string) => void} */
  const copy = (name, to) => {
    mkdirSync(dirname(join(VENDORED, to)), { recursive: true });
    cpSync(join(from, name), join(VENDORED, to));
  };
  for (const name of BUILDS) copy(name, name.slice(name.lastIndexOf('/') + 1));
  for (const name of readdirSync(join(from, 'cmaps'))) if (TABLES.test(name)) copy(`cmaps/${name}`, `cmaps/${name}`);
  copy('LICENSE', 'LICENSE');
  copy('cmaps/LICENSE', 'cmaps/LICENSE');
  writeFileSync(join(VENDORED, 'VERSION'), `pdfjs-dist ${manifest.version}\n`);
  writeFileSync(join(VENDORED, SUMS), sums(VENDORED));
}

if (process.argv[1] === import.meta.filename) vendor(resolve(process.argv[2] ?? join(ROOT, 'node_modules/pdfjs-dist')));
