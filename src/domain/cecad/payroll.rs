//! The payroll of Bolsa Família (SIBEC, CSV): who is really paid in a month.
//! A family has several rows, one per benefit or parcel; they become one line
//! with its sum. The holder's name, CPF and address in the file are not read.

use std::collections::HashMap;

use super::encoding::{BOM, Encoding, decode};
use super::header;
use super::line::{Fields, Splitter};
use super::month::Month;
use super::report::Why;
use super::values::{self, Money, MoneyEvidence};

/// What became of the benefits of one family in one month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Situation {
    Released,
    Blocked,
    Suspended,
    Cancelled,
    /// A word the program does not know.
    Other,
}

impl Situation {
    pub const ALL: [Self; 5] = [
        Self::Released,
        Self::Blocked,
        Self::Suspended,
        Self::Cancelled,
        Self::Other,
    ];

    /// A blank counts as released: payrolls without the column list only paid ones.
    pub fn read(text: &str) -> Self {
        let text = text.trim().to_uppercase();
        let starts = |it: &str| text.starts_with(it);
        if values::is_null(&text) || starts("LIB") || starts("ATIV") || starts("PAG") {
            Self::Released
        } else if starts("BLOQ") {
            Self::Blocked
        } else if starts("SUSP") {
            Self::Suspended
        } else if starts("CANC") {
            Self::Cancelled
        } else {
            Self::Other
        }
    }

    pub const fn told(self) -> &'static str {
        match self {
            Self::Released => "liberado",
            Self::Blocked => "bloqueado",
            Self::Suspended => "suspenso",
            Self::Cancelled => "cancelado",
            Self::Other => "em outra situação",
        }
    }

    /// As stored.
    pub const fn code(self) -> u32 {
        match self {
            Self::Released => 1,
            Self::Blocked => 2,
            Self::Suspended => 3,
            Self::Cancelled => 4,
            Self::Other => 9,
        }
    }

    pub fn from_code(code: u32) -> Self {
        Self::ALL
            .into_iter()
            .find(|it| it.code() == code)
            .unwrap_or(Self::Other)
    }
}

/// One family in one month of payroll.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// Código familiar, 11 digits: payrolls pad it differently from CECAD.
    pub code: String,
    pub month: Month,
    /// Cents of real that are released.
    pub released_cents: i64,
    /// Cents of all rows, released or not.
    pub total_cents: i64,
    /// The worst of the rows: one blocked benefit shows.
    pub situation: Situation,
    pub rows: u32,
}

impl Payment {
    /// `pago em 05/2026: R$ 650,00`, or what stands in the way.
    pub fn told(&self) -> String {
        let month = self.month.spoken();
        match self.situation {
            Situation::Released => format!("pago em {month}: {}", reais(self.released_cents)),
            Situation::Blocked | Situation::Suspended | Situation::Cancelled | Situation::Other
                if self.released_cents > 0 =>
            {
                format!(
                    "pago em {month}: {} (parte {})",
                    reais(self.released_cents),
                    self.situation.told()
                )
            }
            Situation::Blocked | Situation::Suspended | Situation::Cancelled | Situation::Other => {
                format!(
                    "{} em {month}: {}",
                    self.situation.told(),
                    reais(self.total_cents)
                )
            }
        }
    }
}

