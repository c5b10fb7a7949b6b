// Elements in one line each. Inline styles are set through the CSSOM, since
// the page's security policy allows no style attribute.

/**
 * @typedef {Node | string | number | null | undefined | false} Child
 * @typedef {Record<string, unknown>} Props
 */

/**
 * h('button', { class: 'quiet', onclick: go }, '打开') makes a button. A property
 * that starts with `on` is a listener; `vars` are CSS custom properties; anything
 * else is an attribute, left out when it is null, undefined or false.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Props | null} [props]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, props, ...children) {
  const element = document.createElement(tag);
  fill(element, props ?? {});
  append(element, children);
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

/**
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} tag
 * @param {Props | null} [props]
 * @param {...(Child | Child[])} children
 * @returns {SVGElementTagNameMap[K]}
 */
export function svg(tag, props, ...children) {
  const element = /** @type {SVGElementTagNameMap[K]} */ (document.createElementNS(SVG, tag));
  fill(element, props ?? {});
  append(element, children);
  return element;
}

/**
 * @param {Element} element
 * @param {...(Child | Child[])} children
 */
export function replace(element, ...children) {
  element.replaceChildren();
  append(element, children);
}

/**
 * The element with this id, which index.html is known to hold.
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} id
 * @returns {T}
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`no element #${id}`);
  return /** @type {T} */ (element);
}

/**
 * What scrolls a region, and the part of the window in which it shows: itself, or,
 * where the window is low, the page.
 * @param {HTMLElement} region
 * @returns {{ element: Element, top: number, bottom: number }}
 */
export function scrollFrame(region) {
  if (getComputedStyle(region).overflowY !== 'visible') {
    const { top, bottom } = region.getBoundingClientRect();
    return { element: region, top, bottom };
  }
  const top = document.getElementById('regions')?.offsetHeight ?? 0;
  return { element: document.scrollingElement ?? document.documentElement, top, bottom: innerHeight };
}

/**
 * Does a thing once what was just drawn is painted: what asks for places on the screen
 * before that has all of it laid out, also what is out of sight.
 * @param {() => void} go
 */
export const oncePainted = (go) => { requestAnimationFrame(() => setTimeout(go)); };

/**
 * @param {HTMLElement | SVGElement} element
 * @param {Props} props
 */
function fill(element, props) {
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on') && typeof value === 'function') {
      element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    } else if (name === 'vars') {
      for (const [key, each] of Object.entries(/** @type {Record<string, string>} */ (value))) {
        element.style.setProperty(key, each);
      }
    } else {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
}

/**
 * @param {Element} element
 * @param {(Child | Child[])[]} children
 */
function append(element, children) {
  for (const child of children.flat()) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
}
