// The sheet: the text as an official document, read and written at one place. Each
// line of the text is a block, a blank one too, with one text node for each piece;
// what ends a line is never drawn. The text is the truth, and the blocks show it: a
// change is made to the text, and the lines that it touches are drawn anew; what the
// browser has typed into a block is read back from it.

import { byId, h, oncePainted, scrollFrame } from '../dom.js';
import { spliceOf, spliced } from '../history.js';
import { LINE_END, LONGEST_BLOCK, firstWhere, lastStartingBefore, linesOf } from '../model.js';

/**
 * @typedef {import('../state.js').Span} Span
 * @typedef {import('../history.js').Splice} Splice
 * @typedef {import('../model.js').Model} Model
 * @typedef {import('../model.js').Block} Block
 * @typedef {'h2' | 'h3' | 'h4' | 'h5' | 'h6' | 'p'} Tag
 *
 * How a block looks, and its text.
 * @typedef {object} Spec
 * @property {number} start
 * @property {string} text
 * @property {Tag} tag
 * @property {string} look    Its classes.
 * @property {{ kind: string, length: number }[]} pieces   `''` plain, `w` not to be broken, `s3` a run-in heading of level 3.
 *
 * A block as it stands, with a text node for each piece.
 * @typedef {Spec & { element: HTMLElement, texts: Text[] }} Line
 * @typedef {ReturnType<typeof createSheet>} Sheet
 */

/** From many blocks on, those out of sight are not laid out, a chunk of so many at a time: each costs a little. */
const MANY_BLOCKS = 80;
const CHUNK = 12;
/** Chunks that may be in sight at first. */
const AWAKE = 5;
/** A blank line is room enough before what stands apart: on paper it is left out, and this too. */
export const TIGHT = ' tight';
/** The caret keeps so far from the edge of what is in sight, in pixels. */
const MARGIN = 12;

/**
 * @param {(splice: Splice, drawn: boolean) => void} changed   Told of each change to the text of the sheet, once it
 *   stands there; `drawn`: by the browser, so that no block is another.
 * @param {() => void} typed   Told, besides, of a change that the browser has made.
 */
