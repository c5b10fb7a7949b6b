//! Facts: what the text states, read one kind after another.

pub mod citation;
pub mod date;
pub mod entity;
