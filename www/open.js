// Files become text, or a word on why not and what to do.

import { inertDocument } from './trusted.js';

/**
 * @typedef {{ text: string, name: string }} Opened
 * @typedef {{ refused: string, vars: Record<string, string | number> }} Refused   `refused` is a key of strings.js.
 *
 * Has the core tell which encoding the bytes are in. `null` where they are no text.
 * @typedef {(bytes: Uint8Array<ArrayBuffer>) => Promise<import('./state.js').Decoded | null | 'failed'>} Decode
 */

/** Larger texts are refused. */
export const LARGEST = 20_000_000;
/** Larger texts are read after a word of warning. */
export const LARGE = 2_000_000;

/** What a file that is no text says of itself in its first bytes. */
const MARKS = /** @type {const} */ ([
  ['%PDF', 'file.pdf'],
  ['PK\u0003\u0004', 'file.zip'],
  ['\u00d0\u00cf\u0011\u00e0', 'file.doc'],
  ['\u0089PNG', 'file.image'],
  ['\u00ff\u00d8\u00ff', 'file.image'],
  ['GIF8', 'file.image'],
  ['BM', 'file.image'],
  ['II*\u0000', 'file.image'],
  ['MM\u0000*', 'file.image'],
  ['{\\rtf', 'file.doc'],
]);

/** What the name says, which is more exact where the mark is shared. */
const NAMES = /** @type {Record<string, string>} */ ({
  docx: 'file.docx', docm: 'file.docx', doc: 'file.doc', wps: 'file.wps', wpt: 'file.wps', rtf: 'file.doc', odt: 'file.docx',
  pdf: 'file.pdf', ofd: 'file.ofd', xls: 'file.table', xlsx: 'file.table', et: 'file.table', zip: 'file.zip', rar: 'file.zip', '7z': 'file.zip',
  png: 'file.image', jpg: 'file.image', jpeg: 'file.image', gif: 'file.image', bmp: 'file.image', tif: 'file.image', tiff: 'file.image', webp: 'file.image', heic: 'file.image',
});

/**
 * @param {File} file
 * @param {Decode} decode
 * @returns {Promise<Opened | Refused>}
 */
export async function openFile(file, decode) {
  const vars = { name: file.name || '?' };
  if (file.size > LARGEST) return { refused: 'tooLarge', vars: { ...vars, size: (file.size / 1e6).toFixed(1) } };
  if (file.size === 0) return { refused: 'file.empty', vars };
  /** @type {Uint8Array<ArrayBuffer>} */
  let bytes;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return { refused: 'file.unreadable', vars };
  }
  const kind = binaryKind(bytes, file.name);
  if (kind) return { refused: kind, vars };
  const decoded = likelier(await decode(bytes), bytes);
  if (decoded === 'failed') return { refused: 'file.undecoded', vars };
  if (decoded === null) return { refused: 'file.unknown', vars };
  const text = looksLikeHtml(file, decoded.text) ? textOfHtml(decoded.text) : decoded.text;
  if (!text.trim()) return { refused: 'file.empty', vars };
  return { text, name: file.name };
}

/** Characters of which every text in Chinese is full, in both scripts. */
const COMMON = /[的一不在有和年法政]/g;

/**
 * The core takes what is no UTF for GB 18030, and nearly all bytes are that. Read as
 * Big5, a text in Big5 holds many more of the commonest characters.
 * @param {import('./state.js').Decoded | null | 'failed'} decoded
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
function likelier(decoded, bytes) {
  if (!decoded || decoded === 'failed' || decoded.encoding !== 'gb18030') return decoded;
  try {
    const text = new TextDecoder('big5', { fatal: true }).decode(bytes);
    const common = (/** @type {string} */ words) => words.match(COMMON)?.length ?? 0;
    return common(text) > 2 * common(decoded.text) ? { text, encoding: 'big5' } : decoded;
  } catch {
    return decoded;
  }
}

/** A folder with more files is not taken. */
const MOST_FILES = 2000;

/**
 * What was dropped, with the files in the folders among it. To be called while the drop
 * is told of: later the browser no longer says what came.
 * @param {DataTransfer} data
 * @returns {Promise<File[]>}
 */
