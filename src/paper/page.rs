//! A page: lines with a meaning, laid out at the width of the paper. Every
//! text passes the sanitiser of the output here, once, so that no value that
//! came from a file can drive a printer or the terminal that shows the page.

use super::wrap::{centered, columns, cut, left, right, words};
use crate::domain::name::shown;

/// Columns of the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// Thermal roll of 80 mm.
    Roll,
    /// A4 sheet, and the terminal.
    Sheet,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Right,
}

/// One thing on the page; it may take several rows of paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    Blank,
    /// A rule across the paper.
    Rule,
    /// The title of a part.
    Part(String),
    Text(String),
    Centered(String),
    /// Letters five rows tall, to be read from afar.
    Big(String),
    /// One of a list.
    Item(String),
    /// One of a list whose order counts: "3." and the text.
    Step(String, String),
    /// `label: value`, values one under the other.
    Fact(String, String),
    /// Heads and rows; the widest column gives way when they do not fit.
    Grid(Vec<(String, Align)>, Vec<Vec<String>>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    pub title: String,
    pub lines: Vec<Line>,
    /// Who had it printed and when: nothing leaves the unit unsigned.
    pub footer: String,
    pub width: Width,
}

impl Width {
    pub const fn columns(self) -> usize {
        match self {
            Self::Roll => 48,
            Self::Sheet => 80,
        }
    }
}

/// Columns of a step's number, "10. ".
const STEP_COLUMNS: usize = 4;
/// Columns of a label that keeps its value on the same row.
const LABEL_MAX: usize = 26;

impl Page {
    /// The page as text, ending in a line end. No row has blanks at its end.
    pub fn text(&self) -> String {
        self.text_at(self.width)
    }

    /// The same on other paper.
    pub fn text_at(&self, width: Width) -> String {
        let width = width.columns();
        let mut rows: Vec<String> = words(&shown(&self.title), width)
            .iter()
            .map(|it| centered(it, width))
            .collect();
        rows.push(rule(width));
        let labels = self.label_columns();
        for line in &self.lines {
            line.rows(width, labels, &mut rows);
        }
        if !self.footer.is_empty() {
            rows.push(rule(width));
            rows.extend(words(&shown(&self.footer), width));
        }
        let mut out = String::new();
        for row in rows {
            out.push_str(row.trim_end());
            out.push('\n');
        }
        out
    }

    /// The widest of the labels that share a row with their value.
    fn label_columns(&self) -> usize {
        self.lines
            .iter()
            .filter_map(|it| match it {
                Line::Fact(label, _) => Some(columns(&shown(label))),
                Line::Blank
                | Line::Rule
                | Line::Part(_)
                | Line::Text(_)
                | Line::Centered(_)
                | Line::Big(_)
                | Line::Item(_)
                | Line::Step(..)
                | Line::Grid(..) => None,
            })
            .filter(|it| *it <= LABEL_MAX)
            .max()
            .unwrap_or(0)
    }
}

impl Line {
    pub fn fact(label: &str, value: &str) -> Self {
        Self::Fact(label.to_string(), value.to_string())
    }

    fn rows(&self, width: usize, labels: usize, out: &mut Vec<String>) {
        match self {
            Self::Blank => out.push(String::new()),
            Self::Rule => out.push(rule(width)),
            Self::Part(title) => {
                out.push(String::new());
                out.extend(words(&shown(title).to_uppercase(), width));
            }
            Self::Text(text) => out.extend(words(&shown(text), width)),
            Self::Centered(text) => {
                out.extend(
                    words(&shown(text), width)
                        .iter()
                        .map(|it| centered(it, width)),
                );
            }
            Self::Big(text) => {
                out.extend(super::big::rows(text).iter().map(|it| centered(it, width)));
            }
            Self::Item(text) => hang("- ", 2, &shown(text), width, out),
            Self::Step(mark, text) => {
                let mark = left(&shown(mark), STEP_COLUMNS);
                hang(&mark, STEP_COLUMNS, &shown(text), width, out);
            }
            Self::Fact(label, value) => {
                let label = format!("{}:", shown(label));
                if columns(&label) > labels + 1 {
                    out.extend(words(&label, width));
                    hang("    ", 4, &shown(value), width, out);
                } else {
                    let label = format!("{}  ", left(&label, labels + 1));
                    hang(&label, labels + 3, &shown(value), width, out);
                }
            }
            Self::Grid(heads, rows) => grid(heads, rows, width, out),
        }
    }
}

