// The text as text, for changing it. What is typed is read after a pause, and
// never in the middle of a composition.

import { byId } from '../dom.js';
import { firstWhere } from '../model.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../state.js').Span} Span
 * @typedef {import('../actions.js').Actions} Actions
 */

const PAUSE = 250;
/** The line that counts as the first in sight is this far down. */
const TOP = 24;

/**
 * @param {Actions} actions
 * @returns {{ render: (state: State, prev: State | null) => void, place: () => number, show: (offset: number) => void, select: (span: Span) => void, flush: () => void }}
 */
export function editorView(actions) {
  const area = /** @type {HTMLTextAreaElement} */ (byId('editor'));
  /** What the state holds, so that the reader's own typing is not written back. */
  let known = '';
  let timer = 0;
  let composing = false;
  /** The place last shown: as long as nothing is scrolled, that is the place. */
  let shown = /** @type {{ offset: number, scrollTop: number } | null} */ (null);

  function flush() {
    clearTimeout(timer);
    timer = 0;
    const typed = area.value;
    if (composing || typed === asTextarea(known)) return;
    known = typed;
    actions.edit(typed);
  }

  area.addEventListener('compositionstart', () => { composing = true; clearTimeout(timer); });
  area.addEventListener('compositionend', () => { composing = false; timer = setTimeout(flush, PAUSE); });
  area.addEventListener('input', () => {
    clearTimeout(timer);
    if (!composing) timer = setTimeout(flush, PAUSE);
  });

  /**
   * How far down a position stands, measured in a copy of the text up to it.
   * @param {number} at   In the textarea's own text.
   */
  function depthOf(at) {
    const style = getComputedStyle(area);
    const copy = document.createElement('div');
    for (const name of ['font', 'lineHeight', 'letterSpacing', 'paddingLeft', 'paddingRight', 'paddingTop', 'textIndent', 'tabSize']) {
      copy.style.setProperty(kebab(name), style.getPropertyValue(kebab(name)));
    }
    copy.className = 'editor-measure';
    copy.style.setProperty('width', `${area.clientWidth}px`);
    copy.textContent = area.value.slice(0, at);
    const end = document.createElement('span');
    end.textContent = '\u200b';
    copy.append(end);
    document.body.append(copy);
    const depth = end.offsetTop;
    copy.remove();
    return depth;
  }

  return {
    render(now, prev) {
      if (!now.doc) {
        known = '';
        area.value = '';
        return;
      }
      if (now.view === 'edit' && (now.doc.text !== known || prev?.view !== 'edit') && asTextarea(now.doc.text) !== area.value) {
        const { scrollTop } = area;
        known = now.doc.text;
        area.value = now.doc.text;
        area.scrollTop = scrollTop;
      } else if (now.doc.text !== known && asTextarea(now.doc.text) === area.value) {
        known = now.doc.text;
      }
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
    select({ start, end }) {
      const from = toTextarea(known, start);
      area.setSelectionRange(from, toTextarea(known, end));
      const depth = depthOf(from);
      if (depth < area.scrollTop + 40 || depth > area.scrollTop + area.clientHeight - 80) {
        area.scrollTop = Math.max(0, depth - area.clientHeight * 0.36);
      }
    },
    flush,
  };
}

/** @param {string} name */
const kebab = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

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
