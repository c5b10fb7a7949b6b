//! A zip package written: entries of another as their bytes stand, and new ones.

use crate::zip::{Entry, Zip, crc};
use miniz_oxide::deflate::compress_to_vec;

/// 1 January 1980, midnight, as MS-DOS writes it: new entries tell no time.
const NO_TIME: u32 = 0x0021_0000;
const UTF_8: u16 = 0x0800;
/// The sizes follow the bytes; here they always stand before them.
const DESCRIPTOR: u16 = 0x0008;
const LEVEL: u8 = 6;

/// A package that grows.
#[derive(Debug, Default)]
pub struct Package {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
}

impl Package {
    /// Adds an entry of another package, its compressed bytes as they are. `None` where its
    /// name cannot be written back.
    pub fn copy(&mut self, zip: &Zip, entry: &Entry) -> Option<()> {
        if entry.name.contains(char::REPLACEMENT_CHARACTER) {
            return None;
        }
        self.add(entry, zip.raw(entry))
    }

    /// Adds an entry, deflated where that is shorter. `None` where the package gets too large.
    pub fn write(&mut self, name: &str, content: &[u8]) -> Option<()> {
        let deflated = compress_to_vec(content, LEVEL);
        let (method, data) = if deflated.len() < content.len() {
            (8, &deflated[..])
        } else {
            (0, content)
        };
        let entry = Entry {
            name: name.to_owned(),
            name_at: 0..0,
            method,
            flags: 0,
            time: NO_TIME,
            crc: crc(content),
            size: content.len(),
            data: 0..0,
        };
        self.add(&entry, data)
    }

    fn add(&mut self, entry: &Entry, data: &[u8]) -> Option<()> {
        let offset = u32::try_from(self.bytes.len()).ok()?;
        let mut flags = entry.flags & !(DESCRIPTOR | UTF_8);
        if !entry.name.is_ascii() {
            flags |= UTF_8;
        }
        // Version, flags, method, time, checksum, sizes, length of the name.
        let mut head = vec![20, 0];
        head.extend(flags.to_le_bytes());
        head.extend(entry.method.to_le_bytes());
        head.extend(entry.time.to_le_bytes());
        head.extend(entry.crc.to_le_bytes());
        head.extend(u32::try_from(data.len()).ok()?.to_le_bytes());
        head.extend(u32::try_from(entry.size).ok()?.to_le_bytes());
        head.extend(u16::try_from(entry.name.len()).ok()?.to_le_bytes());
        self.bytes.extend(b"PK\x03\x04");
        self.bytes.extend(&head);
        self.bytes.extend([0; 2]);
        self.bytes.extend(entry.name.as_bytes());
        self.bytes.extend(data);
        self.directory.extend(b"PK\x01\x02\x14\0");
        self.directory.extend(&head);
        // Extra field, comment, disk, attributes.
        self.directory.extend([0; 12]);
        self.directory.extend(offset.to_le_bytes());
        self.directory.extend(entry.name.as_bytes());
        self.count = self.count.checked_add(1)?;
        Some(())
    }

    /// The whole package; `None` where it is too large.
    pub fn finish(mut self) -> Option<Vec<u8>> {
        let offset = u32::try_from(self.bytes.len()).ok()?;
        let length = u32::try_from(self.directory.len()).ok()?;
        self.bytes.append(&mut self.directory);
        self.bytes.extend(b"PK\x05\x06\0\0\0\0");
        self.bytes.extend(self.count.to_le_bytes());
        self.bytes.extend(self.count.to_le_bytes());
        self.bytes.extend(length.to_le_bytes());
        self.bytes.extend(offset.to_le_bytes());
        self.bytes.extend([0; 2]);
        Some(self.bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_what_is_copied_is_the_same() {
        let long = "法治政府建设".repeat(500);
        let mut first = Package::default();
        first.write("long.xml", long.as_bytes()).expect("small");
        first.write("文/a.xml", b"<a/>").expect("small");
        let first = first.finish().expect("small");
        let zip = Zip::open(&first).expect("sound");
        let mut second = Package::default();
        for entry in zip.entries() {
            second.copy(&zip, entry).expect("small");
        }
        assert_eq!(second.finish().as_ref(), Some(&first));
        assert_eq!(zip.read_name("long.xml"), Ok(Some(long.into_bytes())));
        assert_eq!(zip.read_name("文/a.xml"), Ok(Some(b"<a/>".to_vec())));
    }
}
