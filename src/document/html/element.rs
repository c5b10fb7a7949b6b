//! What the elements of a page are, by their names and attributes.

use crate::Kind;

/// What an element does to the lines around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Element {
    Inline,
    /// Begins a line and ends one.
    Block,
    /// A block that holds others.
    Area,
    Heading,
    Pre,
    Break,
    Rule,
    Image,
    Meta,
    /// Has no content.
    Void,
    Link,
    List {
        ordered: bool,
    },
    Item,
    Table,
    /// The head, body or foot of a table.
    Rows,
    Row,
    Cell,
    Title,
    /// Nothing in it is shown.
    Silent,
    Inserted,
    Deleted,
}

impl Element {
    pub fn is_block(self) -> bool {
        !matches!(
            self,
            Element::Inline
                | Element::Break
                | Element::Image
                | Element::Meta
                | Element::Void
                | Element::Link
                | Element::Title
                | Element::Silent
                | Element::Inserted
                | Element::Deleted
        )
    }

    pub fn is_area(self) -> bool {
        matches!(
            self,
            Element::Area | Element::List { .. } | Element::Table | Element::Cell
        )
    }
}

/// The name of an element: its first 16 bytes, in lower case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Name([u8; 16]);

impl Name {
    pub fn of(name: &[u8]) -> Name {
        let mut bytes = [0; 16];
        for (to, from) in bytes.iter_mut().zip(name) {
            *to = from.to_ascii_lowercase();
        }
        Name(bytes)
    }

    fn bytes(&self) -> &[u8] {
        let end = self.0.iter().position(|&b| b == 0).unwrap_or(16);
        &self.0[..end]
    }

    /// Whether it is no name of another vocabulary, as `o:p` is.
    pub fn is_html(&self) -> bool {
        !self.0.contains(&b':')
    }

    pub fn element(&self) -> Element {
        match self.bytes() {
            b"br" => Element::Break,
            b"hr" => Element::Rule,
            b"img" => Element::Image,
            b"meta" => Element::Meta,
            b"input" | b"link" | b"base" | b"col" | b"wbr" | b"area" | b"param" | b"source"
            | b"track" | b"embed" => Element::Void,
            b"a" => Element::Link,
            b"ol" => Element::List { ordered: true },
            b"ul" | b"menu" | b"dir" => Element::List { ordered: false },
            b"li" => Element::Item,
            b"table" => Element::Table,
            b"thead" | b"tbody" | b"tfoot" => Element::Rows,
            b"tr" => Element::Row,
            b"td" | b"th" => Element::Cell,
            b"title" => Element::Title,
            b"ins" => Element::Inserted,
            b"del" => Element::Deleted,
            b"h1" | b"h2" => Element::Heading,
            b"pre" | b"listing" | b"xmp" | b"plaintext" => Element::Pre,
            b"p" | b"h3" | b"h4" | b"h5" | b"h6" | b"dt" | b"dd" | b"caption" | b"address"
            | b"figcaption" | b"legend" | b"summary" | b"optgroup" => Element::Block,
            b"div" | b"section" | b"article" | b"main" | b"aside" | b"nav" | b"header"
            | b"footer" | b"body" | b"center" | b"form" | b"dl" | b"blockquote" | b"fieldset"
            | b"figure" | b"details" | b"html" | b"ucapcontent" | b"ucaptitle" => Element::Area,
            b"script" | b"style" | b"template" | b"noscript" | b"select" | b"button"
            | b"iframe" | b"svg" | b"head" | b"object" | b"canvas" | b"audio" | b"video"
            | b"textarea" | b"math" | b"xml" | b"rt" | b"rp" | b"noframes" | b"datalist"
            | b"map" | b"applet" | b"w:worddocument" => Element::Silent,
            _ => Element::Inline,
        }
    }

    fn is_paragraph(&self) -> bool {
        self.bytes() == b"p"
    }

    fn is_term(&self) -> bool {
        matches!(self.bytes(), b"dt" | b"dd")
    }

    fn is_aside(&self) -> bool {
        matches!(self.bytes(), b"nav" | b"footer" | b"aside")
    }
}

