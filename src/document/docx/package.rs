//! The parts of an OOXML package and how they lead to one another.

use crate::budget::{self, Limit};
use crate::xml::{self, Event, Xml};
use crate::zip::Zip;
use crate::{Decoder, Result};

/// Where a part leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    pub id: String,
    /// The last word of its type: `styles`, `footnotes`, `header`. The rest of the type
    /// differs between the transitional and the strict standard.
    pub kind: String,
    /// The name of the part that it leads to.
    pub target: String,
}

/// The parts that one leads to; none where it says nothing. The package itself is `""`.
///
/// # Errors
/// Where the part that lists them is damaged.
pub fn relations(zip: &Zip, part: &str, decoder: Decoder) -> Result<Vec<Relation>> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let list = join(folder, &["_rels/", name, ".rels"].concat());
    let mut relations = Vec::new();
    let Some(bytes) = zip.read_name(&list)? else {
        return Ok(relations);
    };
    let text = xml::decode(bytes, decoder)?;
    let mut xml = Xml::new(&text);
    loop {
        match xml.next()? {
            Event::Start(tag) if tag.name == "Relationship" => {
                budget::within(relations.len(), budget::ENTRIES, Limit::Entries)?;
                let attribute = |name| tag.attribute(name).unwrap_or_default();
                if attribute("TargetMode") == "External" {
                    continue;
                }
                let kind = attribute("Type");
                relations.push(Relation {
                    id: attribute("Id").into_owned(),
                    kind: kind.rsplit('/').next().unwrap_or_default().into(),
                    target: join(folder, &attribute("Target")),
                });
            }
            Event::Done => return Ok(relations),
            _ => {}
        }
    }
}

/// A target as the name of a part: relative to a folder, or from the root.
fn join(folder: &str, target: &str) -> String {
    let mut steps: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').collect(),
    };
    for step in target.split('/') {
        match step {
            ".." => drop(steps.pop()),
            "." | "" => {}
            step => steps.push(step),
        }
    }
    steps.retain(|step| !step.is_empty());
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_joined() {
        for (folder, target, name) in [
            ("word", "styles.xml", "word/styles.xml"),
            ("word", "/word/styles.xml", "word/styles.xml"),
            ("word", "../a/./b.xml", "a/b.xml"),
            ("", "../../b.xml", "b.xml"),
        ] {
            assert_eq!(join(folder, target), name);
        }
    }
}
