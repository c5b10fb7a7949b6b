// Words for what the specs do over and over.
import { basename } from 'node:path';

import { expect, paste } from './fixtures.mjs';

/** @typedef {import('@playwright/test').Page} Page */

/** Opens the page, on the table of figures if nothing else is asked for, and waits until its script runs. */
export async function start(/** @type {Page} */ page, hash = '#tab=metrics') {
  await page.goto(`/www/${hash}`);
  await page.waitForSelector('html[data-ready]', { state: 'attached' });
}

/** Waits until the text given last has been read. */
export async function read(/** @type {Page} */ page) {
  await expect(page.locator('#tab-metrics .tab-count')).toHaveText(/^\d+$/);
  await expect(page.locator('#results')).toHaveAttribute('aria-busy', 'false');
}

/**
 * Opens a file, or several, and waits until one of them has been read: till then the page
 * has the text before it.
 * @param {Page} page
 * @param {string | { name: string, mimeType: string, buffer: Buffer } | { name: string, mimeType: string, buffer: Buffer }[]} files
 */
export async function open(page, files) {
  await page.locator('#file').setInputFiles(files);
  const names = [files].flat().map((file) => (typeof file === 'string' ? basename(file) : file.name));
  await expect.poll(() => page.evaluate((names) => names.includes(/** @type {any} */ (window).fazhi.name), names)).toBe(true);
  await read(page);
}

/** Opens the page with a text in it. */
export async function startWith(/** @type {Page} */ page, /** @type {string} */ text, hash = '#tab=metrics') {
  await start(page, hash);
  await paste(page, text);
  await read(page);
}

/** A tool of the bar, out of its menu where the window is narrow. */
export async function tool(/** @type {Page} */ page, /** @type {string} */ id) {
  if (await page.locator('#do-more').isVisible()) await page.locator('#do-more').click();
  return page.locator(`#${id}`);
}

/** Says yes to what was pasted or dropped over an open report. */
export async function swap(/** @type {Page} */ page) {
  await page.locator('#offer [data-take]').click();
  await read(page);
}

/** Leaves the page, and has nothing of it come back. */
export async function leave(/** @type {Page} */ page) {
  if (page.url() !== 'about:blank') {
    await page.evaluate(() => {
      Storage.prototype.setItem = () => {};
      sessionStorage.clear();
    });
  }
  await page.goto('about:blank');
}

/** Clicks on the first occurrence of some words in the paper. */
export async function clickWords(/** @type {Page} */ page, /** @type {string} */ around, /** @type {string} */ words) {
  const at = await page.evaluate(({ around, words }) => {
    const walker = document.createTreeWalker(document.getElementById('paper') ?? document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const whole = (node.nodeValue ?? '').indexOf(around);
      if (whole < 0) continue;
      const start = whole + around.indexOf(words);
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, start + 1);
      node.parentElement?.scrollIntoView({ block: 'center' });
      // A paragraph may be higher than what shows of it.
      const scroll = document.getElementById('scroll') ?? document.body;
      const frame = getComputedStyle(scroll).overflowY === 'visible' ? { top: 0, height: innerHeight, of: document.scrollingElement ?? scroll } : { top: scroll.getBoundingClientRect().top, height: scroll.clientHeight, of: scroll };
      frame.of.scrollTop += range.getBoundingClientRect().top - frame.top - frame.height / 2;
      const box = range.getBoundingClientRect();
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    }
    return null;
  }, { around, words });
  if (!at) throw new Error(`no ${around} in the paper`);
  await page.mouse.click(at.x, at.y);
}

/** The words that a highlight covers. */
export const highlighted = (/** @type {Page} */ page, /** @type {string} */ name) => page.evaluate((name) => {
  /** @type {string[]} */
  const found = [];
  CSS.highlights.get(name)?.forEach((each) => {
    const range = document.createRange();
    range.setStart(each.startContainer, each.startOffset);
    range.setEnd(each.endContainer, each.endOffset);
    found.push(range.toString());
  });
  return found;
}, name);

/** Whether what is selected in the paper lies within its visible part. */
export const selectedInSight = (/** @type {Page} */ page) => page.evaluate(() => {
  let seen = false;
  CSS.highlights.get('selected')?.forEach((each) => {
    const range = document.createRange();
    range.setStart(each.startContainer, each.startOffset);
    range.setEnd(each.endContainer, each.endOffset);
    const box = range.getBoundingClientRect();
    const frame = (document.getElementById('scroll') ?? document.body).getBoundingClientRect();
    seen = box.height > 0 && box.top >= frame.top && box.bottom <= frame.bottom;
  });
  return seen;
});

/** Unfolds a finding of the list. */
export async function unfold(/** @type {import('@playwright/test').Locator} */ finding) {
  if (await finding.locator('.item-open').count()) return;
  await finding.locator('.item-go').click();
  await expect(finding.locator('.item-open')).toBeVisible();
}

/** The text of the page as it is now, typing of this moment included. */
export const textOf = (/** @type {Page} */ page) => page.evaluate(() => {
  // What is typed is taken in at once before the page goes.
  dispatchEvent(new Event('pagehide'));
  return /** @type {any} */ (window).fazhi.text;
});

/**
 * Puts the caret at a place of the text, given by its line and the characters before it there; or selects up to another.
 * @param {Page} page
 * @param {[number, number]} from
 * @param {[number, number]} [to]
 */
export async function caretAt(page, from, to = from) {
  await page.evaluate(([from, to]) => {
    const paper = /** @type {HTMLElement} */ (document.getElementById('paper'));
    const blocks = paper.querySelectorAll('.block');
    /** @returns {[Node, number]} */
    const place = (/** @type {number[]} */ [line, column]) => {
      const walker = document.createTreeWalker(blocks[line], NodeFilter.SHOW_TEXT);
      let rest = column;
      for (let node = walker.nextNode(); node instanceof Text; node = walker.nextNode()) {
        if (rest <= node.length) return [node, rest];
        rest -= node.length;
      }
      return [blocks[line], 0];
    };
    paper.focus({ preventScroll: true });
    document.getSelection()?.setBaseAndExtent(...place(from), ...place(to));
  }, [from, to]);
}

/** The line of a text that holds some words, and where they begin in it. */
export function placeOf(/** @type {string} */ text, /** @type {string} */ words) {
  const at = text.indexOf(words);
  if (at < 0) throw new Error(`no ${words}`);
  const before = text.slice(0, at).split(/\r\n|[\r\n]/);
  return /** @type {[number, number]} */ ([before.length - 1, /** @type {string} */ (before.at(-1)).length]);
}

/** Goes to the end of the text, to write there. */
export async function toEnd(/** @type {Page} */ page) {
  await page.locator('#paper').focus();
  await page.keyboard.press('Control+End');
}