/// A first row that opens with `mark`, the following ones under its text.
fn hang(mark: &str, indent: usize, text: &str, width: usize, out: &mut Vec<String>) {
    for (at, row) in words(text, width.saturating_sub(indent))
        .into_iter()
        .enumerate()
    {
        if at == 0 {
            out.push(format!("{mark}{row}"));
        } else {
            out.push(format!("{}{row}", " ".repeat(indent)));
        }
    }
}

fn rule(width: usize) -> String {
    "-".repeat(width)
}

const GAP: usize = 2;
const COLUMN_MIN: usize = 4;

/// Lays a grid out; also used by `table` for the terminal.
pub(super) fn grid(
    heads: &[(String, Align)],
    rows: &[Vec<String>],
    width: usize,
    out: &mut Vec<String>,
) {
    let safe: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.iter().map(|it| shown(it).into_owned()).collect())
        .collect();
    let heads: Vec<(String, Align)> = heads
        .iter()
        .map(|(head, align)| (shown(head).into_owned(), *align))
        .collect();
    let mut wide: Vec<usize> = heads
        .iter()
        .enumerate()
        .map(|(at, (head, _))| {
            safe.iter()
                .filter_map(|row| row.get(at))
                .map(|it| columns(it))
                .fold(columns(head), usize::max)
        })
        .collect();
    let gaps = GAP * wide.len().saturating_sub(1);
    while wide.iter().sum::<usize>() + gaps > width {
        match wide.iter_mut().max() {
            Some(widest) if *widest > COLUMN_MIN => *widest -= 1,
            Some(_) | None => break,
        }
    }
    let lay = |cells: &mut dyn Iterator<Item = &str>| {
        let mut row = String::new();
        for ((cell, (_, align)), wide) in cells.zip(&heads).zip(&wide) {
            if !row.is_empty() {
                row.push_str("  ");
            }
            row.push_str(&match align {
                Align::Left => left(cell, *wide),
                Align::Right => right(cell, *wide),
            });
        }
        // Columns that cannot shrink further must still not wrap the terminal.
        cut(row.trim_end(), width)
    };
    out.push(lay(&mut heads.iter().map(|(head, _)| head.as_str())));
    for row in &safe {
        out.push(lay(&mut row.iter().map(String::as_str)));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn page(lines: Vec<Line>, width: Width) -> Page {
        Page {
            title: "CRAS Jurubeba".to_string(),
            lines,
            footer: "Impresso por Rosa em 23/11/2026 08:05".to_string(),
            width,
        }
    }

    #[test]
    fn facts_stand_one_under_the_other_and_wrap_under_their_value() {
        let text = page(
            vec![
                Line::fact("Nome", "Ana"),
                Line::fact("Endereço", &"palavra ".repeat(8)),
            ],
            Width::Roll,
        )
        .text();
        assert!(text.contains("\nNome:      Ana\n"), "{text}");
        assert!(text.contains("\nEndereço:  palavra palavra"), "{text}");
        assert!(text.contains("\n           palavra"), "{text}");
    }

    #[test]
    fn a_grid_gives_way_at_its_widest_column() {
        let heads = vec![
            ("Nome".to_string(), Align::Left),
            ("Espera".to_string(), Align::Right),
        ];
        let rows = vec![vec!["Nome comprido ".repeat(9), "7".to_string()]];
        let text = page(vec![Line::Grid(heads, rows)], Width::Roll).text();
        assert!(text.lines().any(|it| it.ends_with("…       7")), "{text}");
    }

    proptest! {
        #[test]
        fn nothing_obeyed_and_nothing_too_wide(text in "(?s).{0,80}") {
            for width in [Width::Roll, Width::Sheet] {
                let lines = vec![
                    Line::Part(text.clone()),
                    Line::Text(text.clone()),
                    Line::Centered(text.clone()),
                    Line::Item(text.clone()),
                    Line::Step(text.clone(), text.clone()),
                    Line::Big(text.clone()),
                    Line::fact("Rótulo bastante comprido demais", &text),
                    Line::fact(&text, &text),
                    Line::Grid(
                        vec![(text.clone(), Align::Left), (text.clone(), Align::Right)],
                        vec![vec![text.clone(), text.clone()]],
                    ),
                ];
                for row in page(lines, width).text().lines() {
                    prop_assert!(columns(row) <= width.columns(), "{row:?}");
                    prop_assert!(!row.chars().any(char::is_control), "{row:?}");
                }
            }
        }
    }
}
