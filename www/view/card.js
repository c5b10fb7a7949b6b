// The card at the place: what is wrong here, and what can be done. It opens for
// the finding that is selected in the text or walked to, and for the one that the
// pointer rests on. Walked to, it takes the focus, and gives it back.

import { byId, h, replace } from '../dom.js';
import { t } from '../strings.js';
import { openTroubles, shownTroubles } from '../trouble.js';
import { choiceButtons, chosen, reasonOf } from './pieces.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../state.js').Span} Span
 * @typedef {import('../actions.js').Actions} Actions
 *
 * What shows the text: where a stretch of it stands on the screen, `null` where it is not
 * drawn; and the way to write there.
 * @typedef {{ boxes: (span: Span) => DOMRect[] | null, write: (span: Span | null) => void }} Shower
 */

/** The pointer rests for so long before the card comes, and so long before it goes. */
const COME = 350;
const GO = 300;
/** Kept free round the card. */
const EDGE = 8;

/**
 * @param {Actions} actions
 * @param {Shower} shower
 * @returns {{ render: (state: State, prev: State | null) => void, hover: (index: number | null) => void }}
 */
export function cardView(actions, shower) {
  const region = byId('paper-region');
  const card = h('div', { id: 'card', class: 'card', role: 'dialog', tabindex: -1, 'aria-labelledby': 'card-title', hidden: true });
  region.append(card);
  /** @type {State | null} */
  let state = null;
  /** The trouble that the card tells of. @type {number | null} */
  let told = null;
  /** The one under the pointer. @type {number | null} */
  let hovered = null;
  let timer = 0;
  /** Where the focus was before the card took it. @type {Element | null} */
  let camefrom = null;
  /** What the card was drawn for. @type {readonly unknown[]} */
  let drawnFor = [];

  /** @param {State} now */
  function pinned(now) {
    const { selected } = now;
    if (!now.read || now.read.text !== now.doc?.text || selected?.kind !== 'finding') return null;
    const oneByOne = getComputedStyle(byId('regions')).display !== 'none';
    const here = oneByOne ? now.region === 'paper' : selected.from === 'paper' || selected.from === 'walk';
    return here && openTroubles(now).has(selected.index) ? selected.index : null;
  }

  function show() {
    if (!state) return;
    const fixed = pinned(state);
    const usable = hovered !== null && state.read?.text === state.doc?.text && openTroubles(state).has(hovered);
    const index = fixed ?? (usable ? hovered : null);
    const had = card.contains(document.activeElement);
    if (index === null) {
      told = null;
      card.hidden = true;
      if (had) giveBack();
      return;
    }
    const key = [index, state.read, state.lang, state.rules, state.troubleView, state.accepted, state.rulesOff];
    if (key.some((each, at) => each !== drawnFor[at])) {
      drawnFor = key;
      fill(card, state, index);
    }
    card.classList.toggle('is-pinned', fixed !== null);
    card.hidden = false;
    told = index;
    place();
    if (had && !card.contains(document.activeElement)) card.focus({ preventScroll: true });
  }

  function giveBack() {
    const to = camefrom instanceof HTMLElement && camefrom.isConnected && camefrom.offsetParent !== null ? camefrom : byId('scroll');
    camefrom = null;
    to.focus({ preventScroll: true });
  }

  function place() {
    const trouble = told === null ? undefined : state?.read?.troubles[told];
    if (!trouble || card.hidden || getComputedStyle(card).position === 'fixed') return;
    const { start, end } = trouble.span;
    const boxes = shower.boxes({ start, end: Math.max(end, start + 1) });
    const frame = region.getBoundingClientRect();
    const top = frame.top + (byId('paper-bar').offsetHeight || 0);
    const seen = boxes?.filter((box) => box.height && box.bottom > top && box.top < Math.min(frame.bottom, innerHeight)) ?? [];
    card.classList.toggle('is-away', !seen.length);
    if (!seen.length) return;
    const first = seen[0];
    const last = seen[seen.length - 1];
    const { offsetWidth: width, offsetHeight: height } = card;
    const below = last.bottom - frame.top + 6;
    const above = first.top - frame.top - height - 6;
    const room = Math.min(frame.bottom, innerHeight) - frame.top - EDGE;
    const y = below + height <= room ? below : above >= top - frame.top ? above : Math.max(top - frame.top, room - height);
    const x = Math.min(Math.max(EDGE, first.left - frame.left - 12), frame.width - width - EDGE);
    card.style.setProperty('left', `${Math.max(EDGE, x)}px`);
    card.style.setProperty('top', `${y}px`);
  }

  /**
   * Writes at the finding's own words.
   * @param {number} index
   */
  function writeAt(index) {
    const span = state?.read?.troubles[index]?.span ?? null;
    camefrom = null;
    hovered = null;
    actions.deselect();
    shower.write(span);
  }

  let placing = 0;
  const placeSoon = () => {
    if (card.hidden) return;
    placing ||= requestAnimationFrame(() => { placing = 0; place(); });
  };
  byId('scroll').addEventListener('scroll', placeSoon, { passive: true });
  addEventListener('resize', placeSoon);
  new ResizeObserver(placeSoon).observe(region);

  card.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (!button) return;
    const { choose, accept, close, walk, list, write } = button.dataset;
    if (choose !== undefined) actions.choose(...chosen(choose));
    else if (accept !== undefined) actions.accept(Number(accept));
    else if (walk !== undefined) actions.walk(walk === 'next' ? 1 : -1);
    else if (list !== undefined) actions.showInList(Number(list));
    else if (write !== undefined) writeAt(Number(write));
    else if (close !== undefined) {
      hovered = null;
      actions.deselect();
      show();
    }
  });
  card.addEventListener('toggle', placeSoon, true);
  // A step made from the card shall find it: the pointer or the focus keeps it open.
  card.addEventListener('pointerenter', () => clearTimeout(timer));
  card.addEventListener('pointerleave', () => leave());

  function leave() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (hovered === null || card.contains(document.activeElement)) return;
      hovered = null;
      show();
    }, GO);
  }

  return {
    render(now, prev) {
      state = now;
      if (prev && prev.selected === now.selected && prev.read === now.read && prev.doc === now.doc && prev.lang === now.lang && prev.region === now.region
        && prev.accepted === now.accepted && prev.rulesOff === now.rulesOff && prev.rules === now.rules && prev.troubleView === now.troubleView) return;
      if (prev?.read !== now.read || prev?.doc !== now.doc) hovered = null;
      show();
      const walked = prev?.selected !== now.selected && now.selected?.kind === 'finding' && now.selected.from === 'walk';
      if (!walked || card.hidden) return;
      if (!card.contains(document.activeElement)) camefrom = document.activeElement;
      card.focus({ preventScroll: true });
      // The text scrolls to the place first.
      requestAnimationFrame(() => requestAnimationFrame(place));
    },
    hover(index) {
      if (index === null) {
        if (hovered === null) clearTimeout(timer);
        else leave();
        return;
      }
      if (state && pinned(state) !== null) return;
      clearTimeout(timer);
      if (index === hovered) return;
      timer = setTimeout(() => {
        hovered = index;
        show();
      }, COME);
    },
  };
}

