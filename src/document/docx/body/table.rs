//! Tables: a row is a line with a cell a column.

use super::super::block::{Block, Cell, gather};
use super::super::styles::{self, switch};
use super::Body;
use crate::Result;
use crate::out::Kind;
use crate::xml::{Event, Tag, Xml};

/// Word has no more columns than this.
const MOST_COLUMNS: u32 = 63;

/// A row that is read.
#[derive(Debug, Default)]
struct Row<'a> {
    cells: Vec<Cell<'a>>,
    /// Columns before the next cell that are empty.
    skipped: u32,
    left_out: Option<Kind>,
}

impl<'a> Body<'a> {
    pub(super) fn table(&mut self, xml: &mut Xml<'a>) -> Result<()> {
        self.end_line();
        self.rows(xml)
    }

    fn rows(&mut self, xml: &mut Xml<'a>) -> Result<()> {
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            let Event::Start(tag) = xml.next()? else {
                continue;
            };
            match tag.name {
                "tr" => self.row(xml)?,
                "sdt" | "sdtContent" | "customXml" | "ins" | "del" | "moveTo" | "moveFrom" => {
                    self.rows(xml)?;
                }
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    fn row(&mut self, xml: &mut Xml<'a>) -> Result<()> {
        let mut row = Row::default();
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            let Event::Start(tag) = xml.next()? else {
                continue;
            };
            self.row_child(&tag, xml, &mut row)?;
        }
        self.out_of_row(row)
    }

    fn out_of_row(&mut self, row: Row<'a>) -> Result<()> {
        if let Some(kind) = row.left_out {
            let mut words = String::new();
            gather(&[Block::Row(row.cells)], &mut words);
            self.tell(kind, words.trim(), false);
            self.told();
        } else if !row.cells.is_empty() {
            self.now.blocks.push(Block::Row(row.cells));
        }
        self.write()
    }

    fn row_child(&mut self, tag: &Tag<'a>, xml: &mut Xml<'a>, row: &mut Row<'a>) -> Result<()> {
        match tag.name {
            "trPr" => self.row_properties(xml, row),
            "tc" => {
                let counts = self.counts;
                self.counts = counts && row.left_out.is_none();
                let cell = self.cell(xml);
                self.counts = counts;
                if let Some(mut cell) = cell? {
                    cell.skipped = std::mem::take(&mut row.skipped);
                    row.cells.push(cell);
                }
                Ok(())
            }
            "sdt" | "sdtContent" | "customXml" => {
                let outside = xml.depth() - 1;
                while xml.depth() > outside {
                    if let Event::Start(tag) = xml.next()? {
                        self.row_child(&tag, xml, row)?;
                    }
                }
                Ok(())
            }
            _ => xml.skip(),
        }
    }

    fn row_properties(&mut self, xml: &mut Xml<'a>, row: &mut Row<'a>) -> Result<()> {
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            let Event::Start(tag) = xml.next()? else {
                continue;
            };
            match tag.name {
                "gridBefore" => row.skipped = columns(&tag),
                "del" if !self.reads(Kind::Deletion) => row.left_out = Some(Kind::Deletion),
                "hidden" if switch(&tag) && !self.reads(Kind::Hidden) => {
                    row.left_out = Some(Kind::Hidden);
                }
                "trPrChange" => xml.skip()?,
                _ => {}
            }
        }
        Ok(())
    }

    /// A cell; `None` where it is deleted. One that continues another is empty.
    fn cell(&mut self, xml: &mut Xml<'a>) -> Result<Option<Cell<'a>>> {
        let (mut cell, blocks) = self.gathered(|body| body.cell_children(xml))?;
        if let Some(cell) = &mut cell {
            self.out.count_cell()?;
            cell.blocks = blocks;
        }
        Ok(cell)
    }

    fn cell_children(&mut self, xml: &mut Xml<'a>) -> Result<Option<Cell<'a>>> {
        let mut cell = Some(Cell {
            span: 1,
            ..Cell::default()
        });
        let mut continues = false;
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            let Event::Start(tag) = xml.next()? else {
                continue;
            };
            if tag.name == "tcPr" {
                let (deleted, merged, span) = self.cell_properties(xml)?;
                continues = merged;
                cell = (!deleted).then(|| Cell {
                    span,
                    ..Cell::default()
                });
            } else if continues || cell.is_none() {
                xml.skip()?;
            } else {
                self.element(&tag, xml)?;
            }
        }
        Ok(cell)
    }

    /// Whether a cell is deleted, whether it continues another, and how many columns it takes.
    fn cell_properties(&mut self, xml: &mut Xml<'a>) -> Result<(bool, bool, u32)> {
        let (mut deleted, mut continues, mut span) = (false, false, 1);
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            let Event::Start(tag) = xml.next()? else {
                continue;
            };
            match tag.name {
                "gridSpan" => span = columns(&tag).max(1),
                "vMerge" | "hMerge" => {
                    continues |= tag.attribute("val").as_deref() != Some("restart");
                }
                "cellDel" => deleted = !self.reads(Kind::Deletion),
                "tcPrChange" => xml.skip()?,
                _ => {}
            }
        }
        Ok((deleted, continues, span))
    }
}

fn columns(tag: &Tag) -> u32 {
    styles::number(tag).unwrap_or(1).min(MOST_COLUMNS)
}
