// The text as an official document. One text node for each piece; marks are
// drawn by the CSS Custom Highlight API, so the text stays plain text, and a
// click finds its mark by position.

import { byId, h, oncePainted, replace, scrollFrame } from '../dom.js';
import { LAYERS } from '../state.js';
import { firstWhere, lastStartingBefore, marksAt, spansOf, unread } from '../model.js';
import { t } from '../strings.js';
import { openTroubles } from '../trouble.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../state.js').Layer} Layer
 * @typedef {import('../state.js').Span} Span
 * @typedef {import('../state.js').Kind} Kind
 * @typedef {import('../model.js').Model} Model
 * @typedef {import('../model.js').Block} Block
 * @typedef {import('../actions.js').Actions} Actions
 *
 * A block as it stands: what it was drawn from, and its text nodes, one a piece.
 * @typedef {{ key: string, element: HTMLElement, texts: Text[] }} Drawn
 */

const CAN_HIGHLIGHT = typeof Highlight === 'function' && 'highlights' in CSS;

/** The line that counts as the first in sight is this far down. */
const TOP = 24;

/** From many blocks on, those out of sight are not laid out, a chunk of so many at a time: each costs a little. */
const MANY_BLOCKS = 80;
const CHUNK = 12;
/** Chunks that may be in sight at first. */
const AWAKE = 5;

/** @type {Record<string, number>} */
const PRIORITY = {
  metric: 1, date: 2, entity: 2, citation: 3, 'finding-info': 4, 'finding-warning': 5, 'finding-error': 6, related: 7, lit: 8, selected: 9, flash: 10,
};

/**
 * @param {Actions} actions
 * @param {(index: number | null) => void} onTrouble   The finding under the pointer.
 * @param {(start: number, end: number) => void} onSight   The part of the text in sight.
 * @returns {{ render: (state: State, prev: State | null) => void, place: () => number, show: (offset: number) => void, boxes: (span: Span) => DOMRect[] | null }}
 */
