//! Where a pattern can match, told from the pattern alone.

use regex_syntax::hir::{Class, Hir, HirKind};

/// Characters of which one stands at a place of every match.
type OneOf = Vec<char>;

/// Two neighbouring places of every match of the pattern, and what can stand there:
/// of all such places those with the fewest possible pairs.
pub fn required_pair(pattern: &Hir) -> Option<[OneOf; 2]> {
    let HirKind::Concat(parts) = pattern.kind() else {
        return within(pattern);
    };
    let between = (1..parts.len()).filter_map(|at| {
        // A part that can be left out gives way to the next one: 步(?:工作)?法.
        let rest = Hir::concat(parts[at..].to_vec());
        Some([edge(&parts[at - 1], Edge::Last)?, edge(&rest, Edge::First)?])
    });
    let all = between.chain(parts.iter().filter_map(within));
    all.min_by_key(|[a, b]| a.len() * b.len())
}

/// The first two characters of a literal, or such a pair of a group.
fn within(part: &Hir) -> Option<[OneOf; 2]> {
    let literal = match part.kind() {
        HirKind::Literal(literal) => literal,
        HirKind::Capture(group) => return required_pair(&group.sub),
        _ => return None,
    };
    let mut chars = std::str::from_utf8(&literal.0).ok()?.chars();
    Some([vec![chars.next()?], vec![chars.next()?]])
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    First,
    Last,
}

/// What can stand at the edge of a part; `None` for a part that can be empty.
fn edge(part: &Hir, which: Edge) -> Option<OneOf> {
    if part.properties().minimum_len() == Some(0) {
        return None;
    }
    match part.kind() {
        HirKind::Literal(literal) => {
            let mut chars = std::str::from_utf8(&literal.0).ok()?.chars();
            let c = match which {
                Edge::First => chars.next(),
                Edge::Last => chars.next_back(),
            };
            Some(vec![c?])
        }
        HirKind::Class(Class::Unicode(class)) => {
            Some(class.iter().flat_map(|r| r.start()..=r.end()).collect())
        }
        HirKind::Repetition(repetition) => edge(&repetition.sub, which),
        HirKind::Capture(capture) => edge(&capture.sub, which),
        HirKind::Alternation(branches) => {
            let edges: Option<Vec<OneOf>> = branches.iter().map(|b| edge(b, which)).collect();
            Some(edges?.concat())
        }
        HirKind::Concat(parts) => {
            // A part that can be left out gives way to the next one.
            let mut out = Vec::new();
            let mut at: &mut dyn Iterator<Item = &Hir> = &mut parts.iter();
            let mut back = parts.iter().rev();
            if which == Edge::Last {
                at = &mut back;
            }
            for part in at {
                match part.kind() {
                    HirKind::Repetition(r) if r.min == 0 => out.extend(edge(&r.sub, which)?),
                    _ => {
                        out.extend(edge(part, which)?);
                        return Some(out);
                    }
                }
            }
            None
        }
        _ => None,
    }
}

/// A pattern with more matches is no list of words.
const MOST_WORDS: usize = 1_000;

/// All that the pattern matches, where that is a list of words.
pub fn words(part: &Hir) -> Option<Vec<String>> {
    let words = match part.kind() {
        HirKind::Empty => vec![String::new()],
        HirKind::Literal(literal) => vec![String::from_utf8(literal.0.to_vec()).ok()?],
        HirKind::Class(Class::Unicode(class)) => {
            let chars = class.iter().flat_map(|r| r.start()..=r.end());
            chars.take(MOST_WORDS + 1).map(String::from).collect()
        }
        HirKind::Alternation(branches) => {
            let each: Option<Vec<Vec<String>>> = branches.iter().map(words).collect();
            each?.concat()
        }
        HirKind::Repetition(r) if r.max == Some(1) => {
            let once = words(&r.sub)?;
            let none = (r.min == 0).then(String::new);
            once.into_iter().chain(none).collect()
        }
        HirKind::Concat(parts) => {
            let mut all = vec![String::new()];
            for part in parts {
                let ends = words(part)?;
                let joined = |head: &String| -> Vec<String> {
                    ends.iter().map(|end| format!("{head}{end}")).collect()
                };
                all = all.iter().flat_map(joined).collect();
                if all.len() > MOST_WORDS {
                    return None;
                }
            }
            all
        }
        _ => return None,
    };
    (words.len() <= MOST_WORDS).then_some(words)
}

/// The number of characters of the longest match, if there is one.
pub fn longest(part: &Hir) -> Option<usize> {
    Some(match part.kind() {
        HirKind::Literal(literal) => std::str::from_utf8(&literal.0).ok()?.chars().count(),
        HirKind::Class(_) => 1,
        HirKind::Repetition(r) => r.max? as usize * longest(&r.sub)?,
        HirKind::Capture(capture) => longest(&capture.sub)?,
        HirKind::Concat(parts) => parts.iter().map(longest).sum::<Option<usize>>()?,
        HirKind::Alternation(branches) => {
            let each: Option<Vec<usize>> = branches.iter().map(longest).collect();
            each?.into_iter().max()?
        }
        HirKind::Empty | HirKind::Look(_) => 0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rarest_pair_says_where_a_pattern_can_match() {
        for (pattern, pair) in [
            ("[二三]位一体", ["位", "一"]),
            ("[“]?十[一二]五[”]?(?:规划|时期)", ["十", "一二"]),
            ("(?:十[一二]|二十[一]?)大", ["一二十", "大"]),
            ("[一二三]+步(?:工作)?法", ["步", "工法"]),
            ("(?:法律)?[五六]进[”]?", ["五六", "进"]),
        ] {
            let parsed = regex_syntax::parse(pattern).expect(pattern);
            let found = required_pair(&parsed).expect(pattern).map(|mut set| {
                set.sort_unstable();
                set.dedup();
                set.into_iter().collect::<String>()
            });
            assert_eq!(found, pair, "{pattern}");
        }
        // Nothing is sure of what can be left out.
        let optional = regex_syntax::parse("一?二?").expect("sound");
        assert_eq!(required_pair(&optional), None);
    }

    #[test]
    fn a_pattern_of_few_matches_is_a_list_of_words() {
        let of = |pattern| words(&regex_syntax::parse(pattern).expect("sound"));
        let all = of("(?:党的)?十[一二]大").expect("few matches");
        assert_eq!(all, ["党的十一大", "党的十二大", "十一大", "十二大"]);
        for pattern in ["[一二]+步法", "[一-龥]大", "[*×]{1,3}次"] {
            assert_eq!(of(pattern), None, "{pattern}");
        }
    }

    #[test]
    fn the_longest_match_is_told_in_characters() {
        for (pattern, chars) in [
            ("[“]?十[一二]五[”]?(?:规划|时)", Some(7)),
            ("[*×]{1,3}次", Some(4)),
            ("[一二]+步法", None),
        ] {
            let parsed = regex_syntax::parse(pattern).expect(pattern);
            assert_eq!(longest(&parsed), chars, "{pattern}");
        }
    }
}
