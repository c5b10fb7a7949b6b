//! Whose figure it is: the body at the head of the clause, else the one still in force.

use super::before::{Head, JOINS, split_coordinated};
use super::site::{Site, clause_start};
use super::{Link, Metric, Reader};
use crate::fact::date;
use crate::fact::entity::{EntityKind, org};
use crate::fold::{is_numeral, one_of};
use crate::lexicon::List;
use crate::span::Span;
use crate::token::{Kind, Token};

/// The bodies that the clauses of a sentence go on being told of.
#[derive(Clone, Default)]
pub(super) struct Ruling {
    first: Option<String>,
    now: Option<String>,
    /// A semicolon has gone by since the first was named.
    again: bool,
    /// The figure before is told of a body that its name tells apart from others.
    part: bool,
    /// That of the figure before, and the last that is no part's alone.
    last: Option<String>,
    told: Option<String>,
    /// Where the one who rules was named, and who ruled before.
    prior: Option<(usize, Option<String>)>,
    /// The same of the first in a list of those who did their parts, while the list goes on.
    list: Option<(usize, Option<String>)>,
    /// Where such a list began that is behind.
    closed: Option<usize>,
    /// What ruled before the bracket that is open.
    outside: Option<Box<Ruling>>,
}

/// How a sentence opens.
#[derive(Clone, Default)]
pub(super) struct Opening {
    sentence: usize,
    /// Whom it goes on being told of.
    topic: Option<String>,
    /// With what was done.
    done: bool,
    /// Where its first body is named.
    named: Option<usize>,
}

impl Ruling {
    /// 收到684件，市本级271件、县区413件，|审结675件: behind a list of those who did their
    /// parts the sentence is told of whom it was told before.
    fn close_list(&mut self) {
        if let Some((start, before)) = self.list.take() {
            self.told.clone_from(&before);
            self.now = before;
            self.closed = Some(start);
        }
    }

    /// 办结92件（村级30件、其他62件），罚款3万元: those told of in a bracket rule there alone.
    fn past_brackets(&mut self, lead: &[char]) {
        for c in lead {
            match c {
                '(' if self.outside.is_none() => {
                    self.outside = Some(Box::new(self.clone()));
                    // 县公安局30件（治安20件、交通10件）: parts of the figure before it.
                    if lead.first() == Some(&'(') && self.last.is_some() {
                        self.now.clone_from(&self.last);
                    }
                }
                ')' => {
                    if let Some(outside) = self.outside.take() {
                        *self = *outside;
                    }
                }
                _ => {}
            }
        }
    }
}

