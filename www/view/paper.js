// The text as an official document. One text node for each piece; marks are
// drawn by the CSS Custom Highlight API, so the text stays plain text, and a
// click finds its mark by position.

import { byId, h, replace } from '../dom.js';
import { LAYERS } from '../state.js';
import { firstWhere, lastStartingBefore, marksAt, sortedFindings, spansOf, unread } from '../model.js';
import { t } from '../strings.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../state.js').Layer} Layer
 * @typedef {import('../state.js').Span} Span
 * @typedef {import('../state.js').Kind} Kind
 * @typedef {import('../model.js').Model} Model
 * @typedef {import('../model.js').Block} Block
 * @typedef {import('../actions.js').Actions} Actions
 */

const CAN_HIGHLIGHT = typeof Highlight === 'function' && 'highlights' in CSS;

/** The line that counts as the first in sight is this far down. */
const TOP = 24;

/** From many blocks on, those out of sight are not laid out. */
const MANY_BLOCKS = 250;

/** @type {Record<string, number>} */
const PRIORITY = {
  metric: 1, date: 2, entity: 2, citation: 3, 'finding-info': 4, 'finding-warning': 5, 'finding-error': 6, related: 7, lit: 8, selected: 9, flash: 10,
};

/**
 * @param {Actions} actions
 * @returns {{ render: (state: State, prev: State | null) => void, place: () => number, show: (offset: number) => void }}
 */
