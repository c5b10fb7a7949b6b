// In place of www/offline.js: what is in one file needs no network, and is what it is.

/**
 * @param {(patch: Partial<import('../www/state.js').State>) => void} set
 * @returns {() => void}
 */
export function watchOffline(set) {
  set({ offline: { documents: true, pdf: true } });
  return () => {};
}
