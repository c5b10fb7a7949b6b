// The report with the remarks beside it, as a page of its own: no script, nothing that
// it would load, readable in the dark, on a phone and on paper.

import { named, requirementLine } from '../format.js';
import { escaped } from '../html.js';
import { placeWords, remarkParts, reviewFacts } from '../review.js';
import { t } from '../strings.js';
import { SEVERITIES } from '../trouble.js';

/**
 * @typedef {import('../model.js').Model} Model
 * @typedef {import('../review.js').Review} Review
 * @typedef {import('../review.js').Remark} Remark
 */

const FANG = '"FangSong_GB2312", "仿宋_GB2312", "STFangsong", "FangSong", "仿宋", "Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", serif';
const SONG = '"FZXiaoBiaoSong-B05S", "方正小标宋简体", "STZhongsong", "华文中宋", "Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", serif';
const HEI = '"SimHei", "黑体", "Heiti SC", "STHeiti", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif';
const KAI = '"KaiTi_GB2312", "楷体_GB2312", "STKaiti", "KaiTi", "楷体", "Kaiti SC", "Noto Serif CJK SC", serif';
const UI = '-apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif';

const STYLE = `
:root { color-scheme: light dark; --notes: 21em; --desk: #e9e6de; --sheet: #fffefa; --ink: #211e19; --quiet: #5f574c; --line: #d6d0c3; --error: #a8231a; --warning: #84550a; --info: #2c5d86; --error-soft: #f9dcd6; --warning-soft: #f8e9c3; --info-soft: #dcebf7; }
@media (prefers-color-scheme: dark) { :root { --desk: #131210; --sheet: #22201c; --ink: #e8e2d6; --quiet: #b0a898; --line: #3c3831; --error: #f0968a; --warning: #dcae63; --info: #8fbbe0; --error-soft: #55261f; --warning-soft: #4a3814; --info-soft: #1d3a52; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 28px 16px 48px; background: var(--desk); color: var(--ink); font: 14px/1.65 ${UI}; -webkit-text-size-adjust: 100%; }
header, .sheet, footer { max-width: 78em; margin: 0 auto; }
header { padding: 0 4px 18px; }
h1 { margin: 0 0 6px; font: 700 22px/1.45 ${SONG}; text-wrap: balance; }
header p, header ul { margin: 0; color: var(--quiet); }
header ul { display: flex; flex-wrap: wrap; gap: 2px 18px; padding: 6px 0 0; list-style: none; }
.sheet { display: flow-root; padding: 44px calc(var(--notes) + 76px) 56px clamp(20px, 5vw, 64px); background: var(--sheet); border: 1px solid var(--line); }
.report { font: 17px/1.95 ${FANG}; overflow-wrap: anywhere; }
.report p, .report h2, .report h3, .report h4, .report h5, .report h6 { margin: 0; font-size: inherit; font-weight: 400; text-indent: 2em; }
.report .title { font: 700 23px/1.6 ${SONG}; text-align: center; text-indent: 0; text-wrap: balance; }
:not(.title) + .title { margin-top: .5em; }
.title + :not(.title) { margin-top: .7em; }
.report .level-1 { font: 700 17px/1.95 ${HEI}; margin-top: .9em; }
.report .level-2 { font: 700 17px/1.95 ${KAI}; margin-top: .35em; }
.report .level-3 { font-weight: 700; }
.report .sign { text-align: right; text-indent: 0; padding-right: 2em; }
.report .furniture { text-indent: 0; color: var(--quiet); font: 13px/1.8 ${UI}; }
.report table { width: 100%; border-collapse: collapse; margin: .5em 0; font-size: 15px; line-height: 1.6; }
.report td { border: 1px solid var(--line); padding: 3px 8px; vertical-align: top; }
mark { color: inherit; background: var(--info-soft); border-bottom: 2px solid var(--info); }
mark.warning { background: var(--warning-soft); border-color: var(--warning); }
mark.error { background: var(--error-soft); border-color: var(--error); }
sup { line-height: 0; font: 700 11px/1 ${UI}; }
sup a { padding: 0 2px; color: var(--info); text-decoration: none; }
sup a.warning { color: var(--warning); }
sup a.error { color: var(--error); }
.notes { float: right; clear: right; width: var(--notes); margin: 4px calc(-1 * var(--notes) - 48px) 0 0; padding: 0; list-style: none; font: 13.5px/1.6 ${UI}; text-indent: 0; }
.notes li { margin-bottom: 10px; padding: 1px 0 1px 11px; border-left: 3px solid var(--info); }
.notes li.warning { border-color: var(--warning); }
.notes li.error { border-color: var(--error); }
.notes li:target { outline: 2px solid currentcolor; outline-offset: 4px; }
.notes p { margin: 0; text-indent: 0; font-weight: 400; }
.notes b { color: var(--info); }
.notes .warning b { color: var(--warning); }
.notes .error b { color: var(--error); }
.notes .place, .notes .basis, dl { color: var(--quiet); font-size: 12.5px; }
a { color: inherit; }
footer { padding: 22px 4px 0; }
footer h2 { margin: 0 0 8px; font-size: 15px; }
dl { margin: 0; columns: 2 24em; column-gap: 40px; font-size: 13px; }
dl div { break-inside: avoid; margin-bottom: 10px; }
dt { color: var(--ink); font-weight: 600; }
dd { margin: 0; }
:focus-visible { outline: 2px solid var(--info); outline-offset: 2px; }
@media (max-width: 60em) {
  body { padding-inline: 0; }
  header, footer { padding-inline: 16px; }
  .sheet { padding: 24px clamp(16px, 5vw, 48px) 32px; border-inline: 0; }
  .row { display: flex; flex-direction: column; }
  .notes { order: 2; float: none; width: auto; margin: 8px 0 12px; }
}
@media print {
  @page { size: A4; margin: 18mm 14mm; }
  :root { color-scheme: light; --notes: 58mm; --desk: #fff; --sheet: #fff; --ink: #000; --quiet: #444; --line: #bbb; --error: #a8231a; --warning: #6e4608; --info: #204a6c; --error-soft: #f9dcd6; --warning-soft: #f8e9c3; --info-soft: #dcebf7; }
  body { padding: 0; font-size: 9pt; }
  header, .sheet, footer { max-width: none; }
  .sheet { padding: 0 calc(var(--notes) + 8mm) 0 0; border: 0; }
  h1 { font-size: 15pt; }
  .report { font-size: 11.5pt; line-height: 1.8; }
  .report .level-1, .report .level-2 { font-size: 11.5pt; line-height: 1.8; break-after: avoid; }
  .row { display: block; }
  .notes { float: right; width: var(--notes); margin: 2px calc(-1 * var(--notes) - 8mm) 0 0; font-size: 8.5pt; line-height: 1.5; }
  .notes .place, .notes .basis, dl { font-size: 8pt; }
  .notes li { break-inside: avoid; }
  .sign { break-before: avoid; }
  mark { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .notes a, sup a { text-decoration: none; }
}
`;

