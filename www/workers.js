// What the page's sides of its workers do alike: they wait until a worker has started,
// and for one answer under a time limit.

/** @typedef {{ why: 'tooLong' | 'failed' | 'cancelled' }} Unanswered */

/** Starting a worker, its module loaded with it, in milliseconds: slow lines exist. */
export const START_LIMIT = 60_000;

/** Reading a text of so many UTF-16 units, in milliseconds. @param {number} length */
export const timeLimit = (length) => 20_000 + length / 100;

/**
 * Waits until a worker says that it is ready. One that does not start is ended.
 * @param {Worker} worker
 * @param {Promise<object>} [first]   What starts it; without it the worker starts by itself.
 * @param {number} [limit]            In milliseconds.
 * @returns {Promise<any>} What it says with that.
 */
export function started(worker, first, limit) {
  return new Promise((resolve, reject) => {
    const over = new AbortController();
    const { signal } = over;
    const failed = (/** @type {string} */ why) => {
      over.abort();
      worker.terminate();
      reject(new Error(why));
    };
    const timer = limit === undefined ? undefined : setTimeout(() => failed('timeout'), limit);
    signal.addEventListener('abort', () => clearTimeout(timer));
    worker.addEventListener('message', ({ data }) => {
      if (data.ready) {
        over.abort();
        resolve(data);
      } else if (data.failed !== undefined) failed(data.failed);
    }, { signal });
    worker.addEventListener('error', (event) => failed(event.message ?? 'worker'), { signal });
    first?.then((message) => worker.postMessage(message), (error) => failed(String(error?.message ?? error)));
  });
}

/**
 * Asks a worker, which does one thing at a time. After a trap its memory is not to be
 * trusted: one that fails is ended, as is one that does not answer in time.
 * @param {Worker} worker
 * @param {object} question
 * @param {{ limit: number, transfer?: Transferable[], beside?: (data: any) => void, signal?: AbortSignal }} how   `beside` hears what is no answer; `signal` ends it before.
 * @returns {Promise<{ done: any } | Unanswered>}
 */
export function answered(worker, question, { limit, transfer = [], beside, signal: ended }) {
  return new Promise((resolve) => {
    const over = new AbortController();
    const { signal } = over;
    const end = (/** @type {{ done: any } | Unanswered} */ answer) => {
      clearTimeout(timer);
      over.abort();
      if ('why' in answer) worker.terminate();
      resolve(answer);
    };
    const timer = setTimeout(() => end({ why: 'tooLong' }), limit);
    worker.addEventListener('message', ({ data }) => {
      if (data.failed !== undefined) end({ why: 'failed' });
      else if ('done' in data) end({ done: data.done });
      else beside?.(data);
    }, { signal });
    worker.addEventListener('error', () => end({ why: 'failed' }), { signal });
    ended?.addEventListener('abort', () => end({ why: 'cancelled' }), { signal });
    worker.postMessage(question, transfer);
  });
}

/**
 * A module of WebAssembly that lies beside the page.
 * @param {URL} address
 * @returns {Promise<WebAssembly.Module>}
 */
export async function compiled(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${address.pathname}`);
  const isWasm = response.headers.get('content-type')?.startsWith('application/wasm');
  return isWasm ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}
