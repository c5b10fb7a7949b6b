//! Puts the word files where the crate takes them in, without the columns that
//! are for people alone, and compiles the words of all of them into one trie.

use std::path::{Path, PathBuf};
use std::{env, fs};

// The same folding and the same table of lists as the crate's own.
#[allow(dead_code, unused_macros, unused_imports)]
#[path = "src/fold.rs"]
mod fold;
#[allow(dead_code)]
#[path = "src/lexicon/list.rs"]
mod list;
#[path = "src/fact/frozen/pair.rs"]
mod pair;

/// Columns that explain an entry or say where it comes from.
const FOR_PEOPLE: &[&str] = &[
    "note",
    "example",
    "source",
    "base_unit",
    "name_en",
    "outline_2021_2025",
    "outline_2015_2020",
];

/// Columns of words that are looked up in the trie, which tells their row.
const LOOKED_UP: &[&str] = &[
    "ending", "keywords", "rate", "suffix", "surname", "unit", "word",
];

fn main() {
    let from = Path::new("src/words");
    let to = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join("words");
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed={}", from.display());
    println!("cargo:rerun-if-changed=src/fold.rs");
    println!("cargo:rerun-if-changed=src/lexicon/list.rs");
    println!("cargo:rerun-if-changed=src/fact/frozen/pair.rs");
    fs::create_dir_all(&to).expect("the output directory can be written");
    let (lexicon, places) = pack::lexicon(from);
    for entry in fs::read_dir(from).expect("src/words is a directory") {
        let path = entry.expect("src/words can be listed").path();
        if path.extension().is_none_or(|e| e != "tsv") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a word file is UTF-8");
        let name = path.file_name().expect("a listed file has a name");
        // Words without an entry to look up are in the trie and nowhere else.
        if [
            "general.tsv",
            "genre.tsv",
            "divisions.tsv",
            "phrases.tsv",
            "rare.tsv",
        ]
        .contains(&&*name.to_string_lossy())
        {
            continue;
        }
        let stem = path.file_stem().expect("a listed file has a name");
        let text = match places.get(&*stem.to_string_lossy()) {
            Some(places) => placed(&text, places),
            None => text,
        };
        fs::write(to.join(name), kept(&text)).expect("the output directory can be written");
    }
    fs::write(to.with_file_name("lexicon.bin"), lexicon)
        .expect("the output directory can be written");
}

/// The rows of a file, the header apart, each at the place that is given for it.
fn placed(text: &str, places: &[usize]) -> String {
    let mut lines = text.lines();
    let header = lines.next().unwrap_or_default();
    let mut rows = vec![""; places.len()];
    for (row, &place) in lines.zip(places) {
        rows[place] = row;
    }
    std::iter::once(header)
        .chain(rows)
        .map(|line| format!("{line}\n"))
        .collect()
}

/// The same rows and columns; the cells that nothing reads are empty. A pattern with few
/// matches is a list of words, which stand in the trie, and its row is left out; behind
/// another one stands where it can match: the characters of its pair, and its reach.
fn kept(text: &str) -> String {
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let pattern = header.iter().position(|&h| h == "pattern");
    let mut out = header.join("\t");
    out.push('\n');
    for line in lines {
        let mut cells: Vec<&str> = line.split('\t').collect();
        // Rows keep their tabs, so that one without anything left is still a row.
        cells.resize(header.len(), "");
        // An expression is its pattern's example, or stands in the trie.
        if pattern.is_some() {
            cells[0] = "";
        }
        for (cell, head) in cells.iter_mut().zip(&header) {
            *cell = match *head {
                head if FOR_PEOPLE.contains(&head) => "",
                "kind" if pattern.is_some() => "",
                head if LOOKED_UP.contains(&head) => "",
                "pattern" if words_of(cell).is_some() => "",
                // What is said of nearly all need not be said.
                "confidence" if *cell == "high" => "",
                // Asked only whether there is one.
                "revised" if !cell.is_empty() => "y",
                // Asked only which year it was.
                "promulgated" => cell.get(..4).unwrap_or(cell),
                _ => cell,
            };
        }
        // Of a file of patterns nothing else is read but in the trie.
        if pattern.is_some_and(|at| cells[at].is_empty()) {
            continue;
        }
        let place = pattern.map(|at| place_of(cells[at])).unwrap_or_default();
        out.push_str(&cells.join("\t"));
        out.push_str(&place);
        out.push('\n');
    }
    out
}

