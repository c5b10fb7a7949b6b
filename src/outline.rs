//! The outline: sections at all levels, and points inside paragraphs.

use crate::text::{Span, Text};

/// What a section is about (the role names of the report contract).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    Preamble,
    Leadership,
    Functions,
    Rulemaking,
    Decision,
    Enforcement,
    Emergency,
    Disputes,
    Oversight,
    Technology,
    Publicity,
    SocialGovernance,
    FirstResponsible,
    Achievements,
    Problems,
    Plan,
    Other,
}

impl Role {
    /// The name of the role in the report contract.
    pub fn name(self) -> &'static str {
        match self {
            Role::Preamble => "preamble",
            Role::Leadership => "leadership",
            Role::Functions => "functions",
            Role::Rulemaking => "rulemaking",
            Role::Decision => "decision",
            Role::Enforcement => "enforcement",
            Role::Emergency => "emergency",
            Role::Disputes => "disputes",
            Role::Oversight => "oversight",
            Role::Technology => "technology",
            Role::Publicity => "publicity",
            Role::SocialGovernance => "social-governance",
            Role::FirstResponsible => "first-responsible",
            Role::Achievements => "achievements",
            Role::Problems => "problems",
            Role::Plan => "plan",
            Role::Other => "other",
        }
    }
}

/// A titled part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The section with its children.
    pub span: Span,
    /// The whole heading as printed, marker and closing mark included.
    pub heading: Span,
    /// 1 for the outermost.
    pub level: u8,
    pub marker: Option<Span>,
    pub ordinal: Option<u32>,
    /// The heading's words, without marker and closing punctuation.
    pub title: Span,
    pub run_in: bool,
    pub role: Role,
    pub parent: Option<usize>,
}

/// 一是… inside a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// From the marker to the next point or the end of the paragraph.
    pub span: Span,
    pub marker: Span,
    pub n: u32,
    pub section: Option<usize>,
}

/// Sections and points in document order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    pub sections: Vec<Section>,
    pub points: Vec<Point>,
}

impl Outline {
    /// The innermost section that holds `at`.
    pub fn section_at(&self, at: usize) -> Option<usize> {
        self.sections.iter().rposition(|s| s.span.contains(at))
    }
}

/// Reads the outline. `furniture` holds the stretches that are no part of the report.
pub fn read(_text: &Text, _furniture: &[Span]) -> Outline {
    Outline::default()
}
