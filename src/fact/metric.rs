//! Metrics: each quantity bound to what it counts, for whom and when.
//!
//! A figure is read in its place ([`site`]): what stands before it ([`before`]) and behind
//! it ([`after`]). The first of the word orders that fits ([`frame`]) gives it its name.
//!
//! A binding looks left within its clause and sentence, then at the noun that
//! follows the unit, then at the paragraph's head and the section's title, and
//! stops. The word orders it knows:
//!
//! | order | example | indicator |
//! |---|---|---|
//! | noun before | 登记社会组织626个 | 登记社会组织 |
//! | noun after | 342个村(社区) | 村(社区) |
//! | relative clause | 不再符合条件的214户 | 不再符合条件 |
//! | share | 即办件18项，占42.9% | 即办件占 |
//! | share of a base | 占全镇在编干部41名的34.1% | …占在编干部 |
//! | comparison | 比上年的4次增加2次 | that of the figure compared |
//! | from – to | 由7份减至3份 | what stands before 由 |
//! | one after another | 4238户6602人 | both the same |
//! | in turn | A和B分别下降11.8%、14.3% | A; B |

mod after;
mod before;
mod frame;
mod name;
mod site;
mod subject;
mod topic;
mod turn;

use super::date::{self, DateExpr};
use super::entity::Entity;
use super::governing::Times;
use super::quantity::Quantity;
use crate::fold::one_of;
use crate::lexicon::List;
use crate::outline::Outline;
use crate::span::Span;
use crate::text::Text;
use crate::token::Tokens;
use crate::words::rows;
use frame::Reading;
use rustc_hash::FxHashMap;
use site::Site;
use std::cell::RefCell;
use std::sync::OnceLock;

/// 的, which puts what stands before it under what follows.
pub(crate) const OF: char = '的';
/// 占: a share of what follows.
const SHARE: char = '占';
/// 每: of each.
const EACH: char = '每';

/// What a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Count,
    Ratio,
    /// Money, weight, length, area, volume.
    Amount,
    /// An increase or decrease.
    Change,
    Duration,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Kind::Count => "count",
            Kind::Ratio => "ratio",
            Kind::Amount => "amount",
            Kind::Change => "change",
            Kind::Duration => "duration",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
}

/// How a figure hangs on another one in its sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// It stands on its own.
    None,
    /// 占…: a share; the share's base noun as printed, if any.
    Share { of: String },
    /// The base named inside a share: 占全市284家的.
    ShareBase,
    /// 比上年的4次: the figure compared with.
    ComparedWith,
    /// 增加2次, 增长10.2%: a change.
    Change,
    /// 由7份 …: where a movement starts.
    From,
    /// … 减至3份: where it ends.
    To,
    /// 4238户6602人: told of the same things as the figure before.
    SameHead,
    /// 合计, 共: a total of what stands before.
    Total,
}

/// Where a figure stands in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Counts the tables of the text.
    pub table: usize,
    pub row: usize,
    pub column: usize,
}

/// A bound figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Metric {
    pub quantity: Quantity,
    pub kind: Kind,
    pub direction: Option<Direction>,
    pub indicator: String,
    pub indicator_span: Option<Span>,
    /// The name with the noun told before, where it does not stand alone: 纠纷|办结.
    pub full: Option<String>,
    pub subject: Option<String>,
    /// The time it covers, as a date of the text.
    pub period: Option<Span>,
    pub section: Option<usize>,
    pub sentence: Span,
    /// Index of the metric whose indicator this one takes over.
    pub inherits: Option<usize>,
    pub link: Link,
    /// The stretch between the figure before (or the clause's head) and this one.
    pub lead: Span,
    /// 其中, 包括: a part of a whole named before.
    pub part: bool,
    /// 均, 各, 每, 人均, 平均: said of each, not of all.
    pub each: bool,
    /// Its place in a flattened table.
    pub cell: Option<Cell>,
    /// The frame that named it; empty where none fits.
    pub frame: &'static str,
}

impl Metric {
    /// What a table's row could be called by itself.
    pub fn name(&self) -> &String {
        self.full.as_ref().unwrap_or(&self.indicator)
    }
}

