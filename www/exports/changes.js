// What was changed in a text since it came: stretch by stretch, what stood there and
// what stands there now.

import { linesOf } from '../model.js';

/**
 * @typedef {import('../review.js').Place} Place
 *
 * A stretch that was exchanged. Positions are UTF-16 units.
 * @typedef {{ from: number, to: number, start: number, end: number }} Hunk   `from`–`to` in the old text, `start`–`end` in the new.
 *
 * @typedef {object} Change
 * @property {Place} place       In the text as it is now.
 * @property {string} before
 * @property {string} after
 * @property {{ before: string, after: string }} context   The words on either side, alike in both.
 */

/** Changes that stand closer are told as one. */
const NEAR = 3;
/** Words shown on either side. */
const REACH = 12;
/** The paragraph that one has become is looked for among so many. */
const AHEAD = 50;
/** More steps than these are not looked for: the stretch is told as a whole. */
const MOST_STEPS = 600;

/**
 * @param {string} before
 * @param {string} after
 * @param {(offset: number) => Place} placeAt   In the text as it is now.
 * @returns {Change[]}
 */
export function changesOf(before, after, placeAt) {
  return hunksOf(before, after).map(({ from, to, start, end }) => ({
    place: placeAt(start),
    before: before.slice(from, to),
    after: after.slice(start, end),
    context: { before: edge(after.slice(Math.max(0, start - REACH), start), -1), after: edge(after.slice(end, end + REACH), 1) },
  }));
}

/**
 * The words of a side up to the end of the paragraph.
 * @param {string} words
 * @param {1 | -1} way
 */
function edge(words, way) {
  const lines = words.split(/[\r\n]/);
  return (way < 0 ? lines[lines.length - 1] : lines[0]).replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
}

/**
 * @param {string} before
 * @param {string} after
 * @returns {Hunk[]}
 */
export function hunksOf(before, after) {
  const [old, now] = [wholeLines(before), wholeLines(after)];
  /** @type {Hunk[]} */
  const hunks = [];
  for (const { from, to, start, end } of paired(old, now)) {
    let [left, right] = [from, start];
    const tell = (/** @type {number} */ upTo, /** @type {number} */ upToNew) => {
      if (upTo > left || upToNew > right) hunks.push(...within(old.slice(left, upTo).join(''), now.slice(right, upToNew).join(''), lengthOf(old, left), lengthOf(now, right)));
      [left, right] = [upTo, upToNew];
    };
    for (let at = from; at < to; at += 1) {
      const like = now.slice(right, Math.min(end, right + AHEAD)).findIndex((line) => isLike(old[at], line));
      if (like < 0) continue;
      // What stands before the pair first, then the pair by itself.
      const pair = right + like;
      tell(at, pair);
      tell(at + 1, pair + 1);
    }
    tell(to, end);
  }
  return hunks;
}

/**
 * Whether one paragraph may have become another: most of it begins or ends alike.
 * @param {string} one
 * @param {string} other
 */
function isLike(one, other) {
  const most = Math.min(one.length, other.length);
  if (!one.trim() || !other.trim()) return false;
  let head = 0;
  while (head < most && one[head] === other[head]) head += 1;
  let tail = 0;
  while (tail < most - head && one[one.length - 1 - tail] === other[other.length - 1 - tail]) tail += 1;
  return (head + tail) * 2 > most;
}

/**
 * The lines of a text, each with what ends it.
 * @param {string} text
 */
const wholeLines = (text) => linesOf(text).map(({ start }, at, all) => text.slice(start, all[at + 1]?.start));

/**
 * @param {readonly string[]} units
 * @param {number} count   Of those that are measured.
 */
function lengthOf(units, count) {
  let length = 0;
  for (let at = 0; at < count; at += 1) length += units[at]?.length ?? 0;
  return length;
}

const NUMBER = /[\d.%A-Za-z]/;