export function createSheet(changed, typed) {
  const root = byId('paper');
  const scroller = byId('scroll');
  /** The blocks, in the order of the text. @type {Line[]} */
  let lines = [];
  /** @type {WeakMap<Element, Line>} */
  const known = new WeakMap();
  /** What the blocks show; `null` where it is only a part of the text, or of an earlier one. @type {string | null} */
  let text = null;
  /** The caret or what is selected, also while something else has the focus. @type {Span} */
  let caret = { start: 0, end: 0 };
  let composing = false;
  /** It can be written in. */
  let open = false;
  /** Changes of the browser's that wait for the end of a composition. @type {MutationRecord[]} */
  let waiting = [];

  const observer = new MutationObserver(readBack);
  observer.observe(root, { childList: true, characterData: true, subtree: true });

  /**
   * Draws something, which the browser's changes are not to be taken for.
   * @param {() => void} go
   */
  function draw(go) {
    const found = observer.takeRecords();
    if (found.length) readBack(found);
    go();
    observer.takeRecords();
  }

  const endOf = (/** @type {Line} */ line) => line.start + line.text.length;
  /** The line that holds a position, or is the last before it. @param {number} offset */
  const lineAt = (offset) => Math.max(0, lastStartingBefore(lines, offset));

  /**
   * Whether one may write here: not while another text is on its way.
   * @param {boolean} now
   */
  function unlock(now) {
    if (open === now) return;
    open = now;
    // Where the browser has no plain text, what else it would put there is kept out by `beforeinput`.
    try {
      root.contentEditable = open ? 'plaintext-only' : 'false';
    } catch {
      root.contentEditable = 'true';
    }
    if (open) root.removeAttribute('aria-readonly');
    else root.setAttribute('aria-readonly', 'true');
  }

  /**
   * Shows a reading: only blocks that look otherwise than they stand are drawn.
   * @param {Model} read
   * @param {boolean} whole   It is all of the text, which then can be written in.
   * @returns {boolean} Whether all stood as it should.
   */
  function show(read, whole) {
    const specs = specsOf(read);
    const most = Math.min(specs.length, lines.length);
    let head = 0;
    while (head < most && same(lines[head], specs[head])) head += 1;
    let tail = 0;
    while (tail < most - head && same(lines[lines.length - 1 - tail], specs[specs.length - 1 - tail])) tail += 1;
    draw(() => {
      const fresh = specs.slice(head, specs.length - tail);
      if (fresh.length === lines.length - head - tail) swap(head, fresh);
      else exchange(head, lines.length - head - tail, fresh);
    });
    specs.forEach(({ start }, at) => { lines[at].start = start; });
    if (text === null) caret = { start: 0, end: 0 };
    text = whole ? read.text : null;
    unlock(whole);
    return head + tail === specs.length && specs.length === lines.length;
  }

  /**
   * Blocks that look otherwise, each in its place.
   * @param {number} first
   * @param {readonly Spec[]} specs
   */
  function swap(first, specs) {
    const had = document.activeElement === root ? caret : null;
    let touched = false;
    specs.forEach((spec, at) => {
      const line = lines[first + at];
      if (same(line, spec)) return;
      const now = drawn(spec);
      line.element.replaceWith(now.element);
      lines[first + at] = now;
      touched ||= had !== null && had.start <= endOf(now) && had.end >= now.start;
    });
    if (had && touched) put(had);
  }

  /**
   * Blocks in the place of others. The caret stays at its place in the text.
   * @param {number} first
   * @param {number} count
   * @param {readonly Spec[]} specs
   */
  function exchange(first, count, specs) {
    const had = document.activeElement === root ? caret : null;
    const gone = lines.slice(first, first + count);
    const fresh = specs.map(drawn);
    const all = first === 0 && count === lines.length;
    const touches = fresh.some((line) => had && had.start <= endOf(line) && had.end >= line.start);
    const [before, behind] = [lines[first - 1], lines[first + count]];
    lines = [...lines.slice(0, first), ...fresh, ...lines.slice(first + count)];
    const moved = fresh.length > CHUNK || all || !mendChunks(gone, fresh, before, behind);
    if (moved) chunk(all);
    root.classList.toggle('many', lines.length > MANY_BLOCKS);
    if (had && (moved || touches)) put(had);
  }

  /**
   * Sets all blocks, some to a chunk; each chunk knows about how high it is.
   * @param {boolean} fresh   Nothing of it was there before, so that it shows from its beginning.
   */
  function chunk(fresh) {
    const chunks = [];
    for (let at = 0; at < lines.length; at += CHUNK) {
      const these = lines.slice(at, at + CHUNK);
      const characters = these.reduce((sum, each) => sum + each.text.length, 0);
      // The browser lays out once what it has not yet found to be out of sight: 30 ms at 100,000 characters.
      const each = h('div', { class: fresh && at >= AWAKE * CHUNK ? 'chunk asleep' : 'chunk', vars: { '--blocks': String(these.length), '--characters': String(characters) } });
      each.append(...these.map(({ element }) => element));
      chunks.push(each);
    }
    root.replaceChildren(...chunks);
    if (fresh) oncePainted(wake);
  }

  /** From the first painting on, the browser knows itself what is in sight. */
  function wake() {
    for (const each of root.querySelectorAll('.asleep')) each.classList.remove('asleep');
  }

  /**
   * A few blocks in the place of others, in the chunk of those beside them.
   * @param {readonly Line[]} gone
   * @param {readonly Line[]} fresh
   * @param {Line | undefined} before
   * @param {Line | undefined} behind
   * @returns {boolean} Whether that chunk is still of a size.
   */
  function mendChunks(gone, fresh, before, behind) {
    const elements = fresh.map(({ element }) => element);
    if (before) before.element.after(...elements);
    else behind?.element.before(...elements);
    for (const { element } of gone) {
      const { parentElement } = element;
      element.remove();
      if (!parentElement?.firstChild) parentElement?.remove();
    }
    return (elements[0]?.parentElement?.childElementCount ?? 0) <= 4 * CHUNK;
  }

  // Lines of so many characters: from it follows how high a chunk is that has not been laid out.
  new ResizeObserver(() => {
    const { fontSize, paddingLeft, paddingRight } = getComputedStyle(root);
    const measure = (root.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight)) / parseFloat(fontSize);
    if (measure > 1) root.style.setProperty('--measure', measure.toFixed(1));
  }).observe(root);

  /**
   * A change to the text. The lines that it touches are drawn anew, each as what it was,
   * until the text has been read.
   * @param {Splice} splice
   */
  function change(splice) {
    if (text === null) return;
    const { at, removed, inserted } = splice;
    draw(() => {
      if (text === null) return;
      const end = at + removed.length;
      const by = inserted.length - removed.length;
      let first = lineAt(at);
      let last = lineAt(end);
      // A long line is cut into its blocks anew.
      while (first > 0 && endOf(lines[first - 1]) === lines[first].start) first -= 1;
      while (last + 1 < lines.length && endOf(lines[last]) === lines[last + 1].start) last += 1;
      const old = lines.slice(first, last + 1);
      const [from, to] = [old[0].start, endOf(old[old.length - 1]) + by];
      text = spliced(text, splice);
      caret = { start: shifted(caret.start, splice), end: shifted(caret.end, splice) };
      for (const line of lines.slice(last + 1)) line.start += by;
      exchange(first, old.length, cut(text, from, to, old, splice));
    });
    changed(splice, false);
  }

  /**
   * What the browser has done to the sheet. During a composition nothing is touched: what
   * it did is taken in at its end.
   * @param {MutationRecord[]} found
   */
  function readBack(found) {
    waiting.push(...found);
    if (composing || text === null) return;
    const blocks = new Set(waiting.map(({ target }) => blockOf(target)));
    waiting = [];
    const [block] = blocks;
    const line = blocks.size === 1 && block && known.get(block);
    if (line) readLine(line);
    else if (blocks.size) readAll();
  }

  /** @param {Line} line */
  function readLine(line) {
    const now = wordsOf(line.element);
    const { at, removed, inserted } = spliceOf(line.text, now);
    const splice = { at: line.start + at, removed, inserted };
    const sound = line.texts.every((node) => node.length && line.element.contains(node)) && line.texts.map(({ data }) => data).join('') === now;
    if (sound && !LINE_END.test(inserted)) {
      if (!removed && !inserted) return;
      take(line, splice, now);
      changed(splice, true);
    } else {
      const to = selected();
      draw(() => exchange(lineAt(line.start), 1, [line]));
      change(splice);
      if (to) select(to.start, to.end);
    }
    if (removed || inserted) typed();
  }

  /**
   * A change that the browser has drawn already.
   * @param {Line} line
   * @param {Splice} splice
   * @param {string} now
   */
  function take(line, splice, now) {
    if (text === null) return;
    text = spliced(text, splice);
    const by = splice.inserted.length - splice.removed.length;
    line.text = now;
    line.pieces = line.pieces.map(({ kind }, at) => ({ kind, length: line.texts[at].length }));
    for (let at = lineAt(line.start) + 1; at < lines.length; at += 1) lines[at].start += by;
    keepCaret();
  }

  /** Where the browser has taken blocks away, or put some of its own there. */
  function readAll() {
    if (text === null) return;
    const blocks = [...root.querySelectorAll(':scope > .chunk > *, :scope > :not(.chunk)')];
    const stands = (/** @type {Element | undefined} */ block, /** @type {Line | undefined} */ line) => block !== undefined && block === line?.element && wordsOf(block) === line.text;
    const most = Math.min(blocks.length, lines.length);
    let head = 0;
    while (head < most && stands(blocks[head], lines[head])) head += 1;
    let tail = 0;
    while (tail < most - head && stands(blocks.at(-1 - tail), lines.at(-1 - tail))) tail += 1;
    // Nothing in the place of something, or the other way round: the line beside it tells where.
    if (Math.min(blocks.length, lines.length) === head + tail) head ? head -= 1 : tail = Math.max(0, tail - 1);
    const old = lines.slice(head, lines.length - tail);
    if (!old.length) return;
    const [from, to] = [old[0].start, endOf(old[old.length - 1])];
    const end = LINE_END.exec(text)?.[0] ?? '\n';
    const { at, removed, inserted } = spliceOf(text.slice(from, to), blocks.slice(head, blocks.length - tail).map(wordsOf).join(end));
    draw(() => {
      exchange(head, old.length, old);
      chunk(false);
    });
    change({ at: from + at, removed, inserted });
    select(from + at + inserted.length);
    if (removed || inserted) typed();
  }

  /** @param {Node} node */
  function blockOf(node) {
    const element = node instanceof Element ? node : node.parentElement;
    const block = element?.closest('.block');
    return block && root.contains(block) ? block : null;
  }

  /**
   * The position in the text of a place on the sheet.
   * @param {Node} node
   * @param {number} offset
   */
  function offsetOf(node, offset) {
    const element = blockOf(node);
    const line = element && known.get(element);
    if (!line) {
      // Between blocks: where the next one begins.
      const next = node.childNodes[offset];
      const block = next instanceof Element ? next.matches('.block') ? next : next.querySelector('.block') : null;
      const found = block && known.get(block);
      if (found) return found.start;
      const behind = node instanceof Element ? [...node.querySelectorAll('.block')].at(-1) : null;
      const end = behind && known.get(behind);
      return end ? endOf(end) : lines.length ? endOf(lines[lines.length - 1]) : 0;
    }
    const range = document.createRange();
    range.setStart(line.element, 0);
    range.setEnd(node, offset);
    return line.start + range.toString().length;
  }

  /** @param {Spec} spec @returns {Line} */
  function drawn({ start, text: words, tag, look, pieces }) {
    const element = h(tag, { class: look });
    let from = 0;
    const texts = pieces.map(({ kind, length }) => {
      const node = document.createTextNode(words.slice(from, from += length));
      if (kind === '') {
        element.append(node);
      } else {
        const span = kind === 'w' ? h('span', { class: 'whole' }) : h('span', { class: 'run-in', role: 'heading', 'aria-level': kind.slice(1) });
        span.append(node);
        element.append(span);
      }
      return node;
    });
    if (!texts.length) element.append(h('br'));
    const line = { start, text: words, tag, look, pieces, element, texts };
    known.set(element, line);
    return line;
  }

  /**
   * The place on the sheet of a position in the text.
   * @param {number} offset
   * @param {boolean} [before]   Of two pieces that meet there the first.
   * @returns {[Node, number]}
   */
  function pointAt(offset, before = false) {
    // A frame that was asked for before the text was taken away.
    if (!lines.length) return [root, 0];
    const line = lines[lineAt(offset)];
    let rest = Math.max(0, Math.min(offset - line.start, line.text.length));
    for (const node of line.texts) {
      if (rest < node.length || (rest === node.length && (before || node === line.texts[line.texts.length - 1]))) return [node, rest];
      rest -= node.length;
    }
    return [line.element, 0];
  }

  /**
   * @param {Span} span
   * @returns {StaticRange | null}
   */
  function rangeOf({ start, end }) {
    if (end <= start || !lines.length) return null;
    let first = lineAt(start);
    // What ends a line is nowhere on the sheet.
    if (endOf(lines[first]) <= start) first += 1;
    if (first >= lines.length) return null;
    let last = lineAt(end - 1);
    while (last >= first && !lines[last].texts.length) last -= 1;
    if (last < first || !lines[first].texts.length) return null;
    const [startContainer, startOffset] = pointAt(Math.max(start, lines[first].start));
    const [endContainer, endOffset] = pointAt(Math.min(end, endOf(lines[last])), true);
    return new StaticRange({ startContainer, startOffset, endContainer, endOffset });
  }

  /**
   * The boxes of a stretch, one a line.
   * @param {Span} span
   */
  function boxes(span) {
    const range = rangeOf(span);
    if (!range) return [];
    const live = document.createRange();
    live.setStart(range.startContainer, range.startOffset);
    live.setEnd(range.endContainer, range.endOffset);
    return [...live.getClientRects()];
  }

  /**
   * The box of a character, or of a blank line; of an empty sheet its own.
   * @param {number} offset
   */
  function boxAt(offset) {
    if (!lines.length) return root.getBoundingClientRect();
    const line = lines[lineAt(offset)];
    const at = Math.min(offset, endOf(line) - 1);
    const [box] = line.text ? boxes({ start: Math.max(line.start, at), end: Math.max(line.start, at) + 1 }) : [];
    return box ?? line.element.getBoundingClientRect();
  }

  /**
   * What the browser has selected, if it is on the sheet.
   * @returns {Span | null}
   */
  function selected() {
    const selection = document.getSelection();
    if (!selection?.rangeCount || !selection.anchorNode || !root.contains(selection.anchorNode) || !lines.length) return null;
    const { startContainer, startOffset, endContainer, endOffset, collapsed } = selection.getRangeAt(0);
    if (!root.contains(startContainer) || !root.contains(endContainer)) return null;
    const start = offsetOf(startContainer, startOffset);
    return { start, end: collapsed ? start : offsetOf(endContainer, endOffset) };
  }

  function keepCaret() {
    if (composing || text === null) return;
    const now = selected();
    if (now) caret = now;
  }
  document.addEventListener('selectionchange', () => { if (document.activeElement === root) keepCaret(); });

  /** @param {Span} span */
  function put({ start, end }) {
    if (!lines.length) return;
    const [node, offset] = pointAt(start);
    const [last, to] = start === end ? [node, offset] : pointAt(end, true);
    document.getSelection()?.setBaseAndExtent(node, offset, last, to);
  }

  /**
   * Puts the caret there, or selects; what has the focus keeps it.
   * @param {number} start
   * @param {number} [end]
   */
  function select(start, end = start) {
    caret = { start, end };
    if (document.activeElement === root) put(caret);
  }

  // The caret is where it was left, unless the pointer says otherwise a moment later.
  root.addEventListener('focus', () => { if (text !== null) put(caret); });

  root.addEventListener('compositionstart', () => { composing = true; });
  root.addEventListener('compositionend', () => {
    composing = false;
    readBack(observer.takeRecords());
  });

  return {
    root, show, change, select, selected, offsetOf, rangeOf, boxes, boxAt, lineAt, wake,
    get text() { return text; },
    get lines() { return lines; },
    get composing() { return composing; },
    get caret() { return caret; },

    /** Another text is on its way: this one is no longer written in. */
    close() {
      text = null;
      unlock(false);
    },

    clear() {
      draw(() => root.replaceChildren());
      lines = [];
      text = null;
      caret = { start: 0, end: 0 };
      unlock(false);
    },

    /** Takes in what the browser has done so far. */
    settle() {
      const found = observer.takeRecords();
      if (found.length) readBack(found);
    },

    /** Brings the caret into sight. */
    reveal() {
      const [node, offset] = pointAt(caret.end);
      const range = document.createRange();
      range.setStart(node, offset);
      const box = [...range.getClientRects()].at(-1) ?? (node instanceof Text ? boxAt(caret.end) : /** @type {Element} */ (node).getBoundingClientRect());
      const frame = scrollFrame(scroller);
      if (box.top < frame.top + MARGIN) frame.element.scrollTop -= frame.top + MARGIN - box.top;
      else if (box.bottom > frame.bottom - MARGIN) frame.element.scrollTop += box.bottom - frame.bottom + MARGIN;
    },

    /** Whether a text node is one of a block's own. @param {Node} node */
    owns(node) {
      const block = blockOf(node);
      return node instanceof Text && block !== null && (known.get(block)?.texts.includes(node) ?? false);
    },

    /**
     * The first block that reaches below a line of the window. By the chunk first: to ask for a
     * place within one that is out of sight has it laid out.
     * @param {number} y
     */
    lineBelow(y) {
      const { children } = root;
      const part = children[firstWhere(children.length, (at) => children[at].getBoundingClientRect().bottom > y)];
      const blocks = [...part.children];
      const block = blocks[firstWhere(blocks.length, (at) => blocks[at].getBoundingClientRect().bottom > y)];
      return known.get(block) ?? lines[0];
    },
  };
}

