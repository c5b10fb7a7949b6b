//! The entries of a zip package: documents of several formats are one.
//!
//! Nothing is written to a disk: a name is only a key, so `../` in one is harmless.

use crate::budget::{self, Limit};
use crate::bytes::{long_size_at, size_at, u16_at, u32_at};
use crate::{Refusal, Result};
use miniz_oxide::inflate::decompress_to_vec_with_limit;
use std::cell::Cell;
use std::ops::Range;

/// A package, its directory read and checked.
#[derive(Debug)]
pub struct Zip<'a> {
    bytes: &'a [u8],
    entries: Vec<Entry>,
    /// How many bytes may still be inflated.
    left: Cell<usize>,
}

/// One entry, as the directory at the end of the package describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its parts divided by `/`; what is no UTF-8 in it is lost.
    pub name: String,
    /// Where its name stands in the package, in whatever encoding.
    pub name_at: Range<usize>,
    /// 0 stored, 8 deflated.
    pub method: u16,
    /// General purpose bits.
    pub flags: u16,
    /// Time and date as MS-DOS writes them.
    pub time: u32,
    /// Of the inflated bytes.
    pub crc: u32,
    /// Bytes when inflated.
    pub size: usize,
    /// Where its bytes stand in the package as they are: compressed.
    pub data: Range<usize>,
}

const END: u32 = 0x0605_4B50;
const END_64: u32 = 0x0606_4B50;
const LOCATOR_64: u32 = 0x0706_4B50;
const DIRECTORY: u32 = 0x0201_4B50;
const LOCAL: u32 = 0x0403_4B50;
/// Length of the record at the end without its comment.
const END_LENGTH: usize = 22;
/// In place of a size or offset that is found in an extra field.
const IN_EXTRA: usize = 0xFFFF_FFFF;
const EXTRA_64: u16 = 1;
const ENCRYPTED: u16 = 1;

impl<'a> Zip<'a> {
    /// Whether bytes begin as a package does.
    #[must_use]
    pub fn is(bytes: &[u8]) -> bool {
        bytes.starts_with(b"PK\x03\x04")
    }

    /// Reads the directory of a package.
    ///
    /// # Errors
    /// Where it is truncated or names an entry twice, or has too many entries.
    pub fn open(bytes: &'a [u8]) -> Result<Self> {
        let entries = directory(bytes)?;
        let mut names: Vec<Vec<u8>> = entries
            .iter()
            .filter_map(|entry| bytes.get(entry.name_at.clone()))
            .map(<[u8]>::to_ascii_lowercase)
            .collect();
        names.sort_unstable();
        if names.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(Refusal::Damaged);
        }
        let left = Cell::new(budget::INFLATED);
        Ok(Self {
            bytes,
            entries,
            left,
        })
    }

    /// In the order of the directory.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry of a name, whatever its case, with or without a `/` before it.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Entry> {
        let mut entries = self.entries.iter();
        entries.find(|entry| same_name(&entry.name, name))
    }

    /// The name of an entry as the package holds it.
    #[must_use]
    pub fn raw_name(&self, entry: &Entry) -> &'a [u8] {
        self.bytes.get(entry.name_at.clone()).unwrap_or_default()
    }

    /// The bytes of an entry as the package holds them.
    #[must_use]
    pub fn raw(&self, entry: &Entry) -> &'a [u8] {
        self.bytes.get(entry.data.clone()).unwrap_or_default()
    }

    /// The inflated bytes of an entry.
    ///
    /// # Errors
    /// Where they are encrypted, damaged, or more than the budget holds.
    pub fn read(&self, entry: &Entry) -> Result<Vec<u8>> {
        if entry.flags & ENCRYPTED != 0 {
            return Err(Refusal::Encrypted);
        }
        budget::within(entry.size, budget::PART, Limit::Part)?;
        budget::within(entry.size, self.left.get(), Limit::Inflated)?;
        let raw = self.raw(entry);
        let inflated = match entry.method {
            0 => raw.to_vec(),
            // Stops one byte after the size that is stated, so a bomb does not go off.
            8 => decompress_to_vec_with_limit(raw, entry.size + 1).map_err(|_| Refusal::Damaged)?,
            _ => return Err(Refusal::Damaged),
        };
        if inflated.len() != entry.size || crc(&inflated) != entry.crc {
            return Err(Refusal::Damaged);
        }
        self.left.set(self.left.get() - inflated.len());
        Ok(inflated)
    }

    /// The inflated bytes of the entry of a name; `None` where there is none.
    ///
    /// # Errors
    /// As [`Zip::read`].
    pub fn read_name(&self, name: &str) -> Result<Option<Vec<u8>>> {
        self.find(name).map(|entry| self.read(entry)).transpose()
    }
}

