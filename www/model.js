// One reading prepared for the views: the report with its text, the text cut
// into the blocks that the paper shows, and the lookups that several views need.

import { relationsByMetric } from './choices.js';
import { troublesOf } from './trouble.js';

/**
 * @typedef {import('./state.js').Report} Report
 * @typedef {import('./state.js').Span} Span
 * @typedef {import('./state.js').Citation} Citation
 * @typedef {import('./state.js').Selected} Selected
 * @typedef {import('./state.js').Layer} Layer
 *
 * A run of text inside a block that becomes one text node.
 * @typedef {object} Piece
 * @property {number} start
 * @property {number} end
 * @property {number | null} section   The section whose run-in heading this is.
 * @property {boolean} [whole]         Not to be broken over two lines.
 *
 * A line of the text, or a part of a long one. A blank line is a block too, since
 * the text is written in where it is shown.
 * @typedef {object} Block
 * @property {'title' | 'heading' | 'body' | 'sign' | 'furniture' | 'blank'} kind
 * @property {number} start
 * @property {number} end
 * @property {number | null} section   The section whose heading this is.
 * @property {boolean} flush           Brings its own blank or continues a paragraph: no indent.
 * @property {Piece[]} pieces
 *
 * An act and where it is cited.
 * @typedef {object} Act
 * @property {Citation} first
 * @property {string} name
 * @property {number[]} uses           Indices of citations.
 *
 * @typedef {{ start: number, end: number, index: number }} Mark
 *
 * @typedef {object} Model
 * @property {string} text
 * @property {Report} report
 * @property {number} took             Milliseconds the core took.
 * @property {Block[]} blocks
 * @property {Act[]} acts
 * @property {number[]} actOfCitation
 * @property {number[][]} relationsOfMetric
 * @property {(number | null)[]} wholeOf   The total that a figure is a part of.
 * @property {number} unrelated        Figures that stand in no relation.
 * @property {number[]} checks         Relations, failing ones first.
 * @property {import('./trouble.js').Trouble[]} troubles
 * @property {string[]} troubleKeys
 * @property {(number | null)[]} troubleOfRelation   The trouble of each check that fails.
 * @property {number[]} metricsOfSection   With those of its children.
 * @property {Record<Layer, Mark[]>} marks   Sorted by their start.
 * @property {number} characters       Without blanks.
 */

/** Longer paragraphs are shown in several blocks, so that one block stays cheap to lay out. */
export const LONGEST_BLOCK = 6000;

/**
 * @param {string} text
 * @param {Report} report
 * @param {number} took
 * @param {string} [of]   The file it is of, where several are decided on: what is accepted in one is not in another.
 * @returns {Model}
 */
export function model(text, report, took, of = '') {
  const acts = groupActs(report.citations);
  /** @type {number[]} */
  const actOfCitation = [];
  acts.forEach((act, index) => act.uses.forEach((use) => { actOfCitation[use] = index; }));

  const relationsOfMetric = relationsByMetric(report);
  const order = report.relations.map((_, index) => index);
  const checks = [
    ...order.filter((index) => !report.relations[index].holds),
    ...order.filter((index) => report.relations[index].holds),
  ];

  const { troubles, troubleOfRelation } = troublesOf(report);
  return {
    text,
    report,
    took,
    blocks: cutBlocks(text, report),
    acts,
    actOfCitation,
    relationsOfMetric,
    wholeOf: wholesOf(report),
    unrelated: relationsOfMetric.filter((each) => each.length === 0).length,
    checks,
    troubles,
    troubleKeys: keysOf(text, troubles, of),
    troubleOfRelation,
    metricsOfSection: countBySection(report, report.metrics.map((metric) => metric.section ?? null)),
    marks: {
      metric: marksOf(report.metrics),
      citation: marksOf(report.citations),
      date: marksOf(report.dates),
      entity: marksOf(report.entities),
      finding: marksOf(troubles),
    },
    characters: countCharacters(text),
  };
}