export function paperView(actions, onTrouble, onSight) {
  const scroller = byId('scroll');
  const sheet = byId('paper');
  const layerBar = byId('layers');

  /** @type {Model | null} */
  let shown = null;
  /** @type {{ start: number, end: number, node: Text, block: number }[]} */
  let nodes = [];
  /** @type {Map<Node, number>} */
  let nodeIndex = new Map();
  /** @type {Map<Element, number>} */
  let blockIndex = new Map();
  /** The blocks as they stand. @type {Drawn[]} */
  let drawn = [];
  /** @type {State | null} */
  let state = null;
  let flashTimer = 0;
  /** The place last shown: as long as nothing is scrolled, that is the place. */
  let placed = /** @type {{ offset: number, scrollTop: number } | null} */ (null);

  /**
   * Draws the blocks that are not there yet; those before and behind them stay.
   * @param {Model} read
   */
  function build(read) {
    const keys = read.blocks.map((block, at) => keyOf(read, block, read.blocks[at - 1]));
    const most = Math.min(keys.length, drawn.length);
    let head = 0;
    while (head < most && drawn[head].key === keys[head]) head += 1;
    let tail = 0;
    while (tail < most - head && drawn[drawn.length - 1 - tail].key === keys[keys.length - 1 - tail]) tail += 1;
    const fresh = keys.slice(head, keys.length - tail).map((key, at) => ({ key, ...drawBlock(read, read.blocks[head + at], read.blocks[head + at - 1]) }));
    const gone = drawn.slice(head, drawn.length - tail);
    const before = drawn.slice(0, head);
    const behind = drawn.slice(drawn.length - tail);
    drawn = [...before, ...fresh, ...behind];
    if (fresh.length > CHUNK || !(head || tail)) chunk(!(head || tail));
    else mendChunks(gone, fresh, before.at(-1), behind[0]);
    nodes = drawn.flatMap(({ texts }, block) => texts.map((node, at) => ({ start: read.blocks[block].pieces[at].start, end: read.blocks[block].pieces[at].end, node, block })));
    blockIndex = new Map(drawn.map(({ element }, index) => [element, index]));
    nodeIndex = new Map(nodes.map(({ node }, index) => [node, index]));
    placed = null;
    sheet.classList.toggle('many', read.blocks.length > MANY_BLOCKS);
    shown = read;
  }

  /**
   * Sets all blocks, some to a chunk; each chunk knows about how high it is.
   * @param {boolean} fresh   Nothing of it was there before, so that it shows from its beginning.
   */
  function chunk(fresh) {
    const chunks = [];
    for (let at = 0; at < drawn.length; at += CHUNK) {
      const these = drawn.slice(at, at + CHUNK);
      const characters = these.reduce((sum, { texts }) => sum + texts.reduce((all, { length }) => all + length, 0), 0);
      // The browser lays out once what it has not yet found to be out of sight: 30 ms at 100,000 characters.
      const each = h('div', { class: fresh && at >= AWAKE * CHUNK ? 'chunk asleep' : 'chunk', vars: { '--blocks': String(these.length), '--characters': String(characters) } });
      each.append(...these.map(({ element }) => element));
      chunks.push(each);
    }
    sheet.replaceChildren(...chunks);
    if (fresh) oncePainted(wake);
  }

  /** From the first painting on, the browser knows itself what is in sight. */
  function wake() {
    for (const each of sheet.querySelectorAll('.asleep')) each.classList.remove('asleep');
  }

  /**
   * The first block that reaches below a line of the window. By the chunk first: to ask for a
   * place within one that is out of sight has it laid out.
   * @param {number} y
   */
  function blockAt(y) {
    const { children } = sheet;
    const chunk = children[firstWhere(children.length, (at) => children[at].getBoundingClientRect().bottom > y)];
    const blocks = [...chunk.children];
    const block = blocks[firstWhere(blocks.length, (at) => blocks[at].getBoundingClientRect().bottom > y)];
    return blockIndex.get(block) ?? 0;
  }

  /**
   * A few blocks in the place of others, in the chunk of those beside them.
   * @param {readonly Drawn[]} gone
   * @param {readonly Drawn[]} fresh
   * @param {Drawn | undefined} before
   * @param {Drawn | undefined} behind
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
  }

  // Lines of so many characters: from it follows how high a chunk is that has not been laid out.
  new ResizeObserver(() => {
    const { fontSize, paddingLeft, paddingRight } = getComputedStyle(sheet);
    const measure = (sheet.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight)) / parseFloat(fontSize);
    if (measure > 1) sheet.style.setProperty('--measure', measure.toFixed(1));
  }).observe(sheet);

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
    const open = now.layers.includes('finding') && now.read === read ? [...openTroubles(now)] : [];
    for (const severity of ['error', 'warning', 'info']) {
      const these = open.map((index) => read.troubles[index]).filter((finding) => finding.severity === severity);
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
    wake();
    let at = lastStartingBefore(nodes, span.start);
    if (at < 0) at = 0;
    if (nodes[at].end <= span.start && at + 1 < nodes.length && span.end > span.start) at += 1;
    const block = drawn[nodes[at].block].element;
    const settle = () => {
      const range = document.createRange();
      const { node, start, end } = nodes[at];
      range.setStart(node, Math.min(Math.max(0, span.start - start), end - start));
      range.setEnd(node, Math.min(Math.max(0, span.end - start), end - start));
      const box = range.getBoundingClientRect();
      const frame = scrollFrame(scroller);
      if (frame.bottom <= frame.top) return;
      const height = frame.bottom - frame.top;
      // Where one region shows at a time, the lower half is the card's.
      const low = byId('regions').offsetHeight > 0;
      const inSight = box.top >= frame.top + Math.min(40, height * 0.05) && box.bottom <= frame.bottom - (low ? height * 0.55 : 60);
      if (!inSight) frame.element.scrollTop += box.top - frame.top - height * (low ? 0.06 : 0.36);
    };
    const frame = scrollFrame(scroller);
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
    const frame = scrollFrame(scroller);
    if (placed && Math.abs(placed.scrollTop - frame.element.scrollTop) < 2) return placed.offset;
    const top = frame.top + TOP;
    const block = blockAt(top);
    const bottomOf = (/** @type {{ node: Text }} */ { node }) => boxOf(node, node.length - 1).bottom;
    const node = nodes[firstWhere(nodes.length, (at) => nodes[at].block > block || (nodes[at].block === block && bottomOf(nodes[at]) > top))];
    return node.start + firstWhere(node.end - node.start, (at) => boxOf(node.node, at).bottom > top);
  }

  function tellSight() {
    if (!nodes.length || scroller.hidden) return;
    const { bottom } = scrollFrame(scroller);
    const last = blockAt(bottom);
    const block = nodes.findLast((node) => node.block === last);
    onSight(place(), block?.end ?? nodes[nodes.length - 1].end);
  }

  /** Where the reader looks: at what is selected while that is in sight, else at the top of the visible part. */
  function looksAt() {
    const { main } = shown && state?.read === shown ? spansOf(shown, state.selected) : { main: null };
    const at = main ? lastStartingBefore(nodes, main.start) : -1;
    if (main && at >= 0) {
      const box = boxOf(nodes[at].node, main.start - nodes[at].start);
      const frame = scrollFrame(scroller);
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
   * The finding at a position, whatever else is there.
   * @param {number} offset
   * @returns {number | null}
   */
  function troubleAt(offset) {
    if (!state || !shown || state.read !== shown || !state.layers.includes('finding')) return null;
    const open = openTroubles(state);
    return marksAt(shown.marks.finding, offset).find(({ index }) => open.has(index))?.index ?? null;
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
      const open = layer === 'finding' ? openTroubles(state) : null;
      const hit = marks.find(({ index }) => !open || open.has(index));
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
    else if (state?.selected?.kind === 'finding') actions.deselect();
  });

  // To change a word, twice on it; the field has it selected, as the paper had.
  scroller.addEventListener('dblclick', (event) => {
    const offset = offsetAt(event.clientX, event.clientY);
    if (offset !== null && state?.doc && shown?.text === state.doc.text) actions.editAt(offset);
  });

  let moving = 0;
  scroller.addEventListener('pointermove', (event) => {
    if (moving || event.pointerType === 'touch') return;
    moving = requestAnimationFrame(() => {
      moving = 0;
      const offset = offsetAt(event.clientX, event.clientY);
      sheet.classList.toggle('on-mark', offset !== null && itemAt(offset) !== null);
      onTrouble(offset === null ? null : troubleAt(offset));
    });
  });
  scroller.addEventListener('pointerleave', () => onTrouble(null));

  let scrolling = 0;
  const scrolled = () => {
    scrolling ||= requestAnimationFrame(() => {
      scrolling = 0;
      if (scroller.hidden) return;
      actions.scrolledTo(looksAt());
      tellSight();
    });
  };
  scroller.addEventListener('scroll', scrolled, { passive: true });
  document.addEventListener('scroll', scrolled, { passive: true });

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
      const fresh = current ?? (now.reading === 'failed' ? unread(now.doc.text) : now.slow ? unread(now.read ? now.doc.text : headOf(now.doc.text)) : null);
      const rebuilt = fresh !== null && fresh !== shown && (current !== null || shown?.text !== fresh.text);
      if (rebuilt) {
        if (prev?.doc && now.doc.name !== prev.doc.name) scrollFrame(scroller).element.scrollTop = 0;
        build(fresh);
        oncePainted(tellSight);
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
    boxes(span) {
      const range = state?.read === shown ? rangeOf(span) : null;
      if (!range) return null;
      const live = document.createRange();
      live.setStart(range.startContainer, range.startOffset);
      live.setEnd(range.endContainer, range.endOffset);
      return [...live.getClientRects()];
    },
    place,
    show(offset) {
      if (!nodes.length) return;
      wake();
      const { node, start, end, block } = nodes[Math.max(0, lastStartingBefore(nodes, offset))];
      drawn[block].element.scrollIntoView({ block: 'start', behavior: 'instant' });
      const box = boxOf(node, Math.min(offset, end - 1) - start);
      const { element, top } = scrollFrame(scroller);
      if (offset <= nodes[0].end) element.scrollTop = 0;
      else element.scrollTop += box.top - top - TOP;
      placed = { offset, scrollTop: element.scrollTop };
    },
  };
}

