//! What speaks for a relation before anything is reckoned: pieces of evidence, each with
//! its weight in bits, fitted by `cargo run --example fit` from reports whose figures are
//! known to agree and from generated sentences. By hand are those of which the texts have
//! too few: `sum-distant` (only looked for where it closes), `sum-doings`, `sum-joint`,
//! `lower-again`, and `average-name-fits`, which is worth what `average-noun-fits` is; of
//! support 0 are those that came after the fit, each set beside the pieces that it is like.

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
    Sum "sum" -2.9 2363,
    SumAmong "sum-among" 1.5 260,
    SumContain "sum-contain" -2.2 3,
    SumColon "sum-colon" 0.3 3,
    SumClass "sum-class" 0.8 44,
    SumBracket "sum-bracket" 2.6 103,
    SumTurn "sum-turn" 0.5 17,
    SumFollow "sum-follow" 0.5 53,
    SumPause "sum-pause" 0.6 582,
    SumComma "sum-comma" -1.5 1282,
    SumSemicolon "sum-semicolon" -2.7 315,
    SumMixed "sum-mixed" -5.5 184,
    SumThree "sum-three" 0.9 655,
    SumFour "sum-four" 1.6 223,
    SumEnds "sum-ends" 0.6 1675,
    SumContinues "sum-continues" -4.8 674,
    SumAdjacent "sum-adjacent" -0.3 1613,
    SumSkipped "sum-skipped" -3.5 122,
    SumFar "sum-far" -4.1 62,
    SumBefore "sum-sentence-before" -1.9 164,
    SumParagraph "sum-paragraph" -4.7 223,
    SumTotal "sum-total" 2.2 94,
    SumWeakTotal "sum-weak-total" 1.1 65,
    SumBareTotal "sum-bare-total" -2.8 11,
    SumJoint "sum-joint" 2.0 1,
    SumOther "sum-other" 0.9 72,
    SumRest "sum-rest" 2.1 56,
    SumOwnNoun "sum-noun-of-its-own" 0.0 10,
    SumDistant "sum-distant" -4.0 4,
    SumInside "sum-inside" -0.8 59,
    SumUnitless "sum-unitless" -1.8 15,
    SumDoings "sum-doings" -3.0 102,
    SumYear "sum-year" 2.1 4,
    SumAlone "sum-alone" 2.3 657,
    SumColonNext "sum-colon-next" 2.6 114,
    SumInTurn "sum-in-turn" -0.2 56,
    SumOpen "sum-open" -4.1 15,
    SumNot "sum-not" 3.1 73,
    SumTails "sum-tails" 1.3 457,
    SumHalves "sum-halves" 1.2 36,
    SumBare "sum-bare" 0.7 1084,
    SumApprox "sum-approx" -1.2 49,
    SumGap "sum-gap" 1.7 165,
    SumRated "sum-rated" -2.5 0,
    SumStock "sum-of-stock" -3.0 0,
    SumStages "sum-of-stages" -2.0 0,
    SumHeads "sum-heads" 0.3 0,
    SumSaid "sum-said-by-whole" 2.0 0,
    SumUnion "sum-union" 2.5 0,
    SumOf "sum-of-named" 2.5 0,
    SumExcept "sum-except" 5.0 0,
    SumAmongAlone "sum-among-two" 1.9 265,
    Quotient "quotient" -1.6 2572,
    QuotientBare "quotient-share" -1.9 498,
    QuotientOf "quotient-share-of" -1.6 448,
    QuotientRate "quotient-rate" -1.2 1579,
    QuotientProportion "quotient-proportion" -1.6 47,
    UpperHead "upper-head" 4.4 136,
    UpperNext "upper-next" 0.7 469,
    UpperSecond "upper-second" -1.7 456,
    UpperFar "upper-far" -1.8 1487,
    UpperOwn "upper-own" 4.9 32,
    UpperDenied "upper-denied" 2.2 59,
    UpperNamed "upper-named" 3.0 267,
    UpperClause "upper-named-by-clause" 0.9 62,
    UpperNarrow "upper-narrow" -2.6 105,
    UpperForeign "upper-foreign" -2.5 1092,
    UpperBefore "upper-sentence-before" -1.3 880,
    UpperBehind "upper-behind" -1.4 160,
    LowerWhole "lower-whole" 0.7 271,
    LowerNext "lower-next" -0.5 1593,
    LowerOnly "lower-only" 1.6 417,
    LowerSecond "lower-second" -3.1 484,
    LowerFar "lower-far" -1.9 495,
    LowerNamed "lower-named" 2.4 66,
    LowerUnnamed "lower-unnamed" -2.3 382,
    LowerDue "lower-due" 1.7 81,
    LowerSibling "lower-sibling" -1.6 579,
    LowerBase "lower-base-of-share" 1.8 7,
    LowerSpent "lower-spent" -3.7 648,
    LowerLess "lower-less" -2.7 1238,
    LowerAgain "lower-again" 2.5 31,
    LowerFirst "lower-first" -0.3 635,
    LowerBefore "lower-sentence-before" -0.5 332,
    LowerParagraph "lower-paragraph" -1.5 355,
    LowerRight "lower-right-before" 1.7 385,
    LowerFollows "lower-follows" -2.7 155,
    LowerBehind "lower-behind" -0.5 993,
    RateApprox "rate-approx" -2.8 23,
    Change "change" -2.0 663,
    ChangePoints "change-of-points" -1.7 136,
    ChangeGrowth "change-growth" -1.3 256,
    ChangeEnds "change-ends" 3.9 89,
    ChangeExtent "change-extent" -2.6 114,
    ChangeApprox "change-approx" 1.8 6,
    ChangeTurned "change-turned" -3.6 259,
    NowHead "now-head" -0.4 231,
    NowNext "now-next" -0.9 302,
    NowSecond "now-second" -1.0 190,
    NowFar "now-far" -2.4 171,
    NowTo "now-to" 4.0 49,
    NowPast "now-past" -3.4 130,
    NowPresent "now-present" 2.3 22,
    NowElsewhere "now-elsewhere" -0.2 160,
    ThenCompared "then-compared" -0.9 94,
    ThenFrom "then-from" -0.6 54,
    ThenPast "then-past" -0.2 123,
    ThenYear "then-year-before" 1.3 3,
    ThenBehind "then-behind" 1.9 39,
    ThenElsewhere "then-elsewhere" -0.3 141,
    ThenBeside "then-beside" 1.8 340,
    ThenFar "then-far" -3.1 168,
    ThenLike "then-like" 1.3 22,
    ThenNamed "then-named" 2.9 203,
    Rest "rest" -1.9 143,
    RestSaid "rest-said" -1.9 93,
    RestNot "rest-not" -0.4 50,
    RestListed "rest-listed" -4.0 43,
    RestDenies "rest-denies" -0.4 50,
    RestDone "rest-done-before" 1.1 96,
    RestDoneFar "rest-done-far" -3.2 47,
    RestWhole "rest-whole-before" 0.7 74,
    RestWholeFar "rest-whole-far" -2.6 69,
    RestElsewhere "rest-elsewhere" -0.5 37,
    RestPart "rest-part" 4.8 57,
    RestRow "rest-row" 4.0 0,
    RestLess "rest-less" -1.7 32,
    Balance "balance" -0.6 40,
    BalanceSaid "balance-closing" -0.6 40,
    BalanceRest "balance-rest" -0.2 8,
    BalanceOpening "balance-opening" -0.6 40,
    BalanceInto "balance-into" 3.6 20,
    BalanceOut "balance-out" 2.1 19,
    BalanceRow "balance-row" -0.6 40,
    BalanceOrder "balance-order" 0.5 18,
    BalanceLess "balance-less" -0.8 7,
    BalanceAhead "balance-ahead" 0.1 1,
    Net "net" -2.8 72,
    NetInto "net-into" 3.1 25,
    NetOut "net-out" 1.2 27,
    NetRow "net-row" 2.1 56,
    NetBehind "net-behind" 0.1 6,
    NetSwapped "net-swapped" -3.4 36,
    Average "average" -1.4 177,
    AverageSaid "average-said" -2.1 137,
    AverageEach "average-each" 1.1 40,
    AverageUpperNext "average-upper-next" 0.4 99,
    AverageUpperFar "average-upper-far" -1.7 27,
    AverageUpperBehind "average-upper-behind" -0.7 51,
    AverageLowerNext "average-lower-next" 0.8 66,
    AverageLowerFar "average-lower-far" -1.8 110,
    AverageExact "average-name-fits" 1.6 1,
    AverageFits "average-noun-fits" 1.6 63,
    AverageLoose "average-noun-near" -0.0 66,
    AverageStrange "average-noun-strange" -3.0 47,
    AverageElsewhere "average-elsewhere" -3.1 79,
    AverageApprox "average-approx" 1.8 35,
    AverageBeside "average-beside" 2.4 51,
    Times "times" -2.0 94,
    TimesChange "times-change" -0.2 46,
    TimesNext "times-next" -0.0 56,
    TimesFar "times-far" -2.0 38,
    TimesPast "times-past" 3.5 21,
    TimesElsewhere "times-elsewhere" -1.6 20,
    TimesOf "times-of" 2.1 19,
    TimesApprox "times-approx" -1.0 6,
    TimesNamed "times-named" -0.4 28,
    RateMoved "rate-moved" -0.1 17,
    UpperShared "upper-shared" 0.0 0,
    LowerUnlike "lower-unlike-unit" -0.5 0,
    LowerDistant "lower-distant" -1.0 0,
    TimesOrder "times-in-order" 2.0 0,
    ChangeTurn "change-in-turn" 4.0 0,
    ChangeOwn "change-of-its-own" -1.0 0,
    TimesBeside "times-beside" 1.5 0,
    TimesSaid "times-said" 2.0 0,
    ThenSide "then-side-by-side" 1.0 0,
    BalanceElsewhere "balance-elsewhere" -0.5 0,
    ThenPoints "then-points" 4.0 0,
    NowReached "now-reached" 2.0 0,
    SeveralSaid "several-said" 4.0 0,
    SeveralShared "several-shared" 2.5 0,
    SeveralAlone "several-unsaid" -2.5 0,
    SumMany "sum-so-many" 2.5 0,
    Again "again" -2.0 0,
    AgainThis "again-this" 3.0 0,
    AgainVerb "again-verb" 2.5 0,
    AgainAll "again-all" 1.0 0,
    AgainNoun "again-noun" 1.0 0,
    AgainLong "again-long" 1.0 0,
    AgainShared "again-shared" 1.0 0,
    AgainNext "again-next" 0.5 0,
    AgainFar "again-far" -1.5 0,
    AgainMore "again-more" 1.0 0,
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
