//! Rows put in order of a key with little memory, whatever their number. They
//! gather in memory; when that is full it is put in order and written to a
//! file in one go as a *run*; at the end the runs are read side by side. So a
//! spinning disk only ever writes and reads in long pieces. Rows with equal
//! keys keep the order in which they came. A small load never needs the file.

use std::cmp::Ordering;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

/// Rows that gather before they are put in order, in bytes.
const RUN_BYTES: usize = 8 << 20;

/// Read of one run at a time, in bytes. São Paulo has some hundred runs.
const READ_BYTES: usize = 64 << 10;

/// Ahead of each row: its bytes and its key's, 4 bytes each.
const HEAD: usize = 8;

/// Takes rows in any order.
pub(super) struct Sorter {
    file: File,
    rows: Vec<u8>,
    order: Vec<Place>,
    runs: Vec<Run>,
    written: u64,
    count: u64,
}

/// A row that waits to be put in order. Most keys differ in their first bytes,
/// which are kept here as one number.
struct Place {
    begins: u64,
    at: usize,
}

impl Sorter {
    /// `file` is open for writing and reading, and empty.
    pub fn new(file: File) -> Self {
        Self {
            file,
            rows: Vec::new(),
            order: Vec::new(),
            runs: Vec::new(),
            written: 0,
            count: 0,
        }
    }

    pub fn push(&mut self, key: &str, row: &[u8]) -> io::Result<()> {
        if self.rows.len() + HEAD + key.len() + row.len() > RUN_BYTES {
            self.write_run()?;
        }
        self.order.push(Place {
            begins: beginning(key.as_bytes()),
            at: self.rows.len(),
        });
        let length = |it: usize| u32::try_from(it).unwrap_or(u32::MAX).to_le_bytes();
        self.rows.extend(length(key.len() + row.len()));
        self.rows.extend(length(key.len()));
        self.rows.extend(key.as_bytes());
        self.rows.extend(row);
        self.count += 1;
        Ok(())
    }

    /// All rows in order.
    pub fn sorted(mut self) -> io::Result<Sorted> {
        let last = self.in_order();
        let end = last.len();
        self.runs.push(Run {
            buffer: last,
            from: 0,
            to: end,
            next: 0,
            end: 0,
        });
        let mut it = Sorted {
            file: self.file,
            runs: self.runs,
            current: None,
            count: self.count,
        };
        for run in &mut it.runs {
            run.fill(&mut it.file)?;
        }
        Ok(it)
    }

    fn write_run(&mut self) -> io::Result<()> {
        let rows = self.in_order();
        self.file.write_all(&rows)?;
        let end = self.written + rows.len() as u64;
        self.runs.push(Run {
            buffer: Vec::new(),
            from: 0,
            to: 0,
            next: self.written,
            end,
        });
        self.written = end;
        Ok(())
    }

    /// What gathered, in order; leaves nothing behind.
    fn in_order(&mut self) -> Vec<u8> {
        let rows = std::mem::take(&mut self.rows);
        let mut order = std::mem::take(&mut self.order);
        order.sort_unstable_by(|a, b| {
            a.begins
                .cmp(&b.begins)
                .then_with(|| key_at(&rows, a.at).cmp(key_at(&rows, b.at)))
                .then(a.at.cmp(&b.at))
        });
        let mut out = Vec::with_capacity(rows.len());
        for place in &order {
            let end = place.at + HEAD + lengths(&rows, place.at).0;
            out.extend_from_slice(rows.get(place.at..end).unwrap_or_default());
        }
        out
    }
}

/// Gives the rows in order.
pub(super) struct Sorted {
    file: File,
    runs: Vec<Run>,
    /// The run that gave the last row, which still stands there.
    current: Option<usize>,
    count: u64,
}

impl Sorted {
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The key and the row that come next.
    pub fn next(&mut self) -> io::Result<Option<(&[u8], &[u8])>> {
        if let Some(run) = self.current.and_then(|it| self.runs.get_mut(it)) {
            run.from += HEAD + lengths(&run.buffer, run.from).0;
            run.fill(&mut self.file)?;
        }
        // Few runs: looking at each costs less than keeping them in order.
        // The first of equal keys is the one of the earlier run.
        self.current = (0..self.runs.len())
            .filter(|it| !self.runs[*it].is_over())
            .min_by(|a, b| self.runs[*a].compare(&self.runs[*b]));
        Ok(self.current.and_then(|it| self.runs.get(it)).map(Run::row))
    }
}