/// The words that a pattern stands for, if they are few.
fn words_of(pattern: &str) -> Option<Vec<String>> {
    pair::words(&regex_syntax::parse(pattern).expect("frozen.tsv holds valid patterns"))
}

/// Three more cells for a pattern.
fn place_of(pattern: &str) -> String {
    let parsed = regex_syntax::parse(pattern).expect("frozen.tsv holds valid patterns");
    let pair = pair::required_pair(&parsed).expect("every pattern of frozen.tsv needs a pair");
    let [first, second] = pair.map(|set| set.into_iter().collect::<String>());
    let reach = pair::longest(&parsed).map_or(String::new(), |n| n.to_string());
    format!("\t{first}\t{second}\t{reach}")
}

/// The word files and the general dictionary as one trie, in the form that
/// `src/lexicon.rs` unpacks: five counts (characters, nodes, words of lists, their
/// values, general words; 4 bytes each, little-endian), then columns, since what is
/// alike packs best side by side:
///
/// | column | one byte for each |
/// |---|---|
/// | low and high byte of how far it is from the character before | character |
/// | how far the number of the character that leads to it is from its elder sibling's, as a *step*; flags | node |
/// | how many values it has | word of a list |
/// | list; low and high byte of how far the entry is from the one before it of its list | value |
/// | cost; tag | general word |
///
/// Characters have numbers: the 256 that lead to most nodes the first ones, in their
/// own order, and so on. Siblings stand in the order of their numbers. Compressed, this
/// is 21 kB less than siblings in the order of Unicode with its numbers.
///
/// A step below 240 is a byte; from there on the byte is 240 and its multiple of 256, and
/// what remains stands in a column of such remainders, which comes last: 1 kB less than two
/// bytes for each.
///
/// The rows of a word file are put in the order in which their first words stand in the
/// trie, so that most entries are one more than the one before: 4 kB less.
mod pack {
    use std::collections::{BTreeMap, HashMap, VecDeque};
    use std::fs;
    use std::path::Path;

    use crate::fold::fold;
    use crate::list::{LISTS, LONG_STEP, Source, WORDS_ALONE};

    #[derive(Default)]
    struct Node {
        children: BTreeMap<u16, Node>,
        values: Vec<(u8, u16)>,
        general: Option<(u8, u8)>,
    }

    /// Of the rows of a word file, the place of each.
    type Places = HashMap<&'static str, Vec<usize>>;

    /// The lexicon, and where it wants the rows of the word files.
    pub fn lexicon(words: &Path) -> (Vec<u8>, Places) {
        let mut root = Node::default();
        for (list, (name, source)) in LISTS.iter().enumerate() {
            for (word, entry) in words_of(words, source) {
                let entry = if WORDS_ALONE.contains(name) { 0 } else { entry };
                let entry = u16::try_from(entry).expect("a word file has fewer than 65,536 rows");
                let values = &mut node(&mut root, &word).values;
                if !values.contains(&(list as u8, entry)) {
                    values.push((list as u8, entry));
                }
            }
        }
        general(&mut root, words);
        let numbers: HashMap<u16, u16> = alphabet(&root).into_iter().zip(0..).collect();
        let places = places(&root, &numbers, words);
        (packed(&root, &numbers, &places), places)
    }

