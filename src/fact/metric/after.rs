//! What stands behind a figure: the noun that it counts, or the predicate that says what
//! was done so often or for so long.

use super::Reader;
use super::before::JOINS;
use crate::fact::predicate;
use crate::fact::quantity::Quantity;
use crate::fold::{is_han, one_of};
use crate::lexicon::List;
use crate::span::Span;
use crate::token::{self, Token};

/// Longest noun read after a unit.
const LONGEST: usize = 16;
/// Longest list of nouns read after a unit.
const LONGEST_LIST: usize = 28;

impl Reader<'_> {
    /// The noun phrase that follows a unit, empty where a predicate or a mark follows.
    pub(super) fn noun_after(&self, q: &Quantity, next: Option<&Quantity>, before: Span) -> Span {
        let text = self.text;
        let mut at = q.span.end;
        let last = next.map_or(text.len(), |n| n.span.start);
        // 6000元|的创业补助, 100余人|的普法队伍.
        let of = text.at(at) == super::OF && q.dimension != "ratio" && is_han(text.at(at + 1));
        at += usize::from(of);
        let limit = last.min(at + LONGEST);
        // 清退26名不符合条件的低保对象: right behind a verb and its figure stands the object.
        let object = self.ends_with_verb(before);
        let opens = object || self.follows_preposition(q);
        let mut end = self.phrase_end(at, limit, opens.then_some(q));
        if text.at(end) == '、' && end > at && end < limit {
            end = self.list_end(at, end, last.min(at + LONGEST_LIST));
        }
        let class = match counted_class(q, object) {
            // 260万元的智慧监管平台|投入运行
            None if of => Some("thing"),
            class => class,
        };
        let noun = self.before_predicate(q, Span::new(at, end), object, class);
        let noun = self.without_apposition(self.without_adverbs(self.before_each(noun)));
        // 27件|中引导诉讼19件, 3485件|之多
        let among = self
            .tokens
            .at(at)
            .is_some_and(|word| matches!(word.tag, b'f' | b'u'));
        if among || noun.len() == 1 && one_of!(text.at(noun.start), JOINS) {
            return Span::new(at, at);
        }
        match self.modified(noun, limit) {
            Some(head) if object => head,
            _ => noun,
        }
    }

    /// 14个村|平均每个5名, 13个所|在岗41人: what is told of each, or what they have, goes on.
    fn before_each(&self, noun: Span) -> Span {
        let per = &super::words().per_head;
        let mut words = self.tokens.words(noun).iter();
        let each = words.find(|word| {
            let has = self.text.hits.is_word(List::Holdings, word.span);
            let told = has || super::stands(self.text, per, word.span.start);
            word.span.start > noun.start && told
        });
        Span::new(noun.start, each.map_or(noun.end, |word| word.span.start))
    }

    /// 行业协会|(区粮食行业协会): a bracket longer than a variant names which one.
    fn without_apposition(&self, noun: Span) -> Span {
        const VARIANT: usize = 5;
        let text = self.text;
        let open = (noun.start..noun.end).rev().find(|&k| text.at(k) == '(');
        match open.filter(|&k| text.before(noun.end) == ')' && k > noun.start) {
            Some(open) if noun.end - open > VARIANT + 2 => Span::new(noun.start, open),
            _ => noun,
        }
    }

    /// 275处隐患|多数: adverbs and numbers at the end belong to the predicate.
    fn without_adverbs(&self, noun: Span) -> Span {
        let mut s = noun;
        while let Some(word) = self
            .tokens
            .at(s.end.saturating_sub(1))
            .filter(|_| !s.is_empty())
        {
            let adverb =
                word.tag == b'd' || word.span.len() > 1 && matches!(word.tag, b'm' | b'p' | b'c');
            // 办理的3件|均落实: an adverb alone is no noun.
            let alone = word.span.start == s.start && word.span.len() == 1;
            if !adverb || word.span.start <= s.start && !alone {
                break;
            }
            s.end = word.span.start;
        }
        s
    }

    /// Where the run of words behind a unit ends that may be one phrase: at a mark, a date,
    /// a predicate. Brackets and quotations are taken whole.
    fn phrase_end(&self, at: usize, limit: usize, object: Option<&Quantity>) -> usize {
        let text = self.text;
        let (mut depth, mut quote) = (0usize, false);
        let mut i = at;
        while i < limit {
            match text.at(i) {
                '(' => depth += 1,
                ')' if depth == 0 => break,
                ')' => depth -= 1,
                '“' => quote = true,
                '”' if !quote => break,
                '”' => quote = false,
                '\n' => break,
                _ if quote || depth > 0 => {}
                '《' | '》' => break,
                // 专门|的受理点: an adjective alone goes on.
                super::OF if self.only_adjectives(Span::new(at, i)) => {}
                super::OF => break,
                // 专、兼职工作人员: halves of one modifier.
                '、' if i - at <= 2 && i > at && self.is_half(i, limit) => {}
                c if !is_han(c) && !c.is_ascii_alphabetic() => break,
                _ if self.predicate_starts(i, at, limit, object) => break,
                _ => {}
            }
            i += 1;
        }
        if depth > 0 || quote {
            // A bracket that does not close within reach is no part of the noun.
            let open = |&p: &usize| matches!(text.at(p), '(' | '“');
            return (at..i).rev().find(open).unwrap_or(at);
        }
        i
    }

    /// A predicate or a date begins at `i` in a phrase that begins at `at`.
    fn predicate_starts(
        &self,
        i: usize,
        at: usize,
        limit: usize,
        object: Option<&Quantity>,
    ) -> bool {
        let joined = (i == at && object.is_some_and(|q| self.opens_object(q, at, limit)))
            || object.is_some_and(|_| self.is_modifier(i, at, limit))
            || predicate::joins_nouns(self.text, self.tokens, i, at);
        let dated = || {
            self.dates
                .binary_search_by_key(&i, |d| d.span.start)
                .is_ok()
        };
        !joined && predicate::starts(self.text, self.tokens, i, at) || dated()
    }

    /// 出具13份|不予处罚|决定书: behind a verb, what no noun has preceded modifies the noun that
    /// a mark closes.
    fn is_modifier(&self, i: usize, at: usize, limit: usize) -> bool {
        let end = (i..limit)
            .find(|&k| !is_han(self.text.at(k)))
            .unwrap_or(limit);
        let bare = |word: &Token| matches!(word.tag, b'v' | b'g' | b'd' | b'a');
        let noun = end
            .checked_sub(1)
            .and_then(|k| self.tokens.at(k))
            .is_some_and(|word| word.tag == b'n' && word.span.start > i);
        let takes_verbs = self
            .text
            .hits
            .longest_before(List::VerbHeads, i, end)
            .is_some();
        let noun = noun && takes_verbs;
        let clause = |word: &Token| matches!(word.tag, b'p' | b'c' | b'u');
        let run = self.tokens.words(Span::new(at, end));
        noun && self.closes(end)
            && !run.iter().any(clause)
            && run.iter().take_while(|word| word.span.start < i).all(bare)
            && !self.has_pivot(at)
    }

    /// A verb that takes a clause behind its object stands before the figure that ends at `at`.
    fn has_pivot(&self, at: usize) -> bool {
        let figure = at.checked_sub(1).and_then(|k| self.tokens.index(k));
        let words = self.tokens.all[..figure.unwrap_or(0)].iter().rev();
        let verb = words
            .take(6)
            .find(|word| matches!(word.tag, b'v' | b'g') && word.span.len() > 1);
        verb.is_some_and(|verb| self.text.hits.is_word(List::Pivots, verb.span))
    }

    /// Adjectives and nothing else stand in the span.
    fn only_adjectives(&self, s: Span) -> bool {
        !s.is_empty()
            && self.tokens.fits(s)
            && self
                .tokens
                .words(s)
                .iter()
                .all(|word| word.tag == b'a' || word.span.len() == 2 && word.tag == b'd')
    }

    /// Behind the mark at `i` stands the other half of a modifier, with the noun behind it.
    fn is_half(&self, i: usize, limit: usize) -> bool {
        let half = self.tokens.at(i + 1);
        half.is_some_and(|word| {
            matches!(word.tag, b'a' | b'n' | b'x')
                && word.span.len() <= 2
                && word.span.end < limit
                && self
                    .tokens
                    .at(word.span.end)
                    .is_some_and(|noun| noun.tag == b'n')
        })
    }

    /// 18所中小学|、幼儿园: a list of nouns goes on up to a mark. The list ends with a noun, or
    /// the first noun is all.
    fn list_end(&self, at: usize, first: usize, limit: usize) -> usize {
        let text = self.text;
        let mut end = first;
        while text.at(end) == '、' && end < limit {
            let part = self.phrase_end(end + 1, limit, None);
            let nouns = self.tokens.words(Span::new(end + 1, part));
            let noun = |word: &Token| matches!(word.tag, b'n' | b's');
            let whole = part < limit
                && nouns.last().is_some_and(noun)
                && nouns.iter().all(|word| word.tag != b'v');
            if !whole {
                return first.max(at);
            }
            end = part;
        }
        end
    }

    /// A verb stands right before the figure.
    pub(super) fn ends_with_verb(&self, before: Span) -> bool {
        self.word_before(before).is_some_and(|word| {
            word.kind == token::Kind::Word && matches!(word.tag, b'v' | b'g') && word.span.len() > 1
        })
    }

    /// 为|30名因案致贫群众发放救助金: a preposition has its noun behind the figure.
    fn follows_preposition(&self, q: &Quantity) -> bool {
        let word = q.span.start.checked_sub(1).and_then(|k| self.tokens.at(k));
        word.is_some_and(|word| word.tag == b'p')
    }

    /// The last word of the words before a figure.
    fn word_before(&self, before: Span) -> Option<Token> {
        let word = before.end.checked_sub(1).and_then(|k| self.tokens.at(k))?;
        (before.start <= word.span.start).then_some(word)
    }

    /// What would be a predicate opens the object of the verb before: a word of one
    /// character (不符合条件, 以案释法故事), or a clause that ends with 的.
    fn opens_object(&self, q: &Quantity, at: usize, limit: usize) -> bool {
        let single = predicate::longest(self.text, at).is_some_and(|(n, _)| n == 1);
        let bare = one_of!(self.text.at(at), "等为至到");
        // 开展近百轮|排查: the doing itself, up to a mark.
        let counts_doings = counted_class(q, true).is_none();
        let doing = self.tokens.at(at).is_some_and(|word| {
            (word.tag == b'g' || word.tag == b'v' && counts_doings) && self.closes(word.span.end)
        });
        if doing {
            return true;
        }
        single && !bare || self.modified(Span::new(at, at), limit).is_some()
    }

    /// 存在严重隐患的自建房: the noun behind the clause that says which, up to a mark.
    fn modified(&self, clause: Span, limit: usize) -> Option<Span> {
        let text = self.text;
        let end = (clause.start..limit)
            .find(|&k| !is_han(text.at(k)))
            .unwrap_or(limit);
        let of = (clause.start + 2..end.saturating_sub(1)).find(|&k| text.at(k) == super::OF)?;
        // 86个网格的信息流程: of two nouns the first is counted.
        let clause = self.tokens.words(Span::new(clause.start, of));
        if !clause
            .iter()
            .any(|word| matches!(word.tag, b'v' | b'p' | b'd'))
        {
            return None;
        }
        let head = Span::new(of + 1, end);
        let nominal = self.tokens.at(end - 1).is_some_and(|word| word.tag != b'v');
        (nominal && end < limit && head.len() <= LONGEST).then_some(head)
    }

    /// The noun phrase without the clause that begins inside it: 6名调解员|充实矛调中心,
    /// 6个国控断面|稳定达标. The words tell, where no list knows the verb.
    fn before_predicate(
        &self,
        q: &Quantity,
        s: Span,
        object: bool,
        class: Option<&'static str>,
    ) -> Span {
        let Some(class) = class else {
            return s;
        };
        // A noun that the classifier counts is whole where it ends: 86名公职人员|年度考试.
        if let Some(end) = self.counted_end(s, class) {
            return Span::new(s.start, end);
        }
        // 52个单位|主要负责人: what counts bodies counts nobody in them.
        let body = self.text.hits.longest_within(List::Actors, s.start, s.end);
        if let Some((n, _)) = body.filter(|&(n, _)| class == "thing" && n > 1)
            && self.tokens.is_edge(s.start + n)
            && self
                .counted_end(s, "person")
                .is_some_and(|end| end > s.start + n)
        {
            return Span::new(s.start, s.start + n);
        }
        // 8名|现场述法: an adverb right behind the figure opens the predicate.
        if !object
            && self
                .tokens
                .at(s.start)
                .is_some_and(|word| self.opens_told(&word))
        {
            return Span::new(s.start, s.start);
        }
        let compound = object && self.is_compound(q, s);
        let mut at = s.start;
        // Where the last noun ended: adverbs and adjectives before a verb are the verb's.
        let mut noun = s.start;
        while let Some(word) = self.tokens.at(at).filter(|_| at < s.end) {
            let verb = word.tag == b'v' && word.span.len() > 1;
            let ends = verb && !compound && !self.modifies(Span::new(word.span.end, s.end));
            if noun > s.start && (ends || word.tag == b'p') {
                return Span::new(s.start, noun);
            }
            if !matches!(word.tag, b'a' | b'd' | b'f' | b'p' | b'r' | b't' | b'v') {
                noun = word.span.end.min(s.end);
            }
            at = word.span.end;
        }
        // 行政村随后|跟进: the clause goes on behind what no noun ends with.
        if !object && noun > s.start && noun < s.end && is_han(self.text.at(s.end)) {
            return Span::new(s.start, noun);
        }
        s
    }

    /// An adverb, or a verb before another verb: 428人|要承担.
    fn opens_told(&self, word: &Token) -> bool {
        let modal = super::words()
            .modals
            .contains(&self.text.at(word.span.start));
        let next = self.tokens.at(word.span.end);
        let noun = next.and_then(|next| self.tokens.at(next.span.end));
        // 7卷|不合格案卷均退回: what is not so is the noun's.
        let negated = super::words()
            .negations
            .contains(&self.text.at(word.span.start))
            && noun.is_some_and(|noun| noun.tag == b'n' && noun.kind == token::Kind::Word);
        word.tag == b'd' && !negated || modal && word.span.len() == 1
    }

    /// 上线112个集成服务, 编制8个执法指引: behind a verb the whole is its object up to a mark,
    /// unless the verb takes a clause: 帮助3家企业|解决难题.
    fn is_compound(&self, q: &Quantity, s: Span) -> bool {
        !self.has_pivot(q.span.end) && self.closes(s.end)
    }

    /// 编制8个执法|指引: behind an object that a mark closes the last word is its head.
    fn closes(&self, end: usize) -> bool {
        one_of!(self.text.at(end), ",。;、:)\n") || end >= self.text.len()
    }

    /// What follows a verb begins or closes with a noun that takes verbs before it:
    /// 普法宣讲队, 许可办理窗口.
    fn modifies(&self, rest: Span) -> bool {
        (rest.start..rest.end).any(|at| {
            let head = self.text.hits.longest_within(List::VerbHeads, at, rest.end);
            head.is_some_and(|(n, _)| at == rest.start || at + n == rest.end)
        })
    }

    /// Where the last word ends that the classifier's class counts, before any verb.
    fn counted_end(&self, s: Span, class: &str) -> Option<usize> {
        let mut found = None;
        let mut at = s.start;
        while let Some(word) = self.tokens.at(at).filter(|_| at < s.end) {
            let end = word.span.end.min(s.end);
            if word.tag == b'v' && found.is_some() {
                break;
            }
            let head = self
                .text
                .hits
                .longest_before(List::CountedHeads, s.start, end);
            if head.is_some_and(|(_, entry)| super::words().counted[entry] == class) {
                found = Some(end);
            }
            at = word.span.end;
        }
        found
    }

    /// The predicate that follows a figure at the head of its clause, up to the next mark.
    pub(super) fn predicate_after(&self, at: usize, next: Option<&Quantity>) -> Span {
        let text = self.text;
        let limit = next
            .map_or(text.len(), |n| n.span.start)
            .min(at + LONGEST_LIST);
        let mut end = at;
        while end < limit && (is_han(text.at(end)) || matches!(text.at(end), '“' | '”' | '、'))
        {
            end += 1;
        }
        // A phrase that runs on beyond reach, or into the next figure, names nothing.
        if end == limit || end - at < 2 || text.at(at) == super::OF {
            return Span::default();
        }
        let told = self.core(self.strip_head(Span::new(at, end)).span);
        // 安排5天|进行驻点接访: the verb says nothing.
        if text.starts_with(told.start, "进行") && told.len() > 3 {
            return Span::new(told.start + 2, told.end);
        }
        told
    }
}

/// The class of things that a classifier counts one by one; doings and cases (件, 次)
/// are named by verbs as often as by nouns and have none.
fn counted_class(q: &Quantity, object: bool) -> Option<&'static str> {
    // 600多万贫困人口: where no unit is printed, people are counted.
    let Some(unit) = q.unit.as_deref() else {
        return Some("person");
    };
    match unit {
        "名" | "位" | "人" => Some("person"),
        "台" | "辆" => Some("machine"),
        "次" | "场" | "场次" | "期" | "轮" | "批" | "批次" | "人次" | "%" => None,
        "个" | "家" | "所" | "座" | "处" | "套" | "支" => Some("thing"),
        // Cases and items are named by verbs as often as by nouns; as the subject of
        // their clause they end before its verb all the same.
        _ if object => None,
        _ => Some("thing"),
    }
}
