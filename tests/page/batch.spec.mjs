// A batch: files opened together, their table, the way into a report and back, what leaves.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { expect, expectAccessible, report, test } from './fixtures.mjs';
import { read, start, textOf, toEnd, unfold } from './page.mjs';
import { unzip } from './unzip.mjs';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {{ name: string, mimeType: string, buffer: Buffer }} Given */

const SAMPLE = readFileSync(join(resolve(import.meta.dirname, '../../www/samples'), 'faulty.txt'), 'utf8');
const WORD = readFileSync(join(resolve(import.meta.dirname, '../documents/docx'), 'plain_d03.docx'));
const PICTURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 0]);

const file = (/** @type {string} */ name, /** @type {string | Buffer} */ content) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });

/** Without its part on shortcomings. */
const silent = () => report('d01').split('\n').filter((line) => !/不足|问题|短板/.test(line)).join('\n');

const FILES = () => [file('1民政局.txt', report('d01')), file('2样例.txt', SAMPLE), file('3没写不足.txt', silent()), file('4扫描.png', PICTURE), file('10住建局.txt', report('d08'))];

const rows = (/** @type {Page} */ page) => page.locator('.batch-row[data-row]');
const order = (/** @type {Page} */ page) => rows(page).evaluateAll((all) => all.map((row) => Number(/** @type {HTMLElement} */ (row).dataset.row)));
const cell = (/** @type {Page} */ page, /** @type {number} */ row, /** @type {string} */ column) => page.locator(`[data-row="${row}"] [data-column="${column}"]`);
const chip = (/** @type {Page} */ page, /** @type {string} */ only) => page.locator(`[data-only="${only}"]`);

/** Waits until nothing of the batch is still to be read. */
async function readAll(/** @type {Page} */ page, /** @type {number} */ n) {
  await expect.poll(() => page.evaluate(() => /** @type {any} */ (window).fazhi.batch?.filter((/** @type {any} */ { state }) => state !== 'waiting' && state !== 'reading').length ?? 0)).toBe(n);
  await expect(page.locator('.batch-progress')).toBeHidden();
}

async function batch(/** @type {Page} */ page, /** @type {Given[]} */ files = FILES(), hash = '') {
  await start(page, hash);
  await page.locator('#file').setInputFiles(files);
  await readAll(page, files.length);
}

/** Drops files on the page, as a hand would. */
async function dropAll(/** @type {Page} */ page, /** @type {Given[]} */ files) {
  const data = await page.evaluateHandle((given) => {
    const transfer = new DataTransfer();
    for (const { name, base64 } of given) transfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
    return transfer;
  }, files.map(({ name, buffer }) => ({ name, base64: buffer.toString('base64') })));
  for (const event of ['dragenter', 'dragover', 'drop']) await page.locator('body').dispatchEvent(event, { dataTransfer: data });
}

/** A zip of files that are stored as they are. */
function zipOf(/** @type {Given[]} */ files) {
  /** @type {Buffer[]} */
  const parts = [];
  /** @type {Buffer[]} */
  const directory = [];
  let at = 0;
  for (const { name, buffer } of files) {
    const path = Buffer.from(name);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(0x0800, 2);
    head.writeUInt32LE(crc32(buffer), 10);
    head.writeUInt32LE(buffer.length, 14);
    head.writeUInt32LE(buffer.length, 18);
    head.writeUInt16LE(path.length, 22);
    const offset = Buffer.alloc(16);
    offset.writeUInt32LE(at, 12);
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\0'), head, offset.subarray(2), path]));
    parts.push(Buffer.concat([Buffer.from('PK\u0003\u0004'), head, path, buffer]));
    at += 30 + path.length + buffer.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, entries, end]);
}

