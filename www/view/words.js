// The dialog of the reader's own words, and the badge that says they are in use.

import { byId, h, replace } from '../dom.js';
import { number, oneLine } from '../format.js';
import { t } from '../strings.js';
import { lineAt } from '../words.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../state.js').Lang} Lang
 * @typedef {import('../actions.js').Actions} Actions
 */

const KINDS = ['indicator', 'body', 'mechanism', 'theme'];

/** How many lines that could not be taken are listed. */
const LISTED = 40;

/**
 * @param {Actions} actions
 * @returns {(state: State, prev: State | null) => void}
 */
export function wordsView(actions) {
  const dialog = /** @type {HTMLDialogElement} */ (byId('words'));
  const area = /** @type {HTMLTextAreaElement} */ (byId('words-text'));
  const picker = /** @type {HTMLInputElement} */ (byId('words-file'));
  const keep = /** @type {HTMLInputElement} */ (byId('words-keep'));
  const trouble = byId('words-trouble');
  const opened = byId('words-opened');
  const problems = byId('words-problems');
  /** @type {State | null} */
  let now = null;
  let composing = false;

  function open() {
    actions.checkWords();
    dialog.showModal();
    area.focus();
  }

  /** @param {File | undefined} file */
  const take = (file) => { if (file) actions.openWords(file); };

  for (const id of ['do-words', 'start-words']) byId(id).addEventListener('click', open);
  byId('words-open').addEventListener('click', () => picker.click());
  picker.addEventListener('change', () => {
    take(picker.files?.[0]);
    picker.value = '';
  });
  byId('words-example').addEventListener('click', () => {
    const lang = now?.lang ?? 'zh';
    const words = `${area.value && !area.value.endsWith('\n') ? '\n' : ''}${KINDS.map((kind) => `${t(lang, `words.${kind}`)}\n`).join('')}`;
    const end = area.value.length;
    area.focus();
    area.setSelectionRange(end, end);
    // As if it were typed, so that the browser's own undo takes it out again.
    if (!document.execCommand('insertText', false, words)) area.setRangeText(words, end, end, 'end');
    actions.draftWords(area.value);
  });
  opened.addEventListener('click', (event) => {
    if (!(event.target instanceof HTMLButtonElement)) return;
    actions.bringBack();
    area.focus();
  });
  byId('words-save').addEventListener('click', () => actions.saveWords());
  byId('words-use').addEventListener('click', async () => {
    if (await actions.useWords()) dialog.close();
    else area.focus();
  });
  byId('words-clear').addEventListener('click', () => {
    actions.clearWords();
    dialog.close();
  });
  byId('words-close').addEventListener('click', () => dialog.close());
  keep.addEventListener('change', () => actions.keepWords(keep.checked));

  area.addEventListener('compositionstart', () => { composing = true; });
  area.addEventListener('compositionend', () => { composing = false; actions.draftWords(area.value); });
  area.addEventListener('input', () => { if (!composing) actions.draftWords(area.value); });

  problems.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (!button) return;
    const line = Number(button.dataset.line);
    const { start, end } = lineAt(area.value, line);
    area.focus();
    area.setSelectionRange(start, end);
    const height = parseFloat(getComputedStyle(area).lineHeight);
    area.scrollTop = (line - 0.5) * height - area.clientHeight / 2;
    area.scrollLeft = 0;
    area.scrollIntoView({ block: 'nearest' });
  });

  // A click beside the dialog closes it; one that began in its field does not.
  let pressed = /** @type {EventTarget | null} */ (null);
  dialog.addEventListener('pointerdown', (event) => { pressed = event.target; });
  dialog.addEventListener('click', (event) => { if (event.target === dialog && pressed === dialog) dialog.close(); });

  // Files may be dropped on it.
  const holdsFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes('Files') ?? false;
  document.addEventListener('dragover', (event) => {
    if (dialog.open && holdsFiles(event)) event.preventDefault();
  });
  document.addEventListener('drop', (event) => {
    if (!dialog.open || !holdsFiles(event)) return;
    event.preventDefault();
    take(event.dataTransfer?.files[0]);
  });

  return (state, prev) => {
    now = state;
    if (!prev || prev.lang !== state.lang) drawKinds(state.lang);
    if (!prev || prev.lang !== state.lang || prev.wordsTaken !== state.wordsTaken || prev.words !== state.words) drawBadge(state);
    if (area.value !== state.draft.text && !composing) area.value = state.draft.text;
    keep.checked = state.wordsKept;
    if (prev && prev.lang === state.lang && prev.draft === state.draft && prev.words === state.words) return;
    const { draft, lang } = state;
    trouble.hidden = !draft.trouble;
    replace(trouble, draft.trouble ? t(lang, draft.trouble.key, draft.trouble.vars) : null);
    replace(opened, draft.before ? [t(lang, 'words.opened', { name: draft.before.name }), ' ', h('button', { type: 'button', class: 'link' }, t(lang, 'words.back'))] : null);
    drawTold(state);
    if (!prev || prev.lang !== lang || prev.draft.checked !== draft.checked) drawProblems(problems, state);
    /** @type {HTMLButtonElement} */ (byId('words-clear')).disabled = !draft.text && !state.words;
    /** @type {HTMLButtonElement} */ (byId('words-save')).disabled = !draft.text.trim();
  };
}

