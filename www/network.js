// What a worker gives up before it sees a text. The text never leaves a worker except
// back to the page. The wall is the page's security policy, which a worker has because
// trusted.js starts it. That leaves the page's own origin; no request goes there either
// once the module is loaded, since the means are taken away.

const NETWORK = [
  'fetch', 'XMLHttpRequest', 'WebSocket', 'WebSocketStream', 'WebTransport', 'EventSource',
  'Worker', 'importScripts', 'caches', 'indexedDB', 'BroadcastChannel',
];

/**
 * Starts a worker: it has what it needs, then it has no network, then it says that it is
 * ready, or what failed.
 * @param {() => Promise<object | void>} load   Gives what is said with it.
 */
export async function start(load) {
  try {
    const told = await load();
    giveUpTheNetwork();
    self.postMessage({ ready: true, ...told });
  } catch (error) {
    self.postMessage({ failed: String(error) });
  }
}

/** Each lies on the global object itself or on what it descends from, as the browser likes. */
function giveUpTheNetwork() {
  for (let place = self; place; place = Object.getPrototypeOf(place)) {
    for (const name of NETWORK) {
      if (place === self || Object.hasOwn(place, name)) {
        Object.defineProperty(place, name, { value: undefined, writable: false, configurable: false });
      }
    }
  }
}