/**
 * Where a position goes by a change; one within what is replaced, behind it.
 * @param {number} offset
 * @param {Splice} splice
 */
export function shifted(offset, { at, removed, inserted }) {
  if (offset < at || (offset === at && removed)) return offset;
  return offset >= at + removed.length ? offset + inserted.length - removed.length : at + inserted.length;
}

/**
 * Whether a block stands as it should.
 * @param {Line} line
 * @param {Spec} spec
 */
const same = (line, { tag, look, text, pieces }) => line.tag === tag && line.look === look && line.text === text
  && line.pieces.length === pieces.length && pieces.every(({ kind, length }, at) => line.pieces[at].kind === kind && line.pieces[at].length === length);

/**
 * What a block says, however the browser has left it.
 * @param {Element} block
 */
function wordsOf(block) {
  let words = '';
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  let breaks = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Text) {
      words += '\n'.repeat(breaks) + node.data;
      breaks = 0;
    } else if (node.nodeName === 'BR') {
      // The last one only holds the line open.
      breaks += 1;
    }
  }
  return words + '\n'.repeat(Math.max(0, breaks - 1));
}

/**
 * The blocks of some lines after a change, as what they were before it: what stood before
 * and behind the change keeps its looks, and what came between is plain.
 * @param {string} text
 * @param {number} from
 * @param {number} to
 * @param {readonly Line[]} old
 * @param {Splice} splice
 * @returns {Spec[]}
 */
