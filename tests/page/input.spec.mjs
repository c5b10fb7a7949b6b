// Every way in: samples, paste, drop, files in all encodings, and what is refused.
import { drop, expect, paste, report, test } from './fixtures.mjs';
import { open, read, start, startWith, swap } from './page.mjs';

const TEXT = report('d03');

for (const [id, title] of [['clean', '澜屏市棠溪区市场监督管理局2024年法治政府建设年度报告'], ['faulty', '临樵县水利局2023年度法治政府建设情况报告']]) {
  test(`the sample “${id}” is one click away`, async ({ page }) => {
    await start(page);
    await page.locator(`[data-sample=${id}]`).click();
    await read(page);
    await expect(page.locator('#paper')).toContainText(title);
    await expect(page.locator('.row[data-metric]').first()).toBeVisible();
  });
}

test('a paste anywhere is read', async ({ page }) => {
  await startWith(page, TEXT);
  await expect(page.locator('#paper')).toContainText('听松街道办事处');
  await expect(page.locator('#start')).toBeHidden();
});

test('a paste into the field is read, and the field can be typed into and read by its button', async ({ page }) => {
  await start(page);
  await page.locator('#start-text').focus();
  await paste(page, TEXT);
  await read(page);
  await page.locator('#do-clear').click();
  await page.locator('#start-text').fill('一、主要举措和成效\n全年受理案件12件。');
  await page.locator('#start-read').click();
  await read(page);
  await expect(page.locator('#paper')).toContainText('全年受理案件12件');
});

test('a drop shows a veil and is read', async ({ page }) => {
  await start(page);
  await page.locator('body').dispatchEvent('dragenter', { dataTransfer: await page.evaluateHandle(() => { const data = new DataTransfer(); data.setData('text/plain', 'x'); return data; }) });
  await expect(page.locator('#veil')).toBeVisible();
  await drop(page.locator('body'), { name: '报告.txt', bytes: TEXT });
  await read(page);
  await expect(page.locator('#veil')).toBeHidden();
  await expect(page.locator('#paper')).toContainText('听松街道办事处');
});

/** @type {[string, () => Buffer][]} */
const ENCODINGS = [
  ['UTF-8', () => Buffer.from('一、总体情况\n全年受理案件12件。\n')],
  ['UTF-8 with a mark', () => Buffer.from('\ufeff一、总体情况\n全年受理案件12件。\n')],
  ['UTF-16 with a mark', () => Buffer.from('\ufeff一、总体情况\n全年受理案件12件。\n', 'utf16le')],
  ['UTF-16 without a mark', () => Buffer.from('一、总体情况\n全年受理案件12件。\n', 'utf16le')],
  ['UTF-16 the other way round', () => Buffer.from('一、总体情况\n全年受理案件12件。\n', 'utf16le').swap16()],
  // 一、总体情况⏎全年受理案件12件，含𠮷字。⏎ where 𠮷 takes four bytes.
  ['GB 18030', () => Buffer.from('d2bba1a2d7dccce5c7e9bff60ac8abc4eacadcc0edb0b8bcfe3132bcfea3acbaac9534b235d7d6a1a30a', 'hex')],
];

for (const [name, bytes] of ENCODINGS) {
  test(`a file in ${name} is read`, async ({ page }) => {
    await start(page);
    await open(page, { name: '报告.txt', mimeType: 'text/plain', buffer: bytes() });
    await expect(page.locator('#paper')).toContainText('一、总体情况');
    await expect(page.locator('#paper')).toContainText('全年受理案件12件');
  });
}

test('a web page gives its words without its menu', async ({ page }) => {
  await start(page);
  const html = '<!doctype html><meta charset="utf-8"><title>公开</title><script>var x = 1;</script>'
    + '<ul><li><a>首页</a></li><li><a>政务公开</a></li><li><a>机构设置</a></li></ul>'
    + '<div><h1>某某局2023年法治政府建设年度报告</h1><p>一、主要举措和成效</p><p>全年受理<br>案件12件。</p></div>';
  await open(page, { name: 'a.html', mimeType: 'text/html', buffer: Buffer.from(html) });
  await expect(page.locator('#paper')).toContainText('某某局2023年');
  await expect(page.locator('#paper')).not.toContainText('机构设置');
  await expect(page.locator('#paper .block:not(.blank)')).toHaveCount(4);
});

/** @type {[string, Buffer, RegExp][]} */
const REFUSED = [
  ['报告.docx', Buffer.from([0x50, 0x4b, 3, 4, 20, 0]), /已损坏/],
  ['报告.doc', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), /已损坏/],
  ['扫描.png', Buffer.from([0x89, 0x50, 0x4e, 0x47]), /图片/],
  ['数据.bin', Buffer.from([0, 1, 2, 3, 255, 254, 0, 0, 7]), /不是认得的文档/],
  ['空.txt', Buffer.alloc(0), /没有文字/],
];

for (const [name, buffer, message] of REFUSED) {
  test(`${name} is refused with what to do, and nothing is lost`, async ({ page }) => {
    await startWith(page, TEXT);
    await page.locator('#file').setInputFiles({ name, mimeType: '', buffer });
    await expect(page.locator('#notice')).toContainText(message);
    await expect(page.locator('#notice')).toContainText(name);
    await expect(page.locator('#paper')).toContainText('听松街道办事处');
    await page.keyboard.press('Escape');
    await expect(page.locator('#notice')).toBeHidden();
  });
}