    /// The children of a node in the order of the numbers of their characters.
    fn in_order<'a>(node: &'a Node, numbers: &HashMap<u16, u16>) -> Vec<(u16, &'a Node)> {
        let children = node.children.iter();
        let mut children: Vec<_> = children
            .map(|(label, child)| (numbers[label], child))
            .collect();
        children.sort_by_key(|(number, _)| *number);
        children
    }

    /// The rows of the files that lists take their words from, in the order in which the trie
    /// has them; behind them those that it has not.
    fn places(root: &Node, numbers: &HashMap<u16, u16>, words: &Path) -> Places {
        let mut found: HashMap<&'static str, Vec<usize>> = HashMap::new();
        let mut queue = VecDeque::from([root]);
        while let Some(node) = queue.pop_front() {
            for &(list, entry) in &node.values {
                if let Some(file) = file_of(list) {
                    let rows = found.entry(file).or_default();
                    if !rows.contains(&usize::from(entry)) {
                        rows.push(usize::from(entry));
                    }
                }
            }
            queue.extend(in_order(node, numbers).into_iter().map(|(_, child)| child));
        }
        let place = |(file, order): (&'static str, Vec<usize>)| {
            let mut places = vec![usize::MAX; rows(words, file).len()];
            for (place, &row) in order.iter().enumerate() {
                places[row] = place;
            }
            let mut next = order.len()..;
            let last = places.iter_mut().filter(|place| **place == usize::MAX);
            last.zip(&mut next).for_each(|(place, at)| *place = at);
            (file, places)
        };
        found.into_iter().map(place).collect()
    }

    /// The file whose rows are put in the order of a list's words: none for a list of words
    /// alone, and none whose rows have several words, of which the order says what comes first.
    fn file_of(list: u8) -> Option<&'static str> {
        let (name, source) = &LISTS[usize::from(list)];
        match *source {
            _ if WORDS_ALONE.contains(name) => None,
            Source::Column(file, _) | Source::Where(file, ..) | Source::First(file, _) => {
                Some(file)
            }
            Source::Acts => Some("laws"),
            Source::Each(..) | Source::Mechanisms | Source::Frozen => None,
        }
    }

    /// The general dictionary; the words of the genre are judged by the genre's own
    /// costs; places are names.
    fn general(root: &mut Node, words: &Path) {
        for file in ["general", "genre"] {
            for row in rows(words, file) {
                let cost: u8 = row[1].parse().expect("a cost is a small number");
                node(root, &row[0]).general = Some((cost, row[2].as_bytes()[0]));
            }
        }
        for row in rows(words, "divisions") {
            let cell = |at: usize| row.get(at).map_or("", String::as_str);
            let bare: String = match cell(1) {
                "" => String::new(),
                // Provinces and prefectures are told without their level as well: 河北, 保定.
                _ => cell(0).chars().take(cell(0).chars().count() - 1).collect(),
            };
            for name in [cell(0), cell(2), &bare] {
                if !name.is_empty() {
                    node(root, name).general.get_or_insert((PLACE, b's'));
                }
            }
        }
    }

    /// What the name of a place costs, in halves of a nat: as a word that is seldom
    /// told, but less than its characters one by one.
    const PLACE: u8 = 25;

    fn node<'a>(root: &'a mut Node, word: &str) -> &'a mut Node {
        assert!((1..=255).contains(&word.chars().count()), "{word:?}");
        word.chars().map(fold).fold(root, |node, c| {
            let label = u16::try_from(u32::from(c)).expect("words are of the basic plane");
            node.children.entry(label).or_default()
        })
    }

    /// The characters of all labels in the order of their numbers.
    fn alphabet(root: &Node) -> Vec<u16> {
        let mut nodes: HashMap<u16, usize> = HashMap::new();
        let mut open = vec![root];
        while let Some(node) = open.pop() {
            for (&label, child) in &node.children {
                *nodes.entry(label).or_default() += 1;
                open.push(child);
            }
        }
        let mut all: Vec<u16> = nodes.keys().copied().collect();
        all.sort_by_key(|label| (usize::MAX - nodes[label], *label));
        all.chunks_mut(256).for_each(<[u16]>::sort);
        all
    }

    /// The low and the high bytes of how far each number is from the one before it.
    fn steps(numbers: impl Iterator<Item = u16>) -> [Vec<u8>; 2] {
        let mut last = 0;
        let step = |n: u16| {
            n.wrapping_sub(std::mem::replace(&mut last, n))
                .to_le_bytes()
        };
        numbers
            .map(step)
            .map(|[low, high]| (low, high))
            .unzip()
            .into()
    }

    fn packed(root: &Node, numbers: &HashMap<u16, u16>, places: &Places) -> Vec<u8> {
        let [letters_low, letters_high] = steps(alphabet(root).into_iter());
        let mut last_entry = [0u16; LISTS.len()];
        let mut columns: [Vec<u8>; 9] = Default::default();
        let mut queue = VecDeque::from([(0, root, true)]);
        while let Some((step, node, last)) = queue.pop_front() {
            let [
                label,
                flags,
                counts,
                lists,
                entry_low,
                entry_high,
                costs,
                tags,
                remainders,
            ] = &mut columns;
            let [rest, multiple] = u16::to_le_bytes(step);
            if step < u16::from(LONG_STEP) {
                label.push(rest);
            } else {
                label.push(LONG_STEP + multiple);
                remainders.push(rest);
            }
            flags.push(
                u8::from(last)
                    | u8::from(!node.children.is_empty()) << 1
                    | u8::from(!node.values.is_empty()) << 2
                    | u8::from(node.general.is_some()) << 3,
            );
            if !node.values.is_empty() {
                counts.push(node.values.len() as u8);
            }
            for &(list, entry) in &node.values {
                let placed = file_of(list).map(|file| places[file][usize::from(entry)] as u16);
                let entry = placed.unwrap_or(entry);
                let last = std::mem::replace(&mut last_entry[usize::from(list)], entry);
                let [l, h] = entry.wrapping_sub(last).to_le_bytes();
                lists.push(list);
                entry_low.push(l);
                entry_high.push(h);
            }
            if let Some((cost, tag)) = node.general {
                costs.push(cost);
                tags.push(tag);
            }
            let children = in_order(node, numbers);
            let mut elder = 0;
            for (nth, &(number, child)) in children.iter().enumerate() {
                queue.push_back((number - elder, child, nth + 1 == children.len()));
                elder = number;
            }
        }
        let count = |column: usize| columns[column].len() as u32;
        let counts = [
            letters_low.len() as u32,
            count(0),
            count(2),
            count(3),
            count(6),
        ];
        assert!(
            letters_low.len() < usize::from(u8::MAX - LONG_STEP) << 8,
            "the longest step has a byte for its multiple of 256"
        );
        assert!(
            count(3) < 1 << 16,
            "a node says in two bytes where its values begin"
        );
        let mut out: Vec<u8> = counts.iter().flat_map(|n| n.to_le_bytes()).collect();
        out.extend([letters_low, letters_high].concat());
        out.extend(columns.concat());
        out
    }

    /// The rows of a word file as their cells, the header left out.
    fn rows(words: &Path, file: &str) -> Vec<Vec<String>> {
        let path = words.join(file).with_extension("tsv");
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let lines = text.lines().skip(1).filter(|line| !line.trim().is_empty());
        lines
            .map(|line| line.split('\t').map(str::to_owned).collect())
            .collect()
    }

    /// The words of a source, each with the number of its row.
    fn words_of(words: &Path, source: &Source) -> Vec<(String, usize)> {
        let cell = |row: &[String], at: usize| row.get(at).cloned().unwrap_or_default();
        let each = |file: &str, of: &dyn Fn(&[String]) -> Vec<String>| -> Vec<(String, usize)> {
            let rows = rows(words, file).into_iter().enumerate();
            rows.flat_map(|(n, row)| of(&row).into_iter().map(move |word| (word, n)))
                .filter(|(word, _)| !word.is_empty())
                .collect()
        };
        let parted = |words: &str| -> Vec<String> { words.split('|').map(str::to_owned).collect() };
        match *source {
            Source::Column(file, at) => each(file, &|row| vec![cell(row, at)]),
            Source::Where(file, (head, value), at) => each(file, &|row| match cell(row, head) {
                found if found == value => vec![cell(row, at)],
                _ => Vec::new(),
            }),
            Source::Each(file, at) => each(file, &|row| parted(&cell(row, at))),
            Source::First(file, at) => each(file, &|row| {
                cell(row, at)
                    .split('*')
                    .take(1)
                    .map(str::to_owned)
                    .collect()
            }),
            Source::Acts => each("laws", &|row| {
                let mut names = parted(&cell(row, 1));
                names.push(cell(row, 0));
                let bare = |name: &String| Some(name.strip_prefix("中华人民共和国")?.to_owned());
                let stripped: Vec<String> = names.iter().filter_map(bare).collect();
                names.extend(stripped);
                names
            }),
            Source::Frozen => {
                let mut all = each("frozen", &|row| match cell(row, 1).as_str() {
                    "" if cell(row, 2) == "phone" => Vec::new(),
                    "" => vec![cell(row, 0)],
                    pattern => super::words_of(pattern).unwrap_or_default(),
                });
                all.extend(each("mechanisms", &|row| match cell(row, 2) == "yes" {
                    true => [parted(&cell(row, 1)), vec![cell(row, 0)]].concat(),
                    false => Vec::new(),
                }));
                all
            }
            Source::Mechanisms => each("mechanisms", &|row| match cell(row, 5) == "no" {
                true => Vec::new(),
                false => [parted(&cell(row, 1)), vec![cell(row, 0)]]
                    .concat()
                    .iter()
                    .filter(|name| name.chars().count() > 1)
                    .map(|name| name.replace(['“', '”'], ""))
                    .collect(),
            }),
        }
    }
}