#[derive(Default)]
struct Words {
    /// The class of classifiers that counts what ends so.
    counted: Vec<&'static str>,
    /// The characters before which alone each opener is dropped; none for all.
    lead_before: Vec<&'static str>,
    change_direction: Vec<Option<Direction>>,
    /// The role is a private person's: 当事人.
    private: Vec<bool>,
    /// The number behind the verb is where a movement ends.
    carrier_moves: Vec<bool>,
    /// Words by what they do for a name, from `naming.tsv`.
    parts: Vec<&'static str>,
    in_turn: Vec<&'static str>,
    per_head: Vec<&'static str>,
    sums: Vec<&'static str>,
    again: Vec<&'static str>,
    totals: Vec<&'static str>,
    leading: Vec<&'static str>,
    /// Behind a place: it is compared with.
    compared: Vec<&'static str>,
    /// Before a body: it is where something is done.
    venues: Vec<&'static str>,
    /// What happens and nobody does.
    events: Vec<&'static str>,
    /// There is something; nothing is done.
    has: Vec<&'static str>,
    /// 组成, 成立: the body behind comes about.
    founding: Vec<&'static str>,
    /// Behind a figure: it is compared with.
    closes: Vec<&'static str>,
    /// Before a word for a sum: what is summed up.
    summed: Vec<&'static str>,
    /// The first and the second of two that were named.
    pair: Vec<&'static str>,
    /// What is there in the end.
    stocks: Vec<&'static str>,
    /// Behind 两, 三: so many of what is summed up.
    summed_of: Vec<char>,
    /// What is done with what came in: 办结, 退回.
    steps: FxHashMap<char, Vec<&'static str>>,
    /// Which of those told of: 省级.
    kinds: Vec<&'static str>,
    rests: Vec<&'static str>,
    /// Words that end like what carries a number, and name it.
    settled: Vec<&'static str>,
    /// Taking part in what is held.
    joining: Vec<&'static str>,
    /// Before a verb: 要承担.
    modals: Vec<char>,
    copulas: Vec<char>,
    negations: Vec<char>,
    /// Behind a meeting: the time of it.
    whens: Vec<char>,
    /// Verbs and adjectives of one character that say which body.
    which: Vec<&'static str>,
    /// Prepositions between who acts and what is done.
    coverbs: Vec<char>,
    /// The signs of places with people of their own.
    signs: Vec<char>,
    /// What the nouns end with for those who do something to something else.
    doers: Vec<&'static str>,
    /// Behind a level's sign: the level as who acts.
    scales: Vec<&'static str>,
    /// What a clause ends with that says how what was told is parted: 从类型看.
    views: Vec<&'static str>,
    /// What a clause ends with that says what is told of: 方面.
    aspects: Vec<&'static str>,
    /// Behind a body: its office, 县政府办.
    offices: Vec<char>,
    /// Beside a level's sign where no other word is: 市直.
    of_level: Vec<char>,
    /// What a movement's end stands behind, 成 first.
    goals: Vec<char>,
    /// Before who does what is told of somebody else.
    agents: Vec<char>,
    /// Verbs that the dictionary takes for places.
    does: Vec<char>,
    /// Places that need no name.
    areas: Vec<&'static str>,
    /// Persons to whom something is done.
    patients: Vec<&'static str>,
    /// Before a place: what is told is measured by it.
    beside: Vec<char>,
    courtesies: Vec<&'static str>,
    /// Who stands for a body: 负责人.
    heads: Vec<&'static str>,
    /// What is done by those who send something in.
    giving: Vec<&'static str>,
    /// The corner of a table whose rows are named by bodies.
    corners: Vec<&'static str>,
    /// Before a level: all of the place.
    whole: Vec<char>,
    meetings: Vec<&'static str>,
}

/// 全区, 全省: all of a place is told of at `at`; where the word ends.
pub fn whole_place(text: &Text, at: usize) -> Option<usize> {
    let level = || text.hits.longest(List::Levels, at + 1);
    let whole = words().whole.contains(&text.at(at));
    whole.then(level)?.map(|(n, _)| at + 1 + n)
}

