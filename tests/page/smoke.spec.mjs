import { expect, test } from './fixtures.mjs';

test('the root leads to the page', async ({ page }) => {
  await page.goto('/');
  await page.waitForURL('**/www/index.html');
  await expect(page).toHaveTitle(/法治报告透镜/);
});

test('the page loads its module from its own origin alone', async ({ page, watch }) => {
  const module = page.waitForResponse((response) => response.url().endsWith('_bg.wasm'));
  await page.goto('/www/');
  expect((await module).headers()['content-type']).toBe('application/wasm');
  await page.waitForLoadState('networkidle');
  expect(watch.foreign).toEqual([]);
});

test('the page forbids itself every other origin', async ({ page, watch }) => {
  await page.goto('/www/');
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  const rules = new Map(
    (policy ?? '').split(';').map((rule) => {
      const [name, ...sources] = rule.trim().split(/\s+/);
      return [name, sources];
    }),
  );
  expect(rules.has('default-src')).toBe(true);
  const allowed = ["'self'", "'none'", "'wasm-unsafe-eval'", "'unsafe-inline'", 'data:', 'blob:'];
  // A blob is for the worker alone, which it binds to this policy.
  for (const [name, sources] of rules) if (name !== 'worker-src') expect(sources, name).not.toContain('blob:');
  expect(rules.get('require-trusted-types-for')).toEqual(["'script'"]);
  expect(rules.get('trusted-types')).toEqual(['fazhi-lens']);
  for (const [name, sources] of rules) {
    if (name.includes('trusted-types')) continue;
    for (const source of sources) expect(allowed, name).toContain(source);
  }
  expect(rules.get('script-src') ?? []).not.toContain("'unsafe-inline'");

  // It holds: the browser refuses, and says so.
  watch.expected.push(/https:\/\/example\.invalid\//);
  const refused = await page.evaluate(async () => {
    const violation = new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true });
    });
    await fetch('https://example.invalid/').catch(() => {});
    return violation;
  });
  expect(refused).toBe('connect-src');
});
