// The text as text, for changing it. What is typed is read after a pause, and
// never in the middle of a composition.

import { byId, h, replace } from '../dom.js';
import { spliceOf } from '../history.js';
import { firstWhere } from '../model.js';
import { SEVERITIES, openTroubles } from '../trouble.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../state.js').Span} Span
 * @typedef {import('../actions.js').Actions} Actions
 */

const CAN_HIGHLIGHT = typeof Highlight === 'function' && 'highlights' in CSS;
/** A longer text is laid out once only, and has no lines under its findings while it is changed. */
const LONGEST_LINED = 40_000;

const PAUSE = 250;
/** Input that is typed; what is pasted, cut or dropped is a step of its own. */
const TYPED = /^(insertText|insertCompositionText|insertLineBreak|insertParagraph|deleteContent)/;
/** The line that counts as the first in sight is this far down. */
const TOP = 24;

/**
 * @param {Actions} actions
 * @returns {{ render: (state: State, prev: State | null) => void, place: () => number, show: (offset: number) => void, boxes: (span: Span) => DOMRect[], point: (span: Span | null, follow: boolean, choose: boolean) => void, take: (span: Span) => void, flush: () => void }}
 */
export function editorView(actions) {
  const area = /** @type {HTMLTextAreaElement} */ (byId('editor'));
  /** What the state holds, so that the reader's own typing is not written back. */
  let known = '';
  let timer = 0;
  let composing = false;
  /** The place last shown: as long as nothing is scrolled, that is the place. */
  let shown = /** @type {{ offset: number, scrollTop: number } | null} */ (null);

  /** The place that a list points at. A field without the focus does not show its selection, so it is drawn behind the words. */
  let pointed = /** @type {Span | null} */ (null);
  const marks = h('div', { class: 'editor-marks', 'aria-hidden': 'true' }, h('div'));
  area.before(marks);
  const layer = /** @type {HTMLElement} */ (marks.firstChild);

  /** The words once more, unseen, behind the field: what is under them shows. */
  const words = document.createTextNode('');
  const under = h('div', { class: 'editor-under', lang: 'zh-Hans' });
  under.append(words);
  marks.append(under);
  /** The findings in the field's own positions. @type {{ start: number, end: number, severity: string }[]} */
  let lined = [];

  function follow() {
    for (const each of [layer, under]) each.style.setProperty('transform', `translateY(${area.offsetTop - area.scrollTop}px)`);
  }

  function drawLines() {
    for (const severity of SEVERITIES) {
      const ranges = lined.filter((each) => each.severity === severity && each.end <= words.length)
        .map(({ start, end }) => new StaticRange({ startContainer: words, startOffset: start, endContainer: words, endOffset: end }));
      if (!ranges.length) {
        CSS.highlights.delete(`edit-${severity}`);
        continue;
      }
      const highlight = new Highlight();
      for (const range of ranges) highlight.add(range);
      CSS.highlights.set(`edit-${severity}`, highlight);
    }
  }

  /** Sets the unseen words as the field sets its own. */
  function fit() {
    const style = getComputedStyle(area);
    for (const name of ['padding-left', 'padding-right', 'padding-top']) under.style.setProperty(name, style.getPropertyValue(name));
    under.style.setProperty('width', `${area.clientWidth}px`);
    follow();
  }

  /** @param {State} now */
  function lineFindings(now) {
    if (!CAN_HIGHLIGHT) return;
    const { read, doc } = now;
    if (read && read.text !== doc?.text) return;
    const short = read && read.text.length <= LONGEST_LINED && now.view === 'edit';
    if (!short && !words.length) return;
    words.data = short ? area.value : '';
    lined = short ? [...openTroubles(now)].map((index) => read.troubles[index])
      .map(({ span, severity }) => ({ start: toTextarea(known, span.start), end: toTextarea(known, span.end), severity }))
      .filter(({ start, end }) => start < end) : [];
    fit();
    drawLines();
  }

  /** While typing, the lines behind the change move with their words, and those on it go. */
  function shiftLines() {
    if (!words.length) return;
    const { at, removed, inserted } = spliceOf(words.data, area.value);
    const by = inserted.length - removed.length;
    words.data = area.value;
    lined = lined.flatMap((each) => (each.end <= at ? [each] : each.start >= at + removed.length ? [{ ...each, start: each.start + by, end: each.end + by }] : []));
    drawLines();
  }

  function drawMarks() {
    const lines = pointed && area.clientWidth ? linesOf(toTextarea(known, pointed.start), toTextarea(known, pointed.end)) : [];
    replace(layer, lines.map(({ left, top, width, height }) => h('span', { vars: { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` } })));
    follow();
  }

  area.addEventListener('scroll', follow, { passive: true });
  new ResizeObserver(() => { if (pointed) drawMarks(); if (words.length) fit(); }).observe(area);

  /** @param {boolean} [joins]   The change is one with the typing before and after it. */
  function flush(joins = true) {
    clearTimeout(timer);
    timer = 0;
    const typed = area.value;
    if (composing || typed === asTextarea(known)) return;
    if (actions.edit(typed, joins)) known = typed;
    else area.value = known;
  }

  area.addEventListener('compositionstart', () => { composing = true; clearTimeout(timer); });
  area.addEventListener('compositionend', () => { composing = false; timer = setTimeout(flush, PAUSE); });
  area.addEventListener('beforeinput', (event) => {
    const way = event.inputType === 'historyUndo' ? 'undo' : event.inputType === 'historyRedo' ? 'redo' : null;
    if (way) {
      event.preventDefault();
      actions[way]({ whole: false });
    } else if (!TYPED.test(event.inputType)) {
      flush();
    }
  });
  area.addEventListener('input', (event) => {
    clearTimeout(timer);
    shiftLines();
    if (pointed) {
      pointed = null;
      drawMarks();
    }
    if (composing) return;
    if (TYPED.test(/** @type {InputEvent} */ (event).inputType)) timer = setTimeout(flush, PAUSE);
    else flush(false);
  });
  area.addEventListener('copy', () => {
    flush();
    if (area.selectionStart === 0 && area.selectionEnd === area.value.length) actions.tookOut();
  });

  /**
   * Writes a text that was changed elsewhere, with the caret behind the change.
   * @param {string} text
   */
  function rewrite(text) {
    const { scrollTop, value } = area;
    area.value = text;
    const { at, inserted } = spliceOf(value, area.value);
    area.setSelectionRange(at + inserted.length, at + inserted.length);
    const depth = depthOf(at);
    area.scrollTop = depth < scrollTop || depth > scrollTop + area.clientHeight - 40 ? Math.max(0, depth - area.clientHeight * 0.36) : scrollTop;
  }

  /**
   * Has a copy of the text, set as the field sets it, measured.
   * @template T
   * @param {(Node | string)[]} inside
   * @param {(copy: HTMLElement) => T} measure
   * @returns {T}
   */
  function measured(inside, measure) {
    const style = getComputedStyle(area);
    const copy = h('div', { class: 'editor-measure' });
    for (const name of ['font', 'line-height', 'letter-spacing', 'padding-left', 'padding-right', 'padding-top', 'text-indent', 'tab-size']) {
      copy.style.setProperty(name, style.getPropertyValue(name));
    }
    copy.style.setProperty('width', `${area.clientWidth}px`);
    copy.append(...inside);
    document.body.append(copy);
    const found = measure(copy);
    copy.remove();
    return found;
  }

  /**
   * How far down a position stands.
   * @param {number} at   In the textarea's own text.
   */
  function depthOf(at) {
    const end = h('span', null, '\u200b');
    return measured([area.value.slice(0, at), end], () => end.offsetTop);
  }

  /**
   * The boxes of a stretch, one a line.
   * @param {number} from   In the textarea's own text.
   * @param {number} to
   */
  function linesOf(from, to) {
    const text = area.value;
    const words = h('span', null, text.slice(from, to));
    return measured([text.slice(0, from), words, text.slice(to, to + 200)], (copy) => {
      const frame = copy.getBoundingClientRect();
      return [...words.getClientRects()].map(({ left, top, width, height }) => ({ left: left - frame.left, top: top - frame.top, width, height }));
    });
  }

  return {
    boxes(span) {
      const { left, top } = area.getBoundingClientRect();
      return linesOf(toTextarea(known, span.start), toTextarea(known, span.end)).map((line) => new DOMRect(left + line.left, top + line.top - area.scrollTop, line.width, line.height));
    },
    render(now, prev) {
      if (!now.doc) {
        known = '';
        area.value = '';
        words.data = '';
        return;
      }
      if (now.view === 'edit' && (now.doc.text !== known || prev?.view !== 'edit') && asTextarea(now.doc.text) !== area.value) {
        known = now.doc.text;
        if (prev?.doc?.safe === now.doc.safe && prev.view === 'edit') rewrite(now.doc.text);
        else area.value = now.doc.text;
      } else if (now.doc.text !== known && asTextarea(now.doc.text) === area.value) {
        known = now.doc.text;
      }
      if (prev?.read !== now.read || prev?.view !== now.view || prev?.accepted !== now.accepted || prev?.rulesOff !== now.rulesOff) lineFindings(now);
    },
    place() {
      if (shown && Math.abs(shown.scrollTop - area.scrollTop) < 2) return shown.offset;
      const top = area.scrollTop + TOP - 4;
      return fromTextarea(known, firstWhere(area.value.length, (at) => depthOf(at) >= top));
    },
    show(offset) {
      area.scrollTop = offset > 0 ? Math.max(0, depthOf(toTextarea(known, offset)) - TOP) : 0;
      shown = { offset, scrollTop: area.scrollTop };
    },
    take(span) {
      const from = toTextarea(known, span.start);
      area.focus({ preventScroll: true });
      area.setSelectionRange(from, toTextarea(known, span.end));
      area.scrollTop = Math.max(0, depthOf(from) - area.clientHeight * 0.36);
    },
    point(span, scroll, choose) {
      pointed = span;
      if (span && scroll) {
        const from = toTextarea(known, span.start);
        if (choose) area.setSelectionRange(from, toTextarea(known, span.end));
        const depth = depthOf(from);
        if (depth < area.scrollTop + 40 || depth > area.scrollTop + area.clientHeight - 80) {
          area.scrollTop = Math.max(0, depth - area.clientHeight * 0.36);
        }
      }
      drawMarks();
    },
    flush,
  };
}

/**
 * A textarea shows every line end as \n.
 * @param {string} text
 */
const asTextarea = (text) => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text);

/**
 * @param {string} text
 * @param {number} offset
 */
const toTextarea = (text, offset) => asTextarea(text.slice(0, offset)).length;

/**
 * @param {string} text
 * @param {number} at
 */
function fromTextarea(text, at) {
  if (!text.includes('\r')) return at;
  let shown = 0;
  let i = 0;
  while (i < text.length && shown < at) {
    if (text[i] === '\r' && text[i + 1] === '\n') i += 1;
    i += 1;
    shown += 1;
  }
  return i;
}