/// Whether an element that begins ends one that is open.
pub fn implies_end(name: Name, element: Element, open: Name, open_element: Element) -> bool {
    if open.bytes() == b"head" {
        return element.is_block();
    }
    match element {
        Element::Item => open_element == Element::Item || open.is_paragraph(),
        Element::Cell => open_element == Element::Cell,
        Element::Row => matches!(open_element, Element::Cell | Element::Row),
        Element::Rows => matches!(open_element, Element::Cell | Element::Row | Element::Rows),
        Element::Link => open_element == Element::Link,
        _ if name.is_term() => open.is_term() || open.is_paragraph(),
        _ => element.is_block() && open.is_paragraph(),
    }
}

/// Whether what begins ends nothing beyond an open element.
pub fn bounds(element: Element, open: Element) -> bool {
    match element {
        Element::Item => matches!(open, Element::List { .. } | Element::Table | Element::Cell),
        Element::Cell | Element::Row | Element::Rows => open == Element::Table,
        Element::Area => matches!(open, Element::Cell | Element::Item | Element::Area),
        _ => open.is_block() && open != Element::Block,
    }
}

/// Whether an end tag closes nothing beyond an open element.
pub fn holds_back(element: Element, open: Element) -> bool {
    match element {
        Element::Table => false,
        Element::Rows | Element::Row | Element::Cell => open == Element::Table,
        element if element.is_block() => matches!(open, Element::Cell | Element::Table),
        Element::Silent | Element::Title => false,
        _ => open.is_block(),
    }
}

/// The attributes that are looked at, by their place here.
const NAMES: [&str; 16] = [
    "id", "class", "style", "hidden", "type", "start", "value", "colspan", "rowspan", "role",
    "name", "content", "href", "reversed", "cite", "datetime",
];
const ID: usize = 0;
const CLASS: usize = 1;
const STYLE: usize = 2;
const HIDDEN: usize = 3;
pub const TYPE: usize = 4;
pub const START: usize = 5;
pub const VALUE: usize = 6;
pub const COLSPAN: usize = 7;
pub const ROWSPAN: usize = 8;
pub const ROLE: usize = 9;
pub const NAME: usize = 10;
pub const CONTENT: usize = 11;
pub const HREF: usize = 12;
pub const REVERSED: usize = 13;
const CITE: usize = 14;
const DATETIME: usize = 15;

/// Where sites put their articles, by id or class, and how surely.
const CONTAINERS: &[(&str, u8)] = &[
    ("ucap-content", 1),
    ("ucapcontent", 1),
    ("trs_editor", 1),
    ("trs_ueditor", 1),
    ("trs_uedit", 1),
    ("view_trs_uedit", 1),
    ("trs_preappend", 1),
    ("zoom", 1),
    ("articlecontent", 1),
    ("article-content", 1),
    ("article_content", 1),
    ("article-body", 1),
    ("js_content", 1),
    ("vsb_content", 1),
    ("vsb_content_2", 1),
    ("v_news_content", 1),
    ("pages_content", 1),
    ("news_content", 1),
    ("newscontent", 1),
    ("news_conent_two_text", 1),
    ("wp_articlecontent", 1),
    ("bt-content", 1),
    ("conzt", 1),
    ("article-con", 1),
    ("articlecon", 1),
    ("xxgk_content", 1),
    ("content_body", 1),
    ("txtcontent", 1),
    ("text_content", 1),
    ("textcontent", 1),
    ("content-text", 1),
    ("detail-content", 1),
    ("detail_content", 1),
    ("info_content", 1),
    ("infocontent", 1),
    ("nr", 2),
    ("article", 2),
    ("content", 2),
    ("con", 2),
    ("main-content", 2),
    ("detail", 2),
];

/// What an id or a class says that holds no text: as a word of it.
const FURNITURE: &[&str] = &[
    "nav",
    "menu",
    "footer",
    "foot",
    "breadcrumb",
    "crumb",
    "crumbs",
    "share",
    "related",
    "relate",
    "sidebar",
    "copyright",
    "recommend",
    "xgxx",
    "xgwz",
    "xgyd",
    "xgjd",
    "xglj",
    "xgzc",
    "wzdh",
    "dqwz",
    "toolbar",
    "topbar",
    "friendlink",
    "bdsharebuttonbox",
    "prevnext",
    "siteinfo",
];

/// The attributes of one tag.
#[derive(Default)]
pub struct Attributes {
    values: [Option<String>; NAMES.len()],
    /// The one whose value comes next.
    named: Option<usize>,
}

