//! Files made byte by byte, for what office programs here do not write.

use crate::{Kind, Options, Refusal, read};
use std::io::{Cursor, Write};

fn decoder(label: &str, bytes: &[u8]) -> Option<String> {
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
    let (text, malformed) = encoding.decode_with_bom_removal(bytes);
    (!malformed).then(|| text.into_owned())
}

/// Where the text begins in the main stream, and the pages of properties.
const TEXT: usize = 1024;
const CHARACTERS: u32 = 64;
const PARAGRAPHS: u32 = 65;

/// A file: pieces of text with the property each takes, stretches of characters and of
/// paragraphs with their properties (bytes of the text that each takes), lists.
#[derive(Default)]
struct Made<'a> {
    /// Whether two bytes a character, the bytes, a property.
    pieces: Vec<(bool, Vec<u8>, u16)>,
    characters: Vec<(usize, &'a [u8])>,
    paragraphs: Vec<(usize, &'a [u8])>,
    lists: Vec<u8>,
    levels: Vec<u8>,
    uses: Vec<u8>,
}

fn wide(text: &str) -> (bool, Vec<u8>, u16) {
    let bytes = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    (true, bytes, 0)
}

fn long(value: usize) -> [u8; 4] {
    u32::try_from(value).expect("small").to_le_bytes()
}

/// A page of properties, its entries of `size` bytes.
fn page(stretches: &[(usize, &[u8])], size: usize, paragraphs: bool) -> Vec<u8> {
    let mut page = vec![0; 512];
    let mut at = TEXT;
    let mut room = 510;
    let data = (stretches.len() + 1) * 4;
    for (i, (len, list)) in stretches.iter().enumerate() {
        page[i * 4..i * 4 + 4].copy_from_slice(&long(at));
        at += len;
        page[i * 4 + 4..i * 4 + 8].copy_from_slice(&long(at));
        let list = match paragraphs {
            // The length in words, with or without the byte that says it; the style.
            true if list.len() % 2 == 1 => [&[(list.len() / 2 + 2) as u8, 0, 0], *list].concat(),
            true => [&[0, (list.len() / 2 + 1) as u8, 0, 0], *list].concat(),
            false => [&[list.len() as u8], *list].concat(),
        };
        room = (room - list.len()) / 2 * 2;
        page[room..room + list.len()].copy_from_slice(&list);
        page[data + i * size] = (room / 2) as u8;
    }
    page[511] = stretches.len() as u8;
    page
}

impl Made<'_> {
    fn bytes(&self) -> Vec<u8> {
        let mut main = vec![0; TEXT];
        let mut table = Vec::new();
        let (mut places, mut data, mut cp) = (long(0).to_vec(), Vec::new(), 0);
        for (wide, bytes, property) in &self.pieces {
            let at = if *wide {
                main.len()
            } else {
                (main.len() * 2) | 0x4000_0000
            };
            cp += if *wide { bytes.len() / 2 } else { bytes.len() };
            places.extend(long(cp));
            data.extend([&[0, 0][..], &long(at), &property.to_le_bytes()].concat());
            main.extend(bytes);
        }
        let end = main.len();
        main.resize(512 * CHARACTERS as usize, 0);
        let whole = [(end - TEXT, &[][..])];
        let or_whole = |all: &[(usize, &[u8])], size, kind| match all {
            [] => page(&whole, size, kind),
            _ => page(all, size, kind),
        };
        main.extend(or_whole(&self.characters, 1, false));
        main.extend(or_whole(&self.paragraphs, 13, true));
        let clx = [&[2][..], &long(places.len() + data.len()), &places, &data].concat();
        let pages = |page: u32| [long(TEXT), long(end), page.to_le_bytes()].concat();
        for (number, bytes) in [
            (33, &clx),
            (12, &pages(CHARACTERS)),
            (13, &pages(PARAGRAPHS)),
            (73, &self.lists),
            // The levels follow the lists.
            (0, &self.levels),
            (74, &self.uses),
        ] {
            let at = 154 + number * 8;
            let place = [long(table.len()), long(bytes.len())].concat();
            main[at..at + 8].copy_from_slice(&place);
            table.extend(bytes);
        }
        main[..4].copy_from_slice(&[0xEC, 0xA5, 0xC1, 0]);
        main[11] = 2;
        main[32] = 14;
        main[62] = 22;
        main[76..80].copy_from_slice(&long(cp));
        main[152] = 93;
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("memory");
        for (name, bytes) in [("WordDocument", main), ("1Table", table)] {
            let mut stream = file.create_stream(name).expect("memory");
            stream.write_all(&bytes).expect("memory");
        }
        file.flush().expect("memory");
        file.into_inner().into_inner()
    }

    fn text(&self) -> String {
        let document = read(&self.bytes(), "", &Options::default(), &decoder);
        document.expect("sound").text
    }
}

#[test]
fn pieces_are_of_one_or_two_bytes() {
    let (gbk, _, _) = encoding_rs::GBK.encode("依法行政，12件\r");
    let made = Made {
        pieces: vec![
            wide("全年"),
            (false, b"12\x85\x94caf\xE9\r".to_vec(), 0),
            (false, gbk.into_owned(), 0),
            wide("终了\r"),
        ],
        ..Made::default()
    };
    assert_eq!(made.text(), "全年12…”café\n依法行政，12件\n终了");
}

#[test]
fn a_piece_may_be_deleted_as_a_whole() {
    // sprmCFRMarkDel by its short number, with the value 1.
    let deleted = (true, wide("删去").1, 0x41 << 1 | 1 << 8);
    let made = Made {
        pieces: vec![wide("留"), deleted, wide("下\r")],
        ..Made::default()
    };
    assert_eq!(made.text(), "留下");
}

