// Everything round the three regions: words, colours, tabs, notices, status.

import { byId, h, oncePainted, replace } from '../dom.js';
import { madeBy, milliseconds, number, oneLine } from '../format.js';
import { redraw } from '../redraw.js';
import { REGIONS, TABS, shows } from '../state.js';
import { t } from '../strings.js';
import { openTroubles } from '../trouble.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../state.js').Tab} Tab
 * @typedef {import('../state.js').Region} Region
 * @typedef {import('../actions.js').Actions} Actions
 */

/**
 * @param {Actions} actions
 * @returns {(state: State, prev: State | null) => void}
 */
export function frameView(actions) {
  const tabs = byId('tabs');
  const regions = byId('regions');
  const notice = byId('notice');
  const toast = byId('toast');
  const offer = byId('offer');

  replace(tabs, TABS.map((tab) => h('button', { type: 'button', class: 'tab', role: 'tab', id: `tab-${tab}`, 'aria-controls': `panel-${tab}`, 'data-tab': tab },
    h('span', { class: 'tab-name' }), h('span', { class: 'tab-count' }))));
  replace(regions, REGIONS.map((region) => h('button', { type: 'button', class: 'region-tab', 'data-region': region })));

  tabs.addEventListener('click', (event) => {
    const tab = event.target instanceof Element ? event.target.closest('button') : null;
    if (tab) actions.showTab(/** @type {Tab} */ (tab.dataset.tab));
  });
  tabs.addEventListener('keydown', (event) => {
    const there = TABS.filter((tab) => !byId(`tab-${tab}`).hidden);
    const at = there.findIndex((tab) => `tab-${tab}` === (event.target instanceof Element ? event.target.id : ''));
    const goal = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: there.length - 1 }[event.key];
    if (at < 0 || goal === undefined) return;
    event.preventDefault();
    const tab = there[(goal + there.length) % there.length];
    actions.showTab(tab);
    byId(`tab-${tab}`).focus();
  });
  regions.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (button) actions.showRegion(/** @type {Region} */ (button.dataset.region));
  });
  notice.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (button?.dataset.retry !== undefined) actions.retry();
    else if (button?.dataset.anew !== undefined) {
      actions.dismiss();
      actions.export('document');
    }
    else if (button?.dataset.cancel !== undefined) actions.cancel();
    else if (button) actions.dismiss();
  });
  toast.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('button')) actions.answerToast();
  });
  offer.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (button) actions.answerOffer(button.dataset.add !== undefined ? 'add' : button.dataset.take !== undefined);
  });

  const parts = [
    redraw(({ lang }) => [lang], speak),
    redraw(({ theme }) => [theme], drawTheme),
    redraw(({ doc, batch, table, compare, read, reading, slow }) => [!doc, !batch, table, !compare, !read, reading, slow], drawStage),
    redraw(({ region, lang, read, accepted, rulesOff }) => [region, lang, read, accepted, rulesOff], (state) => drawRegions(regions, state)),
    redraw(({ read, lang, tab, beside, wide, reading, accepted, rulesOff }) => [read, lang, tab, beside, wide, reading, accepted, rulesOff], drawTabs),
    redraw(({ doc, tab, lang, region }) => [!doc, tab, lang, region], () => oncePainted(() => showChosen(tabs))),
    redraw(({ doc, read, batch, table, lang }) => [doc, read, batch?.rows.length, table, lang], drawName),
    redraw(({ notice: told, lang }) => [told, lang], (state) => drawNotice(notice, state)),
    redraw(({ offer: asked, lang }) => [asked, lang], (state, _, drawn) => drawOffer(offer, state, drawn?.offer ?? null)),
    redraw(({ undoable, redoable, doc, batch, lang }) => [undoable, redoable, !doc, !batch, lang], drawSteps),
    redraw(({ toast: told, lang }) => [told, lang], (state) => drawToast(toast, state)),
  ];
  return (state, prev) => {
    for (const part of parts) part(state, prev);
    drawStatus(state);
  };
}

/**
 * Brings the chosen tab into the row of tabs, where they do not all fit.
 * @param {HTMLElement} tabs
 */
