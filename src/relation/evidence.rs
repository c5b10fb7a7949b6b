//! What speaks for a relation before anything is reckoned: pieces of evidence, each with
//! its weight in bits, fitted by `cargo run --example fit` from reports whose figures are
//! known to agree and from generated sentences. By hand are those of which the texts have
//! too few: `sum-distant` (only looked for where it closes), `sum-doings`, `sum-joint`,
//! `lower-again`, and `average-name-fits`, which is worth what `average-noun-fits` is; of
//! support 0 are those that came after the fit, each set beside the pieces that it is like.

use super::Grade;

/// Bits from which on one that fails is a relation.
const FAILS: f64 = -1.5;
/// Bits from which on one that fails is worth a question.
const ASKS: f64 = -2.5;
/// What a failure costs: reports are seldom wrong.
pub const SELDOM: f64 = -2.0;

/// How sure a failure of so many bits is; none where nothing is said.
pub fn grade(bits: f64) -> Option<Grade> {
    match bits {
        b if b >= FAILS => Some(Grade::Certain),
        b if b >= ASKS => Some(Grade::Likely),
        _ => None,
    }
}

/// Bits in tenths; a thousandth more, so that 2.3 is not cut to 22.
const fn tenths(bits: f64) -> i8 {
    (bits * 10.001) as i8
}

macro_rules! evidence {
    ($($name:ident $word:literal $bits:literal $support:literal,)*) => {
        /// A piece of evidence.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Evidence { $($name,)* }

        const NAMES: &[&str] = &[$($word,)*];
        const TENTHS: &[i8] = &[$(tenths($bits),)*];
    };
}