/// Cents as people read money: `R$ 1.234,56`.
pub fn reais(cents: i64) -> String {
    let (whole, rest) = (cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
    let digits = whole.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    let sign = if cents < 0 { "-" } else { "" };
    format!("{sign}R$ {grouped},{rest:02}")
}

/// Where the wanted columns stand.
#[derive(Debug, Clone)]
pub struct Layout {
    pub separator: u8,
    pub width: usize,
    code: usize,
    month: usize,
    benefit: Option<usize>,
    total: Option<usize>,
    situation: Option<usize>,
}

/// Reads the header line.
///
/// # Errors
/// In pt-BR, for the person.
pub fn layout(line: &[u8]) -> Result<Layout, String> {
    let line = line.strip_prefix(BOM).unwrap_or(line);
    let separator = header::separator(line);
    let mut splitter = Splitter::new(separator);
    let fields = splitter.free(line);
    let mut names: Vec<String> = (0..fields.len())
        .map(|at| header::plain(fields.at(at)).1)
        .collect();
    while names.last().is_some_and(String::is_empty) {
        names.pop();
    }
    let find = |name: &str| names.iter().position(|it| it == name);
    if find("cod_familiar_fam").is_some() {
        return Err(
            "Este arquivo parece uma extração do CECAD, não a folha de pagamento. \
                    Use a importação do CECAD."
                .to_owned(),
        );
    }
    let needed = |name: &str| {
        find(name).ok_or_else(|| {
            format!(
                "Este arquivo não parece a folha de pagamento do Bolsa Família (SIBEC): falta a \
                 coluna {name}."
            )
        })
    };
    let it = Layout {
        separator,
        width: names.len(),
        code: needed("cod_familiar")?,
        month: needed("ref_folha")?,
        benefit: find("vlrbenef"),
        total: find("vlrtotal"),
        situation: find("sitbeneficio").or_else(|| find("sitfam")),
    };
    if it.benefit.is_none() && it.total.is_none() {
        needed("vlrbenef")?;
    }
    Ok(it)
}

impl Layout {
    /// The value columns, for finding the sign of the cents.
    pub fn see(&self, line: &Fields<'_>, money: &mut MoneyEvidence) {
        for at in [self.benefit, self.total].into_iter().flatten() {
            money.see(&decode(line.at(at), Encoding::Windows1252));
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct Sum {
    benefits: i64,
    released: i64,
    total: i64,
    situation: Situation,
    rows: u32,
}

/// Groups the rows. Memory: about 60 bytes per family paid.
#[derive(Debug, Default)]
pub struct Payroll {
    families: HashMap<(u64, Month), Sum>,
}

impl Payroll {
    /// # Errors
    /// Why the row cannot be used.
    pub fn row(
        &mut self,
        layout: &Layout,
        line: &Fields<'_>,
        money: Money,
        last_year: i32,
    ) -> Result<(), Why> {
        let text = |at: usize| decode(line.at(at), Encoding::Windows1252);
        let code = text(layout.code);
        let Some(code) = values::padded(&code, 11).and_then(|it| it.parse().ok()) else {
            return Err(if values::is_null(&code) {
                Why::NoCode
            } else if values::is_scientific(&code) {
                Why::CodeRounded
            } else {
                Why::BadCode
            });
        };
        let month = values::month(&text(layout.month), last_year).ok_or(Why::NoMonth)?;
        let cents = |at: Option<usize>| at.and_then(|at| money.cents(&text(at)));
        let situation = layout
            .situation
            .map_or(Situation::Released, |at| Situation::read(&text(at)));
        let benefit = cents(layout.benefit).unwrap_or(0);
        let sum = self.families.entry((code, month)).or_insert(Sum {
            benefits: 0,
            released: 0,
            total: 0,
            situation: Situation::Released,
            rows: 0,
        });
        sum.rows = sum.rows.saturating_add(1);
        sum.benefits = sum.benefits.saturating_add(benefit);
        // `vlrtotal` repeats the family's total on each of its rows.
        sum.total = sum.total.max(cents(layout.total).unwrap_or(0));
        if situation == Situation::Released {
            sum.released = sum.released.saturating_add(benefit);
        }
        sum.situation = sum.situation.max(situation);
        Ok(())
    }

    /// The families in order of code.
    pub fn finish(self, layout: &Layout) -> Vec<Payment> {
        let mut out: Vec<Payment> = self
            .families
            .into_iter()
            .map(|((code, month), sum)| {
                let rows_have_values = layout.benefit.is_some() && sum.benefits > 0;
                let all_released = sum.situation == Situation::Released;
                Payment {
                    code: format!("{code:011}"),
                    month,
                    released_cents: match (rows_have_values, all_released) {
                        (true, _) => sum.released,
                        (false, true) => sum.total,
                        (false, false) => 0,
                    },
                    total_cents: if rows_have_values {
                        sum.benefits
                    } else {
                        sum.total
                    },
                    situation: sum.situation,
                    rows: sum.rows,
                }
            })
            .collect();
        out.sort_unstable_by(|a, b| (&a.code, a.month).cmp(&(&b.code, b.month)));
        out
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn paid(text: &str) -> Vec<Payment> {
        let mut lines = text.lines();
        let layout = layout(lines.next().unwrap().as_bytes()).unwrap();
        let mut splitter = Splitter::new(layout.separator);
        let mut it = Payroll::default();
        for line in lines {
            let fields = splitter.exact(line.as_bytes(), layout.width).unwrap();
            it.row(&layout, &fields, Money::Comma, 2026).unwrap();
        }
        it.finish(&layout)
    }

    #[test]
    fn rows_of_a_family_become_one_line() {
        let it = paid(
            "prog;ref_folha;cod_familiar;vlrbenef;vlrtotal;sitbeneficio\n\
             PBF;202605;123456;142,00;650,00;LIBERADO\n\
             PBF;202605;00000123456;508,00;650,00;LIBERADO\n\
             PBF;202605;777;600,00;600,00;BLOQUEADO",
        );
        assert_eq!(it.len(), 2);
        assert_eq!(it[1].code, "00000123456");
        assert_eq!((it[1].rows, it[1].released_cents), (2, 65_000));
        assert_eq!(it[1].told(), "pago em 05/2026: R$ 650,00");
        assert_eq!(it[0].told(), "bloqueado em 05/2026: R$ 600,00");
    }

    #[test]
    fn part_blocked_and_totals_alone() {
        let it = paid(
            "ref_folha;cod_familiar;vlrbenef;sitbeneficio\n\
             05/2026;9;150,00;LIBERADO\n05/2026;9;50,00;SUSPENSO",
        );
        assert_eq!(it[0].told(), "pago em 05/2026: R$ 150,00 (parte suspenso)");
        let it = paid("ref_folha;cod_familiar;vlrtotal\n202605;9;1.650,00\n202605;9;1.650,00");
        assert_eq!(it[0].told(), "pago em 05/2026: R$ 1.650,00");
    }

    #[test]
    fn other_files_are_named() {
        assert!(
            layout(b"cod_familiar_fam;nom_pessoa")
                .unwrap_err()
                .contains("CECAD")
        );
        assert!(layout(b"a;b").unwrap_err().contains("cod_familiar"));
        assert!(
            layout(b"ref_folha;cod_familiar")
                .unwrap_err()
                .contains("vlrbenef")
        );
        assert_eq!(reais(-123_456_789), "-R$ 1.234.567,89");
        for it in Situation::ALL {
            assert_eq!(Situation::from_code(it.code()), it);
        }
    }
}
