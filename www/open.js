// Files become text, or a word on why not and what to do.

import { megabytes } from './format.js';

/**
 * @typedef {import('./documents.js').Documents} Documents
 * @typedef {import('./documents.js').LeftOutKind} LeftOutKind
 * @typedef {import('../pkg/fazhi_documents.js').LeftOut} LeftOut
 *
 * The file that a text was read from, as it was opened: what is on the disk may change.
 * @typedef {object} Source
 * @property {Uint8Array<ArrayBuffer>} bytes
 * @property {string} format    `txt`, `html`, `mht`, `docx`, `doc`, `rtf`, `odt`, `ofd` or `pdf`.
 * @property {number} numbers   How many numbers of lists were worked out, which the file does not hold.
 * @property {readonly LeftOut[]} leftOut
 *
 * @typedef {{ text: string, name: string, source: Source }} Opened
 * @typedef {{ refused: string, vars: Record<string, string | number> }} Refused   `refused` is a key of strings.js.
 */

/** Larger texts are refused. */
const LARGEST = 20_000_000;
/** Larger texts are read after a word of warning. */
export const LARGE = 2_000_000;
/**
 * The size of a text in bytes where it comes near a limit, else 0.
 * @param {string} text
 * @param {number} limit
 */
export const sizeNear = (text, limit) => (text.length * 3 > limit ? new Blob([text]).size : 0);

/**
 * Why a text is too large to be taken in, if so.
 * @param {string} text
 * @returns {Refused | null}
 */
export function tooLarge(text) {
  const size = sizeNear(text, LARGEST);
  return size > LARGEST ? { refused: 'tooLarge', vars: { size: megabytes(size) } } : null;
}

/** Larger files are refused unread, in bytes; the readers have the same limit. */
const LARGEST_FILE = 64 * 1024 * 1024;
/** So many files are taken of a folder and of what is packed. */
const MOST_FILES = 2000;

/**
 * @param {File} file
 * @param {Documents} documents
 * @returns {Promise<Opened | Refused>}
 */
export async function openFile(file, documents) {
  const vars = { name: file.name || '?' };
  if (file.size > LARGEST_FILE) return { refused: 'file.tooMuch.file', vars };
  try {
    return await openBytes(new Uint8Array(await file.arrayBuffer()), vars.name, documents, []);
  } catch {
    return { refused: 'file.unreadable', vars };
  }
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} name
 * @param {Documents} documents
 * @param {readonly LeftOutKind[]} readWith   What is read though it is usually left out.
 * @returns {Promise<Opened | Refused>}
 */
export async function openBytes(bytes, name, documents, readWith) {
  const vars = { name };
  const answer = isPdf(bytes) ? await pdf(bytes, documents, readWith) : await documents.read(bytes, name, readWith);
  if ('why' in answer) return { refused: refusal(answer), vars };
  const { text, format, numbers, leftOut } = answer;
  return { text, name, source: { bytes, format, numbers: numbers.length, leftOut } };
}

/** The mark may stand behind other bytes, which readers pass over. @param {Uint8Array} bytes */
const isPdf = (bytes) => new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).includes('%PDF-');

/**
 * What reads a PDF is loaded when there is one.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {Documents} documents
 * @param {readonly LeftOutKind[]} readWith
 * @returns {Promise<import('./documents.js').Answer>}
 */
async function pdf(bytes, documents, readWith) {
  try {
    const { readPdf } = await import('./pdf.js');
    return await readPdf(bytes, readWith, documents);
  } catch {
    return { why: 'failed' };
  }
}

/** Limits that are told as such; others are told as the file's being unusual inside. */
const TOLD = ['file', 'pages', 'cells', 'characters'];

/** @param {Exclude<import('./documents.js').Answer, import('./documents.js').FileRead>} answer */
function refusal(answer) {
  if (answer.why === 'other') return `file.other.${answer.what}`;
  if (answer.why !== 'tooMuch') return `file.${answer.why}`;
  return `file.tooMuch.${answer.limit && TOLD.includes(answer.limit) ? answer.limit : 'inside'}`;
}

/**
 * The files with those in zips in their place. A zip that cannot be opened stays as it
 * is: reading it says why.
 * @param {readonly File[]} files
 * @param {Documents} documents
 * @returns {Promise<File[]>}
 */
export async function unpacked(files, documents) {
  /** @type {File[]} */
  const all = [];
  for (const file of files) {
    const inside = /\.zip$/i.test(file.name) && file.size <= LARGEST_FILE ? await filesIn(file, documents) : null;
    all.push(...(inside ?? [file]));
  }
  return all.slice(0, MOST_FILES);
}

/**
 * @param {File} file
 * @param {Documents} documents
 */
async function filesIn(file, documents) {
  try {
    const packed = await documents.unpack(new Uint8Array(await file.arrayBuffer()));
    // What stands before the last part of the path tells one 报告.docx from another.
    return 'why' in packed ? null : packed.map(({ name, bytes }) => new File([bytes], name));
  } catch {
    return null;
  }
}

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
  for (const entry of entries) if (entry) await collectFiles(entry, found, '');
  return found;
}

/**
 * @param {FileSystemEntry} entry
 * @param {File[]} found
 * @param {string} folder   What stands before its name: it tells one 报告.docx from another.
 */
async function collectFiles(entry, found, folder) {
  if (found.length >= MOST_FILES || entry.name.startsWith('.')) return;
  if (entry.isFile) {
    /** @type {File} */
    const file = await new Promise((done, failed) => { /** @type {FileSystemFileEntry} */ (entry).file(done, failed); });
    found.push(folder ? new File([file], `${folder}${file.name}`, { type: file.type }) : file);
    return;
  }
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  for (;;) {
    // Some browsers tell a hundred at a time.
    const some = await new Promise((/** @type {(entries: FileSystemEntry[]) => void} */ done, failed) => { reader.readEntries(done, failed); });
    if (!some.length) return;
    for (const each of some) await collectFiles(each, found, `${folder}${entry.name}/`);
  }
}
