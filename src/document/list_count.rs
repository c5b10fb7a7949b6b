//! How lists count, for formats that keep the levels of a list together.

use crate::list_number::Format;

/// More levels than this no format has.
pub const LEVELS: usize = 10;

/// One level of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    pub start: u32,
    pub format: Format,
    pub text: Vec<Part>,
    /// Numbers of higher levels are shown as decimal.
    pub decimal: bool,
    /// It starts again after a level above this one; 0 is never.
    pub restart: usize,
    pub follow: Follow,
}

/// A part of what stands before an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Text(String),
    /// The number of a level, from 0.
    Number(usize),
}

/// What stands between a number and the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follow {
    Tab,
    Blank,
    Nothing,
}

/// The number last given on each level of a list.
#[derive(Clone, Debug, Default)]
pub struct Counter([Option<u32>; LEVELS]);

impl Counter {
    /// Counts an item of a level, from `start` where that is said; those of the levels
    /// below start again. `level` gives the levels of the list.
    pub fn count<'l>(
        &mut self,
        level: impl Fn(usize) -> Option<&'l Level>,
        at: usize,
        start: Option<u32>,
    ) {
        let Some(own) = level(at) else { return };
        for below in at + 1..LEVELS {
            if level(below).is_none_or(|level| at < level.restart) {
                self.0[below] = None;
            }
        }
        let next = self.0[at].map_or(own.start, |last| last.saturating_add(1));
        self.0[at] = Some(start.unwrap_or(next));
    }

    /// The number last given on a level since it started again.
    #[must_use]
    pub fn last(&self, at: usize) -> Option<u32> {
        self.0.get(at).copied().flatten()
    }

    /// What stands before the item that was counted last, with what parts it from the text.
    /// A line's end or a tab in it would make other lines and cells of the paragraph.
    pub fn label<'l>(&self, level: impl Fn(usize) -> Option<&'l Level>, at: usize) -> String {
        let mut label = String::new();
        let Some(own) = level(at) else { return label };
        for part in &own.text {
            match part {
                Part::Text(text) => label.extend(text.chars().filter(|c| !c.is_control())),
                Part::Number(shown) => {
                    let Some(level) = level(*shown).filter(|_| *shown <= at) else {
                        continue;
                    };
                    let format = if own.decimal && level.format != Format::None {
                        Format::Decimal
                    } else {
                        level.format
                    };
                    label.push_str(&format.write(self.0[*shown].unwrap_or(level.start)));
                }
            }
        }
        finish(label, own.follow)
    }
}

/// A tab would make a row of a table of the line: a blank stands for it, or nothing
/// after a mark that is as wide as a character.
fn finish(mut label: String, follow: Follow) -> String {
    let last = label.chars().last();
    if last.is_none() {
        return label;
    }
    let wide = last.is_none_or(|c| matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}'));
    match follow {
        Follow::Blank => label.push(' '),
        Follow::Tab if !wide => label.push(' '),
        Follow::Tab | Follow::Nothing => {}
    }
    label
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(format: Format, text: Vec<Part>, restart: usize) -> Level {
        Level {
            start: 1,
            format,
            text,
            decimal: false,
            restart,
            follow: Follow::Tab,
        }
    }

    #[test]
    fn a_label_is_of_one_line() {
        let text = vec![
            Part::Text("第\r".into()),
            Part::Number(0),
            Part::Text("\n\t条".into()),
        ];
        let levels = [level(Format::named("decimal"), text, 9)];
        let mut counts = Counter::default();
        counts.count(|at| levels.get(at), 0, None);
        assert_eq!(counts.label(|at| levels.get(at), 0), "第1条 ");
    }

    #[test]
    fn levels_count_and_start_again() {
        let first = vec![Part::Number(0), Part::Text("、".into())];
        let second = vec![Part::Number(0), Part::Text(".".into()), Part::Number(1)];
        let counting = Format::named("chineseCountingThousand");
        let mut levels = [level(counting, first, 0), level(Format::Decimal, second, 1)];
        levels[1].decimal = true;
        let mut counter = Counter::default();
        let mut seen = Vec::new();
        for (at, start) in [
            (1, None),
            (0, None),
            (1, None),
            (1, None),
            (0, Some(u32::MAX)),
            (1, None),
            (0, None),
            (9, None),
        ] {
            counter.count(|at| levels.get(at), at, start);
            seen.push(counter.label(|at| levels.get(at), at));
        }
        let expected = [
            "1.1 ",
            "一、",
            "1.1 ",
            "1.2 ",
            "、",
            "4294967295.1 ",
            "、",
            "",
        ];
        assert_eq!(seen, expected);
    }
}
