// A worker that says whether its script came by way of the service worker, which has
// another one in its place (sw.js).
self.postMessage({ passes: false });
