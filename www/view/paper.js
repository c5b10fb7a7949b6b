// The report on its sheet: its marks, what a click on them means, what is in sight.
// Marks are drawn by the CSS Custom Highlight API, so the text stays plain text, and a
// click finds its mark by position. Ahead of its reading, what has been typed moves them.

import { byId, h, oncePainted, replace, scrollFrame } from '../dom.js';
import { LAYERS } from '../state.js';
import { firstWhere, marksAt, spansOf, unread } from '../model.js';
import { t } from '../strings.js';
import { SEVERITIES, openTroubles } from '../trouble.js';
import { createSheet, shifted } from './sheet.js';
import { typing } from './typing.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../state.js').Layer} Layer
 * @typedef {import('../state.js').Span} Span
 * @typedef {import('../state.js').Kind} Kind
 * @typedef {import('../history.js').Splice} Splice
 * @typedef {import('../model.js').Model} Model
 * @typedef {import('../actions.js').Actions} Actions
 */

const CAN_HIGHLIGHT = typeof Highlight === 'function' && 'highlights' in CSS;

/** The line that counts as the first in sight is this far down. */
const TOP = 24;
/** A second tap so near the first, in pixels, is one at the same place. */
const NEAR = 28;

/** @type {Record<string, number>} */
const PRIORITY = {
  metric: 1, date: 2, entity: 2, citation: 3, 'finding-info': 4, 'finding-warning': 5, 'finding-error': 6, related: 7, lit: 8, selected: 9, flash: 10,
};

/**
 * @param {Actions} actions
 * @param {(index: number | null) => void} onTrouble   The finding under the pointer.
 * @param {(start: number, end: number) => void} onSight   The part of the text in sight.
 */
