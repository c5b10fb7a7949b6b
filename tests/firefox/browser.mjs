// A Firefox for tests, driven by WebDriver BiDi: the one named by FIREFOX, else one that
// is installed.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { launch } from 'puppeteer-core';

const INSTALLED = [
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];

/** Where Firefox is; without one its tests are skipped. */
export const FIREFOX = process.env.FIREFOX || INSTALLED.find((path) => existsSync(path));

/**
 * @typedef {object} Firefox
 * @property {import('puppeteer-core').Browser} browser
 * @property {string} downloads   The folder that files are saved into.
 * @property {() => Promise<void>} close
 */

/** @param {Record<string, unknown>} more   Preferences besides. @returns {Promise<Firefox>} */
export async function firefox(more = {}) {
  const downloads = mkdtempSync(join(tmpdir(), 'fazhi-firefox-'));
  const browser = await launch({
    browser: 'firefox',
    executablePath: FIREFOX,
    headless: true,
    defaultViewport: { width: 1280, height: 800 },
    protocolTimeout: 120_000,
    extraPrefsFirefox: {
      'browser.download.folderList': 2,
      'browser.download.dir': downloads,
      'browser.download.useDownloadDir': true,
      'browser.download.always_ask_before_handling_new_types': false,
      'intl.accept_languages': 'zh-CN',
      ...more,
    },
  });
  return {
    browser,
    downloads,
    close: async () => {
      await browser.close();
      rmSync(downloads, { recursive: true, force: true });
    },
  };
}

/**
 * Waits until something is true.
 * @param {() => unknown} seen
 * @param {string} what   Told where it does not become so.
 */
export async function until(seen, what, limit = 60_000) {
  for (const end = Date.now() + limit; Date.now() < end; await new Promise((done) => setTimeout(done, 100))) {
    if (await seen()) return;
  }
  throw new Error(`not seen in time: ${what}`);
}
