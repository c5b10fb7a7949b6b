// What the writer of Word documents is asked for: remarks as comments at their places.

import { linesOf } from '../model.js';
import { remarkParts } from '../review.js';
import { t } from '../strings.js';

/**
 * @typedef {import('../state.js').Lang} Lang
 * @typedef {import('../review.js').Review} Review
 * @typedef {import('../review.js').Remark} Remark
 * @typedef {import('../documents.js').WriteJob} WriteJob
 */

/**
 * A remark as the paragraphs of a comment.
 * @param {Remark} remark
 * @param {Lang} lang
 */
function comment(remark, lang) {
  const colon = lang === 'zh' ? '：' : ': ';
  return [`${remark.title}${colon}${remark.says}`, ...remarkParts(remark, lang).map(([name, words]) => `${name}${colon}${words}`)].join('\n');
}

/**
 * @param {Review} review
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

/**
 * The report as a document of its own, with the remarks.
 * @param {import('../model.js').Model} read
 * @param {Review} review
 * @returns {import('../documents.js').NewDocument}
 */
export function newDocument({ text, blocks, report }, review) {
  const kinds = new Map(blocks.map((block) => [block.start, block]));
  const lines = linesOf(text).map(({ start }) => {
    const block = kinds.get(start);
    return { kind: block?.kind ?? 'body', level: block?.kind === 'heading' && block.section !== null ? report.sections[block.section].level : 0 };
  });
  return { ...wordJob(review, { remarks: true, changes: false }), lines };
}
