// What a visitor downloads before the first reading, as a server with Brotli sends it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { brotliCompressSync, constants } from 'node:zlib';

import { root } from './package.mjs';

const LIMIT = 520_000;

test(`the module and its glue stay under ${LIMIT / 1000} kB, compressed`, (t) => {
  const sizes = ['fazhi_lens_bg.wasm', 'fazhi_lens.js'].map((name) => {
    const bytes = readFileSync(join(root, 'pkg', name));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    const compressed = brotliCompressSync(bytes, { params }).length;
    t.diagnostic(`${name}: ${bytes.length} bytes, ${compressed} compressed`);
    return compressed;
  });
  const total = sizes.reduce((sum, size) => sum + size, 0);
  assert.ok(total < LIMIT, `${total} bytes`);
});
