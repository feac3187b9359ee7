//! One line of the file into its fields, forgiving what exporters do wrong.
//!
//! Why not the `csv` crate here: its reader (like every strict one) lets an
//! unclosed quote run over the line feeds until the next quote, so a stray
//! `"` in one address swallows thousands of people. In CECAD files a record
//! is always one physical line, so a quote that does not close on its own line
//! is a letter of the address. Works on bytes: the separators are ASCII in
//! both encodings, and only the few wanted fields are ever decoded.

/// Longest line that is read, in bytes; a real one has one or two thousand.
pub const LINE_MAX: usize = 1 << 20;

/// Splits line after line, keeping its buffers.
#[derive(Debug)]
pub struct Splitter {
    separator: u8,
    ends: Vec<(usize, usize)>,
    unquoted: Vec<u8>,
}

/// The fields of one line, in order.
#[derive(Debug, Clone, Copy)]
pub struct Fields<'a> {
    bytes: &'a [u8],
    ends: &'a [(usize, usize)],
}

impl<'a> Fields<'a> {
    /// The field, blank when the line has no such field.
    pub fn at(&self, index: usize) -> &'a [u8] {
        self.ends
            .get(index)
            .and_then(|&(from, to)| self.bytes.get(from..to))
            .unwrap_or_default()
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

impl Splitter {
    pub fn new(separator: u8) -> Self {
        Self {
            separator,
            ends: Vec::with_capacity(200),
            unquoted: Vec::new(),
        }
    }

    /// The fields of a header or of any line whose count is not known.
    pub fn free<'a>(&'a mut self, line: &'a [u8]) -> Fields<'a> {
        let line = trim_end(line);
        if line.contains(&b'"') {
            self.split_quoted(line);
            self.fields(None)
        } else {
            self.split_plain(line);
            self.fields(Some(line))
        }
    }

    /// The fields of a line that must have `expected` of them.
    ///
    /// Blank fields beyond the last one are let go (a `;` at the end of every
    /// line is common). When quoting gives a wrong count, the quotes may be
    /// stray letters that happen to pair up, so the line is read once more
    /// with every quote taken literally.
    ///
    /// # Errors
    /// The number of fields found.
    pub fn exact<'a>(&'a mut self, line: &'a [u8], expected: usize) -> Result<Fields<'a>, usize> {
        let line = trim_end(line);
        if line.contains(&b'"') {
            self.split_quoted(line);
            if self.fits(None, expected) {
                return Ok(self.fields(None));
            }
        }
        self.split_plain(line);
        if self.fits(Some(line), expected) {
            Ok(self.fields(Some(line)))
        } else {
            Err(self.ends.len())
        }
    }

    fn fits(&mut self, line: Option<&[u8]>, expected: usize) -> bool {
        let bytes = line.unwrap_or(&self.unquoted);
        let spare = self.ends.get(expected..).unwrap_or_default();
        let blank = spare.iter().all(|&(from, to)| {
            bytes
                .get(from..to)
                .is_none_or(|it| it.trim_ascii().is_empty())
        });
        if self.ends.len() >= expected && blank {
            self.ends.truncate(expected);
            return true;
        }
        false
    }

    fn fields<'a>(&'a self, line: Option<&'a [u8]>) -> Fields<'a> {
        Fields {
            bytes: line.unwrap_or(&self.unquoted),
            ends: &self.ends,
        }
    }

    fn split_plain(&mut self, line: &[u8]) {
        self.ends.clear();
        let mut from = 0;
        for (at, &byte) in line.iter().enumerate() {
            if byte == self.separator {
                self.ends.push((from, at));
                from = at + 1;
            }
        }
        self.ends.push((from, line.len()));
    }

    fn split_quoted(&mut self, line: &[u8]) {
        self.ends.clear();
        self.unquoted.clear();
        let mut rest = line;
        loop {
            let from = self.unquoted.len();
            let left = match self.closed(rest) {
                Some(left) => left,
                None => {
                    self.unquoted.truncate(from);
                    let end = rest
                        .iter()
                        .position(|&byte| byte == self.separator)
                        .unwrap_or(rest.len());
                    self.unquoted
                        .extend_from_slice(rest.get(..end).unwrap_or_default());
                    rest.get(end..).unwrap_or_default()
                }
            };
            self.ends.push((from, self.unquoted.len()));
            match left.split_first() {
                Some((_, next)) => rest = next,
                None => break,
            }
        }
    }