function cut(text, from, to, old, splice) {
  const runs = runsOf(old, splice);
  const [first, last] = [old[0], old[old.length - 1]];
  const before = text.slice(from, splice.at).trim() !== '' && !isBlank(first.look);
  const behind = text.slice(splice.at + splice.inserted.length, to).trim() !== '' && !isBlank(last.look);
  const spans = linesOf(text, from, to);
  return spans.flatMap(({ start, end }, at) => {
    const words = text.slice(start, end);
    const as = !words.trim() ? null : at === 0 && before ? first : at === spans.length - 1 && behind && (last !== first || !before) ? last : null;
    const tag = as?.tag ?? 'p';
    const look = as?.look ?? (words.trim() ? `block body${/^\s/.test(words) ? ' flush' : ''}` : 'block blank flush');
    /** @type {Spec[]} */
    const specs = [];
    let here = start;
    do {
      // Not between the halves of a character.
      const until = Math.min(end, here + LONGEST_BLOCK + Number(/[\ud800-\udbff]/.test(text[here + LONGEST_BLOCK - 1] ?? '')));
      specs.push({ start: here, text: text.slice(here, until), tag, look, pieces: piecesOf(runs, here, until) });
      here = until;
    } while (here < end);
    return specs;
  });
}

const isBlank = (/** @type {string} */ look) => look.includes(' blank');

