//! Maps with a small, fixed hash: the same text gives the same report, and the
//! library's keyed hash, made against strangers' keys, would be a part of the
//! download that a page for one reader has no use for.

use std::hash::{BuildHasherDefault, Hasher};

/// The hash of Fowler, Noll and Vo (FNV-1a, 64 bits), a number at a time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn add(&mut self, n: u64) {
        self.0 = (self.0 ^ n).wrapping_mul(0x0000_0100_0000_01b3);
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for b in bytes {
            self.add(u64::from(*b));
        }
    }

    fn write_u32(&mut self, n: u32) {
        self.add(u64::from(n));
    }

    fn write_usize(&mut self, n: usize) {
        self.add(n as u64);
    }

    fn finish(&self) -> u64 {
        // The table takes the upper bits as well; numbers change the lower ones alone.
        self.0 ^ self.0 >> 32
    }
}

pub(crate) type HashMap<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<Fnv>>;
pub(crate) type HashSet<K> = std::collections::HashSet<K, BuildHasherDefault<Fnv>>;

#[cfg(test)]
mod tests {
    use super::HashMap;

    #[test]
    fn tells_keys_apart() {
        let mut map: HashMap<String, usize> = HashMap::default();
        for i in 0..1000 {
            map.insert(format!("第{i}条"), i);
        }
        assert!((0..1000).all(|i| map[&format!("第{i}条")] == i));
        assert_eq!(map.get("第一条"), None);
    }
}
