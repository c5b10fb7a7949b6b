//! Parts as they are read to be written again, in the encoding that they have.

use crate::{Decoder, Result, xml};

/// A part of the package that is written into.
#[derive(Clone, Debug)]
pub struct Part {
    pub text: String,
    form: Form,
}

impl Part {
    /// # Errors
    /// Where the bytes are not in the encoding that they say.
    pub fn new(bytes: Vec<u8>, decoder: Decoder) -> Result<Self> {
        let form = Form::of(&bytes);
        let text = xml::decode(bytes, decoder)?;
        Ok(Self { text, form })
    }
}

/// A part as it will be.
#[derive(Clone, Debug)]
pub struct Changed {
    pub name: String,
    /// What the package has there; `None` where the part is new.
    pub before: Option<Part>,
    pub after: String,
}

impl Changed {
    /// What is written. `None` where the part is in an encoding that is not.
    #[must_use]
    pub fn bytes(&self) -> Option<Vec<u8>> {
        let form = self.before.as_ref().map(|before| before.form);
        form.unwrap_or(Form::NEW).encode(&self.after)
    }
}

/// How the characters of a part are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Form {
    encoding: Encoding,
    /// Whether a byte-order mark stands before them.
    mark: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
    Other,
}

impl Form {
    const NEW: Self = Self {
        encoding: Encoding::Utf8,
        mark: false,
    };

    fn of(bytes: &[u8]) -> Self {
        let encoding = match &*xml::label(bytes).to_ascii_lowercase() {
            "utf-8" => Encoding::Utf8,
            "utf-16le" => Encoding::Utf16Le,
            "utf-16be" => Encoding::Utf16Be,
            _ => Encoding::Other,
        };
        let marks: [&[u8]; 3] = [b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF"];
        let mark = marks.iter().any(|mark| bytes.starts_with(mark));
        Self { encoding, mark }
    }

    fn encode(self, text: &str) -> Option<Vec<u8>> {
        let mark = if self.mark { "\u{FEFF}" } else { "" };
        let units = mark.encode_utf16().chain(text.encode_utf16());
        match self.encoding {
            Encoding::Utf8 => Some([mark, text].concat().into_bytes()),
            Encoding::Utf16Le => Some(units.flat_map(u16::to_le_bytes).collect()),
            Encoding::Utf16Be => Some(units.flat_map(u16::to_be_bytes).collect()),
            Encoding::Other => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_written_in_the_encoding_that_it_has() {
        let text = "<?xml version='1.0'?><a>法𠮷</a>";
        let utf16 = |unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect();
        let (little, big): (Vec<u8>, Vec<u8>) = (utf16(u16::to_le_bytes), utf16(u16::to_be_bytes));
        for bytes in [
            text.as_bytes().to_vec(),
            [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            [b"\xFF\xFE", &little[..]].concat(),
            [b"\xFE\xFF", &big[..]].concat(),
            little,
            big,
        ] {
            assert_eq!(Form::of(&bytes).encode(text), Some(bytes));
        }
        // Plain letters are the same in it; what is added would not be.
        let other = b"<?xml version='1.0' encoding='gbk'?><a/>";
        assert_eq!(Form::of(other).encode(text), None);
    }
}
