// Files that mean harm or are broken: each ends soon, with a sentence in the reader's
// language, the text that was there is kept or comes back, nothing is asked of another
// origin, and the next good file is read.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';

import { expect, report, test } from './fixtures.mjs';
import { open, read, startWith } from './page.mjs';

const TEXT = report('d03');
/** Words of it that stand in no other file here. */
const OWN = '听松街道办事处';
const FAR = 'https://far.invalid';
const document = (/** @type {string} */ name) => readFileSync(resolve(import.meta.dirname, '../documents', name));
const GOOD = document('docx/numbering.docx');

/**
 * @typedef {object} Entry a file in an archive
 * @property {string} name
 * @property {Buffer} bytes
 * @property {number} [flags] 1: encrypted
 * @property {number} [sum] in place of its own checksum
 */

/** An archive, its files deflated. */
function zip(/** @type {Entry[]} */ entries) {
  const parts = [], places = [];
  let at = 0;
  for (const { name, bytes, flags = 0, sum = crc32(bytes) } of entries) {
    const [title, body] = [Buffer.from(name), deflateRawSync(bytes, { level: 1 })];
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(flags, 2);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(sum, 10);
    head.writeUInt32LE(body.length, 14);
    head.writeUInt32LE(bytes.length, 18);
    head.writeUInt16LE(title.length, 22);
    parts.push(Buffer.from('PK\x03\x04'), head, title, body);
    const place = Buffer.alloc(16);
    place.writeUInt32LE(at, 12);
    places.push(Buffer.from('PK\x01\x02\x14\x00'), head, place.subarray(2), title);
    at += 30 + title.length + body.length;
  }
  const list = Buffer.concat(places), end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, list, Buffer.from('PK\x05\x06'), end]);
}

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
const RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>';
const paragraph = (/** @type {string} */ words) => `<w:p><w:r><w:t>${words}</w:t></w:r></w:p>`;
const body = (/** @type {string} */ inner) => `<w:document ${W}><w:body>${inner}</w:body></w:document>`;
const entry = (/** @type {string} */ name, /** @type {string | Buffer} */ content) => ({ name, bytes: Buffer.from(content) });

/** A Word document of this part, with further parts. */
const word = (/** @type {string} */ xml, /** @type {Entry[]} */ more = []) =>
  zip([entry('[Content_Types].xml', TYPES), entry('_rels/.rels', RELS), entry('word/document.xml', xml), ...more]);

/** A compound file whose table of sectors leads in a circle. */
function circle() {
  const bytes = Buffer.alloc(512 * 4, 0xff);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
  bytes.fill(0, 8, 76);
  bytes.writeUInt16LE(0x3e, 24);
  bytes.writeUInt16LE(3, 26);
  bytes.writeUInt16LE(0xfffe, 28);
  bytes.writeUInt16LE(9, 30);
  bytes.writeUInt16LE(6, 32);
  bytes.writeUInt32LE(1, 44);
  bytes.writeUInt32LE(1, 48);
  bytes.writeUInt32LE(4096, 56);
  bytes.writeUInt32LE(0, 76);
  bytes.writeUInt32LE(1, 512 + 4);
  bytes.writeUInt32LE(1, 512 + 8);
  return bytes;
}