/**
 * The pieces of some lines, where they stand after a change.
 * @param {readonly Line[]} old
 * @param {Splice} splice
 */
function runsOf(old, { at, removed, inserted }) {
  const end = at + removed.length;
  const by = inserted.length - removed.length;
  return old.flatMap(({ start: from, pieces }) => {
    let next = from;
    return pieces.flatMap(({ kind, length }) => {
      const [start, stop] = [next, next += length];
      if (start < at && stop > end) return [{ start, end: stop + by, kind }];
      return [{ start, end: Math.min(stop, at), kind }, { start: Math.max(start, end) + by, end: stop + by, kind }].filter((run) => run.start < run.end);
    });
  });
}

/**
 * @param {readonly { start: number, end: number, kind: string }[]} runs
 * @param {number} from
 * @param {number} to
 */
function piecesOf(runs, from, to) {
  /** @type {Spec['pieces']} */
  const pieces = [];
  let next = from;
  const add = (/** @type {string} */ kind, /** @type {number} */ end) => {
    if (end <= next) return;
    const last = pieces.at(-1);
    if (last?.kind === kind && kind === '') last.length += end - next;
    else pieces.push({ kind, length: end - next });
    next = end;
  };
  for (const { start, end, kind } of runs) {
    if (!kind) continue;
    add('', Math.min(to, start));
    if (end > next) add(kind, Math.min(to, end));
  }
  add('', to);
  return pieces;
}