test('an empty paste and an empty field are answered', async ({ page }) => {
  await start(page);
  await paste(page, ' \n　');
  await expect(page.locator('#notice')).toContainText('剪贴板里没有文字');
  await page.locator('#start-read').click();
  await expect(page.locator('#notice')).toContainText('还没有文字');
});

test('a text above 20 MB is refused', async ({ page }) => {
  await startWith(page, TEXT);
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', '文字'.repeat(3_500_000));
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(page.locator('#notice')).toContainText('超过 20 MB');
  await expect(page.locator('#paper')).toContainText('听松街道办事处');
});

test('a text without structure is read as it is', async ({ page }) => {
  await startWith(page, '今天天气很好。');
  await expect(page.locator('#notice')).toContainText('看不出是法治政府建设');
  await expect(page.locator('#outline')).toContainText('没有认出标题');
  await expect(page.locator('#panel-metrics')).toContainText('没有可以列成指标的数字');
  for (const tab of ['checks', 'findings', 'citations', 'overview']) {
    await page.locator(`#tab-${tab}`).click();
    await expect(page.locator(`#panel-${tab}`)).not.toBeEmpty();
  }
});

for (const [name, text] of [
  ['CRLF', '一、总体情况\r\n全年受理案件12件。\r\n办结案件9件。'],
  ['CR', '一、总体情况\r全年受理案件12件。\r办结案件9件。'],
  ['a lone surrogate, emoji and tabs', '一、总体情况\n😀\t𠮷\ud83d 全年受理案件12件。\n办结案件9件。'],
]) {
  test(`${name} keeps every position right`, async ({ page }) => {
    await startWith(page, text);
    const row = page.locator('.row[data-metric]', { hasText: '12' }).first();
    await row.click();
    await expect(page.locator('.detail mark')).toHaveText('12件');
  });
}

test('clearing and replacing can be undone', async ({ page }) => {
  await startWith(page, TEXT);
  await page.locator('#do-clear').click();
  await expect(page.locator('#start')).toBeVisible();
  await page.locator('#toast').getByRole('button', { name: '撤销' }).click();
  await read(page);
  await expect(page.locator('#paper')).toContainText('听松街道办事处');

  await paste(page, report('d01'));
  await swap(page);
  await expect(page.locator('#paper')).toContainText('澄湖区民政局');
  await page.locator('#toast').getByRole('button', { name: '撤销' }).click();
  await expect(page.locator('#paper')).toContainText('听松街道办事处');
});

test('nothing of a text goes into the address or any store but the tab’s own', async ({ page, watch, context }) => {
  await startWith(page, TEXT);
  await page.locator('#tab-findings').click();
  await page.locator('#tab-overview').click();
  expect(page.url()).toContain('#tab=overview');
  expect(decodeURIComponent(page.url())).not.toContain('听松');
  const stored = await page.evaluate(async () => ({
    local: Object.keys(localStorage), cookies: document.cookie,
    caches: 'caches' in window ? await caches.keys() : [], databases: await indexedDB.databases(),
  }));
  expect(stored.local).toEqual([]);
  expect(stored.cookies).toBe('');
  expect(stored.databases).toEqual([]);
  expect(await context.cookies()).toEqual([]);
  for (const url of watch.requests) expect(decodeURIComponent(url)).not.toContain('听松');
});

test('a folder is opened file by file', async ({ page }) => {
  await start(page);
  await page.evaluate(([one, two]) => {
    const file = (/** @type {string} */ name, /** @type {string} */ text) => ({ isFile: true, isDirectory: false, name, file: (/** @type {(file: File) => void} */ done) => done(new File([text], name, { type: 'text/plain' })) });
    const folder = (/** @type {string} */ name, /** @type {unknown[]} */ entries) => ({ isFile: false, isDirectory: true, name, createReader: () => { let told = false; return { readEntries: (/** @type {(some: unknown[]) => void} */ done) => { done(told ? [] : entries); told = true; } }; } });
    const entry = folder('报告', [file('甲.txt', one), folder('下级', [file('乙.txt', two)]), file('.DS_Store', 'x')]);
    Object.defineProperty(DataTransferItem.prototype, 'webkitGetAsEntry', { value: () => entry });
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([''], '报告'));
    for (const type of ['dragenter', 'dragover', 'drop']) document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  }, [report('d01'), report('d08')]);
  await expect(page.locator('[data-row] .cell-year')).toHaveText(['2022', '2023']);
});

test('a text in Big5 is read as such', async ({ page }) => {
  const decoder = new TextDecoder('big5');
  /** @type {Map<string, number[]>} */
  const bytesOf = new Map();
  for (let high = 0xa1; high < 0xfa; high += 1) for (let low = 0x40; low < 0xff; low += 1) bytesOf.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  const text = '某局法治政府建設年度工作報告\n一、主要舉措\n全年辦理行政許可一百件，有關的工作都在年內完成，不留尾巴。\n';
  const bytes = Uint8Array.from([...text].flatMap((character) => bytesOf.get(character) ?? [character.charCodeAt(0)]));
  await start(page);
  await drop(page.locator('body'), { name: '報告.txt', bytes });
  await read(page);
  await expect(page.locator('#paper')).toContainText('全年辦理行政許可一百件');
});

test('the numbers that a browser sets before a list come along', async ({ page }) => {
  await start(page);
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', '某局工作报告\n加强领导\n规范执法');
    clipboardData.setData('text/html', '<h1>某局工作报告</h1><ol start="3"><li>加强领导</li><li><p>规范执法</p></li></ol>');
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await read(page);
  const text = await page.evaluate(() => /** @type {any} */ (window).fazhi.text);
  expect(text).toContain('3.加强领导');
  expect(text).toContain('4.');
});