    /// Copies a field that opens with a quote and closes before a separator or
    /// the end of the line; gives what is left from that separator on.
    fn closed<'l>(&mut self, rest: &'l [u8]) -> Option<&'l [u8]> {
        let mut at = rest.iter().position(|byte| !matches!(byte, b' ' | b'\t'))?;
        if rest.get(at) != Some(&b'"') {
            return None;
        }
        at += 1;
        loop {
            let byte = *rest.get(at)?;
            at += 1;
            if byte != b'"' {
                self.unquoted.push(byte);
                continue;
            }
            let after = rest.get(at..).unwrap_or_default();
            if after.first() == Some(&b'"') {
                // A doubled quote is one quote, unless the pair is an empty
                // field's own opening and closing, which never gets here.
                self.unquoted.push(b'"');
                at += 1;
                continue;
            }
            let blanks = after.iter().take_while(|&&it| it == b' ').count();
            match after.get(blanks) {
                None => return Some(&[]),
                Some(&it) if it == self.separator => return after.get(blanks..),
                // A quote in the middle of a quoted field: a letter.
                Some(_) => self.unquoted.push(b'"'),
            }
        }
    }
}

fn trim_end(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn check(line: &str, expected: &[&str]) {
        let mut it = Splitter::new(b';');
        let fields = it.exact(line.as_bytes(), expected.len()).unwrap();
        let read: Vec<_> = (0..fields.len())
            .map(|at| String::from_utf8_lossy(fields.at(at)).into_owned())
            .collect();
        assert_eq!(read, expected, "{line}");
    }

    #[test]
    fn quotes_of_all_kinds() {
        check("a;b;c", &["a", "b", "c"]);
        check("a;;c\r\n", &["a", "", "c"]);
        check("\"a\";\"\";\"c\"", &["a", "", "c"]);
        check("\"a;1\";b", &["a;1", "b"]);
        check("\"RUA \"\"B\"\"\";7", &["RUA \"B\"", "7"]);
        check("RUA \"B;7;x", &["RUA \"B", "7", "x"]);
        check("\"RUA B;7;x", &["\"RUA B", "7", "x"]);
        check("\"RUA \"B\" 3\";7", &["RUA \"B\" 3", "7"]);
        check(
            "a;\"CASA;7;FUNDOS\";b",
            &["a", "\"CASA", "7", "FUNDOS\"", "b"],
        );
        check(" \"a\" ;b", &["a", "b"]);
        check("a;b;;", &["a", "b"]);
        check("a;b;", &["a", "b", ""]);
    }

    #[test]
    fn a_wrong_count_is_told() {
        let mut it = Splitter::new(b';');
        assert_eq!(it.exact(b"a;b", 3).unwrap_err(), 2);
        assert_eq!(it.exact(b"a;b;c;d", 3).unwrap_err(), 4);
        assert_eq!(it.free(b"").len(), 1);
    }

    proptest! {
        #[test]
        fn any_bytes_split_without_a_panic(line in proptest::collection::vec(any::<u8>(), 0..200), n in 0usize..9) {
            let mut it = Splitter::new(b';');
            let _ = it.exact(&line, n).map(|fields| (0..9).map(|at| fields.at(at).len()).sum::<usize>());
            let _ = it.free(&line).len();
        }

        #[test]
        fn well_quoted_fields_come_back(fields in proptest::collection::vec("[^\\r\\n]{0,12}", 1..8)) {
            let line = fields.iter().map(|it| format!("\"{}\"", it.replace('"', "\"\""))).collect::<Vec<_>>().join(";");
            let mut it = Splitter::new(b';');
            let read = it.free(line.as_bytes());
            prop_assert_eq!(read.len(), fields.len());
            for (at, field) in fields.iter().enumerate() {
                prop_assert_eq!(read.at(at), field.as_bytes());
            }
        }
    }
}
