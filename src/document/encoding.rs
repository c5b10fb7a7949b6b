//! From the bytes of a file to its text: which encoding they are in.
//!
//! The core decides; the decoding itself is done by who calls, since the browser
//! brings all encodings and their tables would be a good part of the download.

use crate::{Decoder, Document, Options, Refusal, Result};

/// Reads plain text, Markdown among it.
///
/// # Errors
/// Where the bytes are no text.
pub fn read(bytes: &[u8], _: &Options, decoder: Decoder) -> Result<Document> {
    let Decoded { text, encoding } = decode(bytes, decoder).ok_or(Refusal::Unknown)?;
    // As it stands, its line ends and all.
    Ok(Document {
        format: "txt",
        encoding: Some(encoding),
        text,
        numbers: Vec::new(),
        left_out: Vec::new(),
        pieces: Vec::new(),
        parts: Vec::new(),
    })
}

/// The text of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// Without a byte-order mark.
    pub text: String,
    /// The label of the encoding, as the Encoding Standard names it.
    pub encoding: &'static str,
}

/// How many bytes are looked at for the zeros of UTF-16.
const SAMPLE: usize = 65_536;

/// Decodes a file: by its byte-order mark, else as UTF-16 where its zero bytes say
/// so, else as UTF-8 where it fits, else as GB 18030, which holds GBK and GB 2312, or as
/// Big5. `None` where nothing fits, or what comes out is no text.
///
/// `decoder` is given a label of the Encoding Standard and the bytes; it leaves a
/// byte-order mark out, and gives `None` where a byte does not fit.
pub fn decode(bytes: &[u8], decoder: Decoder) -> Option<Decoded> {
    decode_declared(bytes, None, decoder)
}

/// As [`decode`]; what the file says of itself is believed where the bytes are no UTF
/// and fit. (That nearly no GBK text is UTF-8 by chance is surer than what pages say.)
pub fn decode_declared(
    bytes: &[u8],
    declared: Option<&'static str>,
    decoder: Decoder,
) -> Option<Decoded> {
    let with = |encoding| {
        let text = decoder(encoding, bytes)?;
        Some(Decoded { text, encoding })
    };
    let first = by_mark(bytes)
        .or_else(|| by_zeros(bytes))
        .unwrap_or("utf-8");
    let decoded = with(first)
        .or_else(|| declared.and_then(with))
        .or_else(|| likelier(with("gb18030"), with("big5")))?;
    is_text(&decoded.text).then_some(decoded)
}

/// The label that is meant by what a page, a MIME header or a code page names; `None` for
/// what is not used for Chinese, or is nothing but what a program writes unasked.
#[must_use]
pub fn label(name: &[u8]) -> Option<&'static str> {
    const NAMES: &[(&str, &str)] = &[
        ("gb2312", "gb18030"),
        ("gbk", "gb18030"),
        ("gb18030", "gb18030"),
        ("gb_2312-80", "gb18030"),
        ("x-gbk", "gb18030"),
        ("cp936", "gb18030"),
        ("hz-gb-2312", "gb18030"),
        ("utf-8", "utf-8"),
        ("utf8", "utf-8"),
        ("big5", "big5"),
        ("big5-hkscs", "big5"),
        ("cp950", "big5"),
    ];
    let found = NAMES
        .iter()
        .find(|(known, _)| name.eq_ignore_ascii_case(known.as_bytes()));
    found.map(|(_, label)| *label)
}

/// Characters of which every text in Chinese is full, in both scripts.
const COMMON: &str = "的一不在有和年法政";

/// Nearly all bytes are GB 18030. Read as Big5, a text in Big5 holds many more of the
/// commonest characters.
fn likelier(gb18030: Option<Decoded>, big5: Option<Decoded>) -> Option<Decoded> {
    let common = |decoded: &Decoded| {
        let common = |c: &char| COMMON.contains(*c);
        decoded.text.chars().take(SAMPLE).filter(common).count()
    };
    match (gb18030, big5) {
        (Some(gb18030), Some(big5)) if common(&big5) > 2 * common(&gb18030) => Some(big5),
        (None, Some(big5)) if common(&big5) > 0 => Some(big5),
        (gb18030, _) => gb18030,
    }
}