/// Whether two names are those of one entry: case and a `/` before them tell nothing.
#[must_use]
pub fn same_name(one: &str, other: &str) -> bool {
    one.trim_start_matches('/')
        .eq_ignore_ascii_case(other.trim_start_matches('/'))
}

/// The entries that the directory at the end lists.
fn directory(bytes: &[u8]) -> Result<Vec<Entry>> {
    let end = end(bytes).ok_or(Refusal::Damaged)?;
    let (count, length, offset) = totals(bytes, end).ok_or(Refusal::Damaged)?;
    budget::within(count, budget::ENTRIES, Limit::Entries)?;
    // Where something stands before the package, all its offsets are short by as much.
    // The longer record of the end, if any, stands between: then offsets are taken as they are.
    let before = match end.checked_sub(length) {
        Some(start) if u32_at(bytes, start) == Some(DIRECTORY) => {
            start.checked_sub(offset).ok_or(Refusal::Damaged)?
        }
        _ => 0,
    };
    let mut at = offset.checked_add(before).ok_or(Refusal::Damaged)?;
    let mut entries = Vec::with_capacity(count);
    for _ in 0..count {
        let (entry, next) = entry(bytes, at, before).ok_or(Refusal::Damaged)?;
        // A folder has no bytes of its own.
        if !entry.name.ends_with('/') {
            entries.push(entry);
        }
        at = next;
    }
    Ok(entries)
}

/// Where the record at the end begins: a comment of up to 65,535 bytes may follow it.
fn end(bytes: &[u8]) -> Option<usize> {
    let last = bytes.len().checked_sub(END_LENGTH)?;
    (last.saturating_sub(0xFFFF)..=last).rev().find(|&at| {
        u32_at(bytes, at) == Some(END)
            && u16_at(bytes, at + 20)
                .is_some_and(|comment| at + END_LENGTH + usize::from(comment) <= bytes.len())
    })
}

/// How many entries the directory has, its length and its offset.
fn totals(bytes: &[u8], end: usize) -> Option<(usize, usize, usize)> {
    let count = usize::from(u16_at(bytes, end + 10)?);
    let (length, offset) = (size_at(bytes, end + 12)?, size_at(bytes, end + 16)?);
    if count != 0xFFFF && length != IN_EXTRA && offset != IN_EXTRA {
        return Some((count, length, offset));
    }
    let locator = end.checked_sub(20)?;
    if u32_at(bytes, locator)? != LOCATOR_64 {
        return None;
    }
    let record = long_size_at(bytes, locator + 8)?;
    if u32_at(bytes, record)? != END_64 {
        return None;
    }
    let field = |at: usize| long_size_at(bytes, record.checked_add(at)?);
    Some((field(32)?, field(40)?, field(48)?))
}