const lol = Array.from({ length: 12 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');

/** @type {[string, Buffer][]} */
const FILES = [
  ['空文件.docx', Buffer.alloc(0)],
  ['截断.docx', GOOD.subarray(0, GOOD.length >> 1)],
  ['炸弹.docx', word(body(' '.repeat(80 << 20)))],
  ['套娃.docx', zip([entry('word/document.xml', zip([entry('a.zip', zip([entry('b', 'b')]))]))])],
  ['条目.docx', zip(Array.from({ length: 6000 }, (_, n) => entry(`word/${n}.xml`, '<a/>')))],
  ['越界.docx', zip([entry('../../../etc/passwd', 'root:x'), entry('..\\..\\a.xml', '<a/>')])],
  ['实体.docx', word(`<!DOCTYPE d [<!ENTITY l0 "哈">${lol}]>${body(paragraph('&l12;'))}`)],
  ['外部实体.docx', word(`<!DOCTYPE d [<!ENTITY x SYSTEM "${FAR}/x">]>${body(paragraph('&x;'))}`)],
  ['模板.docx', word(body(paragraph('正文')), [entry('word/_rels/document.xml.rels', `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="${FAR}/t.dotm" TargetMode="External"/></Relationships>`)])],
  ['深.docx', word(body('<w:tbl><w:tr><w:tc>'.repeat(9000)))],
  ['校验.docx', zip([entry('[Content_Types].xml', TYPES), entry('_rels/.rels', RELS), { ...entry('word/document.xml', body(paragraph('正文'))), sum: 1 }])],
  ['加密.docx', zip([{ ...entry('word/document.xml', body(paragraph('正文'))), flags: 1 }])],
  ['无正文.docx', zip([entry('[Content_Types].xml', TYPES)])],
  ['标记.docx', word(body(paragraph('&lt;img src=x onerror=alert(1)&gt;&lt;script src=//far.invalid&gt;')))],
  ['断开.docx', word(`<w:document ${W}><w:body><w:p><w:r><w:t>半`)],
  ['头.doc', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
  ['环.doc', circle()],
  ['深.rtf', Buffer.from(`{\\rtf1${'{'.repeat(200_000)}`)],
  ['长度.rtf', Buffer.from('{\\rtf1 \\bin2147483647 a}')],
  ['头.pdf', Buffer.from('%PDF-1.7\n')],
  ['环.pdf', Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\ntrailer<</Root 1 0 R/Size 3>>\n%%EOF')],
  ['脚本.html', Buffer.from(`<html><body><h1>报告</h1><script src="${FAR}/a.js"></script><script>location='${FAR}'</script><img src="${FAR}/a.png" onerror="alert(1)"><iframe src="${FAR}"></iframe><link rel="stylesheet" href="${FAR}/a.css"><p>全年受理案件12件。</p><meta http-equiv="refresh" content="0;url=${FAR}"><svg onload="alert(1)"></svg></body></html>`)],
  ['深.html', Buffer.from('<div>'.repeat(200_000))],
  ['坏.mht', Buffer.from(`MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n${'!'.repeat(100_000)}`)],
  ['程序.docx', Buffer.concat([Buffer.from('MZ\x90\x00\x03'), Buffer.alloc(4096)])],
  ['图片.txt', Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(4096, 7)])],
  ['零.txt', Buffer.alloc(100_000)],
  ['版式.ofd', zip([entry('OFD.xml', '<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody><ofd:DocRoot>../../x.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>')])],
  ['文稿.odt', zip([entry('mimetype', 'application/vnd.oasis.opendocument.text'), entry('content.xml', '<a>'.repeat(10_000))])],
  ['<img src=x onerror=alert(1)>.docx', Buffer.from('PK\x03\x04')],
];

test('files that mean harm end with a sentence, and nothing is lost', async ({ page, watch }) => {
  test.setTimeout(240_000);
  const place = mkdtempSync(join(tmpdir(), 'fazhi-lens-'));
  try {
    // Above what a test may hand over as bytes.
    const large = join(place, '一亿.txt');
    writeFileSync(large, Buffer.alloc(100 << 20, 0x61));
    await startWith(page, TEXT);
    page.on('dialog', () => watch.errors.push('a script ran'));
    const kept = () => page.evaluate((text) => /** @type {any} */ (window).fazhi.text === text, TEXT);
    let notices = 0;
    for (const [name, buffer] of [...FILES, ['一亿.txt', large]]) {
      await test.step(String(name), async () => {
        const file = typeof buffer === 'string' ? buffer : { name: String(name), mimeType: '', buffer: /** @type {Buffer} */ (buffer) };
        await page.locator('#file').setInputFiles(file);
        const told = page.locator('#notice:has([data-dismiss]) p');
        await expect(async () => expect(await told.isVisible() || !(await kept())).toBe(true)).toPass({ timeout: 20_000 });
        if (await kept()) {
          await expect(told).toHaveText(/[一-鿿]{4}/);
          await page.locator('#notice [data-dismiss]').click();
          notices++;
        } else {
          // It was read: the text that was there comes back in one step.
          await read(page);
          await page.locator('#do-undo').click();
        }
        await expect(page.locator('#paper')).toContainText(OWN);
      });
    }
    expect(notices).toBeGreaterThan(20);
    await open(page, { name: '好的.docx', mimeType: '', buffer: GOOD });
    await expect(page.locator('#paper')).toContainText('壹拾壹、段40');
  } finally {
    rmSync(place, { recursive: true });
  }
});
