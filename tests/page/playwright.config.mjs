// The page in a real browser. `npm run test:page`, or one file:
// `npm run test:page -- smoke`.
//
// The browser is the one named by CHROMIUM, else an installed Chromium or
// Chrome, else Playwright's own (`npx playwright install chromium`).
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';

import { defineConfig } from '@playwright/test';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

// Workers read this file too: the first reader picks the port for all.
process.env.FAZHI_TEST_PORT ??= String(await freePort());
const address = `http://127.0.0.1:${process.env.FAZHI_TEST_PORT}`;
const xtask = process.env.FAZHI_XTASK ? `"${process.env.FAZHI_XTASK}"` : 'cargo xtask';

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.mjs',
  outputDir: '../../test-results',
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    baseURL: `${address}/`,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1280, height: 800 },
    // Playwright sees no request that a service worker answers; a spec about it turns it on.
    serviceWorkers: 'block',
    trace: process.env.CI ? 'off' : 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM || INSTALLED.find((path) => existsSync(path)),
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
    },
  },
  webServer: {
    command: `${xtask} serve --no-build --strict-port --port ${process.env.FAZHI_TEST_PORT}`,
    cwd: '../..',
    url: `${address}/`,
    timeout: 180_000,
  },
});

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}