function crc32(/** @type {Buffer} */ bytes) {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** The file that an entry of the menu gives. */
async function exported(/** @type {Page} */ page, /** @type {string} */ kind) {
  await page.locator('#do-export').click();
  const [given] = await Promise.all([page.waitForEvent('download'), page.locator(`[data-export=${kind}]`).click()]);
  const chunks = [];
  for await (const chunk of await given.createReadStream()) chunks.push(chunk);
  return { name: given.suggestedFilename(), bytes: Buffer.concat(chunks), text: Buffer.concat(chunks).toString() };
}

/** The cells of a line of CSV. */
const cells = (/** @type {string} */ line) => line.slice(1, -1).split('","');

test('files dropped together are a table, in the order of their names, with one that cannot be read', async ({ page }) => {
  await start(page);
  await dropAll(page, FILES());
  await readAll(page, 5);
  await expect(page.locator('#start')).toBeHidden();
  await expect(page.locator('#desk')).toBeHidden();
  await expect(rows(page)).toHaveCount(5);
  await expect(cell(page, 0, 'report')).toContainText('青岚市澄湖区民政局');
  await expect(cell(page, 4, 'report')).toContainText('霖浦县住房和城乡建设局');
  await expect(cell(page, 0, 'year')).toHaveText('2022');
  await expect(cell(page, 0, 'problems')).toHaveText('✓有专节');
  await expect(cell(page, 2, 'problems')).toHaveClass(/stands-missing/);
  await expect(cell(page, 3, 'unread')).toContainText('“4扫描.png”是图片');
  await expect(page.locator('#doc-name')).toHaveText('5 份报告');
  // What the table says of a report is what the report says when it is open.
  const errors = await cell(page, 1, 'error').textContent();
  const figures = await cell(page, 1, 'figures').textContent();
  await cell(page, 1, 'report').getByRole('button').click();
  await read(page);
  await expect(page.locator('.verdict-error').first()).toContainText(errors ?? '');
  await expect(page.locator('#tab-metrics .tab-count')).toHaveText(figures ?? '');
});

test('a zip is its files, and one file alone is no batch', async ({ page }) => {
  await start(page);
  await page.locator('#file').setInputFiles(file('报告.zip', zipOf([file('甲/报告.txt', report('d01')), file('乙/报告.txt', report('d02'))])));
  await readAll(page, 2);
  await expect(cell(page, 0, 'report')).toBeVisible();
  await page.locator('#do-clear').click();
  await expect(page.locator('#start')).toBeVisible();
  await page.locator('#file').setInputFiles(file('一份.zip', zipOf([file('报告.txt', report('d01'))])));
  await read(page);
  await expect(page.locator('#batch-bar')).toBeHidden();
  expect(await page.evaluate(() => /** @type {any} */ (window).fazhi.batch)).toBe(null);
});

test('it is sorted by a column one way, the other way, and as it came', async ({ page }) => {
  await batch(page);
  const head = page.locator('[data-sort=figures]');
  const counts = () => page.locator('[data-row] .cell-figures').allTextContents().then((all) => all.map(Number));
  await head.click();
  await expect(page.locator('.batch-columns .cell-figures')).toHaveAttribute('aria-sort', 'ascending');
  expect(await counts()).toEqual([...await counts()].sort((a, b) => a - b));
  // What has no figures stands last, either way.
  expect((await order(page)).at(-1)).toBe(3);
  await head.click();
  expect(await counts()).toEqual([...await counts()].sort((a, b) => b - a));
  expect((await order(page)).at(-1)).toBe(3);
  await head.click();
  expect(await order(page)).toEqual([0, 1, 2, 3, 4]);
  await page.locator('[data-sort=problems]').click();
  expect((await order(page))[0]).toBe(2);
});

test('it is narrowed by what is lacking and by words', async ({ page }) => {
  await batch(page);
  await chip(page, 'problems').click();
  await expect(chip(page, 'problems')).toHaveAttribute('aria-pressed', 'true');
  expect(await order(page)).toContain(2);
  expect(await order(page)).not.toContain(0);
  await chip(page, 'refused').click();
  expect(await order(page)).toEqual([3]);
  await chip(page, 'refused').click();
  expect(await order(page)).toHaveLength(5);
  await page.locator('#batch-filter').fill('住建 2023');
  expect(await order(page)).toEqual([4]);
  await page.locator('#batch-filter').fill('没有这样的');
  await page.getByRole('button', { name: '显示全部' }).click();
  expect(await order(page)).toHaveLength(5);
});

test('keys walk the table, decide, open a report and come back to its row', async ({ page }) => {
  await batch(page);
  await expect(cell(page, 0, 'report')).toBeFocused();
  await page.keyboard.press('j');
  await expect(cell(page, 1, 'report')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('k');
  await page.keyboard.press('2');
  await expect(page.locator('[data-row="1"] select')).toHaveValue('return');
  await page.keyboard.press('n');
  await page.keyboard.type('第三部分重写');
  await page.keyboard.press('Enter');
  // Where the keys were, so that Enter opens the report and j goes on.
  await expect(cell(page, 1, 'report')).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press(' ');
  await expect(cell(page, 1, 'mark').getByRole('checkbox')).toBeChecked();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await read(page);
  await expect(page.locator('#desk')).toBeVisible();
  await expect(page.locator('#batch-bar')).toContainText('第 2 份，共 5 份');
  await expect(page.locator('#batch-note')).toHaveValue('第三部分重写');
  await expect(page.locator('[data-verdict=return]')).toHaveAttribute('aria-pressed', 'true');
  await page.locator('#scroll').focus();
  await page.keyboard.press('Escape');
  await expect(page.locator('#batch')).toBeVisible();
  await expect(cell(page, 1, 'report')).toBeFocused();
});

test('of many rows those far below are made as they are come to', async ({ page }) => {
  const many = Array.from({ length: 70 }, (_, at) => file(`${at + 1}.txt`, `某县第${at + 1}局2023年法治政府建设年度报告\n一、主要举措和成效\n全年受理案件${at + 1}件。\n`));
  await batch(page, many);
  expect((await order(page)).length).toBeLessThan(70);
  await expect(cell(page, 0, 'report')).toBeFocused();
  for (let pages = 0; pages < 8; pages += 1) await page.keyboard.press('PageDown');
  await expect(cell(page, 69, 'report')).toBeFocused();
  await expect(cell(page, 69, 'report')).toBeInViewport();
  await page.keyboard.press('2');
  await chip(page, 'return').click();
  expect(await order(page)).toEqual([69]);
});

test('a cell says on hover and on focus what it rests on', async ({ page }) => {
  await batch(page);
  const why = page.locator('#batch-why');
  await cell(page, 0, 'problems').hover();
  await expect(why).toContainText('存在的不足和原因 · 有专节');
  await expect(cell(page, 0, 'problems')).toHaveAttribute('aria-describedby', 'batch-why');
  await page.mouse.move(5, 5);
  await expect(why).toBeHidden();
  await cell(page, 2, 'plan').focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(why).toContainText('未见');
  await page.keyboard.press('Escape');
  await expect(why).toBeHidden();
  await expect(page.locator('#batch')).toBeVisible();
  await cell(page, 1, 'error').hover();
  await expect(why.locator('mark').first()).toBeVisible();
  await cell(page, 1, 'checks').hover();
  await expect(why).toContainText('对不上');
  await cell(page, 3, 'unread').hover();
  await expect(why).toContainText('是图片');
});

test('each report keeps its text and its decisions, and the row follows', async ({ page }) => {
  await batch(page);
  await cell(page, 1, 'report').getByRole('button').click();
  await read(page);
  const findings = page.locator('.finding');
  await page.locator('#tab-findings').click();
  const all = await findings.count();
  await unfold(findings.first());
  await findings.first().getByRole('button', { name: '无需修改' }).click();
  await toEnd(page);
  await page.keyboard.type('另外办结案件123件。');
  await page.keyboard.press('Alt+PageDown');
  await expect.poll(() => textOf(page)).toContain('民政局');
  await page.getByRole('button', { name: '回到表格' }).click();
  const sum = async () => (await Promise.all(['error', 'warning', 'info'].map((column) => cell(page, 1, column).textContent()))).reduce((so, each) => so + Number(each), 0);
  await expect.poll(sum).toBe(all - 1);
  await cell(page, 1, 'report').getByRole('button').click();
  await read(page);
  expect(await textOf(page)).toContain('另外办结案件123件。');
  await expect(findings).toHaveCount(all - 1);
  // The browser's own way back leads to the table, too.
  await page.goBack();
  await expect(page.locator('#batch')).toBeVisible();
});

test('a verdict and a note are steps, and leaving asks about them', async ({ page }) => {
  await batch(page);
  const unsaved = () => page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })));
  expect(await unsaved()).toBe(false);
  await page.locator('[data-row="0"] select').selectOption('pass');
  await page.locator('[data-row="0"] .cell-note input').fill('很好');
  await page.locator('[data-row="0"] .cell-note input').press('Enter');
  await expect(chip(page, 'pass')).toContainText('1');
  expect(await unsaved()).toBe(true);
  await page.locator('#do-undo').click();
  await expect(page.locator('[data-row="0"] .cell-note input')).toHaveValue('');
  await page.locator('#do-undo').click();
  await expect(page.locator('[data-row="0"] select')).toHaveValue('');
  await page.locator('#do-redo').click();
  await expect(page.locator('[data-row="0"] select')).toHaveValue('pass');
  await exported(page, 'batchCsv');
  expect(await unsaved()).toBe(false);
});

