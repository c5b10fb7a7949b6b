// What a package holds: .docx and .xlsx as tests look into them.
import { inflateRawSync } from 'node:zlib';

/**
 * The entries of a zip file that can be read as text, by their names.
 * @param {Buffer} bytes
 * @returns {Record<string, string>}
 */
export function unzip(bytes) {
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006'));
  if (end < 0) throw new Error('no zip file');
  /** @type {Record<string, string>} */
  const entries = {};
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const local = bytes.readUInt32LE(at + 42);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(from, from + bytes.readUInt32LE(at + 20));
    entries[bytes.toString('utf8', at + 46, at + 46 + name)] = (bytes.readUInt16LE(at + 10) ? inflateRawSync(packed) : packed).toString();
    at += 46 + name + extra + comment;
  }
  return entries;
}
