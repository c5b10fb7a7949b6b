// In place of www/trusted.js: the workers' scripts are words of this page. A module
// worker does not start from a blob of a page that was opened by double click (Chromium
// refuses it), a classic one does; the build makes one script of each worker.

import { embeddedText } from './embedded.js';

/**
 * @typedef {{ createScriptURL(url: string): string }} Policy
 * @typedef {{ createPolicy(name: string, rules: Policy): Policy }} Policies
 */

/** The blobs of the workers, by the name of their script. @type {Map<string, string>} */
const blobs = new Map();

/** @type {Policy} */
const rules = {
  createScriptURL(url) {
    if ([...blobs.values()].includes(url)) return url;
    throw new TypeError(`no script of this page: ${url}`);
  },
};

const { trustedTypes } = /** @type {{ trustedTypes?: Policies }} */ (/** @type {unknown} */ (globalThis));
const policy = trustedTypes ? trustedTypes.createPolicy('fazhi-lens', rules) : rules;

/**
 * Starts a worker under this page's security policy.
 * @param {URL} address   As embedded:/www/worker.js.
 * @returns {Worker}
 * @throws {TypeError} Where the page has no such script.
 */
export function confinedWorker({ pathname }) {
  let blob = blobs.get(pathname);
  if (blob === undefined) {
    blob = URL.createObjectURL(new Blob([embeddedText(pathname)], { type: 'text/javascript' }));
    blobs.set(pathname, blob);
  }
  return new Worker(policy.createScriptURL(blob));
}