test('the table leaves as a workbook and as CSV, as it is shown', async ({ page }) => {
  await batch(page);
  await page.locator('[data-row="2"] select').selectOption('return');
  await page.locator('[data-row="2"] .cell-note input').fill('补写不足');
  await page.locator('[data-sort=problems]').click();
  const csv = await exported(page, 'batchCsv');
  expect(csv.name).toBe('这批报告_一览.csv');
  const [head, ...lines] = csv.text.replace(/^\ufeff/, '').trim().split('\r\n').map(cells);
  expect(lines).toHaveLength(5);
  const field = (/** @type {string[]} */ line, /** @type {string} */ name) => line[head.indexOf(name)];
  expect(field(lines[0], '文件')).toBe('3没写不足.txt');
  expect(field(lines[0], '存在的不足和原因')).toBe('✕ 未见');
  expect(field(lines[0], '结论')).toBe('退改');
  expect(field(lines[0], '备注')).toBe('补写不足');
  expect(field(lines[0], '年度')).toBe('2022');
  expect(field(lines[4], '没读成的原因')).toContain('是图片');
  const sheets = unzip((await exported(page, 'batchWorkbook')).bytes);
  expect(sheets['xl/workbook.xml']).toContain('报告');
  const written = Object.values(sheets).join('');
  for (const words of ['3没写不足.txt', '补写不足', '霖浦县住房和城乡建设局', '原文写法']) expect(written).toContain(words);
});

