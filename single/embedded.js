// What lies beside the page is within it here: `fetch` as the page's scripts know it,
// for a page that may connect to nothing. The build puts it where they say `fetch`, and
// gives each of them its address as embedded:/www/….

/**
 * @param {URL | string} address   As embedded:/pkg/fazhi_lens_bg.wasm.
 * @returns {Promise<Response>} 404 where there is no such file; in a worker there is none.
 */
async function fetchEmbedded(address) {
  const block = blockOf(new URL(address).pathname);
  if (!block) return new Response(null, { status: 404 });
  const packed = Uint8Array.from(atob(block.textContent ?? ''), (mark) => mark.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(unpacked, { headers: { 'content-type': block.dataset.type ?? '' } });
}

/**
 * The words of a file that is kept as they are.
 * @param {string} pathname   As /www/worker.js.
 * @returns {string}
 * @throws {TypeError} Where there is no such file.
 */
export function embeddedText(pathname) {
  const block = blockOf(pathname);
  if (!block) throw new TypeError(`not in this page: ${pathname}`);
  return block.textContent ?? '';
}

/** @param {string} pathname @returns {HTMLScriptElement | null | undefined} */
const blockOf = (pathname) => globalThis.document?.querySelector(`script[data-file="${CSS.escape(pathname)}"]`);

export { fetchEmbedded as fetch };
