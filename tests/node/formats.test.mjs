// The same report in every format: its sections and figures are those of its plain text.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { DOCUMENTS, compared, source } from './fixtures.mjs';
import { loadDocuments } from './package.mjs';

/** So much of what the plain text gives has to come out of a file, and no more than that. */
const FLOOR = 0.99;

const documents = await loadDocuments();

for (const format of ['docx', 'doc', 'odt', 'rtf', 'html', 'mht', 'ofd']) {
  test(`${format}: the report is that of its text`, (t) => {
    const all = { read: 0, meant: 0, shared: 0 };
    for (const name of readdirSync(join(DOCUMENTS, format)).filter((each) => !each.endsWith('.txt'))) {
      const text = source(format, name);
      if (text === null) continue;
      const answer = documents.readFile(readFileSync(join(DOCUMENTS, format, name)), name, []);
      assert.equal(answer.why, undefined, `${name} is not read`);
      const { read, meant, shared } = compared(answer.text, text);
      all.read += read;
      all.meant += meant;
      all.shared += shared;
    }
    const { read, meant, shared } = all;
    t.diagnostic(`${shared} of ${meant} items, ${read} read`);
    assert.ok(meant > 0);
    assert.ok(shared >= FLOOR * meant && shared >= FLOOR * read, `${shared} of ${meant}, ${read} read`);
  });
}
