//! Texts and word files put together from the bytes that the fuzzer chooses: from
//! what the readers look for, so that few bytes reach deep.

use crate::sound::pieces::PIECES;
use libfuzzer_sys::arbitrary::{Result, Unstructured};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// Longer texts are slower and find nothing that shorter ones do not, save time
/// that grows; the test of ratios looks for that.
const LONGEST: usize = 5000;

/// A text from all choices.
#[allow(dead_code, reason = "of the target without words")]
pub fn text(choices: &mut Unstructured) -> Result<String> {
    let mut text: Vec<char> = Vec::new();
    while !choices.is_empty() && text.len() < LONGEST {
        step(choices, &mut text)?;
    }
    Ok(text.into_iter().collect())
}

/// A file of the reader's own words, and a text that has some of them.
#[allow(dead_code, reason = "of the target with words")]
pub fn words(choices: &mut Unstructured) -> Result<(String, String)> {
    let mut file = String::new();
    let mut told: Vec<String> = Vec::new();
    for _ in 0..choices.int_in_range(0..=12)? {
        let kind = ["机构", "机制", "指标", "主题", "词"];
        let mut line: Vec<char> = choices.choose(&kind)?.chars().collect();
        for _ in 0..choices.int_in_range(0..=3)? {
            line.push('\t');
            let mut word = Vec::new();
            step(choices, &mut word)?;
            word.truncate(40);
            told.push(word.iter().collect());
            line.extend(word);
        }
        file.extend(line);
        file.push('\n');
    }
    let mut text: Vec<char> = Vec::new();
    while !choices.is_empty() && text.len() < LONGEST {
        if !told.is_empty() && choices.ratio(1, 4)? {
            text.extend(choices.choose(&told)?.chars());
        } else {
            step(choices, &mut text)?;
        }
    }
    Ok((file, text.into_iter().collect()))
}

/// One change of the text.
fn step(choices: &mut Unstructured, text: &mut Vec<char>) -> Result<()> {
    match choices.int_in_range(0..=15)? {
        0..=3 => text.extend(choices.choose(PIECES)?.chars()),
        4 | 5 => text.extend(choices.choose(entries())?.chars()),
        6 => text.extend(arabic(choices)?.chars()),
        7 => text.extend(han(choices)?.chars()),
        8 => {
            // 办理案件12件，: what most readers live on.
            text.extend(choices.choose(entries())?.chars());
            text.extend(arabic(choices)?.chars());
            text.extend(
                choices
                    .choose(&["件", "次", "人", "万元", "%", "个百分点", ""])?
                    .chars(),
            );
            text.extend(
                choices
                    .choose(&["，", "、", "；", "。", "\n", "（", "其中"])?
                    .chars(),
            );
        }
        9 => text.extend(choices.choose(paragraphs())?.chars()),
        10 => {
            let paragraph: Vec<char> = choices.choose(paragraphs())?.chars().collect();
            let (from, to) = stretch(choices, paragraph.len(), 60)?;
            text.extend(&paragraph[from..to]);
        }
        11 => text.push(choices.arbitrary()?),
        12 => {
            let (from, to) = stretch(choices, text.len(), 40)?;
            let again = text[from..to].to_vec();
            for _ in 0..choices.int_in_range(1..=30)? {
                text.extend(&again);
            }
        }
        13 => {
            let (from, to) = stretch(choices, text.len(), 40)?;
            text.drain(from..to);
        }
        14 => {
            let at = choices.int_in_range(0..=text.len())?;
            text.splice(at..at, choices.choose(PIECES)?.chars());
        }
        _ => {
            let (from, to) = stretch(choices, text.len(), 40)?;
            let moved: Vec<char> = text.drain(from..to).collect();
            let at = choices.int_in_range(0..=text.len())?;
            text.splice(at..at, moved);
        }
    }
    Ok(())
}

fn stretch(choices: &mut Unstructured, length: usize, most: usize) -> Result<(usize, usize)> {
    let from = choices.int_in_range(0..=length)?;
    let to = choices.int_in_range(from..=length.min(from + most))?;
    Ok((from, to))
}

fn arabic(choices: &mut Unstructured) -> Result<String> {
    let n = u64::from(choices.arbitrary::<u32>()?) >> choices.int_in_range(0..=31)?;
    Ok(match choices.int_in_range(0..=5)? {
        0 => format!("{}.{}", n / 100, n % 100),
        1 if n >= 1000 => format!("{},{:03}", n / 1000, n % 1000),
        2 => format!(
            "{n}{}",
            choices.choose(&["万", "亿", "余", "多", "千", "百"])?
        ),
        3 => n.to_string().repeat(choices.int_in_range(1..=4)?),
        _ => n.to_string(),
    })
}

fn han(choices: &mut Unstructured) -> Result<String> {
    let signs: Vec<char> = "零〇一二两三四五六七八九十百千万亿余多几点半"
        .chars()
        .collect();
    let mut out = String::new();
    for _ in 0..choices.int_in_range(1..=8)? {
        out.push(*choices.choose(&signs)?);
    }
    Ok(out)
}

/// The first word of every line of the word files.
fn entries() -> &'static [String] {
    static ENTRIES: OnceLock<Vec<String>> = OnceLock::new();
    ENTRIES.get_or_init(|| {
        let first = |line: &str| line.split('\t').next().unwrap_or_default().to_owned();
        files("src/words", "tsv")
            .iter()
            .flat_map(|file| file.lines().skip(1).map(first).collect::<Vec<_>>())
            .filter(|word| !word.is_empty())
            .collect()
    })
}

/// The paragraphs of the reports in the repository.
fn paragraphs() -> &'static [String] {
    static PARAGRAPHS: OnceLock<Vec<String>> = OnceLock::new();
    PARAGRAPHS.get_or_init(|| {
        files("tests/corpus", "txt")
            .iter()
            .flat_map(|file| {
                file.split_inclusive('\n')
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            })
            .collect()
    })
}

fn files(folder: &str, ending: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .join(folder);
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder is in the repository")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == ending))
        .collect();
    paths.sort();
    let read = |path: &PathBuf| std::fs::read_to_string(path).expect("the file is UTF-8");
    paths.iter().map(read).collect()
}