/// A word of the list stands at `at`.
fn stands(text: &Text, list: &[&str], at: usize) -> bool {
    list.iter().any(|w| text.starts_with(at, w))
}

/// What is done with what came in: 办结, 转办.
fn is_step(text: &Text, word: Span) -> bool {
    let steps = words().steps.get(&text.at(word.start));
    steps.is_some_and(|steps| steps.iter().any(|w| text.reads(word, w)))
}

/// Words by the character that they begin with.
fn by_first(words: Vec<&'static str>) -> FxHashMap<char, Vec<&'static str>> {
    let mut all: FxHashMap<char, Vec<&'static str>> = FxHashMap::default();
    for word in words {
        let first = word.chars().next().unwrap_or(' ');
        all.entry(first).or_default().push(word);
    }
    all
}

fn direction(change: &str) -> Option<Direction> {
    match change {
        "up" => Some(Direction::Up),
        "down" => Some(Direction::Down),
        // 提速30%: the time falls as the speed rises.
        _ => None,
    }
}

/// How many sentences a time runs through.
const RUNS: usize = 8;

/// What is told of the words of lists by their rows.
fn of_lists() -> Words {
    Words {
        counted: rows(word_file!("counted_heads")).map(|r| r[0]).collect(),
        lead_before: rows(word_file!("leads"))
            .map(|r| r.get(1).copied().unwrap_or(""))
            .collect(),
        change_direction: rows(word_file!("changes"))
            .map(|r| direction(r[1]))
            .collect(),
        private: rows(word_file!("person_titles"))
            .map(|r| r[1] == "party")
            .collect(),
        carrier_moves: rows(word_file!("carriers"))
            .map(|r| r[1] == "move")
            .collect(),
        ..Words::default()
    }
}

/// What is told of bodies and of places by the rows of naming that have a role.
fn of_bodies(naming: &impl Fn(&str) -> Vec<&'static str>) -> Words {
    let sign = |role: &str| signs(naming(role));
    Words {
        areas: naming("area"),
        patients: naming("patient"),
        beside: sign("beside"),
        courtesies: naming("courtesy"),
        heads: naming("head"),
        giving: naming("giving"),
        corners: naming("corner"),
        whole: sign("whole"),
        meetings: naming("meeting"),
        ..of_lists()
    }
}

/// The first characters of words.
fn signs(words: Vec<&'static str>) -> Vec<char> {
    let words = words.into_iter();
    words.filter_map(|w| w.chars().next()).collect()
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let naming: Vec<_> = rows(word_file!("naming")).collect();
        let naming = |role: &str| -> Vec<&'static str> {
            (naming.iter().filter(|r| r[0] == role).map(|r| r[1])).collect()
        };
        let sign = |role: &str| signs(naming(role));
        Words {
            parts: naming("part"),
            in_turn: naming("turn"),
            per_head: naming("per"),
            sums: naming("sum"),
            again: naming("again"),
            totals: naming("total"),
            leading: naming("lead"),
            compared: naming("compared"),
            venues: naming("venue"),
            events: naming("event"),
            has: naming("has"),
            founding: naming("founding"),
            closes: naming("closes"),
            modals: sign("modal"),
            steps: by_first(naming("step")),
            kinds: naming("kind"),
            rests: naming("rest"),
            settled: naming("settled"),
            joining: naming("join"),
            summed: naming("summed"),
            summed_of: sign("summed-of"),
            pair: naming("pair"),
            stocks: naming("stock"),
            copulas: sign("copula"),
            negations: sign("not"),
            whens: sign("when"),
            which: naming("which"),
            coverbs: sign("coverb"),
            signs: sign("sign"),
            doers: naming("doer"),
            scales: naming("scale"),
            views: naming("view"),
            aspects: naming("aspect"),
            offices: sign("office"),
            of_level: sign("of-level"),
            goals: sign("goal"),
            agents: sign("agent"),
            does: sign("does"),
            ..of_bodies(&naming)
        }
    })
}

