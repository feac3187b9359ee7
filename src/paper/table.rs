//! Rows to text of 80 columns and to CSV. The CSV is that of RFC 4180, with a
//! guard against cells that a spreadsheet would run as a formula
//! (CVE-2021-41270 and the OWASP list): a name typed at the counter must not
//! become a command on the coordinator's machine.

use super::page::{Align, grid};
use super::wrap::columns;
use crate::domain::name::shown;

/// A column: what heads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    pub head: &'static str,
    pub align: Align,
}

/// A value; numbers are ours and are never guarded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    Text(String),
    Number(i64),
    Empty,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_string())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Number(i64::from(number))
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(it: Option<T>) -> Self {
        it.map_or(Self::Empty, Into::into)
    }
}

/// Columns of the terminal that every reader has.
pub const TEXT_COLUMNS: usize = 80;

impl Table {
    pub fn new(columns: &[(&'static str, Align)]) -> Self {
        Self {
            columns: columns
                .iter()
                .map(|&(head, align)| Column { head, align })
                .collect(),
            rows: Vec::new(),
        }
    }

    pub fn push(&mut self, row: Vec<Cell>) {
        self.rows.push(row);
    }

    /// Rows under their heads; a column empty in every row is left out.
    pub fn text(&self) -> String {
        self.text_in(TEXT_COLUMNS)
    }

    /// The same in so many columns, for a phone or a wide screen.
    pub fn text_in(&self, width: usize) -> String {
        let used: Vec<usize> = (0..self.columns.len())
            .filter(|at| {
                self.rows
                    .iter()
                    .any(|row| !row[..].get(*at).is_none_or(Cell::is_empty))
            })
            .collect();
        let heads: Vec<(String, Align)> = used
            .iter()
            .filter_map(|at| self.columns.get(*at))
            .map(|it| (it.head.to_string(), it.align))
            .collect();
        let rows: Vec<Vec<String>> = self
            .rows
            .iter()
            .map(|row| {
                used.iter()
                    .map(|at| row.get(*at).map_or_else(String::new, Cell::plain))
                    .collect()
            })
            .collect();
        let mut out = Vec::new();
        if !rows.is_empty() {
            grid(&heads, &rows, width, &mut out);
        }
        out.iter()
            .fold(String::new(), |text, row| text + row + "\n")
    }

    /// RFC 4180: comma, CRLF, UTF-8 without a mark; first the heads.
    pub fn csv(&self) -> String {
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(Vec::new());
        let heads: Vec<&str> = self.columns.iter().map(|it| it.head).collect();
        // Writing to memory fails for no reason that rows of equal length have.
        let mut done = writer.write_record(&heads).is_ok();
        for row in &self.rows {
            let mut cells: Vec<String> = row.iter().map(Cell::guarded).collect();
            cells.resize(heads.len(), String::new());
            done &= writer.write_record(&cells).is_ok();
        }
        debug_assert!(done);
        let bytes = writer.into_inner().unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// The cells as they are, for whoever reads data and not a spreadsheet.
    pub fn plain_rows(&self) -> Vec<Vec<String>> {
        let plain = |row: &Vec<Cell>| row.iter().map(Cell::plain).collect();
        self.rows.iter().map(plain).collect()
    }

    /// The widest row of the text, in columns.
    pub fn widest(&self) -> usize {
        self.text().lines().map(columns).max().unwrap_or(0)
    }
}

impl Cell {
    fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.is_empty(),
            Self::Number(_) => false,
        }
    }

    pub(super) fn plain(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
        }
    }

    fn guarded(&self) -> String {
        match self {
            Self::Text(text) => guard(text),
            Self::Empty | Self::Number(_) => self.plain(),
        }
    }
}