test('all figures leave as one table, with body and year on each row', async ({ page }) => {
  await batch(page, [file('1.txt', report('d01')), file('2.txt', report('d08'))]);
  const counts = (await page.locator('[data-row] .cell-figures').allTextContents()).map(Number);
  const { text, name } = await exported(page, 'batchFigures');
  expect(name).toBe('这批报告_指标.csv');
  const [head, ...lines] = text.replace(/^\ufeff/, '').trim().split('\r\n').map(cells);
  expect(lines).toHaveLength(counts[0] + counts[1]);
  const [body, year] = ['机关', '年度'].map((column) => head.indexOf(column));
  expect(lines.slice(0, counts[0]).every((line) => line[body] === '青岚市澄湖区民政局' && line[year] === '2022')).toBe(true);
  expect(lines.slice(counts[0]).every((line) => line[body] === '霖浦县住房和城乡建设局' && line[year] === '2023')).toBe(true);
  // The same columns as those of a single report.
  await cell(page, 0, 'report').getByRole('button').click();
  await read(page);
  await page.locator('#do-export').click();
  const [single] = await Promise.all([page.waitForEvent('download'), page.locator('[data-export=figures]').click()]);
  const chunks = [];
  for await (const chunk of await single.createReadStream()) chunks.push(chunk);
  const own = Buffer.concat(chunks).toString().replace(/^\ufeff/, '').trim().split('\r\n').map(cells);
  expect(own[0]).toEqual(head);
  expect(own.slice(1)).toEqual(lines.slice(0, counts[0]));
});

