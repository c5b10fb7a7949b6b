// What was done, in order, each step with the way back and the way forth.
//
// A step holds no copy of the state, only what takes it back and makes it again:
// of a change to the text, the stretch that went and the one that came.

/**
 * @typedef {object} Step
 * @property {string} name         What was done: `step.<name>` in strings.js.
 * @property {() => void} undo
 * @property {() => void} redo
 * @property {boolean} [whole]     It puts another document in the place of this one.
 * @property {number} [weight]     UTF-16 units of text that it holds.
 * @property {{ splice: Splice, put: (splice: Splice) => void }} [typed]   The change, where it was typed: more typing at the same place joins it.
 * @property {{ from: number | null, to: number | null, of: object }} [turn]   From one report of a batch to another; `null`: from none.
 *
 * A step in the history, by a number that is never given twice.
 * @typedef {{ id: number, name: string, whole: boolean }} Known
 *
 * What came of a wish to go one step:
 * `stopped` at a step that puts another document there, `none` left to go.
 * @typedef {'done' | 'stopped' | 'none'} Gone
 *
 * `removed` stood at `at` and gave way to `inserted`. Positions are UTF-16 units.
 * @typedef {{ at: number, removed: string, inserted: string }} Splice
 */

/** More steps than these are forgotten, the oldest first. */
const MOST = 300;
/** Likewise where steps hold more than these UTF-16 units of text together. */
const ROOM = 40_000_000;
/** Typing that rests for longer, in milliseconds, begins a new step. */
const REST = 1500;
/** So does typing that goes on for longer. */
const LONGEST = 12_000;

/**
 * @param {object} [options]
 * @param {() => void} [options.changed]   Called whenever the last or the next step is another.
 * @param {number} [options.most]
 * @param {number} [options.room]
 * @param {() => number} [options.clock]   Milliseconds.
 */
export function createHistory({ changed = () => {}, most = MOST, room = ROOM, clock = () => performance.now() } = {}) {
  /** @typedef {Step & { id: number, since: number, until: number }} Entry */
  /** @type {Entry[]} */
  let past = [];
  /** What was taken back, the next to be made again last. @type {Entry[]} */
  let future = [];
  let given = 0;
  /** Nothing joins the last step any more. */
  let sealed = true;

  const known = (/** @type {Entry | undefined} */ entry) => (entry ? { id: entry.id, name: entry.name, whole: Boolean(entry.whole) } : null);

  /**
   * @param {Entry[]} from
   * @param {Entry[]} to
   * @param {'undo' | 'redo'} way
   * @param {{ whole?: boolean, only?: number }} limits
   * @returns {Gone}
   */
  function go(from, to, way, { whole = true, only }) {
    const entry = from.at(-1);
    if (!entry || (only !== undefined && entry.id !== only)) return 'none';
    if (entry.whole && !whole) return 'stopped';
    from.pop();
    to.push(entry);
    sealed = true;
    entry[way]();
    changed();
    return 'done';
  }

  return {
    /**
     * Takes a step in that has just been made. What was taken back before can no
     * longer be made again; the oldest steps go where there are too many.
     * @param {Step} step
     * @returns {number} Its number.
     */
    push(step) {
      const now = clock();
      given += 1;
      const last = past.at(-1);
      const one = last && !sealed ? joined(last, step, now - last.until > REST || now - last.since > LONGEST) : undefined;
      if (one !== undefined) past.pop();
      if (one !== null) past.push({ ...(one ?? step), id: given, since: one && last ? last.since : now, until: now });
      future = [];
      sealed = false;
      let held = past.reduce((sum, { weight = 0 }) => sum + weight, 0);
      while (past.length > most || (held > room && past.length > 1)) held -= past.shift()?.weight ?? 0;
      changed();
      return given;
    },

    /**
     * Takes the last step back.
     * @param {{ whole?: boolean, only?: number }} [limits]   Not where it puts another document there; only where it is this one.
     */
    undo: (limits = {}) => go(past, future, 'undo', limits),

    /**
     * Makes the step again that was taken back last.
     * @param {{ whole?: boolean, only?: number }} [limits]
     */
    redo: (limits = {}) => go(future, past, 'redo', limits),

    /** The step that `undo` takes back. @returns {Known | null} */
    last: () => known(past.at(-1)),

    /** The step that `redo` makes again. @returns {Known | null} */
    next: () => known(future.at(-1)),
  };
}

/**
 * Two steps as one.
 * @param {Step} last
 * @param {Step} step
 * @param {boolean} apart   Too much time lies between them to be one stretch of typing.
 * @returns {Step | null | undefined} `null` where they cancel each other out, `undefined` where they stay two.
 */
function joined(last, step, apart) {
  if (last.turn && step.turn && last.turn.of === step.turn.of) {
    return last.turn.from === step.turn.to ? null : { ...step, turn: { ...step.turn, from: last.turn.from }, undo: last.undo };
  }
  if (!last.typed || !step.typed || apart) return undefined;
  const splice = joinedSplice(last.typed.splice, step.typed.splice);
  if (!splice) return undefined;
  return splice.removed === splice.inserted ? null : textStep(step.name, splice, step.typed.put, true);
}

/**
 * A change to the text as a step.
 * @param {string} name
 * @param {Splice} splice
 * @param {(splice: Splice) => void} put   Makes a change.
 * @param {boolean} [joins]   It was typed, and is one with the typing before and after it.
 * @returns {Step}
 */
export function textStep(name, splice, put, joins = false) {
  return {
    name,
    weight: splice.removed.length + splice.inserted.length,
    undo: () => put(reversed(splice)),
    redo: () => put(splice),
    ...(joins ? { typed: { splice, put } } : {}),
  };
}

/**
 * The one stretch in which two texts differ.
 * @param {string} before
 * @param {string} after
 * @returns {Splice}
 */
export function spliceOf(before, after) {
  const shorter = Math.min(before.length, after.length);
  let at = 0;
  while (at < shorter && before.charCodeAt(at) === after.charCodeAt(at)) at += 1;
  let tail = 0;
  while (tail < shorter - at && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)) tail += 1;
  return { at, removed: before.slice(at, before.length - tail), inserted: after.slice(at, after.length - tail) };
}

/**
 * @param {string} text
 * @param {Splice} splice
 */
export const spliced = (text, { at, removed, inserted }) => text.slice(0, at) + inserted + text.slice(at + removed.length);

/**
 * The splice that takes one back.
 * @param {Splice} splice
 * @returns {Splice}
 */
export const reversed = ({ at, removed, inserted }) => ({ at, removed: inserted, inserted: removed });

/**
 * Two splices, one after the other, as one, where they touch.
 * @param {Splice} first
 * @param {Splice} second
 * @returns {Splice | null}
 */
export function joinedSplice(first, second) {
  const end = first.at + first.inserted.length;
  if (second.at > end || second.at + second.removed.length < first.at) return null;
  // What the second took away of the text before and after the first one's.
  const before = second.removed.slice(0, Math.max(0, first.at - second.at));
  const after = second.removed.slice(Math.max(0, end - second.at));
  const kept = first.inserted.slice(0, Math.max(0, second.at - first.at));
  const rest = first.inserted.slice(Math.max(0, second.at + second.removed.length - first.at));
  return {
    at: Math.min(first.at, second.at),
    removed: before + first.removed + after,
    inserted: kept + second.inserted + rest,
  };
}
