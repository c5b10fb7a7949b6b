// All rules on one page: what each looks for, why, by what source, a text that has
// the fault and one that has not, and its switch. Above them, what no rule sees.

import { byId, h, replace } from '../dom.js';
import { t } from '../strings.js';
import { GROUPS, groupOf, listed } from '../trouble.js';
import { CATALOGUE, VERSION } from '../version.js';
import { reasonOf } from './pieces.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../actions.js').Actions} Actions
 * @typedef {import('../reader.js').Rule} Rule
 * @typedef {Readonly<Record<string, readonly [faulty: string, sound: string]>>} Examples
 */

const LIMITS = ['unseen', 'parts', 'words', 'acts', 'verdict'];

/**
 * @param {Actions} actions
 * @returns {(state: State, prev: State | null) => void}
 */
export function rulesView(actions) {
  const dialog = /** @type {HTMLDialogElement} */ (byId('rules'));
  /** @type {State | null} */
  let now = null;
  /** Fetched when they are first asked for. @type {Examples} */
  let examples = {};
  /** @type {readonly unknown[]} */
  let drawnFor = [];

  function render() {
    if (!now || !dialog.open) return;
    const key = [now.lang, now.rules, now.rulesOff, examples];
    if (key.every((each, at) => each === drawnFor[at])) return;
    drawnFor = key;
    const opened = new Set([...dialog.querySelectorAll('details[open]')].map((each) => /** @type {HTMLElement} */ (each).dataset.rule));
    const held = document.activeElement instanceof HTMLElement && dialog.contains(document.activeElement) ? document.activeElement.dataset.switch : undefined;
    const { scrollTop } = dialog;
    draw(dialog, now, examples, opened);
    dialog.scrollTop = scrollTop;
    const again = held === undefined ? null : dialog.querySelector(`[data-switch="${held}"]`);
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
  }

  document.addEventListener('click', (event) => {
    const opener = event.target instanceof Element ? event.target.closest('[data-open-rules]') : null;
    if (!opener) return;
    /** @type {HTMLDialogElement} */ (byId('help')).close();
    dialog.showModal();
    render();
    import('../examples.js').then((found) => {
      examples = found.EXAMPLES;
      render();
    }, () => {});
  });
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener('change', (event) => {
    if (event.target instanceof HTMLInputElement && event.target.dataset.switch) actions.setRule(event.target.dataset.switch, event.target.checked);
  });

  return (state) => {
    now = state;
    render();
  };
}

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @param {Examples} examples
 * @param {ReadonlySet<string | undefined>} opened
 */
function draw(root, state, examples, opened) {
  const { lang, rules } = state;
  /** @type {Map<string, Rule[]>} */
  const groups = new Map();
  for (const rule of rules) listed(groups, groupOf(rule.code)).push(rule);
  replace(root,
    h('form', { method: 'dialog' }, h('button', { class: 'close', 'aria-label': t(lang, 'help.close') }, '×')),
    h('h2', { id: 'rules-title' }, t(lang, 'rules.title')),
    h('section', { class: 'rules-limits' },
      h('h3', null, t(lang, 'rules.limits')),
      h('ul', null, LIMITS.map((each) => h('li', null, t(lang, `rules.limit.${each}`)))),
      h('p', { class: 'rules-version' }, t(lang, 'rules.version', { version: VERSION, n: CATALOGUE.acts, date: CATALOGUE.newest }))),
    rules.length ? null : h('p', { class: 'muted' }, t(lang, 'unread')),
    GROUPS.filter((group) => groups.has(group)).map((group) => h('section', null,
      h('h3', null, t(lang, `group.${group}`), h('span', { class: 'group-count' }, groups.get(group)?.length ?? 0)),
      h('ul', { class: 'rules-list' }, (groups.get(group) ?? []).map((rule) => item(state, rule, examples[rule.code], opened.has(rule.code)))))));
}

/**
 * @param {State} state
 * @param {Rule} rule
 * @param {readonly [string, string] | undefined} example
 * @param {boolean} open
 */
function item(state, { code, severity, what }, example, open) {
  const { lang, rulesOff } = state;
  return h('li', { class: 'rule' },
    h('label', { class: 'rule-switch' }, h('input', { type: 'checkbox', 'data-switch': code, checked: !rulesOff.has(code), 'aria-label': t(lang, 'rules.on', { name: what[lang] }) })),
    h('details', { 'data-rule': code, open },
      h('summary', null, h('span', null, what[lang]), h('span', { class: `rule-severity rule-${severity}` }, t(lang, `severity.${severity}`))),
      reasonOf(state, code),
      example ? h('dl', { class: 'rule-examples' },
        h('div', null, h('dt', null, t(lang, 'rules.faulty')), h('dd', { lang: 'zh-Hans' }, example[0])),
        h('div', null, h('dt', null, t(lang, 'rules.sound')), h('dd', { lang: 'zh-Hans' }, example[1]))) : null));
}