/**
 * Without blanks. A pass over the code units: to take the blanks out of 2,000,000
 * characters by `replace` took a tenth of a second.
 * @param {string} text
 */
function countCharacters(text) {
  let blanks = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit <= 0x20 || unit === 0x3000 || (unit >= 0x80 && unit < 0x4e00 && /\s/.test(text[at])) || unit === 0xfeff) blanks += 1;
  }
  return text.length - blanks;
}

/**
 * Which total each figure is a part of, by the sums that the text states.
 * @param {Report} report
 */
function wholesOf({ metrics, relations }) {
  /** @type {(number | null)[]} */
  const wholes = metrics.map(() => null);
  for (const { kind, total, parts } of relations) {
    if (kind !== 'sum') continue;
    for (const part of parts) {
      let above = /** @type {number | null} */ (total);
      while (above !== null && above !== part) above = wholes[above];
      if (wholes[part] === null && above === null) wholes[part] = total;
    }
  }
  return wholes;
}

/**
 * A model of a text that has not been read, for showing it all the same.
 * @param {string} text
 * @returns {Model}
 */
export function unread(text) {
  const meta = { title: null, issuer: null, issuerKind: null, kind: null, scope: 'report', source: null, year: null, signedDate: null, publishedDate: null, boilerplate: [] };
  const nothing = /** @type {unknown} */ ({
    meta, sections: [], points: [], metrics: [], citations: [], dates: [], entities: [], relations: [], findings: [], requirements: [], themes: [],
  });
  return model(text, /** @type {Report} */ (nothing), 0);
}

/**
 * @param {readonly { span: Span }[]} items
 * @returns {Mark[]}
 */
function marksOf(items) {
  return items
    .map(({ span }, index) => ({ start: span.start, end: span.end, index }))
    .sort((a, b) => a.start - b.start);
}

/**
 * The marks that hold a position, the shortest first.
 * @param {readonly Mark[]} marks
 * @param {number} offset
 * @returns {Mark[]}
 */
export function marksAt(marks, offset) {
  const last = lastStartingBefore(marks, offset);
  return marks
    .slice(Math.max(0, last - 40), last + 1)
    .filter((mark) => offset < mark.end)
    .sort((a, b) => (a.end - a.start) - (b.end - b.start));
}

/**
 * Figures, findings or anything else that stands in a section, counted for the
 * section and for all that enclose it.
 * @param {Report} report
 * @param {(number | null)[]} homes   The innermost section of each thing.
 * @returns {number[]}
 */
export function countBySection(report, homes) {
  const counts = report.sections.map(() => 0);
  for (const home of homes) {
    for (let at = home ?? null; at !== null; at = report.sections[at]?.parent ?? null) counts[at] += 1;
  }
  return counts;
}

/**
 * The innermost section that holds a position.
 * @param {Report} report
 * @param {number} offset
 * @returns {number | null}
 */
export function sectionAt({ sections }, offset) {
  // They stand in the order of the text, each behind those that enclose it.
  let low = 0;
  let high = sections.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sections[middle].span.start <= offset) low = middle + 1;
    else high = middle;
  }
  let found = /** @type {number | null} */ (low ? low - 1 : null);
  while (found !== null && offset >= sections[found].span.end) found = sections[found].parent ?? null;
  return found;
}

/**
 * What a selection lights in the text.
 * @param {Model} read
 * @param {Selected | null} selected
 * @returns {{ main: Span | null, related: Span[] }}
 */