/** So much of a text is shown while it is read, in characters: what is read is drawn anew. */
const HEAD = 2000;

/** @param {string} text */
const headOf = (text) => (text.length <= HEAD * 2 ? text : text.slice(0, text.lastIndexOf('\n', HEAD) + 1 || HEAD));

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
 * All that the looks of a block come from.
 * @param {Model} read
 * @param {Block} block
 * @param {Block | undefined} before
 */
function keyOf(read, block, before) {
  const pieces = block.pieces.map(({ start, end, section, whole }) => `${end - start}${whole ? 'w' : section === null ? '' : `s${read.report.sections[section].level}`}`);
  return `${tagOf(read, block)} ${classOf(read, block, before)} ${pieces.join(',')}\n${read.text.slice(block.start, block.end)}`;
}

/**
 * @param {Model} read
 * @param {Block} block
 * @param {Block | undefined} before
 */
function drawBlock(read, block, before) {
  const element = h(tagOf(read, block), { class: classOf(read, block, before) });
  const texts = block.pieces.map((piece) => {
    const node = document.createTextNode(read.text.slice(piece.start, piece.end));
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
    return node;
  });
  return { element, texts };
}

/**
 * @param {Model} read
 * @param {Block} block
 * @returns {'h2' | 'h3' | 'h4' | 'h5' | 'h6' | 'p'}
 */
export function tagOf(read, block) {
  if (block.kind === 'title') return 'h2';
  if (block.kind !== 'heading' || block.section === null) return 'p';
  const level = Math.min(6, read.report.sections[block.section].level + 2);
  return /** @type {'h3'} */ (`h${level}`);
}

/**
 * @param {Model} read
 * @param {Block} block
 * @param {Block | undefined} before
 */
export function classOf(read, block, before) {
  const level = block.section === null ? '' : ` level-${Math.min(4, read.report.sections[block.section].level)}`;
  const apart = before && (block.kind === 'sign' ? before.kind !== 'sign' : before.kind === 'title' ? block.kind !== 'title' : before.kind === 'furniture' && block.kind === 'title');
  return `block ${block.kind}${level}${block.flush ? ' flush' : ''}${apart ? ' apart' : ''}`;
}
