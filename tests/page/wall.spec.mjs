// Nothing leaves. Another origin listens and counts what arrives, by every way
// out that a script has, from the page and from the worker that holds the text.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { expect, paste, report, test } from './fixtures.mjs';
import { open, read, start, swap } from './page.mjs';
import { served } from './site.mjs';
import { fromPage, fromWorker, listen, settled } from './ways_out.mjs';

const ROOT = resolve(import.meta.dirname, '../..');

test('without the walls, everything that is tried arrives', async ({ page, watch }) => {
  watch.expected.push(/127\.0\.0\.1|font|WebSocket|EventSource|OTS/);
  const other = await listen();
  const from = await listen();
  try {
    const worker = page.waitForEvent('worker');
    await page.goto(`${from.origin}/open`);
    const tried = [...await page.evaluate(fromPage, other.origin), ...await (await worker).evaluate(fromWorker, other.origin)];
    expect(await settled(other.arrived, tried.length)).toEqual(tried.sort());
  } finally {
    other.close();
    from.close();
    watch.foreign.length = 0;
    watch.errors.length = 0;
  }
});

for (const [name, address] of [['the page', '/www/'], ['the page that leads to it', '/index.html']]) {
  test(`nothing reaches another origin from ${name}`, async ({ page, watch }) => {
    watch.expected.push(/127\.0\.0\.1|[Cc]ontent.[Ss]ecurity.[Pp]olicy|Trusted/);
    const other = await listen();
    try {
      // The page that leads on would be gone before anything is tried.
      if (address === '/index.html') {
        await page.route('**/index.html', async (route) => {
          const response = await route.fetch();
          await route.fulfill({ response, body: (await response.text()).replace(/<meta http-equiv="refresh"[^>]*>/, '') });
        });
      }
      await page.goto(address);
      expect((await page.evaluate(fromPage, other.origin)).length).toBeGreaterThan(15);
      expect(await settled(other.arrived)).toEqual([]);
    } finally {
      other.close();
      watch.foreign.length = 0;
    }
  });
}

test('nothing reaches another origin from the worker that holds the text', async ({ page, watch }) => {
  watch.expected.push(/127\.0\.0\.1|[Cc]ontent.[Ss]ecurity.[Pp]olicy|Trusted/);
  const other = await listen();
  try {
    await start(page);
    await paste(page, report('d03'));
    await read(page);
    const workers = page.workers();
    expect(workers.length).toBeGreaterThan(0);
    for (const worker of workers) expect((await worker.evaluate(fromWorker, other.origin)).length).toBeGreaterThan(8);
    expect(await settled(other.arrived)).toEqual([]);
    // It still reads.
    await paste(page, '全年办理案件12件。');
    await swap(page);
    await read(page);
    await expect(page.locator('.row[data-metric]')).toHaveCount(1);
  } finally {
    other.close();
    watch.foreign.length = 0;
  }
});

test('the policy alone holds a worker that gives up nothing of itself', async ({ page, watch }) => {
  watch.expected.push(/127\.0\.0\.1|[Cc]ontent.[Ss]ecurity.[Pp]olicy|Trusted/);
  const other = await listen();
  try {
    await page.route('**/worker.js', (route) => route.fulfill({ contentType: 'text/javascript', body: 'self.onmessage = () => self.postMessage({ ready: true, rules: [] });' }));
    const started = page.waitForEvent('worker');
    await start(page);
    const worker = await started;
    expect(await worker.evaluate(() => typeof fetch)).toBe('function');
    await worker.evaluate(fromWorker, other.origin);
    expect(await settled(other.arrived)).toEqual([]);
  } finally {
    other.close();
    watch.foreign.length = 0;
  }
});

test('a worker that is started anew is behind the same wall', async ({ page, watch }) => {
  watch.expected.push(/127\.0\.0\.1|[Cc]ontent.[Ss]ecurity.[Pp]olicy|Trusted/, /404/, /fazhi_lens_bg/);
  const other = await listen();
  try {
    await page.route('**/fazhi_lens_bg.wasm', (route) => route.fulfill({ status: 404, body: '' }));
    await start(page);
    await paste(page, report('d03'));
    await expect(page.locator('#notice')).toContainText('没有载入');
    await page.unroute('**/fazhi_lens_bg.wasm');
    await page.getByRole('button', { name: '重试' }).click();
    await read(page);
    const [worker] = page.workers().slice(-1);
    await worker.evaluate(fromWorker, other.origin);
    expect(await settled(other.arrived)).toEqual([]);
  } finally {
    other.close();
    watch.foreign.length = 0;
  }
});