export function spansOf(read, selected) {
  const none = { main: null, related: [] };
  if (!selected) return none;
  const { kind, index } = selected;
  const { report } = read;
  if (kind === 'place') return { main: selected.span ?? null, related: [] };
  if (kind === 'metric') {
    const metric = report.metrics[index];
    if (!metric) return none;
    const related = [metric.indicatorSpan, metric.period?.span].filter(isSpan);
    return { main: metric.span, related };
  }
  if (kind === 'relation') {
    const relation = report.relations[index];
    if (!relation) return none;
    const members = relation.parts.map((part) => report.metrics[part]?.span).filter(isSpan);
    return { main: report.metrics[relation.total]?.span ?? null, related: members };
  }
  if (kind === 'finding') {
    const trouble = read.troubles[index];
    return trouble ? { main: trouble.span, related: [...trouble.related] } : none;
  }
  if (kind === 'section') return { main: report.sections[index]?.heading ?? null, related: [] };
  if (kind === 'requirement') {
    const [main = null, ...related] = report.requirements[index]?.spans ?? [];
    return { main, related };
  }
  const list = { citation: report.citations, date: report.dates, entity: report.entities }[kind];
  return { main: list[index]?.span ?? null, related: [] };
}

/**
 * @param {Span | null | undefined} span
 * @returns {span is Span}
 */
function isSpan(span) {
  return span !== null && span !== undefined;
}

/**
 * The last index of a sorted list whose start is not after the position, or -1.
 * @param {readonly { start: number }[]} list
 * @param {number} offset
 */
export function lastStartingBefore(list, offset) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle].start <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * The first of `count` places that passes a test which all later ones pass too;
 * the last place where none does.
 * @param {number} count
 * @param {(at: number) => boolean} test
 */
export function firstWhere(count, test) {
  let low = 0;
  let high = Math.max(0, count - 1);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * A finding's name for as long as the words at its place stay: its rule, its
 * words, and which of several alike it is. Another edit elsewhere keeps it.
 * @param {string} text
 * @param {readonly { code: string, span: Span }[]} troubles
 * @param {string} of
 * @returns {string[]}
 */
function keysOf(text, troubles, of) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  return troubles.map(({ code, span }) => {
    const words = `${of ? `${of}\u0000` : ''}${code}\u0000${text.slice(Math.max(0, span.start - 6), span.end + 6)}`;
    const nth = (seen.get(words) ?? 0) + 1;
    seen.set(words, nth);
    return fingerprint(`${words}\u0000${nth}`);
  });
}

/**
 * 53 bits of a text, from which the text cannot be had back (cyrb53).
 * @param {string} text
 */
function fingerprint(text) {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
}

/**
 * @param {readonly Citation[]} citations
 * @returns {Act[]}
 */
function groupActs(citations) {
  /** @type {Map<string, Act>} */
  const byName = new Map();
  citations.forEach((citation, index) => {
    const name = citation.law?.title ?? citation.fullName ?? citation.name;
    const act = byName.get(name);
    if (act) act.uses.push(index);
    else byName.set(name, { first: citation, name, uses: [index] });
  });
  return [...byName.values()];
}

/**
 * @param {string} text
 * @param {Report} report
 * @returns {Block[]}
 */
