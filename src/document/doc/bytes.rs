//! Numbers out of bytes, least first; `None` where the bytes end before.

pub fn u8_at(bytes: &[u8], at: usize) -> Option<u8> {
    bytes.get(at).copied()
}

pub fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let two = slice(bytes, at, 2)?;
    Some(u16::from_le_bytes([two[0], two[1]]))
}

pub fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = slice(bytes, at, 4)?;
    Some(u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

/// A number of four bytes that counts or points.
pub fn size_at(bytes: &[u8], at: usize) -> Option<usize> {
    u32_at(bytes, at).map(|n| n as usize)
}

pub fn slice(bytes: &[u8], at: usize, len: usize) -> Option<&[u8]> {
    bytes.get(at..at.checked_add(len)?)
}

/// A table of positions and what lies between them: how many pieces of data of `size`
/// bytes it holds. It has one position more than data.
pub fn plc_len(bytes: &[u8], size: usize) -> usize {
    bytes.len().saturating_sub(4) / (4 + size)
}
