// Typing, as the sheet takes it in. What stays within one text node is the browser's
// own doing, and so is all of a composition; what crosses blocks is made here, to the
// text. What is typed is read after a pause.

import { spliceOf } from '../history.js';
import { htmlOf } from '../html.js';
import { LINE_END } from '../model.js';

/**
 * @typedef {import('../state.js').Span} Span
 * @typedef {import('../actions.js').Actions} Actions
 * @typedef {import('./sheet.js').Sheet} Sheet
 */

const PAUSE = 250;
/** How far a key deletes, in the words of `Selection.modify`. @type {Record<string, string>} */
const REACH = { Content: 'character', Word: 'word', SoftLine: 'lineboundary', HardLine: 'paragraphboundary' };
const characters = new Intl.Segmenter('zh-Hans', { granularity: 'grapheme' });
/** No character is longer, in UTF-16 units; a few that are lose their end first. */
const LONGEST_CHARACTER = 32;

/**
 * @param {Sheet} sheet
 * @param {Actions} actions
 * @param {(x: number, y: number) => number | null} offsetAt   The position in the text that is nearest to a point of the window.
 * @param {() => import('../model.js').Model | null} read      The reading of exactly this text.
 * @param {() => void} back   Told when what was typed has come back to the text that the state has.
 */
