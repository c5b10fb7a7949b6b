// What the writer of Word documents is asked for: remarks as comments at their places.

import { named } from '../format.js';
import { remarkParts } from '../review.js';
import { t } from '../strings.js';

/**
 * @typedef {import('../state.js').Lang} Lang
 * @typedef {import('../review.js').Review} Review
 * @typedef {import('../review.js').Remark} Remark
 * @typedef {import('../documents.js').WriteJob} WriteJob
 * @typedef {import('../documents.js').WriteBlock} WriteBlock
 */

/**
 * A remark as the paragraphs of a comment.
 * @param {Remark} remark
 * @param {Lang} lang
 */
function comment(remark, lang) {
  return [named(lang, remark.title, remark.says), ...remarkParts(remark, lang)].join('\n');
}

/**
 * @param {Pick<Review, 'text' | 'remarks' | 'lang'>} review
 * @param {{ remarks: boolean, changes: boolean }} what
 * @returns {WriteJob}
 */
export function wordJob({ text, remarks, lang }, { remarks: told, changes }) {
  return {
    text,
    remarks: told ? remarks.map((remark) => ({ start: remark.span.start, end: remark.span.end, body: comment(remark, lang) })) : [],
    author: t(lang, 'name'),
    initials: t(lang, 'export.initials'),
    date: `${new Date().toISOString().slice(0, 19)}Z`,
    changes,
  };
}

const HEADINGS = /** @type {const} */ (['heading', 'subheading', 'point']);

/**
 * What the lines of the report are, for a document of its own: those that are none of
 * these are paragraphs.
 * @param {import('../model.js').Model} read
 * @returns {WriteBlock[]}
 */
export function wordBlocks({ blocks, report }) {
  /** @type {WriteBlock[]} */
  const told = [];
  for (const { kind, start, end, section } of blocks) {
    if (kind === 'title' || kind === 'sign') told.push({ start, end, kind });
    if (kind === 'heading' && section !== null) told.push({ start, end, kind: HEADINGS[Math.min(3, report.sections[section].level) - 1] });
  }
  return told;
}
