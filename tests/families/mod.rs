//! Families of texts that grow: each gives a text of about `n` characters, made
//! of what once cost, or could cost, more than its length.

/// A family of texts.
pub struct Family {
    pub name: &'static str,
    /// Gives a text of about so many characters.
    pub make: fn(usize) -> String,
}

/// A sentence with figures that hang together.
const CASES: &str = "全年共办理行政复议案件123件，其中受理100件，不予受理23件，同比增长12.5%。";
const PROSE: &str = "进一步加强行政执法监督工作力度，切实提升依法行政水平。";

/// A piece, as often as it takes.
fn repeated(piece: &str, n: usize) -> String {
    piece.repeat(n.div_ceil(piece.chars().count()).max(1))
}

/// Numbered pieces with something between them.
fn joined(n: usize, between: &str, piece: impl Fn(usize) -> String) -> String {
    let mut out = String::new();
    let (mut length, mut i) = (0, 0);
    while length < n {
        let next = piece(i);
        length += next.chars().count() + between.chars().count();
        out.push_str(&next);
        out.push_str(between);
        i += 1;
    }
    out
}

/// Numbered lines.
fn lines(n: usize, line: impl Fn(usize) -> String) -> String {
    joined(n, "\n", line)
}

/// `length` Chinese characters that look random and are the same for the same seed.
fn han(seed: usize, length: usize) -> String {
    let mut state = seed as u64 + 1;
    (0..length)
        .map(|_| {
            state = state
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            char::from_u32(0x4e00 + (state >> 33) as u32 % 3000).expect("a Chinese character")
        })
        .collect()
}

fn han_numeral(n: usize) -> String {
    let digits: Vec<char> = "〇一二三四五六七八九".chars().collect();
    let digit = |c: char| digits[c as usize - '0' as usize];
    n.to_string().chars().map(digit).collect()
}

fn nth(list: &str, i: usize) -> char {
    let list: Vec<char> = list.chars().collect();
    list[i % list.len()]
}

fn corpus() -> String {
    [
        include_str!("../corpus/d01.txt"),
        include_str!("../corpus/d02.txt"),
        include_str!("../corpus/d03.txt"),
        include_str!("../corpus/d04.txt"),
        include_str!("../corpus/d05.txt"),
        include_str!("../corpus/d06.txt"),
        include_str!("../corpus/d07.txt"),
        include_str!("../corpus/d08.txt"),
    ]
    .join("\n")
}

macro_rules! families {
    ($($name:literal => $make:expr,)*) => {
        &[$(Family { name: $name, make: $make },)*]
    };
}