/**
 * One line of each kind, and what it does.
 * @param {Lang} lang
 */
function drawKinds(lang) {
  replace(byId('words-kinds'), KINDS.map((kind) => h('li', null,
    h('code', { lang: 'zh-Hans' }, t(lang, `words.${kind}`).split('\t').flatMap((cell, at) => [at ? h('span', { class: 'words-comma' }, lang === 'zh' ? '，' : ', ') : null, cell])),
    h('span', null, t(lang, `words.${kind}.what`)))));
}

/** @param {State} state */
function drawBadge({ lang, words, wordsTaken }) {
  for (const badge of document.querySelectorAll('.words-badge')) {
    /** @type {HTMLElement} */ (badge).hidden = !words;
    replace(badge, wordsTaken === null ? '' : number(wordsTaken), h('span', { class: 'sr' }, ` ${t(lang, 'words.inUse')}`));
  }
}

/** How much of the draft is taken, and whether it is in use. @param {State} state */
function drawTold({ lang, draft, words }) {
  const parts = [];
  if (draft.text.trim()) {
    const told = draft.checked?.told;
    if (told) {
      parts.push(h('span', null, t(lang, 'words.taken', { n: told.entries }),
        told.problems.length ? [t(lang, 'words.and'), h('span', { class: 'fails' }, t(lang, 'words.left', { n: told.problems.length }))] : null));
    }
  } else {
    parts.push(h('span', null, t(lang, 'words.none')));
  }
  if (words && draft.text === words) parts.push(h('span', { class: 'holds' }, t(lang, 'words.using')));
  else if (words || draft.text.trim()) parts.push(h('span', { class: 'muted' }, t(lang, 'words.pending')));
  replace(byId('words-told'), parts);
}

/**
 * The lines that could not be taken, each the way to its place.
 * @param {HTMLElement} list
 * @param {State} state
 */
function drawProblems(list, { lang, draft }) {
  const { text, told } = draft.checked ?? { text: '', told: { problems: [] } };
  list.hidden = !told.problems.length;
  const lines = text.split('\n');
  replace(list,
    told.problems.slice(0, LISTED).map(({ line, reason }) => h('li', null,
      h('button', { type: 'button', class: 'words-problem', 'data-line': line },
        h('span', { class: 'words-line' }, t(lang, 'words.line', { n: line })),
        h('code', { lang: 'zh-Hans' }, oneLine(lines[line - 1] ?? '', 24)),
        h('span', { class: 'words-why' }, t(lang, `words.problem.${reason}`))))),
    told.problems.length > LISTED ? h('li', { class: 'muted' }, t(lang, 'words.more', { n: told.problems.length - LISTED })) : null);
}