export function typing(sheet, actions, offsetAt, read, back) {
  const { root } = sheet;
  /** The text as the state has it, so that the reader's own typing is not written back. */
  let known = '';
  let timer = 0;
  /** What ends a line of this text, for the time when it has but one. */
  let usual = '\n';

  /**
   * Takes in what was typed so far.
   * @param {boolean} [joins]   The change is one with the typing before and after it.
   */
  function flush(joins = true) {
    clearTimeout(timer);
    timer = 0;
    sheet.settle();
    const { text } = sheet;
    if (text === null || sheet.composing) return;
    if (text === known) {
      back();
      return;
    }
    const before = known;
    known = text;
    if (actions.edit(text, joins)) return;
    known = before;
    sheet.change(spliceOf(text, known));
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(flush, PAUSE);
  }

  /**
   * Other words in the place of a stretch, and the caret behind them.
   * @param {Span} span
   * @param {string} words
   * @param {boolean} [joins]   It was typed.
   */
  function write({ start, end }, words, joins = true) {
    const { text } = sheet;
    if (text === null) return;
    if (!joins) flush();
    const removed = text.slice(start, end);
    if (removed || words) {
      sheet.change({ at: start, removed, inserted: words });
      sheet.select(start + words.length);
      sheet.reveal();
    }
    if (joins) soon();
    else flush(false);
  }

  /** What ends a line hereabouts. @param {number} offset */
  function lineEnd(offset) {
    const { text, lines } = sheet;
    const at = sheet.lineAt(offset);
    const between = (/** @type {number} */ first) => (lines[first] && lines[first + 1] ? (text ?? '').slice(lines[first].start + lines[first].text.length, lines[first + 1].start) : '');
    return between(at) || between(at - 1) || usual;
  }

  /**
   * Words from elsewhere, with the line ends of this text.
   * @param {string} words
   * @param {number} offset
   */
  const fitting = (words, offset) => words.replace(new RegExp(LINE_END, 'g'), lineEnd(offset));

  /**
   * What a key deletes where the caret stands at an edge of a line: what ends the line.
   * @param {number} offset
   * @param {boolean} back
   * @returns {Span | null}   `null` where it stands elsewhere.
   */
  function edge(offset, back) {
    const { text, lines } = sheet;
    const at = sheet.lineAt(offset);
    const line = lines[at];
    if (text === null || offset !== (back ? line.start : line.start + line.text.length)) return null;
    const beside = lines[at + (back ? -1 : 1)];
    if (!beside) return { start: offset, end: offset };
    const [start, end] = back ? [beside.start + beside.text.length, offset] : [offset, beside.start];
    if (start < end) return { start, end };
    // A long line goes on in the next block.
    const near = [...characters.segment(back ? text.slice(Math.max(0, offset - LONGEST_CHARACTER), offset) : text.slice(offset, offset + LONGEST_CHARACTER))].at(back ? -1 : 0)?.segment.length ?? 0;
    return back ? { start: offset - near, end: offset } : { start: offset, end: offset + near };
  }

  /**
   * What a change takes away. Chromium tells it of rich text alone: of plain text it is what
   * is selected, or what would be if the caret went so far.
   * @param {InputEvent} event
   * @returns {AbstractRange | null}
   */
  function targetOf(event) {
    const [told] = event.getTargetRanges();
    const selection = document.getSelection();
    if (told || !selection?.rangeCount) return told ?? null;
    const [, reach, way] = /^delete(\w+?)(Back|For)ward$/.exec(event.inputType) ?? [];
    const { anchorNode, anchorOffset, isCollapsed } = selection;
    if (!way || !isCollapsed || !anchorNode) return selection.getRangeAt(0);
    selection.modify('extend', way === 'Back' ? 'backward' : 'forward', REACH[reach] ?? 'character');
    const range = selection.getRangeAt(0).cloneRange();
    selection.collapse(anchorNode, anchorOffset);
    return range;
  }

  /**
   * @param {AbstractRange | null} range
   * @returns {Span | null}
   */
  const spanOf = (range) => (range && root.contains(range.startContainer) && root.contains(range.endContainer)
    ? { start: sheet.offsetOf(range.startContainer, range.startOffset), end: sheet.offsetOf(range.endContainer, range.endOffset) } : null);

  /**
   * Whether a change keeps to one text node, and leaves some of it: then the browser makes it.
   * @param {AbstractRange | null} range
   */
  const within = (range) => range !== null && range.startContainer === range.endContainer && sheet.owns(range.startContainer)
    && range.endOffset - range.startOffset < /** @type {Text} */ (range.startContainer).length;

  root.addEventListener('beforeinput', (event) => {
    const { inputType, data, dataTransfer } = event;
    // A composition is the browser's and the input method's, and cannot be held up.
    if (event.isComposing || inputType === 'insertCompositionText' || inputType === 'deleteCompositionText' || inputType === 'insertFromComposition') return;
    const way = inputType === 'historyUndo' ? 'undo' : inputType === 'historyRedo' ? 'redo' : null;
    if (way) {
      event.preventDefault();
      actions[way]({ whole: false });
      return;
    }
    sheet.settle();
    const selected = sheet.selected() ?? sheet.caret;
    const words = data ?? dataTransfer?.getData('text/plain') ?? '';
    if (inputType === 'insertText' || inputType === 'insertReplacementText') {
      const range = targetOf(event);
      if (within(range)) return;
      event.preventDefault();
      const span = spanOf(range) ?? selected;
      write(span, fitting(words, span.start));
    } else if (inputType === 'insertParagraph' || inputType === 'insertLineBreak') {
      event.preventDefault();
      write(selected, lineEnd(selected.start));
    } else if (inputType.startsWith('delete')) {
      const own = selected.start === selected.end && /(Back|For)ward$/.test(inputType) ? edge(selected.start, inputType.endsWith('Backward')) : null;
      const range = own ? null : targetOf(event);
      if (within(range)) return;
      event.preventDefault();
      write(own ?? spanOf(range) ?? selected, '', !inputType.endsWith('ByCut') && !inputType.endsWith('ByDrag'));
    } else {
      event.preventDefault();
      if (words && inputType.startsWith('insertFrom')) write(spanOf(targetOf(event)) ?? selected, fitting(words, selected.start), false);
    }
  });

  // A composition over several blocks would have the browser join them.
  root.addEventListener('compositionstart', () => {
    clearTimeout(timer);
    const span = sheet.selected();
    if (!span || span.start === span.end) return;
    const selection = document.getSelection();
    if (selection && selection.anchorNode === selection.focusNode && selection.anchorNode instanceof Text) return;
    write(span, '');
    clearTimeout(timer);
  }, true);
  root.addEventListener('compositionend', soon);

  /** Of a line that a third click has selected, what ends it is no part. */
  root.addEventListener('click', ({ detail }) => {
    const span = detail === 3 ? sheet.selected() : null;
    const line = span && sheet.lines[sheet.lineAt(span.start)];
    if (line && span.start === line.start && span.end > line.start + line.text.length) sheet.select(line.start, line.start + line.text.length);
  });

  /** @param {ClipboardEvent} event */
  function copy(event) {
    flush();
    const span = sheet.selected();
    const { text } = sheet;
    if (!span || text === null || span.start === span.end || !event.clipboardData) return null;
    event.preventDefault();
    event.clipboardData.setData('text/plain', text.slice(span.start, span.end));
    const now = read();
    if (now) event.clipboardData.setData('text/html', htmlOf(now, span));
    if (span.start === 0 && span.end === text.length) actions.tookOut();
    return span;
  }
  // What is selected may be the report while something else has the focus.
  document.addEventListener('copy', (event) => {
    if (!(event.target instanceof Element && event.target.closest('textarea, input'))) copy(event);
  });
  root.addEventListener('cut', (event) => {
    const span = copy(event);
    if (span) write(span, '', false);
  });

  root.addEventListener('paste', (event) => {
    const data = event.clipboardData;
    if (!data || sheet.text === null) return;
    event.preventDefault();
    sheet.settle();
    const span = sheet.selected() ?? sheet.caret;
    const before = sheet.text;
    actions.pasted(data, (words) => {
      // What was typed while the markup was read stands where it was typed.
      const at = sheet.text === before ? span : sheet.caret;
      if (words && sheet.text !== null) write(at, fitting(words, at.start), false);
    });
  });

  /** What of the sheet is being dragged. @type {Span | null} */
  let dragged = null;
  root.addEventListener('dragstart', () => { dragged = sheet.selected(); });
  document.addEventListener('dragend', () => { dragged = null; });
  root.addEventListener('drop', (event) => {
    const data = event.dataTransfer;
    if (!data || data.types.includes('Files')) return;
    event.preventDefault();
    const words = data.getData('text/plain');
    const to = offsetAt(event.clientX, event.clientY);
    const from = dragged;
    if (!words || to === null || sheet.text === null || (from && to >= from.start && to <= from.end)) return;
    flush();
    const moves = from && !event.ctrlKey && !event.altKey;
    const after = fitting(words, to);
    root.focus({ preventScroll: true });
    sheet.change({ at: to, removed: '', inserted: after });
    const behind = moves && from.start > to ? after.length : 0;
    if (moves) sheet.change({ at: from.start + behind, removed: sheet.text.slice(from.start + behind, from.end + behind), inserted: '' });
    const start = moves && from.start < to ? to - (from.end - from.start) : to;
    sheet.select(start, start + after.length);
    flush(false);
  });

  return {
    /** The browser has changed the sheet. */
    typed: soon,

    /** Takes in all that was typed, also a composition, which then ends. */
    flush() {
      if (sheet.composing) {
        root.blur();
        root.focus({ preventScroll: true });
      }
      flush();
    },

    /**
     * A text that the state has, shown as a whole or changed elsewhere.
     * @param {string} text
     * @param {boolean} fresh   It has just been set as a whole.
     */
    sync(text, fresh) {
      if (!fresh && sheet.text !== null && sheet.text !== text) {
        const splice = spliceOf(sheet.text, text);
        sheet.change(splice);
        if (document.activeElement === root) sheet.select(splice.at + splice.inserted.length);
      }
      known = text;
      usual = LINE_END.exec(text)?.[0] ?? (fresh ? '\n' : usual);
    },

    get known() { return known; },
  };
}
