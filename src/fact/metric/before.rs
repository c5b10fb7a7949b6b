//! What stands before a figure: its clause without openers, dates, the body that acts
//! and adjuncts at the head, and without what carries the number at the end.

use super::Reader;
use crate::fact::date;
use crate::fold::{is_one_of, one_of};
use crate::lexicon::List;
use crate::span::Span;
use crate::text::Text;
use crate::token::{Kind, Token};

/// What stripping a clause's head yields.
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub span: Span,
    pub period: Option<Span>,
    pub subject: Option<Span>,
    /// The place behind a preposition, where a body acts there: 监督站对|全区137个项目.
    pub place: Option<Span>,
    /// 其中, 包括: a part of a whole named before.
    pub part: bool,
    /// 均, 各, 每, 人均: said of each.
    pub each: bool,
}

/// What stands between those named together.
pub(super) const JOINS: &str = "、和与及";

/// So many heads are kept: a figure and those beside it ask for no more.
const LATEST: usize = 16;

/// Longest name of a row, in characters; a longer phrase is cut at an inner boundary.
const LONGEST: usize = 22;
/// A list is named whole up to here.
const LONGEST_LIST: usize = 44;

impl Reader<'_> {
    /// Drops openers, dates, bodies and adjuncts from a clause's head. Several readers of a
    /// figure ask it of one clause: it is read once, which saves a fortieth of a reading.
    pub(super) fn strip_head(&self, span: Span) -> Head {
        if let Some((_, known)) = self.heads.borrow().iter().find(|(of, _)| *of == span) {
            return known.clone();
        }
        let head = self.read_head(span);
        let mut heads = self.heads.borrow_mut();
        if heads.len() == LATEST {
            heads.remove(0);
        }
        heads.push((span, head.clone()));
        head
    }

    fn read_head(&self, span: Span) -> Head {
        let text = self.text;
        let mut s = span;
        let (mut period, mut subject, mut place) = (None, None, None);
        let (mut part, mut each) = (false, false);
        // 与县公安局召开联席会议, 经法制办协调: with whom or through whom, not who.
        let mut oblique = false;
        // Behind an adverb the subject is complete.
        let mut fixed = false;
        while !s.is_empty() {
            if one_of!(text.at(s.start), " 、,-·)") {
                s.start += 1;
            } else if let Some(end) = self.times().dated(s.start).filter(|&end| end <= s.end) {
                period = Some(Span::new(s.start, end));
                s.start = end;
            } else if let Some(end) = self.while_end(s) {
                s.start = end;
            } else if let Some(leader) = self.leader(s) {
                subject = subject.or(Some(leader));
                s.start = leader.end;
            } else if let Some(end) = self.adjunct_end(s) {
                s.start = end;
            } else if let Some(at) = self.relative_end(s) {
                s.start = at;
            } else if let Some(end) = self.actor_beside(s, subject) {
                let actor = Span::new(s.start, end);
                (subject, place) = self.acting_beside(subject, actor, oblique, fixed);
                s.start = self.gloss_end(end).unwrap_or(end).min(s.end);
                // 市教育局|指导下的校园联盟: under whom, not who.
                if let Some(end) = self.under_end(s) {
                    subject = None;
                    s.start = end;
                }
            } else if let Some(n) = self.opener(s) {
                let word = Span::new(s.start, s.start + n);
                part |= super::words().parts.iter().any(|w| text.reads(word, w));
                each |= n == 1 && matches!(text.at(s.start), '各' | '均');
                oblique |= self.opens_adjunct(s.start);
                fixed |= subject.is_some() && n > 1;
                s.start += n;
            } else {
                break;
            }
        }
        if subject.is_none() && !oblique {
            (subject, s.start) = self.unlisted(s);
            subject = subject.or_else(|| self.possessing(s));
        }
        let within = |at: usize| text.hits.longest_within(List::Each, at, span.end);
        let mut said = text.hits.places(List::Each, span);
        each |= said.any(|at| within(at).is_some());
        Head {
            span: s,
            period,
            subject,
            place,
            part,
            each,
        }
    }

    /// 五年来, 一年|里: where the words for a stretch of time end that open the clause.
    fn while_end(&self, s: Span) -> Option<usize> {
        let words = self.tokens.words(s);
        let time = words.first().filter(|time| time.span.start == s.start)?;
        let each = self.text.at(s.start) == super::EACH;
        let within = words.get(1).filter(|w| w.tag == b'f' && w.span.len() == 1);
        let end = match time.tag {
            b't' if time.span.len() > 2 && !each => time.span.end,
            b'm' if time.span.len() == 2 => within?.span.end,
            _ => return None,
        };
        (end < s.end).then_some(end)
    }

    /// A person whose verb names the figure, or any noun for those who do something, and where
    /// what names the figure begins.
    fn unlisted(&self, s: Span) -> (Option<Span>, usize) {
        let person = self.person_end(s).map(|end| Span::new(s.start, end));
        // 清江区政府|负责人出庭35件: of the body; 负责人出庭69件: of whom it is told anyway.
        if let Some(person) = person
            && super::words()
                .heads
                .iter()
                .any(|w| self.text.ends_with(person.end, w))
        {
            let body = self.body_opening(person);
            if body.is_some() || self.tokens.words(person).len() == 1 {
                return (body, body.map_or(s.start, |body| body.end));
            }
        }
        match self.doer_end(s).filter(|_| person.is_none()) {
            Some(end) => (Some(Span::new(s.start, end)), end),
            None => (person, s.start),
        }
    }

    /// 省局|的审批事项: the body at the head that something is of.
    fn possessing(&self, s: Span) -> Option<Span> {
        const MOST: usize = 16;
        let of =
            (s.start + 2..s.end.min(s.start + MOST)).find(|&k| self.text.at(k) == super::OF)?;
        let body = Span::new(s.start, of);
        let last = self.tokens.at(of - 1)?;
        let words = self.tokens.words(body);
        let told = self.governs(words) || self.opens_otherwise(s.start, words);
        let told = told || !words.iter().all(|word| self.is_nominal(word));
        let named = !told && last.span.len() > 1 && self.is_body(body, &last);
        let named = (named || self.entity_at(body)) && !self.is_meeting(of);
        (named && of + 1 < s.end).then_some(body)
    }

    /// Where the body at the head ends. 全市|窗口办件: behind a place, what is only had is a
    /// part of what the place has.
    fn actor_beside(&self, s: Span, named: Option<Span>) -> Option<usize> {
        let end = self.actor_end(s)?;
        let had = self.tokens.at(end).is_some_and(|word| {
            word.span.end == s.end && self.text.hits.is_word(List::Holdings, word.span)
        });
        let of_place = named.is_some_and(|place| self.is_place(place) && place.end == s.start);
        (!(had && of_place) || self.names_body(s.start)).then_some(end)
    }

    /// Who acts where a body or a place stands behind those named so far: the subject, and the
    /// place of this figure alone.
    fn acting_beside(
        &self,
        named: Option<Span>,
        actor: Span,
        oblique: bool,
        fixed: bool,
    ) -> (Option<Span>, Option<Span>) {
        let text = self.text;
        // 全市|法律援助机构: the place belongs to those who act; 镇党委、|镇政府: both do.
        let joined = named.filter(|first| {
            let gap = Span::new(first.end, actor.start);
            let mark = !oblique && gap.len() == 1;
            gap.is_empty() || mark && one_of!(text.at(gap.start), JOINS)
        });
        // 市局抽查|我局案卷: we are who it is done to, and no place.
        let known = super::words();
        let place = known.signs.contains(&text.before(actor.end))
            || known.whole.contains(&text.at(actor.start));
        let there = self.is_place(actor) && !self.compares(actor.end);
        let there = there && (place || named.is_none());
        // 街道现有|调解员, 监督站对|全区项目, 我局与|环境局协作: those named first act.
        let stays = |s: Span| !self.is_place(s) || fixed && !there;
        let first = named.filter(|&s| joined.is_none() && stays(s));
        let whole = joined.map_or(actor, |first| Span::new(first.start, actor.end));
        let place = Some(actor).filter(|_| there && oblique && first.is_some());
        let next = if !oblique || there {
            Some(whole)
        } else {
            named.filter(|_| joined.is_none())
        };
        (first.or(next), place)
    }

    /// 由|司法所|牵头: who leads is who does it.
    fn leader(&self, s: Span) -> Option<Span> {
        if !self.opens_adjunct(s.start) {
            return None;
        }
        let start = self.tokens.at(s.start)?.span.end;
        let end = self.actor_end(Span::new(start.min(s.end), s.end))?;
        let mut leading = super::words().leading.iter();
        // 由司法局|牵头的专区: another acts.
        let leads = leading.any(|w| {
            let behind = end + w.chars().count();
            self.text.starts_with(end, w) && self.text.at(behind) != super::OF
        });
        // 由县水务局|立案查处12户
        let by = super::words().agents.contains(&self.text.at(s.start));
        let rest = Span::new(end.min(s.end), s.end);
        let does = self.tokens.words(rest).first();
        let does = does.is_some_and(|word| matches!(word.tag, b'v' | b'g'));
        let does = does && by && !self.text.slice(rest).contains(&super::OF);
        (leads || does).then_some(Span::new(start, end))
    }

    /// 新组建的|县执法大队: where a body is named behind a clause that says which; or behind
    /// the marker of a point inside the sentence: 压力较大；三是|法制科只有2人.
    fn relative_end(&self, s: Span) -> Option<usize> {
        const MOST: usize = 8;
        if let Some(end) = self.point_at(s.start).filter(|&end| end < s.end) {
            return Some(end);
        }
        let at =
            (s.start + 2..s.end.min(s.start + MOST)).find(|&k| self.text.at(k) == super::OF)?;
        // 聘请的|法律顾问参与: those whom one verb tells apart.
        let one = self
            .tokens
            .at(s.start)
            .is_some_and(|w| w.tag == b'v' && w.span.end == at);
        let rest = Span::new(at + 1, s.end);
        (self.names_body(at + 1) || one && self.actor_end(rest).is_some()).then_some(at + 1)
    }

    /// 指导下的, 领导下: where the words end that put a body over what is told; or that tell
    /// others by it: 网格员、民警|组成的|排查小组.
    fn under_end(&self, s: Span) -> Option<usize> {
        let words = self.tokens.words(s);
        if let [verb, of, ..] = words
            && verb.tag == b'v'
            && verb.span.len() > 1
            && self.text.at(of.span.start) == super::OF
            && self.actor_end(Span::new(of.span.end, s.end)).is_some()
        {
            return Some(of.span.end);
        }
        let k = words.iter().take(3).position(|word| {
            word.tag == b'f' && self.text.at(word.span.start) == '下' && word.span.len() == 1
        })?;
        let end = words[k].span.end;
        let of = usize::from(self.text.at(end) == super::OF);
        (k > 0 && end + of < s.end).then_some(end + of)
    }

    /// The length of an opener at the head that is a word of its own: 其中, 累计; or a
    /// conjunction: 虽然.
    fn opener(&self, s: Span) -> Option<usize> {
        let text = self.text;
        let listed = text.hits.longest(List::Leads, s.start);
        if let Some((n, entry)) = listed.filter(|&(n, _)| n <= s.len()) {
            // 为全市37个乡镇, but 为老年人挽回损失.
            let only = super::words().lead_before[entry];
            let free = only.is_empty() || only.contains(text.at(s.start + n));
            if n == s.len() || self.tokens.is_edge(s.start + n) && free {
                return Some(n);
            }
        }
        let word = self.tokens.at(s.start)?;
        let conjunction = word.tag == b'c' && word.span.len() > 1 && word.span.start == s.start;
        (conjunction && word.span.end <= s.end).then_some(word.span.len())
    }

    /// Where an adjunct at the head ends: 在县司法局指导下, 按照统一部署; 围绕突出问题|召开会议.
    ///
    /// A preposition opens it. A word of place or time closes it, or the verb behind its
    /// noun is what the clause tells.
    fn adjunct_end(&self, s: Span) -> Option<usize> {
        let first = self
            .tokens
            .at(s.start)
            .filter(|w| w.span.start == s.start)?;
        if !self.opens_adjunct(s.start) {
            return None;
        }
        let rest = Span::new(first.span.end, s.end);
        let words = self.tokens.words(rest);
        let closing = words.iter().position(|word| {
            word.tag == b'f' && word.span.end < s.end && word.span.start > rest.start
        });
        if let Some(k) = closing {
            return Some(words[k].span.end);
        }
        self.predicate_in(words).filter(|&at| at > rest.start + 1)
    }

    /// A preposition, or a verb like one, stands at `at`.
    pub(super) fn opens_adjunct(&self, at: usize) -> bool {
        let word = self.tokens.at(at);
        word.is_some_and(|word| word.tag == b'p')
            || self.text.hits.longest(List::Adjuncts, at).is_some()
    }

    /// Where the verb begins that a noun precedes and a noun follows: 突出问题|召开协调会.
    fn predicate_in(&self, words: &[Token]) -> Option<usize> {
        let verb = |k: usize, sure: bool| {
            let word = words[k];
            word.kind == Kind::Word
                && word.span.len() > 1
                && (word.tag == b'v' || !sure && word.tag == b'g')
        };
        let noun = |k: usize| matches!(words[k].tag, b'n' | b's') || words[k].kind == Kind::Claimed;
        let object = |k: usize| {
            let word = words[k];
            let open = self.text.at(word.span.start) == '“';
            let noun = word.kind == Kind::Word && !matches!(word.tag, b'v' | b'u' | b'c' | b'p');
            noun || open || word.kind == Kind::Claimed
        };
        let told = |sure: bool| move |&k: &usize| verb(k, sure) && noun(k - 1) && object(k + 1);
        let mut inner = 1..words.len().saturating_sub(1);
        // Of sure verbs the last tells, of words that are nouns as well the first: 推送宣传信息.
        let last = inner.clone().rev().find(told(true));
        last.or_else(|| inner.find(told(false)))
            .map(|k| words[k].span.start)
    }

    /// Drops copulas, movements and qualifiers before a number.
    pub(super) fn strip_tail(&self, span: Span) -> Span {
        let text = self.text;
        let mut s = span;
        while !s.is_empty() {
            if matches!(text.before(s.end), ' ' | ',' | '-') {
                s.end -= 1;
                continue;
            }
            // 户均: all that is said of the figure.
            if super::is_per_head(text, s) {
                break;
            }
            if let Some(start) = self
                .carrier(s)
                .map(|c| c.0)
                .or_else(|| self.dated_tail(s, span))
            {
                s.end = start;
                continue;
            }
            let tail = text.hits.longest_before(List::Tails, s.start, s.end);
            let tail = tail.filter(|&(n, _)| self.tails(s, n));
            match tail.map_or_else(
                || self.adverbial_tail(s, s.end < span.end),
                |(n, _)| Some(s.end - n),
            ) {
                Some(end) => s.end = end,
                None => break,
            }
        }
        s
    }

    /// 满意率|上年为88.9%: a date between the name and what carries the number.
    fn dated_tail(&self, s: Span, whole: Span) -> Option<usize> {
        let i = self.dates.partition_point(|d| d.span.end < s.end);
        let date = self.dates.get(i).filter(|d| d.span.end == s.end)?;
        let mut at = date.span.start;
        // 事项|在年初是46项
        let place = at
            .checked_sub(1)
            .filter(|&k| k > s.start && self.opens_adjunct(k));
        at = place.unwrap_or(at);
        let named = at > s.start && self.tokens.at(at - 1).is_some_and(|word| word.tag == b'n');
        (named && s.end < whole.end).then_some(at)
    }

    /// Where an adverbial at the end of the span begins, with a name before it: 合格率|始终,
    /// 渠道|经整合, 停车费(至)|每月, 案件|在数量上. A longer adverb is one where something
    /// carries the number behind it; the dictionary takes 自筹 for one.
    fn adverbial_tail(&self, s: Span, carried: bool) -> Option<usize> {
        let words = self.tokens.words(s);
        let (last, rest) = words.split_last()?;
        rest.last().filter(|word| word.span.start >= s.start)?;
        // 每月, 每平方米 behind what brings the number.
        let per = words
            .iter()
            .rev()
            .take(3)
            .find(|word| self.text.at(word.span.start) == super::EACH);
        if let Some(per) = per.filter(|per| one_of!(self.text.before(per.span.start), "至到为在"))
        {
            return Some(per.span.start);
        }
        let opens = |word: &&Token| {
            let single = word.span.len() == 1 && self.opens_adjunct(word.span.start);
            (word.tag == b'p' || single) && word.span.start > s.start
        };
        let adjunct = match last.tag {
            b'f' => rest.iter().rev().take(3).find(opens),
            // 渠道|经整合, but 尚在调解.
            b'v' | b'g' if last.span.len() > 1 => rest.last().filter(opens).filter(|word| {
                let noun = self.tokens.at(word.span.start - 1);
                noun.is_some_and(|noun| !matches!(noun.tag, b'd' | b'u'))
            }),
            _ => None,
        };
        match last.tag {
            _ if adjunct.is_some() => adjunct.map(|word| word.span.start),
            b'd' | b't' if carried || last.span.len() == 1 => Some(last.span.start),
            _ => None,
        }
    }

    /// The last `n` characters are words of their own that name nothing. A total that
    /// stands alone (合计, 两项合计) is all that is named.
    fn tails(&self, s: Span, n: usize) -> bool {
        let at = s.end - n;
        let total = ["合计", "总计"]
            .iter()
            .any(|w| self.text.starts_with(at, w));
        let alone = s.len() == n || s.len() == n + 2 && one_of!(self.text.before(at), "项者类");
        self.tokens.is_edge(at) && !(total && alone)
    }

    /// A verb with its particle that brings a name to its number, at the end of the span:
    /// 压减|到, 梳理|成. Where it begins, and whether the number is where a movement ends.
    pub(super) fn carrier(&self, s: Span) -> Option<(usize, bool)> {
        let text = self.text;
        let particle = s.end.checked_sub(1).filter(|&k| k > s.start)?;
        if !one_of!(text.at(particle), "到至为成在于达") {
            return None;
        }
        let (n, entry) = text
            .hits
            .longest_before(List::Carriers, s.start, particle)?;
        // 调成83件 is one word and names the figure.
        let start = particle - n;
        if super::stands(text, &super::words().settled, start) {
            return None;
        }
        let moves = super::words().carrier_moves[entry] && !one_of!(text.at(particle), "在于");
        (self.tokens.is_edge(start)).then_some((start, moves))
    }

    /// What of the words before a figure names it: past 共 and its like inside the clause, and
    /// the last of several things done (设立咨询台、|悬挂横幅).
    pub(super) fn core(&self, body: Span) -> Span {
        self.last_done(self.past_inner_opener(strip_comparison(self.text, body)))
    }

    /// 市法院|共受理: what stands before an adverb of number names the body or the topic.
    fn past_inner_opener(&self, s: Span) -> Span {
        let words = self.tokens.words(s);
        let number_adverb = |word: &Token| {
            self.text.hits.is_word(List::Totals, word.span)
                || date::starting_at(self.dates, word.span.start).is_some()
        };
        let at = words.windows(2).rposition(|pair| {
            number_adverb(&pair[0])
                && pair[0].span.start > s.start
                && matches!(pair[1].tag, b'v' | b'g' | b'a' | b'd')
        });
        match at {
            Some(k) if words[k].span.end < s.end => Span::new(words[k].span.end, s.end),
            _ => s,
        }
    }

    /// Of several things done in a row, each a verb with its object, the last.
    fn last_done(&self, s: Span) -> Span {
        let done = |part: &Span| {
            let words = self.tokens.words(*part);
            words.len() > 1
                && words[0].tag == b'v'
                && words[0].span.len() > 1
                && words[words.len() - 1].tag != b'v'
                && words.iter().all(|word| word.tag != b'u')
        };
        let parts = split_at(self.text, s, "、");
        match parts.last() {
            Some(&last) if parts.len() > 1 && parts.iter().all(done) => last,
            _ => s,
        }
    }

    /// A phrase short enough to name a row.
    pub(super) fn cut(&self, s: Span) -> Span {
        let text = self.text;
        let mut s = s;
        // An unclosed bracket or quotation mark at the head belongs to what stood before.
        if let Some(at) = (s.start..s.end).rev().find(|&i| text.at(i) == '(')
            && !text.slice(Span::new(at, s.end)).contains(&')')
        {
            s.start = at + 1;
        }
        let list = text.slice(s).contains(&'、');
        if s.len() <= LONGEST || list && s.len() <= LONGEST_LIST {
            return s;
        }
        for mark in [super::OF, '、', '等'] {
            if let Some(at) = (s.start..s.end).rev().find(|&i| text.at(i) == mark)
                && s.end - at > 4
                && s.end - at <= LONGEST
            {
                s.start = at + 1;
                break;
            }
        }
        s
    }

    /// The words of a name, as printed.
    pub(super) fn phrase(&self, s: Span) -> String {
        let text = self.text;
        // 组织学习《…》《…》等法律法规: the titles are examples of the noun behind.
        if let Some(close) = (s.start..s.end).rev().find(|&i| text.at(i) == '》')
            && let Some(open) = (s.start..close).find(|&i| text.at(i) == '《')
        {
            let mut noun = Span::new(close + 1, s.end);
            while matches!(text.at(noun.start), '等' | '、' | ',') && !noun.is_empty() {
                noun.start += 1;
            }
            if noun.len() >= 2 {
                let verb = Span::new(s.start, open);
                // 依据《…条例》审查政策措施: what it rests on is no part of the name.
                let ground = self.tokens.at(s.start).is_some_and(|word| word.tag == b'p');
                let verb = if verb.len() <= 8 && !ground {
                    text.printed(verb)
                } else {
                    String::new()
                };
                return format!("{verb}{}", text.printed(noun));
            }
        }
        text.printed(self.cut(s)).trim().to_string()
    }
}