/// All families. A name in Chinese is what is repeated.
pub static FAMILIES: &[Family] = families! {
    "reports" => |n| repeated(&corpus(), n),
    "one report" => |n| repeated(include_str!("../corpus/d01.txt"), n),
    "reports wrapped at 30" => |n| {
        let text: Vec<char> = repeated(&corpus(), n).chars().filter(|&c| c != '\n').collect();
        text.chunks(30).map(|line| line.iter().collect::<String>() + "\n").collect()
    },
    "words without a stop" => |n| repeated("全面推进依法行政加快建设法治政府", n),
    "sentences on one line" => |n| repeated(CASES, n),
    "random on one line" => |n| han(7, n),
    "random lines" => |n| lines(n, |i| han(i, 60)),
    "《" => |n| repeated("《", n),
    "（" => |n| repeated("（", n),
    "“" => |n| repeated("“", n),
    "〔" => |n| repeated("〔", n),
    "》" => |n| repeated("》", n),
    "《中华人民共和国行政处罚法" => |n| repeated("《中华人民共和国行政处罚法", n),
    "《中华人民共和国行政处罚法》、" => |n| repeated("《中华人民共和国行政处罚法》、", n),
    "nested titles" => |n| repeated("《", n / 2) + &repeated("》", n / 2),
    "nested quotes" => |n| repeated("“‘", n / 2) + &repeated("’”", n / 2),
    "straight quotes" => |n| repeated("\"", n),
    "1234567890" => |n| repeated("1234567890", n),
    "123," => |n| repeated("123,", n),
    "123 and a blank" => |n| repeated("123 ", n),
    "1." => |n| repeated("1.", n),
    "一" => |n| repeated("一", n),
    "一二三四五六七八九十" => |n| repeated("一二三四五六七八九十", n),
    "百分之" => |n| repeated("百分之", n),
    "1万亿" => |n| repeated("1万亿", n),
    "lines 一、" => |n| lines(n, |i| format!("一、{}", han_numeral(i))),
    "lines （一）" => |n| lines(n, |i| {
        format!("（{}）加强建设", nth("一二三四五六七八九十", i))
    }),
    "lines 1. 2. 3." => |n| lines(n, |i| format!("{}.加强制度建设", i + 1)),
    "markers on one line" => |n| joined(n, "", |i| format!("{}.加强制度建设。", i + 1)),
    "一是 二是" => |n| joined(n, "", |i| {
        format!("{}是加强建设；", nth("一二三四五六七八九", i))
    }),
    "lines 第1条" => |n| lines(n, |i| format!("第{}条 加强建设", i + 1)),
    "lines of one character" => |n| repeated("好\n", n),
    "empty lines" => |n| repeated("\n", n),
    "one sentence again" => |n| repeated(PROSE, n),
    "one paragraph again" => |n| repeated(&format!("{CASES}{PROSE}\n"), n),
    "sentences one number apart" => |n| joined(n, "", |i| PROSE.replace('。', &format!("{i}次。"))),
    "paragraphs one number apart" => |n| lines(n, |i| {
        format!("第{i}批：{}办理案件{i}件。", PROSE.replace('。', "，"))
    }),
    "研究" => |n| repeated("研究", n),
    "list of bodies" => |n| repeated("市司法局、市民政局、", n),
    "list of words" => |n| joined(n, "、", |i| han(i, 3)),
    "list of figures" => |n| {
        "共办理案件99999件，其中".to_string()
            + &joined(n, "、", |i| format!("{}案件{i}件", han(i, 2)))
    },
    "list of equal figures" => |n| {
        "共办理案件99999件，其中".to_string() + &joined(n, "、", |i| format!("行政案件{}件", i % 7))
    },
    "分别为" => |n| "分别为".to_string() + &joined(n, "、", |i| format!("{i}件")),
    "办理案件10件，占总数的50%；" => |n| repeated("办理案件10件，占总数的50%；", n),
    "案件10件占50%，" => |n| repeated("案件10件占50%，", n),
    "其中10件，" => |n| repeated("其中10件，", n),
    "lines 其中" => |n| lines(n, |i| {
        format!("办理案件{i}件，其中行政案件{}件，占50%，同比增长3%。", i / 2)
    }),
    "one indicator, many figures" => |n| joined(n, "", |i| format!("办理行政复议案件{i}件。")),
    "one figure again" => |n| repeated("办理行政复议案件123件。", n),
    "lines of one figure" => |n| repeated("办理行政复议案件123件，\n", n),
    "同比增长10%，" => |n| repeated("同比增长10%，", n),
    "shares" => |n| joined(n, "", |i| {
        format!("案件{}件，占比{}.{}%，", i + 1, i * 7 % 100, i % 10)
    }),
    "人均3.5件，" => |n| repeated("人均3.5件，", n),
    "table" => |n| {
        "项目\t2020年\t2021年\t增长\n".to_string()
            + &lines(n, |i| format!("项目{}\t{i}\t{}\t{}%", han(i, 1), i + 3, i % 50))
    },
    "wide table" => |n| "项目\t".to_string() + &joined(n, "\t", |i| i.to_string()),
    // Within a sentence, which is cut after 1,600 characters at the latest, figures
    // are weighed against each other: the rows are of one length.
    "wide rows" => |n| {
        let row = joined(1200, "\t", |i| i.to_string());
        repeated(&format!("项目\t{row}\n"), n)
    },
    "table of one cell a line" => |n| lines(n, |i| match i % 4 {
        0 => "项目".to_string(),
        1 => i.to_string(),
        2 => "件".to_string(),
        _ => "合计".to_string(),
    }),
    "table with totals" => |n| lines(n, |i| match i % 10 {
        0 => format!("合计\t{}", i * 10),
        _ => format!("{}案件\t{i}", han(i, 1)),
    }),
    "😀" => |n| repeated("😀", n),
    "joined emoji" => |n| repeated("👨‍👩‍👧‍👦", n),
    "replacement characters" => |n| repeated("\u{fffd}", n),
    "combining marks" => |n| "e".to_string() + &repeated("\u{301}", n),
    "invisible characters" => |n| repeated("\u{200b}", n),
    "invisible between characters" => |n| repeated("法\u{200b}治\u{200b}", n),
    "blanks" => |n| repeated(" ", n),
    "wide blanks" => |n| repeated("\u{3000}", n),
    "blanks between characters" => |n| repeated("法 治 政 府 ", n),
    "right to left" => |n| repeated("\u{202e}אבג", n),
    "mixed line ends" => |n| repeated("办理案件10件。\r\n\r\n\r\n\n\r", n),
    "NUL" => |n| repeated("\0", n),
    "rare characters" => |n| joined(n, "", |i| {
        char::from_u32(0x20000 + i as u32 % 42000).expect("a Chinese character").to_string()
    }),
    "2022年1月12日，" => |n| repeated("2022年1月12日，", n),
    "2022年1月至2023年2月—" => |n| repeated("2022年1月至2023年2月—", n),
    "2022" => |n| repeated("2022", n),
    "20*年" => |n| repeated("20*年", n),
    "局长张三、副局长李四、" => |n| repeated("局长张三、副局长李四、", n),
    "市人民政府办公厅司法局" => |n| repeated("市人民政府办公厅司法局", n),
    "委员会" => |n| repeated("委员会", n),
    "中华人民共和国行政处罚法" => |n| repeated("中华人民共和国行政处罚法", n),
    "中华人民共和国" => |n| repeated("中华人民共和国", n),
    "〔2023〕18号" => |n| repeated("〔2023〕18号", n),
    "lines 来源：" => |n| repeated("来源：\n", n),
    "首页 > " => |n| repeated("首页 > ", n),
    "page numbers" => |n| lines(n, |i| format!("- {i} -")),
    "…" => |n| repeated("…", n),
    "—" => |n| repeated("—", n),
    "，" => |n| repeated("，", n),
    "。" => |n| repeated("。", n),
    "、" => |n| repeated("、", n),
    "%" => |n| repeated("%", n),
    "XX" => |n| repeated("XX", n),
    "__" => |n| repeated("__", n),
    "13800138000，" => |n| repeated("13800138000，", n),
    "addresses" => |n| repeated("http://www.example.gov.cn/a/b.html ", n),
    "one address" => |n| "http://a.cn/".to_string() + &repeated("a/", n),
    "abcdefgh" => |n| repeated("abcdefgh", n),
    "the quick brown fox" => |n| repeated("the quick brown fox ", n),
    "headings" => |n| repeated("（一）加强组织领导\n", n),
    "headings that run in" => |n| repeated("（一）加强组织领导。坚持依法行政。\n", n),
    "short titles" => |n| joined(n, "", |i| {
        format!("《{}办法》（以下简称《办法》）", han(i, 2))
    }),
    "short names" => |n| joined(n, "", |i| {
        format!("{}市司法局（以下简称“{}局”）", han(i, 2), han(i + 1, 1))
    }),
    "bodies" => |n| joined(n, "，", |i| format!("{}市{}局", han(i, 2), han(i + 1, 1))),
    "titles" => |n| joined(n, "，", |i| format!("《{}管理条例》", han(i, 3))),
    "attachments" => |n| lines(n, |i| format!("附件{i}：")),
    "1-" => |n| repeated("1-", n),
    "1～" => |n| repeated("1～", n),
};
