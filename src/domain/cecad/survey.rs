//! The first pass: what only the whole file can tell. Letters, the form of
//! each date column, the sign of the cents and the month of reference are
//! settled here, in constant memory, before a single record is made.

use std::collections::BTreeMap;

use super::columns::Col;
use super::dates::DateEvidence;
use super::encoding::{self, Encoding, decode};
use super::header::Layout;
use super::line::Splitter;
use super::month::Month;
use super::records::Reader;
use super::report::{FileReport, MonthFrom};
use super::values::{self, MoneyEvidence};

/// Different months counted in one file; a real one has one or two.
const MONTHS_MAX: usize = 64;

#[derive(Debug)]
pub struct Survey {
    layout: Layout,
    splitter: Splitter,
    letters: encoding::Evidence,
    updated: DateEvidence,
    birth: DateEvidence,
    money: MoneyEvidence,
    months: BTreeMap<Month, u64>,
    /// What the column of the month said last, as it stands there and as read.
    own_month: (Vec<u8>, Option<Month>),
    /// Newest update by month, for files without the reference column.
    newest: Option<Month>,
    lines: u64,
    bad: u64,
    last_year: i32,
}

impl Survey {
    pub fn new(layout: Layout, marked: bool, last_year: i32) -> Self {
        let mut letters = encoding::Evidence::default();
        if marked {
            letters.mark();
        }
        Self {
            splitter: Splitter::new(layout.separator),
            layout,
            letters,
            updated: DateEvidence::default(),
            birth: DateEvidence::default(),
            money: MoneyEvidence::default(),
            months: BTreeMap::new(),
            own_month: (Vec::new(), None),
            newest: None,
            lines: 0,
            bad: 0,
            last_year,
        }
    }

    /// One line after the header, blank ones left out.
    pub fn see(&mut self, line: &[u8]) {
        self.lines += 1;
        self.letters.see(line);
        let Ok(fields) = self.splitter.exact(line, self.layout.width) else {
            self.bad += 1;
            return;
        };
        // Dates, money and codes are ASCII: the encoding does not matter yet.
        let ascii = |col| decode(self.layout.field(&fields, col), Encoding::Windows1252);
        self.updated.see(&ascii(Col::Updated), self.last_year);
        self.birth.see(&ascii(Col::Birth), self.last_year);
        self.money.see(&ascii(Col::IncomeEach));
        // A column of one value: the line before said the same.
        let own = self.layout.field(&fields, Col::FamilyMonth);
        if own != self.own_month.0 {
            let month = values::month(&ascii(Col::FamilyMonth), self.last_year);
            self.own_month = (own.to_vec(), month);
        }
        let month = self
            .own_month
            .1
            .or_else(|| values::month(&ascii(Col::PersonMonth), self.last_year));
        if let Some(month) = month
            && (self.months.len() < MONTHS_MAX || self.months.contains_key(&month))
        {
            *self.months.entry(month).or_default() += 1;
        }
        // Speaks only where no column names the month.
        if self.months.is_empty() {
            let update = values::month(&ascii(Col::Updated), self.last_year - 1);
            self.newest = self.newest.max(update);
        }
    }

    /// A line too long to be read.
    pub fn see_too_long(&mut self) {
        self.lines += 1;
        self.bad += 1;
    }

    /// How the file is to be read.
    pub fn reader(&self) -> Reader {
        Reader {
            layout: self.layout.clone(),
            encoding: self.letters.decide(),
            updated: self.updated.decide(),
            birth: self.birth.decide(),
            money: self.money.decide(),
            last_year: self.last_year,
        }
    }

    /// The month most lines name, or else the month of the newest update.
    pub fn month(&self) -> Option<(Month, MonthFrom)> {
        let named = self
            .months
            .iter()
            .max_by_key(|&(month, count)| (*count, *month));
        match named {
            Some((&month, _)) => Some((month, MonthFrom::Column)),
            None => self.newest.map(|month| (month, MonthFrom::NewestUpdate)),
        }
    }

    pub fn lines(&self) -> u64 {
        self.lines
    }

    /// One line in five cannot be split: this is not the file it seems to be.
    pub fn is_hopeless(&self) -> bool {
        self.lines == 0 || self.bad.saturating_mul(5) > self.lines
    }

    pub fn report(&self) -> FileReport {
        let reader = self.reader();
        let mut dates = Vec::new();
        for (col, form) in [
            (Col::Updated, reader.updated.main),
            (Col::Birth, reader.birth.main),
        ] {
            if self.layout.has(col) {
                dates.push((col, form));
            }
        }
        FileReport {
            kind: self.layout.kind,
            encoding: reader.encoding,
            separator: self.layout.separator,
            lines: self.lines,
            columns: self.layout.width,
            unknown: self.layout.unknown.clone(),
            missing: self.layout.missing.clone(),
            dates,
            other_months: self.months.len().saturating_sub(1),
        }
    }

    pub fn layout(&self) -> &Layout {
        &self.layout
    }
}

/// Nothing but blanks: no line at all.
pub fn is_blank(line: &[u8]) -> bool {
    line.trim_ascii().is_empty()
}

/// Separators only, as spreadsheets leave below the last row.
pub fn is_hollow(line: &[u8], separator: u8) -> bool {
    line.iter()
        .all(|&it| it == separator || matches!(it, b'"' | b' ' | b'\r' | b'\n'))
}