/// Rows in order, in the file or already in memory.
struct Run {
    buffer: Vec<u8>,
    /// What of the buffer is still to be given.
    from: usize,
    to: usize,
    /// What of the file is still to be read.
    next: u64,
    end: u64,
}

impl Run {
    fn is_over(&self) -> bool {
        self.from >= self.to
    }

    /// Reads on until the next row is whole in memory.
    fn fill(&mut self, file: &mut File) -> io::Result<()> {
        loop {
            let left = self.to.saturating_sub(self.from);
            let needed = match left >= HEAD {
                true => HEAD + lengths(&self.buffer, self.from).0,
                false => HEAD,
            };
            if left >= needed.max(HEAD + 1) || self.next == self.end {
                return Ok(());
            }
            self.buffer.copy_within(self.from..self.to, 0);
            let wanted = READ_BYTES.max(needed) - left;
            let some = usize::try_from(self.end - self.next).map_or(wanted, |it| it.min(wanted));
            self.buffer.resize(left + some, 0);
            file.seek(SeekFrom::Start(self.next))?;
            file.read_exact(self.buffer.get_mut(left..).unwrap_or_default())?;
            (self.from, self.to) = (0, left + some);
            self.next += some as u64;
        }
    }

    fn compare(&self, other: &Self) -> Ordering {
        key_at(&self.buffer, self.from).cmp(key_at(&other.buffer, other.from))
    }

    fn row(&self) -> (&[u8], &[u8]) {
        let (both, key) = lengths(&self.buffer, self.from);
        let from = self.from + HEAD;
        let it = self.buffer.get(from..from + both).unwrap_or_default();
        it.split_at(key.min(it.len()))
    }
}

fn beginning(key: &[u8]) -> u64 {
    let mut out = [0; 8];
    for (place, byte) in out.iter_mut().zip(key) {
        *place = *byte;
    }
    u64::from_be_bytes(out)
}

/// Bytes of key and row together, and of the key.
fn lengths(rows: &[u8], at: usize) -> (usize, usize) {
    let one = |at: usize| {
        let bytes = rows.get(at..at + 4).and_then(|it| it.try_into().ok());
        bytes.map_or(0, |it| u32::from_le_bytes(it) as usize)
    };
    (one(at), one(at + 4))
}

fn key_at(rows: &[u8], at: usize) -> &[u8] {
    let from = at + HEAD;
    let to = from + lengths(rows, at).1;
    rows.get(from..to).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn sorter() -> Sorter {
        Sorter::new(tempfile::tempfile().unwrap())
    }

    fn all(mut it: Sorted) -> Vec<(String, Vec<u8>)> {
        let mut out = Vec::new();
        while let Some((key, row)) = it.next().unwrap() {
            out.push((String::from_utf8(key.to_vec()).unwrap(), row.to_vec()));
        }
        out
    }

    #[test]
    fn nothing_gives_nothing() {
        let it = sorter().sorted().unwrap();
        assert_eq!(it.count(), 0);
        assert!(all(it).is_empty());
    }

    #[test]
    fn a_row_longer_than_a_read_comes_back_whole() {
        let mut it = sorter();
        let long = vec![7; READ_BYTES * 3];
        for key in ["b", "a", "b"] {
            it.push(key, &long).unwrap();
            it.write_run().unwrap();
        }
        let keys: Vec<String> = all(it.sorted().unwrap())
            .into_iter()
            .inspect(|(_, row)| assert_eq!(*row, long))
            .map(|(key, _)| key)
            .collect();
        assert_eq!(keys, ["a", "b", "b"]);
    }

    proptest! {
        #[test]
        fn however_cut_into_runs_the_order_is_one(
            keys in proptest::collection::vec("[a-c ]{0,11}", 0..60),
            cuts in proptest::collection::vec(any::<bool>(), 60),
        ) {
            let mut it = sorter();
            let mut expected = Vec::new();
            for ((at, key), cut) in (0u32..).zip(&keys).zip(&cuts) {
                it.push(key, &at.to_le_bytes()).unwrap();
                expected.push((key.clone(), at.to_le_bytes().to_vec()));
                if *cut {
                    it.write_run().unwrap();
                }
            }
            // A sort that keeps equal ones as they came.
            expected.sort_by(|a, b| a.0.cmp(&b.0));
            prop_assert_eq!(all(it.sorted().unwrap()), expected);
        }
    }
}
