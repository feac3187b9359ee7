//! A spreadsheet that comes back: CSV as whatever program saved it (UTF-8
//! with or without its mark, Windows-1252; comma, semicolon or tab), read into
//! rows by the names of its columns. What is wrong is told by line.

use std::path::Path;

use crate::domain::cecad::encoding::{BOM, Evidence, decode, not_text};
use crate::domain::fault::{Failure, Outcome, refused};
use crate::domain::name::fold;
use crate::paper::table::unguard;

/// Bytes and rows of a list kept by hand, at most.
const BYTES_MAX: u64 = 1024 * 1024;
const ROWS_MAX: usize = 2000;
/// Problems told at once.
const TOLD_MAX: usize = 10;

/// What an import did, or would do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SheetDone {
    pub added: u32,
    pub changed: u32,
    pub kept: u32,
    /// Hours that end, because the file no longer has them.
    pub ended: u32,
    /// Pairs of hours that want the same person or room.
    pub clashes: u32,
    /// `false` for a rehearsal.
    pub stored: bool,
}

impl SheetDone {
    pub const fn writes(&self) -> bool {
        self.added + self.changed + self.ended > 0
    }
}

pub(in crate::app) struct Sheet {
    heads: Vec<String>,
    pub rows: Vec<SheetRow>,
}

pub(in crate::app) struct SheetRow {
    /// In the file, the heads being line 1.
    pub line: u64,
    cells: Vec<String>,
}

impl Sheet {
    /// Reads the file; `heads` are the columns it may have, the first ones
    /// (`needed` of them) those it must have.
    pub fn read(path: &Path, heads: &[&str], needed: usize) -> Outcome<Self> {
        let big = std::fs::metadata(path).is_ok_and(|it| it.len() > BYTES_MAX);
        if big {
            return refused("O arquivo é grande demais para esta lista. É o arquivo certo?");
        }
        let Ok(bytes) = std::fs::read(path) else {
            return refused("Não consegui abrir o arquivo. Confira o caminho.");
        };
        if not_text(&bytes).is_some() {
            return refused("O arquivo não é CSV. Na planilha, use «salvar como» e escolha CSV.");
        }
        let text = text_of(&bytes);
        Self::parse(&text, heads, needed)
    }

    fn parse(text: &str, heads: &[&str], needed: usize) -> Outcome<Self> {
        // Lines are counted by their ends, and a pair of them is one.
        let text = text.replace("\r\n", "\n");
        let first = text.lines().next().unwrap_or_default();
        let count = |it: char| first.matches(it).count();
        let delimiter = [';', ',', '\t']
            .into_iter()
            .max_by_key(|it| (count(*it), *it == ';'))
            .unwrap_or(',');
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(u8::try_from(delimiter).unwrap_or(b','))
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut names: Option<Vec<String>> = None;
        let mut rows = Vec::new();
        for record in reader.records() {
            let Ok(record) = record else {
                return refused("O arquivo está cortado ou não é CSV. Salve-o de novo.");
            };
            let line = record.position().map_or(0, csv::Position::line);
            let cells: Vec<String> = record.iter().map(|it| unguard(it.trim())).collect();
            if cells.iter().all(String::is_empty) {
                continue;
            }
            if names.is_none() {
                names = Some(cells.iter().map(|it| fold(it)).collect());
                continue;
            }
            if rows.len() >= ROWS_MAX {
                return refused(format!("O arquivo tem mais de {ROWS_MAX} linhas."));
            }
            rows.push(SheetRow { line, cells });
        }
        let names = names.unwrap_or_default();
        let mut problems = Problems::default();
        for it in names.iter().filter(|it| !heads.contains(&it.as_str())) {
            problems.say(1, &format!("não conheço a coluna «{it}»."));
        }
        for it in heads.iter().take(needed) {
            if !names.iter().any(|name| name == it) {
                problems.say(1, &format!("falta a coluna «{it}»."));
            }
        }
        for row in rows.iter().filter(|it| it.cells.len() > names.len()) {
            problems.say(row.line, "tem mais células do que colunas.");
        }
        // A copy that stopped half way ends in the middle of a row.
        if let Some(row) = rows.last()
            && row.cells.len() < names.len()
            && !text.ends_with(['\n', '\r'])
        {
            problems.say(row.line, "está pela metade: o arquivo foi cortado.");
        }
        problems.end()?;
        Ok(Self { heads: names, rows })
    }