/**
 * How the blocks of a reading look.
 * @param {Model} read
 * @returns {Spec[]}
 */
export function specsOf(read) {
  /** @type {Block | undefined} */
  let before;
  return read.blocks.map((block, at) => {
    const tight = block.kind !== 'blank' && read.blocks[at - 1]?.kind === 'blank';
    const spec = {
      start: block.start, text: read.text.slice(block.start, block.end), tag: tagOf(read, block), look: `${classOf(read, block, before)}${tight ? TIGHT : ''}`,
      pieces: block.pieces.map(({ start, end, section, whole }) => ({ kind: whole ? 'w' : section === null ? '' : `s${Math.min(6, read.report.sections[section].level + 2)}`, length: end - start })),
    };
    if (block.kind !== 'blank') before = block;
    return spec;
  });
}

/**
 * @param {Model} read
 * @param {Block} block
 * @returns {Tag}
 */
function tagOf(read, block) {
  if (block.kind === 'title') return 'h2';
  if (block.kind !== 'heading' || block.section === null) return 'p';
  const level = Math.min(6, read.report.sections[block.section].level + 2);
  return /** @type {'h3'} */ (`h${level}`);
}

/**
 * @param {Model} read
 * @param {Block} block
 * @param {Block | undefined} before   The last that is not blank.
 */
function classOf(read, block, before) {
  const level = block.section === null ? '' : ` level-${Math.min(4, read.report.sections[block.section].level)}`;
  const apart = before && (block.kind === 'sign' ? before.kind !== 'sign' : before.kind === 'title' ? block.kind !== 'title' : before.kind === 'furniture' && block.kind === 'title');
  return `block ${block.kind}${level}${block.flush ? ' flush' : ''}${read.text.slice(block.start, block.end).includes('\t') ? ' cells' : ''}${apart && block.kind !== 'blank' ? ' apart' : ''}`;
}
