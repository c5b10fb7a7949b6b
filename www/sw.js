// Keeps the page for when there is no network. The core comes as soon as the page says
// that it can use it, the other parts when they are first used; a newer version is fetched
// beside and waits until the reader asks for it. No text of a report passes here: only
// files of the page are asked for.
//
// What stands behind VERSION and FILES is written by `cargo xtask stamp`.
const VERSION = 'ae342c50a923455e';
/** The files of each part. @type {Record<string, string[]>} */
const FILES = {"compare":["../pkg/fazhi_compare_bg.wasm","../pkg/fazhi_compare.js","compare/comparer.js","compare/coverage.js","compare/export.js","compare/figures.js","compare/parts.js","compare/reuse.js","compare/said.js","compare/view.js","compare/worker.js"],"core":["../pkg/fazhi_lens_bg.wasm","../pkg/fazhi_lens.js","THIRD-PARTY.txt","actions.js","actions/batch.js","actions/batch_exports.js","actions/clipboard.js","actions/common.js","actions/compare.js","actions/document.js","actions/exports.js","actions/findings.js","actions/places.js","actions/probes.js","actions/view.js","actions/words.js","app.webmanifest","batch.js","batch_worker.js","choices.js","documents.js","dom.js","examples.js","exports/all.js","exports/batch.js","exports/changes.js","exports/clipboard.js","exports/data.js","exports/markdown.js","exports/page.js","exports/word.js","exports/workbook.js","format.js","history.js","html.js","icon-192.png","icon-512.png","icon.svg","./","keys.js","local.js","main.js","memory.js","model.js","network.js","offline.js","open.js","pool.js","probe.js","prober.js","programs.js","reader.js","redraw.js","review.js","rows.js","samples/clean.txt","samples/faulty.txt","session.js","state.js","strings.js","style.css","summary.js","table.js","trouble.js","trusted.js","version.js","view/batch.js","view/batch_bar.js","view/batch_why.js","view/blank.js","view/card.js","view/checks.js","view/citations.js","view/compare.js","view/detail.js","view/exports.js","view/findings.js","view/frame.js","view/metrics.js","view/outline.js","view/overview.js","view/paper.js","view/pictures.js","view/pieces.js","view/print.js","view/probes.js","view/rules.js","view/sheet.js","view/source.js","view/strip.js","view/typing.js","view/verdict.js","view/words.js","words.js","worker.js","workers.js"],"documents":["../pkg/fazhi_documents_bg.wasm","../pkg/fazhi_documents.js","documents_worker.js"],"pdf":["vendor/pdfjs/pdf.min.mjs","vendor/pdfjs/pdf.worker.min.mjs","vendor/pdfjs/cmaps/Adobe-GB1-UCS2.bcmap","vendor/pdfjs/cmaps/GB-EUC-H.bcmap","vendor/pdfjs/cmaps/GB-EUC-V.bcmap","vendor/pdfjs/cmaps/GB-H.bcmap","vendor/pdfjs/cmaps/GB-V.bcmap","vendor/pdfjs/cmaps/GBK-EUC-H.bcmap","vendor/pdfjs/cmaps/GBK-EUC-V.bcmap","vendor/pdfjs/cmaps/GBK2K-H.bcmap","vendor/pdfjs/cmaps/GBK2K-V.bcmap","vendor/pdfjs/cmaps/GBKp-EUC-H.bcmap","vendor/pdfjs/cmaps/GBKp-EUC-V.bcmap","vendor/pdfjs/cmaps/GBT-EUC-H.bcmap","vendor/pdfjs/cmaps/GBT-EUC-V.bcmap","vendor/pdfjs/cmaps/GBT-H.bcmap","vendor/pdfjs/cmaps/GBT-V.bcmap","vendor/pdfjs/cmaps/GBTpc-EUC-H.bcmap","vendor/pdfjs/cmaps/GBTpc-EUC-V.bcmap","vendor/pdfjs/cmaps/GBpc-EUC-H.bcmap","vendor/pdfjs/cmaps/GBpc-EUC-V.bcmap","vendor/pdfjs/cmaps/UniGB-UCS2-H.bcmap","vendor/pdfjs/cmaps/UniGB-UCS2-V.bcmap","vendor/pdfjs/cmaps/UniGB-UTF16-H.bcmap","vendor/pdfjs/cmaps/UniGB-UTF16-V.bcmap","vendor/pdfjs/cmaps/UniGB-UTF32-H.bcmap","vendor/pdfjs/cmaps/UniGB-UTF32-V.bcmap","vendor/pdfjs/cmaps/UniGB-UTF8-H.bcmap","vendor/pdfjs/cmaps/UniGB-UTF8-V.bcmap","pdf.js","pdf_worker.js","pdf/library.js","pdf/runs.js","pdf/tables.js"]};

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const CACHE = `fazhi-lens ${VERSION}`;
const here = (/** @type {string} */ name) => new URL(name, location.href).href;
/** Which part a file belongs to, by its address. @type {Map<string, string>} */
const parts = new Map(Object.entries(FILES).flatMap(([part, names]) => names.map((name) => [here(name), part])));
/** Not from what the browser has kept of an older version. */
const fetchAll = (/** @type {Cache} */ cache, /** @type {readonly string[]} */ names) => cache.addAll(names.map((name) => new Request(here(name), { cache: 'reload' })));

worker.addEventListener('install', (event) => {
  event.waitUntil((async () => {
    // What is kept of an older version is there in this one too.
    for (const [part, [first]] of Object.entries(FILES)) {
      if (await caches.match(here(first))) await fetchAll(await caches.open(CACHE), FILES[part]);
    }
  })());
});

worker.addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith('fazhi-lens ') && name !== CACHE) await caches.delete(name);
    await worker.clients.claim();
  })());
});

worker.addEventListener('message', (event) => {
  if (event.data === 'take over') worker.skipWaiting();
  if (event.data === 'keep') event.waitUntil(keep('core'));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const plain = request.url.replace(/[?#].*$/, '');
  const address = plain === here('index.html') ? here('./') : plain;
  const part = parts.get(address);
  if (address === here('passes.js')) event.respondWith(new Response('self.postMessage({ passes: true });', { headers: { 'content-type': 'text/javascript' } }));
  if (request.method === 'GET' && part) event.respondWith(answer(event, address, part));
});

/**
 * @param {FetchEvent} event
 * @param {string} address
 * @param {string} part
 */
async function answer(event, address, part) {
  // Nothing is kept yet: the page may not be able to use it.
  if (!await caches.has(CACHE)) return fetch(event.request);
  const kept = await (await caches.open(CACHE)).match(address);
  if (kept) return kept;
  const response = await fetch(event.request);
  if (response.ok) event.waitUntil(keep(part));
  return response;
}

/** Parts that are being kept. @type {Set<string>} */
const keeping = new Set();

/** Keeps a whole part, and tells the page. @param {string} part */
async function keep(part) {
  if (keeping.has(part)) return;
  keeping.add(part);
  try {
    await fetchAll(await caches.open(CACHE), FILES[part]);
    for (const client of await worker.clients.matchAll()) client.postMessage({ kept: part });
  } finally {
    keeping.delete(part);
  }
}