/// The entry whose record in the directory begins at `at`, and where the next begins.
fn entry(bytes: &[u8], at: usize, before: usize) -> Option<(Entry, usize)> {
    if u32_at(bytes, at)? != DIRECTORY {
        return None;
    }
    let length = |offset: usize| u16_at(bytes, at + offset).map(usize::from);
    let name_start = at + 46;
    let extra_start = name_start + length(28)?;
    let comment_start = extra_start + length(30)?;
    let next = comment_start + length(32)?;
    let mut size = size_at(bytes, at + 24)?;
    let mut compressed = size_at(bytes, at + 20)?;
    let mut header = size_at(bytes, at + 42)?;
    let extra = bytes.get(extra_start..comment_start)?;
    fill_from_extra(extra, [&mut size, &mut compressed, &mut header])?;
    let start = data_start(bytes, header.checked_add(before)?)?;
    let data = start..start.checked_add(compressed)?;
    // Cut off, or running into the directory.
    bytes.get(data.clone())?;
    let name = bytes.get(name_start..extra_start)?;
    let entry = Entry {
        name: String::from_utf8_lossy(name).replace('\\', "/"),
        name_at: name_start..extra_start,
        method: u16_at(bytes, at + 10)?,
        flags: u16_at(bytes, at + 8)?,
        time: u32_at(bytes, at + 12)?,
        crc: u32_at(bytes, at + 16)?,
        size,
        data,
    };
    Some((entry, next))
}

/// Sizes and offsets that need more than 32 bits stand in an extra field, those
/// that do only, in this order.
fn fill_from_extra(mut extra: &[u8], fields: [&mut usize; 3]) -> Option<()> {
    if fields.iter().all(|field| **field != IN_EXTRA) {
        return Some(());
    }
    while u16_at(extra, 0)? != EXTRA_64 {
        extra = extra.get(4 + usize::from(u16_at(extra, 2)?)..)?;
    }
    let mut at = 4;
    for field in fields {
        if *field == IN_EXTRA {
            *field = long_size_at(extra, at)?;
            at += 8;
        }
    }
    Some(())
}

/// Where the bytes of an entry begin: after its own header, whose sizes may be
/// missing (they then follow the bytes) and are not used.
fn data_start(bytes: &[u8], header: usize) -> Option<usize> {
    if u32_at(bytes, header)? != LOCAL {
        return None;
    }
    let name = usize::from(u16_at(bytes, header + 26)?);
    let extra = usize::from(u16_at(bytes, header + 28)?);
    Some(header + 30 + name + extra)
}

/// The CRC-32 that zip uses.
#[must_use]
pub fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, &byte| {
        CRC[((crc ^ u32::from(byte)) & 0xFF) as usize] ^ (crc >> 8)
    })
}