test('all reviews leave as one document of Word', async ({ page }) => {
  await batch(page);
  await page.locator('[data-row="1"] select').selectOption('return');
  await page.locator('[data-row="0"] input[type=checkbox]').check();
  await page.locator('[data-row="1"] input[type=checkbox]').check();
  await page.locator('#do-export').click();
  await expect(page.locator('[data-export=batchReviews]')).toContainText('2 份');
  await page.keyboard.press('Escape');
  const { name, bytes } = await exported(page, 'batchReviews');
  expect(name).toBe('这批报告_审读意见.docx');
  const words = unzip(bytes)['word/document.xml'].replace(/<[^>]+>/g, '');
  for (const each of ['审读意见汇总', '青岚市澄湖区民政局', '结论：退改', '意见：']) expect(words).toContain(each);
  expect(words).not.toContain('霖浦县住房和城乡建设局');
});

test('commented files leave as a zip', async ({ page }) => {
  await batch(page, [file('1.docx', WORD), file('2.txt', SAMPLE)]);
  const { name, bytes } = await exported(page, 'batchWord');
  expect(name).toBe('这批报告_批注.zip');
  expect(Object.keys(unzip(bytes))).toEqual(['1_批注.docx', '2_批注.docx']);
});

test('reading can be stopped and gone on with', async ({ page }) => {
  // A core that does not come: nothing is read until it does.
  let go = () => {};
  const held = new Promise((resolve) => { go = () => resolve(null); });
  await page.route('**/batch_worker.js', async (route) => {
    await held;
    await route.continue();
  });
  await start(page);
  await page.locator('#file').setInputFiles(FILES());
  await expect(page.locator('.batch-told')).toContainText('共 5 份');
  await page.locator('[data-cancel]').click();
  await expect(page.locator('[data-row] .cell-unread')).not.toHaveCount(0);
  await expect(cell(page, 4, 'unread')).toContainText('已停下');
  go();
  await page.locator('[data-resume]').click();
  await readAll(page, 5);
  await expect(cell(page, 4, 'year')).toHaveText('2023');
});

test('a reading that fails is a row with its reason, and the rest is read', async ({ page }) => {
  // The second question is answered as by a core that has crashed.
  await page.route('**/batch_worker.js', async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace('const report = analyze(', "if (data.text.includes('崩溃之处')) throw new Error('trap');\n    const report = analyze(");
    await route.fulfill({ response, body });
  });
  await batch(page, [file('1.txt', report('d01')), file('2.txt', `${report('d02')}崩溃之处`), file('3.txt', report('d08'))]);
  await expect(cell(page, 1, 'unread')).toContainText('“2.txt”没有读成');
  await expect(cell(page, 0, 'year')).toHaveText('2022');
  await expect(cell(page, 2, 'year')).toHaveText('2023');
  // Its text is there all the same.
  await cell(page, 1, 'report').getByRole('button').click();
  await read(page);
  await page.getByRole('button', { name: '回到表格' }).click();
  await expect(cell(page, 1, 'year')).toHaveText('2021');
});

