//! The lists of words that the lexicon holds, and where the words of each stand.
//!
//! `build.rs` takes this file in as well: what it compiles and what the crate
//! asks for are one table.

/// A list of words that can be looked for at any place of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum List {
    /// Acts under their titles and short names; the entry is the act's row.
    Acts,
    /// Nouns that are counted in prose without being a figure: 方面 of 两个方面.
    AbstractHeads,
    /// Adverbs that take 地.
    Adverbs,
    /// What approximates a number that follows: 约, 超过.
    ApproxBefore,
    /// What approximates a number that stands before: 左右, 以上.
    ApproxAfter,
    BoilerplateLabel,
    BoilerplateWord,
    BoilerplateOpen,
    BoilerplateInside,
    /// Words of increase and decrease.
    Changes,
    /// Words printed twice that are sound as they are.
    Doubles,
    /// Words that end before a name begins: verbs, prepositions, conjunctions.
    Edges,
    /// Set phrases that every report repeats.
    Formulas,
    /// Nouns that count themselves, without a classifier: 3部门.
    Counters,
    /// Expressions with a number word that count nothing.
    Frozen,
    /// What a heading's words begin with: 加强, 推进.
    HeadingVerb,
    /// What a heading's words end with: 情况, 方面.
    HeadingNoun,
    /// What no heading begins with: 我局, 截至.
    HeadingNever,
    /// What the name of a body ends with: 局, 人民政府.
    HeadingOrgan,
    /// What labels something other than a part: 附件, 联系人.
    HeadingCaption,
    /// The head of a body in a heading: 主要负责同志, 一把手.
    HeadingHead,
    /// What the head of a body does about the rule of law: 抓, 推进, 履行.
    HeadingDuty,
    /// What it does it for: 法治.
    HeadingLaw,
    /// What brings a shortcoming to light in a heading: 反映的, 暴露出的.
    HeadingShown,
    /// What is done about a shortcoming in a heading: 解决, 整改.
    HeadingSolved,
    /// What a shortcoming is called at the end of a heading: 问题.
    HeadingTrouble,
    /// What a heading that advises begins with: 对, 关于.
    HeadingAbout,
    /// What a heading that advises ends with: 的建议.
    HeadingAdvice,
    /// What is told as a bare number: 指数, 得分.
    Indices,
    /// What tells that a stretch of time was measured: 历时, 时限.
    Lasting,
    /// What a clause opens with before it says anything: 其中, 同时.
    Leads,
    /// Mechanisms and slogans without their quotation marks.
    Mechanisms,
    /// What may follow a quoted phrase as a part of its name.
    MechanismSuffixes,
    /// What may stand directly behind a person's name.
    NameFollowers,
    /// Common words that look like a name.
    NotNames,
    /// What an office is for: 民政, 司法.
    Offices,
    /// What the name of a body ends with, by class.
    OrgSuffixes,
    /// Offices and roles beside which a person is named.
    PersonTitles,
    /// Service numbers: 12345.
    Phones,
    /// Set phrases, by which a wrong character is told.
    Phrases,
    /// Heads that are places or bodies everywhere: provinces, 国务院.
    Places,
    Predicates,
    /// Seldom told words that look like a slip of a commoner one.
    Rare,
    /// The names of rates.
    Rates,
    RelativeDates,
    /// Words of headings by the part of a report that they name.
    Roles,
    /// Words of the field, by which a report of the kind is told from other texts.
    Scope,
    /// The first piece of each known slip.
    Slips,
    /// What makes years a stretch of time and no count: 过去三年.
    Spans,
    Surnames,
    /// What stands between a name and its number: 达, 共.
    Tails,
    /// Keywords of the themes; the entry is the theme's row.
    Themes,
    /// Words that the title of an act ends with.
    Titles,
    Units,
    /// Nouns that take a verb before them: 站 of 检查站.
    VerbHeads,
    /// What a noun ends with that a classifier of its class counts: 员 of 调解员.
    CountedHeads,
    /// Verbs that bring a name to its number with 到, 至, 为, 成, 在: 压减到, 梳理成.
    Carriers,
    /// Adverbs that say how much was done in all: 共, 累计, 先后.
    Totals,
    /// Verbs that say only that something was done: 开展, 进行.
    LightVerbs,
    /// Verbs that open an adjunct as a preposition does: 围绕, 通过.
    Adjuncts,
    /// What the noun for those who act ends with: 单位, 部门.
    Actors,
    /// What the noun for persons who act ends with: 领导, 干部.
    Persons,
    /// Nouns that say how something was done, as an adverb does: 全程, 专题.
    Manners,
    /// What a body has and is told of right behind it: 编制, 办件.
    Holdings,
    /// Verbs that take a clause behind their object: 帮助企业解决难题.
    Pivots,
    /// What may stand behind 我, 全, 本, 该: 局, 区, 县.
    Levels,
    /// Behind the signs of places: so many levels.
    Tiers,
    /// What is said of each and not of all: 人均, 各有.
    Each,
    /// Words that say how figures reckon: 其中, 合计, 其余.
    Reckoning,
}