impl Attributes {
    pub fn clear(&mut self) {
        *self = Attributes::default();
    }

    pub fn name(&mut self, name: &[u8]) {
        let known = |known: &&str| name.eq_ignore_ascii_case(known.as_bytes());
        self.named = NAMES.iter().position(known);
        if let Some(index) = self.named {
            if self.values[index].is_some() {
                self.named = None;
            } else {
                self.values[index] = Some(String::new());
            }
        }
    }

    pub fn value(&mut self, value: &[u8]) {
        if let Some(index) = self.named.take() {
            self.values[index] = Some(String::from_utf8_lossy(value).into_owned());
        }
    }

    pub fn has(&self, index: usize) -> bool {
        self.values[index].is_some()
    }

    pub fn get(&self, index: usize) -> Option<&str> {
        self.values[index].as_deref()
    }

    pub fn number(&self, index: usize) -> Option<i64> {
        self.get(index)?.trim().parse().ok()
    }

    /// The style in lower case, without blanks round its colons.
    pub fn css(&self) -> String {
        let style = self.get(STYLE).unwrap_or_default().to_ascii_lowercase();
        let mut css = String::with_capacity(style.len());
        for c in style.chars() {
            match c {
                c if c.is_whitespace() => {
                    if !css.ends_with([':', ' ', ';']) {
                        css.push(' ');
                    }
                }
                ':' => {
                    css.truncate(css.trim_end().len());
                    css.push(c);
                }
                c => css.push(c),
            }
        }
        css
    }

    /// What an element says of its words beside that they stand there.
    pub fn apart(&self, element: Element, css: &str) -> Option<Kind> {
        const STYLES: &[(&str, Kind)] = &[
            ("display:none", Kind::Hidden),
            ("visibility:hidden", Kind::Hidden),
            ("mso-hide:all", Kind::Hidden),
            ("mso-element:comment", Kind::Comment),
            ("mso-element:header", Kind::Furniture),
            ("mso-element:footer", Kind::Furniture),
        ];
        match element {
            Element::Silent => None,
            _ if self.has(HIDDEN) => Some(Kind::Hidden),
            Element::Deleted => Some(Kind::Deletion),
            // What was tracked says by whom and when.
            Element::Inserted if self.has(CITE) || self.has(DATETIME) => Some(Kind::Insertion),
            _ => {
                let found = STYLES.iter().find(|(style, _)| css.contains(style));
                found.map(|(_, kind)| *kind)
            }
        }
    }

    /// A mark that leads to a comment.
    pub fn is_reference(&self) -> bool {
        self.get(CLASS)
            .is_some_and(|class| class.contains("MsoCommentReference"))
    }

    /// How surely the element holds the text of the page.
    pub fn rank(&self) -> Option<u8> {
        let is = |names: Option<&str>, known: &str| {
            let mut names = names.unwrap_or_default().split_ascii_whitespace();
            names.any(|name| name.eq_ignore_ascii_case(known))
        };
        let found = CONTAINERS
            .iter()
            .find(|(known, _)| is(self.get(ID), known) || is(self.get(CLASS), known));
        found.map(|(_, rank)| *rank)
    }

    /// Whether the element says that it holds no text.
    pub fn is_furniture(&self, name: Name) -> bool {
        let names = [self.get(ID), self.get(CLASS)];
        let said = names.into_iter().flatten().any(|names| {
            let mut words = names.split(|c: char| !c.is_ascii_alphabetic());
            words.any(|word| {
                FURNITURE
                    .iter()
                    .any(|known| word.eq_ignore_ascii_case(known))
            })
        });
        said || name.is_aside()
    }
}

/// Whether a comment, without blanks and in lower case, stands where the text begins.
pub fn is_start(comment: &str) -> bool {
    const STARTS: &[&str] = &[
        "contentstart",
        "articlestart",
        "正文开始",
        "文章内容开始",
        "内容开始",
        "正文start",
    ];
    STARTS.contains(&comment)
}

/// Whether a comment stands where the text ends.
pub fn is_end(comment: &str) -> bool {
    const ENDS: &[&str] = &[
        "contentend",
        "articleend",
        "正文结束",
        "文章内容结束",
        "内容结束",
        "正文end",
    ];
    ENDS.contains(&comment)
}
