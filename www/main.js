// The page: one state, one way to change it, one render.

import { createActions } from './actions.js';
import { byId } from './dom.js';
import { listenToKeys } from './keys.js';
import { listenToOtherTabs, recall, recallWords } from './memory.js';
import { createDocuments } from './documents.js';
import { watchOffline } from './offline.js';
import { droppedFiles } from './open.js';
import { createPool } from './pool.js';
import { createProber } from './prober.js';
import { tellPrograms } from './programs.js';
import { createReader } from './reader.js';
import { keepBatch, keepWork, recallBatch, recallWork } from './session.js';
import { fromHash, homeTab, initialState, toHash } from './state.js';
import { t } from './strings.js';
import { batchBarView } from './view/batch_bar.js';
import { batchView } from './view/batch.js';
import { cardView } from './view/card.js';
import { checksView } from './view/checks.js';
import { compareView } from './view/compare.js';
import { citationsView } from './view/citations.js';
import { detailView } from './view/detail.js';
import { exportsView } from './view/exports.js';
import { findingsView } from './view/findings.js';
import { frameView } from './view/frame.js';
import { metricsView } from './view/metrics.js';
import { outlineView } from './view/outline.js';
import { overviewView } from './view/overview.js';
import { paperView } from './view/paper.js';
import { drawPrint } from './view/print.js';
import { rulesView } from './view/rules.js';
import { sourceView } from './view/source.js';
import { stripView } from './view/strip.js';
import { verdictView } from './view/verdict.js';
import { wordsView } from './view/words.js';

/**
 * @typedef {import('./state.js').State} State
 * @typedef {import('./state.js').Theme} Theme
 */

// The core starts loading before anything is drawn.
const reader = createReader((rules) => set({ rules }));

/** @type {State} */
let state = initialState();
/** @type {State | null} */
let drawn = null;
let queued = false;

/** @param {Partial<State>} patch */
function set(patch) {
  state = { ...state, ...patch, ...(patch.tab && patch.tab !== 'findings' ? { beside: patch.tab } : {}) };
  if (queued) return;
  queued = true;
  queueMicrotask(render);
}

const get = () => state;

const live = byId('live');
let spoken = 0;
/** @param {string} words */
function say(words) {
  // A little later and from empty, so that the same words are spoken again.
  live.textContent = '';
  clearTimeout(spoken);
  spoken = setTimeout(() => { live.textContent = words; }, 60);
}

const actions = createActions({ get, set, read: reader.read, check: reader.check, documents: createDocuments(), pool: createPool(reader.core), cancel: reader.cancel, probe: { repairs: createProber(reader.core), worth: createProber(reader.core) }, say, settle: () => paper.flush() });
const paper = paperView(actions, (index) => card.hover(index), (start, end) => strip.sees(start, end));
const card = cardView(actions, paper);
const strip = stripView(paper.show);
const views = [
  frameView(actions), batchBarView(actions), batchView(actions), compareView(actions), verdictView(actions), outlineView(actions), paper.render, sourceView(actions), strip.render, metricsView(actions), checksView(actions), findingsView(actions),
  citationsView(actions), overviewView(actions), detailView(actions), wordsView(actions), rulesView(actions), card.render, exportsView(actions),
];

/** An entry of the browser's history that this page has made. @param {boolean} table */
const ours = (table) => ({ fazhi: true, table });
/** The tab shown next is one that the reader has come back to. */
let returning = false;

function render() {
  queued = false;
  const prev = drawn;
  drawn = state;
  for (const view of views) view(drawn, prev);
  if (prev?.read !== drawn.read) {
    actions.askRepairs();
    actions.tellBatch();
  }
  if (prev && prev.words !== drawn.words) actions.rereadBatch();
  const hash = toHash(drawn);
  // Back leads to the tab that was left, or to the table, not out of the page.
  const opened = Boolean(prev?.batch && drawn.batch && prev.table && !drawn.table);
  if (location.hash !== hash || prev?.table !== drawn.table) {
    const moved = !returning && (opened || (prev?.doc && drawn.doc && prev.tab !== drawn.tab && !drawn.table && !prev.table));
    history[moved ? 'pushState' : 'replaceState'](ours(drawn.table), '', hash || location.pathname + location.search);
  }
  returning = false;
  keepSoon(drawn, prev);
}

// Buttons and fields of index.html.

const picker = /** @type {HTMLInputElement} */ (byId('file'));
const startText = /** @type {HTMLTextAreaElement} */ (byId('start-text'));