    /// Where that column is.
    pub fn column(&self, head: &str) -> Option<usize> {
        self.heads.iter().position(|it| it == head)
    }

    /// The cell of that column, `None` when the file has no such column.
    pub fn cell<'a>(&self, row: &'a SheetRow, head: &str) -> Option<&'a str> {
        let at = self.column(head)?;
        Some(row.cells.get(at).map_or("", String::as_str))
    }

    /// The same, empty when there is no such column.
    pub fn text<'a>(&self, row: &'a SheetRow, head: &str) -> &'a str {
        self.cell(row, head).unwrap_or_default()
    }
}

/// Everything that is wrong with a file, told together.
#[derive(Default)]
pub(in crate::app) struct Problems(Vec<String>);

impl Problems {
    pub fn say(&mut self, line: u64, text: &str) {
        self.0.push(format!("Linha {line}: {text}"));
    }

    /// The value, or what was refused told of that line; a fault goes on.
    pub fn take<T>(&mut self, line: u64, it: Outcome<T>) -> Outcome<Option<T>> {
        match it {
            Ok(it) => Ok(Some(it)),
            Err(Failure::Refused(why)) => {
                self.say(line, &why.text);
                Ok(None)
            }
            Err(broken @ Failure::Broken(_)) => Err(broken),
        }
    }

    /// # Errors
    /// Refused when anything was told.
    pub fn end(self) -> Outcome<()> {
        if self.0.is_empty() {
            return Ok(());
        }
        let more = self.0.len().saturating_sub(TOLD_MAX);
        let mut told: Vec<String> = self.0.into_iter().take(TOLD_MAX).collect();
        if more > 0 {
            told.push(format!("E mais {more}."));
        }
        told.push("Nada foi gravado.".to_owned());
        refused(told.join("\n"))
    }
}

/// "sim", "não", 's', 'n'; blank is yes.
pub(in crate::app) fn yes(text: &str) -> Option<bool> {
    match fold(text).as_str() {
        "" | "s" | "sim" | "1" => Some(true),
        "n" | "nao" | "0" => Some(false),
        _ => None,
    }
}

fn text_of(bytes: &[u8]) -> String {
    let mut evidence = Evidence::default();
    let body = bytes.strip_prefix(BOM).unwrap_or(bytes);
    if body.len() < bytes.len() {
        evidence.mark();
    }
    for line in body.split(|it| *it == b'\n') {
        evidence.see(line);
    }
    decode(body, evidence.decide()).into_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn cells(text: &[u8]) -> Vec<(u64, String, String)> {
        let it = Sheet::parse(&text_of(text), &["codigo", "nome"], 1).unwrap();
        it.rows
            .iter()
            .map(|row| {
                let of = |head| it.text(row, head).to_owned();
                (row.line, of("codigo"), of("nome"))
            })
            .collect()
    }

    #[test]
    fn whatever_program_saved_it_the_rows_are_the_same() {
        let expected = vec![(2, "A".to_owned(), "ação, já; -1".to_owned())];
        for text in [
            "codigo,nome\r\nA,\"ação, já; '-1\"\r\n".as_bytes(),
            "\u{feff}Código;Nome\nA;\"ação, já; '-1\"\n\n".as_bytes(),
            b"codigo\tnome\nA\ta\xE7\xE3o, j\xE1; '-1\n",
        ] {
            assert_eq!(cells(text), expected);
        }
        assert!(Sheet::parse("nome;xis\n", &["codigo", "nome"], 1).is_err());
        assert!(Sheet::parse("", &["codigo"], 1).is_err());
        assert!(Sheet::parse("codigo\nA;B\n", &["codigo"], 1).is_err());
        // A spreadsheet leaves empty cells off the end of a row; a cut does not
        // end the line.
        let both = ["codigo", "nome"];
        assert!(Sheet::parse("codigo;nome\nA\n", &both, 1).is_ok());
        assert!(Sheet::parse("codigo;nome\nA;B\nC", &both, 1).is_err());
    }
}
