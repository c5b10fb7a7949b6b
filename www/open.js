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
  const decoded = await decode(bytes);
  if (decoded === 'failed') return { refused: 'file.undecoded', vars };
  if (decoded === null) return { refused: 'file.unknown', vars };
  const text = looksLikeHtml(file, decoded.text) ? textOfHtml(decoded.text) : decoded.text;
  if (!text.trim()) return { refused: 'file.empty', vars };
  return { text, name: file.name };
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
      else if (BREAKS.has(tagName)) { out.push('\n'); collect(child, out); out.push('\n'); }
      else collect(child, out);
    }
  }
}