test('framed by another origin the page hides itself, by its own it does not', async ({ page, watch, baseURL }) => {
  watch.expected.push(/404/);
  const other = await listen();
  try {
    for (const [host, hidden] of /** @type {const} */ ([[`${other.origin}/open`, true], ['/www/THIRD-PARTY.txt', false]])) {
      await page.goto(host);
      await page.evaluate((src) => { document.body.append(Object.assign(document.createElement('iframe'), { src, width: 900, height: 600 })); }, `${baseURL}www/`);
      const framed = page.frameLocator('iframe');
      await expect(framed.locator('html[data-ready]')).toHaveCount(1);
      await expect(framed.locator('#framed')).toBeVisible({ visible: hidden });
      await expect(framed.locator('#start-text')).toBeVisible({ visible: !hidden });
      if (hidden) expect(await framed.locator('body').evaluate((body) => /** @type {HTMLElement} */ (body).innerText)).toMatch(/^这个网页嵌在别的网站里[^]+Open it by itself$/);
    }
  } finally {
    other.close();
    watch.foreign.length = 0;
  }
});

test.describe('with the headers that the READMEs name', () => {
  test.use({ serviceWorkers: 'allow' });

  test('the page works, also without a network, and stands in no frame', async ({ page, watch }) => {
    watch.expected.push(/frame-ancestors|ERR_BLOCKED/);
    const [headers, chinese] = ['README.md', 'README.zh-CN.md'].map((name) => [...readFileSync(join(ROOT, name), 'utf8').matchAll(/^([A-Z][\w-]+): (.+)$/gm)].map(([, name, value]) => [name, value]));
    expect(headers.length).toBe(5);
    expect(chinese).toEqual(headers);
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(readFileSync(join(ROOT, 'www/index.html'), 'utf8'))?.[1];
    expect(headers[0][1].replace("frame-ancestors 'none'; ", '')).toBe(policy);
    const site = await served({}, Object.fromEntries(headers));
    const other = await listen();
    try {
      await page.goto(`${site.away}/www/#tab=metrics`);
      await expect(page.locator('.status-offline')).toBeVisible();
      await open(page, join(ROOT, 'tests/documents/pdf/gbk-d05.pdf'));
      await expect(page.locator('.status-offline')).toHaveText(/PDF$/);
      await page.goto(`${other.origin}/open`);
      await page.evaluate((src) => { document.body.append(Object.assign(document.createElement('iframe'), { src })); }, `${site.away}/www/`);
      await expect.poll(() => page.frames().some((frame) => frame.url().startsWith('chrome-error:'))).toBe(true);
    } finally {
      site.close();
      other.close();
      watch.foreign.length = 0;
    }
  });
});

test('both pages have one policy, and no string becomes page or script', async ({ page, watch }) => {
  watch.expected.push(/TrustedHTML|TrustedScript|Trusted ?Type/);
  const [root, www] = ['index.html', 'www/index.html'].map((name) => /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(readFileSync(join(ROOT, name), 'utf8'))?.[1]);
  expect(root).toBe(www);
  await start(page);
  const refused = await page.evaluate(() => {
    /** @type {Record<string, () => unknown>} */
    const sinks = {
      innerHTML: () => { document.createElement('p').innerHTML = '<b>x</b>'; },
      DOMParser: () => new DOMParser().parseFromString('<b>x</b>', 'text/html'),
      worker: () => new Worker('worker.js', { type: 'module' }),
      script: () => { document.createElement('script').src = 'main.js'; },
      policy: () => /** @type {any} */ (globalThis).trustedTypes.createPolicy('another', {}),
      samePolicy: () => /** @type {any} */ (globalThis).trustedTypes.createPolicy('fazhi-lens', {}),
    };
    return Object.entries(sinks).filter(([, sink]) => {
      try {
        sink();
        return false;
      } catch (error) {
        return error instanceof TypeError;
      }
    }).map(([name]) => name);
  });
  expect(refused).toEqual(['innerHTML', 'DOMParser', 'worker', 'script', 'policy', 'samePolicy']);
});