/**
 * @param {string} before
 * @param {string} after
 * @param {number} from    Where they begin in the whole texts.
 * @param {number} start
 * @returns {Hunk[]}
 */
function within(before, after, from, start) {
  const [old, now] = [[...before], [...after]];
  /** @type {Hunk[]} */
  const hunks = [];
  for (const each of paired(old, now)) {
    const last = hunks[hunks.length - 1];
    // A number is exchanged as a whole.
    const inNumber = () => NUMBER.test(old[each.from - 1] ?? '') && NUMBER.test((old[each.from] ?? '') + (now[each.start] ?? '')) && each.from > (last?.to ?? 0);
    while (inNumber()) {
      each.from -= 1;
      each.start -= 1;
    }
    while (NUMBER.test(old[each.to] ?? '') && NUMBER.test((old[each.to - 1] ?? '') + (now[each.end - 1] ?? ''))) {
      each.to += 1;
      each.end += 1;
    }
    if (last && each.from - last.to < NEAR && !/[\r\n]/.test(old.slice(last.to, each.from).join(''))) Object.assign(last, { to: Math.max(last.to, each.to), end: Math.max(last.end, each.end) });
    else hunks.push(each);
  }
  return hunks.map((each) => ({
    from: from + lengthOf(old, each.from), to: from + lengthOf(old, each.to), start: start + lengthOf(now, each.start), end: start + lengthOf(now, each.end),
  }));
}

/**
 * The stretches of two lists that differ, by indices (Myers, An O(ND) Difference
 * Algorithm, 1986).
 * @param {readonly string[]} old
 * @param {readonly string[]} now
 * @returns {Hunk[]}
 */
function paired(old, now) {
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1;
  let [a, b] = [old.length, now.length];
  while (a > head && b > head && old[a - 1] === now[b - 1]) {
    a -= 1;
    b -= 1;
  }
  const whole = { from: head, to: a, start: head, end: b };
  if (a === head && b === head) return [];
  if (a === head || b === head) return [whole];
  const trail = steps(old.slice(head, a), now.slice(head, b));
  return trail ? trail.map((hunk) => ({ from: hunk.from + head, to: hunk.to + head, start: hunk.start + head, end: hunk.end + head })) : [whole];
}

/**
 * @param {readonly string[]} old
 * @param {readonly string[]} now
 * @returns {Hunk[] | null} `null` where they have little in common.
 */
function steps(old, now) {
  /** How far each diagonal has come, for each number of steps. @type {Map<number, number>[]} */
  const trail = [];
  /** @type {Map<number, number>} */
  let reach = new Map([[1, 0]]);
  const most = Math.min(MOST_STEPS, old.length + now.length);
  for (let d = 0; d <= most; d += 1) {
    trail.push(new Map(reach));
    const next = new Map(reach);
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
      let x = down ? reach.get(k + 1) ?? 0 : (reach.get(k - 1) ?? 0) + 1;
      while (x < old.length && x - k < now.length && old[x] === now[x - k]) x += 1;
      next.set(k, x);
      if (x >= old.length && x - k >= now.length) return back(trail, old.length, now.length);
    }
    reach = next;
  }
  return null;
}

/**
 * The way back from the end, as stretches.
 * @param {readonly Map<number, number>[]} trail
 * @param {number} x
 * @param {number} y
 */
function back(trail, x, y) {
  /** @type {Hunk[]} */
  const hunks = [];
  for (let d = trail.length - 1; d > 0; d -= 1) {
    const reach = trail[d];
    const k = x - y;
    const down = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
    const from = down ? reach.get(k + 1) ?? 0 : reach.get(k - 1) ?? 0;
    const start = from - (down ? k + 1 : k - 1);
    const [to, end] = down ? [from, start + 1] : [from + 1, start];
    const next = hunks[0];
    if (next && next.from === to && next.start === end) Object.assign(next, { from, start });
    else hunks.unshift({ from, to, start, end });
    x = from;
    y = start;
  }
  return hunks;
}
