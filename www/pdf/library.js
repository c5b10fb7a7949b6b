// Loads pdf.js, onto this thread.

/** By address, so that the types of the library are not looked for. @param {string} name */
const part = (name) => import(new URL(`../vendor/pdfjs/${name}`, import.meta.url).href);

/** @returns {Promise<any>} The library. */
export async function loadLibrary() {
  // The worker's part first: the library looks for it.
  await part('pdf.worker.min.mjs');
  return part('pdf.min.mjs');
}
