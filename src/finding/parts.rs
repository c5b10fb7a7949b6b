//! The parts that the rules ask of a report, by their names.

use super::Words;

pub(super) fn name(id: &str) -> Words {
    match id {
        "achievements" => Words {
            zh: "上一年度推进法治政府建设的主要举措和成效",
            en: "the main measures and results of the year",
        },
        "problems" => Words {
            zh: "存在的不足和原因",
            en: "the shortcomings and their causes",
        },
        "first-responsible" => Words {
            zh: "党政主要负责人履行推进法治建设第一责任人职责的情况",
            en: "how the party and government heads performed as first responsible persons",
        },
        _ => Words {
            zh: "下一年度推进法治政府建设的主要安排",
            en: "the plan for the next year",
        },
    }
}