/// Binds every quantity.
pub fn bind(
    text: &Text,
    tokens: &Tokens,
    outline: &Outline,
    dates: &[DateExpr],
    entities: &[Entity],
    quantities: Vec<Quantity>,
    tables: &mut [Metric],
) -> Vec<Metric> {
    let mut reader = Reader {
        text,
        tokens,
        outline,
        dates,
        entities,
        out: Vec::with_capacity(quantities.len()),
        whole: None,
        consumed: 0,
        ruling: subject::Ruling::default(),
        running: std::cell::Cell::default(),
        reporter: None,
        opening: None,
        heads: RefCell::default(),
    };
    reader.reporter = reader.find_reporter();
    for (k, q) in quantities.iter().enumerate() {
        let mut site = reader.site(q, quantities.get(k + 1));
        // Parts and their whole stand between semicolons.
        if site.previous.is_none() || text.slice(site.lead).contains(&';') {
            reader.whole = None;
        }
        let reading = frame::read(&reader, &site);
        reader.disown(&mut site);
        reader.push(&site, reading);
    }
    reader.rows(tables);
    topic::complete(text, tokens, &mut reader.out);
    reader.out
}

/// Puts the figures of prose and of tables in document order.
pub fn merge(prose: Vec<Metric>, tables: Vec<Metric>) -> Vec<Metric> {
    if tables.is_empty() {
        return prose;
    }
    let before =
        |m: &Metric| tables.partition_point(|t| t.quantity.span.start < m.quantity.span.start);
    let shift: Vec<usize> = prose.iter().map(before).collect();
    let mut out: Vec<Metric> = prose
        .into_iter()
        .map(|mut m| {
            m.inherits = m.inherits.map(|i| i + shift[i]);
            m
        })
        .chain(tables)
        .collect();
    crate::span::sort_by_key(&mut out, |m| [m.quantity.span.start, 0, 0]);
    out
}

/// What the figures of a text are read with, and those read so far.
struct Reader<'a> {
    text: &'a Text<'a>,
    tokens: &'a Tokens,
    outline: &'a Outline,
    dates: &'a [DateExpr],
    entities: &'a [Entity],
    out: Vec<Metric>,
    /// The figure whose parts are being told, and how many parts so far.
    whole: Option<(usize, usize)>,
    /// Where the text taken by the figure before ends (its noun included).
    consumed: usize,
    /// The body that the clauses of the sentence go on being told of.
    ruling: subject::Ruling,
    /// How the sentence of the figure opens.
    opening: Option<subject::Opening>,
    /// The time that runs through a sentence, by where the sentence starts.
    running: std::cell::Cell<Option<(usize, Option<Span>)>>,
    /// Who reports, by the report's first words.
    reporter: Option<String>,
    /// The clauses whose heads were stripped last.
    heads: RefCell<Vec<(Span, before::Head)>>,
}