impl Reader<'_> {
    /// The body that a figure is told of, as printed: one of several in turn, the clause's own,
    /// those counted right before (22个调委会|调处纠纷412件), one named with what is counted
    /// (全区|50家养老机构), that which rules the sentence, that of the figure before, that of
    /// the sentences before, that of the heading.
    pub(super) fn subject(
        &mut self,
        site: &Site,
        link: &Link,
        inherits: Option<usize>,
    ) -> Option<String> {
        let text = self.text;
        if site.previous.is_none() {
            self.ruling = Ruling::default();
        }
        self.rule(site);
        let part = self.named_part(site);
        let in_turn = self.body_in_turn(site);
        // Of this figure and no other.
        let alone = in_turn
            .or(part)
            .or_else(|| self.agent_behind(site))
            .or_else(|| self.respondent(site))
            .or_else(|| self.agent_within(site));
        let own = in_turn
            .or(site.head.place)
            .or_else(|| self.scope(site).filter(|_| site.head.subject.is_none()))
            .or(alone)
            .or_else(|| self.level_told(site))
            .or_else(|| self.glossed(site));
        self.ruling.part =
            part.is_some() || site.head.subject.is_some() && !self.ends_with_body(site);
        let named = own.is_some() || site.head.subject.is_some();
        self.listed(site, link, named, in_turn.is_some());
        let first = self.ruling.closed.unwrap_or(site.q.span.start);
        let before = Span::new(site.sentence.start, first);
        // 分别办结320起、46起，同比分别下降3%、5%: of those whose figures changed.
        let changes = !matches!(link, Link::None | Link::Total);
        let changed = inherits.filter(|_| changes && site.head.subject.is_none());
        let subject = own
            .map(|s| self.told_name(s))
            .or_else(|| self.in_turn_again(site))
            .or_else(|| self.former(site))
            .or_else(|| self.out[changed?].subject.clone())
            .or_else(|| self.ruling.now.clone())
            .or_else(|| self.ruling.told.clone())
            .or_else(|| self.sentence_subject(site.sentence, before.end))
            .or_else(|| self.place_within(before).map(|s| text.printed(s)))
            .or_else(|| self.venue(site));
        let subject = match subject {
            None => {
                let opening = self.opening(site);
                opening.topic.or_else(|| self.heading_place(site))
            }
            subject => subject,
        };
        self.ruling.last.clone_from(&subject);
        if alone.is_none() {
            self.ruling.told.clone_from(&subject);
        }
        subject.or_else(|| self.reporting(site))
    }

    /// Whether those who did their parts go on being listed, where somebody is `named`.
    fn listed(&mut self, site: &Site, link: &Link, named: bool, in_turn: bool) {
        let pause = |at: usize| self.text.at(at) == '、';
        if named {
            let goes_on = pause(site.lead.start) || site.head.part && pause(site.q.span.end);
            if goes_on && !in_turn {
                self.ruling.list = self.ruling.list.take().or(self.ruling.prior.take());
            }
        } else if !pause(site.lead.start) {
            if *link == Link::Total && self.acted_last(site) {
                self.ruling.list = Some((site.sentence.start, None));
            }
            self.ruling.close_list();
        }
    }

    /// Takes in who is named with the figure, or since the figure before.
    fn rule(&mut self, site: &Site) {
        let text = self.text;
        self.ruling.past_brackets(text.slice(site.lead));
        // 镇政府收到3件，复议机关维持2件；应诉2件: of the first again.
        if text.slice(site.lead).contains(&';') {
            self.ruling.now.clone_from(&self.ruling.first);
            self.ruling.again = true;
        }
        let goes_on = text.at(site.lead.start) == '、';
        self.ruling.prior.take_if(|_| !goes_on);
        let head = site
            .head
            .subject
            .map(|s| self.told_name(self.with_members(site, s)));
        let head = head.or_else(|| self.founded(site).map(|s| text.printed(s)));
        if let Some(body) = head
            .or_else(|| self.counted_actor(site))
            .or_else(|| self.named_between(site))
            .or_else(|| self.listed_actor(site))
        {
            if self.ruling.first.is_none() || self.ruling.again {
                self.ruling.first = Some(body.clone());
                self.ruling.again = false;
            }
            let before = self.ruling.now.replace(body);
            if !goes_on {
                self.ruling.prior = Some((site.clause, before));
                self.ruling.list = None;
            }
        }
    }

    /// 区政府|法律顾问团|22人: those that so many belong to are told of from there on.
    fn with_members(&self, site: &Site, s: Span) -> Span {
        let name = Span::new(s.start, site.q.span.start);
        let whole = s.end == site.body.start && site.body.end == name.end;
        let last = self.tokens.at(name.end - 1);
        let body = last.is_some_and(|last| last.span.len() == 1 && self.is_body(name, &last));
        let members = site.q.dimension == "person" && !self.is_person(name);
        if whole && body && members { name } else { s }
    }

    /// 县公安局、住建局|分别查处3件、5件: the one whose turn it is.
    fn body_in_turn(&self, site: &Site) -> Option<Span> {
        let turn = self.turn(site)?;
        if turn.member.is_some() {
            return turn.member;
        }
        let body = turn.part(self)?;
        let last = self.tokens.at(body.end - 1)?;
        (turn.acting || self.is_body(body, &last)).then_some(body)
    }

    /// 县质监局、县药监局分别抽检215批次和168批次，不合格19批次、11批次: as many figures are
    /// told of the same ones in turn.
    fn in_turn_again(&self, site: &Site) -> Option<String> {
        let text = self.text;
        let at = site.q.core.start;
        let clause = clause_start(text, site.sentence.start, site.q.span.start);
        let end = (at..site.sentence.end).find(|&i| one_of!(text.at(i), ",;。:"));
        let segments = split_coordinated(text, Span::new(clause, end?));
        let k = segments.iter().position(|s| s.contains(at))?;
        let first = self.out.partition_point(|m| m.quantity.span.start < clause);
        let told = &self.out[first.checked_sub(segments.len())?..first];
        let before = told.first()?.quantity.span.start;
        let before = clause_start(text, site.sentence.start, before);
        let whole =
            before + 1 < clause && !text.slice(Span::new(before, clause - 1)).contains(&',');
        let apart = told.windows(2).all(|m| m[0].subject != m[1].subject);
        let named = told.iter().filter_map(|m| m.subject.as_deref());
        let all = named.filter(|who| text.find(who, Span::new(before, clause)).is_some());
        let figure = |s: &Span| text.slice(*s).iter().any(|c| c.is_ascii_digit());
        let again = segments.iter().all(figure) && all.count() == told.len();
        let again = again && told.len() > 1;
        let again = again && whole && apart && site.head.subject.is_none();
        again.then(|| told[k].subject.clone())?
    }

    /// 司法所受理30件，调委会受理50件，合计80件: a sum over what several did is nobody's.
    fn acted_last(&self, site: &Site) -> bool {
        let Some([.., one, last]) = site.previous.map(|p| &self.out[..=p]) else {
            return false;
        };
        let own = last.subject.is_some() && last.subject == self.ruling.now;
        own && one.sentence == last.sentence && one.subject != last.subject
    }

    /// 县法院和县检察院联合检查32次，|前者|牵头18次: which of the two.
    fn former(&self, site: &Site) -> Option<String> {
        let text = self.text;
        let words = &super::words().pair;
        let k = words
            .iter()
            .position(|w| text.starts_with(site.clause, w))?;
        let told = self.ruling.now.as_deref()?;
        let mut both = told.split(|c| one_of!(c, JOINS));
        let of_two = both.clone().count() == words.len();
        both.nth(k).filter(|_| of_two).map(str::to_string)
    }

    /// 局长梁庭钧|同志, 全市|上下, 执法队|（编制15名）: the name as it is told.
    fn told_name(&self, s: Span) -> String {
        let gloss = (s.start..s.end).find(|&k| self.gloss_end(k).is_some());
        let s = Span::new(s.start, gloss.unwrap_or(s.end));
        let mut courtesies = super::words().courtesies.iter();
        let bare = courtesies.find_map(|w| {
            let end = s.end.checked_sub(w.chars().count())?;
            let told = self.text.starts_with(end, w)
                && (self.person_before(end).is_some() || self.is_place(Span::new(s.start, end)));
            told.then_some(Span::new(s.start, end))
        });
        self.text.printed(bare.unwrap_or(s))
    }

    /// The person whose name ends at `end`.
    fn person_before(&self, end: usize) -> Option<Span> {
        let i = self.entities.partition_point(|e| e.span.start < end);
        let e = self.entities[..i].last()?;
        (matches!(e.kind, EntityKind::Person { .. }) && e.span.end == end).then_some(e.span)
    }

    /// 包括市支队5起, 机关23人、监管所91人, 市直97件，县级41件: a part named by the body it is
    /// told of. In a list whose first member is a part as well, 涉及企业8起、学校3起 is none.
    fn named_part(&self, site: &Site) -> Option<Span> {
        let (text, body) = (self.text, site.body);
        let words = self.tokens.words(body);
        let last = words.last().filter(|word| word.span.end == body.end)?;
        let persons = matches!(site.q.dimension, "person" | "person-time");
        let alone = body.start == site.clause && !site.head.each;
        // 区政府4件、区直部门3件
        let opens = alone && text.at(site.q.span.end) == '、';
        let beside = alone || text.at(site.lead.start) == '、';
        let beside = beside && self.ruling.part || alone && persons;
        let listed = site.head.part || opens || beside;
        let named = site.after.is_empty() && self.entity_at(body);
        let counted = COUNT_BODIES.contains(&site.q.dimension);
        let tells = site.after.is_empty() && !counted || persons;
        let is_part = self.is_body(body, last) || self.is_level(words);
        let whole = named && alone && words[0].tag != b'v' && !counted;
        let own = whole || listed && (named || tells && is_part && !self.is_person(body));
        let place = site.after.is_empty() && self.is_division(body, words);
        (place || own).then_some(body)
    }

    /// What names the figure ends with a body: 县局移送|公安机关3件.
    fn ends_with_body(&self, site: &Site) -> bool {
        let words = self.tokens.words(site.body);
        let last = words.last();
        last.is_some_and(|last| self.is_actor(site.body.start, last))
    }

    /// The named body that opens the span: 清江区政府|负责人.
    pub(super) fn body_opening(&self, s: Span) -> Option<Span> {
        let i = self.entities.partition_point(|e| e.span.start < s.start);
        let here = self.entities[i..].iter();
        let mut here = here.take_while(|e| e.span.start == s.start);
        let body = here.find(|e| e.kind == EntityKind::Org && e.span.end < s.end);
        body.map(|e| e.span)
    }

    /// The whole phrase is the name of a body.
    pub(super) fn entity_at(&self, s: Span) -> bool {
        let i = self.entities.partition_point(|e| e.span.start < s.start);
        let here = self.entities[i..]
            .iter()
            .take_while(|e| e.span.start == s.start);
        here.into_iter()
            .any(|e| e.span == s && e.kind == EntityKind::Org)
    }

    /// 县级, 市直, 县（市、区）: words for levels and no other.
    fn is_level(&self, words: &[Token]) -> bool {
        let text = self.text;
        let chars = words.iter().flat_map(|word| text.slice(word.span));
        let (mut sign, mut rest) = (false, true);
        let marks = super::words();
        for &c in chars {
            let level = marks.signs.contains(&c);
            sign |= level;
            rest &= level || one_of!(c, JOINS) || one_of!(c, "()") || marks.of_level.contains(&c);
        }
        sign && rest && words.len() < 8
    }

    /// 执法队（|编制15名）: of the body right before the bracket.
    fn glossed(&self, site: &Site) -> Option<Span> {
        let text = self.text;
        let open = site.clause.checked_sub(1).filter(|&k| text.at(k) == '(')?;
        let i = self.entities.partition_point(|e| e.span.end < open);
        let body = self.entities[i..].first().filter(|e| e.span.end == open)?;
        let own = body.kind == EntityKind::Org && site.head.subject.is_none();
        own.then_some(body.span)
    }

    /// 12件由|乡镇水利所|处理: who does what is told of the figure alone.
    fn agent_behind(&self, site: &Site) -> Option<Span> {
        let text = self.text;
        let at = site.q.span.end;
        let end = (at..site.sentence.end).find(|&k| one_of!(text.at(k), ",;。:"))?;
        // 12件案件由…: behind the noun.
        let by = |k: &usize| super::words().agents.contains(&text.at(*k));
        let at = (at..end.min(at + 6)).find(by)?;
        let noun = Span::new(site.q.span.end, at);
        if self
            .tokens
            .words(noun)
            .iter()
            .any(|w| !matches!(w.tag, b'n' | b'd' | b'g'))
        {
            return None;
        }
        let words = self.tokens.words(Span::new(at, end));
        let by = words.first()?.span;
        // 18个街镇由…指导: of the counted.
        let counted = COUNT_BODIES.contains(&site.q.dimension);
        let agent = by == Span::new(at, at + 1) && !counted;
        let body = Span::new(by.end, end);
        let named = self.actor_end(body).filter(|_| agent)?;
        Some(Span::new(body.start, named))
    }

    /// 派出所共有|6个, 其中县政府|规范性文件21件: what is counted, or whose kind it is, of
    /// what is told of another; but 其中城管局|31件.
    pub(super) fn disown(&self, site: &mut Site) {
        let Some(body) = site.head.subject else {
            return;
        };
        let words = self.tokens.words(site.body);
        let counted = words.is_empty() && site.after.is_empty();
        let counted = counted && COUNT_BODIES.contains(&site.q.dimension) && !self.entity_at(body);
        let nominal = |word: &Token| matches!(word.tag, b'n' | b'a');
        let kind = site.head.part && !words.is_empty() && words.iter().all(nominal);
        if (counted || kind) && !self.is_place(body) {
            site.head.subject = None;
        }
    }

    /// 对|各部门|报备的37件: who did what tells those counted apart.
    fn agent_within(&self, site: &Site) -> Option<Span> {
        let text = self.text;
        let clause = Span::new(site.clause, site.q.span.start);
        let by = self
            .tokens
            .at(clause.start)
            .filter(|word| word.tag == b'p')?;
        let rest = Span::new(by.span.end, clause.end);
        let of = text.before(rest.end) == super::OF && site.head.subject.is_none();
        let end = self.actor_end(rest).filter(|_| of)?;
        let [verb, _] = self.tokens.words(Span::new(end, rest.end)) else {
            return None;
        };
        // 由|县发改局|负责的18项
        let acts = super::words().agents.contains(&text.at(by.span.start))
            || super::stands(text, &super::words().giving, verb.span.start);
        acts.then_some(Span::new(rest.start, end))
    }

    /// 以|市水务局|为被申请人的复议3件: who is sued.
    fn respondent(&self, site: &Site) -> Option<Span> {
        let text = self.text;
        let clause = Span::new(site.clause, site.q.span.start);
        let mut words = self.tokens.words(clause).iter();
        let by = words
            .next()
            .filter(|word| word.tag == b'p' && word.span.len() == 1)?
            .span;
        let is = words.find(|word| super::words().copulas.contains(&text.at(word.span.start)))?;
        let body = Span::new(by.end, is.span.start);
        let last = self.tokens.at(body.end.checked_sub(1)?)?;
        let named = !body.is_empty() && by.start == site.clause;
        (named && (self.entity_at(body) || self.is_body(body, &last))).then_some(body)
    }

    /// 东河区|31个: a division that is known, or one whose name no word holds.
    fn is_division(&self, s: Span, words: &[Token]) -> bool {
        let text = self.text;
        let known = words.iter().all(|word| word.tag == b's');
        let piece = |word: &Token| word.kind == Kind::Word && word.span.len() == 1;
        // 一人所 is a kind.
        let pieces = words.len() > 2 && words[0].tag != b'm' && words.iter().all(piece);
        let signed = text
            .hits
            .longest_before(List::Levels, s.start, s.end)
            .is_some();
        signed && (3..6).contains(&s.len()) && (known || pieces)
    }

    /// 调解员, 律师: the phrase ends with a word for persons.
    fn is_person(&self, s: Span) -> bool {
        let hits = &self.text.hits;
        let listed = [List::Persons, List::PersonTitles, List::CountedHeads]
            .into_iter()
            .any(|list| hits.longest_before(list, s.start, s.end).is_some());
        listed || one_of!(self.text.before(s.end), "员师官者")
    }

    /// 代办员42名，全年|跑腿583次: those counted in the clause before, which tells nothing
    /// but how many they are, go on acting.
    fn listed_actor(&self, site: &Site) -> Option<String> {
        let text = self.text;
        let counted = &self.out[site.previous?];
        let number = counted.quantity.span;
        let clause = clause_start(text, site.sentence.start, number.start);
        let name = Span::new(clause, number.start);
        let words = self.tokens.words(name);
        let last = words.last()?;
        let pause = one_of!(text.at(site.lead.start), ",");
        let kind = match counted.quantity.dimension {
            "person" => true,
            "generic" => !pause,
            _ => false,
        };
        let told = |word: &Token| text.hits.is_word(List::Leads, word.span);
        let noun = (0..words.len()).all(|k| {
            let verb = words[k].tag == b'v' && self.heads_name(words, k);
            let of = text.at(words[k].span.start) == super::OF;
            (verb || of || self.is_nominal(&words[k])) && !told(&words[k])
        });
        let opens = clause == site.sentence.start || text.before(clause) == ';';
        // 全队|民警428人: of that body.
        let opens = opens && self.strip_head(name).subject.is_none();
        let goes_on = number.end == site.lead.start && site.head.subject.is_none();
        let actor =
            kind && opens && noun && goes_on && !site.head.part && self.is_actor(name.start, last);
        let told = Span::new(site.head.span.start, site.q.span.start);
        let mut words = self.tokens.words(told).iter();
        let first = words.next()?;
        let verb = |word: &Token| matches!(word.tag, b'v' | b'd' | b'p') || self.is_predicate(word);
        let done = verb(first) || words.next().is_some_and(|w| verb(w) || w.tag == b'g');
        (actor && done).then(|| text.printed(name))
    }

    /// 14个联系点|累计反馈462条: those counted right before are the ones that act, where
    /// nobody else is named before them.
    fn counted_actor(&self, site: &Site) -> Option<String> {
        let text = self.text;
        let counted = &self.out[site.previous?];
        let number = counted.quantity.span;
        // 14个成员单位参与，开展评查2次: the next clause is told of who leads.
        let noun = Span::new(number.end, self.consumed.max(number.end));
        let goes_on = noun.end == site.lead.start && !text.slice(site.lead).contains(&',');
        if noun.is_empty() || !goes_on {
            return None;
        }
        let last = self.tokens.at(noun.end - 1)?;
        // 2134个村(社区)实现全覆盖: places do not act; 经两轮会议|审定: nor do meetings.
        let sign = text.before(noun.end);
        let passive =
            super::words().signs.contains(&sign) || sign == ')' || self.is_meeting(noun.end);
        let acts = self.is_actor(noun.start, &last) && self.acts(self.tokens.words(site.lead), 0);
        if !acts || passive {
            return None;
        }
        let clause = clause_start(text, site.sentence.start, number.start);
        let before = Span::new(clause, number.start);
        let words = self.tokens.words(before);
        let named = text.printed(noun);
        // 分布在8个县的426名顾问|参与论证, but 洛浦街辖区内的18个.
        if let [.., word, of] = words
            && text.at(of.span.start) == super::OF
        {
            return (word.tag != b'f').then_some(named);
        }
        let head = self.strip_head(before);
        // 对12个乡镇开展督察, 为23个村订报刊: to whom something is done.
        let done = words
            .iter()
            .any(|w| w.tag == b'p' || self.opens_adjunct(w.span.start));
        if done {
            return None;
        }
        // 服务中心|48个窗口|办结
        if let Some(last) = self.tokens.words(head.span).last() {
            let own = head.subject.is_none() && self.is_body(head.span, last);
            return own.then(|| text.printed(head.span));
        }
        // 全县31个部门|共有执法人员1389人: what there is, is the place's.
        let there = self.has(site.lead);
        match head.subject {
            Some(place) if self.is_place(place) && there => Some(text.printed(place)),
            // 全市1024个|人民调解组织: of that place.
            Some(place) if self.is_place(place) => Some(text.printed(place) + &named),
            Some(_) => None,
            None => Some(named),
        }
    }

    /// 县政府授课4次；县委党校开设课程，|培训215人: who acts in a clause without a figure.
    fn named_between(&self, site: &Site) -> Option<String> {
        let text = self.text;
        site.previous?;
        let mut end = site.clause;
        while end > site.lead.start + 1 {
            end -= 1;
            let start = clause_start(text, site.lead.start, end);
            let body = self.strip_head(Span::new(start, end)).subject;
            if let Some(body) = body {
                return Some(self.told_name(body));
            }
            end = start;
        }
        None
    }

    /// 抽人组成镇执法队，|共有队员13人: the body that the clause before brings about.
    fn founded(&self, site: &Site) -> Option<Span> {
        let text = self.text;
        let end = site.clause.checked_sub(1).filter(|&k| text.at(k) == ',')?;
        let i = self.entities.partition_point(|e| e.span.end < end);
        let body = self.entities[i..]
            .iter()
            .find(|e| e.span.end == end && e.kind == EntityKind::Org)?;
        let verb = self.tokens.at(body.span.start.checked_sub(1)?)?;
        let founds = super::stands(text, &super::words().founding, verb.span.start);
        let there = Span::new(site.clause, site.q.span.start);
        // 核定编制30名
        let first = self.tokens.at(site.clause);
        let held = first.is_some_and(|w| text.hits.is_word(List::Holdings, w.span));
        (founds && (held || self.has(there))).then_some(body.span)
    }

    /// 共有, 现有: the words say that there is something, and not that something is done.
    pub(super) fn has(&self, lead: Span) -> bool {
        let words = self.tokens.words(lead).iter();
        let mut said = words.filter(|word| self.text.at(word.span.start) != ' ');
        said.next()
            .is_some_and(|word| super::stands(self.text, &super::words().has, word.span.start))
    }

    /// Where the body at the head of a clause ends: 我局, 全区, a named body, or a noun for
    /// bodies that acts (各下属单位|学法).
    pub(super) fn actor_end(&self, s: Span) -> Option<usize> {
        let text = self.text;
        if let Some(end) = self.place_end(s) {
            return Some(end);
        }
        let i = self.entities.partition_point(|e| e.span.start < s.start);
        // 县政府办|11件: the office of a body, and no verb, where nothing is told but how many.
        let office = |body: Span| {
            body.end == s.end && super::words().offices.contains(&text.before(body.end))
        };
        let named = self.entities[i..]
            .iter()
            .take_while(|e| e.span.start == s.start)
            .filter(|e| e.kind == EntityKind::Org && (e.span.end < s.end || office(e.span)))
            .max_by_key(|e| e.span.end)
            .map(|e| e.span.end);
        let acting = self
            .acting_end(s)
            .or_else(|| self.named_person_end(s))
            .or_else(|| self.named_place_end(s));
        // 镇党委|书记包案: the person, who is told by name with the verb.
        let person = named.filter(|_| acting.is_none());
        if person.is_some_and(|end| self.person_end(s).is_some_and(|other| other > end)) {
            return None;
        }
        // 局党组会、局务会审议: all that act; 区政府|门户网站公开: the longer noun acts.
        // 党工委会议|前学法: the meeting is a part of when.
        // 服务中心|导诉台接待群众: a part of the body.
        let part = named.filter(|_| acting.is_none());
        let part = part.and_then(|end| self.doer_end(s).filter(|&other| other > end));
        [named, acting, part]
            .into_iter()
            .flatten()
            .filter(|&end| end > s.start && text.at(end) != super::OF && !self.is_time_of(end))
            .max()
    }

    /// 党工委会议|前学法: the body is a part of when.
    fn is_time_of(&self, at: usize) -> bool {
        let word = self.tokens.at(at);
        word.is_some_and(|word| {
            word.tag == b'f' && super::words().whens.contains(&self.text.at(at))
        })
    }

    /// 局党组书记、局长丁维松: where the name ends behind the offices that open the clause.
    fn named_person_end(&self, s: Span) -> Option<usize> {
        let i = self.entities.partition_point(|e| e.span.start < s.start);
        let e = self.entities[i..]
            .iter()
            .take_while(|e| e.span.start < s.end)
            .find(|e| matches!(e.kind, EntityKind::Person { .. }))?;
        let offices = Span::new(s.start, e.span.start);
        let words = self.tokens.words(offices);
        let named = offices.is_empty() || words.iter().all(|word| self.is_nominal(word));
        (named && e.span.end < s.end).then_some(e.span.end)
    }

    /// 增福镇|组织, 下太镇|召开: a place that no dictionary has, two or three characters before
    /// its level's sign that stand alone among the words or are one noun.
    fn named_place_end(&self, s: Span) -> Option<usize> {
        let text = self.text;
        let words = self.tokens.words(s);
        let at = words.iter().take(4).position(|word| {
            word.span.len() < 3 && super::words().signs.contains(&text.at(word.span.start))
        })?;
        let (name, end) = (&words[..at], words[at].span.end);
        let piece = |word: &Token| {
            let bound = matches!(word.tag, b'p' | b'c' | b'r' | b'u' | b'q');
            let whole = name.len() == 1 && matches!(word.tag, b'n' | b'x' | b'f');
            let alone = word.span.len() == 1 || whole;
            word.kind == Kind::Word && !bound && alone
        };
        let whole = (3..5).contains(&(words[at].span.start + 1 - s.start));
        let sign = super::words().signs.contains(&text.before(end));
        let named = whole && name.iter().all(piece) && sign;
        // 汀沙区|空气质量, 清江区|最高: what can be no other word needs no verb.
        let strange = |word: &Token| word.tag == b'x' || word.tag == b'f' && word.span.len() > 1;
        let told = words
            .get(at + 1)
            .is_some_and(|next| next.kind == Kind::Word);
        let acts = self.acts(words, at + 1) || told && name.iter().any(strange);
        (named && end < s.end && acts).then_some(end)
    }

    /// A noun phrase for those who act at the head, that a verb follows.
    fn acting_end(&self, s: Span) -> Option<usize> {
        let text = self.text;
        let words = self.tokens.words(s);
        if self.opens_otherwise(s.start, words) {
            return None;
        }
        if let Some(end) = self.level_end(s).or_else(|| self.short_end(words)) {
            return Some(end);
        }
        let (mut body, mut each) = (None, None);
        // 人民调解|组织, but 局机关|组织培训: what does not act yet may end with a verb's word.
        let mut named = false;
        let which = words.first().is_some_and(|word| self.attributes(word));
        // 带头|参加局党委会议
        let which = which && words.get(1).is_some_and(|next| next.tag != b'v');
        let which = which || self.told_apart(words);
        for (k, word) in words.iter().enumerate() {
            let head = k > 0
                && (!named && !which || word.span.len() == 1)
                && text.hits.is_word(List::Actors, word.span);
            let piece = head || which && k == 0 || self.is_piece(words, k, named);
            let gloss = self.gloss_end(word.span.start).is_some();
            let other = gloss || !piece || self.begins_else(s.start, words, k, named);
            if word.span.start < s.start || other {
                break;
            }
            // 县政府|常务会议: a body's meeting needs no verb.
            let end = word.span.end;
            let meets = k > 0 && self.meets(s.start, end);
            // 调解|组织|化解, but 分批|组织|执法人员.
            let next = words.get(k + 1);
            let sure = next.is_some_and(|w| matches!(w.tag, b'v' | b'd') || self.is_predicate(w));
            let noun = word.tag != b'v' || word.span.len() == 1 || head && !which && sure;
            let is_actor = noun && self.is_actor(s.start, word);
            named |= is_actor && word.tag != b'r' && (k > 0 || word.span.len() > 1);
            named &= !one_of!(text.at(word.span.start), JOINS);
            if each.is_none() && is_actor && k > 0 && next.is_some_and(|w| w.tag == b'n') {
                each = Some(end);
            }
            let acts = end < s.end && is_actor && (meets || self.acts(words, k + 1));
            // 参训|人员: those who take part are told of.
            let person = text.hits.longest_before(List::Persons, s.start, end);
            let takes_part = which && person.is_some();
            if acts && !takes_part && !self.is_person_with_verb(s, words, k) {
                body = Some(end);
            }
        }
        if body.is_some() || text.at(s.start) != EVERY {
            return body;
        }
        // 各乡镇|权力事项, but 各乡镇执法队|办理案件.
        self.doer_end(Span::new(s.start + 1, s.end)).or(each)
    }

    /// What opens the clause names nobody: 其中; 利用|村民代表会议, by means of whom; 十名骨干,
    /// 21个村, so many of them, but 12348热线; 在编人员, what somebody has.
    pub(super) fn opens_otherwise(&self, start: usize, words: &[Token]) -> bool {
        let text = self.text;
        let opener = text.hits.longest(List::Leads, start);
        let opens =
            opener.is_some_and(|(n, _)| text.at(start) != EVERY && self.tokens.is_edge(start + n));
        let counted = words.first().is_some_and(|word| {
            let digits = text.at(word.span.start).is_ascii_digit();
            // 16所|敬老院: a figure, but 12345|热线
            let last = self.out.last().map(|m| m.quantity.span.start);
            let measured =
                last == Some(word.span.start) || words.get(1).is_some_and(|next| next.tag == b'q');
            let numeral = word.kind == Kind::Word && word.tag == b'm';
            let had = text.hits.is_word(List::Holdings, word.span);
            had || numeral && is_numeral(text.at(start)) || digits && measured
        });
        opens || counted || self.opens_adjunct(start)
    }

    /// 市级|保留许可, 镇里|投入资金: where the words for a level end that acts.
    fn level_end(&self, s: Span) -> Option<usize> {
        let end = s.start + 2;
        let mut scales = super::words().scales.iter();
        let scale = scales.position(|w| self.text.starts_with(s.start + 1, w))?;
        let level = super::words().signs.contains(&self.text.at(s.start));
        let rest = self.tokens.words(Span::new(end.min(s.end), s.end));
        // 其中区级|代办36件: told apart by level.
        let least = usize::from(scale == 0);
        let acts = rest.len() > least && rest[0].tag == b'v';
        (level && acts && self.tokens.is_edge(end)).then_some(end)
    }

    /// 由各区承接41项，市级|保留23项: a level told apart from those before.
    fn level_told(&self, site: &Site) -> Option<Span> {
        let words = self.tokens.words(site.body);
        let [level, verb, ..] = words else {
            return None;
        };
        let bare = site.head.subject.is_none() && !site.head.part && self.is_level(&words[..1]);
        let told = bare && level.span.start == site.clause && verb.tag == b'v';
        (told && self.ruling.now.is_some()).then_some(level.span)
    }

    /// 市防指|启动响应: a short form that no word holds, between a level's sign and a verb.
    fn short_end(&self, words: &[Token]) -> Option<usize> {
        let [sign, one, two, verb, _, ..] = words else {
            return None;
        };
        let piece = |word: &Token| {
            word.kind == Kind::Word
                && word.span.len() == 1
                && matches!(word.tag, b'n' | b'v' | b'g' | b'x')
                && !self.is_of(&[List::Levels, List::OrgSuffixes, List::Actors], word)
        };
        let level = sign.span.len() == 1
            && super::words()
                .signs
                .contains(&self.text.at(sign.span.start));
        let acts = matches!(verb.tag, b'v' | b'g') && verb.span.len() > 1;
        (level && acts && piece(one) && piece(two)).then_some(two.span.end)
    }

    /// The word at `k` may be a piece of the name of those who act.
    fn is_piece(&self, words: &[Token], k: usize, named: bool) -> bool {
        let word = &words[k];
        if k == 0 && self.governs(words) {
            return false;
        }
        let long = word.span.len() > 1;
        let joins = k > 0 && word.tag == b'c' && (!long || self.joins(word));
        // 申诉处理|委员会, 接待|窗口: verbs inside a name. 社会组织|孵化|基地, 干部|宣讲|团,
        // but 镇政府|设立|窗口.
        let head = words.get(k + 1).is_some_and(|next| next.span.len() == 1);
        // 监管窗口|受理|企业: what those named do, but 管理|服务|中心.
        if named && k > 0 && word.tag == b'g' && long && self.tells_of(words, k) {
            return false;
        }
        let inner = !matches!(words[0].tag, b'm' | b'f')
            && k > 0
            && (!named || long && (head || self.is_rare(word)))
            && word.tag == b'v'
            && self.heads_name(words, k);
        inner || self.is_nominal(word) || joins || self.qualifies(words, k)
    }

    /// 及其
    fn joins(&self, word: &Token) -> bool {
        one_of!(self.text.at(word.span.start), JOINS)
    }

    /// 街道|现有专职调解员: what is told of them begins at `k`; 每个村|培育4名: of each;
    /// 自行|组织培训: nobody is named; or another body is.
    fn begins_else(&self, start: usize, words: &[Token], k: usize, named: bool) -> bool {
        let text = self.text;
        let word = &words[k];
        let lead = word.span.len() > 1 && text.hits.is_word(List::Leads, word.span);
        let held = text.hits.is_word(List::Holdings, word.span);
        let told = k > 0 && (lead && !self.joins(word) || held);
        let each = text.at(word.span.start) == super::EACH;
        // 各|承办|单位
        let any = words[0].tag == b'r' && text.at(start) != EVERY;
        let verb = k == 1 && any && word.tag == b'v';
        told || each || verb || k > 0 && self.begins_another(start, words, k, named)
    }

    /// 供销社|收购粮食, 护学岗|守护路口: whoever does something to something else acts, whatever
    /// the noun; but for nouns that are known for things.
    pub(super) fn doer_end(&self, s: Span) -> Option<usize> {
        let text = self.text;
        let words = self.tokens.words(s);
        let dated = |word: &Token| self.times().expression(word.span.start).is_some();
        let k = words
            .iter()
            .position(|word| !self.is_nominal(word) || dated(word))?;
        let (first, last) = (words[0], words[k.checked_sub(1)?]);
        let is = |list, span| text.hits.is_word(list, span);
        let opens = [List::Predicates, List::Edges, List::Manners, List::Leads];
        let manner = opens.into_iter().any(|list| is(list, first.span))
            || super::stands(text, &super::words().per_head, s.start);
        let name = Span::new(s.start, last.span.end);
        let things = [List::Titles, List::Rates, List::PersonTitles];
        let thing = things.into_iter().any(|list| {
            text.hits
                .longest_before(list, name.start, name.end)
                .is_some()
        });
        let mut heads = super::words().doers.iter();
        let noun = last.kind == Kind::Word && name.len() > 2;
        let noun = noun && heads.any(|w| text.ends_with(name.end, w));
        let digits = text.at(s.start).is_ascii_digit() || matches!(first.tag, b'm' | b'q' | b'r');
        let counted = digits || first.kind == Kind::Claimed || self.opens_adjunct(s.start);
        let at = words[k..]
            .iter()
            .position(|word| word.tag != b'd' && !dated(word))?;
        let (verb, object) = (words[k + at], words.get(k + at + 1)?);
        let settled = [List::Carriers, List::Changes, List::Tails];
        let acts = verb.tag == b'v' && verb.span.len() > 1;
        let acts = acts && !settled.into_iter().any(|list| is(list, verb.span));
        let more = self.is_predicate(&verb) || words.len() > k + at + 2;
        let on = object.kind == Kind::Word
            && (matches!(object.tag, b'n' | b'x') && object.span.len() > 1
                || matches!(object.tag, b'g' | b'a') && more);
        let modifies = text
            .slice(Span::new(verb.span.end, s.end))
            .contains(&super::OF);
        (!manner && !thing && !counted && noun && acts && on && !modifies).then_some(name.end)
    }

    /// 县级领导|接访68人次: a person whose verb names the figure owns it all the same.
    pub(super) fn person_end(&self, s: Span) -> Option<usize> {
        let words = self.tokens.words(s);
        let nominal = words
            .iter()
            .enumerate()
            .take_while(|&(k, word)| self.is_nominal(word) || self.qualifies(words, k))
            .count();
        (0..nominal).rev().find_map(|k| {
            let here = self.is_actor(s.start, &words[k]) && self.acts(words, k + 1);
            (here && self.is_person_with_verb(s, words, k)).then_some(words[k].span.end)
        })
    }

    /// The first word is a verb over what follows: 审核|市政府重大决策, 新|创省级示范校. One
    /// that says what a body does stands right before it: 受理|中心.
    pub(super) fn governs(&self, words: &[Token]) -> bool {
        let text = self.text;
        let word = words[0];
        match word.tag {
            b'v' => !self.told_apart(words) && !self.qualifies(words, 0) && !self.attributes(&word),
            b'a' => word.span.len() == 1 && words.get(1).is_some_and(|next| next.tag != b'n'),
            b'g' => {
                let is = |list, span| text.hits.is_word(list, span);
                let unit = |w: &&Token| w.span.len() == 1 && is(List::OrgSuffixes, w.span);
                let next = words.get(1);
                let next = next.filter(|next| is(List::Actors, next.span) || unit(next));
                match next {
                    // 受理|中心, 执行|局, but 管理|社区矫正对象.
                    Some(next) => {
                        let place = super::words().signs.contains(&text.before(next.span.end));
                        let place = place && is(List::Levels, next.span);
                        place && !is(List::VerbHeads, next.span) || self.tells_of(words, 0)
                    }
                    None => is(List::Predicates, word.span) || is(List::Edges, word.span),
                }
            }
            _ => false,
        }
    }

    /// 退休|教师, 驻村|工作队: a verb that opens the clause and that nothing else in the genre
    /// is done with says which.
    fn attributes(&self, word: &Token) -> bool {
        let verb = word.tag == b'v' && word.span.len() > 1;
        verb && self.opens_clause(word.span.start) && self.is_rare(word)
    }

    /// 组成的|排查|小组: behind 的 a verb belongs to the name.
    fn told_apart(&self, words: &[Token]) -> bool {
        let of = |word: &Token| self.text.before(word.span.start) == super::OF;
        words.first().is_some_and(of) && self.heads_name(words, 0)
    }

    /// None of the verbs that the genre tells with.
    fn is_rare(&self, word: &Token) -> bool {
        let mut lists = [List::Predicates, List::Edges, List::Pivots].into_iter();
        !lists.any(|list| self.text.hits.is_word(list, word.span))
    }

    /// No word stands right before.
    fn opens_clause(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|k| self.tokens.at(k));
        before.is_none_or(|before| before.kind != Kind::Word)
    }

    /// 街道代表|县城参赛: another body begins. 地方各级|人民法院 is one of a kind, and 区|建设
    /// names nobody yet.
    fn begins_another(&self, start: usize, words: &[Token], k: usize, named: bool) -> bool {
        let text = self.text;
        let (word, last) = (words[k], words[k - 1]);
        let sign = super::words().signs.contains(&text.before(word.span.end));
        let place = word.tag == b's' && sign && last.tag != b's';
        let body = self.names_body(word.span.start) && (named || self.names_body(start));
        (body || place)
            && !one_of!(text.before(word.span.start), JOINS)
            && text.before(word.span.start) != '('
    }

    /// Of the verb at `k` those who act are the head: 接待|窗口, 申诉|处理|委员会.
    fn heads_name(&self, words: &[Token], k: usize) -> bool {
        let heads = [List::Actors, List::OrgSuffixes, List::VerbHeads];
        let head = self.behind_verbs(words, k);
        head.is_some_and(|word| self.is_of(&heads, word) && !self.is_predicate(word))
    }

    /// The predicate at `k` tells what is done to those behind it: 受理|企业|登记, but not
    /// 受理|中心, 管理|大队.
    fn tells_of(&self, words: &[Token], k: usize) -> bool {
        let units = [List::OrgSuffixes, List::VerbHeads];
        let object = self.behind_verbs(words, k).filter(|word| {
            word.span.len() > 1 && self.is_of(&[List::Actors], word) && !self.is_of(&units, word)
        });
        self.is_predicate(&words[k]) && object.is_some()
    }

    /// The first of the next words that is no verb.
    fn behind_verbs<'w>(&self, words: &'w [Token], k: usize) -> Option<&'w Token> {
        let verbal = |w: &&Token| matches!(w.tag, b'v' | b'g');
        words[k..].iter().take(3).find(|w| !verbal(w))
    }

    fn is_of(&self, lists: &[List], word: &Token) -> bool {
        let mut lists = lists.iter();
        lists.any(|&list| self.text.hits.is_word(list, word.span))
    }

    /// 驻|看守所检察室, 外|聘|法律顾问, 镇|属|各单位, 分管|领导: a verb that says which.
    fn qualifies(&self, words: &[Token], k: usize) -> bool {
        let word = words[k];
        let noun = words
            .get(k + 1)
            .is_some_and(|next| matches!(next.tag, b'n' | b'r' | b'a' | b'c'));
        let mut verbs = super::words().which.iter();
        noun && k < 2 && verbs.any(|w| self.text.reads(word.span, w))
    }

    /// A meeting of the body that opens the phrase.
    fn meets(&self, start: usize, end: usize) -> bool {
        self.names_body(start) && self.is_meeting(end)
    }

    pub(super) fn is_meeting(&self, end: usize) -> bool {
        let mut meetings = super::words().meetings.iter();
        meetings.any(|w| self.text.ends_with(end, w))
    }

    /// The name of a body begins at `at`.
    pub(super) fn names_body(&self, at: usize) -> bool {
        let i = self.entities.partition_point(|e| e.span.start < at);
        let here = self.entities.get(i).filter(|e| e.span.start == at);
        here.is_some_and(|e| e.kind == EntityKind::Org)
    }

    /// May be a piece of the name of those who act.
    pub(super) fn is_nominal(&self, word: &Token) -> bool {
        let text = self.text;
        match word.kind {
            // 村(居)法律顾问
            Kind::Word if text.before(word.span.start) == '(' => true,
            Kind::Word => matches!(
                word.tag,
                b'n' | b's' | b'r' | b'a' | b'f' | b'x' | b'm' | b'g' | b'q' | b'i'
            ),
            Kind::Other => {
                let c = text.at(word.span.start);
                one_of!(c, "、()“”") || c.is_ascii_alphanumeric()
            }
            // 12345|热线
            Kind::Claimed => date::starting_at(self.dates, word.span.start).is_none(),
        }
    }

    /// The phrase from `start` to the word's end is a name for those who act.
    pub(super) fn is_actor(&self, start: usize, word: &Token) -> bool {
        let text = self.text;
        let end = word.span.end;
        // 镇(街道)
        let closed = end > start && text.before(end) == ')';
        let open = || (start..end).rev().find(|&k| text.at(k) == '(');
        let name = closed.then(open).flatten().unwrap_or(end);
        let person = text.hits.longest_before(List::PersonTitles, start, name);
        let office = person.filter(|&(_, entry)| !super::words().private[entry]);
        // 开办, 场所: a longer word that names no body.
        let suffix = text.hits.longest_before(List::OrgSuffixes, start, name);
        let (none, suffix) = match suffix {
            Some((n, entry)) if !org::ends_name(entry) => (n, None),
            suffix => (0, suffix),
        };
        let counted = text.hits.longest_before(List::CountedHeads, start, name);
        let counted = counted.filter(|&(_, entry)| {
            let mut done_to = super::words().patients.iter();
            super::words().counted[entry] == "person"
                && (office.is_some() || person.is_none())
                && !done_to.any(|w| text.ends_with(name, w))
        });
        [List::Actors, List::Persons]
            .into_iter()
            .filter_map(|list| text.hits.longest_before(list, start, name))
            .chain(suffix)
            .chain(counted)
            .chain(office)
            .filter(|&(n, _)| n >= none)
            .any(|(n, _)| {
                // 共|处|罚款: one character alone is no name.
                if n == 1 && name - n == start && !text.hits.is_word(List::Actors, word.span) {
                    return false;
                }
                // 局务会 is one word, 社会 no body.
                let inside = word.span.len() > 2 && word.span.start <= name - n;
                let whole = self.tokens.is_edge(name - n) || name - n == start;
                // 各县|区
                let each = self.tokens.at(name - n).is_some_and(|w| w.tag == b'r');
                whole || inside || each
            })
    }

    /// The whole phrase is the name of a body, and of no person.
    pub(super) fn is_body(&self, s: Span, last: &Token) -> bool {
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
        let Some(word) = words.get(at) else {
            return false;
        };
        let next = words.get(at + 1);
        if word.kind != Kind::Word {
            return self.acts_behind(words, at);
        }
        let (hits, known) = (&self.text.hits, super::words());
        let first = self.text.at(word.span.start);
        let there_is = super::stands(self.text, &known.has, word.span.start);
        let total = hits.longest(List::Totals, word.span.start);
        // 新华乡|全乡: the place again.
        let place = self.place_end(Span::new(word.span.start, self.text.len()));
        // 现有 is an adjective to the dictionary; 主动|公开, 每月|安排.
        let listed = [List::Leads, List::Tails]
            .into_iter()
            .any(|list| hits.is_word(list, word.span));
        // 全程|参与, 专题|研究: a noun that says how; 局机关|编制18名: what is had.
        let manner = hits.is_word(List::Manners, word.span);
        let before_verb = (manner || matches!(word.tag, b'a' | b'r' | b't'))
            && next.is_some_and(|next| matches!(next.tag, b'v' | b'g'));
        let holds = words[at..]
            .iter()
            .take(2)
            .any(|word| hits.is_word(List::Holdings, word.span));
        match word.tag {
            b'p' if known.coverbs.contains(&first) || self.is_agent(word) => true,
            // 单位|增至240家
            b'v' | b'g' if self.brings(words, at) => false,
            b'v' if word.span.len() == 1 && !there_is => self.short_acts(word, next),
            b'v' | b'd' => true,
            // 副校长|上法治课
            b'f' if known.does.contains(&first) => next.is_some_and(|next| next.tag == b'n'),
            // 热线平台|日均|接听96通
            _ if super::stands(self.text, &known.per_head, word.span.start) => true,
            // 执法人员|每人|每年|培训40小时
            b'r' if first == super::EACH => self.acts(words, at + 1),
            _ if place.is_some() || before_verb || holds || listed && word.span.len() > 1 => true,
            // 调委会|调处61起: what such a body does, as the figure is named.
            b'g' | b'n' if self.is_predicate(word) => next.is_none_or(|next| next.tag != b'q'),
            // 热线转办|工单
            b'n' if super::is_step(self.text, word.span) => {
                next.is_some_and(|next| next.tag == b'n')
            }
            // 审判庭受理|一审案件
            b'g' => next.is_some_and(|next| {
                next.kind != Kind::Claimed && next.tag != b'q'
                    || hits.longest(List::Frozen, next.span.start).is_some()
            }),
            // 四个季度|检查项目
            b'm' => {
                let counted = next.is_some_and(|next| next.tag == b'q');
                total.is_some() || counted && self.acts(words, at + 3)
            }
            _ => total.is_some(),
        }
    }

    /// 企业代表|占25.6%, 网格|站22个: a verb of one character that carries the number, or is
    /// a noun, tells of nothing done.
    fn short_acts(&self, word: &Token, next: Option<&Token>) -> bool {
        if self.is_of(&[List::Edges], word) {
            next.is_some_and(|next| next.kind == Kind::Word)
        } else {
            next.is_some() || !self.is_of(&[List::Actors], word)
        }
    }

    /// 各县区|全年办理, 执法大队|（局属事业单位）|立案: a time or a gloss in between.
    fn acts_behind(&self, words: &[Token], at: usize) -> bool {
        let start = words[at].span.start;
        if let Some(end) = self.gloss_end(start) {
            let behind = words.partition_point(|word| word.span.start < end);
            return self.acts(words, behind);
        }
        let next = words.get(at + 1);
        let dated = date::starting_at(self.dates, start).is_some();
        // 行政机关|一审|应诉案件
        let passed = dated || self.text.hits.longest(List::Frozen, start).is_some();
        let goes_on = next.is_some_and(|next| next.kind == Kind::Word);
        passed && goes_on && self.acts(words, at + 1)
    }

    /// 执法大队|（局属事业单位）|立案: where a bracket ends that says what the body before it is.
    /// 县（市、区）, 村（居）委会: other levels and bodies belong to the name.
    pub(super) fn gloss_end(&self, at: usize) -> Option<usize> {
        const MOST: usize = 40;
        let text = self.text;
        if text.at(at) != '(' {
            return None;
        }
        let end = text.sentence_at(at).end.min(at + MOST);
        let close = (at + 1..end).find(|&k| text.at(k) == ')')?;
        let inside = Span::new(at + 1, close);
        let level = super::words().signs.contains(&text.before(at));
        let mut words = self.tokens.words(inside).iter();
        let other = words.all(|word| {
            let single = word.span.len() == 1;
            let listed = [List::Levels, List::Actors].into_iter();
            let mut listed = listed.filter(|&list| text.hits.is_word(list, word.span));
            single || listed.next().is_some()
        });
        let alternative = inside.len() == 1 || level && other;
        (!alternative).then_some(close + 1)
    }

    /// 增至, 扩充|到: the verb at `at` brings a name to its number.
    fn brings(&self, words: &[Token], at: usize) -> bool {
        let goal = |k: usize| super::words().goals.contains(&self.text.at(k));
        let word = words[at].span;
        let tail = word.len() > 1 && self.text.hits.is_word(List::Tails, word);
        tail && goal(word.end - 1) || words.get(at + 1).is_some_and(|next| goal(next.span.start))
    }

    /// 法律顾问|由律所选派, but 人员由9人增至12人.
    fn is_agent(&self, word: &Token) -> bool {
        let text = self.text;
        let agent = super::words().agents.contains(&text.at(word.span.start));
        let dated = date::starting_at(self.dates, word.span.end).is_some();
        let rest = (word.span.end..text.len()).map(|k| text.at(k));
        let mut rest = rest.take_while(|&c| !matches!(c, ',' | ';' | '。' | '\n'));
        agent && !dated && rest.all(|c| !super::words().goals[1..].contains(&c))
    }

    /// 我局, 全区, 本级: where a word for the reporting body or its place ends.
    pub(super) fn place_end(&self, s: Span) -> Option<usize> {
        let text = self.text;
        let level = |k: usize| text.hits.longest(List::Levels, k).map(|(n, _)| n);
        // 市本级, 市局本级
        let own = |n: usize| (n..n + 2).find(|&n| text.starts_with(s.start + n, "本级"));
        if let Some(n) = level(s.start).and_then(own) {
            return Some(s.start + n + 2).filter(|&end| end <= s.end);
        }
        if let Some(end) = self.levels_end(s) {
            return Some(end);
        }
        // 辖区12个社区, 市区空气
        let mut areas = super::words().areas.iter();
        let area = areas.find(|w| text.starts_with(s.start, w));
        let before = s.start.checked_sub(1).and_then(|k| self.tokens.at(k));
        let opens = before.is_none_or(|word| word.kind != Kind::Word || word.tag == b'p');
        if let Some(area) = area.filter(|_| opens) {
            let end = s.start + area.chars().count();
            return Some(end).filter(|&end| end <= s.end && self.tokens.is_edge(end));
        }
        if !one_of!(text.at(s.start), "我全本该") {
            return None;
        }
        let n = level(s.start + 1)?;
        // 全部 are all, and no place.
        if self.tokens.at(s.start).is_some_and(|word| word.tag == b'd') {
            return None;
        }
        let mut end = s.start + 1 + n;
        // 全市域, 全县各级.
        if end < s.end && text.at(end) == '域' {
            end += 1;
        }
        // 全市上下
        if end + 2 <= s.end && super::stands(text, &super::words().courtesies, end) {
            end += 2;
        }
        if text.starts_with(end, "各级") {
            end += 2;
        }
        (end <= s.end).then_some(end)
    }

    /// 县乡两级, 省、市、县三级: where the words end that name the levels told of.
    fn levels_end(&self, s: Span) -> Option<usize> {
        const MOST: usize = 12;
        let text = self.text;
        let levels = |at: &usize| text.hits.longest(List::Tiers, *at).is_some();
        let at = (s.start + 2..s.end.min(s.start + MOST)).find(levels)?;
        let mut words = self.tokens.words(Span::new(s.start, at)).iter();
        // 街道、社区、网格|三级
        let level = words.all(|word| {
            let chars = text.slice(word.span).iter();
            let hits = &text.hits;
            let mark = text.at(word.span.start);
            word.span.len() == 1 && (one_of!(mark, JOINS) || one_of!(mark, "()"))
                || hits.is_word(List::Levels, word.span)
                || hits.is_word(List::Actors, word.span)
                || chars.clone().all(|&c| super::words().signs.contains(&c))
        });
        (level && at + 2 <= s.end).then_some(at + 2)
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
            .filter(|pair| self.text.at(pair[0].span.start) == super::SHARE)
            .find_map(|pair| place(pair[1].span.start))
            .or_else(|| self.place_within(site.raw));
        let last = words.last().and_then(|word| place(word.span.start));
        last.filter(|s| s.end == site.q.span.start)
            .or(behind)
            .or_else(|| self.owner(site))
    }

    /// The body whose name ends right before the number: 组织|市政府|18个部门.
    fn owner(&self, site: &Site) -> Option<Span> {
        let at = site.q.span.start;
        let i = self.entities.partition_point(|e| e.span.start < at);
        let named = self.entities[..i].last().filter(|e| {
            e.kind == EntityKind::Org && e.span.end == at && e.span.start >= site.raw.start
        });
        // 局机关|26个内设机构
        let whole = Span::new(site.clause, at);
        let counts = COUNT_BODIES.contains(&site.q.dimension) && whole.len() > 2;
        let last = self.tokens.at(at.checked_sub(1)?)?;
        let opens = || counts && self.is_body(whole, &last) && !self.is_person(whole);
        let body = named.map(|e| e.span).or_else(|| opens().then_some(whole));
        body.filter(|_| !site.after.is_empty())
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

    /// The body at the head of one of the first clauses of a sentence.
    fn sentence_subject(&self, sentence: Span, before: usize) -> Option<String> {
        let mut start = sentence.start;
        for _ in 0..CLAUSES {
            let end = (start..before).find(|&i| one_of!(self.text.at(i), ",:;"));
            let clause = Span::new(start, end.unwrap_or(before));
            if let Some(subject) = self.strip_head(clause).subject
                && !self.names_aspect(subject, clause)
            {
                return Some(self.told_name(subject));
            }
            start = end? + 1;
        }
        None
    }

    /// 社区矫正方面, 学校安全领域: what is told of, and not who acts.
    fn names_aspect(&self, subject: Span, clause: Span) -> bool {
        let mut aspects = super::words().aspects.iter();
        aspects.any(|w| self.text.ends_with(clause.end, w))
            && !self.is_place(subject)
            && !self.names_body(subject.start)
    }

    /// 对全局审批项目进行清理, 使全市示范校达到31所: a place that a verb or a preposition governs.
    /// 在全省率先, 高于全市平均水平 compare with it.
    fn place_within(&self, s: Span) -> Option<Span> {
        let text = self.text;
        let words = self.tokens.words(s);
        words.windows(2).find_map(|pair| {
            let at = pair[1].span.start;
            let governed = matches!(pair[0].tag, b'p' | b'v' | b'g')
                && !super::words().beside.contains(&text.before(at));
            let end = self.place_end(Span::new(at, s.end)).filter(|_| governed)?;
            (!self.compares(end)).then_some(Span::new(at, end))
        })
    }

    /// 全省|率先, 全市|平均水平: what follows a place compares with it.
    pub(super) fn compares(&self, at: usize) -> bool {
        super::stands(self.text, &super::words().compared, at)
    }

    /// 在区政府网站|公开, 依托综治中心|设立: where something is done, for what nobody else owns.
    fn venue(&self, site: &Site) -> Option<String> {
        let text = self.text;
        let clause = Span::new(site.clause, site.q.span.start);
        let words = self.tokens.words(clause);
        let word = words.iter().find(|w| text.at(w.span.start) != ' ')?;
        let there = super::stands(text, &super::words().venues, word.span.start);
        let body = Span::new(word.span.end, clause.end);
        let end = self
            .actor_end(body)
            .filter(|_| there && self.names_body(body.start))?;
        // 在县局门口, 在省厅组织的考评中: by or under it, and not there.
        let rest = self.tokens.words(Span::new(end, clause.end));
        let inside = rest.iter().any(|w| w.tag == b'f');
        (!inside).then(|| text.printed(Span::new(body.start, end)))
    }

    /// 1.本乡执法力量不足, （一）县公安局: the place that opens the heading, or the body that
    /// is all of it, for what nothing nearer owns.
    fn heading_place(&self, site: &Site) -> Option<String> {
        let section = self.outline.section_at(site.q.core.start)?;
        let section = &self.outline.sections[section];
        let body = Some(section.title.end).filter(|_| self.entity_at(section.title));
        let end = self.place_end(section.title).or(body)?;
        Some(self.text.printed(Span::new(section.title.start, end)))
    }

    /// Who reports, as the words before the first heading say, where the sentence opens with
    /// what was done and names nobody else.
    fn reporting(&mut self, site: &Site) -> Option<String> {
        let opening = self.opening(site);
        let named = opening.named.is_some_and(|at| at < site.q.span.start);
        (opening.done && !named && (site.previous.is_none() || self.tells_of_doing(site)))
            .then(|| self.reporter.clone())?
    }

    /// A row of a table that a body names is that body's (城关所 | 1864 | 142), and so are all
    /// where the table's corner says so (园区 | 检查次数); others are of whom the sentence
    /// before the table tells.
    pub(super) fn rows(&self, tables: &mut [Metric]) {
        let text = self.text;
        let mut above: Option<(usize, Option<String>, Option<Span>, bool)> = None;
        for k in 0..tables.len() {
            let of = |m: &Metric| m.cell.map(|c| (c.table, c.row));
            let beside = [k.wrapping_sub(1), k + 1].into_iter();
            let several = beside
                .filter_map(|j| tables.get(j))
                .any(|m| of(m) == of(&tables[k]));
            let m = &mut tables[k];
            let (Some(cell), Some(row)) = (m.cell, m.indicator_span) else {
                continue;
            };
            if above
                .as_ref()
                .is_none_or(|(table, ..)| *table != cell.table)
            {
                let line = self.line_above(m.sentence);
                let lead = line.and_then(|s| self.sentence_subject(s, s.end));
                let corner = self.has_corner_of_bodies(m.sentence);
                above = Some((
                    cell.table,
                    lead,
                    line.and_then(|s| self.only_date(s)),
                    corner,
                ));
            }
            // A row that a time names is of that time.
            let time = self.times().expression(row.start);
            let time = time.filter(|&end| end == row.end && m.period.is_none());
            let lead = above.as_ref().and_then(|&(_, _, time, _)| time);
            let time = time.map(|end| Span::new(row.start, end));
            m.period = time.or(m.period).or(lead);
            let all = above.as_ref().is_some_and(|&(.., all)| all);
            let all = all && !super::words().totals.contains(&&*text.folded(row));
            let body = self.row_body(row).or(all.then_some(row));
            let body = body.filter(|_| several);
            let lead = above.iter().find_map(|(_, subject, ..)| subject.clone());
            m.subject = body.map(|s| text.printed(s)).or(lead);
        }
    }

    /// 各县2023年执法情况如下：, the one time that a line tells.
    fn only_date(&self, line: Span) -> Option<Span> {
        let first = date::within(self.dates, line)?.span;
        let more = date::within(self.dates, Span::new(first.end, line.end));
        more.is_none().then_some(first)
    }

    /// Whether the heads above a row of figures begin with a kind of body.
    fn has_corner_of_bodies(&self, row: Span) -> bool {
        let text = self.text;
        let above = text.paragraph_at(row.start).and_then(|k| k.checked_sub(1));
        let heads = above.map(|k| &text.paragraphs[k]).filter(|p| p.row);
        let corner = heads.and_then(|p| {
            let cell = *crate::text::cells(text.slice(p.span)).first()?;
            Some(text.folded(Span::new(
                p.span.start + cell.start,
                p.span.start + cell.end,
            )))
        });
        corner.is_some_and(|corner| super::words().corners.contains(&&*corner))
    }

    /// The last sentence above the rows of a table.
    fn line_above(&self, row: Span) -> Option<Span> {
        let text = self.text;
        let k = text.paragraph_at(row.start)?;
        let mut above = text.paragraphs[..k].iter().rev().map(|p| p.span);
        let prose = |s: &Span| text.slice(*s).iter().any(|&c| one_of!(c, "。:"));
        let line = above.by_ref().take(ROWS).find(prose)?;
        Some(text.sentence_at(line.end.checked_sub(1)?))
    }

    /// The body or the place that names a row.
    fn row_body(&self, row: Span) -> Option<Span> {
        let owner = self.tokens.at(row.start)?;
        let last = Token { span: row, ..owner };
        let place = (3..5).contains(&row.len())
            && super::words().signs.contains(&self.text.before(row.end));
        (place || self.is_place(row) || self.is_actor(row.start, &last) && !self.is_person(row))
            .then_some(row)
    }

    /// The clause of the figure opens with what was done: 检查31家, but 东区31家.
    fn tells_of_doing(&self, site: &Site) -> bool {
        let word = self.tokens.at(site.head.span.start);
        word.is_some_and(|w| matches!(w.tag, b'v' | b'd' | b'g') || self.is_predicate(&w))
    }

    /// How the sentence opens, read once for all its figures.
    fn opening(&mut self, site: &Site) -> Opening {
        let at = site.sentence.start;
        if self.opening.as_ref().is_none_or(|o| o.sentence != at) {
            self.opening = Some(self.read_opening(site));
        }
        self.opening.clone().unwrap_or_default()
    }

    fn read_opening(&self, site: &Site) -> Opening {
        let text = self.text;
        let start = self.past_marker(site.sentence);
        let head = self.strip_head(Span::new(start, site.sentence.end));
        let (first, opens) = (self.tokens.at(start), self.tokens.at(head.span.start));
        let done =
            opens.is_some_and(|word| matches!(word.tag, b'v' | b'd') || self.is_predicate(&word));
        let counted = first.is_some_and(|word| text.hits.is_word(List::Totals, word.span));
        let i = self.entities.partition_point(|e| e.span.start < start);
        let inside = self.entities[i..].iter();
        let mut inside = inside.take_while(|e| e.span.start < site.sentence.end);
        Opening {
            sentence: site.sentence.start,
            topic: self.topic_subject(site, &head),
            done: done || counted,
            named: inside
                .find(|e| e.kind == EntityKind::Org)
                .map(|e| e.span.start),
        }
    }

    fn is_predicate(&self, word: &Token) -> bool {
        self.text.hits.is_word(List::Predicates, word.span)
    }

    /// The body that the report's first sentences are told of, past its title.
    pub(super) fn find_reporter(&self) -> Option<String> {
        let first = self.outline.sections.first()?.heading.start;
        let sentences = self.text.sentences.iter().take_while(|s| s.end <= first);
        let mut told = sentences.filter(|s| self.text.before(s.end) == '。');
        told.find_map(|&s| self.sentence_subject(s, s.end))
    }

    /// The body of a sentence right before in the paragraph goes on where this one opens with
    /// its verb, or with a time (全年办件2368件).
    fn topic_subject(&self, site: &Site, head: &Head) -> Option<String> {
        let text = self.text;
        let paragraph = text.paragraphs[text.paragraph_at(site.q.core.start)?].span;
        let start = self.past_marker(site.sentence);
        let opens = self.tokens.at(head.span.start)?;
        // 我局还有短板：一是力量不足: a point goes on with what opens its list.
        let listed = start > site.sentence.start && text.before(site.sentence.start) == ':';
        let goes_on = matches!(opens.tag, b'v' | b'g' | b'd') || head.period.is_some() || head.part;
        // 连同上年结转的46件, 此外: the sentence joins what was told.
        let first = self.tokens.at(start);
        let joins = first.is_some_and(|word| matches!(word.tag, b'p' | b'c'));
        let goes_on = goes_on || joins || self.views(start, site.q.span.start);
        // 16所敬老院|收住老人687名: others act.
        if !goes_on && !listed || head.subject.is_some() && text.at(start).is_ascii_digit() {
            return None;
        }
        // 发生事故3起: what happens, happens in a place.
        let happens = super::stands(text, &super::words().events, head.span.start);
        let mut end = site.sentence.start;
        for _ in 0..TOPIC {
            let before = end.checked_sub(1).filter(|&k| k >= paragraph.start)?;
            let sentence = text.sentence_at(before);
            let start = self.past_marker(sentence);
            // 老旧小区改造。: a heading says nothing of who acts below it.
            if self.outline.section_at(before).is_some_and(|k| {
                let heading = self.outline.sections[k].heading;
                heading.start == sentence.start && heading.end >= sentence.end
            }) {
                return None;
            }
            // 从区域看，城区20件。从行业看，公安30件: both tell the parts of what was told before.
            if self.views(start, sentence.end) {
                end = sentence.start;
                continue;
            }
            let told = Span::new(start, sentence.end);
            let subject = if happens {
                self.place_told(told)
            } else {
                self.opening_subject(told, sentence)
            };
            if subject.is_some() {
                return subject;
            }
            end = sentence.start;
        }
        None
    }

    /// 从类型看，合同纠纷20件; 按行业分，…: the sentence tells the parts of what was told.
    fn views(&self, start: usize, end: usize) -> bool {
        const MOST: usize = 12;
        let text = self.text;
        let pause = (start..end.min(start + MOST)).find(|&k| one_of!(text.at(k), ",:"));
        let mut views = super::words().views.iter();
        pause.is_some_and(|end| views.any(|w| text.ends_with(end, w)))
    }

    /// The place at the head of the last clause that has one.
    fn place_told(&self, sentence: Span) -> Option<String> {
        let text = self.text;
        let mut end = sentence.end;
        for _ in 0..CLAUSES {
            let start = clause_start(text, sentence.start, end);
            let subject = self.strip_head(Span::new(start, end)).subject;
            if let Some(place) = subject.filter(|&s| self.is_place(s)) {
                return Some(text.printed(place));
            }
            end = start.checked_sub(1).filter(|&k| k > sentence.start)?;
        }
        None
    }

    /// Whom a sentence goes out from: whose its first figure is where it says so, or who
    /// acts in it where it has none. 送审合同20份，法律顾问提出意见9条 goes out from nobody.
    fn opening_subject(&self, told: Span, sentence: Span) -> Option<String> {
        let first = self
            .out
            .partition_point(|m| m.quantity.span.start < sentence.start);
        let Some(first) = self.out.get(first).filter(|m| m.sentence == sentence) else {
            return self.sentence_subject(told, told.end);
        };
        let subject = first.subject.as_deref().filter(|_| !first.part)?;
        let paragraph = self.text.paragraphs[self.text.paragraph_at(sentence.start)?].span;
        let from = sentence.start.saturating_sub(GONE).max(paragraph.start);
        let named = self
            .text
            .find(subject, Span::new(from, sentence.end))
            .is_some();
        named.then(|| subject.to_string())
    }
}

/// Before those of whom each is told of.
const EVERY: char = '各';
/// How many clauses of a sentence are asked for a body.
const CLAUSES: usize = 5;
/// Units in which bodies themselves are counted: 其中乡镇12个.
const COUNT_BODIES: [&str; 6] = [
    "generic",
    "organisation",
    "institution",
    "team",
    "group",
    "household-or-business",
];
/// How many lines a table has between its lead and its first figures.
const ROWS: usize = 4;
/// How many characters ago a body was named that is still told of.
const GONE: usize = 300;
/// How many sentences a body goes on being told of without being named.
const TOPIC: usize = 2;