// piece, its name, its weight in bits, the hypotheses of the fit that had it
evidence! {
    Sum "sum" -2.9 5963,
    SumAmong "sum-among" 2.5 445,
    SumContain "sum-contain" 0.0 25,
    SumColon "sum-colon" 2.1 32,
    SumClass "sum-class" 1.3 136,
    SumBracket "sum-bracket" 4.4 260,
    SumTurn "sum-turn" 1.5 18,
    SumFollow "sum-follow" 1.9 40,
    SumPause "sum-pause" 0.2 1276,
    SumComma "sum-comma" -2.0 3179,
    SumSemicolon "sum-semicolon" -2.7 672,
    SumMixed "sum-mixed" -5.2 822,
    SumThree "sum-three" 1.3 1643,
    SumFour "sum-four" 1.3 776,
    SumEnds "sum-ends" 1.4 4123,
    SumContinues "sum-continues" -5.3 1710,
    SumAdjacent "sum-adjacent" -1.2 3599,
    SumSkipped "sum-skipped" -2.7 324,
    SumFar "sum-far" -3.5 130,
    SumBefore "sum-sentence-before" -0.9 639,
    SumParagraph "sum-paragraph" -4.9 847,
    SumTotal "sum-total" 1.7 196,
    SumWeakTotal "sum-weak-total" 1.7 116,
    SumBareTotal "sum-bare-total" -4.0 76,
    SumJoint "sum-joint" 2.0 1,
    SumOther "sum-other" -0.2 160,
    SumRest "sum-rest" 2.3 120,
    SumOwnNoun "sum-noun-of-its-own" -4.1 10,
    SumDistant "sum-distant" -4.0 4,
    SumInside "sum-inside" -1.6 79,
    SumUnitless "sum-unitless" -1.5 17,
    SumDoings "sum-doings" -3.0 166,
    SumYear "sum-year" 1.0 35,
    SumAlone "sum-alone" 3.4 1420,
    SumColonNext "sum-colon-next" 3.1 172,
    SumInTurn "sum-in-turn" 0.1 168,
    SumOpen "sum-open" -4.1 33,
    SumNot "sum-not" 2.3 221,
    SumTails "sum-tails" 0.4 1023,
    SumHalves "sum-halves" 0.5 120,
    SumBare "sum-bare" 0.5 3232,
    SumApprox "sum-approx" -0.6 64,
    SumGap "sum-gap" 1.2 268,
    SumRated "sum-rated" -1.2 501,
    SumStock "sum-of-stock" -2.8 344,
    SumStages "sum-of-stages" -1.9 343,
    SumHeads "sum-heads" -0.7 49,
    SumSaid "sum-said-by-whole" 2.2 24,
    SumUnion "sum-union" 2.5 0,
    SumOf "sum-of-named" 3.5 52,
    SumExcept "sum-except" 4.2 14,
    SumAmongAlone "sum-among-two" 2.5 402,
    Quotient "quotient" -1.5 6940,
    QuotientBare "quotient-share" -2.5 1631,
    QuotientOf "quotient-share-of" -1.6 794,
    QuotientRate "quotient-rate" -1.0 4339,
    QuotientProportion "quotient-proportion" -2.3 175,
    UpperHead "upper-head" 5.2 379,
    UpperNext "upper-next" 0.3 1216,
    UpperSecond "upper-second" -1.8 1183,
    UpperFar "upper-far" -1.8 4279,
    UpperOwn "upper-own" 5.1 53,
    UpperDenied "upper-denied" 5.1 25,
    UpperNamed "upper-named" 3.1 696,
    UpperClause "upper-named-by-clause" -1.8 91,
    UpperNarrow "upper-narrow" -1.1 175,
    UpperForeign "upper-foreign" -1.7 3389,
    UpperBefore "upper-sentence-before" -1.2 2916,
    UpperBehind "upper-behind" -1.5 251,
    LowerWhole "lower-whole" 0.6 749,
    LowerNext "lower-next" -0.8 3831,
    LowerOnly "lower-only" 1.2 1010,
    LowerSecond "lower-second" -2.9 1325,
    LowerFar "lower-far" -1.9 1773,
    LowerNamed "lower-named" 0.1 141,
    LowerUnnamed "lower-unnamed" -1.9 652,
    LowerDue "lower-due" 0.6 211,
    LowerSibling "lower-sibling" -2.0 1523,
    LowerBase "lower-base-of-share" 3.5 35,
    LowerSpent "lower-spent" -3.6 1593,
    LowerLess "lower-less" -2.9 3249,
    LowerAgain "lower-again" 2.0 82,
    LowerFirst "lower-first" 0.1 1847,
    LowerBefore "lower-sentence-before" -0.7 831,
    LowerParagraph "lower-paragraph" -1.9 1491,
    LowerRight "lower-right-before" 1.9 1084,
    LowerFollows "lower-follows" -2.9 243,
    LowerBehind "lower-behind" -0.7 2694,
    RateApprox "rate-approx" -0.6 29,
    Change "change" -2.1 1794,
    ChangePoints "change-of-points" -0.1 259,
    ChangeGrowth "change-growth" -0.9 1029,
    ChangeEnds "change-ends" 3.2 229,
    ChangeExtent "change-extent" 0.6 232,
    ChangeApprox "change-approx" 1.8 6,
    ChangeTurned "change-turned" -5.3 737,
    NowHead "now-head" -0.8 624,
    NowNext "now-next" -0.4 955,
    NowSecond "now-second" -2.0 537,
    NowFar "now-far" -3.1 292,
    NowTo "now-to" 0.8 135,
    NowPast "now-past" -2.9 386,
    NowPresent "now-present" 1.8 63,
    NowElsewhere "now-elsewhere" -1.8 464,
    ThenCompared "then-compared" -1.8 240,
    ThenFrom "then-from" -1.7 145,
    ThenPast "then-past" 1.7 254,
    ThenYear "then-year-before" 2.3 41,
    ThenBehind "then-behind" 1.7 51,
    ThenElsewhere "then-elsewhere" -1.0 362,
    ThenBeside "then-beside" 2.8 1050,
    ThenFar "then-far" -3.8 432,
    ThenLike "then-like" 2.0 76,
    ThenNamed "then-named" 2.4 726,
    Rest "rest" -1.6 274,
    RestSaid "rest-said" -1.8 172,
    RestNot "rest-not" -0.2 102,
    RestListed "rest-listed" -6.0 100,
    RestDenies "rest-denies" 0.3 105,
    RestDone "rest-done-before" -0.0 187,
    RestDoneFar "rest-done-far" -2.1 87,
    RestWhole "rest-whole-before" -0.2 153,
    RestWholeFar "rest-whole-far" -1.8 121,
    RestElsewhere "rest-elsewhere" -0.2 64,
    RestPart "rest-part" 5.2 115,
    RestRow "rest-row" 2.9 52,
    RestLess "rest-less" -2.7 66,
    Balance "balance" -3.6 161,
    BalanceSaid "balance-closing" 2.9 90,
    BalanceRest "balance-rest" 0.8 51,
    BalanceOpening "balance-opening" -3.6 161,
    BalanceInto "balance-into" 2.0 98,
    BalanceOut "balance-out" 0.9 74,
    BalanceRow "balance-row" 3.0 101,
    BalanceOrder "balance-order" 2.6 75,
    BalanceLess "balance-less" -3.7 28,
    BalanceAhead "balance-ahead" 0.1 1,
    Net "net" -4.2 100,
    NetInto "net-into" 2.4 41,
    NetOut "net-out" 0.7 28,
    NetRow "net-row" 3.8 56,
    NetBehind "net-behind" -1.3 10,
    NetSwapped "net-swapped" -5.2 50,
    Average "average" -1.4 607,
    AverageSaid "average-said" -1.7 566,
    AverageEach "average-each" 1.2 41,
    AverageUpperNext "average-upper-next" -0.5 346,
    AverageUpperFar "average-upper-far" -1.5 205,
    AverageUpperBehind "average-upper-behind" -1.1 56,
    AverageLowerNext "average-lower-next" 3.8 157,
    AverageLowerFar "average-lower-far" -3.0 445,
    AverageExact "average-name-fits" 2.5 5,
    AverageFits "average-noun-fits" 1.3 235,
    AverageLoose "average-noun-near" -0.4 64,
    AverageStrange "average-noun-strange" -2.7 303,
    AverageElsewhere "average-elsewhere" -2.8 397,
    AverageApprox "average-approx" 1.8 35,
    AverageBeside "average-beside" 3.4 150,
    Times "times" -2.6 224,
    TimesChange "times-change" 0.3 62,
    TimesNext "times-next" 0.6 118,
    TimesFar "times-far" -2.9 106,
    TimesPast "times-past" 5.9 40,
    TimesElsewhere "times-elsewhere" -0.6 30,
    TimesOf "times-of" 0.7 33,
    TimesApprox "times-approx" -1.0 6,
    TimesNamed "times-named" -1.2 65,
    RateMoved "rate-moved" -1.9 33,
    UpperShared "upper-shared" 0.0 0,
    LowerUnlike "lower-unlike-unit" -2.5 33,
    LowerDistant "lower-distant" -1.0 0,
    TimesOrder "times-in-order" 1.4 35,
    ChangeTurn "change-in-turn" 4.0 0,
    ChangeOwn "change-of-its-own" -1.8 72,
    TimesBeside "times-beside" 1.5 0,
    TimesSaid "times-said" 5.4 15,
    ThenSide "then-side-by-side" 0.6 361,
    BalanceElsewhere "balance-elsewhere" -2.5 7,
    ThenPoints "then-points" 1.2 82,
    ThenTold "then-time-named" 2.3 0,
    LowerBracket "lower-in-bracket" 3.0 0,
    NowReached "now-reached" 1.3 7,
    SeveralSaid "several-said" 6.5 0,
    SeveralShared "several-shared" 2.5 0,
    SeveralAlone "several-unsaid" -2.5 0,
    SumHeadsNext "sum-heads-next" 3.6 13,
    SumUnlike "sum-unlike-units" -1.0 0,
    UpperTail "upper-tail" -1.0 0,
    LowerInside "lower-inside" 2.3 60,
    SumMany "sum-so-many" 1.9 123,
    Hundred "hundred" -5.0 0,
    HundredShares "hundred-shares" 1.0 0,
    HundredRest "hundred-rest" 4.0 0,
    HundredSaid "hundred-said" 2.5 0,
    HundredFour "hundred-four" 0.5 0,
    HundredEven "hundred-even" 0.5 0,
    Again "again" -1.5 0,
    AgainThis "again-this" 4.0 0,
    AgainVerb "again-verb" 3.0 0,
    AgainAll "again-all" 2.0 0,
    AgainNext "again-next" 0.5 0,
    AgainFar "again-far" -1.5 0,
    AgainBeside "again-beside" -3.5 0,
    AgainRow "again-in-one-row" -6.0 0,
    AgainPart "again-part" -2.0 0,
    AgainSmall "again-small" -4.2 0,
    AgainUnsaid "again-unsaid" -2.0 0,
    AgainOthers "again-of-another-body" -2.0 0,
    AgainTime "again-of-another-time" -8.0 0,
    AgainListed "again-both-in-lists" -6.0 0,
    SumSmall "sum-small-of-large" -8.0 0,
    LowerOthers "lower-of-another-body" -4.0 0,
    LowerSide "lower-other-side" -9.0 0,
    UpperBoth "upper-and-base-behind" 3.5 0,
    AverageYear "average-of-a-year" 5.0 0,
    SumTraits "sum-of-traits" -6.0 0,
    SumTimes "sum-of-other-times" 0.0 0,
    SumAll "sum-told-of-all" 3.0 0,
    BalanceBecomes "balance-becomes" 2.5 0,
    Product "product" -1.5 0,
    ProductEach "product-each" 2.5 0,
    ProductUnit "product-of-its-unit" 2.5 0,
    ProductSaid "product-total" 1.5 0,
    ProductRow "product-row" 1.0 0,
    SumMet "sum-of-due-and-done" -6.0 0,
    SumUnits "sum-alone-in-unit" 1.5 0,
    LowerOther "lower-other-than-named" -8.0 0,
    SumPicked "sum-of-picked" 4.0 0,
}

