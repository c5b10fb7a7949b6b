// Words for what the tests in Firefox do over and over.
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';

import { until } from './browser.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

/** Opens a page in a tab of its own. @param {import('puppeteer-core').Browser} browser @param {string} address */
export async function opened(browser, address) {
  const page = await browser.newPage();
  /** @type {string[]} */
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => { if (message.type() === 'error') errors.push(message.text()); });
  await page.goto(address);
  await until(() => page.evaluate(() => document.documentElement.hasAttribute('data-ready')), 'the page runs');
  return { page, errors };
}

/** What programs are told of the page. @param {Page} page */
export const told = (page) => page.evaluate(() => {
  const { state, name, text, report } = /** @type {any} */ (window).fazhi;
  return { state, name, text, metrics: report?.metrics.length ?? 0 };
});

/** Puts a text into the start's field and has it read. @param {Page} page @param {string} text */
export async function type(page, text) {
  await page.evaluate((words) => {
    /** @type {HTMLTextAreaElement} */ (document.getElementById('start-text')).value = words;
    document.getElementById('start-read')?.click();
  }, text);
  await until(async () => (await told(page)).state === 'ready', 'the text is read');
}

/** Gives the page files, as a hand would choose them, and waits till one of them is read. @param {Page} page @param {string[]} files */
export async function hand(page, ...files) {
  const input = /** @type {import('puppeteer-core').ElementHandle<HTMLInputElement>} */ (await page.$('#file'));
  await input.uploadFile(...files);
  if (files.length > 1) return;
  await until(async () => { const { name, state } = await told(page); return name === basename(files[0]) && state === 'ready'; }, `${basename(files[0])} is read`);
}

/** Presses a key while another is held. @param {Page} page @param {import('puppeteer-core').KeyInput} held @param {import('puppeteer-core').KeyInput} key */
export async function chord(page, held, key) {
  await page.keyboard.down(held);
  await page.keyboard.press(key);
  await page.keyboard.up(held);
}

/**
 * Pastes a text into the start's field by the keyboard: Firefox gives a paste that a script
 * makes no words.
 * @param {Page} page
 * @param {string} text
 */
export async function paste(page, text) {
  await page.evaluate((words) => {
    const field = /** @type {HTMLTextAreaElement} */ (document.getElementById('start-text'));
    field.value = words;
    field.focus();
    field.select();
  }, text);
  for (const key of /** @type {const} */ (['KeyX', 'KeyV'])) await chord(page, 'Control', key);
  await until(async () => (await told(page)).state === 'ready', 'what was pasted is read');
}

/** The file with this ending that is saved next. @param {import('./browser.mjs').Firefox} it @param {string} ending */
export async function saved({ downloads }, ending) {
  const whole = () => {
    const names = readdirSync(downloads);
    // While it is being saved there are two files, of which one has nothing in it.
    const name = names.length === 1 && names[0].endsWith(ending) ? names[0] : '';
    const bytes = name ? readFileSync(join(downloads, name)) : Buffer.alloc(0);
    return bytes.length ? { name, bytes } : null;
  };
  await until(whole, `a file ${ending} is saved`);
  const { name, bytes } = /** @type {{ name: string, bytes: Buffer }} */ (whole());
  rmSync(join(downloads, name));
  return bytes;
}

/** Waits till an element shows some words. @param {Page} page @param {string} where @param {string | RegExp} words */
export async function shows(page, where, words) {
  const there = () => page.evaluate((where) => [...document.querySelectorAll(where)].map((each) => each.textContent ?? ''), where);
  await until(async () => (await there()).some((text) => (typeof words === 'string' ? text.includes(words) : words.test(text))), `${words} in ${where}`, 15_000);
}