fn by_mark(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => Some("utf-8"),
        [0xFF, 0xFE, ..] => Some("utf-16le"),
        [0xFE, 0xFF, ..] => Some("utf-16be"),
        _ => None,
    }
}

/// UTF-16 without a mark shows in its zero bytes; the right byte order is the one
/// that gives the characters such a text is made of.
fn by_zeros(bytes: &[u8]) -> Option<&'static str> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if bytes.len() % 2 == 1 || !sample.contains(&0) {
        return None;
    }
    let usual = |unit: fn([u8; 2]) -> u16| {
        let units = sample.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        units.filter(|&u| is_usual(u)).count()
    };
    let (little, big) = (usual(u16::from_le_bytes), usual(u16::from_be_bytes));
    let label = if little >= big {
        "utf-16le"
    } else {
        "utf-16be"
    };
    // More than nine in ten.
    (little.max(big) * 10 > sample.len() / 2 * 9).then_some(label)
}

/// A UTF-16 unit that Chinese and English texts are made of.
fn is_usual(unit: u16) -> bool {
    matches!(unit,
        0x09 | 0x0A | 0x0D | 0x20..=0x7E
        | 0x2000..=0x206F | 0x3000..=0x303F | 0x4E00..=0x9FFF | 0xFF00..=0xFFEF)
}

/// Among the first 100,000 characters at most one in 200 is none that texts hold.
fn is_text(text: &str) -> bool {
    let (mut all, mut odd) = (0, 0);
    for c in text.chars().take(100_000) {
        all += 1;
        odd += usize::from(matches!(c,
            '\0'..='\u{8}' | '\u{E}'..='\u{1A}' | '\u{1C}'..='\u{1F}'
            | '\u{FFFD}' | '\u{FFFE}' | '\u{FFFF}'));
    }
    odd * 200 <= all
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "一、总体情况\n全年受理案件12件，含𠮷字。\n";

    /// What the browser's `TextDecoder` does when it is told to be fatal.
    fn decoder(label: &str, bytes: &[u8]) -> Option<String> {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).expect(label);
        let (text, malformed) = encoding.decode_with_bom_removal(bytes);
        (!malformed).then(|| text.into_owned())
    }

    fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn tells_encodings_apart() {
        let marked = format!("\u{FEFF}{TEXT}");
        let (gb18030, _, _) = encoding_rs::GB18030.encode(TEXT);
        let traditional = "本市2022年法治政府建設年度報告，全年受理案件12件。\n";
        let (big5, _, _) = encoding_rs::BIG5.encode(traditional);
        let decoded = decode(&big5, &decoder).expect("Big5 is read");
        assert_eq!((&*decoded.text, decoded.encoding), (traditional, "big5"));
        for (bytes, encoding) in [
            (TEXT.as_bytes().to_vec(), "utf-8"),
            (marked.clone().into_bytes(), "utf-8"),
            (utf16(&marked, u16::to_le_bytes), "utf-16le"),
            (utf16(&marked, u16::to_be_bytes), "utf-16be"),
            (utf16(TEXT, u16::to_le_bytes), "utf-16le"),
            (utf16(TEXT, u16::to_be_bytes), "utf-16be"),
            (gb18030.into_owned(), "gb18030"),
        ] {
            let text = TEXT.to_owned();
            assert_eq!(decode(&bytes, &decoder), Some(Decoded { text, encoding }));
        }
    }

    #[test]
    fn a_sample_may_end_within_a_character() {
        // 𠮷 takes two units: the sample ends between them.
        let text = format!("\n{}𠮷法治政府", "法".repeat(SAMPLE / 2 - 2));
        let decoded = decode(&utf16(&text, u16::to_le_bytes), &decoder);
        assert_eq!(decoded.map(|d| d.encoding), Some("utf-16le"));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for bytes in [
            &[0, 1, 2, 3, 255, 254, 0, 0, 7][..],
            &[0x81, 0xFF, 0xFF, 0x80],
            &[1, 2, 3, 4, 5, 6],
            &[0; 64],
        ] {
            assert_eq!(decode(bytes, &decoder), None, "{bytes:?}");
        }
    }

    #[test]
    fn an_empty_file_is_an_empty_text() {
        let decoded = decode(b"", &decoder).expect("nothing is text");
        assert_eq!((&*decoded.text, decoded.encoding), ("", "utf-8"));
    }
}
