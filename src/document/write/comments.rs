//! The parts that go with remarks: the comments, the relation to them, their content type.

use super::markup::{Names, STRICT, TRANSITIONAL, escape};
use super::part::Changed;
use super::patch::By;
use super::{Remark, Source};
use crate::xml::{Event, Tag, Xml};
use crate::{Refusal, Result};
use std::ops::Range;

const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
const STRICT_KIND: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments";
const CONTENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const TYPES_PART: &str = "[Content_Types].xml";

/// The comments part, and where it is new, the relation to it and its content type.
///
/// # Errors
/// Where a part of the package that would be changed is damaged.
pub fn parts(source: &Source, remarks: &[Remark], first: u32, by: &By) -> Result<Vec<Changed>> {
    let mut changed = Vec::new();
    let listed = source.comments()?;
    let is_listed = listed.is_some();
    let name = listed.unwrap_or_else(|| free_name(source));
    let before = source.read(&name)?;
    let strict = source.story.names.strict;
    let names = match &before {
        Some(before) => Names::of(&root(&before.text)?.0),
        None => Names::own(strict),
    };
    let mut comments = String::new();
    for (id, remark) in (first..).zip(remarks) {
        comment(&mut comments, &names, id, remark, by);
    }
    let after = match &before {
        Some(before) => add(&before.text, &comments)?,
        None => {
            let namespace = if strict { STRICT } else { TRANSITIONAL };
            [
                HEAD,
                "<w:comments xmlns:w=\"",
                namespace,
                "\">",
                &comments,
                "</w:comments>",
            ]
            .concat()
        }
    };
    let is_new = before.is_none();
    changed.push(Changed {
        name: name.clone(),
        before,
        after,
    });
    if !is_listed {
        changed.push(relation(source, &name)?);
    }
    if is_new {
        changed.extend(content_type(source, &name)?);
    }
    Ok(changed)
}

/// A name beside the main part that the package does not have.
fn free_name(source: &Source) -> String {
    let folder = source
        .main
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    let slash = if folder.is_empty() { "" } else { "/" };
    let mut name = [folder, slash, "comments.xml"].concat();
    let mut number = 1;
    while source.zip.find(&name).is_some() {
        name = [folder, slash, "comments", &number.to_string(), ".xml"].concat();
        number += 1;
    }
    name
}

/// One comment; each line of its body is a paragraph. It does not depend on styles, which a
/// document may lack or have made large.
fn comment(out: &mut String, names: &Names, id: u32, remark: &Remark, by: &By) {
    let id = id.to_string();
    let mut attributes = by.attributes(&id);
    attributes.push(("initials", by.initials));
    *out += &names.open("comment", &attributes);
    out.push('>');
    let size = [("val", "20")];
    for line in lines(&remark.body) {
        *out += &names.open("p", &[]);
        out.push('>');
        *out += &names.open("pPr", &[]);
        out.push('>');
        *out += &names.empty(
            "spacing",
            &[
                ("before", "0"),
                ("after", "0"),
                ("line", "240"),
                ("lineRule", "auto"),
            ],
        );
        let none = [
            ("left", "0"),
            ("right", "0"),
            ("firstLineChars", "0"),
            ("firstLine", "0"),
        ];
        *out += &names.empty("ind", &none);
        *out += &names.empty("jc", &[("val", "left")]);
        *out += &names.close("pPr");
        *out += &names.open("r", &[]);
        out.push('>');
        *out += &names.open("rPr", &[]);
        out.push('>');
        *out += &names.empty("sz", &size);
        *out += &names.empty("szCs", &size);
        *out += &names.close("rPr");
        *out += &names.open("t", &[]);
        *out += " xml:space=\"preserve\">";
        *out += &escape(line);
        *out += &names.close("t");
        *out += &names.close("r");
        *out += &names.close("p");
    }
    *out += &names.close("comment");
}

/// The lines of a remark; one at least.
pub fn lines(body: &str) -> impl Iterator<Item = &str> {
    body.trim_end()
        .split('\n')
        .map(|line| line.trim_end_matches('\r'))
}