impl Reader<'_> {
    /// Takes the figure in as it was read, with its time and its subject.
    fn push(&mut self, site: &Site, reading: Reading) {
        let section = self.outline.section_at(site.q.core.start);
        let period = self.period(site, &reading.link, section);
        let subject = self.subject(site, &reading.link, reading.name.inherits);
        self.count_parts(site, &reading.link);
        self.consumed = reading.consumed;
        self.out.push(Metric {
            quantity: site.q.clone(),
            kind: kind_of(site.q, &reading.link, &reading.name.text),
            direction: reading.direction,
            indicator: reading.name.text,
            indicator_span: reading.name.span,
            full: None,
            subject,
            period,
            section,
            sentence: site.sentence,
            inherits: reading.name.inherits,
            link: reading.link,
            lead: site.lead,
            part: site.head.part,
            each: site.head.each,
            cell: None,
            frame: reading.frame,
        });
    }

    /// Keeps which figure is the whole whose parts are being told.
    fn count_parts(&mut self, site: &Site, link: &Link) {
        let pause = starts_with_pause(self.text, site.lead);
        let opens = site.head.part || pause;
        self.whole = match self.whole {
            Some((whole, parts)) if opens => Some((whole, parts + 1)),
            None if opens => site.previous.map(|p| (self.root(p), 1)),
            Some(_) if *link == Link::None && !is_ratio(site.q) => None,
            whole => whole,
        };
    }

    /// The figure at the start of a chain of comparisons.
    fn root(&self, mut k: usize) -> usize {
        while let (
            Link::SameHead | Link::Change | Link::ComparedWith | Link::Share { .. },
            Some(i),
        ) = (&self.out[k].link, self.out[k].inherits)
        {
            if i >= k {
                break;
            }
            k = i;
        }
        k
    }

    /// The time a figure covers: that told since the figure before, that of its clause, that
    /// still in force, that of the plan it stands in.
    fn period(&self, site: &Site, link: &Link, section: Option<usize>) -> Option<Span> {
        let compared = site
            .compared
            .and_then(|c| date::within(self.dates, c))
            .map(|d| d.span);
        let times = self.times();
        let head = site.head.period;
        let last = site
            .previous
            .map_or(site.sentence.start, |p| self.out[p].quantity.span.end);
        let lead = Span::new(last, site.q.span.start);
        let own = match link {
            Link::ComparedWith => compared.or(head),
            // 全年新设6840户；截至2024年底，全区实有4.62万户: told since the last figure.
            _ => self
                .time_in_turn(site, times.governing(lead))
                .or(head)
                .filter(|p| !times.is_vague(*p))
                .or_else(|| self.current_period(site.previous))
                .or_else(|| self.continued_period(site.sentence))
                .or_else(|| self.running_period(site)),
        };
        own.or_else(|| times.planned(section)).or(head)
    }

    /// 2021年、2022年|分别办结5件、6件: the time whose turn it is, else what governs.
    fn time_in_turn(&self, site: &Site, governing: Option<Span>) -> Option<Span> {
        let text = self.text;
        let joins = |k: usize| one_of!(text.at(k), before::JOINS);
        let first = |mut time: Span| {
            loop {
                let i = self.dates.partition_point(|d| d.span.start < time.start);
                let beside = i.checked_sub(1).map(|i| self.dates[i].span);
                match beside.filter(|s| s.end + 1 == time.start && joins(s.end)) {
                    Some(before) => time = before,
                    None => return time,
                }
            }
        };
        if let Some(time) = governing {
            // 2021年、2022年|共办结11件: of both.
            let told = in_turn(text, Span::new(time.end, site.q.span.start));
            let end = told.map_or(time.end, |_| first(time).end);
            return Some(Span::new(first(time).start, end));
        }
        let told = self.out[site.previous?].period?;
        in_turn(text, Span::new(told.end, site.q.span.start))?;
        let next = date::starting_at(self.dates, told.end + 1).filter(|_| joins(told.end));
        let listed = next.is_some() || first(told) != told;
        // 分别受理5件、6件，办结4件、5件: from the first again.
        match starts_with_pause(text, site.lead) {
            _ if !listed || told.start < site.sentence.start => None,
            true => next.map(|d| d.span),
            false => Some(first(told)),
        }
    }

    fn times(&self) -> Times<'_> {
        Times {
            text: self.text,
            tokens: self.tokens,
            outline: self.outline,
            dates: self.dates,
        }
    }

    /// The period of the figure before stays in force, unless it was a comparison's or
    /// that figure's alone (上年的17个).
    fn current_period(&self, previous: Option<usize>) -> Option<Span> {
        let mut k = previous?;
        let alone = |m: &Metric| {
            m.link == Link::ComparedWith
                || m.period.is_some_and(|p| {
                    let of = self.text.before(m.quantity.span.start) == OF;
                    // 上年的17件, 连同上年结转的11件
                    let before = p.start.checked_sub(1).and_then(|k| self.tokens.at(k));
                    let joined = before.is_some_and(|word| {
                        let lead = self.text.hits.is_word(List::Leads, word.span);
                        matches!(word.tag, b'v' | b'p') && !lead
                    });
                    of && (p.end + 1 == m.quantity.span.start || joined)
                })
        };
        while alone(&self.out[k]) {
            k = k
                .checked_sub(1)
                .filter(|&i| self.out[i].sentence == self.out[k].sentence)?;
        }
        self.out[k].period
    }

    /// 今年以来，…。县局办理18件: the time that opens a sentence before this one in the
    /// paragraph, and no point of a list in between. 现有12人 is told of today.
    fn running_period(&self, site: &Site) -> Option<Span> {
        let clause = Span::new(site.clause, site.q.span.start);
        let mut words = self.tokens.words(clause).iter();
        if words.any(|word| self.has(word.span)) {
            return None;
        }
        let at = site.sentence.start;
        let read = self.running.get().filter(|(sentence, _)| *sentence == at);
        let told = read.map_or_else(|| self.read_running(site.sentence), |(_, told)| told);
        self.running.set(Some((at, told)));
        told
    }

    fn read_running(&self, mut sentence: Span) -> Option<Span> {
        let text = self.text;
        let paragraph = text.paragraphs[text.paragraph_at(sentence.start)?].span;
        for _ in 0..RUNS {
            let start = self.past_marker(sentence);
            // 我局|全年办理
            let head = self.strip_head(Span::new(start, sentence.end));
            let behind = head.subject.filter(|s| s.start == start).map(|s| s.end);
            let mut told = [Some(start), behind].into_iter().flatten();
            let told = told.find_map(|at| self.times().running(at, sentence));
            if told.is_some() || start > sentence.start || sentence.start <= paragraph.start {
                return told;
            }
            sentence = text.sentence_at(sentence.start - 1);
        }
        None
    }

    /// The period of the sentence right before, where this one goes on with it.
    fn continued_period(&self, sentence: Span) -> Option<Span> {
        let last = self.out.len().checked_sub(1)?;
        let told = self.out[last].sentence;
        let near = told.end == sentence.start;
        // 上半年42次，下半年58次。累计100次: of neither.
        let mut same = self.out.iter().rev().take_while(|m| m.sentence == told);
        let of_one =
            same.all(|m| m.period == self.out[last].period || m.link == Link::ComparedWith);
        (near && of_one && self.times().goes_on(sentence))
            .then(|| self.current_period(Some(last)))?
    }
}