#[test]
fn fields_show_their_results() {
    let text = "见\u{13} REF \u{13} PAGE \u{14}9\u{15} \u{14}表\u{13}SEQ\u{14}1\u{15}\u{15}，\
        \u{13}EQ \\o\\ac(○,3)\u{15}\u{13} TC \u{15}。\u{15}\u{14}\r";
    let made = Made {
        pieces: vec![wide(text)],
        ..Made::default()
    };
    assert_eq!(made.text(), "见表1，3。");
}

#[test]
fn a_deleted_end_joins_paragraphs() {
    let deleted = [0x00, 0x08, 1];
    let hidden = [0x3C, 0x08, 1];
    let made = Made {
        pieces: vec![wide("前\r后\r隐\r示\r")],
        characters: vec![(2, &[]), (2, &deleted), (4, &[]), (4, &hidden), (4, &[])],
        ..Made::default()
    };
    assert_eq!(made.text(), "前后\n示");
    let with = vec![Kind::Deletion, Kind::Hidden];
    let all = read(&made.bytes(), "", &Options { with }, &decoder).expect("sound");
    assert_eq!(all.text, "前\n后\n隐\n示");
    let told: Vec<_> = all
        .left_out
        .iter()
        .map(|left| (left.kind, left.read))
        .collect();
    assert_eq!(told, [(Kind::Hidden, true)]);
}

/// One level: its first number, its format, its flags, its text.
fn level(start: u8, format: u8, flags: u8, text: &[u16]) -> Vec<u8> {
    let mut level = vec![0; 28];
    (level[0], level[4], level[5], level[15]) = (start, format, flags, 2);
    level.extend((text.len() as u16).to_le_bytes());
    level.extend(text.iter().flat_map(|unit| unit.to_le_bytes()));
    level
}

#[test]
fn lists_count_through_all_their_uses() {
    let stop = u16::from(b'.');
    let chapter = level(1, 39, 0, &[0x7B2C, 0, 0x7AE0]);
    let legal = level(1, 0, 4, &[0, stop, 1]);
    // Level 3 never starts again.
    let on = level(1, 22, 8, &[2, stop]);
    let rest = level(1, 255, 0, &[]);
    let levels = [vec![chapter, legal, on], vec![rest; 6]].concat().concat();
    let list = [&[1, 0, 7, 0, 0, 0][..], &[0; 24]].concat();
    // Two uses; the second starts level 1 at 5.
    let of_use = |changes: u8| [&[7, 0, 0, 0][..], &[0; 8], &[changes, 0, 0, 0]].concat();
    let change = [[5, 0, 0, 0], [0x10, 0, 0, 0]].concat();
    let none = [0xFF; 4];
    let uses = [
        &[2, 0, 0, 0][..],
        &of_use(0),
        &of_use(1),
        &none,
        &none,
        &change,
    ]
    .concat();
    let put = |of: u8, level: u8| [0x0B, 0x46, of, 0, 0x0A, 0x26, level, 0];
    let places = [
        (1, 0),
        (1, 1),
        (1, 2),
        (1, 1),
        (2, 0),
        (2, 0),
        (1, 0),
        (1, 2),
        (0, 0),
    ];
    let lists: Vec<[u8; 8]> = places.iter().map(|&(of, level)| put(of, level)).collect();
    let made = Made {
        pieces: vec![wide(&"段\r".repeat(places.len()))],
        paragraphs: lists.iter().map(|list| (4, &list[..7])).collect(),
        lists: list,
        levels,
        uses,
        ..Made::default()
    };
    let expected = "第一章段\n1.1段\n01.段\n1.2段\n第五章段\n第六章段\n第七章段\n02.段\n段";
    assert_eq!(made.text(), expected);
}

#[test]
fn tables_know_edges_and_not_columns() {
    // Two rows: one cell over two columns, and two cells.
    let inside = [0x16, 0x24, 1];
    let row = |edges: &[u16]| {
        let edges = edges.iter().flat_map(|edge| edge.to_le_bytes());
        let mut definition = vec![0x16, 0x24, 1, 0x17, 0x24, 1, 0x08, 0xD6];
        let body: Vec<u8> = edges.collect();
        definition.extend((body.len() as u16 + 2).to_le_bytes());
        definition.push((body.len() / 2 - 1) as u8);
        definition.extend(body);
        definition
    };
    let (first, second) = (row(&[0, 2000]), row(&[0, 1000, 2000]));
    let made = Made {
        pieces: vec![wide("数据\u{7}\u{7}甲\r乙\u{7}8\r9\u{7}\u{7}完\r")],
        paragraphs: vec![
            (6, &inside),
            (2, &first),
            (4, &inside),
            (4, &inside),
            (4, &inside),
            (4, &inside),
            (2, &second),
            (4, &[]),
        ],
        ..Made::default()
    };
    assert_eq!(made.text(), "数据\t\n甲乙\t8 9\n完");
}

#[test]
fn a_table_that_points_beyond_the_file_is_damaged() {
    let made = Made {
        pieces: vec![wide("法\r")],
        ..Made::default()
    };
    let mut bytes = made.bytes();
    let piece = [long(2), [0, 0, 0, 4], [0, 0, 0, 0]].concat();
    let at = bytes
        .windows(12)
        .position(|word| word == piece)
        .expect("the piece");
    bytes[at + 9] = 0x7F;
    let refused = read(&bytes, "", &Options::default(), &decoder);
    assert_eq!(refused, Err(Refusal::Damaged));
}