test('another file does not take the place of a batch unasked, and the batch comes back', async ({ page }) => {
  await batch(page);
  await dropAll(page, [file('另一份.txt', report('d03'))]);
  await expect(page.locator('#offer')).toBeVisible();
  await page.locator('#offer [data-take]').click();
  await read(page);
  await expect(page.locator('#batch')).toBeHidden();
  await page.locator('#toast').getByRole('button').click();
  await expect(rows(page)).toHaveCount(5);
  await expect(cell(page, 0, 'year')).toHaveText('2022');
});

test('more files join a batch, and its rows stay what they are', async ({ page }) => {
  await batch(page);
  await page.locator('[data-row="0"] select').selectOption('pass');
  await dropAll(page, [file('0后到的.txt', report('d03'))]);
  await page.locator('#offer [data-add]').click();
  await readAll(page, 6);
  await expect(rows(page)).toHaveCount(6);
  await expect(page.locator('[data-row="0"] select')).toHaveValue('pass');
  await expect(cell(page, 5, 'report')).toContainText('听松街道');
});

test('programs are told of the rows, and the printer has the table', async ({ page }) => {
  await batch(page);
  expect(await page.evaluate(() => /** @type {any} */ (window).fazhi.batch.map((/** @type {any} */ { name, year }) => [name, year]))).toEqual([['1民政局.txt', 2022], ['2样例.txt', 2023], ['3没写不足.txt', 2022], ['4扫描.png', null], ['10住建局.txt', 2023]]);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await expect(page.locator('#print tbody tr')).toHaveCount(5);
  await expect(page.locator('#print')).toContainText('霖浦县住房和城乡建设局');
});

test('words of the reader’s own read the batch anew', async ({ page }) => {
  await batch(page, [file('1.txt', '某局2023年法治政府建设年度报告\n一、主要举措\n调解纠纷30件。'), file('2.txt', report('d08'))]);
  await page.locator('#do-words').click();
  await page.locator('#words-text').fill('指标\t纠纷\t纠纷化解量\n');
  await page.locator('#words-use').click();
  await readAll(page, 2);
  await expect.poll(async () => (await exported(page, 'batchFigures')).text).toContain('纠纷化解量');
});

test('a reload brings the batch back, with what was written and decided', async ({ page }) => {
  await batch(page);
  await page.locator('[data-row="2"] select').selectOption('return');
  await page.locator('[data-row="2"] .cell-note input').fill('补写不足');
  await page.locator('[data-row="2"] .cell-note input').press('Enter');
  await cell(page, 0, 'report').getByRole('button').click();
  await read(page);
  await toEnd(page);
  await page.keyboard.type('另外办结案件123件。');
  await textOf(page);
  await page.reload();
  await read(page);
  expect(await textOf(page)).toContain('另外办结案件123件。');
  await expect(page.locator('#batch-bar')).toContainText('第 1 份，共 5 份');
  await page.getByRole('button', { name: '回到表格' }).click();
  await readAll(page, 5);
  await expect(page.locator('[data-row="2"] select')).toHaveValue('return');
  await expect(page.locator('[data-row="2"] .cell-note input')).toHaveValue('补写不足');
  await expect(cell(page, 4, 'year')).toHaveText('2023');
  await expect(cell(page, 3, 'unread')).toContainText('要重新打开');
  await page.locator('#do-clear').click();
  await page.reload();
  await expect(page.locator('#start')).toBeVisible();
});

for (const hash of ['', '#lang=en']) {
  test(`everyone can use it, at every width ${hash}`, async ({ page }) => {
    test.slow();
    await batch(page, FILES(), hash);
    for (const [width, height] of [[1440, 800], [1180, 760], [800, 700], [375, 740], [320, 640]]) {
      await page.setViewportSize({ width, height });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), `${width}`).toBe(0);
      await expectAccessible(page);
    }
    await page.setViewportSize({ width: 375, height: 740 });
    await cell(page, 1, 'report').focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.locator('#batch-why')).toBeVisible();
    await expectAccessible(page);
    await cell(page, 1, 'report').getByRole('button').click();
    await read(page);
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
  });
}
