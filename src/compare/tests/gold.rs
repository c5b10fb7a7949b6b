//! What is found in pairs of reports against what another hand has marked in them.
//!
//! The floors are what is reached now; they only rise.

use fazhi_compare::compare;
use fazhi_compare::input::{Input, Report, Span};
use fazhi_compare::model::{Cell, Comparison, Passage};
use serde_json::Value;
use std::path::{Path, PathBuf};

fn gold(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/gold")
        .join(name)
}

fn text(name: &str) -> String {
    let own = gold(name);
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/corpus")
        .join(name);
    std::fs::read_to_string(if own.exists() { own } else { corpus }).expect("a text of the gold")
}

fn read(name: &str) -> Value {
    let json = std::fs::read_to_string(gold(name)).expect("gold");
    serde_json::from_str(&json).expect("gold is JSON")
}

fn input(name: &str) -> Input {
    let text = text(name);
    let model = serde_json::to_value(fazhi_lens::analyze(&text)).expect("a report is JSON");
    let report: Report = serde_json::from_value(model).expect("the model has what is needed");
    Input {
        name: name.to_owned(),
        text,
        body: None,
        year: None,
        report,
    }
}

fn list<'a>(gold: &'a Value, key: &str) -> &'a [Value] {
    gold[key].as_array().map_or(&[], Vec::as_slice)
}

fn span(value: &Value) -> Span {
    let at = |key: &str| value[key].as_u64().unwrap_or(0) as u32;
    Span {
        start: at("start"),
        end: at("end"),
    }
}

fn meet(a: Span, b: Span) -> bool {
    a.start < b.end && b.start < a.end
}

fn states(cell: &Cell, place: &Value) -> bool {
    std::iter::once(&cell.span)
        .chain(&cell.again)
        .any(|own| meet(*own, span(place)))
}

/// Two reports with their gold, the earlier first.
struct Pair {
    gold: Value,
    found: Comparison,
}

impl Pair {
    fn new(name: &str) -> Pair {
        let gold = read(&format!("{name}.json"));
        let file = |key: &str| input(gold[key].as_str().expect("a file"));
        let found = compare(&[file("earlier"), file("later")]);
        Pair { gold, found }
    }

    fn aligned(&self) -> impl Iterator<Item = (&Cell, &Cell)> {
        self.found
            .rows
            .iter()
            .filter_map(|row| match &row.cells[..] {
                [Some(earlier), Some(later)] => Some((earlier, later)),
                _ => None,
            })
    }

    fn is_in(&self, key: &str, (earlier, later): (&Cell, &Cell)) -> bool {
        let mut marked = list(&self.gold, key).iter();
        marked.any(|pair| states(earlier, &pair["earlier"]) && states(later, &pair["later"]))
    }

    /// Figures of other years, which the gold leaves open.
    fn is_open(&self, (earlier, later): (&Cell, &Cell)) -> bool {
        let said = list(&self.gold, "lastYear")
            .iter()
            .map(|said| &said["statement"]);
        let of = |file: &'static str| {
            let all = list(&self.gold, "notLastYear").iter();
            all.filter(move |other| other["file"] == self.gold[file])
        };
        said.chain(of("later")).any(|place| states(later, place))
            || list(&self.gold, "targets")
                .iter()
                .chain(of("earlier"))
                .any(|place| states(earlier, place))
    }

    /// Marked pairs, those that were found, alignments that are right and that are wrong.
    fn alignment(&self) -> [usize; 4] {
        let marked = list(&self.gold, "aligned");
        let found = marked.iter().filter(|pair| {
            self.aligned().any(|(earlier, later)| {
                states(earlier, &pair["earlier"]) && states(later, &pair["later"])
            })
        });
        let (mut right, mut wrong) = (0, 0);
        for pair in self.aligned() {
            if self.is_in("notAligned", pair) {
                wrong += 1;
            } else if self.is_in("aligned", pair) {
                right += 1;
            } else if !self.is_in("optionalAligned", pair) && !self.is_open(pair) {
                wrong += 1;
            }
        }
        [marked.len(), found.count(), right, wrong]
    }

    /// Marked statements on the year before, those judged as marked, and accusations that are false.
    fn statements(&self) -> [usize; 3] {
        let marked = list(&self.gold, "lastYear");
        let state = |agrees: &Value| match agrees.as_bool() {
            Some(true) => "holds",
            Some(false) => "differs",
            None => "open",
        };
        let said = self.found.statements.iter().filter(|said| said.report == 1);
        let right = marked.iter().filter(|mark| {
            said.clone().any(|said| {
                meet(said.span, span(&mark["statement"])) && said.state == state(&mark["agrees"])
            })
        });
        let differing = said.clone().filter(|said| said.state == "differs");
        let false_ones = differing.filter(|said| {
            let mut slips = marked.iter().filter(|mark| mark["agrees"] == false);
            !slips.any(|mark| meet(said.span, span(&mark["statement"])))
        });
        [marked.len(), right.count(), false_ones.count()]
    }

    /// Marked passages, those that were found, and passages that are none.
    fn reuse(&self) -> [usize; 3] {
        let reuse = self.found.reuse.iter().filter(|reuse| reuse.report == 1);
        let passages: Vec<&Passage> = reuse
            .flat_map(|reuse| &reuse.passages)
            .filter(|passage| passage.kind != "updated")
            .collect();
        let marked = list(&self.gold, "reuse");
        let found = marked.iter().filter(|mark| {
            let (later, earlier) = (span(&mark["later"]), span(&mark["earlier"]));
            let mine = passages
                .iter()
                .filter(|one| meet(one.span, later) && meet(one.source, earlier));
            let covered =
                |of: fn(&Passage) -> Span, all: Span| share(all, mine.clone().map(|one| of(one)));
            covered(|one| one.span, later) >= 0.5 && covered(|one| one.source, earlier) >= 0.5
        });
        let places = |key: &str| {
            let marks = list(&self.gold, key).iter();
            marks
                .map(|mark| span(mark.get("later").unwrap_or(mark)))
                .collect::<Vec<_>>()
        };
        let (real, neutral, set) = (places("reuse"), places("neutral"), places("notReuse"));
        let false_ones = passages.iter().filter(|one| {
            let of = |places: &[Span]| share(one.span, places.iter().copied());
            let known = share(one.span, real.iter().chain(&neutral).copied());
            (of(&set) >= 0.8 && of(&real) == 0.0) || known < 0.5
        });
        [marked.len(), found.count(), false_ones.count()]
    }
}

