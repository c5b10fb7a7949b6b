// The whole report as one band: its parts in the colours of their roles, a tick above for
// each figure, below for each finding, and what is in sight. A press goes there.

import { byId, h, replace, svg } from '../dom.js';
import { number } from '../format.js';
import { redraw } from '../redraw.js';
import { t, term } from '../strings.js';
import { bandOf } from '../summary.js';
import { SEVERITIES, openTroubles } from '../trouble.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../model.js').Model} Model
 */

/** The band in its own units; ticks nearer than one unit are one. */
export const WIDTH = 1000;
export const HEIGHT = 26;

/**
 * @param {(offset: number) => void} go   Brings a place of the text to the top.
 * @returns {{ render: (state: State, prev: State | null) => void, sees: (start: number, end: number) => void }} `sees` tells which part of the text is in sight.
 */
export function stripView(go) {
  const root = byId('strip');
  const picture = svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img' });
  const sight = h('div', { class: 'strip-sight' });
  root.append(picture, sight);
  let length = 0;

  const at = (/** @type {PointerEvent} */ event) => {
    const { left, width } = root.getBoundingClientRect();
    go(Math.round(Math.min(1, Math.max(0, (event.clientX - left) / width)) * length));
  };
  root.addEventListener('pointerdown', (event) => {
    root.setPointerCapture(event.pointerId);
    event.preventDefault();
    at(event);
  });
  root.addEventListener('pointermove', (event) => { if (root.hasPointerCapture(event.pointerId)) at(event); });

  const draw = redraw(({ read, lang, accepted, rulesOff }) => [read, lang, accepted, rulesOff], (state) => {
    const { read, lang } = state;
    root.hidden = !read?.report.sections.length;
    if (!read) return;
    length = read.text.length;
    const open = [...openTroubles(state)].map((index) => read.troubles[index]);
    picture.setAttribute('aria-label', wordsOf(read, open, lang));
    replace(picture, bandMarks({ length, band: bandOf(read), places: read.report.metrics.map(({ span }) => span.start), remarks: open.map(({ severity, span }) => ({ severity, at: span.start })) }));
  });

  return {
    render: draw,
    sees(start, end) {
      if (!length) return;
      sight.style.setProperty('left', `${start / length * 100}%`);
      sight.style.setProperty('width', `${Math.max(0.4, (end - start) / length * 100)}%`);
    },
  };
}

/**
 * What is drawn in a band: the parts, the figures above them, the remarks below.
 * @param {{ length: number, band: readonly import('../summary.js').Part[], places: readonly number[], remarks: readonly { severity: string, at: number }[] }} of   Places in UTF-16 units of a text of that length.
 */
export function bandMarks({ length, band, places, remarks }) {
  const x = (/** @type {number} */ offset) => Math.round(offset / length * WIDTH);
  return [
    ...band.map(({ start, end, role, title }) => svg('rect', { class: `strip-part role-${role}`, x: x(start), y: 8, width: Math.max(1, x(end) - x(start)), height: 10 }, svg('title', null, title))),
    svg('path', { class: 'strip-figures', d: ticks(places.map(x), 1, 6) }),
    ...SEVERITIES.toReversed().map((severity) => svg('path', { class: `strip-${severity}`, d: ticks(remarks.filter((each) => each.severity === severity).map(({ at }) => x(at)), 20, HEIGHT) })),
  ];
}

/**
 * One path for many ticks.
 * @param {readonly number[]} places
 * @param {number} from
 * @param {number} to
 */
const ticks = (places, from, to) => [...new Set(places)].map((x) => `M${x} ${from}V${to}`).join('');

/**
 * The same in words: how much of the text each part is, and what is in it.
 * @param {Model} read
 * @param {readonly import('../trouble.js').Trouble[]} open
 * @param {import('../state.js').Lang} lang
 */
function wordsOf({ text, report: { sections }, metricsOfSection }, open, lang) {
  const parts = sections.flatMap(({ parent, span, title, role }, index) => (parent === null || parent === undefined ? [t(lang, 'strip.part', {
    title: title || term(lang, 'role', role), share: Math.round((span.end - span.start) / text.length * 100), metrics: metricsOfSection[index],
    findings: open.filter((each) => each.span.start >= span.start && each.span.start < span.end).length,
  })] : []));
  return `${t(lang, 'strip.label', { n: number(text.length) })}${parts.slice(0, 20).join(lang === 'zh' ? '；' : '; ')}`;
}