/// Where a word like 分别 or 依次 stands in the span, which tells the figures behind it one
/// after another; of several words the first of the list counts.
pub fn in_turn(text: &Text, span: Span) -> Option<usize> {
    words().in_turn.iter().find_map(|w| text.find(w, span))
}

/// 日均, 每月 and nothing else.
fn is_per_head(text: &Text, s: Span) -> bool {
    let same = |word: &&str| text.starts_with(s.start, word) && word.chars().count() == s.len();
    words().per_head.iter().any(same)
}

fn is_ratio(q: &Quantity) -> bool {
    q.dimension == "ratio"
}

fn starts_with_pause(text: &Text, lead: Span) -> bool {
    let lead = past_bracket(text, lead);
    text.at(lead.start) == '、'
        || ["和", "及", "以及"]
            .iter()
            .any(|w| text.starts_with(lead.start, w))
}

/// The stretch behind a closing bracket: ）、个体工商户.
pub(crate) fn past_bracket(text: &Text, lead: Span) -> Span {
    let n = (lead.start..lead.end)
        .take_while(|&i| matches!(text.at(i), ')' | ' '))
        .count();
    Span::new(lead.start + n, lead.end)
}

/// What the figure is, from its unit, how it is told and what is counted.
fn kind_of(q: &Quantity, link: &Link, indicator: &str) -> Kind {
    if *link == Link::Change || q.dimension == "percentage-point" {
        return Kind::Change;
    }
    // 块 counts boards and plots; of a fee or a sum it is money.
    let last = indicator.chars().next_back().unwrap_or(' ');
    if q.unit.as_deref() == Some("块") && one_of!(last, "费款金钱价资薪") {
        return Kind::Amount;
    }
    kind_of_unit(q.dimension)
}

/// What a figure in a unit of this dimension is.
pub(super) fn kind_of_unit(dimension: &str) -> Kind {
    match dimension {
        "ratio" | "multiple" | "proportion" => Kind::Ratio,
        d if d.starts_with("money") => Kind::Amount,
        "compound" | "mass" | "area" | "length" | "volume" | "energy-coal" | "energy-electric"
        | "power" | "data" | "lane-length" => Kind::Amount,
        d if d.starts_with("duration") || d == "teaching-hour" => Kind::Duration,
        _ => Kind::Count,
    }
}
