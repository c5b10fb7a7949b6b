//! Every sentence that the command says, in Chinese and in English: `words.tsv`.
//!
//! What the page says too has its key there (`www/strings.js`), and the same words.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The language that is spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    Zh,
    En,
}

impl Lang {
    /// By its code, `zh` or `en`.
    pub fn named(code: &str) -> Option<Lang> {
        match code {
            "zh" => Some(Lang::Zh),
            "en" => Some(Lang::En),
            _ => None,
        }
    }

    /// English where the locale or `--lang` is English, else Chinese. The help is made
    /// before the arguments are understood, so they are looked at here as well.
    pub fn of_environment() -> Lang {
        let args: Vec<String> = std::env::args().skip(1).collect();
        let asked = args.iter().enumerate().find_map(|(at, arg)| {
            let next = (arg == "--lang").then(|| args.get(at + 1).map(String::as_str));
            Lang::named(arg.strip_prefix("--lang=").or(next.flatten())?)
        });
        let locale = || {
            let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter();
            let mut set = set.filter_map(|name| std::env::var(name).ok());
            set.find(|value| !value.is_empty())
        };
        let english = || locale().is_some_and(|name| name.starts_with("en"));
        asked.unwrap_or_else(|| if english() { Lang::En } else { Lang::Zh })
    }
}

static WORDS: LazyLock<HashMap<&str, [&str; 2]>> = LazyLock::new(|| {
    let lines = include_str!("words.tsv").lines().skip(1);
    let cells = lines.map(|line| line.split('\t').collect::<Vec<_>>());
    let entries = cells.filter(|cells| cells.len() == 3);
    entries.map(|c| (c[0], [c[1], c[2]])).collect()
});

/// The words under a key; the key itself where there are none.
pub fn t(lang: Lang, key: &'static str) -> &'static str {
    match (WORDS.get(key), lang) {
        (None, _) => key,
        (Some(words), Lang::Zh) => words[0],
        (Some(words), Lang::En) => words[1],
    }
}

/// The words under a key with what belongs into their `{places}`. `{n|remark|remarks}`
/// is the first for 1, else the second.
pub fn filled(lang: Lang, key: &'static str, values: &[(&str, &str)]) -> String {
    let mut rest = t(lang, key);
    let mut out = String::new();
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((place, behind)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        let mut forms = place.split('|');
        let name = forms.next().unwrap_or_default();
        let value = values.iter().find(|(known, _)| *known == name);
        match (value, forms.next(), forms.next()) {
            (Some((_, value)), Some(one), Some(many)) => {
                out.push_str(if *value == "1" { one } else { many });
            }
            (Some((_, value)), ..) => out.push_str(value),
            (None, ..) => out.push_str(place),
        }
        rest = behind;
    }
    out + rest
}

/// Says something on the error output.
pub fn complain(lang: Lang, key: &'static str, values: &[(&str, &str)]) {
    eprintln!("fazhi: {}", filled(lang, key, values));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_has_words_in_both_languages() {
        let lines: Vec<&str> = include_str!("words.tsv").lines().collect();
        for line in &lines {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), 3, "{line}");
            assert!(cells.iter().all(|cell| !cell.is_empty()), "{line}");
        }
        assert_eq!(WORDS.len(), lines.len() - 1, "a key stands twice");
    }

    #[test]
    fn every_key_that_is_asked_for_is_there_and_the_other_way_round() {
        let sources = [
            include_str!("cli.rs"),
            include_str!("input.rs"),
            include_str!("main.rs"),
            include_str!("read.rs"),
            include_str!("review.rs"),
            include_str!("stream.rs"),
        ]
        .concat();
        let asked: Vec<&str> = sources.split('"').skip(1).step_by(2).collect();
        for key in WORDS.keys() {
            assert!(asked.contains(key), "{key} is asked for nowhere");
        }
        for key in asked {
            let prefix = key.split('.').next().unwrap_or_default();
            let is_key = ["cmd", "review", "severity", "findings", "trouble"].contains(&prefix);
            if is_key && key.contains('.') && !key.contains(' ') {
                assert!(WORDS.contains_key(key), "{key} has no words");
            }
        }
    }

    #[test]
    fn words_take_what_belongs_into_them() {
        let kinds = [("n", "1"), ("kinds", "x")];
        let one = filled(Lang::En, "review.count", &kinds);
        assert_eq!(one, "1 remark: x.");
        let kinds = [("n", "2"), ("kinds", "x")];
        let two = filled(Lang::En, "review.count", &kinds);
        assert_eq!(two, "2 remarks: x.");
    }
}