export function paperView(actions) {
  const scroller = byId('scroll');
  const sheet = byId('paper');
  const layerBar = byId('layers');

  /** @type {Model | null} */
  let shown = null;
  /** @type {{ start: number, end: number, node: Text, block: number }[]} */
  let nodes = [];
  /** @type {Map<Node, number>} */
  let nodeIndex = new Map();
  /** @type {HTMLElement[]} */
  let blocks = [];
  /** @type {State | null} */
  let state = null;
  let flashTimer = 0;
  /** The place last shown: as long as nothing is scrolled, that is the place. */
  let placed = /** @type {{ offset: number, scrollTop: number } | null} */ (null);

  /** @param {Model} read */
  function build(read) {
    const many = read.blocks.length > MANY_BLOCKS;
    const keep = shown ? scroller.scrollTop : 0;
    nodes = [];
    placed = null;
    blocks = read.blocks.map((block, at) => {
      const element = h(tagOf(read, block), { class: classOf(read, block) });
      for (const piece of block.pieces) {
        const node = document.createTextNode(read.text.slice(piece.start, piece.end));
        nodes.push({ start: piece.start, end: piece.end, node, block: at });
        if (piece.whole) {
          const whole = h('span', { class: 'whole' });
          whole.append(node);
          element.append(whole);
        } else if (piece.section === null) {
          element.append(node);
        } else {
          const { level } = read.report.sections[piece.section];
          const heading = h('span', { class: 'run-in', role: 'heading', 'aria-level': Math.min(6, level + 2) });
          heading.append(node);
          element.append(heading);
        }
      }
      return element;
    });
    nodeIndex = new Map(nodes.map(({ node }, index) => [node, index]));
    sheet.classList.toggle('many', many);
    sheet.replaceChildren(...blocks);
    shown = read;
    if (keep) scroller.scrollTop = keep;
  }

  /**
   * @param {Span} span
   * @returns {StaticRange | null}
   */
  function rangeOf({ start, end }) {
    if (end <= start || !nodes.length) return null;
    let first = lastStartingBefore(nodes, start);
    if (first < 0 || nodes[first].end <= start) first += 1;
    const last = lastStartingBefore(nodes, end - 1);
    if (first >= nodes.length || last < first) return null;
    return new StaticRange({
      startContainer: nodes[first].node,
      startOffset: Math.max(0, start - nodes[first].start),
      endContainer: nodes[last].node,
      endOffset: Math.min(end, nodes[last].end) - nodes[last].start,
    });
  }

  /**
   * @param {string} name
   * @param {readonly Span[]} spans
   */
  function draw(name, spans) {
    if (!CAN_HIGHLIGHT) return;
    const ranges = spans.map(rangeOf).filter((range) => range !== null);
    if (!ranges.length) {
      CSS.highlights.delete(name);
      return;
    }
    const highlight = new Highlight(...ranges.slice(0, 1));
    for (const range of ranges.slice(1)) highlight.add(range);
    highlight.priority = PRIORITY[name] ?? 0;
    CSS.highlights.set(name, highlight);
  }

  /** @param {State} now */
  function drawLayers(now) {
    const read = shown;
    if (!read) return;
    for (const layer of LAYERS) {
      if (layer !== 'finding') draw(layer, now.layers.includes(layer) ? read.marks[layer] : []);
    }
    const open = now.layers.includes('finding') && now.read === read ? sortedFindings(now).open : [];
    for (const severity of ['error', 'warning', 'info']) {
      const these = open.map((index) => read.report.findings[index]).filter((finding) => finding.severity === severity);
      draw(`finding-${severity}`, these.map(({ span }) => span));
    }
  }

  /** @param {State} now */
  function drawSelected(now) {
    if (!shown || now.read !== shown) return;
    const { main, related } = spansOf(shown, now.selected);
    draw('selected', main ? [main] : []);
    draw('related', related);
    draw('lit', now.lit.map((index) => now.read?.report.metrics[index]?.span).filter((span) => span !== undefined));
  }

  /**
   * Brings a place into sight, in the upper half, and says so with a flash.
   * @param {Span} span
   * @param {boolean} flash
   */
  function scrollTo(span, flash) {
    if (!nodes.length) return;
    let at = lastStartingBefore(nodes, span.start);
    if (at < 0) at = 0;
    if (nodes[at].end <= span.start && at + 1 < nodes.length && span.end > span.start) at += 1;
    const block = blocks[nodes[at].block];
    const settle = () => {
      const range = document.createRange();
      const { node, start, end } = nodes[at];
      range.setStart(node, Math.min(Math.max(0, span.start - start), end - start));
      range.setEnd(node, Math.min(Math.max(0, span.end - start), end - start));
      const box = range.getBoundingClientRect();
      const frame = scroller.getBoundingClientRect();
      if (!frame.height) return;
      const inSight = box.top >= frame.top + 40 && box.bottom <= frame.bottom - 60;
      if (!inSight) scroller.scrollTop += box.top - frame.top - frame.height * 0.36;
    };
    const frame = scroller.getBoundingClientRect();
    const box = block.getBoundingClientRect();
    if (box.bottom < frame.top || box.top > frame.bottom) block.scrollIntoView({ block: 'center', behavior: 'instant' });
    settle();
    requestAnimationFrame(settle);
    if (!flash) return;
    draw('flash', [span]);
    clearTimeout(flashTimer);
    flashTimer = setTimeout(() => draw('flash', []), 900);
  }

  /** The position of the text at the top of the visible part. */
  function place() {
    if (!nodes.length) return 0;
    if (placed && Math.abs(placed.scrollTop - scroller.scrollTop) < 2) return placed.offset;
    const top = scroller.getBoundingClientRect().top + TOP;
    const block = firstWhere(blocks.length, (at) => blocks[at].getBoundingClientRect().bottom > top);
    const bottomOf = (/** @type {{ node: Text }} */ { node }) => boxOf(node, node.length - 1).bottom;
    const node = nodes[firstWhere(nodes.length, (at) => nodes[at].block > block || (nodes[at].block === block && bottomOf(nodes[at]) > top))];
    return node.start + firstWhere(node.end - node.start, (at) => boxOf(node.node, at).bottom > top);
  }

  /** Where the reader looks: at what is selected while that is in sight, else at the top of the visible part. */
  function looksAt() {
    const { main } = shown && state?.read === shown ? spansOf(shown, state.selected) : { main: null };
    const at = main ? lastStartingBefore(nodes, main.start) : -1;
    if (main && at >= 0) {
      const box = boxOf(nodes[at].node, main.start - nodes[at].start);
      const frame = scroller.getBoundingClientRect();
      if (box.bottom > frame.top && box.top < frame.bottom) return main.start;
    }
    return place();
  }

  /**
   * @param {number} x
   * @param {number} y
   * @returns {number | null}
   */
  function offsetAt(x, y) {
    const caret = caretAt(x, y);
    if (!caret) return null;
    const index = nodeIndex.get(caret.node);
    if (index === undefined) return null;
    const { node, start } = nodes[index];
    const range = document.createRange();
    for (const at of [caret.offset, caret.offset - 1]) {
      if (at < 0 || at >= node.length) continue;
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      for (const box of range.getClientRects()) {
        if (x >= box.left - 1 && x <= box.right + 1 && y >= box.top - 2 && y <= box.bottom + 2) return start + at;
      }
    }
    return null;
  }

  /**
   * What a click at a position means: the mark of the open tab first.
   * @param {number} offset
   * @returns {{ kind: Kind, index: number } | null}
   */
  function itemAt(offset) {
    if (!state || !shown || state.read !== shown) return null;
    const { tab, layers } = state;
    /** @type {Layer[]} */
    const order = ['metric', 'citation', 'finding', 'date', 'entity'];
    const own = /** @type {Record<string, Layer>} */ ({ findings: 'finding', citations: 'citation' })[tab];
    if (own) order.unshift(own);
    for (const layer of order) {
      if (layer !== own && !layers.includes(layer)) continue;
      const marks = marksAt(shown.marks[layer], offset);
      const open = layer === 'finding' ? sortedFindings(state).open : null;
      const hit = marks.find(({ index }) => !open || open.includes(index));
      if (!hit) continue;
      const [relation] = layer === 'metric' && tab === 'checks' ? shown.relationsOfMetric[hit.index] : [];
      return relation === undefined ? { kind: layer, index: hit.index } : { kind: 'relation', index: relation };
    }
    return null;
  }

  scroller.addEventListener('click', (event) => {
    if (document.getSelection()?.isCollapsed === false) return;
    const offset = offsetAt(event.clientX, event.clientY);
    const item = offset === null ? null : itemAt(offset);
    if (item) actions.select(item.kind, item.index, 'paper');
  });

  let moving = 0;
  scroller.addEventListener('pointermove', (event) => {
    if (moving || event.pointerType === 'touch') return;
    moving = requestAnimationFrame(() => {
      moving = 0;
      const offset = offsetAt(event.clientX, event.clientY);
      sheet.classList.toggle('on-mark', offset !== null && itemAt(offset) !== null);
    });
  });

  let scrolling = 0;
  scroller.addEventListener('scroll', () => {
    scrolling ||= requestAnimationFrame(() => {
      scrolling = 0;
      actions.scrolledTo(looksAt());
    });
  }, { passive: true });

  layerBar.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (button) actions.toggleLayer(/** @type {Layer} */ (button.dataset.layer));
  });

  return {
    render(now, prev) {
      state = now;
      if (!layerBar.firstChild) {
        replace(layerBar, CAN_HIGHLIGHT
          ? LAYERS.map((layer) => h('button', { type: 'button', class: `layer layer-${layer}`, 'data-layer': layer }, h('span', { class: 'layer-name' })))
          : h('p', { class: 'muted', 'data-t': 'noHighlight' }, t(now.lang, 'noHighlight')));
      }
      for (const button of layerBar.querySelectorAll('button')) {
        const layer = /** @type {Layer} */ (button.dataset.layer);
        button.setAttribute('aria-pressed', String(now.layers.includes(layer)));
        replace(/** @type {Element} */ (button.firstChild), t(now.lang, `layer.${layer}`));
      }
      if (!now.doc || now.view === 'edit') return;
      const current = now.read?.text === now.doc.text ? now.read : null;
      const fresh = current ?? (now.reading === 'failed' || now.slow ? unread(now.doc.text) : null);
      const rebuilt = fresh !== null && fresh !== shown && (current !== null || shown?.text !== fresh.text);
      if (rebuilt) {
        if (prev?.doc && now.doc.name !== prev.doc.name) scroller.scrollTop = 0;
        build(fresh);
      }
      if (!shown) return;
      const layersChanged = rebuilt || prev?.layers !== now.layers || prev?.accepted !== now.accepted || prev?.rulesOff !== now.rulesOff;
      if (layersChanged) drawLayers(now);
      if (rebuilt || prev?.selected !== now.selected || prev?.lit !== now.lit) drawSelected(now);
      if (prev?.selected !== now.selected && now.selected && now.selected.from !== 'paper' && now.read === shown) {
        const { main } = spansOf(shown, now.selected);
        if (main) scrollTo(main, true);
      }
      if (prev?.selected !== now.selected && now.selected && now.read === shown) requestAnimationFrame(() => actions.scrolledTo(looksAt()));
    },
    place,
    show(offset) {
      if (!nodes.length) return;
      const { node, start, end, block } = nodes[Math.max(0, lastStartingBefore(nodes, offset))];
      blocks[block].scrollIntoView({ block: 'start', behavior: 'instant' });
      const box = boxOf(node, Math.min(offset, end - 1) - start);
      if (offset <= nodes[0].end) scroller.scrollTop = 0;
      else scroller.scrollTop += box.top - scroller.getBoundingClientRect().top - TOP;
      placed = { offset, scrollTop: scroller.scrollTop };
    },
  };
}

/**
 * The box of one character.
 * @param {Text} node
 * @param {number} at
 */
function boxOf(node, at) {
  const range = document.createRange();
  range.setStart(node, Math.max(0, at));
  range.setEnd(node, Math.min(node.length, Math.max(0, at) + 1));
  return range.getBoundingClientRect();
}

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

/**
 * @param {Model} read
 * @param {Block} block
 * @returns {'h2' | 'h3' | 'h4' | 'h5' | 'h6' | 'p'}
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
 */
function classOf(read, block) {
  const level = block.section === null ? '' : ` level-${Math.min(4, read.report.sections[block.section].level)}`;
  return `block ${block.kind}${level}${block.flush ? ' flush' : ''}`;
}
