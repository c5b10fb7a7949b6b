// The site on a server that a test can stop, and that can serve another version.
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const TYPES = /** @type {Readonly<Record<string, string>>} */ ({ '.html': 'text/html;charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm', '.svg': 'image/svg+xml', '.webmanifest': 'application/manifest+json', '.png': 'image/png', '.txt': 'text/plain;charset=utf-8' });

/**
 * The site as a static server sends it, but for what is given instead.
 * @param {Record<string, string>} instead   By path; it may change as the test goes.
 * @param {Record<string, string>} headers   Sent with every file.
 */
export async function served(instead = {}, headers = {}) {
  /** @type {Set<string>} */
  const asked = new Set();
  const server = createServer(({ url = '/' }, response) => {
    asked.add(url);
    const path = new URL(url, 'http://localhost').pathname.replace(/\/$/, '/index.html');
    const file = join(ROOT, path);
    if (!(path in instead) && (!/^\/(index\.html|www\/|pkg\/)/.test(path) || !existsSync(file))) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { ...headers, 'content-type': TYPES[extname(path)] ?? 'application/octet-stream', 'cache-control': 'no-store' });
    response.end(instead[path] ?? readFileSync(file));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    origin: `http://127.0.0.1:${port}`,
    /** The same site as a browser would have it from elsewhere: of what this computer serves by its own name the page keeps nothing. */
    away: `http://page.localhost:${port}`,
    /** Every path that was asked for. */
    asked,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
