//! What a load (or its rehearsal) tells the person who ran it. Line numbers
//! and counts only: a name or a number of somebody never gets in here.

use super::columns::Col;
use super::dates::DateForm;
use super::encoding::Encoding;
use super::header::Kind;
use super::month::Month;

/// Bad lines listed one by one; all are counted.
pub const BAD_LINES_MAX: usize = 100;

/// Why a line was skipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    Fields {
        found: usize,
        expected: usize,
    },
    TooLong,
    NoCode,
    BadCode,
    /// `1,23E+10`: the last digits are gone.
    CodeRounded,
    NoName,
    /// A payroll row without a month.
    NoMonth,
}

impl Why {
    pub fn told(self) -> String {
        match self {
            Self::Fields { found, expected } => {
                format!("tem {found} campos, o cabeçalho tem {expected}")
            }
            Self::TooLong => "é comprida demais".to_owned(),
            Self::NoCode => "está sem código familiar".to_owned(),
            Self::BadCode => "tem um código familiar que não é um número".to_owned(),
            Self::CodeRounded => {
                "tem o código familiar arredondado por uma planilha (1,23E+10)".to_owned()
            }
            Self::NoName => "está sem nome de pessoa".to_owned(),
            Self::NoMonth => "está sem mês de referência".to_owned(),
        }
    }
}

/// A skipped line. Lines count from 1, the header included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadLine {
    pub file: Kind,
    pub line: u64,
    pub why: Why,
}

/// Where the month of reference came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MonthFrom {
    Column,
    /// The file has no `ref_cad`: the month of its newest update.
    NewestUpdate,
}

/// How one file was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileReport {
    pub kind: Kind,
    pub encoding: Encoding,
    pub separator: u8,
    pub lines: u64,
    pub columns: usize,
    pub unknown: Vec<String>,
    pub missing: Vec<Col>,
    /// `None`: the column held no date.
    pub dates: Vec<(Col, Option<DateForm>)>,
    /// Months other than the one taken that some lines name.
    pub other_months: usize,
}

/// What was kept and what was not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    pub families: u64,
    pub persons: u64,
    pub without_cpf: u64,
    pub without_birth: u64,
    /// CPFs that stand in more than one family; all are kept.
    pub cpfs_in_two_families: u64,
    /// Persons whose family is in no line of the file; kept with its code alone.
    pub without_family: u64,
    pub families_without_persons: u64,
    pub repeated_families: u64,
    pub repeated_persons: u64,
    /// Not active in the register (in progress, without registration, excluded).
    pub inactive_families: u64,
    pub inactive_persons: u64,
    /// Families of a municipality other than the commonest one.
    pub other_cities: u64,
    pub unread_updates: u64,
    pub unread_births: u64,
    pub bad_lines: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub month: Month,
    pub month_from: MonthFrom,
    pub files: Vec<FileReport>,
    pub counts: Counts,
    /// The first [`BAD_LINES_MAX`].
    pub bad: Vec<BadLine>,
    /// The last line has no end: complete, but the file may have been cut there.
    pub open_end: bool,
}

impl Report {
    /// The report as plain lines for the terminal and the screen.
    pub fn told(&self) -> Vec<String> {
        let mut out = vec![format!("Base do CadÚnico de {}", self.month.spoken())];
        if self.month_from == MonthFrom::NewestUpdate {
            out.push(
                "  (mês deduzido da atualização mais nova: falta a coluna ref_cad)".to_owned(),
            );
        }
        for file in &self.files {
            file.tell(&mut out);
        }
        self.counts.tell(&mut out);
        for it in &self.bad {
            let file = if self.files.len() > 1 {
                format!(" do arquivo {}", it.file.label())
            } else {
                String::new()
            };
            out.push(format!("  linha {}{file}: {}", it.line, it.why.told()));
        }
        let unlisted = self.counts.bad_lines.saturating_sub(self.bad.len() as u64);
        if unlisted > 0 {
            out.push(format!("  e mais {unlisted}"));
        }
        if self.open_end {
            out.push(
                "Atenção: a última linha não tem fim de linha. Confira se o arquivo veio inteiro."
                    .to_owned(),
            );
        }
        out
    }
}

impl FileReport {
    fn tell(&self, out: &mut Vec<String>) {
        let separator = match self.separator {
            b'\t' => "tabulação".to_owned(),
            other => format!("“{}”", char::from(other)),
        };
        out.push(format!(
            "Arquivo {}: {} linhas, {} colunas, {}, separador {separator}",
            self.kind.label(),
            self.lines,
            self.columns,
            self.encoding.label()
        ));
        for (col, form) in &self.dates {
            let form = form.map_or("nenhuma data", DateForm::label);
            out.push(format!("  datas de {}: {form}", col.told()));
        }
        if !self.missing.is_empty() {
            let names: Vec<&str> = self.missing.iter().map(|it| it.told()).collect();
            out.push(format!("  colunas que faltam: {}", names.join(", ")));
        }
        if !self.unknown.is_empty() {
            let names: Vec<&str> = self.unknown.iter().take(5).map(String::as_str).collect();
            out.push(format!(
                "  colunas desconhecidas, não lidas: {} ({}{})",
                self.unknown.len(),
                names.join(", "),
                if self.unknown.len() > 5 { "…" } else { "" }
            ));
        }
        if self.other_months > 0 {
            out.push(format!(
                "  outros meses de referência em algumas linhas: {}",
                self.other_months
            ));
        }
    }
}

impl Counts {
    fn tell(&self, out: &mut Vec<String>) {
        out.push(format!("Famílias: {}", self.families));
        out.push(format!("Pessoas: {}", self.persons));
        for (count, told) in [
            (self.without_cpf, "pessoas sem CPF"),
            (self.without_birth, "pessoas sem data de nascimento"),
            (
                self.cpfs_in_two_families,
                "CPFs em mais de uma família (mantidos e marcados)",
            ),
            (
                self.without_family,
                "pessoas cuja família não está no arquivo (mantidas)",
            ),
            (self.families_without_persons, "famílias sem nenhuma pessoa"),
            (
                self.repeated_families,
                "famílias repetidas (fica a mais atualizada)",
            ),
            (
                self.repeated_persons,
                "pessoas repetidas na mesma família (fica a primeira)",
            ),
            (
                self.inactive_families,
                "famílias não ativas no cadastro (deixadas fora)",
            ),
            (
                self.inactive_persons,
                "pessoas não ativas no cadastro (deixadas fora)",
            ),
            (self.other_cities, "famílias de outro município"),
            (
                self.unread_updates,
                "datas de atualização ilegíveis (em branco)",
            ),
            (
                self.unread_births,
                "datas de nascimento ilegíveis (em branco)",
            ),
            (self.bad_lines, "linhas puladas por erro"),
        ] {
            if count > 0 {
                out.push(format!("  {told}: {count}"));
            }
        }
    }
}
