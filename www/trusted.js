// The few strings that a browser runs as a script. The
// security policy in index.html requires Trusted Types: such a string is taken
// from the one policy it names alone, and that policy never leaves this module.
// Browsers without Trusted Types take the strings as they are.

/**
 * What the types of the DOM need not know yet; without Trusted Types the strings stay strings.
 * @typedef {{ createScriptURL(url: string): string }} Policy
 * @typedef {{ createPolicy(name: string, rules: Policy): Policy }} Policies
 */

const FOLDER = new URL('.', import.meta.url).href;

/**
 * The blobs that import a module of this folder, by its address. They are kept
 * as long as the page is: a worker that dies is started from its blob again.
 * @type {Map<string, string>}
 */
const blobs = new Map();

/** @type {Policy} */
const rules = {
  createScriptURL(url) {
    if (url.startsWith(FOLDER) || [...blobs.values()].includes(url)) return url;
    throw new TypeError(`no script of this page: ${url}`);
  },
};

const { trustedTypes } = /** @type {{ trustedTypes?: Policies }} */ (/** @type {unknown} */ (globalThis));
const policy = trustedTypes ? trustedTypes.createPolicy('fazhi-lens', rules) : rules;

/**
 * Starts a module worker that is bound by the page's security policy. Started
 * from its own address it would be bound by the headers sent with it alone, and
 * a static host sends none; started from a blob it is bound by the page's.
 * @param {URL} module   A script in this folder.
 * @returns {Worker}
 * @throws {TypeError} Where the script lies elsewhere.
 */
export function confinedWorker(module) {
  const address = String(policy.createScriptURL(module.href));
  let blob = blobs.get(address);
  if (blob === undefined) {
    blob = URL.createObjectURL(new Blob([`import ${JSON.stringify(address)};`], { type: 'text/javascript' }));
    blobs.set(address, blob);
  }
  return new Worker(policy.createScriptURL(blob), { type: 'module' });
}

/**
 * @param {string} name   A script in this folder, which then answers for the folder.
 * @returns {Promise<ServiceWorkerRegistration>}
 */
export function registerServiceWorker(name) {
  const address = policy.createScriptURL(new URL(name, FOLDER).href);
  return navigator.serviceWorker.register(address, { scope: FOLDER, updateViaCache: 'none' });
}
