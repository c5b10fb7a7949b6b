// Every way out that a script has, and another origin that listens and counts what
// arrives there.
import { createServer } from 'node:http';

import { expect } from '@playwright/test';

/** A page without a policy, with a worker: what is tried must arrive from here, or the trial is worth nothing. */
const OPEN_PAGE = `<!doctype html><meta charset="utf-8"><title>open</title><body>
<script>window.worker = new Worker('/worker.js', { type: 'module' });</script>`;

/** Starts the other origin, at a port of its own. It serves whatever is asked for, to everyone. */
export async function listen() {
  /** @type {Set<string>} */
  const arrived = new Set();
  const note = (/** @type {string | undefined} */ url) => {
    const way = /^\/to\/([\w-]+)/.exec(url ?? '')?.[1];
    if (way) arrived.add(way);
  };
  const server = createServer(({ url = '/' }, response) => {
    note(url);
    const type = /event/.test(url) ? 'text/event-stream' : /css/.test(url) ? 'text/css' : /^\/(open|to\/(iframe|object))/.test(url) ? 'text/html' : 'text/javascript';
    response.writeHead(200, { 'content-type': type, 'access-control-allow-origin': '*', 'cache-control': 'no-store' });
    response.end(url === '/open' ? OPEN_PAGE : '');
  });
  server.on('upgrade', ({ url }, socket) => {
    note(url);
    socket.destroy();
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    origin: `http://127.0.0.1:${port}`,
    arrived,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/**
 * Tries every way that a worker has, from within it. What throws has not left.
 * @param {string} origin
 * @returns {Promise<string[]>} The ways that were tried.
 */
export async function fromWorker(origin) {
  const to = (/** @type {string} */ way) => `${origin}/to/${way}?text=secret`;
  const scope = /** @type {any} */ (globalThis);
  const inherited = (/** @type {string} */ name) => {
    for (let place = Object.getPrototypeOf(scope); place; place = Object.getPrototypeOf(place)) {
      if (Object.hasOwn(place, name) && place[name]) return place[name];
    }
    throw new Error('no such thing');
  };
  const nested = (/** @type {string} */ way) => URL.createObjectURL(new Blob([`import ${JSON.stringify(to(way))};`], { type: 'text/javascript' }));
  /** @type {Record<string, () => unknown>} */
  const ways = {
    'w-fetch': () => scope.fetch(to('w-fetch'), { mode: 'no-cors' }),
    'w-fetch-inherited': () => inherited('fetch').call(scope, to('w-fetch-inherited'), { mode: 'no-cors' }),
    'w-request': () => scope.fetch(new Request(to('w-request'), { method: 'POST', body: 'secret', mode: 'no-cors' })),
    'w-xhr': () => {
      const request = new XMLHttpRequest();
      request.open('GET', to('w-xhr'));
      request.send();
    },
    'w-import': () => import(to('w-import')),
    'w-font': () => new FontFace('away', `url(${to('w-font')})`).load(),
    'w-socket': () => new WebSocket(to('w-socket').replace('http', 'ws')),
    'w-event': () => new EventSource(to('w-event')),
    'w-worker': () => new Worker(nested('w-worker'), { type: 'module' }),
    'w-eval': () => new Promise((done) => setTimeout(() => {
      try {
        scope.eval(`fetch('${to('w-eval')}', { mode: 'no-cors' })`);
      } catch { /* refused */ }
      done(null);
    })),
    'w-function': () => new Promise((done) => setTimeout(() => {
      try {
        new Function(`fetch('${to('w-function')}', { mode: 'no-cors' })`)();
      } catch { /* refused */ }
      done(null);
    })),
  };
  await Promise.all(Object.values(ways).map(async (go) => {
    try {
      await Promise.race([go(), new Promise((done) => setTimeout(done, 1500))]);
    } catch { /* refused */ }
  }));
  return Object.keys(ways);
}

/**
 * The same from the page.
 * @param {string} origin
 * @returns {Promise<string[]>} The ways that were tried.
 */
export async function fromPage(origin) {
  const to = (/** @type {string} */ way) => `${origin}/to/${way}?text=secret`;
  const nested = (/** @type {string} */ way) => URL.createObjectURL(new Blob([`import ${JSON.stringify(to(way))};`], { type: 'text/javascript' }));
  const put = (/** @type {string} */ tag, /** @type {Record<string, string>} */ attributes) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    document.body.append(element);
    return element;
  };
  const away = () => /** @type {WindowProxy & typeof globalThis} */ (/** @type {HTMLIFrameElement} */ (put('iframe', {})).contentWindow);
  /** @type {Record<string, () => unknown>} */
  const ways = {
    'fetch': () => fetch(to('fetch'), { mode: 'no-cors' }),
    'fetch-of-frame': () => away().fetch(to('fetch-of-frame'), { mode: 'no-cors' }),
    'xhr': () => {
      const request = new XMLHttpRequest();
      request.open('GET', to('xhr'));
      request.send();
    },
    'import': () => import(to('import')),
    'font': () => new FontFace('away', `url(${to('font')})`).load(),
    'socket': () => new WebSocket(to('socket').replace('http', 'ws')),
    'event': () => new EventSource(to('event')),
    'beacon': () => navigator.sendBeacon(to('beacon'), 'secret'),
    'img': () => put('img', { src: to('img') }),
    'video': () => put('video', { src: to('video'), preload: 'auto' }),
    'script': () => put('script', { src: to('script') }),
    'module': () => put('script', { src: to('module'), type: 'module' }),
    'css': () => put('link', { rel: 'stylesheet', href: to('css') }),
    'icon-of-style': () => { put('p', {}).style.background = `url(${to('icon-of-style')})`; },
    'prefetch': () => put('link', { rel: 'prefetch', href: to('prefetch') }),
    'iframe': () => put('iframe', { src: to('iframe') }),
    'object': () => put('object', { data: to('object'), type: 'text/html' }),
    'form': () => {
      put('iframe', { name: 'sink' });
      /** @type {HTMLFormElement} */ (put('form', { action: to('form'), method: 'post', target: 'sink' })).submit();
    },
    'worker': () => new Worker(nested('worker'), { type: 'module' }),
  };
  await Promise.all(Object.values(ways).map(async (go) => {
    try {
      await Promise.race([go(), new Promise((done) => setTimeout(done, 1500))]);
    } catch { /* refused */ }
  }));
  return Object.keys(ways);
}

/** What has arrived, in order, once nothing more can be on its way. */
export async function settled(/** @type {Set<string>} */ arrived, least = 0) {
  await expect.poll(() => arrived.size).toBeGreaterThanOrEqual(least);
  await new Promise((done) => setTimeout(done, 500));
  return [...arrived].sort();
}
