//! What each report speaks of and which of the required parts it has, side by side.

use crate::model::{RequirementCell, RequirementRow, ThemeCell, ThemeRow};
use crate::reading::Reading;

/// Themes that any report speaks of, those most spoken of first.
pub fn themes(readings: &[Reading]) -> Vec<ThemeRow> {
    let mut rows: Vec<ThemeRow> = Vec::new();
    for (at, reading) in readings.iter().enumerate() {
        let themes = &reading.input.report.themes;
        let whole: f64 = themes.iter().map(|theme| f64::from(theme.characters)).sum();
        for theme in themes {
            let row = match rows.iter().position(|row| row.id == theme.id) {
                Some(row) => row,
                None => {
                    rows.push(ThemeRow {
                        id: theme.id.clone(),
                        cells: vec![ThemeCell::default(); readings.len()],
                    });
                    rows.len() - 1
                }
            };
            rows[row].cells[at] = ThemeCell {
                characters: theme.characters,
                metrics: theme.metrics,
                share: f64::from(theme.characters) / whole.max(1.0),
            };
        }
    }
    let spoken = |row: &ThemeRow| row.cells.iter().map(|cell| cell.share).sum::<f64>();
    rows.retain(|row| spoken(row) > 0.0);
    rows.sort_by(|a, b| spoken(b).total_cmp(&spoken(a)));
    rows
}

/// The required parts, in the order in which the reports name them.
pub fn requirements(readings: &[Reading]) -> Vec<RequirementRow> {
    let mut rows: Vec<RequirementRow> = Vec::new();
    for (at, reading) in readings.iter().enumerate() {
        for requirement in &reading.input.report.requirements {
            let row = match rows.iter().position(|row| row.id == requirement.id) {
                Some(row) => row,
                None => {
                    rows.push(RequirementRow {
                        id: requirement.id.clone(),
                        cells: vec![None; readings.len()],
                    });
                    rows.len() - 1
                }
            };
            rows[row].cells[at] = Some(RequirementCell {
                state: requirement.state.clone(),
                span: requirement.spans.first().copied(),
            });
        }
    }
    rows
}