function showChosen(tabs) {
  const chosen = tabs.querySelector('[aria-selected="true"]:not([hidden])');
  if (!(chosen instanceof HTMLElement) || tabs.scrollWidth <= tabs.clientWidth) return;
  tabs.scrollLeft = chosen.offsetLeft - tabs.offsetLeft - (tabs.clientWidth - chosen.offsetWidth) / 2;
}

/** @param {State} state */
function drawTheme({ theme }) {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  /** @type {HTMLSelectElement} */ (byId('theme')).value = theme;
}

/** The start, the desk with a report on it, the table of a batch or a comparison. @param {State} state */
function drawStage(state) {
  // A text that is read at once is shown as a whole, not first its empty lists.
  const coming = document.body.dataset.stage === 'start' && !state.read && state.reading === 'busy' && !state.slow;
  const stage = state.batch && state.table ? (state.compare ? 'compare' : 'batch') : state.doc && !coming ? 'report' : 'start';
  byId('start').hidden = stage !== 'start';
  byId('desk').hidden = stage !== 'report';
  byId('batch').hidden = stage !== 'batch';
  byId('compare').hidden = stage !== 'compare';
  if (document.body.dataset.stage === stage) return;
  document.body.dataset.stage = stage;
  // Where the page scrolls as a whole, what comes is shown from its beginning.
  scrollTo(0, 0);
  // What had the focus is gone: the keys go to the text, once all is drawn; but not into it,
  // where a letter that is meant for the page would be written.
  if (stage === 'report' && document.activeElement === document.body) {
    oncePainted(() => { if (document.activeElement === document.body) byId('scroll').focus({ preventScroll: true }); });
  }
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 */
function drawRegions(root, state) {
  const waiting = openTroubles(state).size;
  byId('desk').dataset.region = state.region;
  for (const button of root.querySelectorAll('button')) {
    const region = button.dataset.region ?? '';
    button.setAttribute('aria-current', String(region === state.region));
    replace(button, t(state.lang, `region.${region}`), region === 'results' && waiting ? h('span', { class: 'tab-count' }, waiting) : null);
  }
}

/**
 * Puts the words of a language into the page's own markup.
 * @param {State} state
 */
function speak({ lang }) {
  document.documentElement.lang = lang === 'zh' ? 'zh-Hans' : 'en';
  for (const element of document.querySelectorAll('[data-t]')) {
    element.textContent = t(lang, /** @type {HTMLElement} */ (element).dataset.t ?? '');
  }
  for (const [attribute, data] of [['aria-label', 'tAriaLabel'], ['placeholder', 'tPlaceholder']]) {
    for (const element of document.querySelectorAll(`[data-t-${attribute}]`)) {
      element.setAttribute(attribute, t(lang, /** @type {HTMLElement} */ (element).dataset[data] ?? ''));
    }
  }
  byId('do-lang').lang = lang === 'zh' ? 'en' : 'zh-Hans';
  byId('do-help').title = t(lang, 'bar.help');
}

/** @param {State} state */
function drawTabs(state) {
  const { lang, read } = state;
  const open = read ? [...openTroubles(state)].map((index) => read.troubles[index]) : [];
  const counts = /** @type {Record<Tab, number | string | null>} */ ({
    metrics: read?.report.metrics.length ?? null,
    checks: read?.report.relations.length ?? null,
    findings: read ? open.length : null,
    citations: read?.acts.length ?? null,
    overview: null,
  });
  for (const each of TABS) {
    const button = byId(`tab-${each}`);
    // With room for both, the findings stand beside the tabs and are none of them.
    const apart = state.wide && each === 'findings';
    const on = shows(state, each);
    button.hidden = apart;
    byId(`panel-${each}`).setAttribute('role', apart ? 'region' : 'tabpanel');
    button.setAttribute('aria-selected', String(on));
    button.tabIndex = on ? 0 : -1;
    write(button.querySelector('.tab-name'), t(lang, `tab.${each}`));
    write(button.querySelector('.tab-count'), counts[each] === null ? '' : String(counts[each]));
    byId(`panel-${each}`).hidden = !on;
  }
  const gravest = ['error', 'warning'].find((severity) => open.some((each) => each.severity === severity));
  byId('tab-findings').classList.toggle('has-trouble', gravest === 'error');
  byId('tab-findings').classList.toggle('has-doubt', gravest === 'warning');
  byId('results').setAttribute('aria-busy', String(state.reading === 'busy'));
}

/**
 * @param {Element | null} element
 * @param {string} words
 */
function write(element, words) {
  if (element && element.textContent !== words) element.textContent = words;
}

/** @param {State} state */
function drawName({ doc, read, batch, table, lang }) {
  const title = read && doc ? (read.report.meta.title?.text ?? null) : null;
  // A pasted text without a title goes by who made it, else by its first words.
  const name = batch && table ? t(lang, 'batch.files', { n: batch.rows.length }) : doc ? (title ?? doc.name ?? (read && madeBy(read.report.meta, lang)) ?? oneLine(doc.text.slice(0, 200).trim().split(/[\r\n]/)[0], 24)) : '';
  write(byId('doc-name'), name.replace(/\s+/g, ' '));
  byId('doc-name').title = table ? '' : doc?.name ?? '';
  const whole = name ? `${name.slice(0, 40)} · ${t(lang, 'name')}` : t(lang, 'name');
  if (document.title !== whole) document.title = whole;
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 */
function drawNotice(root, { notice, lang }) {
  root.hidden = !notice;
  if (!notice) {
    replace(root);
    return;
  }
  if (notice.cancel && root.querySelector('[data-cancel]')) {
    // The seconds go on; the button stays under the hand.
    write(root.querySelector('p'), t(lang, notice.key, notice.vars));
    write(root.querySelector('[data-cancel]'), t(lang, 'reading.cancel'));
    return;
  }
  root.className = `notice notice-${notice.tone}`;
  const held = root.contains(document.activeElement);
  replace(root, h('p', null, t(lang, notice.key, notice.vars)),
    notice.retry ? h('button', { type: 'button', class: 'act', 'data-retry': '' }, t(lang, 'retry')) : null,
    notice.anew ? h('button', { type: 'button', class: 'act', 'data-anew': '' }, t(lang, 'export.anew')) : null,
    notice.cancel ? h('button', { type: 'button', class: 'act', 'data-cancel': '' }, t(lang, 'reading.cancel'))
      : h('button', { type: 'button', class: 'link', 'data-dismiss': '' }, t(lang, 'dismiss')));
  if (held) root.querySelector('button')?.focus();
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 */
function drawToast(root, { toast, lang }) {
  const held = root.contains(document.activeElement);
  root.hidden = !toast;
  if (!toast) {
    replace(root);
    return;
  }
  replace(root, h('span', null, t(lang, toast.key, toast.vars)), toast.step === undefined ? null : h('button', { type: 'button', class: 'link' }, toast.redo ? t(lang, 'toast.redo') : t(lang, 'toast.undo')));
  if (held) root.querySelector('button')?.focus();
}

/** Where the focus was before the question. @type {Element | null} */
let askedFrom = null;

/**
 * The question whether something new takes the place of the report.
 * @param {HTMLElement} root
 * @param {State} state
 * @param {import('../state.js').Offer | null} before
 */
function drawOffer(root, { offer, batch, lang }, before) {
  const held = root.contains(document.activeElement);
  if (offer && !before) askedFrom = document.activeElement;
  root.hidden = !offer;
  if (!offer) {
    replace(root);
    if (held && askedFrom instanceof HTMLElement && askedFrom.isConnected) askedFrom.focus({ preventScroll: true });
    return;
  }
  const { text, files } = offer;
  const what = text !== null ? t(lang, 'offer.text', { n: number(text.replace(/\s/g, '').length), start: oneLine(text.slice(0, 200).trim(), 18) })
    : files.length > 1 ? t(lang, 'offer.files', { n: files.length }) : t(lang, 'offer.file', { name: files[0]?.name ?? '' });
  replace(root, h('p', { id: 'offer-words' }, what),
    h('div', { class: 'offer-answers' },
      batch && text === null ? h('button', { type: 'button', class: 'act', 'data-add': '', 'aria-describedby': 'offer-words' }, t(lang, 'offer.add')) : null,
      h('button', { type: 'button', class: 'act', 'data-take': '', 'aria-describedby': 'offer-words' }, t(lang, 'offer.take')),
      h('button', { type: 'button', class: 'quiet', 'data-keep': '', 'aria-describedby': 'offer-words' }, t(lang, 'offer.keep'))));
  // Keys typed on without looking must not answer yes.
  if (!before || held) /** @type {HTMLElement} */ (root.querySelector('[data-keep]')).focus({ preventScroll: true });
}

/** The two arrows. @param {State} state */
function drawSteps({ lang, doc, batch, undoable, redoable }) {
  const undo = /** @type {HTMLButtonElement} */ (byId('do-undo'));
  const redo = /** @type {HTMLButtonElement} */ (byId('do-redo'));
  const held = document.activeElement;
  byId('steps').hidden = !doc && !batch && !undoable && !redoable;
  const words = undoable ? t(lang, 'history.undo', { what: t(lang, `step.${undoable}`) }) : t(lang, 'history.none.undo');
  const again = redoable ? t(lang, 'history.redo', { what: t(lang, `step.${redoable}`) }) : t(lang, 'history.none.redo');
  for (const [button, label] of /** @type {const} */ ([[undo, words], [redo, again]])) {
    button.title = label;
    write(button.querySelector('.sr'), label);
  }
  undo.disabled = !undoable;
  redo.disabled = !redoable;
  // The focus must not fall out of a button that has nothing left to do.
  if (held === undo && undo.disabled && !redo.disabled) redo.focus();
  if (held === redo && redo.disabled && !undo.disabled) undo.focus();
}

/**
 * Which parts are there without a network.
 * @param {import('../strings.js').Lang} lang
 * @param {import('../offline.js').Offline} offline
 */
function offlineNote(lang, { documents, pdf }) {
  const parts = [t(lang, 'status.offline.core'), documents ? t(lang, 'status.offline.documents') : '', pdf ? t(lang, 'status.offline.pdf') : ''].join('');
  return h('span', { class: 'status-offline', title: documents && pdf ? null : t(lang, 'status.offline.later') }, t(lang, 'status.offline', { parts }));
}

/** @param {State} state */
function drawStatus(state) {
  const { lang, read, doc, batch, table, offline, newer } = state;
  const parts = [];
  if (batch && table) {
    const read = batch.rows.flatMap(({ summary }) => summary ?? []);
    parts.push(t(lang, 'batch.files', { n: batch.rows.length }), t(lang, 'status.chars', { n: number(read.reduce((sum, { characters }) => sum + characters, 0)) }), t(lang, 'status.metrics', { n: number(read.reduce((sum, { figures }) => sum + figures, 0)) }));
  } else if (!doc) {
    parts.push(t(lang, 'status.idle'));
  } else if (state.slow || !read) {
    parts.push(t(lang, state.reading === 'failed' ? 'failed' : 'status.busy'));
  } else {
    parts.push(
      t(lang, 'status.chars', { n: number(read.characters) }),
      t(lang, 'status.sections', { n: read.report.sections.length }),
      t(lang, 'status.metrics', { n: read.report.metrics.length }),
      t(lang, 'status.took', { ms: milliseconds(read.took) }),
    );
  }
  if ((doc || batch) && state.unkept) parts.push(t(lang, 'status.notKept'));
  const words = JSON.stringify([lang, offline, newer, ...parts]);
  const root = byId('status');
  if (root.dataset.words === words) return;
  root.dataset.words = words;
  replace(root, parts.map((part) => h('span', null, part)), h('span', { class: 'status-local', title: t(lang, 'status.local') }, h('span', { class: 'only-wide' }, t(lang, 'status.local')), h('span', { class: 'only-narrow' }, t(lang, 'status.local.short'))),
    offline ? offlineNote(lang, offline) : null,
    newer ? h('button', { type: 'button', class: 'link status-newer', 'data-update': '' }, t(lang, 'status.newer')) : null,
    h('button', { type: 'button', class: 'link status-notices', 'data-open-rules': '', 'aria-haspopup': 'dialog' }, t(lang, 'rules.open')),
    h('a', { href: 'THIRD-PARTY.txt', target: '_blank', rel: 'noopener', class: 'status-notices' }, t(lang, 'status.notices')));
}

