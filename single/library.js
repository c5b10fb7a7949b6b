// In place of www/pdf/library.js: pdf.js, as a part of the script.

/** @returns {Promise<any>} The library. */
export async function loadLibrary() {
  // The worker's part first: the library looks for it.
  await import('vendor/pdfjs/pdf.worker.min.mjs');
  return import('vendor/pdfjs/pdf.min.mjs');
}