/// Pieces of evidence that speak together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Set([u64; 4]);

impl Set {
    pub fn of(list: &[Evidence]) -> Set {
        let mut set = Set::default();
        list.iter().for_each(|&e| set.add(e));
        set
    }

    pub fn add(&mut self, e: Evidence) {
        self.0[e as usize / 64] |= 1 << (e as usize % 64);
    }

    pub fn add_if(&mut self, e: Evidence, is: bool) {
        if is {
            self.add(e);
        }
    }

    /// All pieces of both.
    pub fn with(self, other: Set) -> Set {
        Set([0, 1, 2, 3].map(|n| self.0[n] | other.0[n]))
    }

    /// The piece is among them.
    pub fn has(self, e: Evidence) -> bool {
        self.speaks(e as usize)
    }

    fn speaks(self, n: usize) -> bool {
        self.0[n / 64] >> (n % 64) & 1 == 1
    }

    /// The names of the pieces.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        let has = move |&(n, _): &(usize, &&str)| self.speaks(n);
        NAMES.iter().enumerate().filter(has).map(|(_, name)| *name)
    }

    /// How much more likely than not the figures are related, in bits.
    pub fn bits(self) -> f64 {
        // By the bits that are set: few of some hundred are.
        let mut tenths = 0;
        for (word, mut rest) in self.0.into_iter().enumerate() {
            while rest != 0 {
                tenths += i32::from(TENTHS[64 * word + rest.trailing_zeros() as usize]);
                rest &= rest - 1;
            }
        }
        f64::from(tenths) / 10.0
    }
}
