//! XML as it is written: escaping, and the names of WordprocessingML in a given part.

use crate::xml::Tag;

/// The namespace of WordprocessingML, and that of its strict form.
pub const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
pub const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";

/// Text for content and attributes. What XML cannot hold is left out.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // As written they would be read as a blank or a line end.
            '\r' => escaped.push_str("&#13;"),
            '\t' => escaped.push_str("&#9;"),
            '\n' => escaped.push_str("&#10;"),
            _ if is_xml(c) => escaped.push(c),
            _ => {}
        }
    }
    escaped
}

/// Whether XML 1.0 can hold a character.
#[must_use]
pub fn is_xml(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Text without what XML cannot hold.
#[must_use]
pub fn clean(text: &str) -> String {
    text.chars().filter(|c| is_xml(*c)).collect()
}

/// How the elements of WordprocessingML are written in one part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    /// With its colon.
    prefix: String,
    /// The declaration each element needs, where the root has none.
    declared: String,
    pub strict: bool,
}

impl Names {
    /// By the declarations of a part's root.
    #[must_use]
    pub fn of(root: &Tag) -> Self {
        let strict = root.attributes().any(|(_, value)| value == STRICT);
        let namespace = if strict { STRICT } else { TRANSITIONAL };
        let prefix = root
            .attributes()
            .find(|(name, value)| *name != "xmlns" && *value == namespace)
            .map(|(name, _)| format!("{name}:"));
        match prefix {
            Some(prefix) => Self {
                prefix,
                declared: String::new(),
                strict,
            },
            // Attributes need a prefix where a default namespace would do for elements.
            None => Self {
                prefix: "w:".to_owned(),
                declared: [" xmlns:w=\"", namespace, "\""].concat(),
                strict,
            },
        }
    }

    /// For a part of our own.
    #[must_use]
    pub fn own(strict: bool) -> Self {
        Self {
            prefix: "w:".to_owned(),
            declared: String::new(),
            strict,
        }
    }

    /// An element's start without its `>`; attributes by their local names.
    #[must_use]
    pub fn open(&self, name: &str, attributes: &[(&str, &str)]) -> String {
        let mut tag = ["<", &self.prefix, name, &self.declared].concat();
        for (name, value) in attributes {
            tag.push(' ');
            tag.push_str(&self.prefix);
            tag.push_str(name);
            tag.push_str("=\"");
            tag.push_str(&escape(value));
            tag.push('"');
        }
        tag
    }

    /// An empty element.
    #[must_use]
    pub fn empty(&self, name: &str, attributes: &[(&str, &str)]) -> String {
        self.open(name, attributes) + "/>"
    }

    #[must_use]
    pub fn close(&self, name: &str) -> String {
        ["</", &self.prefix, name, ">"].concat()
    }

    /// The run in the text that belongs to a comment.
    #[must_use]
    pub fn reference(&self, id: &str) -> String {
        let half_points = [("val", "16")];
        [
            &self.open("r", &[]),
            ">",
            &self.open("rPr", &[]),
            ">",
            &self.empty("sz", &half_points),
            &self.empty("szCs", &half_points),
            &self.close("rPr"),
            &self.empty("commentReference", &[("id", id)]),
            &self.close("r"),
        ]
        .concat()
    }
}