for (const id of ['start-open', 'do-open']) byId(id).addEventListener('click', () => picker.click());
picker.addEventListener('change', () => {
  actions.open([...(picker.files ?? [])]);
  picker.value = '';
});
byId('start-read').addEventListener('click', () => {
  if (startText.value.trim()) {
    if (actions.load(startText.value, null)) startText.value = '';
  } else {
    actions.nothingToRead();
    startText.focus();
  }
});
for (const button of document.querySelectorAll('[data-sample]')) {
  button.addEventListener('click', () => actions.sample(/** @type {'clean' | 'faulty'} */ (/** @type {HTMLElement} */ (button).dataset.sample)));
}
byId('do-clear').addEventListener('click', () => {
  actions.clear();
  queueMicrotask(() => startText.focus());
});
byId('do-undo').addEventListener('click', () => actions.undo());
byId('do-redo').addEventListener('click', () => actions.redo());
byId('do-copy').addEventListener('click', () => actions.copyText());
byId('do-print').addEventListener('click', () => print());
byId('do-lang').addEventListener('click', () => actions.setLang(state.lang === 'zh' ? 'en' : 'zh'));
byId('theme').addEventListener('change', (event) => {
  actions.setTheme(/** @type {Theme} */ (/** @type {HTMLSelectElement} */ (event.target).value));
});
byId('do-write').addEventListener('click', () => paper.write(null));

// Where there is no room for them in the bar, its tools are a menu.

const more = byId('do-more');
const tools = byId('bar-tools');
/** @param {boolean} open */
function showTools(open) {
  more.setAttribute('aria-expanded', String(open));
  tools.classList.toggle('is-open', open);
  // What it half covers is out of reach meanwhile.
  for (const part of document.querySelectorAll('#verdict, #desk > :not(h1)')) /** @type {HTMLElement} */ (part).inert = open;
}
more.addEventListener('click', () => showTools(more.getAttribute('aria-expanded') !== 'true'));
tools.addEventListener('click', (event) => { if (event.target instanceof Element && event.target.closest('button')) showTools(false); });
document.addEventListener('pointerdown', ({ target }) => { if (target instanceof Node && !tools.contains(target) && !more.contains(target)) showTools(false); });
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !tools.classList.contains('is-open')) return;
  event.preventDefault();
  showTools(false);
  more.focus();
}, true);

// Paste anywhere, drop anywhere: but in a field both are what they are in any
// field, and what is meant for the dialog of words is not read as a report.

const wordsDialog = /** @type {HTMLDialogElement} */ (byId('words'));

/**
 * Whether a place is a field that takes text in itself. The start's own field
 * does so once something stands in it; empty, it has what comes read at once.
 * @param {EventTarget | null} target
 */
function isField(target) {
  const field = target instanceof Element ? target.closest('textarea, input:not([type=checkbox]), [role=textbox]:not([aria-readonly])') : null;
  return field !== null && !(field === startText && !startText.value);
}

document.addEventListener('paste', (event) => {
  if (wordsDialog.open || isField(event.target)) return;
  const data = event.clipboardData;
  if (!data) return;
  event.preventDefault();
  const files = [...data.files];
  actions.pasted(data, (text) => (!text.trim() && files.length ? actions.offer(null, files) : actions.offer(text, [])));
});

const veil = byId('veil');
let dragging = 0;
const carries = (/** @type {DragEvent} */ event, /** @type {string} */ type) => event.dataTransfer?.types.includes(type) ?? false;
/** What the page takes in itself. A file dropped on a field would make the browser leave the page. */
const isOurs = (/** @type {DragEvent} */ event) => !fromHere && !wordsDialog.open && (carries(event, 'Files') || (carries(event, 'text/plain') && !isField(event.target)));
const showVeil = (/** @type {boolean} */ on) => {
  if (!on) dragging = 0;
  veil.hidden = !on;
};
/** Dragging words about within the page is the browser's business. */
let fromHere = false;
document.addEventListener('dragstart', () => { fromHere = true; });
document.addEventListener('dragend', () => { fromHere = false; showVeil(false); });
document.addEventListener('dragenter', (event) => {
  if (fromHere || wordsDialog.open || !(carries(event, 'Files') || carries(event, 'text/plain'))) return;
  dragging += 1;
  veil.hidden = !isOurs(event);
  const many = [...event.dataTransfer?.items ?? []].filter(({ kind }) => kind === 'file').length;
  byId('veil-words').textContent = many > 1 ? t(state.lang, 'veil.many', { n: many }) : t(state.lang, carries(event, 'Files') ? 'veil' : 'veil.text');
  if (isOurs(event)) event.preventDefault();
});
document.addEventListener('dragleave', () => {
  dragging = Math.max(0, dragging - 1);
  if (!dragging) showVeil(false);
});
document.addEventListener('dragover', (event) => {
  if (isOurs(event)) event.preventDefault();
});
document.addEventListener('drop', (event) => {
  showVeil(false);
  if (!isOurs(event) || !event.dataTransfer) return;
  event.preventDefault();
  if (event.dataTransfer.files.length) droppedFiles(event.dataTransfer).then((files) => (files.length ? actions.offer(null, files) : actions.nothingDropped()), actions.nothingDropped);
  else actions.offer(event.dataTransfer.getData('text/plain'), []);
});