/// The remainder for each byte.
const CRC: [u32; 256] = {
    let mut table = [0; 256];
    let mut index = 0;
    while index < 256 {
        let mut value = index as u32;
        let mut bit = 0;
        while bit < 8 {
            value = (value >> 1) ^ (if value & 1 == 1 { 0xEDB8_8320 } else { 0 });
            bit += 1;
        }
        table[index] = value;
        index += 1;
    }
    table
};

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A package of entries, deflated where the length is even and else stored;
    /// with `descriptors` the sizes follow the bytes.
    pub fn package(entries: &[(&str, &[u8])], descriptors: bool) -> Vec<u8> {
        let (mut bytes, mut directory) = (Vec::new(), Vec::new());
        for (name, content) in entries {
            let deflated = miniz_oxide::deflate::compress_to_vec(content, 6);
            let (method, data) = match content.len() % 2 {
                0 => (8_u16, &deflated[..]),
                _ => (0, *content),
            };
            let number = |value: usize| u32::try_from(value).expect("small").to_le_bytes();
            let sizes = [
                crc(content).to_le_bytes(),
                number(data.len()),
                number(content.len()),
            ]
            .concat();
            let length = u16::try_from(name.len()).expect("short").to_le_bytes();
            let head = [[20, 0, if descriptors { 8 } else { 0 }, 8], [0; 4]].concat();
            let head = [&head[..4], &method.to_le_bytes(), &head[4..]].concat();
            directory.extend([b"PK\x01\x02\x14\0", &head[..], &sizes, &length, &[0; 12]].concat());
            directory.extend([&number(bytes.len())[..], name.as_bytes()].concat());
            let unknown = [0; 12];
            let before = if descriptors { &unknown[..] } else { &sizes };
            bytes.extend([b"PK\x03\x04", &head[..], before, &length, &[0; 2]].concat());
            bytes.extend([name.as_bytes(), data].concat());
            if descriptors {
                bytes.extend([b"PK\x07\x08", &sizes[..]].concat());
            }
        }
        let count = u16::try_from(entries.len()).expect("few").to_le_bytes();
        let long = |value: usize| u32::try_from(value).expect("small").to_le_bytes();
        let end = [
            &count[..],
            &count,
            &long(directory.len()),
            &long(bytes.len()),
        ]
        .concat();
        [&bytes[..], &directory, b"PK\x05\x06\0\0\0\0", &end, b"\0\0"].concat()
    }

    const ENTRIES: [(&str, &[u8]); 3] = [
        ("word/document.xml", b"<a>stored</a>"),
        ("../../etc/passwd", b"deflated"),
        ("empty", b""),
    ];

    #[test]
    fn reads_stored_and_deflated_entries() {
        for descriptors in [false, true] {
            let bytes = package(&ENTRIES, descriptors);
            for bytes in [bytes.clone(), [b"before it", &bytes[..]].concat()] {
                let zip = Zip::open(&bytes).expect("sound");
                for (entry, (name, content)) in zip.entries().iter().zip(ENTRIES) {
                    assert_eq!(entry.name, name);
                    assert_eq!(zip.read(entry), Ok(content.to_vec()));
                }
                assert_eq!(
                    zip.read_name("/Word/Document.xml")
                        .map(|read| read.is_some()),
                    Ok(true)
                );
                assert_eq!(zip.read_name("word"), Ok(None));
            }
        }
    }

    #[test]
    fn a_package_cut_off_anywhere_is_damaged() {
        let bytes = package(&ENTRIES, false);
        for length in 0..bytes.len() {
            assert_eq!(Zip::open(&bytes[..length]).err(), Some(Refusal::Damaged));
        }
    }

    #[test]
    fn a_changed_byte_is_no_panic_and_no_garbage() {
        let bytes = package(&ENTRIES, true);
        for at in 0..bytes.len() {
            for change in [0x01, 0x80, 0xFF] {
                let mut bytes = bytes.clone();
                bytes[at] ^= change;
                let Ok(zip) = Zip::open(&bytes) else { continue };
                for entry in zip.entries() {
                    let read = zip.read(entry);
                    assert!(
                        read.is_err()
                            || ENTRIES
                                .iter()
                                .any(|(_, content)| read.as_deref() == Ok(content))
                    );
                }
            }
        }
    }

    #[test]
    fn a_name_twice_is_damaged() {
        let bytes = package(&[("a", b"1"), ("A", b"2")], false);
        assert_eq!(Zip::open(&bytes).err(), Some(Refusal::Damaged));
    }

    #[test]
    fn a_bomb_is_stopped() {
        let large = vec![0; budget::PART + 1];
        let bytes = package(&[("a", &large[1..])], false);
        let zip = Zip::open(&bytes).expect("sound");
        let read: Vec<_> = (0..3)
            .map(|_| zip.read(&zip.entries()[0]).map(|_| ()).err())
            .collect();
        let full = Some(Refusal::TooMuch {
            limit: Limit::Inflated,
        });
        assert_eq!(read, [None, None, full]);
        let bytes = package(&[("a", &large)], false);
        let zip = Zip::open(&bytes).expect("sound");
        let full = Some(Refusal::TooMuch { limit: Limit::Part });
        assert_eq!(zip.read(&zip.entries()[0]).err(), full);
    }

    #[test]
    fn encrypted_is_said() {
        let mut bytes = package(&[("a", b"1")], false);
        let directory = bytes
            .windows(4)
            .position(|mark| mark == b"PK\x01\x02")
            .expect("one");
        bytes[directory + 8] |= 1;
        let zip = Zip::open(&bytes).expect("sound");
        assert_eq!(zip.read(&zip.entries()[0]).err(), Some(Refusal::Encrypted));
    }
}