/**
 * @param {Model} read
 * @param {Review} review
 */
export function annotatedPage(read, review) {
  const { lang, title, remarks } = review;
  const { requirements } = read.report;
  const rows = rowsOf(read, remarks);
  return `<!doctype html>
<html lang="${lang === 'zh' ? 'zh-Hans' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(t(lang, 'review.of', { title }))}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${escaped(t(lang, 'review.of', { title }))}</h1>
${reviewFacts(review).map((words) => `<p>${escaped(words)}</p>`).join('\n')}
${requirements.length ? `<ul>${requirements.map((each) => `<li>${escaped(requirementLine(each, lang))}</li>`).join('')}</ul>` : ''}
</header>
<main class="sheet"><article class="report" lang="zh-Hans">
${rows.map((row) => rowMarkup(row, review)).join('\n')}
</article></main>
${basis(review)}
</body>
</html>
`;
}

/**
 * A stretch of the page: its markup, and the remarks that are numbered in it.
 * @typedef {{ markup: string, notes: Remark[] }} Row
 */

/**
 * @param {Model} read
 * @param {readonly Remark[]} remarks
 * @returns {Row[]}
 */
function rowsOf(read, remarks) {
  const { text, report } = read;
  const inline = marker(text, remarks);
  /** @type {Row[]} */
  const rows = [];
  const whole = paragraphs(read);
  for (let at = 0; at < whole.length; at += 1) {
    const { kind, start, end, section } = whole[at];
    if (kind === 'blank') continue;
    if (kind === 'body' && text.slice(start, end).includes('\t')) {
      /** @type {Remark[]} */
      const notes = [];
      /** @type {string[]} */
      const lines = [];
      for (; at < whole.length && whole[at].kind === 'body' && text.slice(whole[at].start, whole[at].end).includes('\t'); at += 1) lines.push(tableRow(text, whole[at], inline, notes));
      at -= 1;
      rows.push({ markup: `<table>${lines.join('\n')}</table>`, notes });
      continue;
    }
    const { markup, notes } = inline(start, end);
    const level = section === null ? 0 : report.sections[section].level;
    const tag = kind === 'title' ? 'h2' : kind === 'heading' ? `h${Math.min(6, level + 2)}` : 'p';
    const look = kind === 'heading' ? `level-${Math.min(3, level)}` : kind === 'body' ? '' : kind;
    rows.push({ markup: `<${tag}${look ? ` class="${look}"` : ''}>${markup.trim()}</${tag}>`, notes });
  }
  return rows;
}

