// The page without a network: what is kept for that, and when there is a newer version.
// Nothing is kept of a page that this very computer serves, nor where the browser cannot
// use it.

import { confinedWorker, registerServiceWorker } from './trusted.js';

/** The file of a part that tells that it is there. */
const PARTS = /** @type {const} */ ({ core: '../pkg/fazhi_lens_bg.wasm', documents: '../pkg/fazhi_documents_bg.wasm', pdf: 'vendor/pdfjs/pdf.min.mjs' });

/** @typedef {{ documents: boolean, pdf: boolean }} Offline   Which parts are there beside the core. */

/**
 * @param {(patch: Partial<import('./state.js').State>) => void} set
 * @param {() => void} beforeReload   Keeps what is to be there after it.
 * @returns {() => void} Changes to the newer version, which loads the page anew.
 */
export function watchOffline(set, beforeReload) {
  const workers = navigator.serviceWorker;
  if (!workers || !/^https?:$/.test(location.protocol) || /^(localhost|127\.0\.0\.1|\[::1\])$/.test(location.hostname)) return () => {};

  /** @type {ServiceWorkerRegistration | null} */
  let registered = null;
  let asked = false;
  const hadOne = workers.controller !== null;

  let passes = false;
  async function tell() {
    passes ||= workers.controller !== null && await scriptsPass();
    const [core, documents, pdf] = await Promise.all(Object.values(PARTS).map((name) => caches.match(new URL(name, import.meta.url).href)));
    if (passes && !core) workers.controller?.postMessage('keep');
    set({ offline: core && passes ? { documents: Boolean(documents), pdf: Boolean(pdf) } : null });
  }
  const offer = () => set({ newer: true });
  const reload = () => {
    beforeReload();
    location.reload();
  };

  workers.addEventListener('message', tell);
  workers.addEventListener('controllerchange', () => {
    if (asked) reload();
    // Another tab has asked: this one is of the older version, and stays so until its reader asks.
    else if (hadOne) offer();
    tell();
  });
  registerServiceWorker('sw.js').then((registration) => {
    registered = registration;
    const newcomer = () => {
      const { installing } = registration;
      installing?.addEventListener('statechange', () => { if (installing.state === 'installed' && workers.controller) offer(); });
    };
    if (registration.waiting && workers.controller) offer();
    newcomer();
    registration.addEventListener('updatefound', newcomer);
    tell();
  }).catch(() => {
    // The page works as well without: it only needs its network.
  });

  return () => {
    asked = true;
    if (registered?.waiting) registered.waiting.postMessage('take over');
    else reload();
  };
}

/**
 * Whether the service worker is asked for the scripts of a worker that starts from a
 * blob, as all of ours do. Firefox takes them from the network past it (153 does): without
 * one they would not come, and of a newer version they would not fit. There nothing is kept.
 * @returns {Promise<boolean>}
 */
function scriptsPass() {
  return new Promise((resolve) => {
    const worker = confinedWorker(new URL('./passes.js', import.meta.url));
    const end = (/** @type {boolean} */ passes) => {
      worker.terminate();
      resolve(passes);
    };
    worker.addEventListener('message', ({ data }) => end(data.passes));
    worker.addEventListener('error', () => end(false));
  });
}