/// 比上年, 较去年同期, 同比: where the comparison starts.
pub(super) fn comparison(text: &Text, s: Span) -> Option<usize> {
    (s.start..s.end).rev().find_map(|i| match text.at(i) {
        '比' => compared_by(text, s, i),
        '较' => (is_earlier(text, i + 1) || ends_as_time(text, s)).then_some(i),
        // 对照2023年的298份
        '对' => {
            let dated = text.at(i + 2).is_ascii_digit() || one_of!(text.at(i + 2), "上去前同往");
            (one_of!(text.at(i + 1), "照比") && dated).then_some(i)
        }
        '与' => text
            .folded(Span::new(i, s.end))
            .ends_with("相比")
            .then_some(i),
        _ => None,
    })
}

/// 比, and 同比 or 环比, told from 占比, 比例 and a noun that ends with 比 (师生比).
fn compared_by(text: &Text, s: Span, i: usize) -> Option<usize> {
    let year_on_year = matches!(text.before(i), '同' | '环');
    if i + 1 == s.end && !year_on_year {
        return None;
    }
    if year_on_year && i > s.start {
        return Some(i - 1);
    }
    let noun = one_of!(text.before(i), "占对评相配百可无攀类")
        || one_of!(text.at(i + 1), "例率重对较赛武选");
    (!noun).then_some(i)
}