fn relation(source: &Source, target: &str) -> Result<Changed> {
    let (folder, file) = source.main.rsplit_once('/').unwrap_or(("", &source.main));
    let slash = if folder.is_empty() { "" } else { "/" };
    let name = [folder, slash, "_rels/", file, ".rels"].concat();
    let before = source.read(&name)?;
    let text = before.as_ref().map(|before| &*before.text);
    let kind = if source.story.names.strict {
        STRICT_KIND
    } else {
        KIND
    };
    let mut id = "rIdComments".to_owned();
    while text.is_some_and(|text| has(text, &id)) {
        id.push('1');
    }
    let prefixed = text.map(is_prefixed).transpose()?.unwrap_or_default();
    let declared = if prefixed {
        declaration(RELATIONS)
    } else {
        String::new()
    };
    let file = target.rsplit('/').next().unwrap_or(target);
    let element = [
        "<Relationship",
        &declared,
        " Id=\"",
        &id,
        "\" Type=\"",
        kind,
        "\" Target=\"",
        &escape(file),
        "\"/>",
    ]
    .concat();
    let after = match text {
        Some(text) => add(text, &element)?,
        None => [
            HEAD,
            "<Relationships",
            &declaration(RELATIONS),
            ">",
            &element,
            "</Relationships>",
        ]
        .concat(),
    };
    Ok(Changed {
        name,
        before,
        after,
    })
}

/// Nothing where the package states it already.
fn content_type(source: &Source, part: &str) -> Result<Option<Changed>> {
    let before = source.read(TYPES_PART)?.ok_or(Refusal::Damaged)?;
    let name = ["/", part].concat();
    let mut xml = Xml::new(&before.text);
    loop {
        match xml.next()? {
            Event::Start(tag) => {
                let of = tag.attribute("PartName").unwrap_or_default();
                if of.eq_ignore_ascii_case(&name) {
                    return Ok(None);
                }
            }
            Event::Done => break,
            _ => {}
        }
    }
    let declared = if is_prefixed(&before.text)? {
        declaration(TYPES)
    } else {
        String::new()
    };
    let element = [
        "<Override",
        &declared,
        " PartName=\"",
        &escape(&name),
        "\" ContentType=\"",
        CONTENT,
        "\"/>",
    ]
    .concat();
    let after = add(&before.text, &element)?;
    Ok(Some(Changed {
        name: TYPES_PART.to_owned(),
        before: Some(before),
        after,
    }))
}

/// Whether a value stands in quotes in a part.
#[must_use]
pub fn has(text: &str, value: &str) -> bool {
    text.contains(&["\"", value, "\""].concat()) || text.contains(&["'", value, "'"].concat())
}

fn declaration(namespace: &str) -> String {
    [" xmlns=\"", namespace, "\""].concat()
}

/// Whether a part's root is written with a prefix, or has no default namespace.
fn is_prefixed(xml: &str) -> Result<bool> {
    Ok(!root(xml)?
        .0
        .attributes()
        .any(|(name, value)| name == "xmlns" && (value == RELATIONS || value == TYPES)))
}

/// The root's start, and where its tag stands.
fn root(text: &str) -> Result<(Tag<'_>, Range<usize>)> {
    let mut xml = Xml::new(text);
    loop {
        match xml.next()? {
            Event::Start(tag) => return Ok((tag, xml.at())),
            Event::Done => return Err(Refusal::Damaged),
            _ => {}
        }
    }
}

/// A part with something more at the end of its root.
///
/// # Errors
/// Where it is damaged.
pub fn add(text: &str, addition: &str) -> Result<String> {
    let (_, start) = root(text)?;
    let mut xml = Xml::new(text);
    let mut end = start.clone();
    loop {
        match xml.next()? {
            Event::End(_) if xml.depth() == 0 => end = xml.at(),
            Event::Done => break,
            _ => {}
        }
    }
    if !end.is_empty() {
        return Ok([&text[..end.start], addition, &text[end.start..]].concat());
    }
    // The root is written as empty.
    let tag = &text[start.clone()];
    let name = tag[1..]
        .find(|c: char| c.is_whitespace() || c == '/')
        .map_or("", |at| &tag[1..=at]);
    let open = tag.strip_suffix("/>").ok_or(Refusal::Damaged)?;
    Ok([
        &text[..start.start],
        open,
        ">",
        addition,
        "</",
        name,
        ">",
        &text[start.end..],
    ]
    .concat())
}

/// A part without some of the children of its root.
///
/// # Errors
/// Where it is damaged.
pub fn without(text: &str, ours: impl Fn(&Tag) -> bool) -> Result<String> {
    let mut xml = Xml::new(text);
    let (mut kept, mut done) = (String::with_capacity(text.len()), 0);
    loop {
        match xml.next()? {
            Event::Start(tag) if xml.depth() == 2 && ours(&tag) => {
                kept.push_str(&text[done..xml.at().start]);
                xml.skip()?;
                done = xml.at().end;
            }
            Event::Done => break,
            _ => {}
        }
    }
    kept.push_str(&text[done..]);
    Ok(kept)
}