export function paperView(actions, onTrouble, onSight) {
  const scroller = byId('scroll');
  const layerBar = byId('layers');

  /** The reading that the marks are of. @type {Model | null} */
  let shown = null;
  /** What has changed since. @type {Splice[]} */
  let ahead = [];
  /** What is marked by each highlight, by the reading. @type {Map<string, readonly Span[]>} */
  const marked = new Map();
  /** The line whose marks move by themselves. @type {import('./sheet.js').Line | null} */
  let live = null;
  /** Of which document it is, by what all its states share. @type {unknown} */
  let of = null;
  /** @type {State | null} */
  let state = null;
  let flashTimer = 0;
  /** The place last shown: as long as nothing is scrolled, that is the place. */
  let placed = /** @type {{ offset: number, scrollTop: number } | null} */ (null);
  /** Where the reader was when the findings were last walked from. @type {Span | null} */
  let walked = null;

  const sheet = createSheet((splice, drawn) => {
    ahead.push(splice);
    placed = null;
    if (walked) walked = { start: shifted(walked.start, splice), end: shifted(walked.end, splice) };
    if (!drawn) for (const name of marked.keys()) paint(name);
    // What is selected of a text that is being changed is what was there.
    if (state?.selected) actions.deselect();
  }, () => written.typed());
  const written = typing(sheet, actions, nearest, () => current()?.shown ?? null, () => {
    if (ahead.length && sheet.text === shown?.text) {
      ahead = [];
      for (const name of marked.keys()) paint(name);
    }
    if (state) catchUp(state);
  });

  /**
   * Where a stretch of the reading's text stands now; `null` where it has been changed.
   * @param {Span} span
   * @returns {Span | null}
   */
  function moved(span) {
    let { start, end } = span;
    for (const { at, removed, inserted } of ahead) {
      const by = inserted.length - removed.length;
      if (at + removed.length <= start) [start, end] = [start + by, end + by];
      else if (at < end && at >= start && at + removed.length <= end) end += by;
      else if (at < end) return null;
      if (end <= start) return null;
    }
    return { start, end };
  }

  /** @param {string} name */
  function paint(name) {
    if (!CAN_HIGHLIGHT) return;
    const ranges = (marked.get(name) ?? []).map((span) => {
      const now = ahead.length ? moved(span) : span;
      return now && sheet.rangeOf(now);
    }).filter((range) => range !== null);
    live = null;
    if (!ranges.length) {
      CSS.highlights.delete(name);
      return;
    }
    const highlight = new Highlight(...ranges.slice(0, 1));
    for (const range of ranges.slice(1)) highlight.add(range);
    highlight.priority = PRIORITY[name] ?? 0;
    CSS.highlights.set(name, highlight);
  }

  /**
   * @param {string} name
   * @param {readonly Span[]} spans
   */
  function draw(name, spans) {
    marked.set(name, spans);
    paint(name);
  }

  /**
   * Takes a reading in that says the same of most: marks that have moved to where it has
   * them stay as they are drawn.
   * @param {Model} read
   * @param {State} now
   * @returns {boolean} Whether no block was drawn.
   */
  function redrawMarks(read, now) {
    const stood = new Map([...marked].map(([name, spans]) => [name, ahead.length ? spans.map(moved) : spans]));
    const same = sheet.show(read, true);
    shown = read;
    ahead = [];
    const typedIn = live;
    for (const [name, each] of [...layersOf(now), ...selectedOf(now)]) {
      const was = stood.get(name) ?? [];
      if (same && was.length === each.length && each.every(({ start, end }, at) => was[at]?.start === start && was[at]?.end === end)) {
        marked.set(name, each);
        if (typedIn) deaden(name, typedIn);
      } else {
        draw(name, each);
      }
    }
    live = null;
    return same;
  }

  /**
   * Sets the marks of a block, which the browser has moved, where the reading has them: one
   * before which something was typed has taken it in.
   * @param {string} name
   * @param {import('./sheet.js').Line} line
   */
  function deaden(name, { start, text }) {
    const highlight = CAN_HIGHLIGHT ? CSS.highlights.get(name) : null;
    if (!highlight) return;
    for (const each of [...highlight]) if (each instanceof Range) highlight.delete(each);
    for (const span of marked.get(name) ?? []) {
      const range = span.start < start + text.length && span.end > start ? sheet.rangeOf(span) : null;
      if (range) highlight.add(range);
    }
  }

  /**
   * Before a block is typed into: the marks in it are made such that the browser moves
   * them with their words. Elsewhere such would cost at each key.
   */
  function enliven() {
    if (!CAN_HIGHLIGHT || sheet.text === null) return;
    const line = sheet.lines[sheet.lineAt(sheet.caret.start)];
    if (line === live) return;
    const texts = /** @type {readonly Node[]} */ (line.texts);
    for (const name of marked.keys()) {
      const highlight = CSS.highlights.get(name);
      for (const each of highlight ? [...highlight] : []) {
        if (!(each instanceof StaticRange) || !(texts.includes(each.startContainer) || texts.includes(each.endContainer))) continue;
        const range = document.createRange();
        // Keys that come faster than marks are drawn leave some behind the end of their words.
        const within = (/** @type {Node} */ node, /** @type {number} */ offset) => Math.min(offset, node.nodeValue?.length ?? offset);
        range.setStart(each.startContainer, within(each.startContainer, each.startOffset));
        range.setEnd(each.endContainer, within(each.endContainer, each.endOffset));
        highlight?.delete(each);
        highlight?.add(range);
      }
    }
    live = line;
  }
  for (const type of ['beforeinput', 'compositionstart']) sheet.root.addEventListener(type, enliven);

  /**
   * What each layer marks.
   * @param {State} now
   * @returns {[string, readonly Span[]][]}
   */
  function layersOf(now) {
    const read = shown;
    const open = read && now.layers.includes('finding') && now.read === read ? [...openTroubles(now)].map((index) => read.troubles[index]) : [];
    return [
      ...LAYERS.filter((layer) => layer !== 'finding').map((layer) => /** @type {[string, readonly Span[]]} */ ([layer, read && now.layers.includes(layer) ? read.marks[layer] : []])),
      ...SEVERITIES.map((severity) => /** @type {[string, readonly Span[]]} */ ([`finding-${severity}`, open.filter((finding) => finding.severity === severity).map(({ span }) => span)])),
    ];
  }

  /**
   * What the selection marks.
   * @param {State} now
   * @returns {[string, readonly Span[]][]}
   */
  function selectedOf(now) {
    const read = now.read === shown ? shown : null;
    const { main, related } = read ? spansOf(read, now.selected) : { main: null, related: [] };
    return [['selected', main ? [main] : []], ['related', related], ['lit', now.lit.map((index) => read?.report.metrics[index]?.span).filter((span) => span !== undefined)]];
  }

  const drawLayers = (/** @type {State} */ now) => layersOf(now).forEach(([name, spans]) => draw(name, spans));
  const drawSelected = (/** @type {State} */ now) => selectedOf(now).forEach(([name, spans]) => draw(name, spans));

  /**
   * Brings a place into sight, in the upper half, and says so with a flash.
   * @param {Span} given   By the reading.
   * @param {boolean} flash
   */
  function scrollTo(given, flash) {
    const span = moved(given);
    if (!span || !sheet.lines.length) return;
    sheet.wake();
    const block = sheet.lines[sheet.lineAt(span.start)].element;
    const settle = () => {
      const boxes = sheet.boxes(span);
      const [first, last] = boxes.length ? [boxes[0], boxes[boxes.length - 1]] : [sheet.boxAt(span.start), sheet.boxAt(span.start)];
      const frame = scrollFrame(scroller);
      if (frame.bottom <= frame.top) return;
      const height = frame.bottom - frame.top;
      // Where one region shows at a time, the lower half is the card's.
      const low = byId('regions').offsetHeight > 0;
      const inSight = first.top >= frame.top + Math.min(40, height * 0.05) && last.bottom <= frame.bottom - (low ? height * 0.55 : 60);
      if (!inSight) frame.element.scrollTop += first.top - frame.top - height * (low ? 0.06 : 0.36);
    };
    const frame = scrollFrame(scroller);
    const box = block.getBoundingClientRect();
    if (box.bottom < frame.top || box.top > frame.bottom) block.scrollIntoView({ block: 'center', behavior: 'instant' });
    settle();
    requestAnimationFrame(settle);
    if (!flash) return;
    draw('flash', [given]);
    clearTimeout(flashTimer);
    flashTimer = setTimeout(() => draw('flash', []), 900);
  }

  /** The position of the text at the top of the visible part. */
  function place() {
    if (!sheet.lines.length) return 0;
    const frame = scrollFrame(scroller);
    if (placed && Math.abs(placed.scrollTop - frame.element.scrollTop) < 2) return placed.offset;
    const top = frame.top + TOP;
    const { start, text } = sheet.lineBelow(top);
    return start + firstWhere(text.length, (at) => sheet.boxAt(start + at).bottom > top);
  }

  function tellSight() {
    // Behind another region nothing of it is in sight.
    if (!sheet.lines.length || !scroller.clientHeight) return;
    const { start, text } = sheet.lineBelow(scrollFrame(scroller).bottom);
    onSight(place(), start + text.length);
  }

  /** Where the reader looks: at what is selected while that is in sight, else at the top of the visible part. */
  function looksAt() {
    const main = shown && state?.read === shown ? spansOf(shown, state.selected).main : null;
    const now = main && moved(main);
    if (now && sheet.lines.length) {
      const box = sheet.boxAt(now.start);
      const frame = scrollFrame(scroller);
      if (box.bottom > frame.top && box.top < frame.bottom) return now.start;
    }
    return place();
  }

  /**
   * The character at a point of the window.
   * @param {number} x
   * @param {number} y
   * @returns {number | null}
   */
  function offsetAt(x, y) {
    const caret = caretAt(x, y);
    if (!caret || !(caret.node instanceof Text) || !sheet.root.contains(caret.node)) return null;
    const range = document.createRange();
    for (const at of [caret.offset, caret.offset - 1]) {
      if (at < 0 || at >= caret.node.length) continue;
      range.setStart(caret.node, at);
      range.setEnd(caret.node, at + 1);
      for (const box of range.getClientRects()) {
        if (x >= box.left - 1 && x <= box.right + 1 && y >= box.top - 2 && y <= box.bottom + 2) return sheet.offsetOf(caret.node, at);
      }
    }
    return null;
  }

  /**
   * The position nearest to a point of the window.
   * @param {number} x
   * @param {number} y
   * @returns {number | null}
   */
  function nearest(x, y) {
    const caret = caretAt(x, y);
    return caret && sheet.root.contains(caret.node) ? sheet.offsetOf(caret.node, caret.offset) : null;
  }

  /** The reading that a place on the sheet can be looked up in. */
  const current = () => (state && shown && state.read === shown && sheet.text === shown.text ? { state, shown } : null);

  /**
   * The finding at a position, whatever else is there.
   * @param {number} offset
   * @returns {number | null}
   */
  function troubleAt(offset) {
    const now = current();
    if (!now || !now.state.layers.includes('finding')) return null;
    const open = openTroubles(now.state);
    return marksAt(now.shown.marks.finding, offset).find(({ index }) => open.has(index))?.index ?? null;
  }

  /**
   * What a click at a position means: the mark of the open tab first.
   * @param {number} offset
   * @returns {{ kind: Kind, index: number } | null}
   */
  function itemAt(offset) {
    const now = current();
    if (!now) return null;
    const { tab, layers } = now.state;
    /** @type {Layer[]} */
    const order = ['metric', 'citation', 'finding', 'date', 'entity'];
    const own = /** @type {Record<string, Layer>} */ ({ findings: 'finding', citations: 'citation' })[tab];
    if (own) order.unshift(own);
    for (const layer of order) {
      if (layer !== own && !layers.includes(layer)) continue;
      const marks = marksAt(now.shown.marks[layer], offset);
      const open = layer === 'finding' ? openTroubles(now.state) : null;
      const hit = marks.find(({ index }) => !open || open.has(index));
      if (!hit) continue;
      const [relation] = layer === 'metric' && tab === 'checks' ? now.shown.relationsOfMetric[hit.index] : [];
      return relation === undefined ? { kind: layer, index: hit.index } : { kind: 'relation', index: relation };
    }
    return null;
  }

  /** The last tap. @type {{ x: number, y: number } | null} */
  let tapped = null;
  let byTouch = false;
  scroller.addEventListener('pointerdown', ({ pointerType }) => { byTouch = pointerType === 'touch'; });
  // By touch a tap asks what is here, and a second one at the same place writes here: as
  // in the word processors of phones, which open a text for reading. A caret at the first
  // tap would throw the keyboard over the card, and at each touch of a text that is only
  // read. While one writes, a tap moves the caret as anywhere, but on a finding.
  sheet.root.addEventListener('mousedown', (event) => {
    if (!byTouch) return;
    const { clientX: x, clientY: y } = event;
    const again = tapped !== null && Math.hypot(x - tapped.x, y - tapped.y) < NEAR;
    tapped = { x, y };
    const offset = offsetAt(x, y);
    const writes = document.activeElement === sheet.root;
    if (again || (writes && (offset === null || troubleAt(offset) === null))) return;
    event.preventDefault();
    if (writes) sheet.root.blur();
  });
  scroller.addEventListener('scroll', () => { tapped = null; }, { passive: true });

  scroller.addEventListener('click', (event) => {
    if (document.getSelection()?.isCollapsed === false && document.activeElement === sheet.root) return;
    const offset = offsetAt(event.clientX, event.clientY);
    const item = offset === null ? null : itemAt(offset);
    // Who taps a second time writes here.
    if (item && !(byTouch && document.activeElement === sheet.root)) actions.select(item.kind, item.index, 'paper');
    else if (state?.selected?.kind === 'finding') actions.deselect();
  });

  let moving = 0;
  // Where the pointer came to rest counts, not where the frame's first move found it.
  /** @type {{ x: number, y: number } | null} */
  let pointer = null;
  scroller.addEventListener('pointermove', (event) => {
    if (event.pointerType === 'touch') return;
    pointer = { x: event.clientX, y: event.clientY };
    moving ||= requestAnimationFrame(() => {
      moving = 0;
      const offset = pointer && offsetAt(pointer.x, pointer.y);
      sheet.root.classList.toggle('on-mark', offset !== null && itemAt(offset) !== null);
      onTrouble(offset === null ? null : troubleAt(offset));
    });
  });
  scroller.addEventListener('pointerleave', () => {
    pointer = null;
    onTrouble(null);
  });

  let scrolling = 0;
  const scrolled = () => {
    scrolling ||= requestAnimationFrame(() => {
      scrolling = 0;
      actions.scrolledTo(looksAt());
      tellSight();
    });
  };
  scroller.addEventListener('scroll', scrolled, { passive: true });
  document.addEventListener('scroll', scrolled, { passive: true });
  new ResizeObserver(() => requestAnimationFrame(tellSight)).observe(scroller);

  layerBar.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (button) actions.toggleLayer(/** @type {Layer} */ (button.dataset.layer));
  });

  /**
   * Shows the reading, once it is one of what stands on the sheet.
   * @param {State} now
   */
  function catchUp(now) {
    if (!now.read || now.read === shown || now.read.text !== sheet.text || sheet.composing) return;
    if (redrawMarks(now.read, now)) return;
    placed = null;
    oncePainted(tellSight);
  }
  sheet.root.addEventListener('compositionend', () => { if (state) catchUp(state); });

  /**
   * Another document, or more of it than was there.
   * @param {State} now
   * @param {import('../state.js').Document} doc
   */
  function open(now, doc) {
    const read = now.read?.text === doc.text ? now.read : null;
    const fresh = read ?? (now.reading === 'failed' ? unread(doc.text) : now.slow ? unread(headOf(doc.text)) : null);
    of = null;
    if (!fresh) {
      sheet.close();
      return;
    }
    const whole = fresh.text === doc.text;
    sheet.show(fresh, whole);
    written.sync(doc.text, true);
    if (whole) of = doc.safe;
    shown = fresh;
    ahead = [];
    placed = null;
    drawLayers(now);
    drawSelected(now);
    draw('flash', []);
    oncePainted(tellSight);
  }

  return {
    /**
     * @param {State} now
     * @param {State | null} prev
     */
    render(now, prev) {
      state = now;
      drawBar(layerBar, now);
      if (!now.doc) {
        if (of !== null || sheet.lines.length) {
          sheet.clear();
          shown = null;
          drawLayers(now);
        }
        of = null;
        return;
      }
      if (prev?.doc?.safe !== now.doc.safe) scrollFrame(scroller).element.scrollTop = 0;
      const before = shown;
      if (of !== now.doc.safe) {
        open(now, now.doc);
      } else {
        if (now.doc.text !== written.known) written.sync(now.doc.text, false);
        catchUp(now);
        if (now.reading === 'failed' && shown) {
          shown = null;
          drawLayers(now);
          drawSelected(now);
        }
      }
      if (!shown) return;
      if (shown === before) {
        if (prev?.layers !== now.layers || prev?.accepted !== now.accepted || prev?.rulesOff !== now.rulesOff) drawLayers(now);
        if (prev?.selected !== now.selected || prev?.lit !== now.lit) drawSelected(now);
      }
      if (prev?.selected !== now.selected && now.selected && now.read === shown) {
        const { main } = spansOf(shown, now.selected);
        if (main && now.selected.from !== 'paper') scrollTo(main, true);
        requestAnimationFrame(() => actions.scrolledTo(looksAt()));
      }
    },

    /**
     * Where a stretch stands on the screen; `null` where it is not drawn.
     * @param {Span} span
     * @returns {DOMRect[] | null}
     */
    boxes(span) {
      const now = shown && state?.read === shown ? moved(span) : null;
      return now && sheet.boxes(now);
    },

    /**
     * Brings a position to the top.
     * @param {number} offset
     */
    show(offset) {
      if (!sheet.lines.length) return;
      sheet.wake();
      sheet.lines[sheet.lineAt(offset)].element.scrollIntoView({ block: 'start', behavior: 'instant' });
      const { element, top } = scrollFrame(scroller);
      if (offset <= sheet.lines[0].text.length) element.scrollTop = 0;
      else element.scrollTop += sheet.boxAt(offset).top - top - TOP;
      placed = { offset, scrollTop: element.scrollTop };
    },

    /** Takes in what was typed a moment ago. */
    flush: written.flush,

    /**
     * Goes to write: at some words, which are selected, or where the caret was left, or at
     * what is in sight.
     * @param {Span | null} span
     */
    write(span) {
      if (sheet.text === null) return;
      const now = span && moved(span);
      const { start, end } = now ?? sheet.caret;
      const [first] = sheet.boxes({ start, end: Math.max(end, start + 1) });
      const frame = scrollFrame(scroller);
      const seen = first && first.bottom > frame.top && first.top < frame.bottom;
      if (now || seen) sheet.select(start, end);
      else sheet.select(place());
      sheet.root.focus({ preventScroll: true });
      sheet.reveal();
    },

    /** The finding at the caret, while one writes. @returns {number | null} */
    troubleAtCaret() {
      if (document.activeElement !== sheet.root) return null;
      const { start } = sheet.caret;
      return troubleAt(start) ?? (start > 0 ? troubleAt(start - 1) : null);
    },

    /** Where the findings are walked from: the caret, if one writes and has moved it since the last walk. @returns {number | null} */
    walksFrom() {
      if (document.activeElement !== sheet.root) return null;
      const { caret } = sheet;
      const fresh = walked?.start !== caret.start || walked.end !== caret.end;
      walked = caret;
      return fresh ? caret.start : null;
    },
  };
}