/// The share of a stretch that lies in others.
fn share(whole: Span, others: impl Iterator<Item = Span>) -> f64 {
    let mut inside = vec![false; (whole.end - whole.start) as usize];
    for other in others {
        let (start, end) = (other.start.max(whole.start), other.end.min(whole.end));
        for at in start..end {
            inside[(at - whole.start) as usize] = true;
        }
    }
    let covered = inside.iter().filter(|one| **one).count();
    covered as f64 / inside.len().max(1) as f64
}

#[test]
fn a_bureau_in_two_years() {
    let pair = Pair::new("d01_d02");
    assert_eq!(pair.alignment(), [115, 115, 115, 0]);
    assert_eq!(pair.statements(), [14, 14, 0]);
    assert_eq!(pair.reuse(), [4, 4, 0]);
}

#[test]
fn a_county_that_tells_the_same_in_other_words() {
    let pair = Pair::new("a");
    let [marked, found, right, wrong] = pair.alignment();
    assert_eq!(marked, 72);
    assert!(
        found >= 69 && right >= 69 && wrong <= 1,
        "{found} {right} {wrong}"
    );
    assert_eq!(pair.statements(), [24, 24, 0]);
    assert_eq!(pair.reuse(), [7, 7, 0]);
}

#[test]
fn a_bureau_whose_report_is_another_form() {
    let pair = Pair::new("b");
    let [marked, found, right, wrong] = pair.alignment();
    assert_eq!(marked, 59);
    assert!(
        found >= 54 && right >= 54 && wrong == 0,
        "{found} {right} {wrong}"
    );
    let [said, judged, false_ones] = pair.statements();
    assert_eq!(said, 23);
    assert!(judged >= 20 && false_ones == 0, "{judged} {false_ones}");
    assert_eq!(pair.reuse(), [7, 7, 0]);
}

#[test]
fn a_county_and_its_townships() {
    let gold = read("c.json");
    let towns = (1..=5).map(|n| input(&format!("c_town{n}.txt")));
    let inputs: Vec<Input> = std::iter::once(input("c_county.txt"))
        .chain(towns)
        .collect();
    let found = compare(&inputs);
    let differing: Vec<_> = found
        .totals
        .iter()
        .filter(|total| matches!(total.state, "differs" | "exceeded"))
        .collect();
    let sums = list(&gold, "sums");
    let wrong: Vec<_> = sums.iter().filter(|sum| sum["holds"] == false).collect();
    assert_eq!((differing.len(), wrong.len()), (1, 1), "{differing:?}");
    assert!(meet(differing[0].span, span(&wrong[0]["total"])));
    assert!((differing[0].sum - 131.0).abs() < 1e-9);
    let holding = found.totals.iter().filter(|total| total.state == "holds");
    let right = holding.filter(|total| {
        sums.iter()
            .any(|sum| sum["holds"] == true && meet(total.span, span(&sum["total"])))
    });
    assert!(right.count() >= 1);
}