function cutBlocks(text, report) {
  const { meta, sections } = report;
  const headings = sections
    .map((section, index) => ({ ...section.heading, index, runIn: section.runIn }))
    .sort((a, b) => a.start - b.start);
  const signs = report.requirements
    .filter(({ id, state }) => state !== 'missing' && (id === 'signature' || id === 'date'))
    .flatMap(({ spans }) => spans);
  const bodyFrom = headings.length ? headings[headings.length - 1].end : Math.floor(text.length * 0.8);

  /** @type {Block[]} */
  const blocks = [];
  let next = 0;
  for (const here of linesOf(text)) {
    const { start, end } = here;
    const words = text.slice(start, end);
    if (!words.trim()) {
      blocks.push({ kind: 'blank', ...here, section: null, flush: true, pieces: start < end ? [{ ...here, section: null }] : [] });
      continue;
    }
    const short = end - start <= 40;
    const flush = /^\s/.test(words);

    /** @type {typeof headings} */
    const inside = [];
    while (next < headings.length && headings[next].start < end) {
      if (headings[next].start >= start) inside.push(headings[next]);
      next += 1;
    }
    const [first] = inside;
    const whole = first && !text.slice(start, first.start).trim() && !text.slice(first.end, end).trim();

    if (meta.title && touches(here, meta.title.span)) {
      blocks.push({ kind: 'title', ...here, section: null, flush, pieces: titlePieces(text, here) });
    } else if (meta.boilerplate.some((span) => touches(here, span))) {
      blocks.push({ kind: 'furniture', ...here, section: null, flush, pieces: [{ ...here, section: null }] });
    } else if (whole) {
      blocks.push({ kind: 'heading', ...here, section: first.index, flush, pieces: [{ ...here, section: null }] });
    } else if (short && start >= bodyFrom && signs.some((span) => touches(here, span))) {
      blocks.push({ kind: 'sign', ...here, section: null, flush, pieces: [{ ...here, section: null }] });
    } else {
      pushBody(blocks, text, here, flush, inside);
    }
  }
  return blocks;
}

/** What ends a line. */
export const LINE_END = /\r\n|[\r\n\u2028\u2029]/;

/**
 * The lines of a stretch of text, without what ends them; what follows the last line
 * end is a line too.
 * @param {string} text
 * @param {number} [from]
 * @param {number} [to]
 * @returns {Span[]}
 */
export function linesOf(text, from = 0, to = text.length) {
  /** @type {Span[]} */
  const lines = [];
  const mark = new RegExp(LINE_END, 'g');
  mark.lastIndex = from;
  let start = from;
  for (let match = mark.exec(text); match && match.index < to; match = mark.exec(text)) {
    lines.push({ start, end: match.index });
    start = match.index + match[0].length;
  }
  lines.push({ start, end: to });
  return lines;
}

/**
 * A title is set without parting a year from its 年.
 * @param {string} text
 * @param {Span} line
 * @returns {Piece[]}
 */
function titlePieces(text, { start, end }) {
  const words = text.slice(start, end);
  const year = /\d{4}\s*年度?/.exec(words);
  const from = start + (year?.index ?? 0);
  const to = year ? from + year[0].length : start;
  return [
    { start, end: from, section: null },
    { start: from, end: to, section: null, whole: true },
    { start: to, end, section: null },
  ].filter((piece) => piece.start < piece.end);
}

/**
 * @param {Block[]} blocks
 * @param {string} text
 * @param {Span} line
 * @param {boolean} flush
 * @param {{ start: number, end: number, index: number }[]} headings
 */
function pushBody(blocks, text, line, flush, headings) {
  /** @type {Piece[]} */
  let pieces = [];
  let from = line.start;
  let size = 0;
  const close = (/** @type {number} */ to) => {
    if (!pieces.length) return;
    blocks.push({ kind: 'body', start: pieces[0].start, end: to, section: null, flush: flush || pieces[0].start > line.start, pieces });
    pieces = [];
    size = 0;
  };
  const add = (/** @type {number} */ to, /** @type {number | null} */ section) => {
    while (from < to) {
      let cut = Math.min(to, from + LONGEST_BLOCK - size);
      if (cut < to && isHighSurrogate(text.charCodeAt(cut - 1))) cut += 1;
      pieces.push({ start: from, end: cut, section });
      size += cut - from;
      from = cut;
      if (size >= LONGEST_BLOCK) close(from);
    }
  };
  for (const heading of headings) {
    add(heading.start, null);
    add(Math.min(heading.end, line.end), heading.index);
  }
  add(line.end, null);
  close(line.end);
}

/** @param {number} unit */
const isHighSurrogate = (unit) => unit >= 0xd800 && unit < 0xdc00;

/**
 * @param {Span} a
 * @param {Span} b
 */
const touches = (a, b) => a.start < b.end && b.start < a.end;