/**
 * The paragraphs in one piece, also long ones.
 * @param {Model} read
 */
function paragraphs({ blocks }) {
  /** @type {{ kind: string, start: number, end: number, section: number | null }[]} */
  const whole = [];
  for (const { kind, start, end, section } of blocks) {
    const last = whole[whole.length - 1];
    if (kind === 'body' && last?.kind === 'body' && last.end === start) last.end = end;
    else whole.push({ kind, start, end, section });
  }
  return whole;
}

/**
 * @param {string} text
 * @param {{ start: number, end: number }} line
 * @param {ReturnType<typeof marker>} inline
 * @param {Remark[]} notes
 */
function tableRow(text, { start, end }, inline, notes) {
  let from = start;
  return `<tr>${text.slice(start, end).split('\t').map((cell) => {
    const { markup, notes: own } = inline(from, from + cell.length);
    from += cell.length + 1;
    notes.push(...own);
    return `<td>${markup}</td>`;
  }).join('')}</tr>`;
}

/**
 * Gives stretches of the text with their marks, in the order of the text: each remark
 * is numbered once, behind its words.
 * @param {string} text
 * @param {readonly Remark[]} remarks
 * @returns {(start: number, end: number) => { markup: string, notes: Remark[] }}
 */
function marker(text, remarks) {
  const numbers = [...remarks].sort((a, b) => a.span.end - b.span.end || a.n - b.n);
  let next = 0;
  return (start, end) => {
    const inside = remarks.filter(({ span }) => span.start < end && span.end > start);
    const cuts = new Set([start, end]);
    for (const { span } of inside) cuts.add(Math.max(start, span.start)).add(Math.min(end, span.end));
    const first = next;
    while (next < numbers.length && numbers[next].span.end <= end) cuts.add(Math.max(start, numbers[next++].span.end));
    const notes = numbers.slice(first, next);
    const places = [...cuts].sort((a, b) => a - b);
    let markup = '';
    places.forEach((at, nth) => {
      for (const { n, span, severity } of notes) if (Math.max(start, span.end) === at) markup += `<sup><a id="p${n}" class="${severity}" href="#r${n}">${n}</a></sup>`;
      const to = places[nth + 1];
      if (to === undefined) return;
      const [gravest] = inside.filter(({ span }) => span.start < to && span.end > at).sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
      const words = escaped(text.slice(at, to));
      markup += gravest ? `<mark class="${gravest.severity}">${words}</mark>` : words;
    });
    return { markup, notes: notes.sort((a, b) => a.n - b.n) };
  };
}

/**
 * @param {Row} row
 * @param {Review} review
 */
function rowMarkup({ markup, notes }, { lang }) {
  if (!notes.length) return markup;
  const items = notes.map((remark) => {
    const { n, severity, title, says, place, code, why } = remark;
    const parts = remarkParts(remark, lang, ['sides', 'also', 'choices']);
    return `<li id="r${n}" class="${severity}"><p><a href="#p${n}"><b>${n} ${escaped(title)}</b></a> ${escaped(says)}</p>${
      parts.map((part) => `<p>${escaped(part)}</p>`).join('')
    }<p class="place">${escaped(placeWords(place, lang))}${why ? ` · <a href="#${code}">${escaped(t(lang, 'findings.why'))}</a>` : ''}</p></li>`;
  });
  return `<div class="row"><ol class="notes" lang="${lang === 'zh' ? 'zh-Hans' : 'en'}">${items.join('')}</ol>${markup}</div>`;
}

/**
 * Why, and who says so: once for each rule.
 * @param {Review} review
 */
function basis({ lang, remarks }) {
  const rules = new Map(remarks.filter(({ why }) => why).map((remark) => [remark.code, remark]));
  if (!rules.size) return '';
  const items = [...rules.values()].map(({ code, rule, why, source }) => `<div id="${code}"><dt>${escaped(rule)}</dt><dd>${escaped(why)}${source ? ` ${escaped(named(lang, t(lang, 'findings.source'), source))}` : ''}</dd></div>`);
  return `<footer><h2>${escaped(t(lang, 'findings.why'))}</h2><dl>${items.join('\n')}</dl></footer>`;
}