/**
 * The switches of the marks.
 * @param {HTMLElement} bar
 * @param {State} state
 */
function drawBar(bar, { layers, lang }) {
  if (!bar.firstChild) {
    replace(bar, CAN_HIGHLIGHT
      ? LAYERS.map((layer) => h('button', { type: 'button', class: `layer layer-${layer}`, 'data-layer': layer }, h('span', { class: 'layer-name' })))
      : h('p', { class: 'muted', 'data-t': 'noHighlight' }, t(lang, 'noHighlight')));
  }
  for (const button of bar.querySelectorAll('button')) {
    const layer = /** @type {Layer} */ (button.dataset.layer);
    button.setAttribute('aria-pressed', String(layers.includes(layer)));
    replace(/** @type {Element} */ (button.firstChild), t(lang, `layer.${layer}`));
  }
}

/** So much of a text is shown while it is read, in characters: what is read is drawn anew. */
const HEAD = 2000;

/** @param {string} text */
const headOf = (text) => (text.length <= HEAD * 2 ? text : text.slice(0, text.lastIndexOf('\n', HEAD) + 1 || HEAD));

/**
 * @param {number} x
 * @param {number} y
 * @returns {{ node: Node, offset: number } | null}
 */
function caretAt(x, y) {
  if (typeof document.caretPositionFromPoint === 'function') {
    const caret = document.caretPositionFromPoint(x, y);
    return caret && { node: caret.offsetNode, offset: caret.offset };
  }
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? { node: range.startContainer, offset: range.startOffset } : null;
}
