//! Whose figure it is: the body at the head of the clause, else the one still in force.

use super::Reader;
use super::site::Site;
use crate::fact::date;
use crate::fact::entity::EntityKind;
use crate::fold::is_one_of;
use crate::lexicon::List;
use crate::span::Span;
use crate::token::{Kind, Token};

impl Reader<'_> {
    /// The body that a figure is told of, as printed: the clause's own, one named with what
    /// is counted (全区|50家养老机构), that of the figure before, that of the sentence.
    pub(super) fn subject(&self, site: &Site) -> Option<String> {
        let text = self.text;
        let own = site.head.subject.or_else(|| self.scope(site));
        // 包括市支队5起: a part named by the body.
        let own = own.or_else(|| {
            let words = self.tokens.words(site.body);
            let last = words.last().filter(|word| word.span.end == site.body.end)?;
            let body = site.head.part || text.at(site.lead.start) == '、';
            let cases = matches!(site.q.dimension, "case-or-document" | "case");
            (body && cases && site.after.is_empty() && self.is_body(site.body, last))
                .then_some(site.body)
        });
        let inherited = site.previous.map(|p| &self.out[p]);
        own.map(|s| text.printed(s))
            .or_else(|| inherited.and_then(|m| m.subject.clone()))
            .or_else(|| self.sentence_subject(site.sentence, site.q.span.start))
            .or_else(|| self.topic_subject(site))
    }

    /// Where the body at the head of a clause ends: 我局, 全区, a named body, or a noun for
    /// bodies that acts (各下属单位|学法).
    pub(super) fn actor_end(&self, s: Span) -> Option<usize> {
        let text = self.text;
        if let Some(end) = self.place_end(s) {
            return Some(end);
        }
        let i = self.entities.partition_point(|e| e.span.start < s.start);
        let named = self.entities[i..]
            .iter()
            .take_while(|e| e.span.start == s.start)
            .filter(|e| e.kind == EntityKind::Org && e.span.end < s.end)
            .max_by_key(|e| e.span.end)
            .map(|e| e.span.end);
        let acting = self.acting_end(s);
        // 局党组会、局务会审议: all that act; 区政府|门户网站公开: the longer noun acts.
        match (named, acting) {
            (Some(named), Some(acting)) => Some(named.max(acting)),
            (named, acting) => named.or(acting),
        }
        .filter(|&end| end > s.start && text.at(end) != super::OF)
    }

    /// A noun phrase for those who act at the head, that a verb follows.
    fn acting_end(&self, s: Span) -> Option<usize> {
        let text = self.text;
        let words = self.tokens.words(s);
        let opener = text.hits.longest(List::Leads, s.start);
        if opener.is_some_and(|(n, _)| text.at(s.start) != '各' && self.tokens.is_edge(s.start + n))
        {
            return None;
        }
        // 每个村|培育4名: of each, which is a part of the name.
        if text.at(s.start) == super::EACH {
            return None;
        }
        let mut body = None;
        for (k, word) in words.iter().enumerate() {
            let joins = word.tag == b'c' && word.span.len() == 1 && k > 0;
            let verb = k == 0 && word.tag == b'v';
            if word.span.start < s.start || verb || !(self.is_nominal(word) || joins) {
                break;
            }
            let end = word.span.end;
            let acts = end < s.end && self.is_actor(s.start, word) && self.acts(words, k + 1);
            if acts && !self.is_person_with_verb(s, words, k) {
                body = Some(end);
            }
        }
        body
    }

    /// 县级领导|接访68人次: a person whose verb names the figure owns it all the same.
    pub(super) fn person_end(&self, s: Span) -> Option<usize> {
        let words = self.tokens.words(s);
        let nominal = words
            .iter()
            .take_while(|word| self.is_nominal(word))
            .count();
        (0..nominal).rev().find_map(|k| {
            let here = self.is_actor(s.start, &words[k]) && self.acts(words, k + 1);
            (here && self.is_person_with_verb(s, words, k)).then_some(words[k].span.end)
        })
    }

    /// May be a piece of the name of those who act.
    fn is_nominal(&self, word: &Token) -> bool {
        let text = self.text;
        match word.kind {
            // 局务|会: a verb to the dictionary.
            Kind::Word if word.tag == b'v' => text.hits.is_word(List::Actors, word.span),
            Kind::Word => matches!(
                word.tag,
                b'n' | b's' | b'r' | b'a' | b'f' | b'x' | b'm' | b'g' | b'q'
            ),
            Kind::Other => {
                let c = text.at(word.span.start);
                is_one_of(c, "、()“”") || c.is_ascii_alphabetic()
            }
            // 12345|热线
            Kind::Claimed => date::starting_at(self.dates, word.span.start).is_none(),
        }
    }

    /// The phrase from `start` to the word's end is a name for those who act.
    fn is_actor(&self, start: usize, word: &Token) -> bool {
        let text = self.text;
        let end = word.span.end;
        // 镇(街道)
        let open = (start..end).rev().find(|&k| text.at(k) == '(');
        let name = open.filter(|_| text.before(end) == ')').unwrap_or(end);
        let person = text.hits.longest_before(List::PersonTitles, start, name);
        let office = person.filter(|&(_, entry)| !super::words().private[entry]);
        [List::OrgSuffixes, List::Actors, List::Persons]
            .into_iter()
            .filter_map(|list| text.hits.longest_before(list, start, name))
            .chain(office)
            .any(|(n, _)| {
                // 局务会 is one word, 社会 no body.
                let inside = word.span.len() > 2 && word.span.start <= name - n;
                self.tokens.is_edge(name - n) || name - n == start || inside
            })
    }

    /// The whole phrase is the name of a body, and of no person.
    fn is_body(&self, s: Span, last: &Token) -> bool {
        let person = self
            .text
            .hits
            .longest_before(List::PersonTitles, s.start, s.end);
        let words = self.tokens.words(s);
        person.is_none() && self.is_actor(s.start, last) && words.iter().all(|w| w.tag != b'v')
    }

    /// 副职负责人|出庭712件: a person with a bare verb is how the figure is named.
    fn is_person_with_verb(&self, s: Span, words: &[Token], k: usize) -> bool {
        let end = words[k].span.end;
        let ends = |list| self.text.hits.longest_before(list, s.start, end);
        let person = ends(List::PersonTitles).or_else(|| ends(List::Persons));
        let rest = words.get(k + 1..).unwrap_or_default();
        person.is_some()
            && rest.len() <= 2
            && rest.iter().all(|word| matches!(word.tag, b'v' | b'g'))
    }

    /// What follows is a verb with more behind it than the number, or an adverb. A word that
    /// is a noun as well is a verb before its object: 中心|受理纠纷, but 人大建议41件.
    fn acts(&self, words: &[Token], at: usize) -> bool {
        let Some(word) = words.get(at).filter(|word| word.kind == Kind::Word) else {
            return false;
        };
        let total = self.text.hits.longest(List::Totals, word.span.start);
        // 新华乡|全乡: the place again.
        let place = self.place_end(Span::new(word.span.start, self.text.len()));
        // 现有 is an adjective to the dictionary; 主动|公开, 每月|安排.
        let listed = [List::Leads, List::Tails]
            .into_iter()
            .any(|list| self.text.hits.is_word(list, word.span));
        let before_verb = matches!(word.tag, b'a' | b'r' | b't')
            && words
                .get(at + 1)
                .is_some_and(|next| matches!(next.tag, b'v' | b'g'));
        match word.tag {
            b'v' | b'd' => true,
            _ if place.is_some() || before_verb || listed && word.span.len() > 1 => true,
            b'g' => words
                .get(at + 1)
                .is_some_and(|next| next.kind != Kind::Claimed),
            _ => total.is_some(),
        }
    }

    /// 我局, 全区, 本级: where a word for the reporting body or its place ends.
    pub(super) fn place_end(&self, s: Span) -> Option<usize> {
        let text = self.text;
        let level = |k: usize| text.hits.longest(List::Levels, k).map(|(n, _)| n);
        // 市本级
        if let Some(n) = level(s.start).filter(|&n| text.starts_with(s.start + n, "本级")) {
            return Some(s.start + n + 2).filter(|&end| end <= s.end);
        }
        if !is_one_of(text.at(s.start), "我全本该") {
            return None;
        }
        let n = level(s.start + 1)?;
        let mut end = s.start + 1 + n;
        // 全市域, 全县各级.
        while end < s.end && matches!(text.at(end), '域' | '上') {
            end += 1;
        }
        if text.starts_with(end, "各级") {
            end += 2;
        }
        (end <= s.end).then_some(end)
    }

    /// The span is a place or the reporting body and no other: 全区, 我局.
    pub(super) fn is_place(&self, s: Span) -> bool {
        self.place_end(s) == Some(s.end)
    }

    /// A place right before the number or behind a preposition (占全镇|在编干部), or the body
    /// named there.
    fn scope(&self, site: &Site) -> Option<Span> {
        let words = self.tokens.words(site.raw);
        let place = |at: usize| {
            let end = self.place_end(Span::new(at, site.q.span.start))?;
            Some(Span::new(at, end))
        };
        let behind = words
            .windows(2)
            .filter(|pair| pair[0].tag == b'p' || self.text.at(pair[0].span.start) == super::SHARE)
            .find_map(|pair| place(pair[1].span.start));
        let last = words.last().and_then(|word| place(word.span.start));
        last.filter(|s| s.end == site.q.span.start)
            .or(behind)
            .or_else(|| self.owner(site))
    }

    /// The body whose name ends right before the number: 组织|市政府|18个部门.
    fn owner(&self, site: &Site) -> Option<Span> {
        let at = site.q.span.start;
        let i = self.entities.partition_point(|e| e.span.start < at);
        let e = self.entities[..i].last()?;
        let owns = e.kind == EntityKind::Org && e.span.end == at && !site.after.is_empty();
        (owns && e.span.start >= site.raw.start).then_some(e.span)
    }

    /// A place or a body right before the number owns what is counted and is no part of its name.
    pub(super) fn possessor(&self, site: &mut Site) {
        if site.after.is_empty() || site.body.is_empty() {
            return;
        }
        let owner = self.scope(site).filter(|s| s.end == site.body.end);
        if let Some(owner) = owner.filter(|s| s.start >= site.body.start) {
            site.body.end = owner.start;
        }
    }

    /// A body at the head of the sentence, past dates.
    fn sentence_subject(&self, sentence: Span, before: usize) -> Option<String> {
        let mut s = Span::new(sentence.start, before);
        for _ in 0..4 {
            let head = self.strip_head(s);
            if let Some(subject) = head.subject {
                return Some(self.text.printed(subject));
            }
            let comma = (head.span.start..before).find(|&i| matches!(self.text.at(i), ','))?;
            s = Span::new(comma + 1, before);
        }
        None
    }

    /// The body of a sentence right before in the paragraph goes on where this one opens with
    /// its verb.
    fn topic_subject(&self, site: &Site) -> Option<String> {
        let text = self.text;
        let paragraph = text.paragraphs[text.paragraph_at(site.q.core.start)?].span;
        let start = self.past_marker(site.sentence);
        let head = self.strip_head(Span::new(start, site.sentence.end)).span;
        let opens = self.tokens.at(head.start)?;
        if !matches!(opens.tag, b'v' | b'g' | b'd') {
            return None;
        }
        let mut end = site.sentence.start;
        for _ in 0..TOPIC {
            let before = end.checked_sub(1).filter(|&k| k >= paragraph.start)?;
            let sentence = text.sentence_at(before);
            let start = self.past_marker(sentence);
            let subject = self.sentence_subject(Span::new(start, sentence.end), sentence.end);
            if subject.is_some() {
                return subject;
            }
            end = sentence.start;
        }
        None
    }
}

/// How many sentences a body goes on being told of without being named.
const TOPIC: usize = 2;
