//! A report without a title.

use super::{Finding, Rule, Seen, Severity, Words};
use crate::span::Span;

pub static RULE: Rule = Rule {
    code: "title-missing",
    severity: Severity::Warning,
    what: Words {
        zh: "缺少标题",
        en: "No title",
    },
    why: Words {
        zh: "公文标题由发文机关、事由和文种组成；没有标题，看不出是谁、哪一年的报告。",
        en: "A title names issuer, matter and kind; without it nobody sees whose report it is and of which year.",
    },
    source: Words {
        zh: "《党政机关公文处理工作条例》第九条；GB/T 9704-2012 7.3.1",
        en: "《党政机关公文处理工作条例》, art. 9; GB/T 9704-2012, 7.3.1",
    },
    faulty: examples![
        "一、2023年法治政府建设主要举措和成效\n2023年，我局组织学法6次，召开专题会议研究法治政府建设工作，完成全部年度任务，各项工作取得明显成效，得到群众的好评和肯定。全年主动公开信息200条，办理依申请公开3件，按期办结12345热线工单392件，办结率100%；办理人大代表建议7件、政协提案6件，合计13件，全部按期答复。组织执法人员参加业务培训12次，人均培训60学时，考试合格率100%。推行行政执法公示制度，在门户网站公开行政许可、行政处罚信息1200条，接受社会监督；推行执法全过程记录制度，配备执法记录仪20台；推行重大执法决定法制审核制度，审核案件30件。健全矛盾纠纷多元化解机制，排查调处纠纷150件，调处成功149件。开展普法宣传活动30场次，发放宣传资料8000份，受众1.2万人次，营造良好法治氛围。严格落实重大行政决策程序，就两项重大行政决策事项公开征求意见，召开听证会和专家论证会，决策的科学化、民主化、法治化水平不断提高。聘请法律顾问全程参与合同审查和涉法事务论证，出具法律意见书28份，防范化解法律风险。完善行政规范性文件管理制度，对现行有效的规范性文件开展全面清理，清理结果及时向社会公布，维护法制统一。自觉接受人大监督、民主监督、司法监督和社会监督，认真听取各方面的意见建议，不断改进工作作风，提高依法行政的能力和水平，努力建设人民满意的服务型机关。\n二、存在的不足和原因\n执法力量不足，原因是编制紧张。\n某某县民政局\n2024年1月9日",
    ],
    sound: examples![
        "某某县民政局2023年法治政府建设年度报告\n一、主要举措和成效\n组织学法6次。\n二、存在的不足和原因\n执法力量不足，原因是编制紧张。\n某某县民政局\n2024年1月9日",
        "一、主要举措和成效\n组织学法6次。",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    if seen.meta.title.is_some() || !seen.is_whole() {
        return Vec::new();
    }
    let Some(first) = seen.body().find(|p| !p.is_empty()) else {
        return Vec::new();
    };
    let place = Span::new(first.start, first.end.min(first.start + 12));
    let zh = "正文之前没有标题；标题应写明发文机关、年度和“法治政府建设年度报告”。".to_string();
    let en =
        "No title stands before the text; it names the issuer, the year and 法治政府建设年度报告."
            .to_string();
    vec![RULE.at(place, zh, en)]
}