/// Where the words of a list stand: a file of `src/words/` and what of its rows.
pub enum Source {
    /// Every row; the word stands in this column.
    Column(&'static str, usize),
    /// The rows whose cell in a column is this; the word stands in another.
    Where(&'static str, (usize, &'static str), usize),
    /// Words parted by `|` in this column.
    Each(&'static str, usize),
    /// Pieces parted by `*` in this column: the first.
    First(&'static str, usize),
    /// Titles and short names, each also without 中华人民共和国.
    Acts,
    /// Expressions without a pattern that are no telephone numbers, and the
    /// mechanisms whose names hold a number.
    Frozen,
    /// Names and variants without quotation marks, but those too general to be a mention.
    Mechanisms,
}

use Source::{Acts, Column, Each, First, Frozen, Mechanisms, Where};

/// Lists of which nobody asks for the row of a word: it is packed as 0, which makes the
/// module 8 kB smaller.
pub const WORDS_ALONE: &[List] = &[
    List::Actors,
    List::Adjuncts,
    List::Adverbs,
    List::AbstractHeads,
    List::BoilerplateLabel,
    List::BoilerplateWord,
    List::Doubles,
    List::Each,
    List::Edges,
    List::Formulas,
    List::Frozen,
    List::HeadingNoun,
    List::HeadingOrgan,
    List::HeadingVerb,
    List::Holdings,
    List::Levels,
    List::LightVerbs,
    List::Manners,
    List::MechanismSuffixes,
    List::NameFollowers,
    List::NotNames,
    List::Offices,
    List::Persons,
    List::Phones,
    List::Phrases,
    List::Pivots,
    List::Places,
    List::Rare,
    List::Tails,
    List::Tiers,
    List::Totals,
    List::VerbHeads,
];

/// In the packed trie, from here on a step from sibling to sibling has two bytes.
pub const LONG_STEP: u8 = 240;

/// Every list with its source. The entry of a word is the number of its row in
/// the file, from 0; of two rows with one word the first counts.
pub const LISTS: &[(List, Source)] = &[
    (List::Acts, Acts),
    (List::AbstractHeads, Where("counting", (0, "abstract"), 1)),
    (List::Adverbs, Column("adverbs", 0)),
    (
        List::ApproxBefore,
        Where("approximators", (1, "before-number"), 0),
    ),
    (
        List::ApproxAfter,
        Where("approximators", (1, "after-unit"), 0),
    ),
    (
        List::BoilerplateLabel,
        Where("boilerplate", (0, "label"), 1),
    ),
    (List::BoilerplateWord, Where("boilerplate", (0, "word"), 1)),
    (List::BoilerplateOpen, Where("boilerplate", (0, "open"), 1)),
    (
        List::BoilerplateInside,
        Where("boilerplate", (0, "inside"), 1),
    ),
    (List::Changes, Column("changes", 0)),
    (List::Doubles, Column("doubles", 0)),
    (List::Edges, Column("edges", 0)),
    (List::Formulas, Column("formulas", 0)),
    (List::Counters, Where("counting", (0, "counter"), 1)),
    (List::Frozen, Frozen),
    (List::HeadingVerb, Where("headings", (0, "verb"), 1)),
    (List::HeadingNoun, Where("headings", (0, "noun"), 1)),
    (List::HeadingNever, Where("headings", (0, "never"), 1)),
    (List::HeadingOrgan, Where("headings", (0, "organ"), 1)),
    (List::HeadingCaption, Where("headings", (0, "caption"), 1)),
    (List::HeadingHead, Where("headings", (0, "head"), 1)),
    (List::HeadingDuty, Where("headings", (0, "duty"), 1)),
    (List::HeadingLaw, Where("headings", (0, "law"), 1)),
    (List::HeadingShown, Where("headings", (0, "shown"), 1)),
    (List::HeadingSolved, Where("headings", (0, "solved"), 1)),
    (List::HeadingTrouble, Where("headings", (0, "trouble"), 1)),
    (List::HeadingAbout, Where("headings", (0, "about"), 1)),
    (List::HeadingAdvice, Where("headings", (0, "advice"), 1)),
    (List::Indices, Where("counting", (0, "index"), 1)),
    (List::Lasting, Where("counting", (0, "lasting"), 1)),
    (List::Leads, Column("leads", 0)),
    (List::Mechanisms, Mechanisms),
    (List::MechanismSuffixes, Column("mechanism_suffixes", 0)),
    (List::NameFollowers, Column("name_followers", 0)),
    (List::NotNames, Column("not_names", 0)),
    (List::Offices, Column("offices", 0)),
    (List::OrgSuffixes, Column("org_suffixes", 0)),
    (List::PersonTitles, Column("person_titles", 0)),
    (List::Phones, Where("frozen", (2, "phone"), 0)),
    (List::Phrases, Column("phrases", 0)),
    (List::Places, Column("places", 0)),
    (List::Predicates, Column("predicates", 0)),
    (List::Rare, Column("rare", 0)),
    (List::Rates, Column("rates", 0)),
    (List::RelativeDates, Column("relative_dates", 0)),
    (List::Roles, Column("roles", 1)),
    (List::Scope, Column("scope", 0)),
    (List::Slips, First("slips", 2)),
    (List::Spans, Where("counting", (0, "span"), 1)),
    (List::Surnames, Column("surnames", 0)),
    (List::Tails, Column("tails", 0)),
    (List::Themes, Each("themes", 3)),
    (List::Titles, Column("titles", 0)),
    (List::Units, Column("units", 0)),
    (List::VerbHeads, Column("verb_heads", 0)),
    (List::CountedHeads, Column("counted_heads", 1)),
    (List::Carriers, Column("carriers", 0)),
    (List::Totals, Where("naming", (0, "adverb"), 1)),
    (List::LightVerbs, Where("naming", (0, "light"), 1)),
    (List::Adjuncts, Where("naming", (0, "adjunct"), 1)),
    (List::Actors, Where("naming", (0, "actor"), 1)),
    (List::Persons, Where("naming", (0, "person"), 1)),
    (List::Manners, Where("naming", (0, "manner"), 1)),
    (List::Holdings, Where("naming", (0, "holding"), 1)),
    (List::Pivots, Where("naming", (0, "pivot"), 1)),
    (List::Levels, Where("naming", (0, "level"), 1)),
    (List::Tiers, Where("naming", (0, "levels"), 1)),
    (List::Each, Where("naming", (0, "each"), 1)),
    (List::Reckoning, Column("reckoning", 1)),
];
