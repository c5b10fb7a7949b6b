//! Predicates: the words at which a noun phrase ends (`words/predicates.tsv`), told
//! from the same words inside a noun: 办理事项, 检查机构, 培训班.

use crate::fold::is_one_of;
use crate::text::Text;
use crate::words::{Lexicon, rows};
use std::sync::OnceLock;

struct Words {
    predicates: Lexicon,
    /// Beside each predicate: it is as often part of a noun (行政处罚案件).
    joins: Vec<bool>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| Words {
        predicates: Lexicon::of(word_file!("predicates")),
        joins: rows(word_file!("predicates"))
            .map(|r| r[1] == "both")
            .collect(),
    })
}

/// The longest word of the list at `at`, noun or not: its length in characters
/// and its line.
pub(super) fn longest(text: &Text, at: usize) -> Option<(usize, usize)> {
    words().predicates.longest(&text.chars, at)
}

/// A predicate, and not part of a noun, starts at `at` in a phrase that starts at `from`.
pub(super) fn starts(text: &Text, at: usize, from: usize) -> bool {
    longest(text, at).is_some_and(|(n, entry)| !is_nominal(text, at, n, entry, from))
}

/// A predicate word that is the modifier of a noun here: 办理事项, 检查机构, 培训班.
fn is_nominal(text: &Text, at: usize, n: usize, entry: usize, from: usize) -> bool {
    // At the very head after the unit a verb is a predicate; later in the phrase a
    // two-character verb is as often part of the noun (行政处罚案件, 法律服务窗口).
    if n == 1 {
        let c = text.at(at);
        let next = text.at(at + 1);
        let before = text.before(at);
        return match c {
            '中' => is_one_of(next, "心小央层介学药医队型级期高文国") || before == '集',
            '等' => matches!(next, '级'),
            '前' => matches!(next, '置' | '期'),
            '后' => matches!(next, '续' | '期' | '备'),
            '内' => is_one_of(next, "部容河资"),
            '次' => false,
            '应' => is_one_of(next, "急诉用届") || is_one_of(before, "供响对适反"),
            '可' => matches!(next, '疑' | '再') || is_one_of(before, "许认"),
            '用' => {
                is_one_of(next, "人工地户品电水途")
                    || is_one_of(before, "公信民家商费使应适专农食日药殡葬")
            }
            '有' => matches!(next, '关' | '限') || is_one_of(before, "国所公私"),
            '无' => is_one_of(next, "人障证照"),
            '是' => false,
            '为' => matches!(before, '行' | '作') || matches!(next, '民'),
            '在' => is_one_of(next, "编职校建册岗"),
            '对' => matches!(next, '象' | '外' | '口'),
            '从' => matches!(next, '业'),
            '由' => matches!(before, '自' | '事'),
            '于' => false,
            '与' => matches!(before, '参') || matches!(next, '会'),
            '和' => matches!(next, '谐' | '解' | '平') || matches!(before, '调' | '共'),
            '及' => matches!(before, '普') || matches!(next, '格'),
            '经' => is_one_of(next, "济营费办") || matches!(before, '财' | '曾'),
            '再' => matches!(next, '生' | '审' | '就'),
            '先' => matches!(next, '进' | '锋') || matches!(before, '优'),
            '起' => matches!(next, '诉'),
            '达' => matches!(next, '标'),
            '共' => is_one_of(next, "享建治同青") || matches!(before, '公'),
            '各' => false,
            '占' => matches!(next, '地' | '道' | '用') || matches!(before, '侵'),
            '需' => matches!(next, '求'),
            '向' => matches!(before, '方' | '意' | '面'),
            '即' => matches!(next, '办'),
            '以' => matches!(before, '可' | '所'),
            '未' => matches!(next, '成'),
            '已' => false,
            '均' => false,
            '比' => matches!(next, '例' | '赛'),
            '较' => false,
            '到' => matches!(next, '期'),
            '至' => false,
            '里' => matches!(before, '公'),
            '或' | '而' | '且' | '也' | '都' | '就' | '还' | '又' | '仍' | '让' | '使' | '令'
            | '了' => false,
            '因' => matches!(before, '原' | '基'),
            '按' | '凭' => false,
            '请' => matches!(before, '申'),
            '将' => false,
            _ => false,
        };
    }
    if at == from {
        // 检查站, 培训班, 登记点: the verb is a noun's head when a place or person noun closes it.
        let next = text.at(at + n);
        return is_one_of(next, "站班点室员所队证者人卡单书会机类组表案率项")
            || text.starts_with(at + n, "机构")
            || text.starts_with(at + n, "案件")
            || text.starts_with(at + n, "事项")
            || text.starts_with(at + n, "单位")
            || text.starts_with(at + n, "中心")
            || text.starts_with(at + n, "基地")
            || text.starts_with(at + n, "项目")
            || text.starts_with(at + n, "平台")
            || text.starts_with(at + n, "窗口")
            || text.starts_with(at + n, "阵地")
            || text.starts_with(at + n, "活动")
            || text.starts_with(at + n, "措施")
            || text.starts_with(at + n, "人员");
    }
    // Inside the phrase a word that is as often part of a noun joins it.
    words().joins[entry]
}