/// An earlier time begins at `at`: 上年, 去年同期, 2021年.
fn is_earlier(text: &Text, at: usize) -> bool {
    let c = text.at(at);
    one_of!(c, "上去前同往年") || matches!(c, '1' | '2')
}

/// 较集中整治前: an event as a time.
pub(super) fn ends_as_time(text: &Text, s: Span) -> bool {
    one_of!(text.before(s.end), "前期初末底时度")
}

pub(super) fn strip_comparison(text: &Text, s: Span) -> Span {
    Span::new(s.start, comparison(text, s).unwrap_or(s.end))
}

/// Splits A、B和C, brackets kept whole.
pub(super) fn split_coordinated(text: &Text, s: Span) -> Vec<Span> {
    split_at(text, s, JOINS)
}

/// Splits at any of the marks, brackets kept whole; 以及 is one mark.
fn split_at(text: &Text, s: Span, marks: &str) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut start = s.start;
    let mut depth = 0usize;
    for i in s.start..s.end {
        match text.at(i) {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            c if depth == 0 && i > start && is_one_of(c, marks) => {
                let both = c == '及' && text.before(i) == '以';
                parts.push(Span::new(start, if both { i - 1 } else { i }));
                start = i + 1;
            }
            _ => {}
        }
    }
    parts.push(Span::new(start, s.end));
    parts
}