export async function droppedFiles({ files, items }) {
  const given = [...files];
  const entries = [...items].map((item) => item.webkitGetAsEntry?.() ?? null);
  if (!entries.some((entry) => entry?.isDirectory)) return given;
  /** @type {File[]} */
  const found = [];
  for (const entry of entries) if (entry) await collectFiles(entry, found);
  return found;
}

/**
 * @param {FileSystemEntry} entry
 * @param {File[]} found
 */
async function collectFiles(entry, found) {
  if (found.length >= MOST_FILES || entry.name.startsWith('.')) return;
  if (entry.isFile) {
    found.push(await new Promise((done, failed) => { /** @type {FileSystemFileEntry} */ (entry).file(done, failed); }));
    return;
  }
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  for (;;) {
    // Some browsers tell a hundred at a time.
    const some = await new Promise((/** @type {(entries: FileSystemEntry[]) => void} */ done, failed) => { reader.readEntries(done, failed); });
    if (!some.length) return;
    for (const each of some) await collectFiles(each, found);
  }
}

/**
 * @param {Uint8Array} bytes
 * @param {string} name
 * @returns {string | null}
 */
function binaryKind(bytes, name) {
  const head = String.fromCharCode(...bytes.subarray(0, 8));
  const mark = MARKS.find(([start]) => head.startsWith(start) && (start !== 'BM' || bytes.includes(0)));
  if (!mark) return null;
  const extension = name.toLowerCase().split('.').pop() ?? '';
  return NAMES[extension] ?? mark[1];
}

/**
 * @param {File} file
 * @param {string} text
 */
function looksLikeHtml(file, text) {
  return /\.(html?|xhtml|shtml)$/i.test(file.name) || /^\s*(<!doctype html|<html)/i.test(text);
}

const BREAKS = new Set(['P', 'DIV', 'LI', 'TR', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'SECTION', 'ARTICLE', 'HEADER', 'FOOTER', 'TABLE', 'UL', 'OL', 'DL', 'DT', 'DD', 'BLOCKQUOTE', 'PRE', 'TITLE', 'MAIN', 'NAV', 'ASIDE', 'CENTER']);
const SILENT = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'NAV', 'SELECT', 'BUTTON', 'IFRAME', 'SVG', 'HEAD']);

/**
 * The words of a page, a line for each of its blocks, without its menus.
 * @param {string} html
 */
export function textOfHtml(html) {
  const page = inertDocument(html);
  /** @type {string[]} */
  const out = [];
  collect(page.body, out);
  return out.join('')
    .replace(/[\t \u00a0]*\n[\t \u00a0]*/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/**
 * The number that the browser sets before an item of a numbered list; it is no part of its words.
 * @param {Element} item
 */
function numberOf(item) {
  const list = item.parentElement;
  const kind = list?.getAttribute('type') ?? '1';
  if (item.tagName !== 'LI' || list?.tagName !== 'OL' || kind !== '1' || /list-style(-type)?:[^;]*none/.test(list.getAttribute('style') ?? '')) return '';
  const items = [...list.children].filter(({ tagName }) => tagName === 'LI');
  return `${Number(list.getAttribute('start') ?? 1) + items.indexOf(item)}.`;
}

/**
 * A menu is a block of several links and little else.
 * @param {Element} element
 */
function isMenu(element) {
  const links = element.querySelectorAll('a');
  if (links.length < 3) return false;
  let linked = 0;
  for (const link of links) linked += link.textContent?.trim().length ?? 0;
  return linked * 10 > (element.textContent?.replace(/\s/g, '').length ?? 0) * 7;
}

/**
 * @param {Node} node
 * @param {string[]} out
 */
function collect(node, out) {
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) {
      out.push((child.nodeValue ?? '').replace(/[\t\r\n ]+/g, ' '));
    } else if (child instanceof Element || child.nodeType === Node.ELEMENT_NODE) {
      const { tagName } = /** @type {Element} */ (child);
      if (SILENT.has(tagName) || (BREAKS.has(tagName) && isMenu(/** @type {Element} */ (child)))) continue;
      if (tagName === 'BR') out.push('\n');
      else if (tagName === 'TD' || tagName === 'TH') { collect(child, out); out.push('\t'); }
      else if (BREAKS.has(tagName)) { out.push('\n', numberOf(/** @type {Element} */ (child))); collect(child, out); out.push('\n'); }
      else collect(child, out);
    }
  }
}
