// What a visitor downloads, as a server with Brotli sends it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { brotliCompressSync, constants } from 'node:zlib';

import { root } from './package.mjs';

/** What every visitor downloads, and what one does who opens or writes a file, or compares reports. */
const LIMITS = /** @type {const} */ ([['fazhi_lens', 520_000], ['fazhi_documents', 290_000], ['fazhi_compare', 120_000]]);

for (const [stem, limit] of LIMITS) {
  test(`${stem} and its glue stay under ${limit / 1000} kB, compressed`, (t) => {
    const sizes = [`${stem}_bg.wasm`, `${stem}.js`].map((name) => {
      const bytes = readFileSync(join(root, 'pkg', name));
      const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
      const compressed = brotliCompressSync(bytes, { params }).length;
      t.diagnostic(`${name}: ${bytes.length} bytes, ${compressed} compressed`);
      return compressed;
    });
    const total = sizes.reduce((sum, size) => sum + size, 0);
    assert.ok(total < limit, `${total} bytes`);
  });
}