/// The text of a cell that no spreadsheet runs: `'` before what opens a
/// formula, at the start and after anything that some spreadsheet could take
/// for the border of a cell (Excel in Portuguese cuts at `;`).
pub fn guard(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    let mut opens = true;
    for it in text.chars() {
        if opens && is_trigger(it) {
            out.push('\'');
            opens = false;
        }
        out.push(it);
        let still = opens && matches!(it, ' ' | '"' | '\u{a0}');
        opens = still || is_border(it);
    }
    shown(&out).into_owned()
}

/// The text that [`guard`] was given, for a list that comes back from the
/// spreadsheet; the mark goes only where `guard` would put it.
pub fn unguard(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut opens = true;
    let mut rest = text.chars().peekable();
    while let Some(it) = rest.next() {
        if opens && it == '\'' && rest.peek().copied().is_some_and(is_trigger) {
            opens = false;
            continue;
        }
        out.push(it);
        let still = opens && matches!(it, ' ' | '"' | '\u{a0}');
        opens = still || is_border(it);
    }
    out
}

const fn is_trigger(it: char) -> bool {
    matches!(
        it,
        '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\0' | '＝' | '＋' | '－' | '＠'
    )
}

const fn is_border(it: char) -> bool {
    matches!(it, ';' | ',' | '|' | '\t' | '\r' | '\n')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_was_guarded_comes_back() {
        for text in [
            "=1+1",
            "CPF; -2 fotos",
            "João D'Ávila",
            " @x",
            "a,+b|=c",
            "'",
            "",
        ] {
            assert_eq!(unguard(&guard(text)), text);
        }
        assert_eq!(unguard("'aspas"), "'aspas");
    }

    #[test]
    fn what_would_run_is_text() {
        for (raw, safe) in [
            ("=1+1", "'=1+1"),
            ("+55", "'+55"),
            ("-2", "'-2"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("＝1", "'＝1"),
            ("＠a", "'＠a"),
            ("\t=1", "'␉'=1"),
            ("\r=1", "'␍'=1"),
            ("\0=1", "'␀=1"),
            ("  =1", "  '=1"),
            ("a;=1+1", "a;'=1+1"),
            ("a;\"=1", "a;\"'=1"),
            ("Ana-Maria", "Ana-Maria"),
            ("5=5", "5=5"),
        ] {
            assert_eq!(guard(raw), safe, "{raw:?}");
        }
    }

    #[test]
    fn rows_are_quoted_by_the_rfc() {
        let mut table = Table::new(&[("Nome", Align::Left), ("Espera", Align::Right)]);
        table.push(vec!["Ana \"Nina\", a doceira".into(), Cell::Number(-3)]);
        table.push(vec![Cell::Empty]);
        assert_eq!(
            table.csv(),
            "Nome,Espera\r\n\"Ana \"\"Nina\"\", a doceira\",-3\r\n,\r\n"
        );
    }

    #[test]
    fn an_empty_column_takes_no_room_in_text() {
        let mut table = Table::new(&[("Senha", Align::Left), ("Falta", Align::Left)]);
        table.push(vec!["CU1".into(), "".into()]);
        assert_eq!(table.text(), "Senha\nCU1\n");
    }

    proptest! {
        #[test]
        fn no_cell_opens_a_formula_whatever_cuts_it(text in "[=+\\-@＝\t\r\n;, |\"a0]{0,12}") {
            let safe = guard(&text);
            for part in safe.split([';', ',', '|']) {
                let first = part.trim_start_matches([' ', '"']).chars().next();
                prop_assert!(!first.is_some_and(is_trigger), "{safe:?}");
            }
        }

        #[test]
        fn what_is_read_back_is_what_was_written(text in "\\PC{0,20}") {
            let mut table = Table::new(&[("a", Align::Left), ("b", Align::Left)]);
            table.push(vec![text.clone().into(), "x".into()]);
            let csv = table.csv();
            let mut reader = csv::Reader::from_reader(csv.as_bytes());
            let row = reader.records().next().unwrap().unwrap();
            prop_assert_eq!(&row[0], guard(&text));
        }
    }
}
