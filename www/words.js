// The reader's own words as a file: one entry a line, its cells parted by tabs
// or commas. What the lines mean is the core's business (src/vocabulary.rs).

/** Larger files are refused, in bytes. */
export const LARGEST_WORDS = 256 * 1024;

/**
 * A file's lines as a text field has them.
 * @param {string} file
 */
export const linesOf = (file) => file.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');

/**
 * The words as a file that a spreadsheet takes in: tabs for commas, and the byte
 * order mark by which Excel knows it for UTF-8.
 * @param {string} words
 */
export function tabbed(words) {
  const lines = words.split('\n').map((line) => (line.includes('\t') || line.trimStart().startsWith('#') ? line : line.replace(/[,，]/g, '\t')));
  const file = lines.join('\n');
  return `\ufeff${file}${file.endsWith('\n') ? '' : '\n'}`;
}

/**
 * Where a line stands, counted from 1.
 * @param {string} words
 * @param {number} line
 * @returns {{ start: number, end: number }}
 */
export function lineAt(words, line) {
  let start = 0;
  for (let n = 1; n < line; n += 1) {
    const end = words.indexOf('\n', start);
    if (end < 0) break;
    start = end + 1;
  }
  const end = words.indexOf('\n', start);
  return { start, end: end < 0 ? words.length : end };
}

/**
 * Two changes of the same words as one: the lines of one, with those that the
 * other has added to what both began with, and without those it has taken out.
 * @param {string} base
 * @param {string} mine
 * @param {string} theirs
 */
export function mergedLines(base, mine, theirs) {
  if (base === theirs || mine === theirs) return mine;
  if (base === mine) return theirs;
  const [was, own, other] = [base, mine, theirs].map((words) => new Set(words.split('\n')));
  const kept = mine.split('\n').filter((line) => !line || !was.has(line) || other.has(line)).join('\n');
  const added = theirs.split('\n').filter((line) => line && !was.has(line) && !own.has(line));
  return added.length ? `${kept}${!kept || kept.endsWith('\n') ? '' : '\n'}${added.join('\n')}\n` : kept;
}
