// Files become text, or a word on why not and what to do.

import { inertDocument } from './trusted.js';

/**
 * @typedef {{ text: string, name: string }} Opened
 * @typedef {{ refused: string, vars: Record<string, string | number> }} Refused   `refused` is a key of strings.js.
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
 * @returns {Promise<Opened | Refused>}
 */
export async function openFile(file) {
  const vars = { name: file.name || '?' };
  if (file.size > LARGEST) return { refused: 'tooLarge', vars: { ...vars, size: (file.size / 1e6).toFixed(1) } };
  if (file.size === 0) return { refused: 'file.empty', vars };
  /** @type {Uint8Array} */
  let bytes;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return { refused: 'file.unreadable', vars };
  }
  const kind = binaryKind(bytes, file.name);
  if (kind) return { refused: kind, vars };
  const decoded = decode(bytes);
  if (decoded === null) return { refused: 'file.unknown', vars };
  const text = looksLikeHtml(file, decoded) ? textOfHtml(decoded) : decoded;
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
 * The text of bytes: by their mark, else UTF-8 where it fits, else GB 18030,
 * which holds GBK and GB 2312. `null` where nothing fits.
 * @param {Uint8Array} bytes
 * @returns {string | null}
 */
export function decode(bytes) {
  for (const label of [byMark(bytes) ?? byZeros(bytes) ?? 'utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(label, { fatal: true }).decode(bytes);
      return isText(text) ? text : null;
    } catch {
      // Not in this encoding: the next one.
    }
  }
  return null;
}

/** @param {Uint8Array} bytes */
function byMark([a, b, c]) {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return null;
}

/**
 * UTF-16 without a mark shows in its zero bytes; the right byte order is the
 * one that gives the characters such a text is made of.
 * @param {Uint8Array} bytes
 */
function byZeros(bytes) {
  if (bytes.length % 2 || !bytes.subarray(0, 65_536).includes(0)) return null;
  const [best] = ['utf-16le', 'utf-16be']
    .map((label) => ({ label, share: usual(new TextDecoder(label).decode(bytes.subarray(0, 65_536))) }))
    .sort((a, b) => b.share - a.share);
  return best.share > 0.9 ? best.label : null;
}

/** @param {string} text */
const usual = (text) => (text.match(/[\t\r\n -~\u2000-\u206f\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/g)?.length ?? 0) / text.length;

/** @param {string} text */
function isText(text) {
  const sample = text.slice(0, 100_000);
  // eslint-disable-next-line no-control-regex
  const odd = sample.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd\ufffe\uffff]/g)?.length ?? 0;
  return odd * 200 <= sample.length;
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