/**
 * @param {HTMLElement} card
 * @param {State} state
 * @param {number} index
 */
function fill(card, state, index) {
  const { read, lang } = state;
  if (!read) return;
  const { severity, message, code, relations } = read.troubles[index];
  const shown = shownTroubles(state);
  const nth = shown.indexOf(index);
  const step = (/** @type {'previous' | 'next'} */ way, /** @type {string} */ mark) => h('button', { type: 'button', class: 'quiet walk-step', 'data-walk': way, title: `${t(lang, `findings.${way}`)} (${way === 'next' ? 'F8' : 'Shift+F8'})`, 'aria-label': t(lang, `findings.${way}`) }, h('span', { 'aria-hidden': 'true' }, mark));
  const buttons = choiceButtons(read, index, lang);
  replace(card,
    h('div', { class: `card-head severity-${severity}` },
      h('span', { class: 'severity' }, t(lang, `severity.${severity}`)),
      nth >= 0 ? h('span', { class: 'card-place' }, t(lang, 'card.place', { n: nth + 1, all: shown.length })) : null,
      step('previous', '‹'), step('next', '›'),
      h('button', { type: 'button', class: 'close', 'data-close': '', 'aria-label': t(lang, 'card.close'), title: `${t(lang, 'card.close')} (Esc)` }, '×')),
    h('p', { id: 'card-title', class: 'card-title' }, message[lang]),
    relations.length ? h('p', { class: 'card-note' }, t(lang, 'checks.any')) : null,
    h('div', { class: 'item-choices' }, buttons, h('button', { type: 'button', class: 'quiet', 'data-accept': index, title: 'Alt+Delete' }, t(lang, 'findings.accept')),
      h('button', { type: 'button', class: 'quiet', 'data-write': index, title: 'F2' }, t(lang, 'card.write'))),
    h('details', { class: 'card-why' }, h('summary', null, t(lang, 'card.more')), reasonOf(state, code)),
    h('button', { type: 'button', class: 'link card-list', 'data-list': index }, t(lang, 'card.list')));
}