// With room for it, the findings stand beside the other lists; style.css has the same width.

const wide = matchMedia('(min-width: 1900px) and (min-height: 480px)');
const measure = () => set({ wide: wide.matches });
wide.addEventListener('change', measure);

// The width of the results.

const splitter = byId('splitter');
const desk = byId('desk');
let share = wide.matches ? 50 : 42;
/** @param {number} percent */
function setShare(percent) {
  share = Math.min(65, Math.max(25, percent));
  desk.style.setProperty('--results', `${share}%`);
  splitter.setAttribute('aria-valuenow', String(Math.round(share)));
}
splitter.addEventListener('pointerdown', (event) => {
  splitter.setPointerCapture(event.pointerId);
  event.preventDefault();
});
splitter.addEventListener('pointermove', (event) => {
  if (!splitter.hasPointerCapture(event.pointerId)) return;
  const box = desk.getBoundingClientRect();
  setShare((box.right - event.clientX) / box.width * 100);
});
splitter.addEventListener('keydown', (event) => {
  const step = { ArrowLeft: 2, ArrowRight: -2 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  setShare(share + step);
});

addEventListener('popstate', (event) => {
  const { tab = homeTab(state), tabChosen = false, ...rest } = fromHash(location.hash);
  returning = true;
  const table = state.batch !== null && (!state.doc || Boolean(event.state?.table));
  if (table) paper.flush();
  // An address written by hand also carries the language and the colours.
  set(event.state?.fazhi ? { tab, tabChosen, table } : { tab, tabChosen, ...rest });
  if (!event.state?.fazhi) history.replaceState(ours(state.table), '');
});
addEventListener('beforeprint', () => {
  paper.flush();
  drawPrint(state);
});
addEventListener('afterprint', () => byId('print').replaceChildren());
listenToKeys(actions, get, paper);
tellPrograms(get);

// A copy of the work in the tab's own store.

let keepTimer = 0;

function keepNow() {
  clearTimeout(keepTimer);
  const { doc, accepted, rulesOff, words, draft, unkept } = state;
  const batch = actions.keptBatch();
  const work = keepWork({
    doc: doc && batch === null ? { text: doc.text, name: doc.name, given: doc.given, changed: actions.unsaved() } : null,
    accepted: [...accepted], rulesOff: [...rulesOff], words, draft: draft.text,
  });
  const kept = keepBatch(batch) && work;
  if (kept === unkept) actions.toldKept(kept);
}

/**
 * @param {State} now
 * @param {State | null} prev
 */
function keepSoon(now, prev) {
  if (!prev || (now.doc === prev.doc && now.accepted === prev.accepted && now.rulesOff === prev.rulesOff && now.words === prev.words && now.draft.text === prev.draft.text && now.batch?.rows === prev.batch?.rows && now.batch?.at === prev.batch?.at && now.table === prev.table)) return;
  clearTimeout(keepTimer);
  keepTimer = setTimeout(keepNow, 400);
}

addEventListener('pagehide', () => {
  paper.flush();
  keepNow();
});
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') keepNow();
});
let updating = false;
addEventListener('beforeunload', (event) => {
  paper.flush();
  // What the tab's store holds is there again in the newer version.
  if (actions.unsaved() && !(updating && !state.unkept)) event.preventDefault();
});

const update = watchOffline(set, () => {
  updating = true;
  paper.flush();
  keepNow();
});
byId('status').addEventListener('click', ({ target }) => { if (target instanceof Element && target.closest('[data-update]')) update(); });
// Files that are opened with the installed page.
/** @type {any} */ (window).launchQueue?.setConsumer(async (/** @type {{ files: readonly FileSystemFileHandle[] }} */ { files }) => {
  if (files.length) actions.offer(null, await Promise.all(files.map((file) => file.getFile())));
});

const kept = recall();
const keptWords = recallWords();
const work = recallWork();
if (kept) set({ remember: true, rulesOff: new Set(kept.rulesOff), accepted: new Set(kept.accepted) });
else if (work) set({ rulesOff: new Set(work.rulesOff), accepted: new Set(work.accepted) });
actions.recallWords(keptWords || (work?.words ?? ''), keptWords !== '', work?.draft);
const keptBatch = recallBatch();
if (keptBatch) actions.restoreBatch(keptBatch);
else if (work?.doc) actions.restore(work.doc.text, work.doc.name, work.doc.changed, work.doc.given);
measure();
listenToOtherTabs({ choices: actions.adopt, words: actions.adoptWords });
history.replaceState(ours(false), '');
render();
document.documentElement.dataset.ready = '';
